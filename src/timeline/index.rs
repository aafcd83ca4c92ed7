//! What events touch, the other way round: by region, actor, claimant, kind and source.

use super::Timeline;
use super::postings::Postings;
use super::set::EventSet;
use crate::domain::table::{self, Index as _, Table};

/// The events of every entry of the tables. An event is listed once at each entry that it touches and
/// at everything above.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub regions: Postings,
    /// Who takes part or makes a claim in an event.
    pub actors: Postings,
    /// Who makes a claim in or about an event.
    pub claimants: Postings,
    /// Who gives a figure in an event.
    pub counters: Postings,
    pub kinds: Postings,
    /// What an event and all its parts cite.
    pub sources: Postings,
}

impl Index {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let chronicle = timeline.chronicle();
        let len = timeline.len();
        let regions = parents(&chronicle.regions, |region| region.parent);
        let actors = parents(&chronicle.actors, |actor| actor.parent);
        Self {
            regions: Postings::new(&regions, len, |event| {
                timeline.event(event).regions().iter().map(|region| region.get())
            }),
            actors: Postings::new(&actors, len, |event| {
                let event = timeline.event(event);
                let parts = event.actors().iter().map(|part| part.actor().get());
                parts.chain(event.claims().iter().map(|claim| claim.by.get()))
            }),
            claimants: Postings::new(&actors, len, |event| {
                timeline.claims_in_or_about(event).map(|claim| claim.by.get())
            }),
            counters: Postings::new(&actors, len, |event| {
                let figures = timeline.event(event).figures().iter();
                figures.filter_map(|figure| Some(figure.by?.get()))
            }),
            kinds: Postings::new(&vec![None; chronicle.kinds.len()], len, |event| {
                std::iter::once(timeline.event(event).kind.get())
            }),
            sources: Postings::new(&vec![None; chronicle.sources.len()], len, |event| {
                timeline.citations(event).map(|citation| citation.source.get())
            }),
        }
    }
}

/// What each entry of a table lies below, by position.
pub fn parents<I: table::Index, T>(
    table: &Table<I, T>,
    parent: impl Fn(&T) -> Option<I>,
) -> Vec<Option<usize>> {
    table.iter().map(|(_, entry)| parent(entry).map(table::Index::get)).collect()
}

/// The events that touch any of some entries.
pub fn touching(
    timeline: &Timeline,
    postings: &Postings,
    entries: impl Iterator<Item = usize>,
) -> EventSet {
    let mut set = EventSet::none(timeline.len());
    for entry in entries {
        set.extend(postings.of(entry));
    }
    set
}
