//! Settles most texts for a needle in ASCII without its regular expression.
//!
//! In a text that is ASCII only the letters themselves can match. Elsewhere the expression is asked
//! about the neighbourhood of the other characters alone: a match without any of them is found here,
//! and one with some reaches no further from them than the needle is long.

/// Letters from the rarest on, as far as they go; what is not among them is rarer still in prose.
const BY_RARITY: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";

#[derive(Debug, Clone)]
pub(super) struct Quick {
    /// The needle, or a word of it, in lower case.
    word: Vec<u8>,
    /// Where its rarest letter stands, and that letter in lower and upper case.
    rarest: usize,
    lower: u8,
    upper: u8,
    /// The needle has no more words than this one.
    whole: bool,
}

impl Quick {
    /// For the folded letters of a phrase in ASCII; none if they are only white space.
    pub(super) fn new(letters: &[char]) -> Option<Self> {
        let letters: Option<Vec<u8>> = letters.iter().map(|&c| u8::try_from(c).ok()).collect();
        let letters = letters.filter(|letters| letters.is_ascii())?;
        // `char` and `u8` differ about one control character: white space is what `char` says.
        let blank = |byte: &u8| char::from(*byte).is_whitespace();
        let word = letters.split(blank).max_by_key(|word| word.len())?.to_vec();
        let rarity = |byte: u8| BY_RARITY.iter().position(|&b| b == byte);
        let (rarest, &lower) =
            word.iter().enumerate().min_by_key(|&(_, &byte)| rarity(byte).map_or(0, |r| r + 1))?;
        let whole = !letters.iter().any(blank);
        Some(Self { rarest, lower, upper: lower.to_ascii_uppercase(), whole, word })
    }

    /// Whether the needle is in a text; `exact` answers for what cannot be settled here.
    pub(super) fn is_match(&self, hay: &str, exact: impl Fn(&str) -> bool) -> bool {
        let found = self.finds(hay.as_bytes());
        match (self.whole, found) {
            (true, true) => true,
            (_, false) if hay.is_ascii() => false,
            (true, false) => self.neighbourhoods(hay).any(exact),
            (false, _) => exact(hay),
        }
    }

    fn finds(&self, hay: &[u8]) -> bool {
        memchr::memchr2_iter(self.lower, self.upper, hay).any(|at| {
            at.checked_sub(self.rarest)
                .and_then(|start| hay.get(start..start + self.word.len()))
                .is_some_and(|part| part.eq_ignore_ascii_case(&self.word))
        })
    }

    /// The stretches of a text that reach as far as the needle is long around characters that are
    /// not ASCII.
    fn neighbourhoods<'h>(&self, hay: &'h str) -> impl Iterator<Item = &'h str> {
        let reach = self.word.len();
        let bytes = hay.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            let first = at + next_foreign(bytes.get(at..)?)?;
            let start = first.saturating_sub(reach).max(at);
            let mut end = first;
            loop {
                end += bytes.get(end..)?.iter().take_while(|byte| !byte.is_ascii()).count();
                let near = bytes.get(end..(end + 2 * reach).min(bytes.len()))?;
                match near.iter().position(|byte| !byte.is_ascii()) {
                    Some(next) => end += next,
                    None => break,
                }
            }
            // What lies between is ASCII, so both ends are between characters.
            at = (end + reach).min(bytes.len());
            hay.get(start..at)
        })
    }
}

/// The first byte that is not ASCII.
fn next_foreign(bytes: &[u8]) -> Option<usize> {
    const STRIDE: usize = 32;
    let plain = bytes.chunks(STRIDE).take_while(|chunk| chunk.is_ascii()).count() * STRIDE;
    let rest = bytes.get(plain..)?;
    rest.iter().position(|byte| !byte.is_ascii()).map(|at| plain + at)
}
