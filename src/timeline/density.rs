//! How many events when: a histogram over the whole span.

use super::Timeline;
use crate::domain::event::EventIx;
use crate::domain::when::Day;

/// A span of days in equal columns, and how many events are anchored in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    pub first: Option<Day>,
    pub last: Option<Day>,
    pub columns: Vec<u32>,
}

impl Density {
    /// Counts `events` in `columns` columns over the span of the whole timeline.
    pub fn of(timeline: &Timeline, events: impl Iterator<Item = EventIx>, columns: usize) -> Self {
        let mut all = timeline.events();
        let first = all.next().map(|event| timeline.event(event).date.anchor());
        let last = all.next_back().map(|event| timeline.event(event).date.anchor()).or(first);
        let mut density = Self { first, last, columns: vec![0; columns] };
        for event in events {
            let column = density.column(timeline.event(event).date.anchor());
            if let Some(count) = column.and_then(|column| density.columns.get_mut(column)) {
                *count += 1;
            }
        }
        density
    }

    /// The column a day falls into; none outside the span.
    pub fn column(&self, day: Day) -> Option<usize> {
        let (first, last) = (self.first?, self.last?);
        if day < first || day > last || self.columns.is_empty() {
            return None;
        }
        let days = i64::from(last.number()) - i64::from(first.number()) + 1;
        let offset = i64::from(day.number()) - i64::from(first.number());
        let columns = i64::try_from(self.columns.len()).ok()?;
        usize::try_from(offset * columns / days).ok()
    }

    pub fn peak(&self) -> u32 {
        self.columns.iter().copied().max().unwrap_or(0)
    }
}
