//! Which stretches of the timeline cannot hold a word: a small signature of the letters that stand
//! side by side in each, instead of a second copy of the text.

use super::Timeline;
use super::set::EventSet;
use crate::domain::event::EventIx;
use crate::domain::fold::{Needle, letters};
use crate::domain::table::Index as _;
use crate::threads;
use std::thread;

/// Events in a stretch. Larger ones hold too many different letters to be ruled out.
const STRETCH: usize = 256;
/// Bits of a signature, of which prose sets about a third.
const BITS: usize = 1 << 14;
const WORDS: usize = BITS / 64;

/// One signature for each stretch of events.
#[derive(Clone, Debug, Default)]
pub struct Signatures {
    words: Vec<u64>,
}

impl Signatures {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let stretches = timeline.len().div_ceil(STRETCH);
        let mut words = vec![0; stretches * WORDS];
        let share = stretches.div_ceil(threads::up_to(stretches)).max(1);
        thread::scope(|scope| {
            for (i, part) in words.chunks_mut(share * WORDS).enumerate() {
                scope.spawn(move || sign(timeline, i * share, part));
            }
        });
        Self { words }
    }

    /// The events that may hold a needle; none where nothing can be said about it.
    pub fn may_hold(&self, timeline: &Timeline, needle: &Needle) -> Option<EventSet> {
        let wanted: Vec<usize> = needle.runs().into_iter().flat_map(bits_of_run).collect();
        if wanted.is_empty() {
            return None;
        }
        let mut set = EventSet::none(timeline.len());
        for (i, signature) in self.words.chunks_exact(WORDS).enumerate() {
            if wanted.iter().all(|&bit| has(signature, bit)) {
                set.insert_stretch(i * STRETCH..(i + 1) * STRETCH);
            }
        }
        Some(set)
    }
}

/// Makes the signatures of some stretches, from one on.
fn sign(timeline: &Timeline, first: usize, words: &mut [u64]) {
    for (i, signature) in (first..).zip(words.chunks_exact_mut(WORDS)) {
        let end = timeline.len().min((i + 1) * STRETCH);
        for event in (i * STRETCH..end).map(EventIx::new) {
            timeline.texts(event).for_each(|text| add(signature, text));
        }
    }
}

fn has(signature: &[u64], bit: usize) -> bool {
    signature.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// Sets the bits of all single letters, pairs and threes of a text; none reaches over white space.
fn add(signature: &mut [u64], text: &str) {
    let mut set = |gram: u64| {
        let bit = bit(gram);
        if let Some(word) = signature.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    };
    let (mut three, mut so_far) = (0, 0);
    letters(text, |c| {
        if c == ' ' {
            so_far = 0;
            return;
        }
        three = gram(three, c);
        so_far += 1;
        set(three & ONE);
        if so_far > 1 {
            set(three & TWO);
        }
        if so_far > 2 {
            set(three & THREE);
        }
    });
}

/// Letters of 21 bits, the last one lowest. No letter is nought, so lengths cannot be confused.
fn gram(before: u64, c: char) -> u64 {
    before << 21 | u64::from(u32::from(c))
}

const ONE: u64 = (1 << 21) - 1;
const TWO: u64 = (1 << 42) - 1;
const THREE: u64 = (1 << 63) - 1;

/// The bits that a run of letters needs: those of its threes, or of the whole where it is shorter.
fn bits_of_run(run: &[char]) -> Vec<usize> {
    let bit_of = |part: &[char]| bit(part.iter().fold(0, |before, &c| gram(before, c)));
    if run.len() < 3 { vec![bit_of(run)] } else { run.windows(3).map(bit_of).collect() }
}

/// Spreads grams over the bits of a signature.
fn bit(gram: u64) -> usize {
    let spread = gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.trailing_zeros());
    usize::try_from(spread).unwrap_or(0)
}
