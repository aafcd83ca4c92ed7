//! Events by their ids.

use super::event::EventIx;
use super::events::Events;
use super::hash::hash;
use super::table::Index as _;
use crate::threads;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::ops::Range;

/// Finds events by id. The ids themselves are in the events, which every question brings along: a
/// million copies of ids would take more room than the dates.
#[derive(Clone, Debug, Default)]
pub struct EventIds {
    shards: [Shard; SHARDS],
}

/// The ids of some hashes: as many threads as there are shards can fill them.
type Shard = HashTable<EventIx>;

const SHARDS: usize = 4;

/// Events that are worth a thread.
const MANY: usize = 20_000;

/// An event, and an earlier one with the same id.
pub type Twice = (EventIx, EventIx);

/// The hashes of the ids of events.
pub fn hashes(events: &Events) -> Vec<u64> {
    let share = |share: Range<usize>| -> Vec<u64> {
        share.map(|at| hash(events.get(EventIx::new(at)).id())).collect()
    };
    threads::by_shares(events.len(), MANY, share).concat()
}

/// The shard of a hash, by bits that a shard itself has no use for.
fn shard(hash: u64) -> usize {
    usize::from(hash.to_le_bytes()[6]) % SHARDS
}

impl EventIds {
    /// Of events whose ids differ.
    pub fn of(events: &Events) -> Self {
        Self::of_hashes(&hashes(events), events).0
    }

    /// Of events by the hashes of their ids. What shares its id with an earlier event is not found by
    /// it, and told, in order.
    pub fn of_hashes(hashes: &[u64], events: &Events) -> (Self, Vec<Twice>) {
        let mut shards: [(Shard, Vec<Twice>); SHARDS] = Default::default();
        threads::each(&mut shards, hashes.len() / MANY, |number, (ids, twice)| {
            let own = || hashes.iter().enumerate().filter(|&(_, &hash)| shard(hash) == number);
            // To make room later, every id would be looked at again.
            *ids = Shard::with_capacity(own().count());
            for (at, &hash) in own() {
                let new = EventIx::new(at);
                let taken = insert(ids, hash, new, events);
                twice.extend(taken.map(|first| (new, first)));
            }
        });
        let mut twice = Vec::new();
        let shards = shards.map(|(ids, found)| {
            twice.extend(found);
            ids
        });
        twice.sort_unstable();
        (Self { shards }, twice)
    }

    pub fn find(&self, wanted: &str, events: &Events) -> Option<EventIx> {
        let hash = hash(wanted);
        let ids = self.shards.get(shard(hash))?;
        ids.find(hash, |&index| events.get(index).id() == wanted).copied()
    }

    /// Gives every event a new index; its id stays.
    pub fn renumber(&mut self, renewed: impl Fn(EventIx) -> EventIx) {
        for index in self.shards.iter_mut().flatten() {
            *index = renewed(*index);
        }
    }
}

/// Adds an event by the hash of its id, or gives the one that has its id already. Ids are only looked
/// at where that is in question.
fn insert(ids: &mut Shard, hashed: u64, new: EventIx, events: &Events) -> Option<EventIx> {
    let id = |index: EventIx| events.get(index).id();
    match ids.entry(hashed, |&index| id(index) == id(new), |&index| hash(id(index))) {
        Entry::Occupied(taken) => return Some(*taken.get()),
        Entry::Vacant(free) => free.insert(new),
    };
    None
}
