//! A set of events as one bit for each event of the timeline.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use fixedbitset::FixedBitSet;
use std::ops::Range;

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
