//! Cited sources of which nobody knows when they appeared.

use super::{Kind, Weakness};
use crate::domain::event::Location;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use fixedbitset::FixedBitSet;
use std::collections::BTreeMap;

/// Ids that are told of many sources declared in one place.
const SHOWN: usize = 3;

pub(super) fn undated(timeline: &Timeline) -> Vec<Weakness<'_>> {
    let sources = &timeline.chronicle().sources;
    let mut cited = FixedBitSet::with_capacity(sources.len());
    for event in timeline.events() {
        cited.extend(timeline.citations(event).map(|citation| citation.source.get()));
    }
    // The sources that JSON lines declare by use have one place, and are told together.
    let mut places: BTreeMap<Location, Vec<&str>> = BTreeMap::new();
    for (index, source) in sources.iter() {
        if source.published.is_none() && cited.contains(index.get()) {
            places.entry(source.at).or_default().push(&source.id);
        }
    }
    let tell = |(at, ids): (Location, Vec<_>)| {
        let message = match ids.as_slice() {
            [id] => format!("`{id}` has no date of publication"),
            _ => format!("{} have no date of publication", several(&ids)),
        };
        let id = ids.first().copied();
        Weakness { kind: Kind::SourceUndated, event: None, at, id, message }
    };
    places.into_iter().map(tell).collect()
}

/// "12 sources (`a`, `b`, `c`, …)"
pub fn several(ids: &[&str]) -> String {
    let mut shown: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    if ids.len() > SHOWN {
        shown.push("…".to_owned());
    }
    format!("{} sources ({})", ids.len(), shown.join(", "))
}
