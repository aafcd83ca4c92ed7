//! Settles most texts for a needle in ASCII without its regular expression.
//!
//! In a text that is ASCII only the letters themselves can match. Elsewhere a match that is not found
//! so holds a character that is not ASCII, among letters that fit: only then is the expression asked.

use super::letters;
use super::otherwise::Otherwise;
use aho_corasick::packed::Searcher;
use memchr::memchr2;

/// Letters from the rarest on, as far as they go; what is not among them is rarer still in prose.
const BY_RARITY: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";

#[derive(Debug, Clone)]
pub(super) struct Quick {
    /// The needle, or a word of it, in lower case.
    word: Vec<u8>,
    start: Start,
    /// The needle has no more words than this one.
    whole: bool,
    /// One bit for each character of the word.
    letters: u128,
    /// Of the characters of up to two bytes, those that may stand for some of the word: mostly that
    /// settles it.
    near: Box<[bool]>,
    /// What a text has where only other characters stand for the word.
    otherwise: Otherwise,
}

/// What a word is looked for by, in either case. Both kinds use the widest registers of the processor
/// at hand, where the compiler may only rely on what all of them have.
#[derive(Debug, Clone)]
enum Start {
    Letter([u8; 2]),
    /// Its rarest few letters in a row, from one on.
    Part(Searcher, usize),
}

/// Letters of a part: more have too many spellings to be looked for at once.
const PART: usize = 3;

impl Quick {
    /// For the folded letters of a phrase in ASCII; none if they are only white space, or where the
    /// processor has no registers to look for several letters at once.
    pub(super) fn new(letters: &[char]) -> Option<Self> {
        let letters: Option<Vec<u8>> = letters.iter().map(|&c| u8::try_from(c).ok()).collect();
        let letters = letters.filter(|letters| letters.is_ascii())?;
        // `char` and `u8` differ about one control character: white space is what `char` says.
        let blank = |byte: &u8| char::from(*byte).is_whitespace();
        let word = letters.split(blank).max_by_key(|word| word.len())?.to_vec();
        let in_word = word.iter().fold(0, |all, &byte| all | 1 << byte);
        Some(Self {
            start: Start::of(&word)?,
            whole: !letters.iter().any(blank),
            letters: in_word,
            near: near(in_word),
            otherwise: Otherwise::of_word(&word),
            word,
        })
    }

    /// Whether the needle is in a text; `exact` answers for what cannot be settled here.
    pub(super) fn is_match(&self, hay: &str, exact: impl Fn(&str) -> bool) -> bool {
        match (self.whole, self.find(hay.as_bytes())) {
            (true, Some(_)) => true,
            (true, None) => self.may_hold_others(hay) && exact(hay),
            (false, None) if hay.is_ascii() => false,
            (false, _) => exact(hay),
        }
    }

    /// Whether the needle is in one of two texts that stand side by side, with no more written otherwise
    /// than told; none where that cannot be settled here.
    pub(super) fn is_in_either(
        &self,
        both: &str,
        second: usize,
        otherwise: Otherwise,
    ) -> Option<bool> {
        let is_out = match self.find(both.as_bytes()) {
            Some(at) => {
                let apart = at >= second || at + self.word.len() <= second;
                return (self.whole && apart).then_some(true);
            }
            None if !self.otherwise.meets(otherwise) => true,
            None if self.whole => !self.may_hold_others(both),
            None => both.is_ascii(),
        };
        is_out.then_some(false)
    }

    /// Where the word stands as it is, but for case.
    fn find(&self, hay: &[u8]) -> Option<usize> {
        let (part, before) = match &self.start {
            Start::Letter([lower, upper]) => return memchr2(*lower, *upper, hay),
            Start::Part(part, before) => (part, *before),
        };
        let mut from = before;
        while from < hay.len() {
            let found = part.find_in(hay, (from..hay.len()).into())?.start();
            if self.stands_at(hay, found - before) {
                return Some(found - before);
            }
            from = found + 1;
        }
        None
    }

    fn stands_at(&self, hay: &[u8], start: usize) -> bool {
        let part = hay.get(start..start + self.word.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(&self.word))
    }

    /// Whether some character that is not ASCII may be part of a match.
    fn may_hold_others(&self, hay: &str) -> bool {
        let bytes = hay.as_bytes();
        any_foreign(bytes, |start| {
            let (before, rest) = bytes.split_at_checked(start).unwrap_or_default();
            if let Some(number) = of_two_bytes(rest)
                && !self.near.get(number).copied().unwrap_or(true)
            {
                return false;
            }
            let c = hay.get(start..).and_then(|rest| rest.chars().next());
            c.is_some_and(|c| self.fits(before, c, rest.get(c.len_utf8()..).unwrap_or_default()))
        })
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

impl Start {
    /// For a word in lower case.
    fn of(word: &[u8]) -> Option<Self> {
        if let &[only] = word {
            return Some(Self::Letter([only, only.to_ascii_uppercase()]));
        }
        let rarity = |byte: &u8| BY_RARITY.iter().position(|b| b == byte).map_or(0, |r| r + 1);
        let parts = word.windows(PART.min(word.len()).max(1)).enumerate();
        let (before, part) =
            parts.min_by_key(|(_, part)| part.iter().map(rarity).sum::<usize>())?;
        Some(Self::Part(Searcher::new(spellings(part))?, before))
    }
}

/// The ways to write a few letters in either case.
fn spellings(letters: &[u8]) -> Vec<Vec<u8>> {
    letters.iter().fold(vec![Vec::new()], |starts, letter| {
        let mut cases = vec![letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
        cases.dedup();
        let longer = |start: &Vec<u8>| {
            let start = start.clone();
            cases
                .iter()
                .map(move |&case| start.iter().copied().chain([case]).collect())
                .collect::<Vec<_>>()
        };
        starts.iter().flat_map(longer).collect()
    })
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

/// The bits that bytes of ASCII do not have.
const HIGHEST: u64 = u64::from_ne_bytes([0x80; WORD]);

/// Bytes that are looked at together.
const LANES: usize = 32;

/// Whether something holds of the first byte of some character that is not ASCII.
fn any_foreign(text: &[u8], holds: impl Fn(usize) -> bool) -> bool {
    let (chunks, rest) = text.as_chunks();
    let mut last = [0; LANES];
    for (lane, byte) in last.iter_mut().zip(rest) {
        *lane = *byte;
    }
    chunks.iter().chain([&last]).enumerate().any(|(i, chunk)| {
        let words = words(chunk);
        let all = words.iter().fold(0, |all, word| all | word);
        all & HIGHEST != 0 && any_first(words, i * LANES, &holds)
    })
}

/// The same of those that begin in some bytes. It stands apart, as most bytes spare it.
#[inline(never)]
fn any_first(words: [u64; LANES / WORD], from: usize, holds: &impl Fn(usize) -> bool) -> bool {
    words.into_iter().enumerate().any(|(i, word)| {
        // Only the first bytes of such characters have both of the highest bits.
        let mut firsts = word & word << 1 & HIGHEST;
        while firsts != 0 {
            if holds(from + i * WORD + firsts.trailing_zeros() as usize / 8) {
                return true;
            }
            firsts &= firsts - 1;
        }
        false
    })
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
