//! The state of the screen. Only `update` changes it; drawing reads it.

use super::answer::{Answer, Answers, Inquiries, Subject};
use super::arrangement::Arrangement;
use super::errand::{Count, Errand};
use super::filter::{Facet, Filter};
use super::keymap::Scope;
use super::known;
use super::layout::{Areas, areas};
pub use super::overlay::{
    Candidate, CandidateIx, Overlay, Picker, PickerRow, Place, Prompt, PromptKind, Question,
};
use super::sheet::Sheets;
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::fold::Needle;
use crate::export::Group;
use crate::loader::fault::Fault;
use crate::loader::{Input, Progress};
use crate::page::Telling;
use crate::page::event::Extent;
use crate::page::typeset::Row;
use crate::query::{self, Matcher, Query, QueryError};
use crate::timeline::Timeline;
use crate::timeline::density::Density;
use crate::timeline::set::EventSet;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Events that may be asked for a query or a search before a key is answered.
pub const EFFORT: usize = 2048;

/// Whether a query has to ask more events than a key may wait for.
pub fn takes_long(matcher: &Matcher<'_>) -> bool {
    matcher.open().count() > EFFORT
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    List,
    Detail,
}

#[derive(Clone, Debug)]
pub struct Search {
    pub needle: Needle,
    pub text: String,
    /// The row that the cursor stood on when the search began, and its line in the view.
    pub origin: usize,
    pub line: usize,
    /// All it finds, once that is known.
    pub matches: Option<EventSet>,
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

#[derive(Debug)]
pub struct Model {
    pub input: Input,
    /// What is shown: the whole, or what was known on a day.
    pub timeline: Arc<Timeline>,
    /// While only what was known on a day is shown.
    pub aside: Option<Box<known::Aside>>,
    pub faults: Vec<Fault>,
    /// The local copies of sources that were found.
    pub copies: Arc<Copies>,
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
    pub arrangement: Arrangement,
    /// What is being found out elsewhere. Until the answer comes, the selection may be but the rows
    /// around the cursor.
    pub inquiries: Inquiries,
    pub answers: Answers,
    /// To be done elsewhere, as soon as the update is over.
    pub errands: Vec<Errand>,
    /// What was known on another day, on its way to the screen.
    pub retrospect: known::Retrospect,
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
    pub sheets: Sheets,
    /// Events to go back to, latest last.
    pub trail: Vec<Place>,
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
            timeline: Arc::default(),
            aside: None,
            faults: Vec::new(),
            copies: Arc::default(),
            loading: Some(Progress::default()),
            stopped: None,
            touched: false,
            filter: Filter { query, ..Filter::default() },
            history: Vec::new(),
            range: None,
            order: Order::default(),
            arrangement: Arrangement::default(),
            inquiries: Inquiries::default(),
            answers: Answers::default(),
            errands: Vec::new(),
            retrospect: known::Retrospect::default(),
            selection: Vec::new(),
            cursor: 0,
            top: 0,
            skip: 0,
            expanded: BTreeSet::new(),
            marks: BTreeSet::new(),
            range_from: None,
            pane: Pane::List,
            detail_scroll: 0,
            sheets: Sheets::default(),
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
        known::sync(self);
        self.select_near(self.current())
    }

    /// Applies the filters; the cursor goes to an event or to the nearest one left. Where that takes
    /// long, only the rows around it are found now, and the others inquired about.
    pub fn select_near(&mut self, home: Option<EventIx>) -> Result<(), QueryError> {
        let query = self.filter.to_query(&self.timeline, None)?;
        let timeline = Arc::clone(&self.timeline);
        let matcher = self.answers.compile(&query, &timeline)?;
        self.inquiries.give_up();
        if let Some(found) = self.answers.to(&query) {
            self.show_all(found.clone(), home);
        } else if let Some(rows) = self.first_rows(&matcher, home) {
            self.show(rows, home);
            self.inquiries.ask(&timeline, Subject::Rows, query, &self.answers);
        } else if let Some(found) = query::select_set(&timeline, &matcher, &|| true) {
            self.show_all(found, home);
        }
        Ok(())
    }

    /// Forgets what was found in another timeline.
    pub fn renew_answers(&mut self) {
        self.inquiries.give_up();
        self.answers = Answers::default();
        self.sheets.forget();
        self.arrangement = Arrangement::of(&self.timeline, self.order);
        let columns = usize::from(self.areas().strip.width);
        self.density_all = Density::of_all(&self.timeline, columns);
        if let Some(search) = &mut self.search {
            search.matches = None;
        }
    }

    /// The rows around an event, where finding all of them takes too long for a key.
    fn first_rows(&self, matcher: &Matcher<'_>, home: Option<EventIx>) -> Option<Vec<EventIx>> {
        if self.range.is_some() || !takes_long(matcher) {
            return None;
        }
        let place = home.map_or(0, |event| self.arrangement.place(event));
        // More than are in sight, so that the next key has its rows too.
        let rows = 2 * usize::from(self.areas().rows.height).max(1);
        let glimpse = self.arrangement.glimpse(matcher, place, rows, EFFORT);
        (!glimpse.complete).then_some(glimpse.rows)
    }

    /// All events that the filters leave.
    fn show_all(&mut self, mut found: EventSet, home: Option<EventIx>) {
        if let Some(range) = &mut self.range {
            let events: Vec<EventIx> = found.iter().collect();
            *range = range.settled(&self.timeline, &events);
            found = EventSet::none(self.timeline.len());
            found.extend(range.apply(&self.timeline, events));
        }
        let columns = usize::from(self.areas().strip.width);
        self.density_selected = Density::of(&self.timeline, &found, columns);
        self.show(self.arrangement.rows(&found), home);
    }

    /// Takes new rows. The cursor keeps its line on the screen where there are rows to fill it.
    fn show(&mut self, rows: Vec<EventIx>, home: Option<EventIx>) {
        let line = self.cursor.saturating_sub(self.top);
        self.selection = rows;
        let nearest = home.map_or(0, |event| self.row(event).unwrap_or_else(|next| next));
        self.cursor = nearest.min(self.selection.len().saturating_sub(1));
        let height = usize::from(self.areas().rows.height);
        let last = self.selection.len().saturating_sub(height);
        self.top = self.cursor.saturating_sub(line).min(last);
        self.skip = 0;
        self.detail_scroll = 0;
        self.reveal();
    }

    /// Takes the answer to an inquiry; one that was given up changes nothing.
    pub fn take(&mut self, answer: Answer) -> Option<Subject> {
        let inquiry = self.inquiries.answered(&answer)?;
        self.answers.keep(&inquiry.query, answer.found.clone());
        match inquiry.subject {
            Subject::Rows => self.show_all(answer.found, self.current()),
            Subject::Matches => {
                if let Some(search) = &mut self.search {
                    search.matches = Some(answer.found);
                }
            }
        }
        Some(inquiry.subject)
    }

    /// Has it counted elsewhere how many events of a query touch each entry of a facet.
    pub fn count(&mut self, facet: Facet, query: Query) {
        let (timeline, known) = (Arc::clone(&self.timeline), self.answers.clone());
        self.errands.push(Errand::Count(Box::new(Count { timeline, facet, query, known })));
    }

    /// Counts the density strip anew, for the width of the screen; what is selected only once all of
    /// it is known.
    pub fn measure(&mut self) {
        let columns = usize::from(self.areas().strip.width);
        self.density_all = Density::of_all(&self.timeline, columns);
        if self.selection.len() == self.timeline.len() {
            self.density_selected = self.density_all.clone();
            return;
        }
        let mut selected = EventSet::none(self.timeline.len());
        if !self.is_counting() {
            selected.extend(self.selection.iter().copied());
        }
        self.density_selected = Density::of(&self.timeline, &selected, columns);
    }

    /// Whether there may be more rows than those selected so far.
    pub fn is_counting(&self) -> bool {
        self.inquiries.open().is_some_and(|inquiry| inquiry.subject == Subject::Rows)
    }

    /// What pages are told from.
    pub fn telling(&self) -> Telling<'_> {
        Telling { timeline: &self.timeline, copies: &self.copies }
    }

    /// An event as rows no wider than `columns`.
    pub fn sheet(&self, event: EventIx, extent: Extent, columns: usize) -> Arc<[Row]> {
        self.sheets.event(self.telling(), event, extent, columns)
    }

    pub fn areas(&self) -> Areas {
        areas(self.size)
    }

    /// The row of an event; where it is not shown, the row it would stand at.
    pub fn row(&self, event: EventIx) -> Result<usize, usize> {
        let place = self.arrangement.place(event);
        self.selection.binary_search_by_key(&place, |&event| self.arrangement.place(event))
    }

    pub fn current(&self) -> Option<EventIx> {
        self.selection.get(self.cursor).copied()
    }

    /// The event of the detail pane: the one a page leads to, else the current one.
    pub fn shown(&self) -> Option<EventIx> {
        match &self.overlay {
            Overlay::Reader(page) | Overlay::Help { over: Some(page), .. } => {
                page.target().or_else(|| self.current())
            }
            _ => self.current(),
        }
    }

    pub fn scope(&self) -> Scope {
        match self.overlay {
            Overlay::None => Scope::Browse,
            Overlay::Regions(_) | Overlay::Actors(_) | Overlay::Columns { .. } => Scope::Picker,
            Overlay::Reader(_) => Scope::Reader,
            Overlay::Prompt(_) => Scope::Prompt,
            Overlay::Question(_)
            | Overlay::Speakers { .. }
            | Overlay::Links { .. }
            | Overlay::Sources { .. }
            | Overlay::Problems(_)
            | Overlay::Help { .. } => Scope::Menu,
        }
    }

    /// The marked range as positions in the selection, both ends included.
    pub fn marked_range(&self) -> Option<(usize, usize)> {
        let from = self.row(self.range_from?).ok()?;
        Some((from.min(self.cursor), from.max(self.cursor)))
    }
}
