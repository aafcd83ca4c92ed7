//! `id:`, `kind:`, `source:`, `tag:`

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::super::resolve;
use super::any_of;
use crate::domain::fold::{Needle, names_equal};
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;

/// An unknown id keeps nothing: a saved view outlives the events it names.
pub(super) fn id<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        // Ids are lower case.
        let text = value.text.trim().to_ascii_lowercase();
        if let Some(start) = text.strip_suffix('*') {
            let start = start.to_owned();
            return Ok(Test::term(Cost::Event, move |_, event| event.id().starts_with(&start)));
        }
        let mut found = EventSet::none(timeline.len());
        found.extend(timeline.chronicle().find_event(&text));
        Ok(Test::Set(found))
    })
}

pub(super) fn kind<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::kinds(timeline.chronicle(), values)?;
    Ok(Test::touching(
        timeline,
        |index| &index.kinds,
        set,
        Cost::Event,
        |set, _, event| set.contains(event.kind.get()),
    ))
}

pub(super) fn source<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    let set = resolve::sources(timeline.chronicle(), values)?;
    Ok(Test::touching(
        timeline,
        |index| &index.sources,
        set,
        Cost::Lists,
        |set, event, _| {
            timeline.citations(event).any(|citation| set.contains(citation.source.get()))
        },
    ))
}

/// Tags are an open vocabulary, so an unknown one keeps nothing.
pub(super) fn tag<'t>(_: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let wanted = value.text.clone();
        // Comparing folds the tag into a new text; the needle, which does not, leaves few to compare.
        let needle = Needle::new(&wanted);
        Ok(Test::term(Cost::Lists, move |_, event| {
            event.tags().iter().any(|tag| needle.is_match(tag) && names_equal(tag, &wanted))
        }))
    })
}
