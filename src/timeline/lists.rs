//! A list for each event, all in one.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;

/// What belongs to each event, event after event.
#[derive(Debug)]
pub(super) struct Lists<T> {
    /// Where the list of an event begins; the next one's beginning is its end. Empty if all are.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Takes items that are sorted by their event.
    pub(super) fn new(events: usize, sorted: impl ExactSizeIterator<Item = (EventIx, T)>) -> Self {
        if sorted.len() == 0 {
            return Self::default();
        }
        let mut lists = Self { starts: Vec::with_capacity(events + 1), items: Vec::new() };
        lists.items.reserve_exact(sorted.len());
        for (event, item) in sorted {
            lists.begin(event.get());
            lists.items.push(item);
        }
        lists.begin(events);
        lists
    }

    /// Lists up to that of `event` begin here, where none began before.
    fn begin(&mut self, event: usize) {
        let here = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.starts.resize(self.starts.len().max(event + 1), here);
    }

    pub(super) fn get(&self, event: EventIx) -> &[T] {
        let at = |n: usize| self.starts.get(n).map(|&start| start as usize);
        at(event.get())
            .zip(at(event.get() + 1))
            .and_then(|(start, end)| self.items.get(start..end))
            .unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_its_list() {
        let pairs = [(1, 'a'), (1, 'b'), (4, 'c')].map(|(n, c)| (EventIx::new(n), c));
        let lists = Lists::new(6, pairs.into_iter());
        let all: Vec<String> =
            (0..7).map(|n| lists.get(EventIx::new(n)).iter().collect()).collect();
        assert_eq!(all, ["", "ab", "", "", "c", "", ""]);
        let none: Lists<u8> = Lists::new(3, Vec::new().into_iter());
        assert!(none.get(EventIx::new(0)).is_empty());
    }
}
