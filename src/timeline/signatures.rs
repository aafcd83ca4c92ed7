//! Which stretches of the timeline cannot hold a word: a small signature of the letters that stand
//! side by side in each, instead of a second copy of the text.

mod common;
mod gram;

use super::Timeline;
use super::set::EventSet;
use crate::domain::event::EventIx;
use crate::domain::fold::{Needle, Otherwise};
use crate::domain::table::Index as _;
use crate::threads;
use common::{Common, Row};
use gram::{Ending, Gram, MOST, MOST_PLACED, each_ending, needed};

/// Events in a stretch. Larger ones hold too many different letters to be ruled out.
const STRETCH: usize = 256;
/// Bits of a signature, of which prose sets about a half.
const BITS: usize = 1 << 14;
const WORDS: usize = BITS / 64;

/// One signature for each stretch of events, and marks for what nearly all stretches hold.
#[derive(Clone, Debug)]
pub struct Signatures {
    words: Vec<u64>,
    common: Common,
    marks: Vec<u32>,
    /// By event.
    otherwise: Vec<Otherwise>,
    /// Events that may not hold a letter or two for which they are marked.
    unsure: EventSet,
}

/// What there is of a stretch of events.
struct Stretch<'s> {
    signature: &'s mut [u64],
    marks: &'s mut [u32],
    otherwise: &'s mut [Otherwise],
}

impl Signatures {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let (len, common) = (timeline.len(), Common::of(timeline));
        let stretches = len.div_ceil(STRETCH);
        let mut words = vec![0; stretches * WORDS];
        let mut marks = vec![0; stretches * common.words()];
        let mut otherwise = vec![Otherwise::default(); len];
        let parts = words.chunks_exact_mut(WORDS).zip(marks.chunks_exact_mut(common.words()));
        let mut parts: Vec<Stretch<'_>> = parts
            .zip(otherwise.chunks_mut(STRETCH))
            .map(|((signature, marks), otherwise)| Stretch { signature, marks, otherwise })
            .collect();
        threads::each(&mut parts, stretches, |number, stretch| {
            stretch.sign(timeline, number * STRETCH, &common);
        });
        let unsure = |event: EventIx| otherwise.get(event.get()).is_some_and(|it| it.is_unsure());
        Self { unsure: EventSet::of(len, unsure), words, common, marks, otherwise }
    }

    /// The events that may hold a needle; none where nothing can be said about it.
    pub fn may_hold(&self, timeline: &Timeline, needle: &Needle) -> Option<EventSet> {
        let runs = needle.runs();
        let grams = |letters| runs.iter().flat_map(move |run| needed(run, letters));
        let is_rare = |gram: &Gram| self.common.row(*gram).is_none();
        let wanted: Vec<usize> = grams(MOST).filter(is_rare).map(bit).collect();
        let rows: Vec<Row> = grams(MOST_PLACED).filter_map(|gram| self.common.row(gram)).collect();
        if wanted.is_empty() && rows.is_empty() {
            return None;
        }
        let mut set = EventSet::none(timeline.len());
        let stretches = self.words.chunks_exact(WORDS);
        let marked = self.marks.chunks_exact(self.common.words());
        for (stretch, (signature, marks)) in stretches.zip(marked).enumerate() {
            if !wanted.iter().all(|&bit| has(signature, bit)) {
                continue;
            }
            if rows.is_empty() {
                set.insert_stretch(stretch * STRETCH..(stretch + 1) * STRETCH);
            } else {
                let mut events = common::Events::default().map(|_| u32::MAX);
                common::keep(marks, &rows, &mut events);
                let starts = (stretch * STRETCH..).step_by(u32::BITS as usize);
                starts.zip(events).for_each(|(start, marks)| set.insert_marked(start, marks));
            }
        }
        Some(set)
    }

    /// Which of the events that may hold a needle do so for sure; none where that is not known. A letter or
    /// two are found wherever they are marked, but for events with unusual characters.
    pub fn sure(&self, needle: &Needle, may_hold: &EventSet) -> Option<EventSet> {
        let letters = needle.letters();
        let is_placed = letters.len() <= MOST_PLACED;
        let is_plain = letters.iter().all(char::is_ascii_alphanumeric);
        let row = self.common.row(Gram::of(letters)).filter(|_| is_placed && is_plain)?;
        let mut sure = may_hold.clone();
        sure.subtract(&self.unsure);
        row.is_of_one().then_some(sure)
    }

    /// What the texts of an event write otherwise.
    pub fn otherwise(&self, event: EventIx) -> Otherwise {
        self.otherwise.get(event.get()).copied().unwrap_or(Otherwise::ANY)
    }
}

impl Stretch<'_> {
    /// Makes the signature and the marks of the events from one on.
    fn sign(&mut self, timeline: &Timeline, start: usize, common: &Common) {
        let mut buffer = Vec::new();
        for (number, otherwise) in self.otherwise.iter_mut().enumerate() {
            let mut set = |gram: Gram| {
                let bit = bit(gram);
                if let Some(word) = self.signature.get_mut(bit / 64) {
                    *word |= 1 << (bit % 64);
                }
            };
            let mut add = |gram: Gram| match common.row(gram) {
                Some(row) => row.mark(self.marks, number),
                None => set(gram),
            };
            for text in timeline.texts(EventIx::new(start + number)) {
                *otherwise |= each_ending(text, &mut buffer, |Ending { one, two, three }| {
                    add(one);
                    two.into_iter().for_each(&mut add);
                    three.into_iter().for_each(&mut add);
                });
            }
        }
    }
}

fn has(signature: &[u64], bit: usize) -> bool {
    signature.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// The bit of a signature that a gram sets.
fn bit(gram: Gram) -> usize {
    gram.hash(BITS.trailing_zeros())
}
