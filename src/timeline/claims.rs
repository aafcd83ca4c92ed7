//! Claims sorted by the event they are about.

use super::ClaimRef;
use super::lists::Lists;
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::Claim;
use crate::domain::event::Event;
use crate::domain::when::Day;

/// The claims about each event, in order of time.
pub(super) fn by_subject(chronicle: &Chronicle) -> Lists<ClaimRef> {
    let mut about = Vec::new();
    for at in chronicle.indices() {
        let event = chronicle.event(at);
        for (number, claim) in event.claims().iter().enumerate() {
            let said = said(chronicle, event, claim);
            about.push((claim.about.unwrap_or(at), said, ClaimRef { event: at, number }));
        }
    }
    about.sort_unstable();
    let subjects = about.into_iter().map(|(subject, _, at)| (subject, at));
    Lists::new(chronicle.events.len(), subjects)
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
