//! What a frame is drawn on: the cells of the screen, and where the cursor of a line that is typed stands.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    cursor: Option<Position>,
}

impl<'b> Canvas<'b> {
    pub fn new(buffer: &'b mut Buffer) -> Self {
        Self { buffer, cursor: None }
    }

    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    pub fn buffer_mut(&mut self) -> &mut Buffer {
        self.buffer
    }

    pub fn render_widget(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area, self.buffer);
    }

    pub fn put_cursor_at(&mut self, position: impl Into<Position>) {
        self.cursor = Some(position.into());
    }

    /// Where the cursor is shown, if it is.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }
}
