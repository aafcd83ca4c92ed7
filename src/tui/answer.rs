//! Inquiries to the whole timeline that take longer than a key may: asked on a thread of their own and
//! given up as soon as a newer one is asked.

use crate::query::{self, Query, QueryError};
use crate::timeline::Timeline;
use crate::timeline::set::EventSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What an inquiry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Which rows the filters leave.
    Rows(Query),
    /// What the search finds.
    Matches(String),
}

/// An inquiry, and all that is needed to answer it elsewhere.
#[derive(Clone, Debug)]
pub struct Inquiry {
    pub number: u64,
    pub subject: Subject,
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
    pub fn ask(&mut self, timeline: &Arc<Timeline>, subject: Subject) {
        self.give_up();
        let latest = Arc::clone(&self.latest);
        let number = latest.load(Ordering::Relaxed);
        let timeline = Arc::clone(timeline);
        self.open = Some(Inquiry { number, subject, timeline, latest });
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
        let found = match &self.subject {
            Subject::Rows(query) => self.rows(query, &wanted).ok()?,
            Subject::Matches(text) => {
                let matcher = query::phrase(&self.timeline, text);
                query::select_set(&self.timeline, &matcher, &wanted)
            }
        };
        found.map(|found| Answer { number: self.number, found })
    }

    fn rows(
        &self,
        query: &Query,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<EventSet>, QueryError> {
        let matcher = query.compile(&self.timeline)?;
        Ok(query::select_set(&self.timeline, &matcher, wanted))
    }
}
