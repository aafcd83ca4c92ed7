//! CSV: a row an event, lists joined by `; `.
//!
//! A spreadsheet takes a cell that begins like a formula for one; such text is led by an apostrophe.
//! Dates and numbers are ours, and stay as they are.

use super::{Selection, batches};
use crate::domain::event::EventIx;
use crate::domain::grade;
use crate::domain::text::clean;
use crate::timeline::Timeline;
use std::io;

/// The columns, in order; adding is at the end.
const COLUMNS: &[&str] = &[
    "id",
    "title",
    "date",
    "time",
    "earliest",
    "latest",
    "display_date",
    "kind",
    "regions",
    "place",
    "actors",
    "summary",
    "status",
    "origins",
    "sources",
    "claims",
    "figures",
    "accounts",
    "tags",
    "relations",
    "file",
    "line",
];

/// Writes a header and the events. The curator's notes, where asked for, and the day that the timeline
/// was cut to, where it was, are columns of their own at the end.
pub fn write(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut header: Vec<String> = COLUMNS.iter().map(|&column| column.to_owned()).collect();
    if selection.notes {
        header.push("note".to_owned());
    }
    let known_on = selection.timeline.known().map(|known| known.day().to_string());
    if known_on.is_some() {
        header.push("known_on".to_owned());
    }
    record(&header, out)?;
    batches::write(selection.timeline, &selection.ordered(), out, |event, bytes| {
        let mut row = row(selection.timeline, event);
        if selection.notes {
            row.push(text(selection.timeline.event(event).note().unwrap_or_default()));
        }
        row.extend(known_on.clone());
        record(&row, bytes)
    })
}

fn record(cells: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    // It keeps its own buffer for a row.
    let mut writer = ::csv::WriterBuilder::new().buffer_capacity(1 << 10).from_writer(out);
    writer.write_record(cells)?;
    writer.flush()
}

fn row(timeline: &Timeline, index: EventIx) -> Vec<String> {
    let chronicle = timeline.chronicle();
    let event = timeline.event(index);
    let day =
        |day: Option<crate::domain::when::Day>| day.map_or_else(String::new, |d| d.to_string());
    let cite = |&citation: &_| chronicle.citation(citation);
    let claims = event.claims().iter().map(|claim| {
        let by = &chronicle.actors[claim.by].id;
        let about = claim.about.filter(|&about| about != index);
        let about =
            about.map_or_else(String::new, |about| format!(" {}", timeline.event(about).id()));
        let grade = grade::told(chronicle, claim);
        let grade = grade.map(|grade| format!(" ({grade})")).unwrap_or_default();
        format!("{by} {}{about}{grade}", claim.stance)
    });
    let figures = event.figures().iter().map(|figure| {
        let by = figure.by.map(|by| format!(" ({})", chronicle.actors[by].id)).unwrap_or_default();
        format!("{}: {}{by}", figure.measure, figure.amount())
    });
    let relations = event.relations().iter();
    vec![
        text(event.id()),
        text(event.title()),
        event.date.edtf().into(),
        event.time.map_or_else(String::new, |time| time.to_string()),
        day(event.date.earliest()),
        day(event.date.latest()),
        event.date.display(),
        text(&chronicle.kinds[event.kind].id),
        joined(event.regions().iter().map(|&region| chronicle.regions[region].id.to_string())),
        text(event.place().unwrap_or_default()),
        joined(event.actors().iter().map(|actor| chronicle.actors[actor.actor()].id.to_string())),
        text(event.summary()),
        timeline.status(index).word().to_owned(),
        joined(timeline.origin_names(index).into_iter().map(str::to_owned)),
        joined(event.sources().iter().map(cite)),
        joined(claims),
        joined(figures),
        joined(event.accounts().iter().map(|account| cite(&account.source))),
        joined(event.tags().iter().map(ToString::to_string)),
        joined(relations.map(|to| format!("{} {}", to.kind, timeline.event(to.event).id()))),
        text(chronicle.file(event.at().file)),
        event.at().line.to_string(),
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    text(&parts.collect::<Vec<_>>().join("; "))
}

/// A cell of text: cleaned, and never a formula.
fn text(text: &str) -> String {
    let cleaned = clean(text);
    // White space before it does not keep a spreadsheet from reading a formula.
    let formula =
        cleaned.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']);
    if formula { format!("'{cleaned}") } else { cleaned.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn no_text_is_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("@x", "'@x"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("\t=1", "' =1"),
            ("plain - text", "plain - text"),
            ("", ""),
        ] {
            assert_eq!(text(cell), written);
        }
    }
}
