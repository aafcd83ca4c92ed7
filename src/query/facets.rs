//! How many of some events touch each region and each actor, with everything below it, and when.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::threads;
use crate::timeline::Timeline;
use crate::timeline::density::Density;
use crate::timeline::postings::Postings;
use crate::timeline::set::EventSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Columns of a tally over the span of the timeline.
pub const COLUMNS: usize = 8;

/// Fewer events than this are not worth a thread.
const SHARE: usize = 50_000;

/// How many events, and how many of them in each part of the span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub count: usize,
    pub when: [u32; COLUMNS],
}

/// Events in or about each region or anything below it, by position in the table.
pub fn regions(timeline: &Timeline, events: &EventSet) -> Vec<Tally> {
    let entries = timeline.chronicle().regions.len();
    tallies(timeline, &timeline.index().regions, entries, events)
}

/// Events in which each actor or one below it takes part or makes a claim: what `actor:` finds.
pub fn actors(timeline: &Timeline, events: &EventSet) -> Vec<Tally> {
    let entries = timeline.chronicle().actors.len();
    tallies(timeline, &timeline.index().actors, entries, events)
}

/// An entry may have nearly all events of a large timeline, so the threads take one at a time.
fn tallies(
    timeline: &Timeline,
    postings: &Postings,
    entries: usize,
    events: &EventSet,
) -> Vec<Tally> {
    let ends = Density::span(timeline, COLUMNS).ends(timeline);
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::from_fn(|| {
            let entry = next.fetch_add(1, Ordering::Relaxed);
            (entry < entries).then_some(entry)
        });
        taken.map(|entry| (entry, tally(postings.of(entry), &ends, events))).collect::<Vec<_>>()
    };
    let parts = thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads::up_to(timeline.len() / SHARE)).map(|_| scope.spawn(work)).collect();
        let mut parts = vec![work()];
        parts.extend(others.into_iter().filter_map(|thread| thread.join().ok()));
        parts
    });
    let mut tallies = vec![Tally::default(); entries];
    for (entry, tally) in parts.into_iter().flatten() {
        if let Some(slot) = tallies.get_mut(entry) {
            *slot = tally;
        }
    }
    tallies
}

/// Counts those of some events in order that are in a set.
fn tally(listed: impl Iterator<Item = EventIx>, ends: &[usize], events: &EventSet) -> Tally {
    let mut tally = Tally::default();
    let mut listed = listed.peekable();
    for (when, &end) in tally.when.iter_mut().zip(ends) {
        while let Some(event) = listed.next_if(|event| event.get() < end) {
            *when += u32::from(events.contains(event));
        }
    }
    tally.count = tally.when.iter().map(|&count| count as usize).sum();
    tally
}
