//! What stands in the cells of the table. Names and dates come back from row to row, and are cleaned and
//! measured once.

use crate::domain::chronicle::Chronicle;
use crate::domain::clock_time::ClockTime;
use crate::domain::event::Event;
use crate::domain::table::Index as _;
use crate::domain::text::{clean, width};
use crate::domain::when::When;
use crate::page::wording;
use std::borrow::Cow;

/// Cleaned text, and how wide it is.
#[derive(Default)]
pub(super) struct Cell<T> {
    pub(super) text: T,
    pub(super) wide: usize,
}

impl<'t> Cell<Cow<'t, str>> {
    pub(super) fn of(text: &'t str) -> Self {
        let text = clean(text);
        Self { wide: width(&text), text }
    }
}

/// What stands between two actors.
pub(super) const BETWEEN: &str = ", ";

/// The names of all regions and actors.
pub(super) struct Names<'t> {
    regions: Vec<Cell<Cow<'t, str>>>,
    actors: Vec<Cell<Cow<'t, str>>>,
    unplaced: Cell<Cow<'t, str>>,
}

impl<'t> Names<'t> {
    pub(super) fn of(chronicle: &'t Chronicle) -> Self {
        Self {
            regions: chronicle.regions.iter().map(|(_, region)| Cell::of(&region.name)).collect(),
            actors: chronicle.actors.iter().map(|(_, actor)| Cell::of(&actor.name)).collect(),
            unplaced: Cell::default(),
        }
    }

    /// The region that an event is in; empty for an unplaced one.
    pub(super) fn region(&self, event: Event<'_>) -> &Cell<Cow<'t, str>> {
        let region = event.regions().first().and_then(|region| self.regions.get(region.get()));
        region.unwrap_or(&self.unplaced)
    }

    pub(super) fn actors(&self, event: Event<'_>) -> impl Iterator<Item = &Cell<Cow<'t, str>>> {
        event.actors().iter().filter_map(|part| self.actors.get(part.actor().get()))
    }

    /// How wide the actors of an event are in a row.
    pub(super) fn actors_wide(&self, event: Event<'_>) -> usize {
        let wide = self.actors(event).map(|name| name.wide + BETWEEN.len()).sum::<usize>();
        wide.saturating_sub(BETWEEN.len())
    }
}

/// The date that was told last, which mostly is the next one's too.
#[derive(Default)]
pub(super) struct LastDate {
    date: Option<(When, Option<ClockTime>)>,
    cell: Cell<String>,
}

impl LastDate {
    pub(super) fn of(&mut self, event: Event<'_>) -> &Cell<String> {
        if self.date.as_ref().is_none_or(|last| (&last.0, last.1) != (&event.date, event.time)) {
            let text = clean(&wording::date(event)).into_owned();
            self.cell = Cell { wide: width(&text), text };
            self.date = Some((event.date.clone(), event.time));
        }
        &self.cell
    }
}
