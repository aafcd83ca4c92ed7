//! The timeline: a chronicle in order, with what every reader of it asks.

mod by_event;
pub mod claims;
pub mod compare;
pub mod density;
pub mod figures;
pub mod index;
pub mod known;
pub mod ledger;
mod links;
pub mod order;
pub mod postings;
pub mod set;
pub mod signatures;
pub mod weakness;

use crate::domain::chronicle::{Chronicle, Origins};
use crate::domain::claim::Claim;
use crate::domain::event::{Event, EventIx, RelationKind};
use crate::domain::source::{Citation, SourceIx};
use crate::domain::status::{Status, status};
use crate::domain::table::Index as _;
use crate::domain::when::Day;
use crate::threads;
use by_event::ByEvent;
use index::Index;
use known::Known;
use links::Links;
use postings::Postings;
use set::EventSet;
use signatures::Signatures;
use std::ops::Range;
use std::sync::OnceLock;

/// Events that are worth a thread.
const MANY: usize = 20_000;

/// A claim by its place: the event it stands in, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    pub event: EventIx,
    number: u32,
}

impl ClaimRef {
    pub fn new(event: EventIx, number: usize) -> Self {
        Self { event, number: u32::try_from(number).unwrap_or(u32::MAX) }
    }

    pub fn number(self) -> usize {
        self.number as usize
    }
}

/// A chronicle in the order of the timeline, with claims and relations seen from both ends.
#[derive(Debug, Default)]
pub struct Timeline {
    chronicle: Chronicle,
    /// Claims about an event, in order of time.
    claims_about: ByEvent<ClaimRef>,
    /// Events that claims in other events are about.
    spoken_of: EventSet,
    /// Relations that point at an event.
    pointing_at: ByEvent<(RelationKind, EventIx)>,
    status: Vec<Status>,
    known: Option<Known>,
    index: OnceLock<Index>,
    signatures: OnceLock<Signatures>,
    by_block: OnceLock<Vec<Vec<Option<EventIx>>>>,
    last_day: OnceLock<Option<Day>>,
}

impl Timeline {
    /// Puts the events in order and settles their status.
    pub fn new(chronicle: Chronicle) -> Self {
        Self::in_order(order::ordered(chronicle), None)
    }

    fn in_order(chronicle: Chronicle, known: Option<Known>) -> Self {
        let Links { claims, mut relations } = Links::of(&chronicle);
        let elsewhere = claims.iter().filter(|(about, _, at)| *about != at.event);
        let mut spoken_of = EventSet::none(chronicle.events.len());
        spoken_of.extend(elsewhere.map(|&(about, ..)| about));
        let claims_about = claims::by_subject(&chronicle, claims);
        relations.sort_by_key(|&(event, ..)| event);
        let pointing_at =
            ByEvent::new(relations.into_iter().map(|(event, kind, from)| (event, (kind, from))));
        let mut timeline =
            Self { chronicle, claims_about, spoken_of, pointing_at, known, ..Self::default() };
        let shares = threads::by_shares(timeline.len(), MANY, |events| timeline.settled(events));
        timeline.status = shares.concat();
        timeline
    }

    /// What the claims about some events in a row add up to.
    fn settled(&self, events: Range<usize>) -> Vec<Status> {
        let mut settled = vec![Status::Unattributed; events.len()];
        let first = events.start;
        for (event, claims) in self.claims_about.between(events) {
            let stances = claims.iter().filter_map(|&at| {
                let claim = self.claim(at)?;
                Some((claim.by, claim.stance))
            });
            if let Some(slot) = settled.get_mut(event.get() - first) {
                *slot = status(&self.chronicle, stances);
            }
        }
        settled
    }

    /// What of this timeline, taken for the whole, was known by the end of a day.
    #[must_use]
    pub fn known_on(&self, day: Day) -> Self {
        known::known_on(self, day)
    }

    /// How the timeline was cut to what was known on a day; none where it is the whole.
    pub fn known(&self) -> Option<&Known> {
        self.known.as_ref()
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

    pub fn event(&self, event: EventIx) -> Event<'_> {
        self.chronicle.event(event)
    }

    /// Brings events that are read next to the cache.
    pub fn fetch(&self, events: &[EventIx]) {
        self.chronicle.events.fetch(events);
    }

    /// Every event, in order.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = EventIx> + ExactSizeIterator + use<> {
        self.chronicle.indices()
    }

    /// Where the events of a day and those after it begin.
    pub fn first_from(&self, day: Day) -> usize {
        self.first_past(0, |anchor| anchor < day)
    }

    /// Where the events begin whose days are not before something, from a place on: found by halving, as
    /// events stand in the order of their anchors.
    fn first_past(&self, from: usize, is_before: impl Fn(Day) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.event(EventIx::new(middle)).date.anchor()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub fn status(&self, event: EventIx) -> Status {
        self.status.get(event.get()).copied().unwrap_or(Status::Unattributed)
    }

    /// The claims about an event, wherever they stand, in order of time.
    pub fn claims_about(&self, event: EventIx) -> &[ClaimRef] {
        self.claims_about.get(event)
    }

    pub fn claim(&self, at: ClaimRef) -> Option<&Claim> {
        self.event(at.event).claims().get(at.number())
    }

    /// The claims that stand in an event, then those about it that stand elsewhere.
    pub fn claims_in_or_about(&self, index: EventIx) -> impl Iterator<Item = &Claim> {
        // Most events spare the lookup.
        let about = if self.spoken_of.contains(index) {
            self.claims_about(index)
        } else {
            Default::default()
        };
        let elsewhere = about.iter().filter(move |at| at.event != index);
        self.event(index).claims().iter().chain(elsewhere.filter_map(|&at| self.claim(at)))
    }

    /// All text about an event that is searched.
    pub fn texts(&self, index: EventIx) -> impl Iterator<Item = &str> {
        let event = self.event(index);
        let names = self.names(index).chain(self.said(index));
        [event.title(), event.summary()].into_iter().chain(names)
    }

    /// Whether there is more to search than title and summary; mostly there is not.
    pub fn says_more(&self, index: EventIx, event: Event<'_>) -> bool {
        event.has_parts() || self.spoken_of.contains(index)
    }

    /// What the curator calls the place, and the tags.
    pub fn names(&self, index: EventIx) -> impl Iterator<Item = &str> {
        let event = self.event(index);
        event.place().into_iter().chain(event.tags().iter().map(|tag| &**tag))
    }

    /// The words of claims in or about an event, and their quotes.
    pub fn said(&self, index: EventIx) -> impl Iterator<Item = &str> {
        self.claims_in_or_about(index)
            .flat_map(|claim| [claim.text.as_deref(), claim.quote.as_deref()])
            .flatten()
    }

    /// The events by what they touch; made now if it is not there yet.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// Makes everything that answers faster than a walk through the events.
    pub fn prepare(&self) {
        self.chronicle.event_ids.prepare(&self.chronicle.events);
        self.last_day();
        self.index();
        self.signatures.get_or_init(|| Signatures::of(self));
        self.by_block.get_or_init(|| self.chronicle.events.by_block());
    }

    /// The day from which nothing with a date is left out of what was known; made now if it is not
    /// there yet.
    pub fn last_day(&self) -> Option<Day> {
        *self.last_day.get_or_init(|| known::last_day(self))
    }

    /// The same, where it is there.
    pub fn last_day_if_ready(&self) -> Option<Option<Day>> {
        self.last_day.get().copied()
    }

    /// The events by what they touch, where it is there.
    pub fn index_if_ready(&self) -> Option<&Index> {
        self.index.get()
    }

    /// The events that a list of the index has for an entry, where it is there; else all of them.
    pub fn events_of<'t>(
        &'t self,
        list: impl FnOnce(&'t Index) -> &'t Postings,
        entry: usize,
    ) -> impl Iterator<Item = EventIx> + 't {
        let listed = self.index_if_ready().map(|index| list(index).of(entry));
        let all = listed.is_none().then(|| self.events());
        listed.into_iter().flatten().chain(all.into_iter().flatten())
    }

    /// Which events may hold a word, where it is there.
    pub fn signatures_if_ready(&self) -> Option<&Signatures> {
        self.signatures.get()
    }

    /// The events as they lie in memory, where that is there.
    pub fn by_block_if_ready(&self) -> Option<&[Vec<Option<EventIx>>]> {
        self.by_block.get().map(Vec::as_slice)
    }

    /// The relations that other events declare to this one, in order of the timeline.
    pub fn relations_to(&self, event: EventIx) -> &[(RelationKind, EventIx)] {
        self.pointing_at.get(event)
    }

    /// Everything an event rests on: its own citations, and those of its claims, figures and accounts.
    pub fn citations(&self, event: EventIx) -> impl Iterator<Item = &Citation> {
        let event = self.event(event);
        event
            .sources()
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

    /// The names of the origins of its sources, each once, in alphabetical order.
    pub fn origin_names(&self, event: EventIx) -> Vec<&str> {
        let sources = self.sources(event);
        let mut names: Vec<&str> =
            sources.into_iter().map(|at| self.chronicle.origin(at)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The sources behind an event, by article and by origin.
    pub fn origins(&self, event: EventIx) -> Origins {
        self.chronicle.count_origins(self.citations(event))
    }
}
