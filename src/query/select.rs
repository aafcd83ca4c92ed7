//! All the events a query keeps, found on all cores where there is much to be asked.

use super::matcher::Matcher;
use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;
use std::ops::Range;
use std::thread;

/// Events asked in a row, between two looks whether the answer is still wanted. Fewer than this are not
/// worth a thread.
const STRIDE: usize = 4096;
/// Events whose texts are fetched at once.
const BATCH: usize = 16;
const MOST_THREADS: usize = 8;

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
    if matcher.is_settled() {
        return Some(matcher.bounds().clone());
    }
    let (len, asked) = (timeline.len(), matcher.bounds().count());
    let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let threads = cores.min(asked.div_ceil(STRIDE)).max(1);
    let share = len.div_ceil(threads);
    let mut found = EventSet::none(len);
    if threads == 1 {
        found.extend(part(matcher, 0..len, wanted)?);
        return Some(found);
    }
    let parts: Vec<Option<Vec<EventIx>>> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|i| scope.spawn(move || part(matcher, i * share..(i + 1) * share, wanted)))
            .collect();
        running.into_iter().map(|thread| thread.join().ok().flatten()).collect()
    });
    for part in parts {
        found.extend(part?);
    }
    Some(found)
}

/// What a query keeps of a stretch of the timeline.
fn part(
    matcher: &Matcher<'_>,
    events: Range<usize>,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<EventIx>> {
    let mut found = Vec::new();
    let before = |event: &EventIx| event.get() < events.start;
    let inside = |event: &EventIx| event.get() < events.end;
    let mut asked = matcher.bounds().iter().skip_while(before).take_while(inside);
    let mut batch = Vec::with_capacity(BATCH);
    for i in 0.. {
        if i % (STRIDE / BATCH) == 0 && !wanted() {
            return None;
        }
        batch.clear();
        batch.extend(asked.by_ref().take(BATCH));
        if batch.is_empty() {
            break;
        }
        matcher.fetch(&batch);
        found.extend(batch.iter().copied().filter(|&event| matcher.asks(event)));
    }
    Some(found)
}
