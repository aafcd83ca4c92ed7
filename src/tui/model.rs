//! The state of the screen. Only `update` changes it; drawing reads it.

use super::filter::{Facet, Filter, Picks};
use super::keymap::{Command, Scope};
use super::layout::{Areas, areas};
use super::rows;
use super::sheet;
use crate::domain::actor::ActorIx;
use crate::domain::event::EventIx;
use crate::domain::fold::Needle;
use crate::domain::region::RegionIx;
use crate::domain::table::Index as _;
use crate::export::{Group, groups};
use crate::loader::fault::Fault;
use crate::loader::{Input, Progress};
use crate::query::{self, QueryError};
use crate::timeline::Timeline;
use crate::timeline::density::Density;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use tui_input::Input as Line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    List,
    Detail,
}

/// Candidates of a picker with their live counts.
#[derive(Clone, Debug)]
pub struct PickerRow<I> {
    pub index: I,
    /// Depth in the tree of parents.
    pub depth: usize,
    /// Events touching it or what lies below it, under the other filters.
    pub count: usize,
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    Query,
    Search,
    GoToDate,
    Export,
}

#[derive(Clone, Debug)]
pub struct Prompt {
    pub kind: PromptKind,
    pub line: Line,
    pub error: Option<String>,
}

/// A question that is answered with yes or no.
#[derive(Clone, Debug)]
pub struct Question {
    pub text: String,
    pub effect: super::message::Effect,
}

/// What lies over the list.
#[derive(Clone, Debug)]
pub enum Overlay {
    None,
    Regions(Box<Picker<RegionIx>>),
    Actors(Box<Picker<ActorIx>>),
    Prompt(Box<Prompt>),
    Question(Box<Question>),
    Links { rows: Vec<(&'static str, EventIx)>, cursor: usize },
    Sources { rows: Vec<(String, String)>, cursor: usize },
    Problems { cursor: usize },
    Help { scroll: usize },
}

#[derive(Clone, Debug)]
pub struct Search {
    pub needle: Needle,
    pub text: String,
    /// Where the cursor stood when the search began.
    pub origin: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Error,
}

/// One line to the reader, until the next key.
#[derive(Clone, Debug)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
}

/// How the rows are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub group: Group,
    /// Latest first.
    pub reverse: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { group: Group::Date, reverse: false }
    }
}

impl Order {
    fn compare(self, timeline: &Timeline, a: EventIx, b: EventIx) -> Ordering {
        let by_time = if self.reverse { b.cmp(&a) } else { a.cmp(&b) };
        match self.group {
            Group::Date => by_time,
            Group::Region => {
                let heading = |event| groups::heading(timeline, event, Group::Region);
                let (a, b) = (heading(a), heading(b));
                groups::region_order(&a).cmp(&groups::region_order(&b)).then(by_time)
            }
        }
    }
}

#[derive(Debug)]
pub struct Model {
    pub input: Input,
    pub timeline: Timeline,
    pub faults: Vec<Fault>,
    /// While the data is being read.
    pub loading: Option<Progress>,
    /// Where the reading was stopped, if it was.
    pub stopped: Option<Progress>,
    /// Whether a key was pressed.
    pub touched: bool,
    pub filter: Filter,
    pub history: Vec<Filter>,
    pub range: Option<crate::export::range::Range>,
    pub order: Order,
    /// In the order of the rows.
    pub selection: Vec<EventIx>,
    /// Position in `selection`.
    pub cursor: usize,
    /// Position in `selection` of the first row in view.
    pub top: usize,
    /// Lines of the first row that are scrolled away.
    pub skip: usize,
    pub expanded: BTreeSet<EventIx>,
    pub marks: BTreeSet<EventIx>,
    /// Where a range was begun.
    pub range_from: Option<EventIx>,
    pub pane: Pane,
    pub detail_scroll: usize,
    /// Events to go back to, latest last.
    pub trail: Vec<EventIx>,
    pub search: Option<Search>,
    pub overlay: Overlay,
    pub notice: Option<Notice>,
    pub size: (u16, u16),
    pub density_all: Density,
    pub density_selected: Density,
    pub quit: bool,
}

impl Model {
    pub fn new(input: Input, query: String, size: (u16, u16)) -> Self {
        Self {
            input,
            timeline: Timeline::default(),
            faults: Vec::new(),
            loading: Some(Progress::default()),
            stopped: None,
            touched: false,
            filter: Filter { query, ..Filter::default() },
            history: Vec::new(),
            range: None,
            order: Order::default(),
            selection: Vec::new(),
            cursor: 0,
            top: 0,
            skip: 0,
            expanded: BTreeSet::new(),
            marks: BTreeSet::new(),
            range_from: None,
            pane: Pane::List,
            detail_scroll: 0,
            trail: Vec::new(),
            search: None,
            overlay: Overlay::None,
            notice: None,
            size,
            density_all: Density::default(),
            density_selected: Density::default(),
            quit: false,
        }
    }

    /// Applies the filters; the cursor stays on its event or goes to the nearest one left.
    pub fn select(&mut self) -> Result<(), QueryError> {
        let query = self.filter.to_query(&self.timeline, None)?;
        let matcher = query.compile(&self.timeline)?;
        let mut selection = query::select(&self.timeline, &matcher);
        drop(matcher);
        if let Some(range) = &mut self.range {
            *range = range.settled(&self.timeline, &selection);
            selection = range.apply(&self.timeline, selection);
        }
        let at = self.current();
        match self.order.group {
            Group::Date if self.order.reverse => selection.reverse(),
            Group::Date => {}
            Group::Region => selection.sort_by_cached_key(|&event| {
                let heading = groups::heading(&self.timeline, event, Group::Region);
                let (unplaced, _) = groups::region_order(&heading);
                let time = if self.order.reverse { usize::MAX - event.get() } else { event.get() };
                (unplaced, heading, time)
            }),
        }
        self.selection = selection;
        let nearest = at.map_or(0, |event| self.row(event).unwrap_or_else(|next| next));
        self.cursor = nearest.min(self.selection.len().saturating_sub(1));
        self.detail_scroll = 0;
        self.measure();
        self.reveal();
        Ok(())
    }

    /// The events that the other filters leave, for a picker's counts.
    pub fn selected_without(&self, facet: Facet) -> Vec<EventIx> {
        self.filter
            .to_query(&self.timeline, Some(facet))
            .and_then(|query| {
                let matcher = query.compile(&self.timeline)?;
                Ok(query::select(&self.timeline, &matcher))
            })
            .unwrap_or_default()
    }

    /// Counts the density strip anew, for the width of the screen.
    pub fn measure(&mut self) {
        let columns = usize::from(self.areas().strip.width);
        self.density_all = Density::of(&self.timeline, self.timeline.events(), columns);
        self.density_selected =
            Density::of(&self.timeline, self.selection.iter().copied(), columns);
    }

    pub fn areas(&self) -> Areas {
        areas(self.size)
    }

    /// The row of an event; where it is not shown, the row it would stand at.
    pub fn row(&self, event: EventIx) -> Result<usize, usize> {
        self.selection.binary_search_by(|&e| self.order.compare(&self.timeline, e, event))
    }

    pub fn current(&self) -> Option<EventIx> {
        self.selection.get(self.cursor).copied()
    }

    pub fn scope(&self) -> Scope {
        match self.overlay {
            Overlay::None => Scope::Browse,
            Overlay::Regions(_) | Overlay::Actors(_) => Scope::Picker,
            Overlay::Prompt(_) => Scope::Prompt,
            Overlay::Question(_)
            | Overlay::Links { .. }
            | Overlay::Sources { .. }
            | Overlay::Problems { .. }
            | Overlay::Help { .. } => Scope::Menu,
        }
    }

    /// Whether a command does anything now. Footer and help dim what this refuses.
    pub fn enabled(&self, command: Command) -> bool {
        match command {
            Command::ClearFilters => !self.filter.is_empty() || self.range.is_some(),
            Command::Undo => !self.history.is_empty(),
            Command::NextMatch | Command::PreviousMatch => self.search.is_some(),
            Command::Problems => !self.faults.is_empty(),
            Command::Back => !self.trail.is_empty(),
            Command::Links => {
                self.current().is_some_and(|e| !sheet::links(&self.timeline, e).is_empty())
            }
            Command::NextPane => self.areas().detail.is_some(),
            Command::Expand
            | Command::Export
            | Command::Yank
            | Command::Mark
            | Command::MarkRange
            | Command::OpenSource
            | Command::Edit => self.current().is_some(),
            Command::Down
            | Command::Up
            | Command::PageDown
            | Command::PageUp
            | Command::HalfDown
            | Command::HalfUp
            | Command::First
            | Command::Last
            | Command::NextPeriod
            | Command::PreviousPeriod
            | Command::CollapseAll
            | Command::Regions
            | Command::Actors
            | Command::Query
            | Command::Contested
            | Command::Search
            | Command::GoToDate
            | Command::Help
            | Command::Step
            | Command::Suspend
            | Command::Quit
            | Command::Toggle
            | Command::Exclude
            | Command::Apply => true,
        }
    }

    /// The marked range as positions in the selection, both ends included.
    pub fn marked_range(&self) -> Option<(usize, usize)> {
        let from = self.row(self.range_from?).ok()?;
        Some((from.min(self.cursor), from.max(self.cursor)))
    }

    /// The line of the view that the cursor stands on.
    pub fn cursor_line(&self) -> usize {
        let above: usize = (self.top..self.cursor)
            .map(|row| rows::height(self, row) + rows::gap(self, row + 1))
            .sum();
        above.saturating_sub(self.skip)
    }

    /// Scrolls so that the cursor stands on a line of the view, or as near as the rows allow.
    pub fn put_cursor_at(&mut self, line: usize) {
        let mut above = 0;
        self.top = self.cursor;
        while above < line && self.top > 0 {
            above += rows::height(self, self.top - 1) + rows::gap(self, self.top);
            self.top -= 1;
        }
        // What sticks out at the top is scrolled away, as far as it is the first row's.
        self.skip = above.saturating_sub(line).min(rows::height(self, self.top).saturating_sub(1));
        self.reveal();
    }

    /// Scrolls as little as needed to bring the cursor into view.
    pub fn reveal(&mut self) {
        let height = usize::from(self.areas().rows.height).max(1);
        if self.cursor < self.top || (self.cursor == self.top && self.skip > 0) {
            self.top = self.cursor;
            self.skip = 0;
            return;
        }
        // Walk up from the cursor until the view is full; further up, the first row may stay.
        let mut used = rows::height(self, self.cursor).min(height);
        let mut first = self.cursor;
        while first > self.top {
            let above = rows::height(self, first - 1) + rows::gap(self, first);
            if used + above > height {
                break;
            }
            used += above;
            first -= 1;
        }
        if first > self.top {
            self.top = first;
            self.skip = 0;
        }
    }
}
