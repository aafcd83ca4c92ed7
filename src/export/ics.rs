//! iCalendar (RFC 5545): all-day entries; a calendar cannot say "by" or "about", so the description
//! does, and the title where an end is open: the day it stands at is not one that somebody gave.

use super::{Selection, batches};
use crate::domain::event::{Event, EventIx};
use crate::domain::text::clean;
use crate::domain::when::Day;
use crate::page::wording;
use chrono::{NaiveTime, TimeZone as _, Utc};
use icalendar::{Calendar, Component as _, EventLike as _, Property};
use std::io;

const END: &str = "END:VCALENDAR\r\n";

/// Writes the selection as a calendar.
pub fn write(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", concat!("-//dateline//", env!("CARGO_PKG_VERSION"), "//EN")))
        .append_property(("CALSCALE", "GREGORIAN"));
    if let Some(title) = &selection.timeline.chronicle().title {
        calendar.name(&clean(title));
    }
    if let Some(known) = selection.timeline.known() {
        calendar.description(&format!("Known on {known}"));
    }
    // The entries stand before its last line.
    let frame = calendar.to_string();
    let (head, end) = frame.split_at(frame.len().saturating_sub(END.len()));
    out.write_all(head.as_bytes())?;
    batches::write(selection.timeline, &selection.ordered(), out, |event, bytes| {
        let text = entry(selection, event).try_into_string().map_err(io::Error::other)?;
        bytes.extend(text.into_bytes());
        Ok(())
    })?;
    out.write_all(end.as_bytes())
}

fn entry(selection: &Selection<'_>, index: EventIx) -> icalendar::Event {
    let timeline = selection.timeline;
    let event = timeline.event(index);
    let (first, last) = days(event);
    let mut entry = icalendar::Event::with_uid(&format!("{}@dateline", event.id()));
    // Without it the crate would read the clock; the day keeps the file the same every time.
    let stamp = Utc.from_utc_datetime(&first.date().and_time(NaiveTime::MIN));
    entry
        .timestamp(stamp)
        .starts(first.date())
        // The end is the first day that is not in it.
        .ends(last.plus(1).date())
        .summary(&summary(event))
        .description(&description(selection, index))
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
    entry.location(&clean(&wording::places(timeline, event)));
    entry.done()
}

fn summary(event: Event<'_>) -> String {
    let title = clean(event.title());
    match (event.date.earliest(), event.date.latest()) {
        (Some(_), Some(_)) => title.into_owned(),
        _ => format!("{title} ({})", clean(&wording::date(event))),
    }
}

/// The days an entry covers. An end that is not known is the day the event is anchored at. A
/// calendar counts years from 1 to 9999.
fn days(event: Event<'_>) -> (Day, Day) {
    let anchor = event.date.anchor();
    let within = |day: Day| {
        let first = Day::from_ymd(1, 1, 1).unwrap_or(day);
        let last = Day::from_ymd(9999, 12, 30).unwrap_or(day);
        day.clamp(first, last)
    };
    match (event.date.earliest(), event.date.latest()) {
        (Some(first), Some(last)) => (within(first), within(last)),
        _ => (within(anchor), within(anchor)),
    }
}

fn description(selection: &Selection<'_>, index: EventIx) -> String {
    let timeline = selection.timeline;
    let event = timeline.event(index);
    let mut lines = vec![format!("Date: {}", wording::date(event)), event.summary().to_string()];
    lines.push(format!("Actors: {}", wording::actors(timeline, event)));
    lines.push(format!("Status: {}", wording::status(timeline, index)));
    lines.push(timeline.origins(index).to_string());
    if let Some(note) = event.note().filter(|_| selection.notes) {
        lines.push(format!("Note: {note}"));
    }
    lines.retain(|line| !line.is_empty() && line != "Actors: ");
    lines.iter().map(|line| clean(line).into_owned()).collect::<Vec<_>>().join("\n")
}
