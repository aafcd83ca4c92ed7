//! The order of the rows: all events of the timeline as they would stand with nothing filtered.

use super::model::Order;
use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::export::{Group, groups};
use crate::query::Matcher;
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;

/// All events in the order of the rows.
#[derive(Clone, Debug, Default)]
pub struct Arrangement {
    len: usize,
    reverse: bool,
    by_region: Option<ByRegion>,
}

/// Under regions, events in order of the rows, and the place of each event in it.
#[derive(Clone, Debug)]
struct ByRegion {
    events: Vec<EventIx>,
    places: Vec<usize>,
}

/// The rows around a place, as far as it was worth while to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    pub rows: Vec<EventIx>,
    /// Nothing is kept beyond these rows.
    pub complete: bool,
}

impl Arrangement {
    pub fn of(timeline: &Timeline, order: Order) -> Self {
        let by_region = (order.group == Group::Region).then(|| ByRegion::of(timeline, order));
        Self { len: timeline.len(), reverse: order.reverse, by_region }
    }

    fn event(&self, place: usize) -> EventIx {
        match &self.by_region {
            Some(by_region) => by_region.events.get(place).copied().unwrap_or(EventIx::new(place)),
            None if self.reverse => EventIx::new(self.len.saturating_sub(place + 1)),
            None => EventIx::new(place),
        }
    }

    /// Where an event stands among all.
    pub fn place(&self, event: EventIx) -> usize {
        match &self.by_region {
            Some(by_region) => by_region.places.get(event.get()).copied().unwrap_or(self.len),
            None if self.reverse => self.len.saturating_sub(event.get() + 1),
            None => event.get(),
        }
    }

    /// Some events in the order of the rows.
    pub fn rows(&self, events: &EventSet) -> Vec<EventIx> {
        let mut rows = Vec::with_capacity(events.count());
        match &self.by_region {
            Some(by_region) => {
                rows.extend(by_region.events.iter().filter(|&&event| events.contains(event)));
            }
            None if self.reverse => rows.extend(events.iter().rev()),
            None => rows.extend(events.iter()),
        }
        rows
    }

    /// So many of the rows a query keeps before a place and from it on. No more than `effort` events
    /// are asked each way.
    pub fn glimpse(
        &self,
        matcher: &Matcher<'_>,
        place: usize,
        wanted: usize,
        effort: usize,
    ) -> Glimpse {
        let kept = |places: &mut dyn Iterator<Item = usize>| {
            let (mut rows, mut asked) = (Vec::new(), 0);
            for event in places.map(|place| self.event(place)) {
                if rows.len() == wanted || asked == effort {
                    return (rows, false);
                }
                let foretold = matcher.foretold(event);
                asked += usize::from(foretold.is_none());
                if foretold.unwrap_or_else(|| matcher.asks(event)) {
                    rows.push(event);
                }
            }
            (rows, true)
        };
        let (mut rows, top) = kept(&mut (0..place.min(self.len)).rev());
        rows.reverse();
        let (below, bottom) = kept(&mut (place..self.len));
        rows.extend(below);
        Glimpse { rows, complete: top && bottom }
    }
}

impl ByRegion {
    fn of(timeline: &Timeline, order: Order) -> Self {
        // Headings are made once a region, not once an event.
        let regions = timeline.chronicle().regions.len();
        let mut headings: Vec<Option<String>> = vec![None; regions + 1];
        let slot = |event: EventIx| {
            timeline.event(event).regions().first().map_or(regions, |region| region.get())
        };
        for event in timeline.events() {
            if let Some(heading @ None) = headings.get_mut(slot(event)) {
                *heading = Some(groups::heading(timeline, event, Group::Region));
            }
        }
        let mut sorted: Vec<&str> = headings.iter().flatten().map(String::as_str).collect();
        sorted.sort_unstable_by(|a, b| groups::region_order(a).cmp(&groups::region_order(b)));
        sorted.dedup();
        let rank = |heading: &Option<String>| {
            let order = heading.as_deref().map(groups::region_order);
            order.map_or(0, |order| sorted.partition_point(|h| groups::region_order(h) < order))
        };
        let ranks: Vec<usize> = headings.iter().map(rank).collect();
        let mut events: Vec<EventIx> = timeline.events().collect();
        if order.reverse {
            events.reverse();
        }
        // Stable: what stands under one heading keeps its order in time.
        events.sort_by_key(|&event| ranks.get(slot(event)).copied());
        let mut places = vec![0; events.len()];
        for (place, event) in events.iter().enumerate() {
            if let Some(slot) = places.get_mut(event.get()) {
                *slot = place;
            }
        }
        Self { events, places }
    }
}
