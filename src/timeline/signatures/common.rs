//! Letters and pairs of letters that many events hold, but not most: a stretch of them always holds such,
//! so it is marked which events do, or which few in a row.

use super::{STRETCH, TWO, grams};
use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use std::ops::Range;

/// Letters and pairs are told apart by so many hashes.
const HASHES: usize = 1 << 12;
/// Events that are asked how common their letters are.
const SAMPLE: usize = 2048;
/// What more of a hundred events hold is not marked: asking them finds it soon.
const MOST: usize = 80;
/// What fewer of a hundred hold is marked for a few events in a row, which takes less room.
const MANY: usize = 15;
/// What fewer of a hundred hold is not marked: many stretches can be ruled out for it.
const LEAST: usize = 1;
/// Doublings of the events that share a mark: four in a row.
const FEW: u32 = 2;
const NO_ROW: u16 = u16::MAX;

/// One bit for each event of a stretch.
pub(super) type Events = [u64; STRETCH / 64];

/// Rows of marks for each stretch of events, one row for each hash that is common.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    /// The row of each hash.
    rows: Vec<u16>,
    len: usize,
    /// Doublings of the events that share a mark.
    shared: u32,
}

impl Common {
    /// Rows for what is common in a timeline, by some of its events: of marks for single events, and of
    /// marks for a few in a row.
    pub(super) fn of(timeline: &Timeline) -> [Self; 2] {
        let held = held(timeline);
        let rows = |share: Range<usize>, shared| Self::new(&held, &share, shared);
        [rows(MANY..MOST, 0), rows(LEAST..MANY, FEW)]
    }

    fn new(held: &[usize], share: &Range<usize>, shared: u32) -> Self {
        let (mut rows, mut next) = (vec![NO_ROW; held.len()], 0);
        for (row, _) in rows.iter_mut().zip(held).filter(|(_, held)| share.contains(held)) {
            *row = next;
            next += 1;
        }
        Self { rows, len: usize::from(next), shared }
    }

    /// Numbers that hold all rows of a stretch. There may be no row, but no stretch without a number.
    pub(super) fn words(&self) -> usize {
        (self.len * self.row_words()).max(1)
    }

    fn row_words(&self) -> usize {
        (STRETCH >> self.shared).div_ceil(64)
    }

    /// Marks an event of a stretch for a hash, where that is common.
    pub(super) fn mark(&self, marks: &mut [u64], event: usize, hash: u64) {
        if let Some(row) = self.row(hash) {
            let at = event >> self.shared;
            if let Some(word) = marks.get_mut(row * self.row_words() + at / 64) {
                *word |= 1 << (at % 64);
            }
        }
    }

    /// The rows of some hashes, as far as they are common.
    pub(super) fn rows(&self, hashes: &[u64]) -> Vec<usize> {
        hashes.iter().filter_map(|&hash| self.row(hash)).collect()
    }

    fn row(&self, hash: u64) -> Option<usize> {
        let row = self.rows.get(place(hash)).filter(|&&row| row != NO_ROW);
        row.map(|&row| usize::from(row))
    }

    /// Takes out of the events of a stretch those that are not marked in some row.
    pub(super) fn keep(&self, marks: &[u64], rows: &[usize], events: &mut Events) {
        for row in rows {
            let row = row * self.row_words();
            for (i, events) in events.iter_mut().enumerate() {
                let first = (i * 64) >> self.shared;
                let word = marks.get(row + first / 64).map_or(0, |word| word >> (first % 64));
                *events &= if self.shared == 0 { word } else { spread(word, 1 << self.shared) };
            }
        }
    }
}

/// The events of as many marks as go into a number, so many events for each.
fn spread(marks: u64, together: usize) -> u64 {
    let each = u64::MAX >> (64 - together);
    let marked = (0..64 / together).filter(|mark| marks >> mark & 1 == 1);
    marked.fold(0, |all, mark| all | each << (mark * together))
}

/// How many of a hundred events hold each hash, by some of them; rounded up.
fn held(timeline: &Timeline) -> Vec<usize> {
    let step = timeline.len().div_ceil(SAMPLE).max(1);
    let (mut counts, mut latest, mut asked) = (vec![0_usize; HASHES], vec![0; HASHES], 0);
    for event in (0..timeline.len()).step_by(step).map(EventIx::new) {
        asked += 1;
        let mut count = |letters: usize, hash: u64| {
            let place = place(hash);
            if letters <= TWO
                && let (Some(count), Some(latest)) = (counts.get_mut(place), latest.get_mut(place))
                && *latest != asked
            {
                *count += 1;
                *latest = asked;
            }
        };
        timeline.texts(event).for_each(|text| grams(text, &mut count));
    }
    counts.into_iter().map(|count| (count * 100).div_ceil(asked.max(1))).collect()
}

fn place(hash: u64) -> usize {
    usize::try_from(hash >> (64 - HASHES.trailing_zeros())).unwrap_or(0)
}
