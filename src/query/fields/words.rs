//! Bare words, `text:`, `title:`: searches that ignore case and accents.

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::any_of;
use super::claims::in_or_about;
use crate::domain::event::{Event, EventIx};
use crate::domain::fold::Needle;
use crate::domain::table::{Index, Table};
use crate::timeline::Timeline;
use fixedbitset::FixedBitSet;

/// A bare word: all text of the event, and the names of whom and where it is about. Each name is
/// searched once, not once an event.
pub(in super::super) fn anywhere<'t>(timeline: &'t Timeline, word: &str) -> Test<'t> {
    let needle = Needle::new(word);
    let chronicle = timeline.chronicle();
    let actors = named(&chronicle.actors, |actor| (&actor.name, &actor.aliases), &needle);
    let regions = named(&chronicle.regions, |region| (&region.name, &region.aliases), &needle);
    Test::term(Cost::Text, move |index, event| {
        event.regions.iter().any(|region| regions.contains(region.get()))
            || event.actors.iter().any(|part| actors.contains(part.actor.get()))
            || event.place().is_some_and(|place| needle.is_match(place))
            || event.tags().iter().any(|tag| needle.is_match(tag))
            || in_text(timeline, index, event, &needle)
            || in_or_about(timeline, index, event).any(|claim| actors.contains(claim.by.get()))
    })
}

pub(super) fn text<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let needle = Needle::new(&value.text);
        Ok(Test::term(Cost::Text, move |index, event| in_text(timeline, index, event, &needle)))
    })
}

pub(super) fn title<'t>(_: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let needle = Needle::new(&value.text);
        Ok(Test::term(Cost::Title, move |_, event| needle.is_match(&event.title)))
    })
}

fn in_text(timeline: &Timeline, index: EventIx, event: &Event, needle: &Needle) -> bool {
    needle.is_match(&event.title)
        || needle.is_match(&event.summary)
        || in_or_about(timeline, index, event).any(|claim| {
            [&claim.text, &claim.quote].into_iter().flatten().any(|text| needle.is_match(text))
        })
}

/// The entries of a table with the needle in their name or an alias.
fn named<I: Index, T>(
    table: &Table<I, T>,
    names: impl Fn(&T) -> (&str, &[Box<str>]),
    needle: &Needle,
) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(table.len());
    for (index, entry) in table.iter() {
        let (name, aliases) = names(entry);
        if needle.is_match(name) || aliases.iter().any(|alias| needle.is_match(alias)) {
            set.insert(index.get());
        }
    }
    set
}
