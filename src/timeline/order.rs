//! The order rule: (anchor day, wider span first, time, seq, region, id).
//!
//! It is total and depends neither on locale, time zone nor the order of files or tables. Regions
//! are compared by code: an order of declaration would change with the order of files.

use crate::domain::chronicle::Chronicle;
use crate::domain::event::{Event, EventIx};
use crate::domain::table::Index as _;
use crate::domain::when::Day;
use std::cmp::Reverse;

/// What the order compares. Unplaced events come first among their equals; events with no time of
/// day come before those that have one.
pub fn key<'a>(chronicle: &'a Chronicle, event: &'a Event) -> Key<'a> {
    let time = event
        .time
        .or_else(|| event.date.time())
        .map(crate::domain::clock_time::ClockTime::sort_key);
    let region = event.regions.first().map(|&region| &*chronicle.regions[region].id);
    (event.date.anchor(), Reverse(event.date.span()), time, event.seq, region, &event.id)
}

/// The sort key of an event; see [`key`].
pub type Key<'a> = (Day, Reverse<u64>, Option<i32>, i32, Option<&'a str>, &'a str);

/// The same chronicle with its events in order and every index to an event renewed.
pub(super) fn ordered(mut chronicle: Chronicle) -> Chronicle {
    let mut order: Vec<usize> = (0..chronicle.events.len()).collect();
    order.sort_by_cached_key(|&i| {
        let (day, span, time, seq, region, id) = key(&chronicle, chronicle.event(EventIx::new(i)));
        (day, span, time, seq, region.map(str::to_owned), id.to_owned())
    });
    let mut place = vec![EventIx::new(0); order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(old) {
            *slot = EventIx::new(new);
        }
    }
    let renewed = |old: EventIx| place.get(old.get()).copied().unwrap_or(old);
    let mut taken: Vec<Option<Event>> =
        std::mem::take(&mut chronicle.events).into_iter().map(Some).collect();
    for old in order {
        let Some(mut event) = taken.get_mut(old).and_then(Option::take) else { continue };
        if let Some(more) = &mut event.more {
            for relation in &mut more.relations {
                relation.event = renewed(relation.event);
            }
            for claim in &mut more.claims {
                claim.about = claim.about.map(renewed);
            }
        }
        chronicle.events.push(event);
    }
    chronicle.event_ids =
        chronicle.indices().map(|index| (chronicle.event(index).id.clone(), index)).collect();
    chronicle
}
