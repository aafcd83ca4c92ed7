//! Local copies of sources.

use super::fault::{Code, Fault, Severity};
use super::places::{Mark, Places};
use super::{Input, hex};
use crate::domain::quote::{self, Verdict};
use crate::domain::source::{Citation, SourceIx};
use crate::timeline::Timeline;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The copies that were found.
pub struct Copies {
    copies: BTreeMap<SourceIx, quote::Copy>,
}

impl Copies {
    /// Where a source's copy is looked for. In a folder of copies it is the file name of the source's
    /// `text`, or its id with `.txt`; without one it is `text`, relative to the declaring file.
    fn path(
        timeline: &Timeline,
        input: &Input,
        source: SourceIx,
        texts: Option<&Path>,
    ) -> Option<PathBuf> {
        let chronicle = timeline.chronicle();
        let it = &chronicle.sources[source];
        if let Some(folder) = texts {
            let name = it.text.as_deref().and_then(|text| Path::new(text).file_name());
            return Some(match name {
                Some(name) => folder.join(name),
                None => folder.join(format!("{}.txt", it.id)),
            });
        }
        let text = it.text.as_deref()?;
        match input {
            Input::Paths(_) => Some(Path::new(chronicle.file(it.at.file)).parent()?.join(text)),
            Input::BuiltIn | Input::Text { .. } => None,
        }
    }

    /// Reads all copies there are; a copy that is not the one recorded is a warning.
    pub fn read(timeline: &Timeline, input: &Input, texts: Option<&Path>) -> (Self, Vec<Fault>) {
        let mut copies = BTreeMap::new();
        let mut faults = Vec::new();
        let mut places = Places::new(timeline, input);
        for (source, it) in timeline.chronicle().sources.iter() {
            let Some(path) = Self::path(timeline, input, source, texts) else { continue };
            let Ok(bytes) = std::fs::read(&path) else { continue };
            if let Some(recorded) = &it.sha256
                && hex(&Sha256::digest(&bytes)) != **recorded
            {
                let message =
                    format!("the copy {} is not the one recorded by `sha256`", path.display());
                let (what, mark) =
                    ((Code::CopyChanged, Severity::Warning), Mark::Value("sha256", ""));
                faults.push(places.fault(what, it.at, &mark, message));
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            copies.insert(source, quote::Copy::new(text));
        }
        (Self { copies }, faults)
    }

    pub fn get(&self, source: SourceIx) -> Option<&quote::Copy> {
        self.copies.get(&source)
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
