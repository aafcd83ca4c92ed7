//! A page over the list: an actor, a comparison, a source. Laid out once, when it is opened or the
//! screen changes.

use super::model::Model;
use crate::domain::actor::ActorIx;
use crate::domain::event::EventIx;
use crate::domain::source::SourceIx;
use crate::page::typeset::{Row, rows};
use crate::page::{Block, actor, compare, source};
use crate::timeline::compare::Columns;
use ratatui::layout::Rect;

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
}

impl Reader {
    pub fn open(model: &Model, subject: Subject) -> Self {
        let mut reader =
            Self { subject, title: String::new(), rows: Vec::new(), cursor: 1, top: 1 };
        reader.lay_out(model);
        // A source opens at what the event takes from it.
        if let Subject::Source { event, .. } = reader.subject
            && let Some(row) = reader.rows.iter().position(|row| row.target == Some(event))
        {
            reader.cursor = row;
            reader.top = row.saturating_sub(1).max(1);
        }
        reader
    }

    /// Lays the page out for the size of the screen.
    pub fn lay_out(&mut self, model: &Model) {
        let telling = model.telling();
        let page = match &self.subject {
            Subject::Actor(actor) => actor::page(telling, *actor),
            Subject::Compare { columns, whole: true, .. } => {
                compare::page(telling, &model.selection, columns)
            }
            Subject::Compare { columns, event, .. } => compare::page(telling, &[*event], columns),
            Subject::Source { source, event } => source::page(telling, *source, Some(*event)),
        };
        let columns = usize::from(area(model, &self.subject).width).saturating_sub(4);
        if let Some(Block::Title(title)) = page.blocks.first() {
            self.title.clone_from(title);
        }
        self.rows = rows(&page, columns);
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.top = self.top.min(self.cursor.max(1));
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
