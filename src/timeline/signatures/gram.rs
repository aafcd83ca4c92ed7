//! Letters side by side: single ones, pairs and threes.

use crate::domain::fold::{Otherwise, letters};

/// The most letters of a gram.
pub(super) const MOST: usize = 3;
/// The most letters of one that has a place.
pub(super) const MOST_PLACED: usize = 2;

/// Some letters side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gram {
    /// Letters of 21 bits, the last one lowest. No letter is nought, so lengths cannot be confused.
    letters: u64,
    /// Of a single one or a pair, of letters and digits only.
    place: usize,
}

const BITS: u32 = 21;
const ONE: u64 = (1 << BITS) - 1;
const TWO: u64 = (1 << (2 * BITS)) - 1;
const THREE: u64 = (1 << (3 * BITS)) - 1;

/// Numbers of the letters and digits of ASCII, from 1 on.
const CODES: [u8; 128] = {
    let mut codes = [SIGN; 128];
    let all = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let (mut at, mut code) = (0, 1);
    while at < all.len() {
        codes[all[at] as usize] = code;
        (at, code) = (at + 1, code + 1);
    }
    codes
};
const LETTERS: usize = 26;
const NO_LETTER: u8 = 0;
/// As many as there are numbers, with the one for no letter.
const DIFFERENT: u8 = 37;
/// A letter that is not of ASCII.
const OTHER: u8 = 254;
/// No letter and no digit.
const SIGN: u8 = 255;

/// Places that one gram has alone: those of letters and digits of ASCII.
const OWN: usize = DIFFERENT as usize * DIFFERENT as usize;
/// Places that others share.
const SHARED: usize = 1 << 12;
pub(super) const PLACES: usize = OWN + SHARED;
const NOWHERE: usize = usize::MAX;

/// What ends with one letter of a text.
pub(super) struct Ending {
    pub(super) one: Gram,
    pub(super) two: Option<Gram>,
    pub(super) three: Option<Gram>,
}

impl Gram {
    pub(super) fn of(run: &[char]) -> Self {
        let letters = run.iter().fold(0, |before, &c| then(before, c));
        let place = match *run {
            [only] => place(letters, NO_LETTER, code(only)),
            [first, last] => place(letters, code(first), code(last)),
            _ => NOWHERE,
        };
        Self { letters, place }
    }

    /// Below [`PLACES`], where it has one.
    pub(super) fn place(self) -> usize {
        self.place
    }

    /// A number of so many bits, such that similar grams have others.
    pub(super) fn hash(self, bits: u32) -> usize {
        hash(self.letters, bits)
    }
}

/// Whether no other gram has this place.
pub(super) fn is_own(place: usize) -> bool {
    place < OWN
}

/// Whether it is the place of a letter of ASCII alone.
pub(super) fn is_letter(place: usize) -> bool {
    place <= LETTERS
}

/// Hands over all single letters, pairs and threes of a text; none reaches over white space. Gives back
/// what is written otherwise. The buffer is for its letters.
pub(super) fn each_ending(
    text: &str,
    buffer: &mut Vec<char>,
    mut each: impl FnMut(Ending),
) -> Otherwise {
    buffer.clear();
    let otherwise = letters(text, |c| buffer.push(c));
    let (mut all, mut so_far, mut before) = (0, 0, NO_LETTER);
    for &c in &*buffer {
        if c == ' ' {
            so_far = 0;
            continue;
        }
        let code = code(c);
        all = then(all, c);
        so_far += 1;
        let (one, two) = (all & ONE, all & TWO);
        each(Ending {
            one: Gram { letters: one, place: place(one, NO_LETTER, code) },
            two: (so_far > 1).then(|| Gram { letters: two, place: place(two, before, code) }),
            three: (so_far > 2).then_some(Gram { letters: all & THREE, place: NOWHERE }),
        });
        before = code;
    }
    otherwise
}

/// The grams that a run of letters needs: those of so many letters, or the whole where it is shorter.
pub(super) fn needed(run: &[char], letters: usize) -> impl Iterator<Item = Gram> {
    run.windows(letters.min(run.len()).max(1)).map(Gram::of)
}

fn then(before: u64, c: char) -> u64 {
    before << BITS | u64::from(u32::from(c))
}

fn code(c: char) -> u8 {
    let other = || if c.is_alphanumeric() { OTHER } else { SIGN };
    CODES.get(c as usize).copied().unwrap_or_else(other)
}

fn place(letters: u64, first: u8, last: u8) -> usize {
    match first.max(last) {
        ..DIFFERENT => usize::from(first) * usize::from(DIFFERENT) + usize::from(last),
        OTHER => OWN + hash(letters, SHARED.trailing_zeros()),
        _ => NOWHERE,
    }
}

fn hash(letters: u64, bits: u32) -> usize {
    let spread = letters.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(spread >> (u64::BITS - bits)).unwrap_or(0)
}
