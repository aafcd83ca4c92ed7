//! Drawing: a function of the model. Nothing here changes it.

mod chrome;
mod detail;
mod help;
mod list;
mod overlay;
mod reader;
mod report;

use super::layout::SMALLEST;
use super::model::Model;
use super::theme::Theme;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState};

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, model: &Model, theme: Theme) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let needed = Line::raw(format!("{}×{} needed", SMALLEST.0, SMALLEST.1));
        put(frame, area, vec![needed, Line::raw("too small")]);
        return;
    }
    chrome::title(frame, model, theme);
    chrome::strip(frame, model, theme);
    chrome::chips(frame, model, theme);
    list::draw(frame, model, theme);
    detail::draw(frame, model, theme);
    chrome::footer(frame, model, theme);
    overlay::draw(frame, model, theme);
}

/// Lines at the top left of an area, cut to it and to the screen.
fn put(frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'_>>) {
    let area = area.intersection(frame.area());
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let mut x = area.left();
        for span in &line.spans {
            let style = line.style.patch(span.style);
            x = print(frame.buffer_mut(), (x, y), area.right(), &span.content, style);
        }
    }
}

/// A text up to a column; the column it ends before. Most text is ASCII, and needs no graphemes.
#[expect(clippy::disallowed_methods, reason = "nothing but printable ASCII gets there")]
fn print(buffer: &mut Buffer, (x, y): (u16, u16), end: u16, text: &str, style: Style) -> u16 {
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return buffer.set_stringn(x, y, text, usize::from(end.saturating_sub(x)), style).0;
    }
    let mut columns = x..end;
    for (symbol, column) in text.split_inclusive(|_| true).zip(columns.by_ref()) {
        if let Some(cell) = buffer.cell_mut((column, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
    columns.start
}

/// One line of an area.
fn row(area: Rect, y: usize) -> Rect {
    let y = u16::try_from(y).unwrap_or(u16::MAX);
    Rect::new(area.x, area.y.saturating_add(y), area.width, u16::from(y < area.height))
}

/// How far down an area is scrolled: of so many places of its first row, which.
fn scrollbar(frame: &mut Frame<'_>, area: Rect, (places, at): (usize, usize), theme: Theme) {
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("▐")
        .style(theme.quiet());
    let mut state = ScrollbarState::new(places).position(at);
    frame.render_stateful_widget(bar, area.intersection(frame.area()), &mut state);
}
