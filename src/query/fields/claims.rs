//! `actor:`, `by:`, `stance:`, `status:`: who takes part, who says what, and what it adds up to.

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::super::resolve;
use super::word_of;
use crate::domain::claim::Stance;
use crate::domain::status::Status;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;

pub(super) fn actor<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::actors(timeline.chronicle(), values)?;
    Ok(Test::touching(
        timeline,
        |index| &index.actors,
        set,
        Cost::Lists,
        |set, _, event| {
            event.actors().iter().any(|part| set.contains(part.actor().get()))
                || event.claims().iter().any(|claim| set.contains(claim.by.get()))
        },
    ))
}

pub(super) fn by<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::actors(timeline.chronicle(), values)?;
    Ok(Test::touching(
        timeline,
        |index| &index.claimants,
        set,
        Cost::Claims,
        |set, event, _| {
            timeline.claims_in_or_about(event).any(|claim| set.contains(claim.by.get()))
        },
    ))
}

pub(super) fn stance<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let stances = values
        .iter()
        .map(|value| word_of(value, "stance", Stance::WORDS, Stance::from_word))
        .collect::<Result<Vec<Stance>, _>>()?;
    Ok(Test::term(Cost::Claims, move |event, _| {
        timeline.claims_in_or_about(event).any(|claim| stances.contains(&claim.stance))
    }))
}

pub(super) fn status<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let statuses = values
        .iter()
        .map(|value| word_of(value, "status", Status::WORDS, Status::from_word))
        .collect::<Result<Vec<Status>, _>>()?;
    let fits = |event| statuses.contains(&timeline.status(event));
    Ok(Test::Set(EventSet::of(timeline.len(), fits)))
}
