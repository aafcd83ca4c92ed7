//! How many events when: a histogram over the whole span.

use super::Timeline;
use super::set::EventSet;
use crate::domain::when::Day;
use std::ops::Range;

/// A span of days in equal columns, and how many events are anchored in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    pub first: Option<Day>,
    pub last: Option<Day>,
    pub columns: Vec<u32>,
}

impl Density {
    /// Counts all events in so many columns.
    pub fn of_all(timeline: &Timeline, columns: usize) -> Self {
        Self::counted(timeline, columns, |stretch| stretch.len())
    }

    /// Counts some events in so many columns over the span of the whole timeline.
    pub fn of(timeline: &Timeline, events: &EventSet, columns: usize) -> Self {
        Self::counted(timeline, columns, |stretch| events.count_stretch(stretch))
    }

    fn counted(timeline: &Timeline, columns: usize, count: impl Fn(Range<usize>) -> usize) -> Self {
        let mut density = Self::span(timeline, columns);
        let ends = density.ends(timeline);
        let mut start = 0;
        for (column, end) in density.columns.iter_mut().zip(ends) {
            *column = u32::try_from(count(start..end)).unwrap_or(u32::MAX);
            start = end;
        }
        density
    }

    /// The span of a timeline, nothing counted yet.
    pub fn span(timeline: &Timeline, columns: usize) -> Self {
        let mut all = timeline.events();
        let day = |event| timeline.event(event).date.anchor();
        let first = all.next().map(day);
        Self { first, last: all.next_back().map(day).or(first), columns: vec![0; columns] }
    }

    /// The position in the timeline where each column ends.
    pub fn ends(&self, timeline: &Timeline) -> Vec<usize> {
        let mut end = 0;
        (0..self.columns.len())
            .map(|here| {
                end = timeline.first_past(end, |day| self.column(day) <= Some(here));
                end
            })
            .collect()
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
