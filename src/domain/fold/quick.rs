//! Settles most texts for a needle in ASCII without its regular expression.
//!
//! In a text that is ASCII only the letters themselves can match. Elsewhere a match that is not found
//! so holds a character that is not ASCII, among letters that fit: only then is the expression asked.

use super::letters;
use std::ops::Range;

/// Letters from the rarest on, as far as they go; what is not among them is rarer still in prose.
const BY_RARITY: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";

/// Bytes compared at once.
const LANES: usize = 32;

#[derive(Debug, Clone)]
pub(super) struct Quick {
    /// The needle, or a word of it, in lower case.
    word: Vec<u8>,
    /// Where its rarest two letters stand; the same where there is only one.
    rare: (usize, usize),
    /// The needle has no more words than this one.
    whole: bool,
    /// One bit for each character of the word.
    letters: u128,
    /// Of the characters of up to two bytes, those that may stand for some of the word: mostly that
    /// settles it.
    near: Box<[bool]>,
}

impl Quick {
    /// For the folded letters of a phrase in ASCII; none if they are only white space.
    pub(super) fn new(letters: &[char]) -> Option<Self> {
        let letters: Option<Vec<u8>> = letters.iter().map(|&c| u8::try_from(c).ok()).collect();
        let letters = letters.filter(|letters| letters.is_ascii())?;
        // `char` and `u8` differ about one control character: white space is what `char` says.
        let blank = |byte: &u8| char::from(*byte).is_whitespace();
        let word = letters.split(blank).max_by_key(|word| word.len())?.to_vec();
        let rarity = |byte: u8| BY_RARITY.iter().position(|&b| b == byte).map_or(0, |r| r + 1);
        let mut places: Vec<usize> = (0..word.len()).collect();
        places.sort_by_key(|&place| word.get(place).map(|&byte| rarity(byte)));
        let first = *places.first()?;
        let rare = (first, places.get(1).copied().unwrap_or(first));
        let in_word = word.iter().fold(0, |all, &byte| all | 1 << byte);
        Some(Self {
            rare,
            whole: !letters.iter().any(blank),
            letters: in_word,
            near: near(in_word),
            word,
        })
    }

    /// Whether the needle is in a text; `exact` answers for what cannot be settled here.
    pub(super) fn is_match(&self, hay: &str, exact: impl Fn(&str) -> bool) -> bool {
        match (self.whole, self.find(hay.as_bytes())) {
            (true, Ok(_)) => true,
            (true, Err(foreign)) => self.may_hold_others(hay, &foreign) && exact(hay),
            (false, Err(_)) if hay.is_ascii() => false,
            (false, _) => exact(hay),
        }
    }

    /// Whether the needle is in one of two texts that stand side by side; none where that cannot be
    /// settled here.
    pub(super) fn is_in_either(&self, both: &str, second: usize) -> Option<bool> {
        let is_out = match self.find(both.as_bytes()) {
            Ok(at) => {
                let apart = at >= second || at + self.word.len() <= second;
                return (self.whole && apart).then_some(true);
            }
            Err(foreign) if self.whole => !self.may_hold_others(both, &foreign),
            Err(_) => both.is_ascii(),
        };
        is_out.then_some(false)
    }

    /// Where the word stands as it is, but for case; else where there are bytes that are not ASCII.
    fn find(&self, hay: &[u8]) -> Result<usize, Foreign> {
        let mut foreign = Foreign::default();
        let Some(starts) = (hay.len() + 1).checked_sub(self.word.len()) else {
            return Err(foreign);
        };
        let lower = |place: usize| self.word.get(place).map_or(0, |byte| byte | 0x20);
        let (a, b) = (lower(self.rare.0), lower(self.rare.1));
        let part = |place: usize| hay.get(place..place + starts).unwrap_or_default();
        let (first, second) = (part(self.rare.0), part(self.rare.1));
        let both = |x: u8, y: u8| u8::from(x | 0x20 == a) & u8::from(y | 0x20 == b);
        let look = |first: &[u8; LANES], second: &[u8; LANES]| {
            // Two plain sums without a branch: so the compiler looks at all lanes at once.
            let (mut may_stand, mut all) = (0, 0);
            for (&x, &y) in first.iter().zip(second) {
                may_stand |= both(x, y);
                all |= x;
            }
            (may_stand != 0, all & HIGH != 0)
        };
        let stands = |from: usize, first: &[u8; LANES], second: &[u8; LANES]| {
            let mut lanes = [0; LANES];
            for ((lane, &x), &y) in lanes.iter_mut().zip(first).zip(second) {
                *lane = both(x, y);
            }
            marked(words(&lanes)).map(|lane| from + lane).find(|&start| self.stands_at(hay, start))
        };
        let (firsts, seconds) = (first.as_chunks().0, second.as_chunks().0);
        for (i, (first, second)) in firsts.iter().zip(seconds).enumerate() {
            let (may_stand, is_foreign) = look(first, second);
            if may_stand && let Some(at) = stands(i * LANES, first, second) {
                return Ok(at);
            }
            foreign.mark(i, is_foreign);
        }
        foreign.looked_at = firsts.len();
        // The rest is looked at together with some of what was looked at before.
        let at = match (first.last_chunk(), second.last_chunk()) {
            (Some(first), Some(second)) if look(first, second).0 => {
                stands(starts - LANES, first, second)
            }
            (Some(_), Some(_)) => None,
            _ => (0..starts).find(|&start| self.stands_at(hay, start)),
        };
        at.ok_or(foreign)
    }

    fn stands_at(&self, hay: &[u8], start: usize) -> bool {
        let part = hay.get(start..start + self.word.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(&self.word))
    }

    /// Whether some character that is not ASCII may be part of a match.
    fn may_hold_others(&self, hay: &str, foreign: &Foreign) -> bool {
        let bytes = hay.as_bytes();
        let may_be_part = |start: usize| {
            let (before, rest) = bytes.split_at_checked(start).unwrap_or_default();
            if let Some(number) = of_two_bytes(rest)
                && !self.near.get(number).copied().unwrap_or(true)
            {
                return false;
            }
            let c = hay.get(start..).and_then(|rest| rest.chars().next());
            c.is_some_and(|c| self.fits(before, c, rest.get(c.len_utf8()..).unwrap_or_default()))
        };
        // Stretches begin with the byte that is compared first.
        let mut stretches = foreign.stretches(self.rare.0, bytes.len());
        stretches.any(|stretch| any_foreign(bytes, stretch, may_be_part))
    }

    /// Whether a character stands for letters of the word and what is around it for the others, as far
    /// as that is ASCII.
    fn fits(&self, before: &[u8], c: char, after: &[u8]) -> bool {
        let (mut folded, mut len) = ([0; 4], 0);
        let mut foreign = false;
        letters::of(c, |letter| {
            match (u8::try_from(letter), folded.get_mut(len)) {
                (Ok(letter), Some(slot)) if letter.is_ascii() => *slot = letter,
                _ => foreign = true,
            }
            len += 1;
        });
        let Some(folded) = folded.get(..len).filter(|_| !foreign) else { return false };
        // Mostly the first letter tells.
        if folded.first().is_some_and(|&first| self.letters >> first & 1 == 0) {
            return false;
        }
        (0..=self.word.len()).any(|place| {
            let (head, rest) = self.word.split_at_checked(place).unwrap_or_default();
            rest.strip_prefix(folded).is_some_and(|tail| {
                agree(before.iter().rev(), head.iter().rev()) && agree(after.iter(), tail.iter())
            })
        })
    }
}

/// Whether bytes of a text are those of a word, up to the first that is not ASCII.
fn agree<'b>(mut text: impl Iterator<Item = &'b u8>, word: impl Iterator<Item = &'b u8>) -> bool {
    for wanted in word {
        match text.next() {
            Some(byte) if !byte.is_ascii() => return true,
            Some(byte) if byte.eq_ignore_ascii_case(wanted) => {}
            _ => return false,
        }
    }
    true
}

/// By number, which characters of up to two bytes fold to some of these letters first, or to none.
fn near(letters: u128) -> Box<[bool]> {
    let is_near = |number| {
        let Some(c) = char::from_u32(number) else { return false };
        let mut first = None;
        letters::of(c, |letter| first = first.or(Some(letter)));
        let in_word =
            |first| u8::try_from(first).is_ok_and(|it| it < 128 && letters >> it & 1 == 1);
        first.is_none_or(in_word)
    };
    (0..0x800).map(is_near).collect()
}

/// The number of a character of two bytes of UTF-8.
fn of_two_bytes(bytes: &[u8]) -> Option<usize> {
    match *bytes {
        [first @ 0xc2..=0xdf, second, ..] => {
            Some(usize::from(first & 0x1f) << 6 | usize::from(second & 0x3f))
        }
        _ => None,
    }
}

/// Where a text that was looked through holds bytes that are not ASCII.
#[derive(Default)]
struct Foreign {
    /// One bit for each stretch of as many bytes as are compared at once; the last for all from there on.
    marks: u64,
    /// Stretches that were looked at.
    looked_at: usize,
}

impl Foreign {
    const LAST: usize = u64::BITS as usize - 1;

    /// Without a branch, which text takes at random.
    fn mark(&mut self, stretch: usize, is_foreign: bool) {
        self.marks |= u64::from(is_foreign) << stretch.min(Self::LAST);
    }

    /// Stretches of a text of some length that may hold such bytes; the first that was looked at began at
    /// `from`.
    fn stretches(&self, from: usize, length: usize) -> impl Iterator<Item = Range<usize>> {
        let begin = move |stretch: usize| (from + stretch * LANES).min(length);
        let mut marks = self.marks;
        let seen = std::iter::from_fn(move || {
            let stretch = (marks != 0).then(|| marks.trailing_zeros() as usize)?;
            marks &= marks - 1;
            Some(begin(stretch)..if stretch < Self::LAST { begin(stretch + 1) } else { length })
        });
        [0..begin(0), begin(self.looked_at)..length].into_iter().chain(seen)
    }
}

/// The bit that bytes of ASCII do not have.
const HIGH: u8 = 0x80;

/// Whether something holds of the first byte of some character that is not ASCII and begins in a
/// stretch of a text.
fn any_foreign(text: &[u8], stretch: Range<usize>, holds: impl Fn(usize) -> bool) -> bool {
    const HIGHEST: u64 = u64::from_ne_bytes([HIGH; WORD]);
    let any = |from: usize, chunk: &[u8; LANES]| {
        let words = words(chunk);
        if words.iter().fold(0, |all, word| all | word) & HIGHEST == 0 {
            return false;
        }
        for (i, word) in words.iter().enumerate() {
            // Only the first bytes of such characters have both of the highest bits.
            let mut firsts = word & word << 1 & HIGHEST;
            while firsts != 0 {
                if holds(from + i * WORD + firsts.trailing_zeros() as usize / 8) {
                    return true;
                }
                firsts &= firsts - 1;
            }
        }
        false
    };
    let from = stretch.start;
    let (chunks, rest) = text.get(stretch).unwrap_or_default().as_chunks();
    if chunks.iter().enumerate().any(|(i, chunk)| any(from + i * LANES, chunk)) {
        return true;
    }
    let mut last = [0; LANES];
    for (lane, byte) in last.iter_mut().zip(rest) {
        *lane = *byte;
    }
    !rest.is_empty() && any(from + chunks.len() * LANES, &last)
}

/// Bytes that are looked at as one number.
const WORD: usize = size_of::<u64>();

fn words(lanes: &[u8; LANES]) -> [u64; LANES / WORD] {
    let mut words = [0; LANES / WORD];
    for (word, lanes) in words.iter_mut().zip(lanes.as_chunks().0) {
        *word = u64::from_le_bytes(*lanes);
    }
    words
}

/// The lanes in which a bit is set; no more than one in each.
fn marked(words: [u64; LANES / WORD]) -> impl Iterator<Item = usize> {
    words.into_iter().enumerate().flat_map(|(at, mut bits)| {
        std::iter::from_fn(move || {
            let first = (bits != 0).then(|| bits.trailing_zeros() as usize / 8)?;
            bits &= bits - 1;
            Some(at * WORD + first)
        })
    })
}
