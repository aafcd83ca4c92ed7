//! Exports: a selection of events, written for other programs and other people.
//!
//! Every format is deterministic to the byte: no clock, no locale, no order of hash tables. To add
//! one: a file here, a word in [`Format`] and a line in [`write()`].

mod batches;
pub mod csv;
pub mod escape;
pub mod evidence;
pub mod geojson;
pub mod groups;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod page;
pub mod range;
#[cfg(test)]
mod sample;
pub mod sink;
pub mod table;
#[cfg(test)]
mod tests;
pub mod timelinejs;

use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::vocabulary::vocabulary;
use crate::timeline::Timeline;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::io;
use std::path::Path;

vocabulary! {
    /// What headings stand over events.
    Group {
        Date = "date",
        Region = "region",
    }
}

vocabulary! {
    /// The formats a selection can be written in.
    Format {
        Table = "table",
        Markdown = "md",
        Json = "json",
        Ndjson = "ndjson",
        Csv = "csv",
        Ids = "ids",
        Ics = "ics",
        Geojson = "geojson",
        Timelinejs = "timelinejs",
    }
}

impl Format {
    /// The format whose word a file name ends in; Markdown where there is none.
    pub fn of_file(path: &Path) -> Self {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        let named = EXPORT_FORMATS.iter().find(|format| format.word().eq_ignore_ascii_case(ending));
        let lines = ending.eq_ignore_ascii_case("jsonl").then_some(Self::Ndjson);
        named.copied().or(lines).unwrap_or(Self::Markdown)
    }

    /// What it is called in a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "a table",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::Ndjson => "JSON lines",
            Self::Csv => "CSV",
            Self::Ids => "ids",
            Self::Ics => "a calendar",
            Self::Geojson => "GeoJSON",
            Self::Timelinejs => "TimelineJS",
        }
    }

    /// Whether the digest of the data is written.
    pub const fn tells_digest(self) -> bool {
        matches!(self, Self::Markdown | Self::Json)
    }

    /// Whether quotes are written, with what became of comparing them with copies.
    pub const fn tells_quotes(self) -> bool {
        match self {
            Self::Markdown | Self::Json | Self::Ndjson | Self::Geojson => true,
            Self::Table | Self::Csv | Self::Ids | Self::Ics | Self::Timelinejs => false,
        }
    }
}

/// What `list` writes: for a terminal and for pipes.
pub const LIST_FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Ndjson, Format::Csv, Format::Ids];

/// What `export` writes: documents that stand by themselves.
pub const EXPORT_FORMATS: &[Format] = &[
    Format::Markdown,
    Format::Json,
    Format::Ndjson,
    Format::Csv,
    Format::Ics,
    Format::Geojson,
    Format::Timelinejs,
];

/// Some events of a timeline, and how they came to be chosen.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    pub timeline: &'a Timeline,
    /// In the order of the timeline, whatever `reverse` says.
    pub events: &'a [EventIx],
    /// Canonical; empty for all events.
    pub query: String,
    pub range: Option<range::Range>,
    pub group: Group,
    /// Latest first.
    pub reverse: bool,
    /// With the curator's own notes.
    pub notes: bool,
    /// The local copies of sources, with which quotes are compared.
    pub copies: &'a Copies,
}

impl Selection<'_> {
    /// The events in the order they are written.
    pub fn ordered(&self) -> Cow<'_, [EventIx]> {
        if self.reverse {
            Cow::Owned(self.events.iter().rev().copied().collect())
        } else {
            Cow::Borrowed(self.events)
        }
    }
}

/// Writes the whole selection; nothing is written after an error.
pub fn write(format: Format, selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Table => table::write(selection, table::Style::default(), out),
        Format::Markdown => markdown::write(selection, out),
        Format::Json => json::write_document(selection, out),
        Format::Ndjson => json::write_lines(selection, out),
        Format::Csv => csv::write(selection, out),
        Format::Ids => ids(selection, out),
        Format::Ics => ics::write(selection, out),
        Format::Geojson => geojson::write(selection, out),
        Format::Timelinejs => timelinejs::write(selection, out),
    }
}

fn ids(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    batches::write(selection.timeline, &selection.ordered(), out, |event, bytes| {
        bytes.extend_from_slice(selection.timeline.event(event).id().as_bytes());
        bytes.push(b'\n');
        Ok(())
    })
}
