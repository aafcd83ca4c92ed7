//! Footnotes: one for each source and paragraph, numbered in order of first use.

use crate::domain::source::Citation;
use crate::export::escape::{inline, link, push_inline, target};
use crate::timeline::Timeline;
use hashbrown::{HashMap, HashSet};
use std::fmt::Write as _;

/// Stands for the number of a footnote until that is known. No text has it: the one door takes controls out.
const UNNUMBERED: char = '\u{1}';

/// Text in which the numbers of footnotes are still open, and what they cite in order of reading.
#[derive(Default)]
pub(super) struct Unnumbered {
    text: String,
    cited: Vec<Citation>,
}

impl Unnumbered {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cited.clear();
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text of the data.
    pub(super) fn push_inline(&mut self, text: &str) {
        push_inline(text, &mut self.text);
    }

    /// The marks of some citations, each once: `[^1][^2]`. They have to stand in the text in the order
    /// they are asked for.
    pub(super) fn marks<'a>(
        &mut self,
        citations: impl IntoIterator<Item = &'a Citation>,
    ) -> String {
        let before = self.cited.len();
        let mut marks = String::new();
        for &citation in citations {
            if !self.cited.iter().skip(before).any(|&other| other == citation) {
                self.cited.push(citation);
                marks.extend(['[', '^', UNNUMBERED, ']']);
            }
        }
        marks
    }
}

/// Footnotes by their number.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<Citation, usize>,
    order: Vec<Citation>,
}

impl Footnotes {
    /// Adds the text with the numbers in it; texts come in the order of the document.
    pub(super) fn number(&mut self, text: &Unnumbered, out: &mut String) {
        let mut parts = text.text.split(UNNUMBERED);
        out.push_str(parts.next().unwrap_or_default());
        for (&citation, part) in text.cited.iter().zip(parts) {
            let number = *self.numbers.entry(citation).or_insert_with(|| {
                self.order.push(citation);
                self.order.len()
            });
            // Writing to a string cannot fail.
            let _ = write!(out, "{number}{part}");
        }
    }

    /// The notes themselves, which stand at the end of the document.
    pub(super) fn notes(&self, timeline: &Timeline) -> impl Iterator<Item = String> {
        let mut told = HashSet::new();
        self.order.iter().enumerate().map(move |(position, &citation)| {
            // How a date was settled is told once a source.
            let first = told.insert(citation.source);
            format!("\n[^{}]: {}\n", position + 1, note(timeline, citation, first))
        })
    }
}

/// Who published what when, where to find it, which paragraph, and whose reporting it rests on.
fn note(timeline: &Timeline, citation: Citation, first: bool) -> String {
    let chronicle = timeline.chronicle();
    let source = &chronicle.sources[citation.source];
    let by = [source.author.as_deref(), source.publisher.as_deref()];
    let date = source.published.as_ref().map(|date| {
        let basis =
            source.basis.as_ref().filter(|_| first).map(|basis| format!(" ({})", inline(basis)));
        format!("{}{}", inline(&date.display()), basis.unwrap_or_default())
    });
    let told = by.into_iter().flatten().map(inline).chain(date).collect::<Vec<_>>().join(", ");
    let mut parts = vec![inline(&source.title), told];
    let links = [("link", &source.url), ("archived copy", &source.archive)];
    let links = links.into_iter().filter_map(|(text, url)| {
        let url = url.as_deref().filter(|url| target(url).is_some())?;
        Some(link(text, url))
    });
    parts.push(links.collect::<Vec<_>>().join(", "));
    parts.push(
        citation.paragraph().map_or_else(String::new, |number| format!("Paragraph {number}")),
    );
    let origin = chronicle.origin(citation.source);
    if origin != &*source.id {
        let name =
            chronicle.sources.find(origin).map_or(origin, |at| &*chronicle.sources[at].title);
        parts.push(format!("Rests on: {}", inline(name)));
    }
    if let Some(grade) = source.reliability {
        parts.push(format!("Reliability {grade} (Admiralty)"));
    }
    parts.retain(|part| !part.is_empty());
    let mut note = String::new();
    for part in parts {
        if !note.is_empty() {
            note.push_str(if note.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        }
        note.push_str(&part);
    }
    if !note.ends_with('.') {
        note.push('.');
    }
    note
}
