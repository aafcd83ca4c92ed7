//! A compiled query: keeps sets of events where they are known, and asks the others one by one, the
//! cheap questions first.

use crate::domain::event::{Event, EventIx};
use crate::domain::fold::Needle;
use crate::timeline::Timeline;
use crate::timeline::index::{Index, touching};
use crate::timeline::postings::Postings;
use crate::timeline::set::EventSet;
use fixedbitset::FixedBitSet;

/// What asking a term costs; the terms of an `and` are asked in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cost {
    /// The answer is known.
    Known,
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

/// Bytes that come to the cache together.
const LINE: usize = 64;

type Holds<'t> = dyn Fn(EventIx, Event<'_>) -> bool + Send + Sync + 't;

/// A query with every name resolved.
pub(super) enum Test<'t> {
    Everything,
    /// Just these events.
    Set(EventSet),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Term {
        cost: Cost,
        /// Holds for none but these, where that is known.
        within: Option<EventSet>,
        holds: Box<Holds<'t>>,
    },
}

impl<'t> Test<'t> {
    pub(super) fn term(
        cost: Cost,
        holds: impl Fn(EventIx, Event<'_>) -> bool + Send + Sync + 't,
    ) -> Self {
        Self::within(None, cost, holds)
    }

    /// A term that holds for none but some events.
    pub(super) fn within(
        within: Option<EventSet>,
        cost: Cost,
        holds: impl Fn(EventIx, Event<'_>) -> bool + Send + Sync + 't,
    ) -> Self {
        Self::Term { cost, within, holds: Box::new(holds) }
    }

    /// The events that touch some entries of a table: from the index where it is ready, else asked.
    pub(super) fn touching(
        timeline: &'t Timeline,
        postings: impl Fn(&Index) -> &Postings,
        entries: FixedBitSet,
        cost: Cost,
        holds: impl Fn(&FixedBitSet, EventIx, Event<'_>) -> bool + Send + Sync + 't,
    ) -> Self {
        match timeline.index_if_ready() {
            Some(index) => Self::Set(touching(timeline, postings(index), entries.ones())),
            None => Self::term(cost, move |index, event| holds(&entries, index, event)),
        }
    }

    /// The events that touch some entries of a table themselves, and not only something below them; none
    /// without entries. `parents` has what each entry of the table lies below.
    pub(super) fn naming(
        timeline: &'t Timeline,
        postings: &Postings,
        parents: &[Option<usize>],
        mut entries: FixedBitSet,
        cost: Cost,
        holds: impl Fn(&FixedBitSet, EventIx, Event<'_>) -> bool + Send + Sync + 't,
    ) -> Option<Self> {
        if entries.is_clear() {
            return None;
        }
        // Where everything below is among them too, the index says it all.
        let mut mixed = FixedBitSet::with_capacity(entries.len());
        for mut at in entries.zeroes() {
            while let Some(parent) = parents.get(at).copied().flatten()
                && !mixed.put(parent)
            {
                at = parent;
            }
        }
        let whole = Self::Set(touching(timeline, postings, entries.difference(&mixed)));
        entries.intersect_with(&mixed);
        if entries.is_clear() {
            return Some(whole);
        }
        let within = Some(touching(timeline, postings, entries.ones()));
        let rest = Self::within(within, cost, move |at, event| holds(&entries, at, event));
        Some(Self::any(vec![whole, rest]))
    }

    pub(super) fn all(tests: Vec<Self>) -> Self {
        Self::joined(tests, Self::All, EventSet::intersect)
    }

    pub(super) fn any(tests: Vec<Self>) -> Self {
        Self::joined(tests, Self::Any, EventSet::unite)
    }

    pub(super) fn not(test: Self) -> Self {
        match test {
            Self::Set(set) => Self::Set(set.others()),
            other => Self::Not(Box::new(other)),
        }
    }

    /// Several tests, the known sets among them made one.
    fn joined(
        tests: Vec<Self>,
        join: fn(Vec<Self>) -> Self,
        merge: fn(&mut EventSet, &EventSet),
    ) -> Self {
        let mut known: Option<EventSet> = None;
        let mut rest = Vec::new();
        for test in tests {
            match (test, &mut known) {
                (Self::Set(set), Some(known)) => merge(known, &set),
                (Self::Set(set), None) => known = Some(set),
                (other, _) => rest.push(other),
            }
        }
        match known {
            Some(set) if rest.is_empty() => Self::Set(set),
            known => {
                rest.extend(known.map(Self::Set));
                rest.sort_by_key(Self::cost);
                join(rest)
            }
        }
    }

    fn cost(&self) -> Cost {
        match self {
            Self::Everything | Self::Set(_) => Cost::Known,
            Self::All(tests) | Self::Any(tests) => {
                tests.iter().map(Self::cost).max().unwrap_or(Cost::Known)
            }
            Self::Not(test) => test.cost(),
            Self::Term { cost, .. } => *cost,
        }
    }

    fn holds(&self, index: EventIx, event: Event<'_>) -> bool {
        match self {
            Self::Everything => true,
            Self::Set(set) => set.contains(index),
            Self::All(tests) => tests.iter().all(|test| test.holds(index, event)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(index, event)),
            Self::Not(test) => !test.holds(index, event),
            Self::Term { within, holds, .. } => {
                within.as_ref().is_none_or(|set| set.contains(index)) && holds(index, event)
            }
        }
    }

    /// The events that it may hold for, where that is not all of them.
    fn bounds(&self) -> Option<EventSet> {
        match self {
            Self::Everything => None,
            Self::Set(set) => Some(set.clone()),
            Self::Term { within, .. } => within.clone(),
            Self::Not(test) => test.certain().map(EventSet::others),
            Self::All(tests) => merged(tests.iter().filter_map(Self::bounds), EventSet::intersect),
            Self::Any(tests) => {
                let sets: Option<Vec<EventSet>> = tests.iter().map(Self::bounds).collect();
                merged(sets?, EventSet::unite)
            }
        }
    }

    /// The events that it holds for without being asked, as far as that is known.
    fn certain(&self) -> Option<EventSet> {
        match self {
            Self::Everything | Self::Term { .. } => None,
            Self::Set(set) => Some(set.clone()),
            Self::Not(test) => test.bounds().map(EventSet::others),
            Self::All(tests) => {
                let sets: Option<Vec<EventSet>> = tests.iter().map(Self::certain).collect();
                merged(sets?, EventSet::intersect)
            }
            Self::Any(tests) => merged(tests.iter().filter_map(Self::certain), EventSet::unite),
        }
    }
}

/// Several sets made one; none of none.
fn merged(
    sets: impl IntoIterator<Item = EventSet>,
    merge: fn(&mut EventSet, &EventSet),
) -> Option<EventSet> {
    sets.into_iter().reduce(|mut all, set| {
        merge(&mut all, &set);
        all
    })
}

/// A query compiled against one timeline.
pub struct Matcher<'t> {
    timeline: &'t Timeline,
    test: Test<'t>,
    /// Events that match without being asked.
    certain: EventSet,
    /// Events that have to be asked.
    open: EventSet,
    needles: Vec<Needle>,
}

impl<'t> Matcher<'t> {
    pub(super) fn new(timeline: &'t Timeline, test: Test<'t>, needles: Vec<Needle>) -> Self {
        let len = timeline.len();
        let mut open = test.bounds().unwrap_or_else(|| EventSet::all(len));
        let certain = if test.cost() == Cost::Known {
            std::mem::replace(&mut open, EventSet::none(len))
        } else {
            test.certain().unwrap_or_else(|| EventSet::none(len))
        };
        open.subtract(&certain);
        Self { timeline, test, certain, open, needles }
    }

    /// The same, where it is known that nothing outside some events matches.
    #[must_use]
    pub fn known_within(mut self, events: &EventSet) -> Self {
        self.certain.intersect(events);
        self.open.intersect(events);
        self
    }

    pub fn matches(&self, event: EventIx) -> bool {
        self.foretold(event).unwrap_or_else(|| self.asks(event))
    }

    /// Whether an event matches; none where it has to be asked.
    pub fn foretold(&self, event: EventIx) -> Option<bool> {
        if self.open.contains(event) { None } else { Some(self.certain.contains(event)) }
    }

    /// The events that match without being asked.
    pub(super) fn certain(&self) -> &EventSet {
        &self.certain
    }

    /// The events that have to be asked.
    pub fn open(&self) -> &EventSet {
        &self.open
    }

    /// Asks an event that has to be asked.
    pub fn asks(&self, event: EventIx) -> bool {
        self.asks_of((event, self.timeline.event(event)))
    }

    /// The same, of one that was looked up already.
    pub(super) fn asks_of(&self, (index, event): (EventIx, Event<'_>)) -> bool {
        self.test.holds(index, event)
    }

    /// Has the texts of events that are asked next brought to the cache: many at once take hardly
    /// longer than one.
    pub(super) fn fetch(&self, events: &[(EventIx, Event<'_>)]) {
        if self.test.cost() >= Cost::Title {
            let lines = |(_, event): &(_, Event<'_>)| {
                event.told_bytes().iter().step_by(LINE).fold(0, |all, byte| all ^ byte)
            };
            std::hint::black_box(events.iter().map(lines).fold(0, |all, byte| all ^ byte));
        }
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
