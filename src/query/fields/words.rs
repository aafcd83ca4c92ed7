//! Bare words, `text:`, `title:`: searches that ignore case and accents.

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::any_of;
use crate::domain::event::Event;
use crate::domain::fold::Needle;
use crate::domain::table::{Index, Table};
use crate::timeline::Timeline;
use crate::timeline::index::touching;
use crate::timeline::set::EventSet;
use fixedbitset::FixedBitSet;

/// A bare word: all text of the event, and the names of whom and where it is about. Each name is
/// searched once, not once an event.
pub(in super::super) fn anywhere<'t>(timeline: &'t Timeline, word: &str) -> Test<'t> {
    let needle = Needle::new(word);
    let chronicle = timeline.chronicle();
    let actors = named(&chronicle.actors, |actor| (&actor.name, &actor.aliases), &needle);
    let regions = named(&chronicle.regions, |region| (&region.name, &region.aliases), &needle);
    let within = may_hold(timeline, &needle).and_then(|mut set| {
        // A letter or two may be in every event: then the names add none.
        if set.count() == timeline.len() {
            return None;
        }
        if !regions.is_clear() || !actors.is_clear() {
            let index = timeline.index_if_ready()?;
            set.unite(&touching(timeline, &index.regions, regions.ones()));
            set.unite(&touching(timeline, &index.actors, actors.ones()));
            set.unite(&touching(timeline, &index.claimants, actors.ones()));
        }
        Some(set)
    });
    // Most words are in no name: then the lists of names are not worth their way to the cache.
    let (in_regions, in_actors) = (!regions.is_clear(), !actors.is_clear());
    Test::within(within, Cost::Text, move |index, event| {
        in_regions && event.regions().iter().any(|region| regions.contains(region.get()))
            || in_actors && event.actors().iter().any(|part| actors.contains(part.actor().get()))
            || told(&needle, event)
            || timeline.says_more(index, event)
                && timeline
                    .names(index)
                    .chain(timeline.said(index))
                    .any(|text| needle.is_match(text))
            || in_actors
                && timeline.claims_in_or_about(index).any(|claim| actors.contains(claim.by.get()))
    })
}

pub(super) fn text<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let needle = Needle::new(&value.text);
        Ok(Test::within(may_hold(timeline, &needle), Cost::Text, move |index, event| {
            told(&needle, event)
                || timeline.says_more(index, event)
                    && timeline.said(index).any(|text| needle.is_match(text))
        }))
    })
}

pub(super) fn title<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let needle = Needle::new(&value.text);
        Ok(Test::within(may_hold(timeline, &needle), Cost::Title, move |_, event| {
            needle.is_match(event.title())
        }))
    })
}

/// Whether title or summary hold a needle.
fn told(needle: &Needle, event: Event<'_>) -> bool {
    let (both, summary) = event.told();
    needle.is_in_either(both, summary)
}

/// The events that may hold a word, where something is known beforehand.
fn may_hold(timeline: &Timeline, needle: &Needle) -> Option<EventSet> {
    timeline.signatures_if_ready()?.may_hold(timeline, needle)
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
