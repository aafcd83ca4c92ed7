//! Which events touch each entry of a table, or anything below it.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;

/// For each entry of a table its events, each once and in order.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    events: Vec<EventIx>,
    /// Where the events of each entry end; those of the next begin there.
    ends: Vec<usize>,
}

impl Postings {
    /// Asks of each of `len` events what it touches. A climb through the parents ends where the same
    /// event has been before.
    pub(super) fn new<T: Iterator<Item = usize>>(
        parents: &[Option<usize>],
        len: usize,
        touched: impl Fn(EventIx) -> T,
    ) -> Self {
        let mut last_seen = vec![None; parents.len()];
        let mut pairs: Vec<(u32, EventIx)> = Vec::new();
        let mut ends = vec![0; parents.len()];
        for event in (0..len).map(EventIx::new) {
            for position in touched(event) {
                let mut at = Some(position);
                while let Some(here) = at
                    && let Some(seen) = last_seen.get_mut(here)
                    && seen.replace(event) != Some(event)
                {
                    pairs.extend(u32::try_from(here).map(|here| (here, event)));
                    at = parents.get(here).copied().flatten();
                }
            }
        }
        for &(entry, _) in &pairs {
            if let Some(end) = ends.get_mut(entry as usize) {
                *end += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            // For now where the entry begins; filling moves it to where it ends.
            total += std::mem::replace(end, total);
        }
        let mut events = vec![EventIx::new(0); pairs.len()];
        for (entry, event) in pairs {
            if let Some(at) = ends.get_mut(entry as usize)
                && let Some(slot) = events.get_mut(*at)
            {
                *slot = event;
                *at += 1;
            }
        }
        Self { events, ends }
    }

    /// The events that touch an entry or what lies below it.
    pub fn of(&self, entry: usize) -> &[EventIx] {
        let start = entry.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(entry).copied().unwrap_or(0);
        self.events.get(start.copied().unwrap_or(0)..end).unwrap_or(&[])
    }
}
