//! The sources of a page, numbered in order of first use.

use super::{Level, Page, Run, Telling, Tone};
use crate::domain::source::{Citation, SourceIx};
use crate::domain::when::When;

#[derive(Clone, Debug, Default)]
pub(super) struct Citations {
    sources: Vec<SourceIx>,
}

impl Citations {
    pub(super) fn new(sources: Vec<SourceIx>) -> Self {
        Self { sources }
    }

    /// Citations by the number of their source: "[1 ¶6,7]".
    pub(super) fn marks(&mut self, citations: &[Citation]) -> Run {
        let mut cited: Vec<(usize, Vec<String>)> = Vec::new();
        for citation in citations {
            let known = self.sources.iter().position(|&source| source == citation.source);
            let number = known.unwrap_or_else(|| {
                self.sources.push(citation.source);
                self.sources.len() - 1
            }) + 1;
            let paragraph = citation.paragraph().map(|paragraph| paragraph.to_string());
            match cited.iter_mut().find(|(source, _)| *source == number) {
                Some((_, paragraphs)) => paragraphs.extend(paragraph),
                None => cited.push((number, paragraph.into_iter().collect())),
            }
        }
        let mark = |(number, paragraphs): (usize, Vec<String>)| {
            if paragraphs.is_empty() {
                format!(" [{number}]")
            } else {
                // No line ends within a mark.
                format!(" [{number}\u{a0}¶{}]", paragraphs.join(","))
            }
        };
        Run::new(cited.into_iter().map(mark).collect::<String>(), Tone::Mark)
    }

    /// The numbered list.
    pub(super) fn list(&self, telling: Telling<'_>, page: &mut Page) {
        let chronicle = telling.timeline.chronicle();
        for (at, &source) in self.sources.iter().enumerate() {
            let it = &chronicle.sources[source];
            let mut told = vec![it.title.to_string()];
            told.extend(it.author.as_deref().map(str::to_owned));
            told.extend(it.publisher.as_deref().map(str::to_owned));
            told.push(it.published.as_ref().map_or_else(|| "undated".to_owned(), When::display));
            told.extend(it.reliability.map(|grade| format!("reliability {grade}")));
            let origin = chronicle.origin(source);
            if origin != &*it.id {
                let name = chronicle.sources.find(origin).map(|at| &*chronicle.sources[at].title);
                told.push(format!("rests on {}", name.unwrap_or(origin)));
            }
            let mark = Run::new(format!("[{}]", at + 1), Tone::Mark);
            page.item(mark, vec![Run::plain(told.join(", "))], None);
            for url in [&it.url, &it.archive].into_iter().flatten() {
                page.line(Level::Under, None, vec![Run::quiet(url.to_string())], None);
            }
        }
    }
}
