//! How many of some events touch each region and each actor, with everything below it, and when.

use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use crate::timeline::density::Density;
use crate::timeline::postings::Postings;
use crate::timeline::set::EventSet;

/// Columns of a tally over the span of the timeline.
pub const COLUMNS: usize = 8;

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
    (0..entries).map(|entry| tally(postings.of(entry), &ends, events)).collect()
}

/// Counts those of some events in order that are in a set.
fn tally(listed: impl Iterator<Item = EventIx>, ends: &[usize], events: &EventSet) -> Tally {
    let mut tally = Tally::default();
    let mut column = 0;
    for event in listed {
        while ends.get(column).is_some_and(|&end| event.get() >= end) {
            column += 1;
        }
        if let Some(when) = tally.when.get_mut(column).filter(|_| events.contains(event)) {
            *when += 1;
            tally.count += 1;
        }
    }
    tally
}
