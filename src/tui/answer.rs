//! Inquiries to the whole timeline that take longer than a key may: asked on a thread of their own and
//! given up as soon as a newer one is asked.

use super::filter::Facet;
use crate::query::facets::Tally;
use crate::query::{self, Matcher, Query, QueryError};
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What an inquiry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Which rows the filters leave.
    Rows,
    /// What the search finds.
    Matches,
}

/// Answers kept, so that a letter that is deleted takes no time, and one that is added no more than
/// what was found before.
const KEPT: usize = 16;

/// The latest answers about one timeline.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    latest: VecDeque<(Query, Arc<EventSet>)>,
    /// What pickers counted last, and under which filters.
    counts: BTreeMap<Facet, (Query, Arc<[Tally]>)>,
}

impl Answers {
    pub fn keep(&mut self, query: &Query, found: EventSet) {
        self.latest.retain(|(kept, _)| kept != query);
        self.latest.truncate(KEPT - 1);
        self.latest.push_front((query.clone(), Arc::new(found)));
    }

    pub fn to(&self, query: &Query) -> Option<&EventSet> {
        self.latest.iter().find(|(kept, _)| kept == query).map(|(_, found)| &**found)
    }

    pub fn keep_tallies(&mut self, facet: Facet, query: Query, tallies: &[Tally]) {
        self.counts.insert(facet, (query, tallies.into()));
    }

    pub fn tallies(&self, facet: Facet) -> Option<(&Query, &[Tally])> {
        self.counts.get(&facet).map(|(query, tallies)| (query, &**tallies))
    }

    /// The matcher of a query, within what is known from earlier answers.
    pub fn compile<'t>(
        &self,
        query: &Query,
        timeline: &'t Timeline,
    ) -> Result<Matcher<'t>, QueryError> {
        // The latest is mostly the narrowest.
        let wider = self.latest.iter().find(|(wider, _)| query.narrows(wider));
        let Some((_, found)) = wider else { return query.compile(timeline) };
        Ok(query.compile_among(timeline, found.count())?.known_within(found))
    }
}

/// An inquiry, and all that is needed to answer it elsewhere.
#[derive(Clone, Debug)]
pub struct Inquiry {
    pub number: u64,
    pub subject: Subject,
    pub query: Query,
    /// Earlier answers.
    known: Answers,
    timeline: Arc<Timeline>,
    latest: Arc<AtomicU64>,
}

/// The events an inquiry was about.
#[derive(Clone, Debug)]
pub struct Answer {
    pub number: u64,
    pub found: EventSet,
}

/// Numbers the inquiries, so that an answer that comes late is known for one.
#[derive(Clone, Debug, Default)]
pub struct Inquiries {
    latest: Arc<AtomicU64>,
    open: Option<Inquiry>,
}

impl Inquiries {
    /// Asks; an earlier inquiry is given up.
    pub fn ask(
        &mut self,
        timeline: &Arc<Timeline>,
        subject: Subject,
        query: Query,
        known: &Answers,
    ) {
        self.give_up();
        let latest = Arc::clone(&self.latest);
        let number = latest.load(Ordering::Relaxed);
        let (timeline, known) = (Arc::clone(timeline), known.clone());
        self.open = Some(Inquiry { number, subject, query, known, timeline, latest });
    }

    pub fn give_up(&mut self) {
        self.latest.fetch_add(1, Ordering::Relaxed);
        self.open = None;
    }

    /// The inquiry that has no answer yet.
    pub fn open(&self) -> Option<&Inquiry> {
        self.open.as_ref()
    }

    /// Takes the inquiry that an answer is to, unless it was given up.
    pub fn answered(&mut self, answer: &Answer) -> Option<Inquiry> {
        self.open.take_if(|inquiry| inquiry.number == answer.number)
    }
}

impl Inquiry {
    /// The answer; none when the inquiry was given up in the meantime.
    pub fn answer(&self) -> Option<Answer> {
        let wanted = || self.latest.load(Ordering::Relaxed) == self.number;
        let matcher = self.known.compile(&self.query, &self.timeline).ok()?;
        let found = query::select_set(&self.timeline, &matcher, &wanted)?;
        Some(Answer { number: self.number, found })
    }
}
