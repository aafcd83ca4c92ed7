//! How many of some events touch each region and each actor, with everything below it, and when.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::threads;
use crate::timeline::Timeline;
use crate::timeline::density::Density;
use crate::timeline::postings::Postings;
use crate::timeline::set::EventSet;

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

fn tallies(
    timeline: &Timeline,
    postings: &Postings,
    entries: usize,
    events: &EventSet,
) -> Vec<Tally> {
    let ends = Density::span(timeline, COLUMNS).ends(timeline);
    let mut tallies = vec![Tally::default(); entries];
    threads::each(&mut tallies, timeline.len() / SHARE, |entry, slot| {
        *slot = tally(postings.of(entry), &ends, events);
    });
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
