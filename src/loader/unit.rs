//! One unit of work: a stretch of a file, parsed and lowered.

use super::draft::Draft;
use super::lexicon::Lexicon;
use super::node::{Arena, Node};
use super::pieces::{self, Unit};
use super::position::{Finding, LineCount};
use super::{lower, ndjson, toml};
use std::collections::BTreeSet;

/// What a unit came to.
pub(super) struct Lowered {
    pub(super) draft: Draft,
    /// The unit could only be read together with all that follows it in its file.
    pub(super) to_the_end: bool,
}

/// What a thread keeps from one unit to the next.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) lexicon: Lexicon,
    /// For the tree of a piece.
    arena: Arena,
}

impl Lowered {
    fn of(mut draft: Draft, to_the_end: bool, desk: &mut Desk) -> Self {
        draft.seal(&mut desk.lexicon);
        Self { draft, to_the_end }
    }
}

/// A unit of a draft again, with its uses.
pub(super) fn again(text: &str, draft: &Draft) -> (Draft, Lexicon) {
    let mut desk = Desk::default();
    let lowered = if draft.implicit {
        json(text, draft.unit, true, &mut desk)
    } else {
        toml(text, draft.unit, true, &mut desk)
    };
    (lowered.draft, desk.lexicon)
}

/// Reads a unit of JSON lines.
pub(super) fn json(text: &str, unit: Unit, keeps_uses: bool, desk: &mut Desk) -> Lowered {
    let part = text.get(unit.start..unit.end).unwrap_or("");
    let lines = LineCount::new(part, unit.start, unit.line);
    let mut draft = Draft::new(unit, keeps_uses, &mut desk.lexicon);
    draft.implicit = true;
    ndjson::read(part, unit.start, &mut desk.arena, |line| match line {
        Ok(node) => lower::line(&node, &lines, &mut draft),
        Err(finding) => draft.findings.push(finding),
    });
    Lowered::of(draft, false, desk)
}

/// Reads a unit of TOML.
pub(super) fn toml(text: &str, unit: Unit, keeps_uses: bool, desk: &mut Desk) -> Lowered {
    let part = text.get(unit.start..unit.end).unwrap_or("");
    let lines = LineCount::new(part, unit.start, unit.line);
    let mut draft = Draft::new(unit, keeps_uses, &mut desk.lexicon);
    if in_pieces(part, unit.start, &lines, &mut draft, &mut desk.arena).is_some() {
        return Lowered::of(draft, false, desk);
    }
    draft.seal(&mut desk.lexicon);
    draft = Draft::new(unit, keeps_uses, &mut desk.lexicon);
    desk.arena.reset();
    let arena = &desk.arena;
    let (root, findings) = toml::parse(part, unit.start, arena);
    if findings.is_empty() {
        lower::file(&root, &lines, &mut draft);
        return Lowered::of(draft, false, desk);
    }
    // A cut can fall inside a string: then the rest is sound as a whole.
    let rest = text.get(unit.start..).filter(|rest| rest.len() <= pieces::WHOLE);
    if let Some(rest) = rest.filter(|rest| rest.len() > part.len()) {
        let (root, findings) = toml::parse(rest, unit.start, arena);
        if findings.is_empty() {
            lower::file(&root, &LineCount::new(rest, unit.start, unit.line), &mut draft);
            return Lowered::of(draft, true, desk);
        }
    }
    faulty(unit.start, part, (&root, findings), &lines, &mut draft, arena);
    Lowered::of(draft, false, desk)
}

/// Reads a unit of nothing but sound pieces; none where there is another.
fn in_pieces(
    part: &str,
    offset: usize,
    lines: &LineCount<'_>,
    draft: &mut Draft,
    arena: &mut Arena,
) -> Option<()> {
    for (at, piece) in pieces::pieces(offset, part) {
        arena.reset();
        lower::file(&toml::quick(piece, at, arena)?, lines, draft);
    }
    Some(())
}

/// Reads a unit with syntax errors table by table, so that each error costs no more than its own.
fn faulty(
    offset: usize,
    part: &str,
    (root, findings): (&Node<'_>, Vec<Finding>),
    lines: &LineCount<'_>,
    draft: &mut Draft,
    arena: &Arena,
) {
    let tables = pieces::tables(offset, part);
    let apart: usize = tables.iter().map(|&(at, text)| toml::parse(text, at, arena).1.len()).sum();
    // Without errors there, the fault lies between tables: something is given twice. With more of
    // them than in the whole, a cut fell inside a string.
    if apart == 0 || apart > findings.len() {
        let told = draft.findings.len();
        lower::file(root, lines, draft);
        let found = draft.findings.split_off(told);
        let line = |finding: &Finding| lines.line(finding.span.start);
        let broken: BTreeSet<u32> = findings.iter().map(line).collect();
        draft.findings.extend(found.into_iter().filter(|one| !broken.contains(&line(one))));
        draft.findings.extend(findings);
        return;
    }
    for (at, table) in tables {
        let (root, errors) = toml::parse(table, at, arena);
        let (told, events) = (draft.findings.len(), draft.events.len());
        lower::file(&root, lines, draft);
        if errors.is_empty() {
            continue;
        }
        // What else is wrong in such a table follows from its not being TOML.
        draft.findings.truncate(told);
        let lost = table.starts_with("[[event]]") && draft.events.len() == events;
        draft.findings.extend(
            errors.into_iter().map(
                |error| {
                    if lost { error.help("the event is left out") } else { error }
                },
            ),
        );
    }
}
