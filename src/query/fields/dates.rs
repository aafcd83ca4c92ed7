//! `date:`, `after:`, `before:`: what may have happened when. An open or unknown end of an event is
//! without limit, so nothing is left out that the date does not rule out.

use super::super::ast::{Op, Value};
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::any_of;
use crate::domain::when::{Day, When};
use crate::timeline::Timeline;

pub(super) fn date<'t>(_: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let when = read(value)?;
        let (from, to) = (when.earliest(), when.latest());
        Ok(Test::term(Cost::Event, move |_, event| event.date.overlaps(from, to)))
    })
}

pub(super) fn after<'t>(_: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let first = first_day(value)?;
        Ok(Test::term(Cost::Event, move |_, event| event.date.overlaps(Some(first), None)))
    })
}

pub(super) fn before<'t>(_: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let first = first_day(value)?;
        Ok(Test::term(Cost::Event, move |_, event| {
            event.date.earliest().is_none_or(|earliest| earliest < first)
        }))
    })
}

/// Before and after, with the date itself or without it.
pub(super) fn compare<'t>(
    timeline: &'t Timeline,
    op: Op,
    value: &Value,
) -> Result<Test<'t>, QueryError> {
    match op {
        Op::AtLeast => after(timeline, std::slice::from_ref(value)),
        Op::Below => before(timeline, std::slice::from_ref(value)),
        Op::Above => {
            let next = last_day(value)?.plus(1);
            Ok(Test::term(Cost::Event, move |_, event| event.date.overlaps(Some(next), None)))
        }
        Op::AtMost => {
            let last = last_day(value)?;
            Ok(Test::term(Cost::Event, move |_, event| event.date.overlaps(None, Some(last))))
        }
    }
}

fn read(value: &Value) -> Result<When, QueryError> {
    When::parse(value.text.trim()).map_err(|error| {
        QueryError::new(value.range.clone(), &format!("no date `{}`", value.text))
            .hint(&error.message)
    })
}

fn first_day(value: &Value) -> Result<Day, QueryError> {
    read(value)?.earliest().ok_or_else(|| {
        let message = format!("`{}` has no known first day to compare with", value.text);
        QueryError::new(value.range.clone(), &message)
            .hint("give a date with a start, or use date: for an overlap")
    })
}

fn last_day(value: &Value) -> Result<Day, QueryError> {
    read(value)?.latest().ok_or_else(|| {
        let message = format!("`{}` has no known last day to compare with", value.text);
        QueryError::new(value.range.clone(), &message)
            .hint("give a date with an end, or use date: for an overlap")
    })
}
