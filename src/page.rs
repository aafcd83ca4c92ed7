//! What is told of one thing (an event, an actor, sources side by side), before it is laid out: the
//! screen, the terminal and Markdown are printed from the same page.

pub mod actor;
mod citations;
pub mod compare;
pub mod event;
pub mod source;
pub mod typeset;
pub mod wording;

use crate::domain::claim::Side;
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::number::Decimal;
use crate::domain::status::Status;
use crate::timeline::Timeline;

/// What a piece of text is, for whoever colours it. It never carries a meaning alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Quiet,
    Heading,
    Date,
    Region,
    Quote,
    /// A passage that is quoted.
    Found,
    /// The number of a source.
    Mark,
    Warning,
    Status(Status),
    Side(Side),
}

/// A piece of text in one tone, as it stands in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub tone: Tone,
}

impl Run {
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Strong)
    }

    pub fn quiet(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Quiet)
    }
}

/// How a line stands to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A paragraph of its own.
    Text,
    /// A name and what stands to it.
    Fact,
    /// An item of a list.
    Item,
    /// Belongs to the item above.
    Under,
}

/// Text that is wrapped under its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub level: Level,
    /// The name of a fact, or the glyph of an item.
    pub label: Option<Run>,
    pub runs: Vec<Run>,
    /// The event it leads to.
    pub target: Option<EventIx>,
}

/// Cells under heads. Where columns are few, each row is put under one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<TableRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub cells: Vec<Vec<Run>>,
}

/// A range of numbers drawn on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub scale: (Decimal, Decimal),
    /// A missing end is unbounded.
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub value: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The first line of a page.
    Title(String),
    Heading(String),
    /// The heading of an event on a page of several: its title, and what stands beside it.
    Event {
        event: EventIx,
        title: String,
        aside: Vec<Run>,
    },
    Line(Line),
    Table(Table),
    Bar(Bar),
    /// The ends of the scale of the bars above.
    Scale(Decimal, Decimal),
    Gap,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub blocks: Vec<Block>,
}

impl Page {
    fn title(&mut self, text: &str) {
        self.blocks.push(Block::Title(text.to_owned()));
    }

    /// Says that only what was known on a day is told, where that is so.
    fn known(&mut self, timeline: &Timeline) {
        if let Some(known) = timeline.known() {
            self.text(vec![Run::new(format!("Known on {known}"), Tone::Warning)]);
        }
    }

    fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Heading(text.into()));
    }

    fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }

    fn text(&mut self, runs: Vec<Run>) {
        self.line(Level::Text, None, runs, None);
    }

    fn fact(&mut self, name: &str, runs: Vec<Run>) {
        if runs.iter().any(|run| !run.text.is_empty()) {
            self.line(Level::Fact, Some(Run::quiet(name)), runs, None);
        }
    }

    fn item(&mut self, glyph: Run, runs: Vec<Run>, target: Option<EventIx>) {
        self.line(Level::Item, Some(glyph), runs, target);
    }

    fn under(&mut self, runs: Vec<Run>, target: Option<EventIx>) {
        self.line(Level::Under, None, runs, target);
    }

    fn line(&mut self, level: Level, label: Option<Run>, runs: Vec<Run>, target: Option<EventIx>) {
        self.blocks.push(Block::Line(Line { level, label, runs, target }));
    }
}

/// What a page is told from.
#[derive(Clone, Copy)]
pub struct Telling<'t> {
    pub timeline: &'t Timeline,
    pub copies: &'t Copies,
}
