//! `actor:`, `by:`, `stance:`, `status:`: who takes part, who says what, and what it adds up to.

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::super::resolve;
use super::word_of;
use crate::domain::claim::{Claim, Stance};
use crate::domain::event::{Event, EventIx};
use crate::domain::status::Status;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;

/// The claims that stand in an event, then those about it that stand elsewhere.
pub(super) fn in_or_about<'a>(
    timeline: &'a Timeline,
    index: EventIx,
    event: &'a Event,
) -> impl Iterator<Item = &'a Claim> {
    let elsewhere = move || {
        timeline
            .claims_about(index)
            .iter()
            .filter(move |at| at.event != index)
            .filter_map(|&at| timeline.claim(at))
    };
    // The lookup is put off until the claims at hand did not settle the question.
    event.claims().iter().chain(std::iter::once_with(elsewhere).flatten())
}

pub(super) fn actor<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::actors(timeline.chronicle(), values)?;
    Ok(Test::term(Cost::Lists, move |_, event| {
        event.actors.iter().any(|part| set.contains(part.actor.get()))
            || event.claims().iter().any(|claim| set.contains(claim.by.get()))
    }))
}

pub(super) fn by<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::actors(timeline.chronicle(), values)?;
    Ok(Test::term(Cost::Claims, move |index, event| {
        in_or_about(timeline, index, event).any(|claim| set.contains(claim.by.get()))
    }))
}

pub(super) fn stance<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let stances = values
        .iter()
        .map(|value| word_of(value, "stance", Stance::WORDS, Stance::from_word))
        .collect::<Result<Vec<Stance>, _>>()?;
    Ok(Test::term(Cost::Claims, move |index, event| {
        in_or_about(timeline, index, event).any(|claim| stances.contains(&claim.stance))
    }))
}

pub(super) fn status<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let statuses = values
        .iter()
        .map(|value| word_of(value, "status", Status::WORDS, Status::from_word))
        .collect::<Result<Vec<Status>, _>>()?;
    Ok(Test::term(Cost::Event, move |index, _| statuses.contains(&timeline.status(index))))
}
