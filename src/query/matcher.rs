//! A compiled query: asks events one by one, the cheap questions first.

use crate::domain::event::{Event, EventIx};
use crate::domain::fold::Needle;
use crate::timeline::Timeline;

/// What asking a term costs; the terms of an `and` are asked in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cost {
    /// Reads the event itself.
    Event,
    /// Reads its lists.
    Lists,
    /// Reads the claims about it as well, or everything it cites.
    Claims,
    /// Searches one short text.
    Title,
    /// Searches all text.
    Text,
}

type Holds<'t> = dyn Fn(EventIx, &Event) -> bool + Send + Sync + 't;

/// A query with every name resolved.
pub(super) enum Test<'t> {
    Everything,
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Term(Cost, Box<Holds<'t>>),
}

impl<'t> Test<'t> {
    pub(super) fn term(
        cost: Cost,
        holds: impl Fn(EventIx, &Event) -> bool + Send + Sync + 't,
    ) -> Self {
        Self::Term(cost, Box::new(holds))
    }

    pub(super) fn all(mut tests: Vec<Self>) -> Self {
        tests.sort_by_key(Self::cost);
        Self::All(tests)
    }

    pub(super) fn any(mut tests: Vec<Self>) -> Self {
        tests.sort_by_key(Self::cost);
        Self::Any(tests)
    }

    fn cost(&self) -> Cost {
        match self {
            Self::Everything => Cost::Event,
            Self::All(tests) | Self::Any(tests) => {
                tests.iter().map(Self::cost).max().unwrap_or(Cost::Event)
            }
            Self::Not(test) => test.cost(),
            Self::Term(cost, _) => *cost,
        }
    }

    fn holds(&self, index: EventIx, event: &Event) -> bool {
        match self {
            Self::Everything => true,
            Self::All(tests) => tests.iter().all(|test| test.holds(index, event)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(index, event)),
            Self::Not(test) => !test.holds(index, event),
            Self::Term(_, holds) => holds(index, event),
        }
    }
}

/// A query compiled against one timeline.
pub struct Matcher<'t> {
    timeline: &'t Timeline,
    test: Test<'t>,
    needles: Vec<Needle>,
}

impl<'t> Matcher<'t> {
    pub(super) fn new(timeline: &'t Timeline, test: Test<'t>, needles: Vec<Needle>) -> Self {
        Self { timeline, test, needles }
    }

    pub fn matches(&self, event: EventIx) -> bool {
        self.test.holds(event, self.timeline.event(event))
    }

    /// The words a kept event was searched for, to be highlighted; none that are excluded.
    pub fn needles(&self) -> &[Needle] {
        &self.needles
    }
}

impl std::fmt::Debug for Matcher<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher").field("cost", &self.test.cost()).finish_non_exhaustive()
    }
}

/// The events a query keeps, in the order of the timeline.
pub fn select(timeline: &Timeline, matcher: &Matcher<'_>) -> Vec<EventIx> {
    timeline.events().filter(|&event| matcher.matches(event)).collect()
}
