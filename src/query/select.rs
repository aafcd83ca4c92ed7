//! All the events a query keeps, found on all cores where there is much to be asked.

use super::matcher::Matcher;
use crate::domain::event::{Event, EventIx, Few};
use crate::threads;
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Events asked in a row, between two looks whether the answer is still wanted. Fewer than this are not
/// worth a thread.
const STRIDE: usize = 4096;
/// Events whose texts are brought to the cache at once.
const BATCH: usize = 16;
/// One in so many is worth a walk past all of them: memory is read fastest in its own order.
const MANY: usize = 32;

/// The events a query keeps, in the order of the timeline.
pub fn select(timeline: &Timeline, matcher: &Matcher<'_>) -> Vec<EventIx> {
    select_set(timeline, matcher, &|| true).iter().flat_map(EventSet::iter).collect()
}

/// The events a query keeps; none when the answer is no longer wanted.
pub fn select_set(
    timeline: &Timeline,
    matcher: &Matcher<'_>,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Option<EventSet> {
    let open = matcher.open();
    let (len, asked) = (timeline.len(), open.count());
    let threads = threads::up_to(asked.div_ceil(STRIDE));
    let blocks = timeline.by_block_if_ready().filter(|_| asked * MANY > len);
    let stretches = len.div_ceil(STRIDE);
    let (next, pieces) = (AtomicUsize::new(0), blocks.map_or(stretches, <[_]>::len));
    let work = || {
        let mut found = EventSet::none(len);
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces {
                return Some(found);
            }
            if !wanted() {
                return None;
            }
            if let Some(places) = blocks {
                let places = places.get(piece).map_or(&[][..], Vec::as_slice);
                let block = timeline.chronicle().events.block(piece);
                let mut asked = Few::<(EventIx, Event<'_>), BATCH>::new();
                // Texts that are read to their end come to the cache of themselves.
                let mut found_soon = true;
                for (batch, places) in places.chunks(BATCH).enumerate() {
                    for (row, place) in places.iter().enumerate() {
                        if let Some(index) = place.filter(|&index| open.contains(index)) {
                            asked.push((index, block.event(batch * BATCH + row)));
                        }
                    }
                    if found_soon {
                        matcher.fetch(&asked);
                    }
                    let of = asked.len();
                    asked.retain(|event| matcher.asks_of(*event));
                    found_soon = asked.len() * 4 > of * 3;
                    found.extend(asked.drain(..).map(|(index, _)| index));
                }
            } else {
                let stretch = piece * STRIDE..(piece + 1) * STRIDE;
                let asked = open.stretch(stretch);
                found.extend(asked.filter(|&event| matcher.asks(event)));
            }
        }
    };
    let mut found = matcher.certain().clone();
    if asked == 0 {
        return Some(found);
    }
    if threads == 1 {
        found.unite(&work()?);
        return Some(found);
    }
    let parts: Vec<Option<EventSet>> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().ok().flatten()).collect()
    });
    for part in parts {
        found.unite(&part?);
    }
    Some(found)
}
