//! How many of some events touch each region and each actor, with everything below it.

use crate::domain::event::EventIx;
use crate::domain::table::Index;
use crate::timeline::Timeline;

/// Events in or about each region or anything below it, by position in the table.
pub fn regions(timeline: &Timeline, events: &[EventIx]) -> Vec<usize> {
    let table = &timeline.chronicle().regions;
    let parents: Vec<Option<usize>> =
        table.iter().map(|(_, region)| region.parent.map(Index::get)).collect();
    count(&parents, events, |event| timeline.event(event).regions.iter().map(|region| region.get()))
}

/// Events in which each actor or one below it takes part or makes a claim: what `actor:` finds.
pub fn actors(timeline: &Timeline, events: &[EventIx]) -> Vec<usize> {
    let table = &timeline.chronicle().actors;
    let parents: Vec<Option<usize>> =
        table.iter().map(|(_, actor)| actor.parent.map(Index::get)).collect();
    count(&parents, events, |event| {
        let event = timeline.event(event);
        let parts = event.actors.iter().map(|part| part.actor.get());
        parts.chain(event.claims().iter().map(|claim| claim.by.get()))
    })
}

/// Counts each event once at everything it touches and above. A climb ends where the same event has
/// been before, so the work is that of the facets counted.
fn count<T: Iterator<Item = usize>>(
    parents: &[Option<usize>],
    events: &[EventIx],
    touched: impl Fn(EventIx) -> T,
) -> Vec<usize> {
    let mut counts = vec![0; parents.len()];
    let mut last_seen = vec![None; parents.len()];
    for &event in events {
        for position in touched(event) {
            let mut at = Some(position);
            while let Some(here) = at {
                let (Some(seen), Some(count)) = (last_seen.get_mut(here), counts.get_mut(here))
                else {
                    break;
                };
                if seen.replace(event) == Some(event) {
                    break;
                }
                *count += 1;
                at = parents.get(here).copied().flatten();
            }
        }
    }
    counts
}
