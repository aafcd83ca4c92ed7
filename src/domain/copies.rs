//! The local copies of sources that are at hand.

use super::quote::{Copy, Verdict};
use super::source::{Citation, SourceIx};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct Copies {
    copies: BTreeMap<SourceIx, Copy>,
}

impl Copies {
    pub fn get(&self, source: SourceIx) -> Option<&Copy> {
        self.copies.get(&source)
    }

    pub fn is_empty(&self) -> bool {
        self.copies.is_empty()
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

impl FromIterator<(SourceIx, Copy)> for Copies {
    fn from_iter<I: IntoIterator<Item = (SourceIx, Copy)>>(copies: I) -> Self {
        Self { copies: copies.into_iter().collect() }
    }
}
