//! The order rule: (anchor day, wider span first, time, seq, region, id).
//!
//! It is total and depends neither on locale, time zone nor the order of files or tables. Regions
//! are compared by code: an order of declaration would change with the order of files.

use crate::domain::chronicle::Chronicle;
use crate::domain::event::{Event, EventIx};
use crate::domain::table::Index as _;
use crate::domain::when::Day;
use crate::threads;
use std::cmp::Reverse;
use std::thread;

/// What the order compares. Unplaced events come first among their equals; events with no time of
/// day come before those that have one.
pub fn key<'a>(chronicle: &'a Chronicle, event: Event<'a>) -> Key<'a> {
    let time = event
        .time
        .or_else(|| event.date.time())
        .map(crate::domain::clock_time::ClockTime::sort_key);
    let region = event.regions().first().map(|&region| &*chronicle.regions[region].id);
    (event.date.anchor(), Reverse(event.date.span()), time, event.seq, region, event.id())
}

/// The sort key of an event; see [`key`].
pub type Key<'a> = (Day, Reverse<u64>, Option<i32>, i32, Option<&'a str>, &'a str);

/// The same chronicle with its events in order and every index to an event renewed.
pub(super) fn ordered(mut chronicle: Chronicle) -> Chronicle {
    let order = order(&chronicle);
    let mut place = vec![EventIx::new(0); order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(old.get()) {
            *slot = EventIx::new(new);
        }
    }
    let renewed = |old: EventIx| place.get(old.get()).copied().unwrap_or(old);
    for index in chronicle.indices() {
        if !chronicle.event(index).points_at_others() {
            continue;
        }
        let Some(more) = chronicle.events.more_mut(index) else { continue };
        for relation in &mut more.relations {
            relation.event = renewed(relation.event);
        }
        for claim in &mut more.claims {
            claim.about = claim.about.map(renewed);
        }
    }
    chronicle.event_ids.renumber(renewed);
    chronicle.events = chronicle.events.arranged(&order);
    chronicle
}

/// Events that are worth a thread to sort.
const MANY: usize = 100_000;

/// The events in order, by the places they have now.
fn order(chronicle: &Chronicle) -> Vec<EventIx> {
    let codes = ranks(chronicle);
    let keyed = |index: EventIx| {
        let event = chronicle.event(index);
        let (day, span, time, seq, ..) = key(chronicle, event);
        // Unplaced ones come first.
        let region = event.regions().first().and_then(|region| codes.get(region.get()));
        let region = region.map_or(0, |rank| rank + 1);
        (packed(day, span, time, seq), region, index)
    };
    // Ids are compared in place, and only where all before them is the same.
    let id = |index: EventIx| chronicle.event(index).id();
    let compare =
        |a: &Keyed, b: &Keyed| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| id(a.2).cmp(id(b.2)));
    let threads = threads::up_to(chronicle.events.len() / MANY);
    let mut all: Vec<Keyed> = chronicle.indices().map(keyed).collect();
    if threads > 1 {
        let share = all.len().div_ceil(threads);
        thread::scope(|scope| {
            for part in all.chunks_mut(share) {
                scope.spawn(|| part.sort_by(compare));
            }
        });
    }
    // Merges what is sorted already.
    all.sort_by(compare);
    all.into_iter().map(|(_, _, index)| index).collect()
}

/// An event with what its order is decided by, but for its id: see [`packed`], and its region's rank.
type Keyed = (u128, u32, EventIx);

/// The first four parts of a [`key`] as one number that compares as they do.
fn packed(day: Day, Reverse(span): Reverse<u64>, time: Option<i32>, seq: i32) -> u128 {
    let rising = |number: i32| u128::from(number.wrapping_sub(i32::MIN).cast_unsigned());
    // The calendar has fewer days than this; without an end is longer than all.
    let span = u32::try_from(span).unwrap_or(u32::MAX);
    // Seconds of a day or two: far from where this would end.
    let time = time.map_or(0, |seconds| rising(seconds) + 1);
    rising(day.number()) << 96 | u128::from(!span) << 64 | time << 32 | rising(seq)
}

/// The place of each region among all codes.
fn ranks(chronicle: &Chronicle) -> Vec<u32> {
    let mut codes: Vec<_> =
        chronicle.regions.iter().map(|(index, region)| (&*region.id, index)).collect();
    codes.sort_unstable();
    let mut ranks = vec![0; codes.len()];
    for (rank, (_, index)) in (0..).zip(codes) {
        if let Some(slot) = ranks.get_mut(index.get()) {
            *slot = rank;
        }
    }
    ranks
}
