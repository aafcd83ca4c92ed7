//! Which events touch each entry of a table, or anything below it.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;

/// For each entry of a table its events, each once and in order. An event is kept as its distance from
/// the one before, mostly in one byte or two: the lists of a large chronicle are long and dense.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    /// Seven bits of a distance a byte, the lowest first; the eighth says that more follow.
    gaps: Vec<u8>,
    /// Where those of each entry end; those of the next begin there.
    ends: Vec<usize>,
}

const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

impl Postings {
    /// Asks of each of `len` events what it touches. A climb through the parents ends where the same
    /// event has been before.
    pub(super) fn new<T: Iterator<Item = usize>>(
        parents: &[Option<usize>],
        len: usize,
        touched: impl Fn(EventIx) -> T,
    ) -> Self {
        let mut lists = vec![List::default(); parents.len()];
        for event in 0..len {
            for position in touched(EventIx::new(event)) {
                let mut at = Some(position);
                while let Some(here) = at
                    && let Some(list) = lists.get_mut(here)
                    && list.add(event)
                {
                    at = parents.get(here).copied().flatten();
                }
            }
        }
        let mut all = Self {
            gaps: Vec::with_capacity(lists.iter().map(|list| list.gaps.len()).sum()),
            ends: Vec::with_capacity(lists.len()),
        };
        for list in lists {
            all.gaps.extend(list.gaps);
            all.ends.push(all.gaps.len());
        }
        all
    }

    /// The events that touch an entry or what lies below it.
    pub fn of(&self, entry: usize) -> impl Iterator<Item = EventIx> {
        let start = entry.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(entry).copied().unwrap_or(0);
        let mut gaps = self.gaps.get(start.copied().unwrap_or(0)..end).unwrap_or(&[]).iter();
        let mut next = 0;
        std::iter::from_fn(move || {
            let mut byte = *gaps.next()?;
            next += usize::from(byte & !MORE);
            let mut shift = BITS;
            while byte & MORE != 0 {
                byte = *gaps.next()?;
                next += usize::from(byte & !MORE) << shift;
                shift += BITS;
            }
            next += 1;
            Some(EventIx::new(next - 1))
        })
    }
}

/// The events of one entry, as they are found.
#[derive(Clone, Debug, Default)]
struct List {
    gaps: Vec<u8>,
    /// The first event that can be added.
    next: usize,
}

impl List {
    /// Adds an event, none earlier than the last; whether it is not the last itself.
    fn add(&mut self, event: usize) -> bool {
        let Some(mut gap) = event.checked_sub(self.next) else { return false };
        while gap >= usize::from(MORE) {
            self.gaps.push(low_bits(gap) | MORE);
            gap >>= BITS;
        }
        self.gaps.push(low_bits(gap));
        self.next = event + 1;
        true
    }
}

fn low_bits(number: usize) -> u8 {
    u8::try_from(number % usize::from(MORE)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn an_event_is_listed_once_at_what_it_touches_and_at_everything_above() {
        // 2 lies below 1, 1 below 0.
        let parents = [None, Some(0), Some(1), None];
        let touched: [&[usize]; 4] = [&[2, 1, 2], &[], &[0], &[3, 2]];
        let postings = Postings::new(&parents, 4, |event| {
            touched.get(event.get()).into_iter().copied().flatten().copied()
        });
        let listed: Vec<Vec<usize>> =
            (0..5).map(|entry| postings.of(entry).map(EventIx::get).collect()).collect();
        assert_eq!(listed, [vec![0, 2, 3], vec![0, 3], vec![0, 3], vec![3], vec![]]);
    }

    proptest! {
        #[test]
        fn events_near_and_far_apart_are_kept(events in proptest::collection::btree_set(0..5_000_000_usize, 0..40), near in 0..300_usize) {
            let mut list = List::default();
            let events: BTreeSet<usize> = events.iter().flat_map(|&at| [at, at + near]).collect();
            for &event in &events {
                prop_assert!(list.add(event));
                prop_assert!(!list.add(event));
            }
            let postings = Postings { ends: vec![0, list.gaps.len()], gaps: list.gaps };
            prop_assert!(postings.of(1).map(EventIx::get).eq(events));
        }
    }
}
