//! Events by their ids.

use super::event::EventIx;
use super::events::Events;
use super::hash::hash;
use super::table::Index as _;
use crate::threads;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Finds events by id. The ids themselves are in the events, which every question brings along: a
/// million copies of ids would take more room than the dates.
#[derive(Debug, Default)]
pub struct EventIds {
    /// Made after a few questions, where it is not there yet.
    shards: OnceLock<Vec<Shard>>,
    asked: AtomicUsize,
}

/// So many questions are answered before the index is made, where ids ascend: to make it takes longer.
const FEW: usize = 16;

/// The ids of some hashes: as many threads as there are shards can fill them.
type Shard = HashTable<EventIx>;

/// How many shards there are: each table has room for a power of two, so some numbers waste less of it.
const SHARDS: RangeInclusive<usize> = 4..=7;

/// Events that are worth a thread.
const MANY: usize = 20_000;

/// An event, and an earlier one with the same id.
pub type Twice = (EventIx, EventIx);

/// The hashes of the ids of the first so many events.
pub fn hashes(events: &Events, many: usize) -> Vec<u64> {
    let share = |share: Range<usize>| -> Vec<u64> {
        share.map(|at| hash(events.get(EventIx::new(at)).id())).collect()
    };
    threads::by_shares(many, MANY, share).concat()
}

/// The shard of a hash among so many, by bits that a shard itself has no use for.
fn shard(hash: u64, shards: usize) -> usize {
    let [_, _, _, _, low, high, ..] = hash.to_le_bytes();
    usize::from(u16::from_le_bytes([low, high])) % shards.max(1)
}

/// How many shards take the least room for so many events.
fn shards(events: usize) -> usize {
    // A seventh more, as tables are never full, and a little, as shards differ in size.
    let room = |count: &usize| {
        let own = events.div_ceil(*count);
        count * (own + own / 7 + own / 32).next_power_of_two()
    };
    SHARDS.min_by_key(room).unwrap_or(1)
}

impl Clone for EventIds {
    fn clone(&self) -> Self {
        Self { shards: self.shards.clone(), asked: AtomicUsize::default() }
    }
}

impl EventIds {
    /// Of events whose ids differ.
    pub fn of(events: &Events) -> Self {
        let ids = Self::default();
        ids.prepare(events);
        ids
    }

    /// Of events by the hashes of their ids. What shares its id with an earlier event is not found by
    /// it, and told, in order.
    pub fn of_hashes(hashes: &[u64], events: &Events) -> (Self, Vec<Twice>) {
        let count = shards(hashes.len());
        let mut shards = vec![<(Shard, Vec<Twice>)>::default(); count];
        threads::each(&mut shards, hashes.len() / MANY, |number, (ids, twice)| {
            let own =
                || hashes.iter().enumerate().filter(|&(_, &hash)| shard(hash, count) == number);
            // To make room later, every id would be looked at again.
            *ids = Shard::with_capacity(own().count());
            for (at, &hash) in own() {
                let new = EventIx::new(at);
                let taken = insert(ids, hash, new, events);
                twice.extend(taken.map(|first| (new, first)));
            }
        });
        let mut twice = Vec::new();
        let keep = |(ids, found): (Shard, Vec<Twice>)| {
            twice.extend(found);
            ids
        };
        let shards: Vec<Shard> = shards.into_iter().map(keep).collect();
        twice.sort_unstable();
        (Self { shards: shards.into(), ..Self::default() }, twice)
    }

    /// Makes what finds events, whose ids differ.
    pub fn prepare(&self, events: &Events) {
        self.shards(events);
    }

    fn shards(&self, events: &Events) -> &[Shard] {
        self.shards.get_or_init(|| {
            let (made, _) = Self::of_hashes(&hashes(events, events.len()), events);
            made.shards.into_inner().unwrap_or_default()
        })
    }

    pub fn find(&self, wanted: &str, events: &Events) -> Option<EventIx> {
        let is_made = self.shards.get().is_some();
        if !is_made
            && self.asked.fetch_add(1, Ordering::Relaxed) < FEW
            && events.ids_ascend_in_blocks()
        {
            return events.halve_to(wanted);
        }
        let hash = hash(wanted);
        let shards = self.shards(events);
        let ids = shards.get(shard(hash, shards.len()))?;
        ids.find(hash, |&index| events.get(index).id() == wanted).copied()
    }

    /// Gives every event a new index; its id stays.
    pub fn renumber(&mut self, renewed: impl Fn(EventIx) -> EventIx) {
        for index in self.shards.get_mut().into_iter().flatten().flatten() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::block::{Block, NewEvent};
    use crate::domain::event::More;
    use crate::domain::kind::KindIx;
    use crate::domain::when::{Day, When};

    fn block(ids: &[&str]) -> Block {
        let mut block = Block::default();
        for id in ids {
            block.add(NewEvent {
                id,
                title: "Title",
                summary: "",
                date: When::day(Day::from_number(0)),
                time: None,
                seq: 0,
                kind: KindIx::new(0),
                line: 1,
                regions: &[],
                actors: &[],
                sources: &[],
                more: More::default(),
            });
        }
        block.seal();
        block
    }

    #[test]
    fn events_are_found_by_id_before_there_is_an_index_and_after() {
        for blocks in [[&["a", "c"][..], &["d", "f", "g"]], [&["f", "a"], &["d", "c", "g"]]] {
            let mut read = Events::default();
            for ids in blocks {
                read.append(block(ids));
            }
            let order: Vec<EventIx> = [3, 0, 4, 1, 2].map(EventIx::new).into();
            let events = read.arranged(&order);
            let ids = EventIds::default();
            for round in 0..2 * FEW {
                for wanted in ["a", "b", "c", "d", "e", "f", "g", "", "h"] {
                    let expected = events.iter().position(|event| event.id() == wanted);
                    let found = ids.find(wanted, &events);
                    assert_eq!(found, expected.map(EventIx::new), "{wanted} in round {round}");
                }
            }
            assert!(ids.shards.get().is_some());
        }
    }
}
