//! Letters and pairs of letters that many events hold: a stretch of them always holds such, so it is
//! marked which events do, or which few in a row.

use super::STRETCH;
use super::gram::{Ending, Gram, PLACES, each_ending, is_letter, is_own};
use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;

/// Events that are asked how common their letters are.
const SAMPLE: usize = 2048;
/// Up to so many of a hundred events hold it: doublings of the events in a row that share a mark. The
/// fewer hold it, the more may share one: so all save about as much time. Pairs that still more hold are
/// not marked, as asking finds them soon.
const SHARED: [(usize, u16); 4] = [(8, 3), (20, 2), (45, 1), (85, 0)];
/// What may be of several grams is not marked where more of a hundred hold it.
const MOST_OF_SEVERAL: usize = 75;
/// What fewer of a hundred hold is not marked: many stretches can be ruled out for it.
const LEAST: usize = 1;

/// Numbers that hold a row of marks for single events.
const WIDTH: u16 = 8;
const _: () = assert!(STRETCH == WIDTH as usize * BITS, "a mark for each event");
const BITS: usize = u32::BITS as usize;

/// One bit for each event of a stretch.
pub(super) type Events = [u32; STRETCH / BITS];

/// The marks of a gram in a stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The first number that holds them.
    first: u16,
    /// Doublings of the events that share one.
    shared: u16,
}

/// Of what is rare.
const NO_ROW: Row = Row { first: u16::MAX, shared: 0 };

/// The rows of marks that a stretch of events has.
#[derive(Clone, Debug)]
pub(super) struct Common {
    /// By the places of grams.
    rows: Vec<Row>,
    words: usize,
}

impl Common {
    /// Rows for what is common in a timeline, by some of its events.
    pub(super) fn of(timeline: &Timeline) -> Self {
        let mut next = 0;
        let row = |(place, held): (usize, usize)| {
            let by_share = SHARED.iter().find(|(most, _)| held <= *most).map(|&(_, shared)| shared);
            let shared = match by_share {
                _ if held < LEAST => None,
                // Letters are asked for oftenest: all who begin to write begin with one.
                _ if is_letter(place) => Some(0),
                shared => shared.filter(|_| is_own(place) || held <= MOST_OF_SEVERAL),
            };
            let Some(shared) = shared else { return NO_ROW };
            let row = Row { first: next, shared };
            next += WIDTH >> shared;
            row
        };
        let rows = held(timeline).into_iter().enumerate().map(row).collect();
        // There may be no row, but no stretch without a number.
        Self { rows, words: usize::from(next).max(1) }
    }

    /// Numbers that hold all rows of a stretch.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// The row of a gram, where it is common.
    pub(super) fn row(&self, gram: Gram) -> Option<Row> {
        let row = self.rows.get(gram.place())?;
        (row.first != NO_ROW.first).then_some(*row)
    }
}

impl Row {
    /// Marks an event of a stretch.
    pub(super) fn mark(self, marks: &mut [u32], event: usize) {
        let at = event >> self.shared;
        if let Some(word) = marks.get_mut(usize::from(self.first) + at / BITS) {
            *word |= 1 << (at % BITS);
        }
    }

    /// Whether each event has a mark of its own.
    pub(super) fn is_of_one(self) -> bool {
        self.shared == 0
    }
}

/// Takes out of the events of a stretch those that are not marked in some row.
pub(super) fn keep(marks: &[u32], rows: &[Row], events: &mut Events) {
    for row in rows {
        for (i, events) in events.iter_mut().enumerate() {
            let at = (i * BITS) >> row.shared;
            let word = marks.get(usize::from(row.first) + at / BITS);
            let word = word.map_or(0, |word| word >> (at % BITS));
            *events &= (0..row.shared).fold(word, |marks, _| doubled(marks));
        }
    }
}

/// The lower half of the bits, each of them twice.
fn doubled(bits: u32) -> u32 {
    let apart = [(8, 0x00ff_00ff), (4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)];
    let spread = apart.iter().fold(bits & 0xffff, |bits, (by, kept)| (bits | bits << by) & kept);
    spread | spread << 1
}

/// How many of a hundred events hold the grams of each place, by some of them; rounded up.
fn held(timeline: &Timeline) -> Vec<usize> {
    let step = timeline.len().div_ceil(SAMPLE).max(1);
    let (mut counts, mut latest, mut asked) = (vec![0_usize; PLACES], vec![0; PLACES], 0);
    let mut buffer = Vec::new();
    for event in (0..timeline.len()).step_by(step).map(EventIx::new) {
        asked += 1;
        let mut count = |gram: Gram| {
            let place = gram.place();
            if let (Some(count), Some(latest)) = (counts.get_mut(place), latest.get_mut(place))
                && *latest != asked
            {
                *count += 1;
                *latest = asked;
            }
        };
        for text in timeline.texts(event) {
            each_ending(text, &mut buffer, |Ending { one, two, .. }| {
                count(one);
                two.into_iter().for_each(&mut count);
            });
        }
    }
    counts.into_iter().map(|count| (count * 100).div_ceil(asked.max(1))).collect()
}
