//! A set of events as one bit for each event of the timeline.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use fixedbitset::FixedBitSet;
use std::ops::Range;

const USIZE_BITS: usize = usize::BITS as usize;

/// Some of the events of one timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventSet {
    bits: FixedBitSet,
}

impl EventSet {
    /// None of so many events.
    pub fn none(len: usize) -> Self {
        Self { bits: FixedBitSet::with_capacity(len) }
    }

    /// All of so many events.
    pub fn all(len: usize) -> Self {
        let mut set = Self::none(len);
        set.bits.insert_range(..);
        set
    }

    /// Those of so many events for which something holds.
    pub fn of(len: usize, holds: impl Fn(EventIx) -> bool) -> Self {
        let mut set = Self::none(len);
        for event in (0..len).map(EventIx::new).filter(|&event| holds(event)) {
            set.insert(event);
        }
        set
    }

    pub fn contains(&self, event: EventIx) -> bool {
        self.bits.contains(event.get())
    }

    /// An event that is not of the timeline is left out.
    pub fn insert(&mut self, event: EventIx) {
        if event.get() < self.bits.len() {
            self.bits.insert(event.get());
        }
    }

    /// Adds the events of a stretch of the timeline, as far as it goes.
    pub fn insert_stretch(&mut self, events: Range<usize>) {
        let end = events.end.min(self.bits.len());
        self.bits.insert_range(events.start.min(end)..end);
    }

    /// Adds the marked ones of as many events as there are bits, from a multiple of so many on. What is not of
    /// the timeline is left out.
    pub(super) fn insert_marked(&mut self, start: usize, marks: u32) {
        let left = u32::try_from(self.bits.len().saturating_sub(start)).unwrap_or(u32::MAX);
        let own = marks & u32::MAX.checked_shl(left).map_or(u32::MAX, |beyond| !beyond);
        let (place, shift) = (start / USIZE_BITS, start % USIZE_BITS);
        if let Some(block) = self.bits.as_mut_slice().get_mut(place) {
            *block |= (own as usize) << shift;
        }
    }

    pub fn count(&self) -> usize {
        self.bits.count_ones(..)
    }

    /// How many of a stretch of the timeline are in it.
    pub fn count_stretch(&self, events: Range<usize>) -> usize {
        let end = events.end.min(self.bits.len());
        self.bits.count_ones(events.start.min(end)..end)
    }

    /// The events, in the order of the timeline.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = EventIx> + '_ {
        self.bits.ones().map(EventIx::new)
    }

    /// Those of a stretch of the timeline, in order.
    pub fn stretch(&self, events: Range<usize>) -> impl Iterator<Item = EventIx> + '_ {
        events.map(EventIx::new).filter(|&event| self.contains(event))
    }

    /// Keeps what is in both.
    pub fn intersect(&mut self, other: &Self) {
        self.bits.intersect_with(&other.bits);
    }

    /// Adds what is in the other.
    pub fn unite(&mut self, other: &Self) {
        self.bits.union_with(&other.bits);
    }

    /// Leaves out what is in the other.
    pub fn subtract(&mut self, other: &Self) {
        self.bits.difference_with(&other.bits);
    }

    /// All events but these.
    #[must_use]
    pub fn others(mut self) -> Self {
        self.bits.toggle_range(..);
        self
    }
}

impl Extend<EventIx> for EventSet {
    fn extend<I: IntoIterator<Item = EventIx>>(&mut self, events: I) {
        for event in events {
            self.insert(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_events_are_those_of_their_bits_and_of_the_timeline() {
        let mut set = EventSet::none(70);
        set.insert_marked(0, 1 << 3);
        set.insert_marked(32, 1 << 31 | 1);
        set.insert_marked(64, u32::MAX);
        set.insert_marked(96, u32::MAX);
        let found: Vec<usize> = set.iter().map(EventIx::get).collect();
        assert_eq!(found, [3, 32, 63, 64, 65, 66, 67, 68, 69]);
        assert_eq!(set.others().count(), 70 - 9);
    }
}
