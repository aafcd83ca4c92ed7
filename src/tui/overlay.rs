//! What lies over the list: pickers, prompts, pages, menus, questions.

use super::filter::{Filter, Picks};
use super::keymap::Command;
use super::reader::Reader;
use super::report::Report;
use crate::domain::actor::ActorIx;
use crate::domain::event::EventIx;
use crate::domain::region::RegionIx;
use crate::domain::source::SourceIx;
use crate::domain::table::{Index, index};
use crate::query::facets::Tally;
use tui_input::Input as Line;

/// Candidates of a picker with their live counts.
#[derive(Clone, Debug)]
pub struct PickerRow<I> {
    pub index: I,
    /// Depth in the tree of parents.
    pub depth: usize,
    /// Events touching it or what lies below it, under the other filters.
    pub tally: Tally,
}

#[derive(Clone, Debug)]
pub struct Picker<I> {
    pub line: Line,
    /// In tree order, all of them.
    pub all: Vec<PickerRow<I>>,
    /// Those the typed text leaves, as positions in `all`.
    pub shown: Vec<usize>,
    pub cursor: usize,
    pub picks: Picks<I>,
    /// Whether the counts are still found out elsewhere.
    pub counting: bool,
}

impl<I: Index> Picker<I> {
    /// What the cursor was moved to.
    pub fn left_top(&self) -> Option<I> {
        let row = self.shown.get(self.cursor).filter(|_| self.cursor > 0)?;
        Some(self.all.get(*row)?.index)
    }

    /// Moves the cursor to an entry, where it is shown.
    pub fn stand_on(&mut self, entry: Option<I>) {
        let is_there = |&row: &usize| self.all.get(row).map(|row| row.index) == entry;
        self.cursor = self.shown.iter().position(is_there).filter(|_| entry.is_some()).unwrap_or(0);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    Query,
    Search,
    GoToDate,
    KnownOn,
    Export,
}

#[derive(Clone, Debug)]
pub struct Prompt {
    pub kind: PromptKind,
    pub line: Line,
    pub error: Option<String>,
    /// What the answer so far comes to.
    pub note: Option<String>,
    /// The filters as they were, and the event the cursor stood on.
    pub before: (Filter, Option<EventIx>),
}

impl Prompt {
    /// Whether a command on it needs more than the rows around the cursor.
    pub const fn needs_all_rows(&self, command: Command) -> bool {
        matches!((self.kind, command), (PromptKind::GoToDate | PromptKind::Export, Command::Apply))
    }
}

/// A question that is answered with yes or no.
#[derive(Clone, Debug)]
pub struct Question {
    pub text: String,
    pub effect: super::message::Effect,
}

index! {
    /// A candidate of a comparison.
    CandidateIx
}

/// What may stand in a column of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    Source(SourceIx),
    Claimant(ActorIx),
}

impl Candidate {
    pub const fn source(self) -> Option<SourceIx> {
        match self {
            Self::Source(source) => Some(source),
            Self::Claimant(_) => None,
        }
    }

    pub const fn claimant(self) -> Option<ActorIx> {
        match self {
            Self::Claimant(actor) => Some(actor),
            Self::Source(_) => None,
        }
    }
}

/// A place to go back to: an event, and the page that was open over the list.
#[derive(Clone, Debug)]
pub struct Place {
    pub event: Option<EventIx>,
    pub reader: Option<Box<Reader>>,
}

/// What lies over the list.
#[derive(Clone, Debug)]
pub enum Overlay {
    None,
    Regions(Box<Picker<RegionIx>>),
    Actors(Box<Picker<ActorIx>>),
    /// What to put side by side.
    Columns {
        picker: Box<Picker<CandidateIx>>,
        candidates: Vec<Candidate>,
    },
    Prompt(Box<Prompt>),
    /// Whose page to open.
    Speakers {
        rows: Vec<ActorIx>,
        cursor: usize,
    },
    Reader(Box<Reader>),
    Question(Box<Question>),
    Links {
        rows: Vec<(&'static str, EventIx)>,
        cursor: usize,
    },
    Sources {
        rows: Vec<(String, String)>,
        cursor: usize,
    },
    Problems(Box<Report>),
    Help {
        scroll: usize,
        /// The page it was asked for on, to come back to.
        over: Option<Box<Reader>>,
    },
}
