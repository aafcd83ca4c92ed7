//! What takes longer than a key may: done on a thread of its own, while the screen goes on.

use super::answer::Answers;
use super::filter::Facet;
use super::message::Message;
use super::reader::Reading;
use crate::domain::event::EventIx;
use crate::domain::when::Day;
use crate::query::facets::{self, Tally};
use crate::query::{self, Query};
use crate::timeline::Timeline;
use crate::timeline::compare;
use crate::timeline::set::EventSet;
use std::sync::Arc;

/// Something to be done elsewhere, with all that it takes.
#[derive(Debug)]
pub enum Errand {
    /// What of a whole timeline was known on a day.
    LookBack { whole: Arc<Timeline>, day: Day },
    /// A page that tells of many events.
    Page(Box<Reading>),
    /// How many events that a query finds touch each entry of a picker.
    Count(Box<Count>),
    /// What can stand side by side in some events.
    Candidates { timeline: Arc<Timeline>, events: Vec<EventIx> },
}

#[derive(Debug)]
pub struct Count {
    pub timeline: Arc<Timeline>,
    pub facet: Facet,
    pub query: Query,
    /// Earlier answers.
    pub known: Answers,
}

/// The counts of a picker.
#[derive(Debug)]
pub struct Counted {
    pub timeline: Arc<Timeline>,
    pub facet: Facet,
    pub query: Query,
    pub found: EventSet,
    pub tallies: Vec<Tally>,
}

impl Errand {
    /// Does it, and tells what came of it as soon as that is known.
    pub fn run(self, tell: impl FnOnce(Message)) {
        match self {
            Self::LookBack { whole, day } => {
                let seen = Arc::new(whole.known_on(day));
                tell(Message::LookedBack { whole, seen: Arc::clone(&seen) });
                seen.prepare();
            }
            Self::Page(reading) => tell(Message::Page(Box::new(reading.laid_out()))),
            Self::Count(count) => {
                if let Some(counted) = count.counted() {
                    tell(Message::Counted(Box::new(counted)));
                }
            }
            Self::Candidates { timeline, events } => {
                let found = compare::candidates(&timeline, &events);
                tell(Message::Candidates(timeline, found));
            }
        }
    }
}

impl Count {
    fn counted(self) -> Option<Counted> {
        let Self { timeline, facet, query, known } = self;
        let matcher = known.compile(&query, &timeline).ok()?;
        let found = query::select_set(&timeline, &matcher, &|| true)?;
        drop(matcher);
        let tallies = tallies(&timeline, facet, &found);
        Some(Counted { timeline, facet, query, found, tallies })
    }
}

/// By position in the table of a facet.
pub(super) fn tallies(timeline: &Timeline, facet: Facet, found: &EventSet) -> Vec<Tally> {
    match facet {
        Facet::Region => facets::regions(timeline, found),
        Facet::Actor => facets::actors(timeline, found),
    }
}
