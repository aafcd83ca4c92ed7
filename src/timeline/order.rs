//! The order rule: (anchor day, wider span first, time, seq, region, id).
//!
//! It is total and depends neither on locale, time zone nor the order of files or tables. Regions
//! are compared by code: an order of declaration would change with the order of files.

use super::MANY;
use crate::domain::chronicle::Chronicle;
use crate::domain::clock_time::ClockTime;
use crate::domain::event::{Event, EventIx};
use crate::domain::table::Index as _;
use crate::domain::when::Day;
use crate::threads;
use std::cmp::{Ordering, Reverse};

/// What the order compares. Unplaced events come first among their equals; events with no time of
/// day come before those that have one.
pub fn key<'a>(chronicle: &'a Chronicle, event: Event<'a>) -> Key<'a> {
    let (day, span, time, seq) = when(event);
    let region = event.regions().first().map(|&region| &*chronicle.regions[region].id);
    (day, span, time, seq, region, event.id())
}

fn when(event: Event<'_>) -> (Day, Reverse<u64>, Option<i32>, i32) {
    let time = event.time.or_else(|| event.date.time()).map(ClockTime::sort_key);
    (event.date.anchor(), Reverse(event.date.span()), time, event.seq())
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
    let Chronicle { events, event_ids, .. } = &mut chronicle;
    let (arranged, ()) = threads::both(
        order.len() >= MANY,
        || {
            events.relink(renewed);
            events.arranged(&order)
        },
        || event_ids.renumber(renewed),
    );
    chronicle.events = arranged;
    chronicle
}

/// The most regions that the numbers tell apart.
const MOST_RANKS: usize = (1 << 21) - 1;

/// An event by the number that decides its place.
type Numbered = (u128, EventIx);

/// The events in order, by the places they have now.
fn order(chronicle: &Chronicle) -> Vec<EventIx> {
    let ranks = ranks(chronicle);
    // Then what the numbers leave open is decided without a look at the events.
    let by_place = ranks.len() < MOST_RANKS && chronicle.events.ids_ascend();
    let rest = |index| (!by_place).then(|| rest(chronicle, &ranks, index));
    let shares = threads::by_shares(chronicle.events.len(), MANY, |events| {
        let numbered = |index| (number(chronicle, &ranks, index), index);
        let mut share: Vec<Numbered> = events.map(EventIx::new).map(numbered).collect();
        share.sort_unstable();
        let equal = |one: &Numbered, other: &Numbered| !by_place && one.0 == other.0;
        for equal in share.chunk_by_mut(equal).filter(|equal| equal.len() > 1) {
            equal.sort_by_cached_key(|&(_, index)| rest(index));
        }
        share
    });
    merged(&shares, |one, other| {
        let numbers = one.0.cmp(&other.0);
        numbers.then_with(|| rest(one.1).cmp(&rest(other.1))).then(one.1.cmp(&other.1))
    })
}

/// The events of shares that are each in order, in order.
fn merged(
    shares: &[Vec<Numbered>],
    compare: impl Fn(&Numbered, &Numbered) -> Ordering,
) -> Vec<EventIx> {
    let mut all = Vec::with_capacity(shares.iter().map(Vec::len).sum());
    let mut shares: Vec<_> = shares.iter().filter_map(|share| share.split_first()).collect();
    while let Some(least) = shares.iter_mut().min_by(|one, other| compare(one.0, other.0)) {
        all.push(least.0.1);
        match least.1.split_first() {
            Some(rest) => *least = rest,
            // The share ends with it.
            None => shares.retain(|(first, _)| all.last() != Some(&first.1)),
        }
    }
    all
}

/// What decides where numbers are the same.
fn rest<'c>(chronicle: &'c Chronicle, ranks: &[u32], index: EventIx) -> (Option<u32>, &'c str) {
    let event = chronicle.event(index);
    (rank(event, ranks), event.id())
}

fn rank(event: Event<'_>, ranks: &[u32]) -> Option<u32> {
    ranks.get(event.regions().first()?.get()).copied()
}

/// One number for what decides the order, from the first to the last: where it differs, the [`key`]
/// does in the same way. It has no room for the id.
fn number(chronicle: &Chronicle, ranks: &[u32], index: EventIx) -> u128 {
    let event = chronicle.event(index);
    let (day, Reverse(span), time, seq) = when(event);
    // The calendar has fewer than 2^28 days, about as many before as after day 0.
    let most = (1 << 28) - 1;
    let day = u128::from((day.number().clamp(-1 << 27, (1 << 27) - 1) + (1 << 27)).cast_unsigned());
    // Without an end is longer than all.
    let span = u128::from(most - span.min(most));
    // From a day before to two days after, in seconds; none comes first.
    let time = time.map_or(0, |seconds| (seconds + 100_000).clamp(1, (1 << 19) - 1));
    let time = u128::from(time.cast_unsigned());
    // Unplaced ones come first.
    let region = rank(event, ranks).map_or(0, |rank| u128::from(rank + 1).min(MOST_RANKS as u128));
    let seq = u128::from(seq.wrapping_sub(i32::MIN).cast_unsigned());
    day << 100 | span << 72 | time << 53 | seq << 21 | region
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

#[cfg(test)]
mod tests {
    use super::{Numbered, merged};
    use crate::domain::event::EventIx;
    use crate::domain::table::Index as _;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_in_order_are_merged_in_order(
            numbers in prop::collection::vec(0..20_u128, 0..60),
            share in 1..60_usize,
        ) {
            let places = (0..numbers.len()).map(EventIx::new);
            let mut all: Vec<Numbered> = numbers.into_iter().zip(places).collect();
            let mut shares: Vec<Vec<Numbered>> = all.chunks(share).map(<[_]>::to_vec).collect();
            for share in &mut shares {
                share.sort();
            }
            all.sort();
            let order: Vec<EventIx> = all.into_iter().map(|(_, place)| place).collect();
            prop_assert_eq!(merged(&shares, Ord::cmp), order);
        }
    }
}
