//! Bare words, `text:`, `title:`: searches that ignore case and accents.

use super::super::ast::Value;
use super::super::error::QueryError;
use super::super::matcher::{Cost, Test};
use super::any_of;
use crate::domain::event::{Event, EventIx};
use crate::domain::fold::{Needle, Otherwise};
use crate::domain::table::{Index, Table};
use crate::timeline::Timeline;
use crate::timeline::index::parents;
use crate::timeline::set::EventSet;
use fixedbitset::FixedBitSet;

/// One in so many events is asked for names sooner than the lists of all names are read.
const FEW: usize = 8;

/// A bare word: all text of the event, and the names of whom and where it is about. Each name is
/// searched once, not once an event. No more than so many events are `asked`.
pub(in super::super) fn anywhere<'t>(timeline: &'t Timeline, word: &str, asked: usize) -> Test<'t> {
    let needle = Needle::new(word);
    let chronicle = timeline.chronicle();
    let actors = named(&chronicle.actors, |actor| (&actor.name, &actor.aliases), &needle);
    let regions = named(&chronicle.regions, |region| (&region.name, &region.aliases), &needle);
    let mut within = may_hold(timeline, &needle);
    let sure = sure(timeline, &needle, within.as_ref());
    if let (Some(within), Some(sure)) = (&mut within, &sure) {
        within.subtract(sure);
    }
    let in_text = move |index: EventIx, event: Event<'_>| {
        told(timeline, &needle, (index, event))
            || timeline.says_more(index, event)
                && timeline
                    .names(index)
                    .chain(timeline.said(index))
                    .any(|text| needle.is_match(text))
    };
    let is_there = |set: &FixedBitSet, _: EventIx, event: Event<'_>| {
        event.regions().iter().any(|region| set.contains(region.get()))
    };
    let takes_part = |set: &FixedBitSet, _: EventIx, event: Event<'_>| {
        event.actors().iter().any(|part| set.contains(part.actor().get()))
    };
    let speaks = |set: &FixedBitSet, index: EventIx, _: Event<'_>| {
        timeline.claims_in_or_about(index).any(|claim| set.contains(claim.by.get()))
    };
    let left = sure.as_ref().map_or(timeline.len(), |sure| timeline.len() - sure.count());
    let by_index = left.min(asked) * FEW > timeline.len();
    let Some(index) = timeline.index_if_ready().filter(|_| by_index) else {
        // A word that is in nearly every text leaves few to be asked, as earlier answers do: names are not
        // worth their lists in the index.
        let (in_regions, in_actors) = (!regions.is_clear(), !actors.is_clear());
        let left = sure.clone().map(EventSet::others);
        let rest = Test::within(left, Cost::Text, move |index, event| {
            in_regions && is_there(&regions, index, event)
                || in_actors && takes_part(&actors, index, event)
                || within.as_ref().is_none_or(|set| set.contains(index)) && in_text(index, event)
                || in_actors && speaks(&actors, index, event)
        });
        return Test::any(sure.map(Test::Set).into_iter().chain([rest]).collect());
    };
    let (above_regions, above_actors) = (
        parents(&chronicle.regions, |region| region.parent),
        parents(&chronicle.actors, |actor| actor.parent),
    );
    let sides = actors.clone();
    let by_name = [
        Test::naming(timeline, &index.regions, &above_regions, regions, Cost::Event, is_there),
        Test::naming(timeline, &index.actors, &above_actors, actors, Cost::Lists, takes_part),
        Test::naming(timeline, &index.claimants, &above_actors, sides, Cost::Claims, speaks),
    ];
    let in_text = Test::within(within, Cost::Text, in_text);
    let sure = sure.map(Test::Set);
    Test::any(by_name.into_iter().flatten().chain(sure).chain([in_text]).collect())
}

pub(super) fn text<'t>(timeline: &'t Timeline, values: &[Value]) -> Result<Test<'t>, QueryError> {
    any_of(values, |value| {
        let needle = Needle::new(&value.text);
        Ok(Test::within(may_hold(timeline, &needle), Cost::Text, move |index, event| {
            told(timeline, &needle, (index, event))
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
fn told(timeline: &Timeline, needle: &Needle, (index, event): (EventIx, Event<'_>)) -> bool {
    let (both, summary) = event.told();
    let known = timeline.signatures_if_ready().map(|it| it.otherwise(index));
    needle.is_in_either(both, summary, known.unwrap_or(Otherwise::ANY))
}

/// The events that may hold a word, where something is known beforehand.
fn may_hold(timeline: &Timeline, needle: &Needle) -> Option<EventSet> {
    timeline.signatures_if_ready()?.may_hold(timeline, needle)
}

/// Which of them hold it for sure, where that is known too.
fn sure(timeline: &Timeline, needle: &Needle, may_hold: Option<&EventSet>) -> Option<EventSet> {
    timeline.signatures_if_ready()?.sure(needle, may_hold?)
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
