//! Text into cells.

use crate::domain::text::is_plain;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// A text up to a column; the column it ends before. Most text needs no graphemes.
#[expect(clippy::disallowed_methods, reason = "what is plain has no control characters")]
pub(super) fn print(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    end: u16,
    text: &str,
    style: Style,
) -> u16 {
    if !is_plain(text) {
        return buffer.set_stringn(x, y, text, usize::from(end.saturating_sub(x)), style).0;
    }
    let row = usize::from(y) * usize::from(buffer.area.width);
    let cells = buffer.content.get_mut(row + usize::from(x)..row + usize::from(end));
    let mut columns = x..end;
    let cells = cells.unwrap_or_default().iter_mut().zip(&mut columns);
    for (symbol, (cell, _)) in text.split_inclusive(|_| true).zip(cells) {
        // Most cells are empty, and have been before.
        if symbol != " " || cell.symbol() != " " {
            cell.set_symbol(symbol);
        }
        cell.set_style(style);
    }
    columns.start
}
