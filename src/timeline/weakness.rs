//! Weak spots: what is no mistake in a file, and should give a reader pause. Nothing here looks at
//! copies of sources; the loader adds what those show.

mod accounts;
mod dates;
mod figures;
mod origins;
mod sources;

pub use sources::several;

use super::Timeline;
use crate::domain::event::{EventIx, Location};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    SingleOrigin,
    ConfirmedSingleOrigin,
    FiguresDiffer,
    PartsMismatch,
    AccountsContradict,
    SourceUndated,
    PublishedBefore,
}

/// One weak spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weakness<'t> {
    pub kind: Kind,
    /// None where it is of a source.
    pub event: Option<EventIx>,
    pub at: Location,
    /// The id of what is declared there, where it is an event or a source.
    pub id: Option<&'t str>,
    pub message: String,
}

/// Figures and accounts of an event that are compared in pairs; more would take too long.
const MOST_COMPARED: usize = 200;

/// Every weak spot, in the order of the timeline; those of sources come last.
pub fn weaknesses(timeline: &Timeline) -> Vec<Weakness<'_>> {
    let origins = origins::by_source(timeline.chronicle());
    let folded = origins::of_all(timeline, &origins);
    let mut found = Vec::new();
    for event in timeline.events() {
        let mut event = Spot { timeline, event, found: &mut found };
        origins::weigh(&mut event, &origins, folded.is_some());
        figures::weigh(&mut event);
        accounts::weigh(&mut event);
        dates::weigh(&mut event);
    }
    found.extend(folded);
    found.extend(sources::undated(timeline));
    found
}

/// The event that is looked at.
struct Spot<'t, 'f> {
    timeline: &'t Timeline,
    event: EventIx,
    found: &'f mut Vec<Weakness<'t>>,
}

impl Spot<'_, '_> {
    /// Tells a weakness of the event at a line of its file; none is the line of the event itself.
    fn tell(&mut self, kind: Kind, line: Option<u32>, message: String) {
        let it = self.timeline.event(self.event);
        let at = Location { line: line.unwrap_or(it.at().line), ..it.at() };
        let id = line.is_none().then_some(it.id());
        self.found.push(Weakness { kind, event: Some(self.event), at, id, message });
    }
}
