//! Drawing: a function of the model. Nothing here changes it.

mod chrome;
mod detail;
mod help;
mod list;
mod overlay;
mod print;
mod reader;
mod report;

use super::canvas::Canvas;
use super::layout::SMALLEST;
use super::model::Model;
use super::theme::Theme;
use crate::domain::text::width;
use print::print;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget as _};

/// Draws the whole screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let area = canvas.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let needed = Line::raw(format!("{}×{} needed", SMALLEST.0, SMALLEST.1));
        put(canvas, area, [needed, Line::raw("too small")]);
        return;
    }
    chrome::title(canvas, model, theme);
    chrome::strip(canvas, model, theme);
    chrome::chips(canvas, model, theme);
    list::draw(canvas, model, theme);
    detail::draw(canvas, model, theme);
    chrome::footer(canvas, model, theme);
    overlay::draw(canvas, model, theme);
}

/// Lines at the top left of an area, cut to it and to the screen.
fn put<'l>(canvas: &mut Canvas<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'l>>) {
    let area = area.intersection(canvas.area());
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let mut x = area.left();
        for span in &line.spans {
            let style = line.style.patch(span.style);
            x = print(canvas.buffer_mut(), (x, y), area.right(), &span.content, style);
        }
    }
}

/// The columns that lines of text take when they are put.
fn columns(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| width(&span.content)).sum()
}

/// One line of an area.
fn row(area: Rect, y: usize) -> Rect {
    let y = u16::try_from(y).unwrap_or(u16::MAX);
    Rect::new(area.x, area.y.saturating_add(y), area.width, u16::from(y < area.height))
}

/// How far down an area is scrolled: of so many places of its first row, which.
fn scrollbar(canvas: &mut Canvas<'_>, area: Rect, (places, at): (usize, usize), theme: Theme) {
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("▐")
        .style(theme.quiet());
    let mut state = ScrollbarState::new(places).position(at);
    bar.render(area.intersection(canvas.area()), canvas.buffer_mut(), &mut state);
}
