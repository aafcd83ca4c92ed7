//! Places of what is found after the reading: the file is read again, for the column and the line.

use super::encoding::Content;
use super::fault::{Code, Fault, Severity};
use super::node::Span;
use super::position::{Finding, Lines, place};
use super::{Input, embedded};
use crate::domain::event::{EventIx, FileIx, Location};
use crate::timeline::Timeline;
use std::collections::HashMap;
use std::sync::Arc;

/// What a fault points at, in the table that begins at its line.
pub(super) enum Mark<'m> {
    /// The first line of the table.
    Head,
    /// The value of `id`, where it is this one.
    Id(&'m str),
    /// The value of a key; where several tables share a line, the one that begins so.
    Value(&'static str, &'m str),
    /// A text as it is written, in the table or one below it.
    Text(&'m str),
}

pub(super) struct Places<'t> {
    timeline: &'t Timeline,
    input: &'t Input,
    files: HashMap<FileIx, (String, Lines)>,
}

impl<'t> Places<'t> {
    pub(super) fn new(timeline: &'t Timeline, input: &'t Input) -> Self {
        Self { timeline, input, files: HashMap::new() }
    }

    pub(super) fn fault(
        &mut self,
        (code, severity): (Code, Severity),
        at: Location,
        mark: &Mark<'_>,
        message: String,
    ) -> Fault {
        let path = self.timeline.chronicle().file(at.file);
        let (text, lines) = self.files.entry(at.file).or_insert_with(|| {
            let text = read(self.input, path);
            let lines = Lines::new(&text);
            (text, lines)
        });
        if text.is_empty() {
            let fault = Fault::of_file(code, severity, path, message);
            return Fault { line: at.line, ..fault };
        }
        let span = span(text, lines, at.line, mark);
        place(Finding { code, severity, span, message, help: None }, path, lines, text)
    }

    pub(super) fn of_event(
        &mut self,
        what: (Code, Severity),
        event: EventIx,
        line: u32,
        mark: &Mark<'_>,
        message: String,
    ) -> Fault {
        let it = self.timeline.event(event);
        let at = Location { line, ..it.at() };
        Fault { event: Some(Box::from(it.id())), ..self.fault(what, at, mark, message) }
    }
}

/// Nothing where the file is gone.
fn read(input: &Input, path: &str) -> String {
    match input {
        Input::Text { text, .. } => text.clone(),
        Input::Piped(bytes) => text_of(bytes.clone()),
        Input::Beside(_, piped) if !input.is_on_disk(path) => read(piped, path),
        Input::Paths(_) | Input::Beside(..) => std::fs::read(path).map(text_of).unwrap_or_default(),
        // Gone, once it is read.
        Input::Stdin => String::new(),
        Input::BuiltIn => {
            let found = embedded::files().into_iter().find(|(name, _)| name == path);
            found.map(|(_, text)| text.to_owned()).unwrap_or_default()
        }
    }
}

/// With the places that it was read with.
fn text_of(bytes: Vec<u8>) -> String {
    Arc::unwrap_or_clone(Content::of_bytes(bytes).text)
}

fn span(text: &str, lines: &Lines, line: u32, mark: &Mark<'_>) -> Span {
    let (start, first) = lines.text(text, line);
    let rest = text.get(start..).unwrap_or("");
    let found = match mark {
        Mark::Head => None,
        Mark::Id(id) => {
            let table = table(rest, |_| true);
            value(table, "id", id).filter(|&(from, to)| table.get(from..to) == Some(*id))
        }
        Mark::Value(key, begins) => value(table(rest, |_| true), key, begins),
        Mark::Text(wanted) => {
            let own = table(rest, |header| !header.trim_start_matches('[').starts_with("event."));
            own.find(wanted).map(|at| (at, at + wanted.len()))
        }
    };
    let (from, to) = found.unwrap_or_else(|| {
        let blank = first.len() - first.trim_start_matches([' ', '\t', '\u{feff}']).len();
        (blank, first.trim_end().len())
    });
    Span::new(start + from, start + to)
}

/// What belongs to the table that begins here: up to a header that ends it, or the line, in JSON lines.
fn table(rest: &str, ends: impl Fn(&str) -> bool) -> &str {
    let mut end = 0;
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start();
        let bare = trimmed.trim_start_matches('[');
        let header =
            bare.len() < trimmed.len() && bare.starts_with(|c: char| c.is_ascii_alphabetic());
        if number > 0 && (trimmed.starts_with('{') || (header && ends(trimmed))) {
            break;
        }
        end += line.len();
    }
    rest.get(..end).unwrap_or(rest)
}

/// The text of a key's value, up to the end of its line: of the one that begins as wanted, or else of
/// the first.
fn value(table: &str, key: &str, begins: &str) -> Option<(usize, usize)> {
    // Up to what may be written with an escape.
    let begins = begins.split(['"', '\\', '\n', '\t']).next().unwrap_or("");
    let mut first: Option<(bool, usize, usize)> = None;
    for (at, _) in table.match_indices(key) {
        let before = table.get(..at)?.chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-') {
            continue;
        }
        let after = table.get(at + key.len()..)?;
        let sign = after.trim_start_matches(['"', ' ', '\t']);
        let Some(value) = sign.strip_prefix(['=', ':']) else { continue };
        let value = value.trim_start_matches([' ', '\t']);
        let text = value.trim_start_matches(['"', '\'']).trim_start();
        let from = table.len() - text.len();
        let to = from + written(text, value.starts_with('\''));
        if !begins.is_empty() && text.starts_with(begins) {
            return Some((from, to));
        }
        // The word may stand inside another text, where it begins no line.
        let begins_line = table.get(..at)?.trim_end_matches([' ', '\t']).ends_with('\n');
        if first.is_none_or(|(best, ..)| begins_line && !best) {
            first = Some((begins_line, from, to));
        }
    }
    first.map(|(_, from, to)| (from, to))
}

/// The length of a string's text up to its end, or that of its line.
fn written(text: &str, literal: bool) -> usize {
    let line = text.lines().next().unwrap_or(text);
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match c {
            '\'' if literal => return at,
            '"' if !literal && !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    line.len()
}
