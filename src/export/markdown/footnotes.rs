//! Footnotes: one for each source and paragraph, numbered in order of first use.

use crate::domain::source::Citation;
use crate::export::escape::{inline, link, target};
use crate::timeline::Timeline;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<Citation, usize>,
    order: Vec<Citation>,
}

impl Footnotes {
    /// The marks of some citations, each once: `[^1][^2]`.
    pub(super) fn marks<'a>(
        &mut self,
        citations: impl IntoIterator<Item = &'a Citation>,
    ) -> String {
        let mut used = Vec::new();
        for &citation in citations {
            let number = *self.numbers.entry(citation).or_insert_with(|| {
                self.order.push(citation);
                self.order.len()
            });
            if !used.contains(&number) {
                used.push(number);
            }
        }
        let marks: Vec<String> = used.into_iter().map(|number| format!("[^{number}]")).collect();
        marks.concat()
    }

    /// The notes themselves, at the end of the document.
    pub(super) fn write(&self, timeline: &Timeline, out: &mut String) {
        for (position, &citation) in self.order.iter().enumerate() {
            // How a date was settled is told once a source.
            let before = self.order.iter().take(position);
            let first = before.into_iter().all(|other| other.source != citation.source);
            out.push_str(&format!("\n[^{}]: {}\n", position + 1, note(timeline, citation, first)));
        }
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
    parts.push(citation.paragraph.map_or_else(String::new, |number| format!("Paragraph {number}")));
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
