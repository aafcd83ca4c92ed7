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
use ratatui::layout::Rect;
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
        frame.buffer_mut().set_line(area.left(), y, &line, area.width);
    }
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
