//! A frame as bytes for the terminal: the cells that differ from what it shows, and no others.

mod pen;
mod scroll;
#[cfg(test)]
mod tests;

use pen::{Look, Pen};
use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::Position;
use std::fmt::Write as _;

/// So many cells at the end of a row that become empty are not worth an erasure.
const FEW: usize = 3;

/// What it takes to go on behind an erased part of a row, in cells.
const DEAR: usize = 24;

static EMPTY: Cell = Cell::EMPTY;

/// The bytes that make a terminal that shows `old` show `new`, which is as large. What there is of a
/// frame is offered to `send`, which may take it out, after each row that changes: with how many of how
/// many such rows are done.
pub(super) fn changes(
    old: &Buffer,
    new: &Buffer,
    out: &mut String,
    mut send: impl FnMut(&mut String, (usize, usize)),
) {
    let columns = usize::from(new.area.width).max(1);
    let mut old: Vec<&[Cell]> = old.content.chunks(columns).collect();
    let new: Vec<&[Cell]> = new.content.chunks(columns).collect();
    let mut pen = Pen::new(columns, out);
    let mut changed = differing(&old, &new);
    let empty;
    if let Some(scroll) = scroll::find(&old, &new, &changed) {
        pen.scroll(&scroll);
        empty = vec![Cell::EMPTY; columns];
        scroll.apply(&mut old, &empty);
        changed = differing(&old, &new);
    }
    let rows = changed.len();
    for (Changed { y, .. }, done) in changed.into_iter().zip(1..) {
        if let (Some(old), Some(new)) = (old.get(y), new.get(y)) {
            row(y, old, new, &mut pen);
            pen.hand_on(|part| send(part, (done, rows)));
        }
    }
    pen.dress(Look::default());
}

/// A row in which something is not as it was, and the first cell of it that is not.
#[derive(Clone, Copy)]
struct Changed {
    y: usize,
    x: usize,
}

fn differing(old: &[&[Cell]], new: &[&[Cell]]) -> Vec<Changed> {
    let first = |(old, new): (&&[Cell], &&[Cell])| {
        old.iter().zip(*new).position(|(before, now)| !same(before, now))
    };
    let rows = old.iter().zip(new).map(first).enumerate();
    rows.filter_map(|(y, x)| x.map(|x| Changed { y, x })).collect()
}

fn row(y: usize, old: &[Cell], new: &[Cell], pen: &mut Pen<'_>) {
    // Where a wide character ends, and up to where cells are written even if they are as they were.
    let (mut covered, mut stale) = (0, 0);
    // Whether the terminal has nothing more in this row, and up to where that was thought of.
    let (mut erased, mut weighed) = (false, 0);
    for (x, (before, now)) in old.iter().zip(new).enumerate() {
        let before = if erased { &EMPTY } else { before };
        // What stood to the right of a wide character that goes is gone with it.
        let goes = || x + columns(before);
        if x < covered {
            stale = stale.max(goes());
            continue;
        }
        let wide = columns(now);
        covered = x + wide;
        if x >= stale && same(before, now) {
            continue;
        }
        if !erased && x >= weighed && is_nothing(now) {
            let empty = emptied(old, new, x);
            weighed = x + empty.cells;
            if empty.pays {
                pen.reach(x, y, new);
                pen.erase();
                erased = true;
                stale = 0;
                continue;
            }
        }
        stale = stale.max(goes());
        pen.reach(x, y, new);
        if wide > 1 {
            // Terminals do not agree on how wide some are, and what was under them may stay.
            pen.dress(Look::of(now));
            pen.blank(wide);
            pen.reach(x, y, new);
        }
        pen.cell(now);
        if wide > 1 {
            pen.lose_place();
        }
    }
}

/// A part of a row in which nothing stands.
struct Empty {
    cells: usize,
    /// Whether it takes less to erase all of the row from there and to write what stands behind it.
    pays: bool,
}

fn emptied(old: &[Cell], new: &[Cell], from: usize) -> Empty {
    let rest = new.get(from..).unwrap_or_default();
    let cells = rest.iter().take_while(|now| is_nothing(now)).count();
    let to_end = cells == rest.len();
    // Mostly it is but the blank between two words.
    if cells <= if to_end { FEW } else { DEAR } {
        return Empty { cells, pays: false };
    }
    let changed = old.iter().zip(new).skip(from).take(cells);
    let gone = changed.filter(|(before, now)| !same(before, now)).count();
    let behind = rest.iter().skip(cells).filter(|now| !is_nothing(now)).count();
    Empty { cells, pays: gone > if to_end { FEW } else { behind + DEAR } }
}

/// Columns that a cell takes.
fn columns(cell: &Cell) -> usize {
    let symbol = cell.symbol();
    if symbol.len() == 1 { 1 } else { usize::from(symbol.cell_width()).max(1) }
}

/// Whether two cells cannot be told apart.
#[inline]
fn same(a: &Cell, b: &Cell) -> bool {
    let text = match (a.symbol().as_bytes(), b.symbol().as_bytes()) {
        // Nearly all of them, without a call.
        ([a], [b]) => a == b,
        (a, b) => a == b,
    };
    text && Look::of(a).shows(Look::of(b), is_blank(a))
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// Whether a cell is as an erased one.
fn is_nothing(cell: &Cell) -> bool {
    is_blank(cell) && Look::of(cell).shows(Look::default(), true)
}

/// Shows the cursor somewhere, or hides it.
pub(super) fn cursor(at: Option<Position>, out: &mut String) {
    match at {
        Some(Position { x, y }) => {
            let (row, column) = (u32::from(y) + 1, u32::from(x) + 1);
            write!(out, "\x1b[{row};{column}H\x1b[?25h").unwrap_or(());
        }
        None => out.push_str("\x1b[?25l"),
    }
}
