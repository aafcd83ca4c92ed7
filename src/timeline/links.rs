//! What events say of others, gathered in one walk over all of them.

use super::claims::said;
use super::{ClaimRef, MANY};
use crate::domain::chronicle::Chronicle;
use crate::domain::event::{EventIx, RelationKind};
use crate::domain::table::Index as _;
use crate::domain::when::Day;
use crate::threads;

#[derive(Default)]
pub(super) struct Links {
    /// Claims, with the event that each is about and the day by which it had been said.
    pub(super) claims: Vec<(EventIx, Day, ClaimRef)>,
    /// The event pointed at, how, and the one that points.
    pub(super) relations: Vec<(EventIx, RelationKind, EventIx)>,
}

impl Links {
    /// In the order of the events that they stand in.
    pub(super) fn of(chronicle: &Chronicle) -> Self {
        let shares = threads::by_shares(chronicle.events.len(), MANY, |events| {
            let mut links = Self::default();
            events.map(EventIx::new).for_each(|event| links.add(chronicle, event));
            links
        });
        let mut all = Self::default();
        for mut share in shares {
            all.claims.append(&mut share.claims);
            all.relations.append(&mut share.relations);
        }
        all
    }

    fn add(&mut self, chronicle: &Chronicle, at: EventIx) {
        let event = chronicle.event(at);
        if !event.has_parts() {
            return;
        }
        for (number, claim) in event.claims().iter().enumerate() {
            let about = claim.about.unwrap_or(at);
            self.claims.push((about, said(chronicle, event, claim), ClaimRef::new(at, number)));
        }
        let pointing = event.relations().iter().map(|to| (to.event, to.kind, at));
        self.relations.extend(pointing);
    }
}
