//! The rows of the help: the table of keys, then what the glyphs mean.

use super::keymap::{Binding, Scope, sections};
use super::model::Model;
use crate::domain::claim::Stance;
use crate::domain::status::Status;

/// A row of the help.
#[derive(Clone, Copy, Debug)]
pub enum Row {
    Heading(&'static str),
    Key(&'static Binding),
    Glyph(&'static str, &'static str),
    Gap,
}

/// Lines that the title, the box and the footer leave for the help.
fn height(model: &Model) -> usize {
    usize::from(model.size.1).saturating_sub(4)
}

/// How far the help can be scrolled.
pub fn last_scroll(model: &Model) -> usize {
    rows().len().saturating_sub(height(model))
}

/// Where the keys of a scope begin.
pub fn scroll_to(model: &Model, scope: Scope) -> usize {
    let at = rows().iter().position(|row| matches!(row, Row::Key(b) if b.scope == scope));
    at.unwrap_or(0).saturating_sub(1).min(last_scroll(model))
}

const fn meaning(status: Status) -> &'static str {
    match status {
        Status::Contested => "contested: somebody asserts it, somebody else denies it",
        Status::Agreed => "agreed: two independent actors say so, nobody denies it",
        Status::SingleParty => "single-party: one side only speaks",
        Status::Unattributed => "unattributed: no claims",
    }
}

/// What else stands on pages.
const ON_PAGES: &[(&str, &str)] = &[
    ("≠", "differs: the sources or actors compared do not tell the same"),
    ("▌", "a paragraph of a source that this event cites"),
    ("│", "one that another event cites"),
    ("○", "one that no event cites"),
];

pub fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for section in sections() {
        rows.push(Row::Heading(section.title));
        rows.extend(section.bindings.into_iter().map(Row::Key));
        rows.push(Row::Gap);
    }
    rows.push(Row::Heading("Glyphs of events"));
    rows.extend(Status::ALL.iter().map(|&status| Row::Glyph(status.glyph(), meaning(status))));
    rows.push(Row::Gap);
    rows.push(Row::Heading("Glyphs of claims"));
    rows.extend(Stance::ALL.iter().map(|stance| Row::Glyph(stance.glyph(), stance.phrase())));
    rows.push(Row::Gap);
    rows.push(Row::Heading("Glyphs on pages"));
    rows.extend(ON_PAGES.iter().map(|&(glyph, meaning)| Row::Glyph(glyph, meaning)));
    rows
}
