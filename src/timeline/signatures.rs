//! Which stretches of the timeline cannot hold a word: a small signature of the letters that stand
//! side by side in each, instead of a second copy of the text.

mod common;

use super::Timeline;
use super::set::EventSet;
use crate::domain::event::EventIx;
use crate::domain::fold::{Needle, letters};
use crate::domain::table::Index as _;
use crate::threads;
use common::Common;
use std::thread;

/// Events in a stretch. Larger ones hold too many different letters to be ruled out.
const STRETCH: usize = 256;
/// Bits of a signature, of which prose sets about a third.
const BITS: usize = 1 << 14;
const WORDS: usize = BITS / 64;

/// One signature for each stretch of events, and marks for what nearly all stretches hold.
#[derive(Clone, Debug)]
pub struct Signatures {
    words: Vec<u64>,
    common: Common,
    marks: Vec<u32>,
}

impl Signatures {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let common = Common::of(timeline);
        let stretches = timeline.len().div_ceil(STRETCH);
        let mut words = vec![0; stretches * WORDS];
        let mut marks = vec![0; stretches * common.words()];
        let share = stretches.div_ceil(threads::up_to(stretches)).max(1);
        thread::scope(|scope| {
            let marks = marks.chunks_mut(share * common.words());
            for (i, (words, marks)) in words.chunks_mut(share * WORDS).zip(marks).enumerate() {
                let marks = marks.chunks_exact_mut(common.words());
                let (common, parts) = (&common, words.chunks_exact_mut(WORDS).zip(marks));
                scope.spawn(move || {
                    for (stretch, (signature, marks)) in (i * share..).zip(parts) {
                        sign(timeline, stretch, signature, common, marks);
                    }
                });
            }
        });
        Self { words, common, marks }
    }

    /// The events that may hold a needle; none where nothing can be said about it.
    pub fn may_hold(&self, timeline: &Timeline, needle: &Needle) -> Option<EventSet> {
        let runs = needle.runs();
        let hashes = |letters| runs.iter().flat_map(move |run| hashes(run, letters));
        let wanted: Vec<usize> = hashes(THREE).map(bit).collect();
        if wanted.is_empty() {
            return None;
        }
        let rows = self.common.rows(hashes(TWO));
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
                insert(&mut set, stretch * STRETCH, events);
            }
        }
        Some(set)
    }
}

/// Puts the events of a stretch into a set, as many at once as stand side by side.
fn insert(set: &mut EventSet, mut start: usize, events: common::Events) {
    for mut left in events {
        let mut at = start;
        while left != 0 {
            let gap = left.trailing_zeros();
            let together = (left >> gap).trailing_ones();
            at += gap as usize;
            set.insert_stretch(at..at + together as usize);
            at += together as usize;
            left = left.checked_shr(gap + together).unwrap_or(0);
        }
        start += u32::BITS as usize;
    }
}

/// Makes the signature and the marks of a stretch.
fn sign(
    timeline: &Timeline,
    stretch: usize,
    signature: &mut [u64],
    common: &Common,
    marks: &mut [u32],
) {
    let start = stretch * STRETCH;
    for event in start..timeline.len().min(start + STRETCH) {
        let mut set = |letters: usize, hash: u64| {
            let bit = bit(hash);
            if let Some(word) = signature.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
            if letters <= TWO {
                common.mark(marks, event - start, hash);
            }
        };
        timeline.texts(EventIx::new(event)).for_each(|text| grams(text, &mut set));
    }
}

fn has(signature: &[u64], bit: usize) -> bool {
    signature.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// Hands over the hashes of all single letters, pairs and threes of a text, and how many letters each
/// stands for; none reaches over white space.
fn grams(text: &str, each: &mut impl FnMut(usize, u64)) {
    let (mut three, mut so_far) = (0, 0);
    letters(text, |c| {
        if c == ' ' {
            so_far = 0;
            return;
        }
        three = gram(three, c);
        so_far += 1;
        each(ONE, hash(three & KEPT[0]));
        if so_far >= TWO {
            each(TWO, hash(three & KEPT[1]));
        }
        if so_far >= THREE {
            each(THREE, hash(three & KEPT[2]));
        }
    });
}

/// Letters of 21 bits, the last one lowest. No letter is nought, so lengths cannot be confused.
fn gram(before: u64, c: char) -> u64 {
    before << 21 | u64::from(u32::from(c))
}

const ONE: usize = 1;
const TWO: usize = 2;
const THREE: usize = 3;
/// What is kept of one letter, of two and of three.
const KEPT: [u64; THREE] = [(1 << 21) - 1, (1 << 42) - 1, (1 << 63) - 1];

/// The hashes that a run of letters needs: those of so many side by side, or of the whole where it is
/// shorter.
fn hashes(run: &[char], letters: usize) -> impl Iterator<Item = u64> {
    let hash_of = |part: &[char]| hash(part.iter().fold(0, |before, &c| gram(before, c)));
    run.windows(letters.min(run.len()).max(1)).map(hash_of)
}

/// Spreads grams over the highest bits.
fn hash(gram: u64) -> u64 {
    gram.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The bit of a signature that a hash sets.
fn bit(hash: u64) -> usize {
    usize::try_from(hash >> (64 - BITS.trailing_zeros())).unwrap_or(0)
}
