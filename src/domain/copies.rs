//! The local copies of sources that are at hand.

use super::quote::{Copy, Verdict};
use super::source::{Citation, SourceIx};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Clone, Debug, Default)]
pub struct Copies {
    copies: BTreeMap<SourceIx, Held>,
}

/// A copy as it was read.
#[derive(Clone, Debug)]
pub struct Held {
    pub copy: Copy,
    /// Hexadecimal.
    pub sha256: String,
    pub path: PathBuf,
}

impl Copies {
    /// None at all.
    pub const NONE: &'static Self = &Self { copies: BTreeMap::new() };

    pub fn get(&self, source: SourceIx) -> Option<&Copy> {
        self.copies.get(&source).map(|held| &held.copy)
    }

    /// SHA-256 of a copy, hexadecimal.
    pub fn sha256(&self, source: SourceIx) -> Option<&str> {
        self.copies.get(&source).map(|held| held.sha256.as_str())
    }

    pub fn iter(&self) -> impl Iterator<Item = (SourceIx, &Held)> {
        self.copies.iter().map(|(&source, held)| (source, held))
    }

    pub fn is_empty(&self) -> bool {
        self.copies.is_empty()
    }

    pub fn insert(&mut self, source: SourceIx, held: Held) {
        self.copies.insert(source, held);
    }

    /// The verdict on a quote where there was a copy to compare it with.
    pub fn compared(&self, quote: &str, citations: &[Citation]) -> Option<Verdict> {
        Some(self.verdict(quote, citations)).filter(|&verdict| verdict != Verdict::NoCopy)
    }

    /// A quote against the copies of the sources it cites: the best verdict of them.
    pub fn verdict(&self, quote: &str, citations: &[Citation]) -> Verdict {
        let found: Vec<Verdict> = citations
            .iter()
            .filter_map(|citation| Some(self.get(citation.source)?.check(quote).verdict))
            .collect();
        [Verdict::Exact, Verdict::Normalised, Verdict::Missing]
            .into_iter()
            .find(|verdict| found.contains(verdict))
            .unwrap_or(Verdict::NoCopy)
    }
}
