//! What is searched for.

use super::folded;
use super::otherwise::Otherwise;
use super::pattern::{divides, pattern, stands_alone};
use super::quick::Quick;
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// Longer needles are compared without a regular expression.
const LONGEST: usize = 200;

/// What is searched for: a phrase, found in any spelling that folds to the same.
#[derive(Debug, Clone)]
pub struct Needle {
    source: String,
    letters: Vec<char>,
    /// Settles most texts without the pattern.
    quick: Option<Quick>,
    /// Made when first needed: most texts are settled without it, and it takes longer than they do.
    matcher: OnceLock<Matcher>,
}

#[derive(Debug, Clone)]
enum Matcher {
    Everything,
    Pattern(Regex),
    /// The phrase as it stands as well, because its own pattern misses it.
    Wider(Regex),
    /// A needle too long for a pattern.
    Literal(String),
}

impl Needle {
    /// The needle for a phrase. White space around it does not count; inside, any run of it stands
    /// for any other. An empty needle matches everything.
    pub fn new(text: &str) -> Self {
        let letters = folded(text.trim());
        // Of a phrase in ASCII it is known beforehand that its pattern finds it.
        let sure = text.is_ascii() && letters.len() <= LONGEST;
        let quick = if sure { Quick::new(&letters) } else { None };
        Self { source: text.to_owned(), letters, quick, matcher: OnceLock::new() }
    }

    /// The phrase as it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The phrase, folded.
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// Whether it matches every text.
    pub fn is_empty(&self) -> bool {
        self.letters.iter().all(|c| c.is_whitespace())
    }

    pub fn is_match(&self, hay: &str) -> bool {
        match &self.quick {
            Some(quick) => quick.is_match(hay, |part| self.matcher().is_match(part)),
            None => self.matcher().is_match(hay),
        }
    }

    /// Whether it is in one of two texts that stand side by side, the second from a byte on; no more than
    /// `otherwise` is written otherwise in them.
    pub fn is_in_either(&self, both: &str, second: usize, otherwise: Otherwise) -> bool {
        let quick = self.quick.as_ref();
        let settled = quick.and_then(|quick| quick.is_in_either(both, second, otherwise));
        settled.unwrap_or_else(|| {
            let (first, second) = both.split_at_checked(second).unwrap_or((both, ""));
            self.is_match(first) || self.is_match(second)
        })
    }

    /// The byte ranges of the matches, in order and without overlap; none for an empty needle.
    pub fn find_ranges(&self, hay: &str) -> Vec<Range<usize>> {
        match self.matcher() {
            Matcher::Everything => Vec::new(),
            Matcher::Pattern(regex) | Matcher::Wider(regex) => {
                regex.find_iter(hay).map(|found| found.range()).collect()
            }
            Matcher::Literal(phrase) => {
                hay.match_indices(phrase).map(|(at, found)| at..at + found.len()).collect()
            }
        }
    }

    /// Whether every text that this needle matches is matched by a shorter one too.
    pub fn extends(&self, shorter: &Self) -> bool {
        let by_letters = |needle: &Self| {
            needle.quick.is_some() || matches!(needle.matcher(), Matcher::Pattern(_))
        };
        self.letters.starts_with(&shorter.letters)
            && by_letters(self)
            && by_letters(shorter)
            && divides(&self.letters, shorter.letters.len())
    }

    /// Runs of letters that stand side by side in the [`letters`](super::letters()) of every text
    /// that matches. Without any, nothing can be said beforehand.
    pub fn runs(&self) -> Vec<&[char]> {
        if self.quick.is_none() && !matches!(self.matcher(), Matcher::Pattern(_)) {
            return Vec::new();
        }
        let runs = self.letters.split(|&c| c.is_whitespace() || !stands_alone(c));
        runs.filter(|run| !run.is_empty()).collect()
    }

    fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| Matcher::new(self.source.trim(), &self.letters))
    }
}

impl Matcher {
    fn new(phrase: &str, letters: &[char]) -> Self {
        if letters.iter().all(|c| c.is_whitespace()) {
            return Self::Everything;
        }
        if letters.len() > LONGEST {
            return Self::Literal(phrase.to_owned());
        }
        let literal = format!("(?i){}", regex::escape(phrase));
        let pattern = pattern(letters);
        // A phrase that its own pattern misses (marks in an unusual order) is found as it stands.
        match Regex::new(&pattern) {
            Ok(regex) if regex.is_match(phrase) => Self::Pattern(regex),
            Ok(_) => Regex::new(&format!("{pattern}|(?:{literal})"))
                .map_or_else(|_| Self::Literal(phrase.to_owned()), Self::Wider),
            Err(_) => {
                Regex::new(&literal).map_or_else(|_| Self::Literal(phrase.to_owned()), Self::Wider)
            }
        }
    }

    fn is_match(&self, hay: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Pattern(regex) | Self::Wider(regex) => regex.is_match(hay),
            Self::Literal(phrase) => {
                hay.contains(phrase) || super::fold(hay).contains(&super::fold(phrase))
            }
        }
    }
}
