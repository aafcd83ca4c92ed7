//! Markdown (GitHub-flavoured): a document of the selection, or the block of one event.
//!
//! Every text of the data goes through [`super::escape`]; sources become footnotes, numbered in
//! order of first use.

mod event;
mod footnotes;

use super::escape::inline;
use super::groups::{begun, ordered};
use super::{Group, Selection, batches};
use crate::domain::chronicle::Origins;
use crate::domain::event::EventIx;
use crate::domain::source::{Citation, SourceIx};
use crate::domain::table::Index as _;
use event::Block;
use fixedbitset::FixedBitSet;
use footnotes::{Footnotes, Unnumbered};
use std::io;

/// Writes the whole selection.
pub fn write(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let chronicle = selection.timeline.chronicle();
    writeln!(out, "# {}\n", inline(chronicle.title.as_deref().unwrap_or("Timeline")))?;
    if let Some(summary) = &chronicle.summary {
        writeln!(out, "{}\n", inline(summary))?;
    }
    provenance(selection, out)?;
    let events = ordered(selection);
    let block = |number, event, text: &mut Unnumbered| {
        if let Some(heading) = begun(selection.timeline, &events, number, selection.group) {
            text.push_str("\n## ");
            text.push_inline(&heading);
            text.push_str("\n");
        }
        text.push_str("\n");
        Block { selection, event, out: text }.write();
    };
    let (mut footnotes, mut numbered) = (Footnotes::default(), String::new());
    batches::in_order(selection.timeline, &events, block, |text| {
        footnotes.number(text, &mut numbered);
        text.clear();
        out.write_all(numbered.as_bytes())?;
        numbered.clear();
        Ok(())
    })?;
    footnotes.notes(selection.timeline).try_for_each(|note| out.write_all(note.as_bytes()))
}

/// One event with its own footnotes: the block it has in the document, to be pasted elsewhere.
pub fn event(selection: &Selection<'_>, event: EventIx) -> String {
    let mut text = Unnumbered::default();
    let mut footnotes = Footnotes::default();
    Block { selection, event, out: &mut text }.write();
    if let Some(known) = selection.timeline.known() {
        text.push_str(&format!("\nKnown on {}\n", inline(&known.to_string())));
    }
    let mut out = String::new();
    footnotes.number(&text, &mut out);
    out.extend(footnotes.notes(selection.timeline));
    out
}

/// Where the document comes from, so that it can be made again.
fn provenance(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
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
    let origins = origins(selection)?;
    let known = timeline.known().map(|known| ("Known on", inline(&known.to_string())));
    let digest = timeline.chronicle().digest();
    let data = digest.map(|digest| ("Data", format!("SHA-256 {digest:.12}")));
    let chosen = [("Range", inline(&range)), ("Query", query)];
    let made = [
        ("Events", format!("{} of {}, {order}", selection.events.len(), timeline.len())),
        ("Sources", origins.to_string()),
        ("Made with", format!("dateline {}", env!("CARGO_PKG_VERSION"))),
    ];
    for (label, value) in chosen.into_iter().chain(known).chain(made).chain(data) {
        writeln!(out, "- {label}: {value}")?;
    }
    Ok(())
}

/// The sources behind all the events.
fn origins(selection: &Selection<'_>) -> io::Result<Origins> {
    let timeline = selection.timeline;
    let mut cited = FixedBitSet::with_capacity(timeline.chronicle().sources.len());
    let cite = |_, event, sources: &mut Vec<SourceIx>| {
        sources.extend(timeline.citations(event).map(|citation| citation.source));
    };
    batches::in_order(timeline, selection.events, cite, |sources| {
        sources.drain(..).for_each(|source| cited.insert(source.get()));
        Ok(())
    })?;
    let cited: Vec<Citation> =
        cited.ones().map(|source| Citation::new(SourceIx::new(source), None)).collect();
    Ok(timeline.chronicle().count_origins(cited.iter()))
}
