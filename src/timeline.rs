//! The timeline: a chronicle in order, with what every reader of it asks.

pub mod claims;
pub mod density;
mod lists;
pub mod order;

use crate::domain::chronicle::{Chronicle, Origins};
use crate::domain::claim::Claim;
use crate::domain::event::{Event, EventIx, RelationKind};
use crate::domain::source::{Citation, SourceIx};
use crate::domain::status::{Status, status};
use crate::domain::table::Index as _;
use lists::Lists;

/// A claim by its place: the event it stands in, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    pub event: EventIx,
    pub number: usize,
}

/// A chronicle in the order of the timeline, with claims and relations seen from both ends.
#[derive(Debug, Default)]
pub struct Timeline {
    chronicle: Chronicle,
    /// Claims about an event, in order of time.
    claims_about: Lists<ClaimRef>,
    /// Relations that point at an event.
    pointing_at: Lists<(RelationKind, EventIx)>,
    status: Vec<Status>,
}

impl Timeline {
    /// Puts the events in order and settles their status.
    pub fn new(chronicle: Chronicle) -> Self {
        let chronicle = order::ordered(chronicle);
        let claims_about = claims::by_subject(&chronicle);
        let mut pointing_at = Vec::new();
        for from in chronicle.indices() {
            for relation in chronicle.event(from).relations() {
                pointing_at.push((relation.event, (relation.kind, from)));
            }
        }
        pointing_at.sort_by_key(|&(event, _)| event);
        let pointing_at = Lists::new(chronicle.events.len(), pointing_at.into_iter());
        let mut timeline = Self { chronicle, claims_about, pointing_at, status: Vec::new() };
        timeline.status = timeline
            .chronicle
            .indices()
            .map(|event| {
                let stances = timeline.claims_about(event).iter().filter_map(|&at| {
                    let claim = timeline.claim(at)?;
                    Some((claim.by, claim.stance))
                });
                status(&timeline.chronicle, stances)
            })
            .collect();
        timeline
    }

    pub fn chronicle(&self) -> &Chronicle {
        &self.chronicle
    }

    pub fn len(&self) -> usize {
        self.chronicle.events.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chronicle.events.is_empty()
    }

    pub fn event(&self, event: EventIx) -> &Event {
        self.chronicle.event(event)
    }

    /// Every event, in order.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = EventIx> + ExactSizeIterator + use<> {
        self.chronicle.indices()
    }

    pub fn status(&self, event: EventIx) -> Status {
        self.status.get(event.get()).copied().unwrap_or(Status::Unattributed)
    }

    /// The claims about an event, wherever they stand, in order of time.
    pub fn claims_about(&self, event: EventIx) -> &[ClaimRef] {
        self.claims_about.get(event)
    }

    pub fn claim(&self, at: ClaimRef) -> Option<&Claim> {
        self.event(at.event).claims().get(at.number)
    }

    /// The relations that other events declare to this one, in order of the timeline.
    pub fn relations_to(&self, event: EventIx) -> &[(RelationKind, EventIx)] {
        self.pointing_at.get(event)
    }

    /// Everything an event rests on: its own citations, and those of its claims, figures and accounts.
    pub fn citations(&self, event: EventIx) -> impl Iterator<Item = &Citation> {
        let event = self.event(event);
        event
            .sources
            .iter()
            .chain(event.claims().iter().flat_map(|claim| &claim.sources))
            .chain(event.figures().iter().flat_map(|figure| &figure.sources))
            .chain(event.accounts().iter().map(|account| &account.source))
    }

    /// The sources an event rests on, each once, in the order they are first cited.
    pub fn sources(&self, event: EventIx) -> Vec<SourceIx> {
        let mut sources = Vec::new();
        for citation in self.citations(event) {
            if !sources.contains(&citation.source) {
                sources.push(citation.source);
            }
        }
        sources
    }

    /// The sources behind an event, by article and by origin.
    pub fn origins(&self, event: EventIx) -> Origins {
        self.chronicle.count_origins(self.citations(event))
    }
}
