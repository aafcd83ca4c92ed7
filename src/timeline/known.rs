//! What could be known on a day: the timeline without what was published or said later.
//!
//! The rules:
//! - A source exists when the whole span of its `published` lies on or before the day. One without
//!   such an end cannot be shown to exist on any day; it is left out and counted apart.
//! - A claim or a figure exists when a source it cites does, and its own date, where it has one, may
//!   lie on or before the day. An account exists with its source.
//! - An event exists when one of its citations, figures or accounts does, or a claim in it or about
//!   it: who denies it speaks of it. Its own date does not count, as what is announced lies ahead.
//! - Citations of what does not exist go, and so do relations to events that do not. What cites
//!   nothing cannot be shown to have been known, and is left out.
//!
//! All other titles and summaries, and the dates of events, are the curator's words of today; they
//! have no date, and stay as they are. So do actors, regions and the table of sources, so that every name in a
//! query still means the same.

use super::Timeline;
use crate::domain::account::Account;
use crate::domain::block::Block;
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::Claim;
use crate::domain::event::{Event, EventIx, Few, More, Relation};
use crate::domain::events::Events;
use crate::domain::figure::Figure;
use crate::domain::number::counted;
use crate::domain::source::{Citation, Source};
use crate::domain::table::Index as _;
use crate::domain::when::{Day, When};
use std::fmt;

/// How a timeline was cut to what was known on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    day: Day,
    left_out: LeftOut,
    /// By its place in the cut timeline, the place of an event in the whole.
    kept: Vec<EventIx>,
}

impl Known {
    pub fn day(&self) -> Day {
        self.day
    }

    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// Why a source was not known on the day; none where it was.
    pub fn refusal(&self, source: &Source) -> Option<String> {
        let why = match (is_published(source, self.day), source.published.as_ref()) {
            (Some(true), _) => return None,
            (_, Some(date)) if date.is_exact_day() => {
                format!("was published on {}", date.display())
            }
            (_, Some(date)) => format!("has the date {}", date.display()),
            (_, None) => "has no date".to_owned(),
        };
        Some(format!("`{}` {why}: not known then", source.id))
    }

    /// Where an event of the cut timeline stands in the whole.
    pub fn in_whole(&self, event: EventIx) -> EventIx {
        self.kept.get(event.get()).copied().unwrap_or(event)
    }

    /// Where an event of the whole stands in the cut timeline; where it is left out, where it would.
    pub fn place(&self, event: EventIx) -> Result<EventIx, EventIx> {
        self.kept.binary_search(&event).map(EventIx::new).map_err(EventIx::new)
    }

    /// The event of the cut timeline right before a place in it.
    pub fn before(&self, place: EventIx) -> Option<EventIx> {
        place.get().checked_sub(1).map(EventIx::new)
    }

    /// Whether the cut timeline has an event at a place.
    pub fn holds(&self, place: EventIx) -> bool {
        place.get() < self.kept.len()
    }

    /// The day as a reader is told it: "27 Oct 2024".
    pub fn day_in_words(&self) -> String {
        day(self.day)
    }

    /// In a few words, for a line that holds other things: "known on 27 Oct 2024 · 2 events, 5 claims
    /// left out".
    pub fn brief(&self) -> String {
        let parts = self.left_out.parts();
        let first = parts.get(..2).unwrap_or(&parts);
        let rest = if first.is_empty() { "nothing".to_owned() } else { first.join(", ") };
        format!("known on {} · {rest} left out", day(self.day))
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.left_out.parts();
        let day = day(self.day);
        if parts.is_empty() {
            write!(f, "{day}; nothing is left out")
        } else {
            write!(f, "{day}; left out as not known then: {}", parts.join(", "))
        }
    }
}

fn day(day: Day) -> String {
    When::day(day).display()
}

/// How many things were not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub events: usize,
    pub claims: usize,
    pub figures: usize,
    pub accounts: usize,
    /// Published later, or not certainly by then.
    pub sources: usize,
    /// Without a day by which they were published.
    pub undated_sources: usize,
}

impl LeftOut {
    /// "2 events", "5 claims": what there is any of, the weightiest first.
    fn parts(self) -> Vec<String> {
        [
            (self.events, "event"),
            (self.claims, "claim"),
            (self.figures, "figure"),
            (self.accounts, "account"),
            (self.sources, "source"),
            (self.undated_sources, "undated source"),
        ]
        .into_iter()
        .filter(|&(count, _)| count > 0)
        .map(|(count, noun)| counted(count, noun).to_string())
        .collect()
    }
}

/// "2 events, 5 claims, 1 source"; "nothing".
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts();
        f.write_str(if parts.is_empty() { "nothing" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

/// The last day of a date as a user writes it; a date without an end is no day to know things on.
pub fn last_day_of(text: &str) -> Result<Day, String> {
    let date = When::parse(text.trim()).map_err(|error| error.message)?;
    date.latest().ok_or_else(|| "it has no last day".to_owned())
}

/// The day from which nothing with a date is left out, by a walk over all events.
pub(super) fn last_day(timeline: &Timeline) -> Option<Day> {
    let chronicle = timeline.chronicle();
    let published = chronicle.sources.iter().filter_map(|(_, source)| source.published.as_ref());
    let events = timeline.events().map(|event| timeline.event(event));
    let said = events.filter(|event| event.has_parts()).flat_map(|event| {
        let claims = event.claims().iter().filter_map(|claim| claim.date.as_ref());
        claims.chain(event.figures().iter().filter_map(|figure| figure.date.as_ref()))
    });
    published.filter_map(When::latest).chain(said.filter_map(When::earliest)).max()
}

/// What of a whole timeline was known by the end of a day.
pub(super) fn known_on(whole: &Timeline, day: Day) -> Timeline {
    let chronicle = whole.chronicle();
    let mut left_out = LeftOut::default();
    let published = chronicle.sources.iter().map(|(_, source)| {
        let known = is_published(source, day);
        left_out.sources += usize::from(known == Some(false));
        left_out.undated_sources += usize::from(known.is_none());
        known == Some(true)
    });
    let cut = Cut { day, published: published.collect() };
    let kept = cut.events(chronicle);
    let mut place = vec![None; chronicle.events.len()];
    for (new, old) in kept.iter().enumerate() {
        if let Some(slot) = place.get_mut(old.get()) {
            *slot = Some(EventIx::new(new));
        }
    }
    let place = |old: EventIx| place.get(old.get()).copied().flatten();
    let events = chronicle.events.cut(&kept, |block, event| cut.add(block, event, place));
    left_out.events = chronicle.events.len() - events.len();
    let fewer = |count: fn(Event<'_>) -> usize| {
        let total = |events: &Events| events.iter().map(count).sum::<usize>();
        total(&chronicle.events) - total(&events)
    };
    left_out.claims = fewer(|event| event.claims().len());
    left_out.figures = fewer(|event| event.figures().len());
    left_out.accounts = fewer(|event| event.accounts().len());
    let chronicle = chronicle.with_events(events);
    Timeline::in_order(chronicle, Some(Known { day, left_out, kept }))
}

/// Whether a source was certainly published by the end of a day; none where that is never certain.
fn is_published(source: &Source, day: Day) -> Option<bool> {
    Some(source.published.as_ref()?.latest()? <= day)
}

struct Cut {
    day: Day,
    /// By source.
    published: Vec<bool>,
}

impl Cut {
    /// The events that exist, in order.
    fn events(&self, chronicle: &Chronicle) -> Vec<EventIx> {
        let mut known = vec![false; chronicle.events.len()];
        let mut keep = |event: EventIx| {
            if let Some(slot) = known.get_mut(event.get()) {
                *slot = true;
            }
        };
        for index in chronicle.indices() {
            let event = chronicle.event(index);
            if self.is_told(event) {
                keep(index);
            }
            let claims = event.claims().iter().filter(|claim| self.claim(claim));
            claims.filter_map(|claim| claim.about).for_each(&mut keep);
        }
        chronicle.indices().zip(known).filter_map(|(event, known)| known.then_some(event)).collect()
    }

    /// Whether something in the event itself was published, so that it is not only spoken of.
    fn is_told(&self, event: Event<'_>) -> bool {
        self.cites(event.sources())
            || event.claims().iter().any(|claim| self.claim(claim))
            || event.figures().iter().any(|figure| self.figure(figure))
            || event.accounts().iter().any(|account| self.account(account))
    }

    /// Adds what is known of an event.
    fn add(&self, block: &mut Block, event: Event<'_>, place: impl Fn(EventIx) -> Option<EventIx>) {
        let told = self.is_told(event);
        let relations = event.relations().iter().filter_map(|relation| {
            Some(Relation { kind: relation.kind, event: place(relation.event)? })
        });
        let claims = event.claims().iter().filter(|claim| self.claim(claim)).map(|claim| Claim {
            // The event it is about exists by this claim.
            about: claim.about.and_then(&place),
            sources: self.citations(&claim.sources),
            ..claim.clone()
        });
        let figures = event.figures().iter().filter(|figure| self.figure(figure));
        let figures = figures
            .map(|figure| Figure { sources: self.citations(&figure.sources), ..figure.clone() });
        let accounts = event.accounts().iter().filter(|account| self.account(account));
        let more = More {
            relations: relations.collect(),
            claims: claims.collect(),
            figures: figures.collect(),
            accounts: accounts.cloned().collect(),
            ..More::default()
        };
        block.add_cut(event, told, &self.citations(event.sources()), more);
    }

    fn claim(&self, claim: &Claim) -> bool {
        self.may_be_of(claim.date.as_ref()) && self.cites(&claim.sources)
    }

    fn figure(&self, figure: &Figure) -> bool {
        self.may_be_of(figure.date.as_ref()) && self.cites(&figure.sources)
    }

    fn account(&self, account: &Account) -> bool {
        self.is_published(account.source)
    }

    /// Whether a date may lie on or before the day; no date says nothing against it.
    fn may_be_of(&self, date: Option<&When>) -> bool {
        date.and_then(When::earliest).is_none_or(|earliest| earliest <= self.day)
    }

    fn cites(&self, citations: &[Citation]) -> bool {
        citations.iter().any(|&citation| self.is_published(citation))
    }

    fn citations(&self, citations: &[Citation]) -> Few<Citation, 1> {
        citations.iter().copied().filter(|&citation| self.is_published(citation)).collect()
    }

    fn is_published(&self, citation: Citation) -> bool {
        self.published.get(citation.source.get()).copied().unwrap_or(false)
    }
}
