//! Text into cells.

use crate::domain::text::is_plain;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Style;
use std::sync::LazyLock;

/// A cell of each printable character of ASCII: to copy one is quicker than to make it.
static ASCII: LazyLock<Vec<Cell>> =
    LazyLock::new(|| (b' '..=b'~').map(|byte| Cell::from(char::from(byte))).collect());

/// Puts a text in the place of what stands there, up to a column; the column it ends before. Most text
/// needs no graphemes.
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
    let ascii = &*ASCII;
    let mut columns = x..end;
    for (c, (cell, _)) in text.chars().zip(cells.unwrap_or_default().iter_mut().zip(&mut columns)) {
        let known = usize::try_from(u32::from(c).wrapping_sub(u32::from(' ')));
        *cell = match known.ok().and_then(|at| ascii.get(at)) {
            Some(cell) => cell.clone(),
            None => Cell::from(c),
        };
        cell.set_style(style);
    }
    columns.start
}
