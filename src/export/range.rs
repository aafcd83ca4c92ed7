//! A range of the timeline, by days or, where it cuts a day, by events.
//!
//! Days are compared with the day an event is anchored at: its place in the timeline.

use crate::domain::event::EventIx;
use crate::domain::text::clean;
use crate::domain::when::{Day, When};
use crate::timeline::Timeline;

/// One end of a range, itself in the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Day(Day),
    Event(EventIx),
}

/// A stretch of the timeline; a missing end is without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    pub from: Option<End>,
    pub to: Option<End>,
}

impl Range {
    /// The range between two ends as a user writes them: a date, or the id of an event. None when
    /// neither is given.
    pub fn parse(
        from: Option<&str>,
        to: Option<&str>,
        timeline: &Timeline,
    ) -> Result<Option<Self>, String> {
        let range = Self {
            from: from.map(|text| Self::parse_start(text, timeline)).transpose()?,
            to: to.map(|text| Self::parse_end(text, timeline)).transpose()?,
        };
        if let (Some(first), Some(last)) = (range.from, range.to) {
            let day = |end| match end {
                End::Day(day) => day,
                End::Event(event) => timeline.event(event).date.anchor(),
            };
            let crossed = match (first, last) {
                (End::Event(first), End::Event(last)) => first > last,
                _ => day(first) > day(last),
            };
            if crossed {
                return Err("the range ends before it starts".to_owned());
            }
        }
        Ok((range != Self::default()).then_some(range))
    }

    /// Where a range starts: the first day of a date, or an event.
    pub fn parse_start(text: &str, timeline: &Timeline) -> Result<End, String> {
        parse(text, timeline, |date| date.earliest().unwrap_or_else(|| date.anchor()))
    }

    /// Where a range ends: the last day of a date, or an event.
    pub fn parse_end(text: &str, timeline: &Timeline) -> Result<End, String> {
        parse(text, timeline, |date| date.latest().unwrap_or_else(|| date.anchor()))
    }

    /// The events in the range, in the order given.
    pub fn apply(&self, timeline: &Timeline, mut events: Vec<EventIx>) -> Vec<EventIx> {
        events.retain(|&event| self.contains(timeline, event));
        events
    }

    fn contains(&self, timeline: &Timeline, event: EventIx) -> bool {
        let day = timeline.event(event).date.anchor();
        let after_start = match self.from {
            Some(End::Day(first)) => day >= first,
            Some(End::Event(first)) => event >= first,
            None => true,
        };
        let before_end = match self.to {
            Some(End::Day(last)) => day <= last,
            Some(End::Event(last)) => event <= last,
            None => true,
        };
        after_start && before_end
    }

    /// The range of some rows of a selection in the order of the timeline: by days where the rows
    /// are all that is selected of those days, else by the events at its ends.
    pub fn of_rows(timeline: &Timeline, selected: &[EventIx], first: usize, last: usize) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        let day = |row: usize| selected.get(row).map(|&event| timeline.event(event).date.anchor());
        let end = |row: usize, beyond: Option<usize>| {
            let &event = selected.get(row)?;
            let cut = beyond.and_then(day) == day(row);
            Some(if cut {
                End::Event(event)
            } else {
                End::Day(timeline.event(event).date.anchor())
            })
        };
        let last = last.min(selected.len().saturating_sub(1));
        Self { from: end(first, first.checked_sub(1)), to: end(last, last.checked_add(1)) }
    }

    /// The same range with ends by event turned to days where they cut none, so that a range reads
    /// the same however it was asked for.
    #[must_use]
    pub fn settled(self, timeline: &Timeline, selected: &[EventIx]) -> Self {
        let inside = |&event: &EventIx| self.contains(timeline, event);
        let rows = selected.iter().position(inside).zip(selected.iter().rposition(inside));
        let Some((first, last)) = rows else { return self };
        let rows = Self::of_rows(timeline, selected, first, last);
        let settle = |end: Option<End>, row: Option<End>| match end {
            Some(End::Event(_)) => row,
            Some(End::Day(_)) | None => end,
        };
        Self { from: settle(self.from, rows.from), to: settle(self.to, rows.to) }
    }

    /// In words, for people: "2024-10-01 to 2024-10-31".
    pub fn describe(&self, timeline: &Timeline) -> String {
        let end = |end: End| match end {
            End::Day(day) => day.to_string(),
            End::Event(event) => format!("event {}", timeline.event(event).id()),
        };
        match (self.from.map(end), self.to.map(end)) {
            (Some(from), Some(to)) if from == to => from,
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => "the whole timeline".to_owned(),
        }
    }
}

fn parse(text: &str, timeline: &Timeline, day: impl Fn(&When) -> Day) -> Result<End, String> {
    let text = text.trim();
    match When::parse(text) {
        Ok(date) => Ok(End::Day(day(&date))),
        Err(error) => timeline.chronicle().find_event(text).map(End::Event).ok_or_else(|| {
            format!(
                "`{}` is neither a date nor the id of an event: {}",
                clean(text),
                clean(&error.message)
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_month_is_its_first_day_as_a_start_and_its_last_as_an_end() {
        let timeline = sample::timeline();
        let range = Range::parse(Some("2031-05"), Some("2031-05"), &timeline).unwrap().unwrap();
        assert_eq!(range.describe(&timeline), "2031-05-01 to 2031-05-31");
        assert_eq!(Range::parse(None, None, &timeline), Ok(None));
    }

    #[test]
    fn ends_may_be_events_and_are_in_the_range() {
        let timeline = sample::timeline();
        let all: Vec<EventIx> = timeline.events().collect();
        let range = Range::parse(Some("harbour-closed"), Some("harbour-closed"), &timeline)
            .unwrap()
            .unwrap();
        let found = range.apply(&timeline, all);
        assert_eq!(found, [timeline.chronicle().find_event("harbour-closed").unwrap()]);
    }

    #[test]
    fn what_is_neither_a_date_nor_an_event_is_refused() {
        let timeline = sample::timeline();
        let error = Range::parse(Some("no-such\u{1b}[31m"), None, &timeline).unwrap_err();
        assert!(error.contains("neither a date nor the id of an event"), "{error}");
        assert!(!error.contains('\u{1b}'));
        assert!(Range::parse(Some("2031-06"), Some("2031-05"), &timeline).is_err());
    }

    #[test]
    fn rows_that_cut_a_day_are_named_by_their_events() {
        let timeline = sample::timeline();
        let all: Vec<EventIx> = timeline.events().collect();
        let whole = Range::of_rows(&timeline, &all, 0, all.len() - 1);
        assert!(matches!(whole, Range { from: Some(End::Day(_)), to: Some(End::Day(_)) }));
        for first in 0..all.len() {
            for last in first..all.len() {
                let range = Range::of_rows(&timeline, &all, first, last);
                assert_eq!(range.apply(&timeline, all.clone()), all[first..=last]);
            }
        }
    }
}
