//! What is told at places in files, which are read again for that.

use super::near::near;
use super::{Part, Resolver, Twice};
use crate::loader::fault::{Code, Fault, Severity};
use crate::loader::files::File;
use crate::loader::position::{Finding, Lines, place};
use crate::loader::schema::Thing;
use crate::loader::unit;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most unknown ids of a file that are compared with all known ones, which takes time.
const MOST_HINTS: usize = 200;

/// A file that is read again, for the places of its faults.
#[derive(Default)]
pub(super) struct Reopened {
    file: Option<usize>,
    text: Arc<String>,
    /// How many unknown ids were told.
    unknown: usize,
}

impl Reopened {
    pub(super) fn turn_to(&mut self, number: usize, file: &File) {
        if self.file != Some(number) {
            *self = Self { file: Some(number), text: file.text_again(), unknown: 0 };
        }
    }
}

pub(super) fn tell_twice(part: &mut Part, twice: Twice, reopened: &Reopened) {
    let (again, _) = unit::again(&reopened.text, &part.draft);
    for (row, message) in twice {
        let at = again.event_ids.get(row).copied().unwrap_or_default();
        part.draft.findings.push(Finding::error(Code::Duplicate, at, message));
    }
}

/// The findings of a file at their places.
pub(super) fn told(file: &File, findings: Vec<Finding>) -> Vec<Fault> {
    if findings.is_empty() {
        return Vec::new();
    }
    let text = file.text_again();
    let lines = Lines::new(&text);
    let mut keys = BTreeSet::new();
    let line = |finding: &Finding| lines.line(finding.span.start);
    let unreadable: BTreeSet<u32> =
        findings.iter().filter(|finding| finding.code == Code::Encoding).map(line).collect();
    findings
        .into_iter()
        // What else is wrong in a line may follow from bytes that could not be read.
        .filter(|finding| finding.code == Code::Encoding || !unreadable.contains(&line(finding)))
        // Unknown keys of JSON lines are told once a file.
        .filter(|finding| {
            finding.code != Code::UnknownKey
                || finding.severity == Severity::Error
                || keys.insert(finding.message.clone())
        })
        .map(|finding| place(finding, &file.shown, &lines, &text))
        .collect()
}

impl Resolver {
    /// Reports each use of what nothing has.
    pub(super) fn tell_unknown(&self, part: &mut Part, reopened: &mut Reopened) {
        let chronicle = &self.chronicle;
        let (again, lexicon) = unit::again(&reopened.text, &part.draft);
        for used in &again.uses {
            let Some(id) = lexicon.get(used.thing, used.number) else { continue };
            if self.find(used.thing, id).is_some() {
                continue;
            }
            reopened.unknown += 1;
            let code = match used.thing {
                Thing::Actor => Code::UnknownActor,
                Thing::Source => Code::UnknownSource,
                Thing::Region => Code::UnknownRegion,
                Thing::Kind => Code::UnknownKind,
                Thing::Event => Code::UnknownEvent,
            };
            let message = format!("unknown {} `{id}`", used.thing.word());
            // A selection written as JSON lines may refer to events that were not selected.
            let mut finding = if again.implicit && used.thing == Thing::Event {
                Finding::warning(code, used.at, message)
            } else {
                Finding::error(code, used.at, message)
            };
            finding.help =
                if reopened.unknown <= MOST_HINTS { near(chronicle, used.thing, id) } else { None };
            part.draft.findings.push(finding);
        }
    }
}
