//! The detail pane: the selected event whole.

use super::{put, row};
use crate::domain::number::counted;
use crate::page::event::Extent;
use crate::tui::canvas::Canvas;
use crate::tui::model::{Model, Overlay, Pane};
use crate::tui::sheet;
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let (Some(area), Some(event)) = (model.areas().detail, model.shown()) else { return };
    let rule = Rect::new(area.x.saturating_sub(2), area.y, 1, area.height);
    let style = if model.pane == Pane::Detail { theme.accent() } else { theme.quiet() };
    let bars = (0..area.height).map(|_| Line::styled("│", style));
    put(canvas, rule, bars);
    let columns = usize::from(area.width);
    let height = usize::from(area.height);
    let lines = model.sheet(event, Extent::Whole, columns);
    let total = lines.len();
    let shown =
        lines.iter().skip(model.detail_scroll).take(height).map(|row| sheet::line(row, theme));
    put(canvas, area, shown);
    let hidden = total.saturating_sub(model.detail_scroll + height);
    if hidden > 0 {
        // On a page Tab does something else, and once it was pressed it is known.
        let on_list = model.pane == Pane::List && matches!(model.overlay, Overlay::None);
        let hint = if on_list { ", Tab to scroll" } else { "" };
        let text = format!("▼ {}{hint}", counted(hidden, "more line"));
        let last = row(area, height.saturating_sub(1));
        canvas.render_widget(ratatui::widgets::Clear, last.intersection(canvas.area()));
        put(canvas, last, [Line::styled(text, theme.quiet())]);
    }
}
