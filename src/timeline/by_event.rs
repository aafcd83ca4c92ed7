//! Lists of some events, all in one. Most events of a large chronicle have none.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use std::ops::Range;

/// What belongs to each event, event after event.
#[derive(Debug)]
pub(super) struct ByEvent<T> {
    /// Those that have a list, in order.
    events: Vec<EventIx>,
    /// Where the list of each begins; the next one's beginning is its end.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for ByEvent<T> {
    fn default() -> Self {
        Self { events: Vec::new(), starts: Vec::new(), items: Vec::new() }
    }
}

impl<T> ByEvent<T> {
    /// Takes items that are sorted by their event.
    pub(super) fn new(sorted: impl ExactSizeIterator<Item = (EventIx, T)>) -> Self {
        let mut lists = Self { items: Vec::with_capacity(sorted.len()), ..Self::default() };
        for (event, item) in sorted {
            if lists.events.last() != Some(&event) {
                lists.events.push(event);
                lists.starts.push(u32::try_from(lists.items.len()).unwrap_or(u32::MAX));
            }
            lists.items.push(item);
        }
        lists.events.shrink_to_fit();
        lists.starts.shrink_to_fit();
        lists
    }

    /// The list of an event; empty where it has none.
    pub(super) fn get(&self, event: EventIx) -> &[T] {
        self.events.binary_search(&event).map_or(&[], |at| self.list(at))
    }

    /// The events between two places that have a list, each with it.
    pub(super) fn between(&self, places: Range<usize>) -> impl Iterator<Item = (EventIx, &[T])> {
        let first = self.events.partition_point(|event| event.get() < places.start);
        let from_there = self.events.iter().enumerate().skip(first);
        from_there
            .take_while(move |(_, event)| event.get() < places.end)
            .map(|(at, &event)| (event, self.list(at)))
    }

    fn list(&self, at: usize) -> &[T] {
        let start =
            |at: usize| self.starts.get(at).map_or(self.items.len(), |&start| start as usize);
        self.items.get(start(at)..start(at + 1)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_its_list() {
        let pairs = [(1, 'a'), (1, 'b'), (4, 'c')].map(|(n, c)| (EventIx::new(n), c));
        let lists = ByEvent::new(pairs.into_iter());
        let all: Vec<String> =
            (0..7).map(|n| lists.get(EventIx::new(n)).iter().collect()).collect();
        assert_eq!(all, ["", "ab", "", "", "c", "", ""]);
        let some = |places: Range<usize>| -> Vec<(usize, String)> {
            let some = lists.between(places);
            some.map(|(event, list)| (event.get(), list.iter().collect())).collect()
        };
        assert_eq!(some(0..5), [(1, "ab".to_owned()), (4, "c".to_owned())]);
        assert_eq!((some(1..4), some(2..9)), (vec![(1, "ab".into())], vec![(4, "c".into())]));
        assert_eq!(some(2..4), []);
        let none: ByEvent<u8> = ByEvent::new(Vec::new().into_iter());
        assert!(none.get(EventIx::new(0)).is_empty());
    }
}
