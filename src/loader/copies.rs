//! Local copies of sources, and the quotes that are looked up in them.

use super::fault::{Code, Fault, Severity};
use super::{Input, hex};
use crate::domain::event::Location;
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
            Input::BuiltIn | Input::Text { .. } | Input::Stdin => None,
        }
    }

    /// Reads all copies there are; a copy that is not the one recorded is a warning.
    pub fn read(timeline: &Timeline, input: &Input, texts: Option<&Path>) -> (Self, Vec<Fault>) {
        let mut copies = BTreeMap::new();
        let mut faults = Vec::new();
        for (source, it) in timeline.chronicle().sources.iter() {
            let Some(path) = Self::path(timeline, input, source, texts) else { continue };
            let Ok(bytes) = std::fs::read(&path) else { continue };
            if let Some(recorded) = &it.sha256
                && hex(&Sha256::digest(&bytes)) != **recorded
            {
                let message =
                    format!("the copy {} is not the one recorded by `sha256`", path.display());
                faults.push(at(timeline, Code::CopyChanged, Severity::Warning, it.at, message));
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

fn at(timeline: &Timeline, code: Code, severity: Severity, at: Location, message: String) -> Fault {
    let path = timeline.chronicle().file(at.file);
    let mut fault = Fault::of_file(code, severity, path, message);
    fault.line = at.line;
    fault
}

/// Looks every quote up in the copies of the sources it cites, and every cited paragraph.
pub fn check_quotes(timeline: &Timeline, input: &Input, texts: Option<&Path>) -> Vec<Fault> {
    let (copies, mut faults) = Copies::read(timeline, input, texts);
    for event in timeline.events() {
        let it = timeline.event(event);
        let here = |line: u32| Location { file: it.at.file, line };
        for claim in it.claims() {
            let Some(quote) = &claim.quote else { continue };
            check(timeline, &copies, quote, &claim.sources, here(claim.line), &mut faults);
        }
        for citation in timeline.citations(event) {
            let Some(copy) = copies.get(citation.source) else { continue };
            let Some(paragraph) = citation.paragraph else { continue };
            if usize::try_from(paragraph).is_ok_and(|n| n > copy.len()) {
                let message = format!(
                    "`{}` is cited, and its copy has {} paragraphs",
                    timeline.chronicle().citation(*citation),
                    copy.len()
                );
                let (code, severity) = (Code::ParagraphMissing, Severity::Error);
                faults.push(at(timeline, code, severity, it.at, message));
            }
        }
    }
    faults.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    faults.dedup();
    faults
}

fn check(
    timeline: &Timeline,
    copies: &Copies,
    quote: &str,
    citations: &[Citation],
    here: Location,
    faults: &mut Vec<Fault>,
) {
    match copies.verdict(quote, citations) {
        Verdict::NoCopy => {}
        Verdict::Missing => {
            let message = format!("“{quote}” stands in no source it cites");
            let mut fault = at(timeline, Code::QuoteMissing, Severity::Error, here, message);
            let near = citations.iter().find_map(|c| {
                let (paragraph, text) = copies.get(c.source)?.nearest(quote)?;
                Some((timeline.chronicle().sources[c.source].id.clone(), paragraph, text))
            });
            fault.help =
                near.map(|(id, paragraph, text)| format!("nearest, in {id}#{paragraph}: “{text}”"));
            faults.push(fault);
        }
        Verdict::Exact | Verdict::Normalised => {
            // Each citation with a paragraph should hold the quote, where its source holds it.
            for citation in citations {
                let Some(copy) = copies.get(citation.source) else { continue };
                let Some(cited) = citation.paragraph else { continue };
                let Some(text) = copy.paragraph(cited) else { continue };
                let stands = quote::Copy::new(text.to_owned()).check(quote).verdict;
                let elsewhere = copy.check(quote);
                let named = |p: u32| {
                    citations.iter().any(|c| c.source == citation.source && c.paragraph == Some(p))
                };
                if stands == Verdict::Missing
                    && let Some(paragraph) = elsewhere.paragraph
                    && !named(paragraph)
                {
                    let message = format!(
                        "“{quote}” stands in paragraph {paragraph} of `{}`, not in {cited}",
                        timeline.chronicle().sources[citation.source].id
                    );
                    let (code, severity) = (Code::QuoteParagraph, Severity::Warning);
                    faults.push(at(timeline, code, severity, here, message));
                }
            }
        }
    }
}
