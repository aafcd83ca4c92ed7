//! Events by their ids.

use super::event::EventIx;
use super::events::Events;
use super::table::Index as _;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;

/// Finds events by id. The ids themselves are in the events, which every question brings along: a
/// million copies of ids would take more room than the dates.
#[derive(Clone, Debug, Default)]
pub struct EventIds {
    table: HashTable<EventIx>,
    hasher: DefaultHashBuilder,
}

impl EventIds {
    /// With room for so many: to make room later, every id is looked at again.
    pub fn with_room(events: usize) -> Self {
        Self { table: HashTable::with_capacity(events), ..Self::default() }
    }

    /// Of events whose ids differ.
    pub fn of(events: &Events) -> Self {
        let mut ids = Self::with_room(events.len());
        for (at, event) in events.iter().enumerate() {
            ids.insert(event.id(), EventIx::new(at), events).unwrap_or(());
        }
        ids
    }

    pub fn find(&self, wanted: &str, events: &Events) -> Option<EventIx> {
        let hash = self.hasher.hash_one(wanted);
        self.table.find(hash, |&index| events.get(index).id() == wanted).copied()
    }

    /// Adds an event, not yet among `events`; the one that has its id already is the error.
    pub fn insert(&mut self, new: &str, index: EventIx, events: &Events) -> Result<(), EventIx> {
        let hash = self.hasher.hash_one(new);
        if let Some(&taken) = self.table.find(hash, |&index| events.get(index).id() == new) {
            return Err(taken);
        }
        let rehash = |&index: &EventIx| {
            let other = if index.get() < events.len() { events.get(index).id() } else { new };
            self.hasher.hash_one(other)
        };
        self.table.insert_unique(hash, index, rehash);
        Ok(())
    }

    /// Gives every event a new index; its id stays.
    pub fn renumber(&mut self, renewed: impl Fn(EventIx) -> EventIx) {
        for index in &mut self.table {
            *index = renewed(*index);
        }
    }
}
