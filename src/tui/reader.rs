//! A page over the list: an actor, a comparison, a source. Laid out once, when it is opened or the
//! screen changes; elsewhere, where it tells of many events.

use super::errand::Errand;
use super::model::Model;
use crate::domain::actor::ActorIx;
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::source::SourceIx;
use crate::domain::table::Index as _;
use crate::page::typeset::{Row, rows};
use crate::page::{Block, Run, Telling, actor, compare, source};
use crate::threads;
use crate::timeline::Timeline;
use crate::timeline::compare::Columns;
use ratatui::layout::Rect;
use std::sync::Arc;

/// What a page is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Actor(ActorIx),
    /// For the event it was opened on, or for all in the list.
    Compare {
        columns: Columns,
        event: EventIx,
        whole: bool,
    },
    /// Read beside an event.
    Source {
        source: SourceIx,
        event: EventIx,
    },
}

#[derive(Clone, Debug)]
pub struct Reader {
    pub subject: Subject,
    /// Whole, as the first row may have but its beginning.
    pub title: String,
    pub rows: Vec<Row>,
    /// The row read.
    pub cursor: usize,
    /// The first row in view under the title, which is row 0 and stays.
    pub top: usize,
    /// Whether its first rows are still on their way.
    waiting: bool,
}

/// A page to be told and laid out, with all that it takes.
#[derive(Debug)]
pub struct Reading {
    timeline: Arc<Timeline>,
    copies: Arc<Copies>,
    subject: Subject,
    /// The list, where it is compared.
    events: Vec<EventIx>,
    columns: usize,
}

/// A page as rows.
#[derive(Debug)]
pub struct Laid {
    timeline: Arc<Timeline>,
    subject: Subject,
    columns: usize,
    title: String,
    rows: Vec<Row>,
}

/// A page that reads more events than this is made elsewhere.
const READ_AT_ONCE: usize = 256;

impl Reading {
    fn of(model: &Model, subject: &Subject) -> Self {
        let events = match subject {
            Subject::Compare { whole: true, .. } => model.selection.clone(),
            Subject::Compare { event, .. } => vec![*event],
            Subject::Actor(_) | Subject::Source { .. } => Vec::new(),
        };
        Self {
            timeline: Arc::clone(&model.timeline),
            copies: Arc::clone(&model.copies),
            subject: subject.clone(),
            events,
            columns: columns(model, subject),
        }
    }

    /// How many events it reads; all of them where that is not known.
    fn work(&self) -> usize {
        let index = self.timeline.index_if_ready();
        let listed = match &self.subject {
            Subject::Compare { .. } => Some(self.events.len()),
            Subject::Actor(actor) => index.map(|index| {
                index.actors.of(actor.get()).chain(index.counters.of(actor.get())).count()
            }),
            Subject::Source { source, .. } => {
                index.map(|index| index.sources.of(source.get()).count())
            }
        };
        listed.unwrap_or(self.timeline.len())
    }

    pub fn laid_out(self) -> Laid {
        let Self { timeline, copies, subject, events, columns } = self;
        let telling = Telling { timeline: &timeline, copies: &copies };
        let page = match &subject {
            Subject::Actor(actor) => actor::page(telling, *actor),
            Subject::Compare { columns, .. } => compare::page(telling, &events, columns),
            Subject::Source { source, event } => source::page(telling, *source, Some(*event)),
        };
        let title = match page.blocks.first() {
            Some(Block::Title(title)) => title.clone(),
            _ => String::new(),
        };
        Laid { rows: rows(&page, columns), timeline, subject, columns, title }
    }
}

impl Reader {
    /// Opens a page; one that takes long comes later.
    pub fn open(model: &mut Model, subject: Subject) -> Self {
        let (title, rows) = (String::new(), Vec::new());
        let mut reader = Self { subject, title, rows, cursor: 1, top: 1, waiting: true };
        reader.lay_out(model);
        reader
    }

    /// Lays the page out for the size of the screen. Where that takes long, it stays as it is for now.
    pub fn lay_out(&mut self, model: &mut Model) {
        let reading = Reading::of(model, &self.subject);
        if reading.work() <= READ_AT_ONCE {
            self.show(reading.laid_out(), height(model, &self.subject));
            return;
        }
        if self.waiting {
            let runs = vec![Run::strong("Reading…")];
            self.rows = vec![Row { runs, target: None }];
        }
        model.errands.push(Errand::Page(Box::new(reading)));
    }

    /// Takes rows that were made elsewhere, unless they are of another page or another screen.
    pub fn arrive(&mut self, model: &Model, laid: Laid) {
        if laid.subject == self.subject
            && laid.columns == columns(model, &self.subject)
            && Arc::ptr_eq(&laid.timeline, &model.timeline)
        {
            self.show(laid, height(model, &self.subject));
        }
    }

    fn show(&mut self, laid: Laid, height: usize) {
        self.title = laid.title;
        let before = std::mem::replace(&mut self.rows, laid.rows);
        threads::give_back(before.len(), before);
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.top = self.top.min(self.cursor.max(1));
        // A source opens at what the event takes from it; with its head, where that is not far above.
        if std::mem::take(&mut self.waiting)
            && let Subject::Source { event, .. } = self.subject
            && let Some(row) = self.rows.iter().position(|row| row.target == Some(event))
        {
            self.cursor = row;
            self.top = if row < height * 2 / 3 { 1 } else { row.saturating_sub(1).max(1) };
        }
    }

    /// The event the row read leads to.
    pub fn target(&self) -> Option<EventIx> {
        self.rows.get(self.cursor)?.target
    }

    /// Scrolls as little as needed to keep the row read in view.
    pub fn reveal(&mut self, height: usize) {
        self.cursor = self.cursor.max(1);
        self.top = self.top.min(self.cursor).max((self.cursor + 1).saturating_sub(height)).max(1);
    }

    /// The next, or the one before, of the rows at which another event begins.
    pub fn neighbour(&self, forward: bool) -> Option<usize> {
        let begins = |&at: &usize| {
            let target = |at: usize| self.rows.get(at).and_then(|row| row.target);
            target(at).is_some() && (at == 0 || target(at - 1) != target(at))
        };
        if forward {
            (self.cursor + 1..self.rows.len()).find(begins)
        } else {
            (0..self.cursor).rev().find(begins)
        }
    }
}

fn columns(model: &Model, subject: &Subject) -> usize {
    usize::from(area(model, subject).width).saturating_sub(4)
}

/// Rows of a page in view under its title.
pub fn height(model: &Model, subject: &Subject) -> usize {
    usize::from(area(model, subject).height).saturating_sub(1).max(1)
}

/// Where a page stands: a source beside the event it is read with, where there is room for both.
pub fn area(model: &Model, subject: &Subject) -> Rect {
    let areas = model.areas();
    let left = Rect { height: areas.period.height + areas.rows.height, ..areas.period };
    match subject {
        Subject::Source { .. } => left,
        Subject::Actor(_) | Subject::Compare { .. } => Rect { width: model.size.0, ..left },
    }
}
