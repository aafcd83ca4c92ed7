//! The events of a chronicle: blocks of them, and their order.

use super::block::Block;
use super::claim::Claim;
use super::event::{Event, EventIx, Relation};
use super::table::Index as _;
use super::texts::narrow;
use crate::threads;
use std::sync::Arc;

/// Events in an order that does not depend on the blocks they lie in. Chronicles share blocks.
#[derive(Clone, Debug, Default)]
pub struct Events {
    blocks: Vec<Arc<Block>>,
    places: Vec<Place>,
}

/// Blocks that are worth a thread to change.
const MANY: usize = 16;

/// Where an event lies.
#[derive(Clone, Copy, Debug)]
struct Place {
    block: u32,
    row: u32,
}

impl Events {
    pub fn with_room(events: usize) -> Self {
        Self { blocks: Vec::new(), places: Vec::with_capacity(events) }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// An index always comes from this chronicle; a foreign one is a bug in this crate.
    pub fn get(&self, index: EventIx) -> Event<'_> {
        self.at(self.places[index.get()])
    }

    fn at(&self, place: Place) -> Event<'_> {
        self.blocks[place.block as usize].event(place.row as usize)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Event<'_>> + ExactSizeIterator {
        self.places.iter().map(|&place| self.at(place))
    }

    /// Brings events that are read next to the cache: many at once take hardly longer than one.
    pub fn fetch(&self, events: &[EventIx]) {
        let rows = events.iter().fold(0, |all, &event| all ^ self.get(event).line);
        // What an event reads next depends on its row.
        let rest = events.iter().fold(0, |all, &event| all ^ self.get(event).first_parts());
        std::hint::black_box((rows, rest));
    }

    /// The places in the order of the events of each block, as they lie there; none for those that
    /// are not in it.
    pub fn by_block(&self) -> Vec<Vec<Option<EventIx>>> {
        let mut all: Vec<_> = self.blocks.iter().map(|block| vec![None; block.len()]).collect();
        for (index, place) in self.places.iter().enumerate() {
            let rows = all.get_mut(place.block as usize);
            if let Some(slot) = rows.and_then(|rows| rows.get_mut(place.row as usize)) {
                *slot = Some(EventIx::new(index));
            }
        }
        all
    }

    /// Adds a block, with none of its events in the order yet; its number.
    pub fn add(&mut self, block: Block) -> usize {
        self.blocks.push(Arc::new(block));
        self.blocks.len() - 1
    }

    pub fn block(&self, number: usize) -> &Block {
        &self.blocks[number]
    }

    /// A block to be changed; where other chronicles have it too, a copy of it.
    pub fn block_mut(&mut self, number: usize) -> Option<&mut Block> {
        self.blocks.get_mut(number).map(Arc::make_mut)
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// Changes all blocks from a number on, counted from there; of one that other chronicles have too,
    /// a copy.
    pub fn change_blocks(&mut self, first: usize, change: impl Fn(usize, &mut Block) + Sync) {
        let blocks = self.blocks.get_mut(first..).unwrap_or_default();
        let shares = blocks.len() / MANY;
        threads::each(blocks, shares, |number, block| change(number, Arc::make_mut(block)));
    }

    /// Adds an event of a block at the end of the order.
    pub fn push(&mut self, block: usize, row: usize) {
        self.places.push(Place { block: narrow(block), row: narrow(row) });
    }

    /// Adds a block with all of its events at the end of the order.
    pub fn append(&mut self, block: Block) {
        let rows = block.len();
        let block = narrow(self.add(block));
        self.places.extend((0..narrow(rows)).map(|row| Place { block, row }));
    }

    /// Whether events further on in the order have greater ids, which is seen without a look at most of
    /// them. In large archives that are written by machines it is so.
    pub fn ids_ascend(&self) -> bool {
        let blocks = self.blocks.iter().filter(|block| !block.is_empty());
        let mut last = "";
        let mut follow = blocks.map(|block| {
            let (first, end) = block.ascent()?;
            (std::mem::replace(&mut last, end) < first).then_some(())
        });
        let lie_in_order =
            |one: &Place, next: &Place| (one.block, one.row) < (next.block, next.row);
        follow.all(|follows| follows.is_some()) && self.places.is_sorted_by(lie_in_order)
    }

    /// Whether each block is known to hold its events in the order of their ids.
    pub(super) fn ids_ascend_in_blocks(&self) -> bool {
        self.blocks.iter().all(|block| block.is_empty() || block.ascent().is_some())
    }

    /// The event of an id where the events of each block have ascending ids: no index is needed for that,
    /// but a walk over the blocks and the places.
    pub(super) fn halve_to(&self, id: &str) -> Option<EventIx> {
        let within = |block: &Block| {
            block.ascent().is_some_and(|(first, last)| (first..=last).contains(&id))
        };
        let blocks = self.blocks.iter().zip(0..).filter(|(block, _)| within(block));
        let mut rows =
            blocks.filter_map(|(block, number)| Some((number, narrow(block.halve_to(id)?))));
        rows.find_map(|(block, row)| {
            let at = |place: &Place| (place.block, place.row) == (block, row);
            self.places.iter().position(at).map(EventIx::new)
        })
    }

    /// Takes events out of the order; their rows stay in their blocks. They are given in order.
    pub fn leave_out(&mut self, events: &[EventIx]) {
        let mut indices = (0..).map(EventIx::new);
        let is_kept = |index| events.binary_search(&index).is_err();
        self.places.retain(|_| indices.next().is_some_and(is_kept));
    }

    /// The number of the block that an event lies in, and its row there.
    pub fn place(&self, event: EventIx) -> (usize, usize) {
        let Place { block, row } = self.places[event.get()];
        (block as usize, row as usize)
    }

    /// Adds a block of a single event at the end of the order.
    #[cfg(test)]
    pub fn push_alone(&mut self, mut block: Block) {
        block.seal();
        let number = self.add(block);
        self.push(number, 0);
    }

    /// What of an event may point at others, to be changed.
    pub fn links_mut(&mut self, index: EventIx) -> Option<(&mut [Relation], &mut [Claim])> {
        let place = self.places.get(index.get()).copied()?;
        let block = self.block_mut(place.block as usize)?;
        let number = block.rows_mut().get(place.row as usize)?.parts?.get();
        let parts = &mut block.parts;
        Some((parts.relations.get_mut(number), parts.claims.get_mut(number)))
    }

    /// Gives other indices to what relations and claims point at.
    pub fn relink(&mut self, renewed: impl Fn(EventIx) -> EventIx) {
        for block in self.blocks.iter_mut().filter(|block| block.parts.point_at_others()) {
            let parts = &mut Arc::make_mut(block).parts;
            for relation in parts.relations.iter_mut() {
                relation.event = renewed(relation.event);
            }
            for claim in parts.claims.iter_mut() {
                claim.about = claim.about.map(&renewed);
            }
        }
    }

    /// Some of the events in another order, with the blocks they lie in.
    #[must_use]
    pub fn arranged(&self, order: &[EventIx]) -> Self {
        let mut numbers: Vec<Option<u32>> = vec![None; self.blocks.len()];
        let mut arranged = Self::with_room(order.len());
        for index in order {
            let Some(&Place { block, row }) = self.places.get(index.get()) else { continue };
            let shared = self.blocks.get(block as usize);
            if let Some((number, shared)) = numbers.get_mut(block as usize).zip(shared) {
                let block = *number.get_or_insert_with(|| {
                    arranged.blocks.push(Arc::clone(shared));
                    narrow(arranged.blocks.len() - 1)
                });
                arranged.places.push(Place { block, row });
            }
        }
        arranged
    }

    /// Some of the events, in the same order, each as it is added to a block that shares the texts.
    #[must_use]
    pub fn cut(&self, kept: &[EventIx], mut add: impl FnMut(&mut Block, Event<'_>)) -> Self {
        let mut blocks: Vec<Block> = self.blocks.iter().map(|block| block.emptied()).collect();
        let mut places = Vec::with_capacity(kept.len());
        for &index in kept {
            let Some(&place) = self.places.get(index.get()) else { continue };
            if let Some(block) = blocks.get_mut(place.block as usize) {
                places.push(Place { row: narrow(block.len()), ..place });
                add(block, self.at(place));
            }
        }
        Self { blocks: blocks.into_iter().map(Arc::new).collect(), places }
    }
}
