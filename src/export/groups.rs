//! The headings that stand over events: months, or regions.

use super::{Group, Selection};
use crate::domain::event::EventIx;
use crate::domain::region::RegionIx;
use crate::domain::when::When;
use crate::timeline::Timeline;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The events in the order they are written: those under one heading stand together.
pub(super) fn ordered<'a>(selection: &'a Selection<'_>) -> Cow<'a, [EventIx]> {
    let ordered = selection.ordered();
    match selection.group {
        Group::Date => ordered,
        Group::Region => by_region(selection.timeline, &ordered).into(),
    }
}

fn by_region(timeline: &Timeline, ordered: &[EventIx]) -> Vec<EventIx> {
    let mut sections: Vec<(String, Vec<EventIx>)> = Vec::new();
    let mut places: BTreeMap<Option<RegionIx>, usize> = BTreeMap::new();
    for &event in ordered {
        let region = timeline.event(event).regions().first().copied();
        let place = *places.entry(region).or_insert_with(|| {
            let heading = heading(timeline, event, Group::Region);
            // Two regions may have one name.
            sections.iter().position(|(taken, _)| *taken == heading).unwrap_or_else(|| {
                sections.push((heading, Vec::new()));
                sections.len() - 1
            })
        });
        if let Some((_, events)) = sections.get_mut(place) {
            events.push(event);
        }
    }
    sections.sort_by(|(a, _), (b, _)| region_order(a).cmp(&region_order(b)));
    sections.into_iter().flat_map(|(_, events)| events).collect()
}

/// The heading over one of the ordered events; none where it stands under that of the event before.
///
/// Under dates, one that comes back later is told again: else it would claim the order of the timeline
/// is another one.
pub(super) fn begun(
    timeline: &Timeline,
    ordered: &[EventIx],
    number: usize,
    group: Group,
) -> Option<String> {
    let event = *ordered.get(number)?;
    let before = number.checked_sub(1).and_then(|before| ordered.get(before));
    let goes_on = before.is_some_and(|&before| same_heading(timeline, before, event, group));
    (!goes_on).then(|| heading(timeline, event, group))
}

/// The heading an event stands under.
pub fn heading(timeline: &Timeline, event: EventIx, group: Group) -> String {
    match group {
        Group::Date => period(&timeline.event(event).date),
        Group::Region => region(timeline, event),
    }
}

/// Whether two events stand under the same heading; rarely makes one to find out.
pub fn same_heading(timeline: &Timeline, a: EventIx, b: EventIx, group: Group) -> bool {
    let (one, other) = (timeline.event(a), timeline.event(b));
    let same_at_once = match group {
        Group::Date if is_longer(&one.date) || is_longer(&other.date) => false,
        Group::Date => {
            let month = |date: &When| (date.anchor().year(), date.anchor().month());
            return one.date.anchor() == other.date.anchor()
                || month(&one.date) == month(&other.date);
        }
        Group::Region => one.regions().first() == other.regions().first(),
    };
    same_at_once || heading(timeline, a, group) == heading(timeline, b, group)
}

/// Region headings in order of name, what is unplaced last.
pub fn region_order(heading: &str) -> (bool, &str) {
    (heading == UNPLACED, heading)
}

pub(super) const UNPLACED: &str = "Unplaced";

/// The month a date stands in; a date that is a longer period by itself is its own heading, so that
/// "2024" is never put under January.
pub fn period(date: &When) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if is_longer(date) {
        return date.display();
    }
    let anchor = date.anchor();
    let month = usize::try_from(anchor.month()).ok().and_then(|month| MONTHS.get(month - 1));
    let year = When::parse(&format!("{:04}", anchor.year()))
        .map_or_else(|_| anchor.year().to_string(), |year| year.display());
    format!("{} {year}", month.unwrap_or(&""))
}

/// Whether a date is one period that is longer than a month.
fn is_longer(date: &When) -> bool {
    date.span() > 31 && date.span() < u64::MAX && !date.edtf().contains('/')
}

/// Where an event happened, widest region first: "Russia, Kursk Oblast".
fn region(timeline: &Timeline, event: EventIx) -> String {
    let regions = &timeline.event(event).regions();
    regions.first().map_or_else(|| UNPLACED.to_owned(), |&region| path(timeline, region))
}

fn path(timeline: &Timeline, region: RegionIx) -> String {
    let chronicle = timeline.chronicle();
    let mut names: Vec<&str> =
        chronicle.region_line(region).map(|at| &*chronicle.regions[at].name).collect();
    names.reverse();
    names.join(", ")
}
