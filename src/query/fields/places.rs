//! `region:`

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::super::resolve;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;

pub(super) fn region<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::regions(timeline.chronicle(), values)?;
    Ok(Test::touching(
        timeline,
        |index| &index.regions,
        set,
        Cost::Event,
        |set, _, event| event.regions().iter().any(|region| set.contains(region.get())),
    ))
}
