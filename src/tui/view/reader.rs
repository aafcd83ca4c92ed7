//! A page over the list, with the row that is read marked at its left.

use super::{put, row, scrollbar};
use crate::domain::text::truncate;
use crate::tui::canvas::Canvas;
use crate::tui::model::Model;
use crate::tui::reader::{Reader, area, height};
use crate::tui::sheet;
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader, theme: Theme) {
    let area = area(model, &reader.subject).intersection(canvas.area());
    canvas.render_widget(Clear, area);
    if reader.top > 1 {
        // Its other rows are scrolled away.
        let title = truncate(&reader.title, usize::from(area.width).saturating_sub(4));
        put(canvas, row(area, 0), [Line::styled(format!("  {title}"), theme.heading())]);
    } else if let Some(title) = reader.rows.first() {
        let mut line = Line::from(Span::raw("  "));
        line.spans.extend(sheet::line(title, theme).spans);
        put(canvas, row(area, 0), vec![line.style(theme.heading())]);
    }
    let height = height(model, &reader.subject);
    let shown = reader.rows.iter().enumerate().skip(reader.top).take(height);
    for (at, it) in shown {
        let bar = match (at == reader.cursor, it.target.is_some() && it.target == reader.target()) {
            (true, _) => "▌ ",
            (false, true) => "▏ ",
            (false, false) => "  ",
        };
        let mut line = Line::from(Span::styled(bar, theme.accent()));
        line.spans.extend(sheet::line(it, theme).spans);
        let mut place = row(area, at - reader.top + 1);
        place.width = place.width.saturating_sub(2);
        put(canvas, place, [line]);
    }
    if reader.rows.len() > height + 1 {
        let last = reader.rows.len().saturating_sub(height);
        let edge = Rect { width: area.width.saturating_sub(1), ..area };
        scrollbar(canvas, edge, (last, reader.top.min(last) - 1), theme);
    }
}
