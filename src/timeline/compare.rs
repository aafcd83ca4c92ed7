//! Sources or claimants side by side: what each tells of an event, what one alone has, and where
//! they differ.

mod claimants;
mod sources;

use super::Timeline;
use crate::domain::actor::ActorIx;
use crate::domain::event::EventIx;
use crate::domain::figure::Figure;
use crate::domain::source::SourceIx;
use std::collections::BTreeMap;

/// What stands side by side: all of them sources, or all of them claimants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Columns {
    Sources(Vec<SourceIx>),
    Claimants(Vec<ActorIx>),
}

impl Columns {
    pub fn len(&self) -> usize {
        match self {
            Self::Sources(sources) => sources.len(),
            Self::Claimants(actors) => actors.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The ids of the columns.
    pub fn ids<'t>(&self, timeline: &'t Timeline) -> Vec<&'t str> {
        let chronicle = timeline.chronicle();
        match self {
            Self::Sources(sources) => sources.iter().map(|&s| &*chronicle.sources[s].id).collect(),
            Self::Claimants(actors) => actors.iter().map(|&a| &*chronicle.actors[a].id).collect(),
        }
    }

    /// The columns as people name them; a number tells those apart that have one name.
    pub fn names(&self, timeline: &Timeline) -> Vec<String> {
        let chronicle = timeline.chronicle();
        let names: Vec<String> = match self {
            Self::Sources(sources) => sources
                .iter()
                .map(|&at| &chronicle.sources[at])
                .map(|it| it.publisher.as_deref().unwrap_or(&it.title).to_owned())
                .collect(),
            Self::Claimants(actors) => {
                actors.iter().map(|&actor| chronicle.actors[actor].name.to_string()).collect()
            }
        };
        let ids = self.ids(timeline);
        let twice = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
        let told =
            |(name, id): (&String, &str)| if twice(name) { id.to_owned() } else { name.clone() };
        names.iter().zip(ids).map(told).collect()
    }
}

/// How the cells of a row stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Same,
    Differs,
    /// Some of those who tell the event do not have it.
    Only,
    /// One is a later figure of the same claimant.
    Updated,
    /// Words, which are everybody's own.
    Uncompared,
}

impl Mark {
    /// One column; the meaning does not rest on colour.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Same | Self::Uncompared => " ",
            Self::Differs => "≠",
            Self::Only => "+",
            Self::Updated => "↑",
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Only => "only",
            Self::Updated => "updated",
            Self::Uncompared => "uncompared",
        }
    }
}

/// One field of an event, in every column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    /// None where a column has nothing of its own.
    pub cells: Vec<Option<String>>,
    /// What the event has, where a column that tells it without a field of its own is taken to tell
    /// that.
    pub event: Option<String>,
    pub mark: Mark,
}

/// An event in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub event: EventIx,
    /// Which columns tell the event at all.
    pub tells: Vec<bool>,
    pub rows: Vec<Row>,
}

impl Comparison {
    pub fn of(timeline: &Timeline, event: EventIx, columns: &Columns) -> Self {
        match columns {
            Columns::Sources(columns) => sources::compare(timeline, event, columns),
            Columns::Claimants(columns) => claimants::compare(timeline, event, columns),
        }
    }

    /// Told by some of the columns and left out by others.
    pub fn is_left_out(&self) -> bool {
        self.tells.contains(&true) && self.tells.contains(&false)
    }

    /// Some field differs, or is had by some alone.
    pub fn is_told_differently(&self) -> bool {
        let differs = |mark| matches!(mark, Mark::Differs | Mark::Only | Mark::Updated);
        self.rows.iter().any(|row| differs(row.mark))
    }

    fn new(event: EventIx, tells: Vec<bool>) -> Self {
        Self { event, tells, rows: Vec::new() }
    }

    /// Adds a row, if any column has the field; `differs` says how those that have it are unlike.
    fn put(&mut self, label: &str, cells: Vec<Option<String>>, differs: Option<Mark>) {
        if cells.iter().all(Option::is_none) {
            return;
        }
        let lacking = cells.iter().zip(&self.tells).any(|(cell, tells)| *tells && cell.is_none());
        let mark = differs.unwrap_or(if lacking { Mark::Only } else { Mark::Same });
        self.rows.push(Row { label: label.to_owned(), cells, event: None, mark });
    }

    /// Adds a row that is not compared, if any column has the field.
    fn put_words(&mut self, label: &str, cells: Vec<Option<String>>) {
        if cells.iter().any(Option::is_some) {
            let mark = Mark::Uncompared;
            self.rows.push(Row { label: label.to_owned(), cells, event: None, mark });
        }
    }
}

/// What can be compared, with the number of events each has a part in; most first.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    pub sources: Vec<(SourceIx, usize)>,
    pub claimants: Vec<(ActorIx, usize)>,
}

/// The sources and the claimants of some events.
pub fn candidates(timeline: &Timeline, events: &[EventIx]) -> Candidates {
    let mut sources: BTreeMap<SourceIx, usize> = BTreeMap::new();
    let mut claimants: BTreeMap<ActorIx, usize> = BTreeMap::new();
    for &event in events {
        for source in timeline.sources(event) {
            *sources.entry(source).or_default() += 1;
        }
        let about = timeline.claims_about(event).iter().filter_map(|&at| timeline.claim(at));
        let counted = timeline.event(event).figures().iter().filter_map(|figure| figure.by);
        let here: std::collections::BTreeSet<ActorIx> =
            about.map(|claim| claim.by).chain(counted).collect();
        for actor in here {
            *claimants.entry(actor).or_default() += 1;
        }
    }
    Candidates { sources: ranked(sources), claimants: ranked(claimants) }
}

fn ranked<I: Ord + Copy>(counts: BTreeMap<I, usize>) -> Vec<(I, usize)> {
    let mut ranked: Vec<(I, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(index, count)| (std::cmp::Reverse(count), index));
    ranked
}

/// The figures of one measure, a list for each column, as cells; and how two columns differ, if so.
fn figure_cells(
    timeline: &Timeline,
    columns: &[Vec<&Figure>],
    with_claimant: bool,
) -> (Vec<Option<String>>, Option<Mark>) {
    let told = |figure: &&Figure| {
        let mut told = figure.amount_in_unit();
        if with_claimant {
            let by = figure.by.map(|by| &*timeline.chronicle().actors[by].name);
            told.push_str(&format!(" ({})", by.unwrap_or("no claimant")));
        }
        told
    };
    let cells = columns
        .iter()
        .map(|figures| {
            let told: Vec<String> = figures.iter().map(told).collect();
            (!told.is_empty()).then(|| told.join("; "))
        })
        .collect();
    let pairs = columns.iter().enumerate().flat_map(|(at, here)| {
        let others = columns.iter().skip(at + 1);
        others.filter(|there| !here.is_empty() && !there.is_empty()).map(move |there| (here, there))
    });
    let mark = pairs.filter_map(|(here, there)| beside(here, there, with_claimant)).min();
    (cells, mark)
}

/// How the figures of two columns differ: all of one from all of the other, or in their claimants.
fn beside(here: &[&Figure], there: &[&Figure], with_claimant: bool) -> Option<Mark> {
    let claimants = |figures: &[&Figure]| {
        figures.iter().map(|figure| figure.by).collect::<std::collections::BTreeSet<_>>()
    };
    let all = |holds: &dyn Fn(&Figure, &Figure) -> bool| {
        here.iter().all(|a| there.iter().all(|b| holds(a, b)))
    };
    if all(&|a, b| a.is_updated_by(b) || b.is_updated_by(a)) {
        return Some(Mark::Updated);
    }
    let apart = all(&|a, b| a.is_rival_of(b) && a.differs_from(b));
    (apart || with_claimant && claimants(here) != claimants(there)).then_some(Mark::Differs)
}

/// Whether any two of the values that are there are unlike.
fn unlike<T: PartialEq>(values: &[Option<T>]) -> bool {
    let mut there = values.iter().flatten();
    let first = there.next();
    there.any(|value| Some(value) != first)
}
