//! Markdown (GitHub-flavoured): a document of the selection, or the block of one event.
//!
//! Every text of the data goes through [`super::escape`]; sources become footnotes, numbered in
//! order of first use.

mod event;
mod footnotes;

use super::escape::inline;
use super::groups::sections;
use super::{Group, Selection};
use crate::domain::event::EventIx;
use crate::domain::source::Citation;
use event::Block;
use footnotes::Footnotes;

/// The whole selection.
pub fn document(selection: &Selection<'_>) -> String {
    let chronicle = selection.timeline.chronicle();
    let mut out = format!("# {}\n\n", inline(chronicle.title.as_deref().unwrap_or("Timeline")));
    if let Some(summary) = &chronicle.summary {
        out.push_str(&format!("{}\n\n", inline(summary)));
    }
    provenance(selection, &mut out);
    let mut footnotes = Footnotes::default();
    for section in sections(selection) {
        out.push_str(&format!("\n## {}\n", inline(&section.heading)));
        for event in section.events {
            out.push('\n');
            Block { selection, event, footnotes: &mut footnotes, out: &mut out }.write();
        }
    }
    footnotes.write(selection.timeline, &mut out);
    out
}

/// One event with its own footnotes: the block it has in the document, to be pasted elsewhere.
pub fn event(selection: &Selection<'_>, event: EventIx) -> String {
    let mut out = String::new();
    let mut footnotes = Footnotes::default();
    Block { selection, event, footnotes: &mut footnotes, out: &mut out }.write();
    if let Some(known) = selection.timeline.known() {
        out.push_str(&format!("\nKnown on {}\n", inline(&known.to_string())));
    }
    footnotes.write(selection.timeline, &mut out);
    out
}

/// Where the document comes from, so that it can be made again.
fn provenance(selection: &Selection<'_>, out: &mut String) {
    let timeline = selection.timeline;
    let range = selection
        .range
        .map_or_else(|| "the whole timeline".to_owned(), |range| range.describe(timeline));
    let query =
        if selection.query.is_empty() { "all events".to_owned() } else { inline(&selection.query) };
    let order = match (selection.group, selection.reverse) {
        (Group::Date, false) => "by date",
        (Group::Date, true) => "by date, latest first",
        (Group::Region, false) => "by region",
        (Group::Region, true) => "by region, latest first",
    };
    let citations: Vec<&Citation> =
        selection.events.iter().flat_map(|&event| timeline.citations(event)).collect();
    let origins = timeline.chronicle().count_origins(citations.into_iter());
    let known = timeline.known().map(|known| ("Known on", inline(&known.to_string())));
    let digest: String = timeline.chronicle().digest.chars().take(12).collect();
    let chosen = [("Range", inline(&range)), ("Query", query)];
    for (label, value) in chosen.into_iter().chain(known).chain([
        ("Events", format!("{} of {}, {order}", selection.events.len(), timeline.len())),
        ("Sources", origins.to_string()),
        ("Made with", format!("dateline {}", env!("CARGO_PKG_VERSION"))),
        ("Data", format!("SHA-256 {}", inline(&digest))),
    ]) {
        out.push_str(&format!("- {label}: {value}\n"));
    }
}
