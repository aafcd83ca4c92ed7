//! Claims sorted by the event they are about.

use super::ClaimRef;
use super::set::EventSet;
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::Claim;
use crate::domain::event::{Event, EventIx};
use crate::domain::when::Day;
use std::collections::HashMap;

/// The claims about each event, in order of time.
pub(super) fn by_subject(chronicle: &Chronicle) -> HashMap<EventIx, Vec<ClaimRef>> {
    let mut about: HashMap<EventIx, Vec<ClaimRef>> = HashMap::new();
    for event in chronicle.indices() {
        for (number, claim) in chronicle.event(event).claims().iter().enumerate() {
            about.entry(claim.about.unwrap_or(event)).or_default().push(ClaimRef { event, number });
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for list in about.values_mut() {
        list.sort_by_key(|&at| {
            let event = chronicle.event(at.event);
            let day = event.claims().get(at.number).map(|claim| said(chronicle, event, claim));
            (day, at)
        });
    }
    about
}

/// The events that claims standing in other events are about.
pub(super) fn from_elsewhere(chronicle: &Chronicle) -> EventSet {
    let mut set = EventSet::none(chronicle.events.len());
    for event in chronicle.indices() {
        let about = chronicle.event(event).claims().iter().filter_map(|claim| claim.about);
        set.extend(about.filter(|&about| about != event));
    }
    set
}

/// The day a claim is ordered by: when it was last possibly said, else when its first source was
/// published, else the day of the event it stands in.
pub fn said(chronicle: &Chronicle, event: &Event, claim: &Claim) -> Day {
    let published = || {
        claim
            .sources
            .iter()
            .filter_map(|citation| chronicle.sources[citation.source].published.as_ref())
            .map(crate::domain::when::When::anchor)
            .min()
    };
    claim
        .date
        .as_ref()
        .map(|date| date.latest().unwrap_or_else(|| date.anchor()))
        .or_else(published)
        .unwrap_or_else(|| event.date.anchor())
}
