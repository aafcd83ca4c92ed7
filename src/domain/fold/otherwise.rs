//! Which letters of ASCII a text writes as other characters: what a search for the letters themselves
//! misses.

use super::pattern::WRITTEN;
use super::{is_dropped, letters};
use std::sync::LazyLock;

/// One bit for each letter that is often written with accents, and some for what else there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Otherwise(u16);

/// What is told apart: letters, then digits and signs.
const APART: [&[u8]; 12] =
    [b"a", b"c", b"e", b"i", b"l", b"n", b"o", b"s", b"u", b"z", b"dgrty", b"bfhjkmpqvwx"];
const SIGN: u16 = 1 << APART.len();
/// Some character that a match passes over.
const PASSED: u16 = SIGN << 1;
/// Some character in which letters and digits stand that a search for them alone does not find.
const UNSURE: u16 = SIGN << 2;

/// Of the characters of the alphabets, up to the kana.
static KNOWN: LazyLock<Box<[u16]>> =
    LazyLock::new(|| (0..0x3100).map(|number| char::from_u32(number).map_or(0, bits)).collect());

impl Otherwise {
    /// All that a text could have.
    pub const ANY: Self = Self(u16::MAX);

    /// What a text has where it holds a word, but not in the letters of ASCII.
    pub(super) fn of_word(word: &[u8]) -> Self {
        let passed = if word.len() > 1 { PASSED } else { 0 };
        Self(word.iter().fold(passed, |all, &letter| all | bit(char::from(letter))))
    }

    /// Adds a character of a text.
    pub(super) fn add(&mut self, c: char) {
        self.0 |= KNOWN.get(c as usize).copied().unwrap_or_else(|| bits(c));
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether letters or digits stand in the [`letters`](super::letters()) of a text that a
    /// [`Needle`](super::Needle) of just them may not find there.
    pub fn is_unsure(self) -> bool {
        self.0 & UNSURE != 0
    }
}

impl std::ops::BitOrAssign for Otherwise {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What a character adds to its text.
fn bits(c: char) -> u16 {
    let (mut found, mut count, mut is_word) = (0, 0, false);
    if c.is_ascii() {
        return found;
    }
    letters::of(c, |letter| {
        found |= bit(letter);
        count += 1;
        is_word |= letter.is_ascii_alphanumeric();
    });
    let is_written = || WRITTEN.iter().any(|&(from, to)| (from..=to).contains(&u32::from(c)));
    match count {
        0 if is_dropped(c) => PASSED,
        0 => UNSURE,
        1 if is_written() => found,
        _ if is_word => found | UNSURE,
        _ => found,
    }
}

fn bit(letter: char) -> u16 {
    let Some(letter) = u8::try_from(letter).ok().filter(|it| it.is_ascii() && *it != b' ') else {
        return 0;
    };
    1 << APART.iter().position(|letters| letters.contains(&letter)).unwrap_or(APART.len())
}
