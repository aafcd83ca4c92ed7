//! `has:`, `origins:`: what an event is made of.

use super::super::ast::{Op, Value};
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::{any_of, grades, word_of};
use crate::domain::table::Index as _;
use crate::domain::vocabulary::vocabulary;
use crate::timeline::Timeline;
use std::collections::HashMap;

vocabulary! {
    /// A part an event may have.
    Part {
        Claim = "claim",
        Figure = "figure",
        Account = "account",
        Quote = "quote",
        Relation = "relation",
        Note = "note",
        Grade = "grade",
    }
}

pub(super) fn has<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        Ok(match word_of(value, "part of an event", Part::WORDS, Part::from_word)? {
            Part::Claim => Test::term(Cost::Claims, |event, _| {
                timeline.claims_in_or_about(event).next().is_some()
            }),
            Part::Figure => Test::term(Cost::Event, |_, event| !event.figures().is_empty()),
            Part::Account => Test::term(Cost::Event, |_, event| !event.accounts().is_empty()),
            Part::Quote => Test::term(Cost::Claims, |event, _| {
                timeline.claims_in_or_about(event).any(|claim| claim.quote.is_some())
            }),
            Part::Relation => Test::term(Cost::Claims, |index, event| {
                !event.relations().is_empty() || !timeline.relations_to(index).is_empty()
            }),
            Part::Note => Test::term(Cost::Event, |_, event| event.note().is_some()),
            Part::Grade => grades::any(timeline),
        })
    })
}

pub(super) fn origins<'t>(
    timeline: &'t Timeline,
    values: &[Value],
) -> Result<Test<'t>, QueryError> {
    let ranges = values.iter().map(number).collect::<Result<Vec<_>, _>>()?;
    Ok(counted_origins(timeline, ranges))
}

pub(super) fn compare_origins<'t>(
    timeline: &'t Timeline,
    op: Op,
    value: &Value,
) -> Result<Test<'t>, QueryError> {
    let text = value.text.trim();
    let number = text.parse::<usize>().map_err(|_not_a_number| no_number(value, text))?;
    let range = match op {
        Op::AtMost => (0, number),
        Op::AtLeast => (number, usize::MAX),
        Op::Above => (number.saturating_add(1), usize::MAX),
        Op::Below => match number.checked_sub(1) {
            Some(most) => (0, most),
            None => return Ok(counted_origins(timeline, Vec::new())),
        },
    };
    Ok(counted_origins(timeline, vec![range]))
}

/// Whether the number of origins lies in one of some ranges.
fn counted_origins(timeline: &Timeline, ranges: Vec<(usize, usize)>) -> Test<'_> {
    let origin_of = origins_by_source(timeline);
    Test::term(Cost::Claims, move |index, _| {
        let mut seen = Vec::new();
        for citation in timeline.citations(index) {
            let origin = origin_of.get(citation.source.get());
            if !seen.contains(&origin) {
                seen.push(origin);
            }
        }
        ranges.iter().any(|&(least, most)| (least..=most).contains(&seen.len()))
    })
}

/// A number for the origin of each source: following names for each event would take too long.
fn origins_by_source(timeline: &Timeline) -> Vec<usize> {
    let chronicle = timeline.chronicle();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    chronicle
        .sources
        .indices()
        .map(|source| {
            let next = numbers.len();
            *numbers.entry(chronicle.origin(source)).or_insert(next)
        })
        .collect()
}

/// The least and the most a value allows.
fn number(value: &Value) -> Result<(usize, usize), QueryError> {
    let text = value.text.trim();
    let (digits, open) = text.strip_suffix('+').map_or((text, false), |digits| (digits, true));
    match digits.parse::<usize>() {
        Ok(least) => Ok((least, if open { usize::MAX } else { least })),
        Err(_) => Err(no_number(value, text)),
    }
}

fn no_number(value: &Value, text: &str) -> QueryError {
    QueryError::new(value.range.clone(), &format!("no number `{text}`"))
        .hint("write a whole number, as in origins:1, or origins>=2 for two or more")
}
