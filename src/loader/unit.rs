//! One unit of work: a stretch of a file, parsed and lowered.

use super::bytes::are_plain;
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
    if let Some(finding) = ndjson::of_document(part, unit.start) {
        draft.findings.push(finding);
        return Lowered::of(draft, false, desk);
    }
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
    if let Some(finding) = ndjson::of_document(part, unit.start) {
        draft.findings.push(finding);
        return Lowered::of(draft, false, desk);
    }
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
        draft.is_plain = are_plain(piece.as_bytes());
        lower::file(&toml::quick(piece, draft.is_plain, at, arena)?, lines, draft);
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
    let tables = whole_texts(&pieces::tables(offset, part), part, offset, arena);
    let parsed = tables.into_iter().map(|(at, text)| (text, toml::parse(text, at, arena)));
    let parsed: Vec<_> = parsed.collect();
    // Without errors there, the fault lies between tables: something is given twice.
    if parsed.iter().all(|(_, (_, errors))| errors.is_empty()) {
        let told = draft.findings.len();
        lower::file(root, lines, draft);
        let found = draft.findings.split_off(told);
        let line = |finding: &Finding| lines.line(finding.span.start);
        let broken: BTreeSet<u32> = findings.iter().map(line).collect();
        draft.findings.extend(found.into_iter().filter(|one| !broken.contains(&line(one))));
        draft.findings.extend(findings);
        return;
    }
    for (table, (root, mut errors)) in parsed {
        let (told, events) = (draft.findings.len(), draft.events.len());
        lower::file(&root, lines, draft);
        if errors.is_empty() {
            continue;
        }
        // What else is wrong in such a table follows from its not being TOML, and what else is wrong
        // in such a line from what is wrong first.
        draft.findings.truncate(told);
        errors.sort_by_key(|error| error.span.start);
        errors.dedup_by_key(|error| lines.line(error.span.start));
        let lost = table.starts_with("[[event]]") && draft.events.len() == events;
        draft.findings.extend(errors.into_iter().map(|error| {
            if is_merge_mark(part, offset, &error) {
                error.help("a merge is not settled; keep what holds and delete its marks")
            } else if lost {
                error.help("the event is left out")
            } else {
                error
            }
        }));
    }
}

/// Whether an error stands in a line that git leaves where two versions meet.
fn is_merge_mark(part: &str, offset: usize, error: &Finding) -> bool {
    let at = usize::try_from(error.span.start).unwrap_or(usize::MAX).saturating_sub(offset);
    let begins = part.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = part.get(begins..).unwrap_or_default();
    ["<<<<<<<", "=======", ">>>>>>>"].into_iter().any(|mark| line.starts_with(mark))
}

/// Tables, those joined again between which a cut fell inside a text of several lines.
fn whole_texts<'t>(
    tables: &[(usize, &'t str)],
    part: &'t str,
    offset: usize,
    arena: &Arena,
) -> Vec<(usize, &'t str)> {
    let errors = |(at, text): (usize, &str)| toml::parse(text, at, arena).1.len();
    let mut joined = Vec::with_capacity(tables.len());
    let mut rest = tables;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let other_half = pieces::open_text(first.1).and_then(|quotes| {
            after.iter().position(|(_, text)| pieces::open_text(text) == Some(quotes))
        });
        let Some(halves) = other_half.and_then(|at| after.split_at_checked(at + 1)) else {
            joined.push(first);
            continue;
        };
        let length = first.1.len() + halves.0.iter().map(|(_, text)| text.len()).sum::<usize>();
        let start = first.0 - offset;
        let whole = part.get(start..start + length).map(|text| (first.0, text));
        let apart = errors(first) + halves.0.iter().copied().map(errors).sum::<usize>();
        // Each half of such a text is an error by itself.
        match whole.filter(|&whole| errors(whole) + 2 <= apart) {
            Some(whole) => {
                joined.push(whole);
                rest = halves.1;
            }
            None => joined.push(first),
        }
    }
    joined
}
