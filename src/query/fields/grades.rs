//! `grade:`: how reliable the sources and how credible the claims are, as the curator graded them.

use super::super::ast::{Op, Value};
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::any_of;
use crate::domain::grade::{Grade, NOT_JUDGED};
use crate::domain::source::Reliability;
use crate::timeline::Timeline;
use std::cmp::Ordering;

pub(super) fn grade<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let wanted = read(value)?;
        Ok(holds(timeline, wanted, move |grade| grade == wanted))
    })
}

pub(super) fn compare<'t>(
    timeline: &'t Timeline,
    op: Op,
    value: &Value,
) -> Result<Test<'t>, QueryError> {
    let wanted = read(value)?;
    let aside = match (wanted.reliability, wanted.credibility) {
        (Some(Reliability::F), _) => Some("F"),
        (_, Some(NOT_JUDGED)) => Some("6"),
        _ => None,
    };
    if let Some(aside) = aside {
        let message =
            format!("`{aside}` says that it cannot be judged, and has no place in the order");
        return Err(QueryError::new(value.range.clone(), &message)
            .hint(&format!("write grade:{wanted} to find it by name")));
    }
    Ok(holds(timeline, wanted, move |grade| {
        order(grade, wanted).is_some_and(|order| match op {
            Op::Below => order.is_lt(),
            Op::AtMost => order.is_le(),
            Op::Above => order.is_gt(),
            Op::AtLeast => order.is_ge(),
        })
    }))
}

/// Whether anything about an event is graded.
pub(super) fn any(timeline: &Timeline) -> Test<'_> {
    let sources = &timeline.chronicle().sources;
    Test::term(Cost::Claims, |index, _| {
        timeline.claims_in_or_about(index).any(|claim| claim.credibility.is_some())
            || timeline.citations(index).any(|at| sources[at.source].reliability.is_some())
    })
}

/// Asks for the parts that are wanted: of both, a claim with one of its sources; of one, any source
/// that the event rests on, or any claim.
fn holds<'t>(
    timeline: &'t Timeline,
    wanted: Grade,
    fits: impl Fn(Grade) -> bool + Send + Sync + 't,
) -> Test<'t> {
    let chronicle = timeline.chronicle();
    Test::term(Cost::Claims, move |index, _| {
        let mut claims = timeline.claims_in_or_about(index);
        match (wanted.reliability, wanted.credibility) {
            (Some(_), Some(_)) => claims
                .any(|claim| claim.sources.iter().any(|&at| fits(Grade::of(chronicle, claim, at)))),
            (Some(_), None) => timeline.citations(index).any(|at| {
                let reliability = chronicle.sources[at.source].reliability;
                fits(Grade { reliability, credibility: None })
            }),
            (None, _) => claims
                .any(|claim| fits(Grade { reliability: None, credibility: claim.credibility })),
        }
    })
}

/// One grade beside another, best first; none where a part is missing or cannot be judged, or where
/// one part is better and the other worse.
fn order(grade: Grade, wanted: Grade) -> Option<Ordering> {
    let letter = |letter: Option<Reliability>| letter.filter(|&it| it != Reliability::F);
    let digit = |digit: Option<u8>| digit.filter(|&it| it != NOT_JUDGED);
    let letters = match (letter(grade.reliability), wanted.reliability) {
        (Some(this), Some(that)) => this.cmp(&that),
        (None, Some(_)) => return None,
        (_, None) => Ordering::Equal,
    };
    let digits = match (digit(grade.credibility), wanted.credibility) {
        (Some(this), Some(that)) => this.cmp(&that),
        (None, Some(_)) => return None,
        (_, None) => Ordering::Equal,
    };
    match (letters, digits) {
        (one, Ordering::Equal) | (Ordering::Equal, one) => Some(one),
        (one, other) => (one == other).then_some(one),
    }
}

/// A letter, a digit, or both, in any case.
fn read(value: &Value) -> Result<Grade, QueryError> {
    let text = value.text.trim().to_ascii_uppercase();
    let mut rest = text.chars().peekable();
    let letter = |c: &char| Reliability::from_word(c.encode_utf8(&mut [0; 4]));
    let reliability = rest.peek().and_then(letter);
    if reliability.is_some() {
        rest.next();
    }
    let digit = rest.next();
    let credibility = digit.and_then(|c| match c {
        '1'..='6' => u8::try_from(c).ok().map(|byte| byte - b'0'),
        _ => None,
    });
    let grade = Grade { reliability, credibility };
    if digit.is_some() != credibility.is_some() || rest.next().is_some() || grade.is_empty() {
        let message = format!("no grade `{}`", value.text.trim());
        return Err(QueryError::new(value.range.clone(), &message)
            .hint("a grade is A to F for a source, 1 to 6 for a claim, or both, as in grade:B2"));
    }
    Ok(grade)
}
