//! Events by their ids.

use super::event::{Event, EventIx};
use super::events::Events;
use super::table::Index as _;
use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;
use std::sync::LazyLock;

/// Finds events by id. The ids themselves are in the events, which every question brings along: a
/// million copies of ids would take more room than the dates.
#[derive(Clone, Debug, Default)]
pub struct EventIds {
    table: HashTable<EventIx>,
}

/// The hash of an id, the same all over this process: so the threads that read events can make it,
/// while the id is at hand.
pub fn hash(id: &str) -> u64 {
    static HASHER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
    HASHER.hash_one(id)
}

impl EventIds {
    /// With room for so many: to make room later, every id is looked at again.
    pub fn with_room(events: usize) -> Self {
        Self { table: HashTable::with_capacity(events) }
    }

    /// Of events whose ids differ.
    pub fn of(events: &Events) -> Self {
        let mut ids = Self::with_room(events.len());
        for (at, event) in events.iter().enumerate() {
            ids.insert(hash(event.id()), event, EventIx::new(at), events).unwrap_or(());
        }
        ids
    }

    pub fn find(&self, wanted: &str, events: &Events) -> Option<EventIx> {
        self.table.find(hash(wanted), |&index| events.get(index).id() == wanted).copied()
    }

    /// Adds an event by the hash of its id; the one that has its id already is the error. Ids are only
    /// looked at where that is in question.
    pub fn insert(
        &mut self,
        hashed: u64,
        new: Event<'_>,
        index: EventIx,
        events: &Events,
    ) -> Result<(), EventIx> {
        let rehash = |&index: &EventIx| {
            let other = if index.get() < events.len() { events.get(index) } else { new };
            hash(other.id())
        };
        let has_its_id = |&index: &EventIx| events.get(index).id() == new.id();
        match self.table.entry(hashed, has_its_id, rehash) {
            Entry::Occupied(taken) => return Err(*taken.get()),
            Entry::Vacant(free) => free.insert(index),
        };
        Ok(())
    }

    /// Gives every event a new index; its id stays.
    pub fn renumber(&mut self, renewed: impl Fn(EventIx) -> EventIx) {
        for index in &mut self.table {
            *index = renewed(*index);
        }
    }
}
