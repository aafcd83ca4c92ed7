//! Rows that the terminal shows already, only higher or lower: it can move them by itself.

use super::{Changed, EMPTY, is_nothing, same};
use ratatui::buffer::Cell;
use std::ops::Range;

/// Fewer changed rows are written.
const FEW: usize = 8;
/// So many of the changed rows are looked for among those that were shown.
const PROBES: usize = 6;
/// So many cells of a row, and so many of them not blank, tell it from others.
const LONG: usize = 24;
const INK: usize = 8;
/// One in so many cells tells what moving rows saves.
const SAMPLE: usize = 3;
/// So many of these cells that need not be written are worth it.
const WORTH: isize = 12;

pub(super) struct Scroll {
    pub(super) rows: Range<usize>,
    /// How far what stands in them goes up, or down where it is negative.
    pub(super) up: isize,
}

/// How to move a part of the rows, where that leaves much less to write.
pub(super) fn find(old: &[&[Cell]], new: &[&[Cell]], changed: &[Changed]) -> Option<Scroll> {
    if changed.len() < FEW {
        return None;
    }
    let probes = (1..=PROBES).filter_map(|n| changed.get(changed.len() * n / (PROBES + 1)));
    let mut found: Vec<isize> = probes.filter_map(|&at| gone_up(old, new, at)).collect();
    found.sort_unstable();
    // What two rows agree on.
    let up = found.windows(2).find_map(|pair| match pair {
        [one, other] if one == other => Some(*one),
        _ => None,
    })?;
    best(old, new, up)
}

/// How far a row has gone up: where there is, of those shown, one with the same in the part that changed.
fn gone_up(old: &[&[Cell]], new: &[&[Cell]], Changed { y, x }: Changed) -> Option<isize> {
    let part = new.get(y)?.get(x..x + LONG)?;
    if part.iter().filter(|cell| !is_nothing(cell)).count() < INK {
        return None;
    }
    let holds = |row: &[Cell]| {
        row.get(x..x + LONG).is_some_and(|row| row.iter().zip(part).all(|(a, b)| same(a, b)))
    };
    let from = old.iter().position(|row| holds(row))?;
    Some(isize::try_from(from).ok()? - isize::try_from(y).ok()?)
}

/// The rows for which it saves most that what stands in them goes up so far, if it saves enough.
fn best(old: &[&[Cell]], new: &[&[Cell]], up: isize) -> Option<Scroll> {
    let saved = |y: usize| {
        let (now, before, moved) = (new.get(y)?, old.get(y)?, old.get(y.checked_add_signed(up)?)?);
        Some(differing(*before, now) - differing(*moved, now))
    };
    let (mut most, mut kept) = (0, 0..0);
    let (mut sum, mut start) = (0, 0);
    for y in 0..new.len() {
        sum = saved(y).map_or(0, |cells| (sum + cells).max(0));
        if sum == 0 {
            start = y + 1;
        } else if sum > most {
            (most, kept) = (sum, start..y + 1);
        }
    }
    if most == 0 {
        return None;
    }
    let far = up.unsigned_abs();
    // Where the rows come from is empty then.
    let (rows, emptied) = if up > 0 {
        (kept.start..kept.end + far, kept.end..kept.end + far)
    } else {
        let top = kept.start.checked_sub(far)?;
        (top..kept.end, top..kept.start)
    };
    let pairs = old.iter().zip(new).skip(emptied.start).take(far);
    let lost: isize = pairs
        .map(|(before, now)| differing(std::iter::repeat(&EMPTY), now) - differing(*before, now))
        .sum();
    (most - lost > WORTH).then_some(Scroll { rows, up })
}

/// In how many cells two rows differ, of those that are looked at.
fn differing<'c>(before: impl IntoIterator<Item = &'c Cell>, now: &[Cell]) -> isize {
    let pairs = before.into_iter().zip(now).step_by(SAMPLE);
    pairs.map(|(a, b)| isize::from(!same(a, b))).sum()
}

impl Scroll {
    /// Moves rows as the terminal does: what comes in is empty.
    pub(super) fn apply<'c>(&self, shown: &mut [&'c [Cell]], empty: &'c [Cell]) {
        let far = self.up.unsigned_abs();
        let Some(rows) = shown.get_mut(self.rows.clone()) else { return };
        let emptied = if self.up > 0 {
            rows.rotate_left(far);
            rows.len() - far..rows.len()
        } else {
            rows.rotate_right(far);
            0..far
        };
        rows.get_mut(emptied).into_iter().flatten().for_each(|row| *row = empty);
    }
}
