//! The headings that stand over events: months, or regions.

use super::{Group, Selection};
use crate::domain::event::EventIx;
use crate::domain::region::RegionIx;
use crate::domain::when::When;
use crate::timeline::Timeline;
use std::collections::BTreeMap;

/// A heading and the events under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub events: Vec<EventIx>,
}

/// The selection in sections, in the order they are written.
pub fn sections(selection: &Selection<'_>) -> Vec<Section> {
    match selection.group {
        Group::Date => by_date(selection),
        Group::Region => by_region(selection),
    }
}

/// Under dates, a heading is only ever repeated by the event right before: one that comes back later
/// would claim the order of the timeline is another one.
fn by_date(selection: &Selection<'_>) -> Vec<Section> {
    let timeline = selection.timeline;
    let ordered = selection.ordered();
    let alike = |a: &EventIx, b: &EventIx| same_heading(timeline, *a, *b, Group::Date);
    let sections = ordered.chunk_by(alike).filter_map(|events| {
        let heading = heading(timeline, *events.first()?, Group::Date);
        Some(Section { heading, events: events.to_vec() })
    });
    sections.collect()
}

fn by_region(selection: &Selection<'_>) -> Vec<Section> {
    let timeline = selection.timeline;
    let mut sections: Vec<Section> = Vec::new();
    let mut places: BTreeMap<Option<RegionIx>, usize> = BTreeMap::new();
    for &event in &*selection.ordered() {
        let region = timeline.event(event).regions().first().copied();
        let place = *places.entry(region).or_insert_with(|| {
            let heading = heading(timeline, event, Group::Region);
            // Two regions may have one name.
            sections.iter().position(|section| section.heading == heading).unwrap_or_else(|| {
                sections.push(Section { heading, events: Vec::new() });
                sections.len() - 1
            })
        });
        if let Some(section) = sections.get_mut(place) {
            section.events.push(event);
        }
    }
    sections.sort_by(|a, b| region_order(&a.heading).cmp(&region_order(&b.heading)));
    sections
}

/// Every event in the order of the sections; the first of each with its heading.
pub(super) fn headed(sections: &[Section]) -> Vec<(Option<&str>, EventIx)> {
    let headed = sections.iter().flat_map(|section| {
        let headings = std::iter::once(Some(&*section.heading)).chain(std::iter::repeat(None));
        headings.zip(section.events.iter().copied())
    });
    headed.collect()
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
            return month(&one.date) == month(&other.date);
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
