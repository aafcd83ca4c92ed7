//! The JSON of `TimelineJS3`. Its texts are HTML, so that ours are escaped for it.

use super::json::write_around;
use super::{Selection, groups};
use crate::domain::event::EventIx;
use crate::domain::text::clean;
use crate::domain::when::{Day, When};
use crate::page::wording;
use serde_json::{Value, json};
use std::io;

/// Writes the selection as one `TimelineJS3` document.
pub fn write(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let chronicle = selection.timeline.chronicle();
    let title = chronicle.title.as_deref().unwrap_or("Timeline");
    let summary = chronicle.summary.as_deref().unwrap_or_default();
    let known = selection.timeline.known();
    let known = known
        .map_or_else(String::new, |known| format!("<p>Known on {}</p>", html(&known.to_string())));
    let before = json!({
        "title": { "text": { "headline": html(title), "text": html(summary) + &known } },
    });
    write_around(&before, "events", selection, |event| slide(selection, event), &json!({}), out)
}

fn slide(selection: &Selection<'_>, index: EventIx) -> Value {
    let timeline = selection.timeline;
    let event = timeline.event(index);
    let (places, status) = (wording::places(timeline, event), wording::status(timeline, index));
    let paragraphs = [event.summary(), &places, &status, &timeline.origins(index).to_string()];
    let mut text = String::new();
    for paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()) {
        text.push_str(&format!("<p>{}</p>", html(paragraph)));
    }
    let group = match selection.group {
        super::Group::Date => timeline.chronicle().kinds[event.kind].name.to_string(),
        super::Group::Region => event.regions().first().map_or_else(
            || groups::UNPLACED.to_owned(),
            |&region| timeline.chronicle().regions[region].name.to_string(),
        ),
    };
    let (start, end) = dates(&event.date);
    let mut slide = json!({
        "unique_id": event.id(),
        "start_date": start,
        "display_date": clean(&wording::date(event)),
        "text": { "headline": html(event.title()), "text": text },
        "group": html(&group),
    });
    if let (Some(end), Some(slide)) = (end, slide.as_object_mut()) {
        slide.insert("end_date".to_owned(), end);
    }
    slide
}

/// Where a slide starts and ends, no more exact than the date: a whole month has no day. An open
/// end is left out; what is known of it stands in the display date.
fn dates(date: &When) -> (Value, Option<Value>) {
    let day = |day: Day| json!({ "year": day.year(), "month": day.month(), "day": day.day() });
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else {
        return (day(date.anchor()), None);
    };
    let whole = |from: Option<Day>, to: Option<Day>| from == Some(first) && to == Some(last);
    let (year, month) = (first.year(), first.month());
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end_of_month = Day::from_ymd(next.0, next.1, 1).map(|next| next.plus(-1));
    if whole(Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31)) {
        return (json!({ "year": year }), None);
    }
    if whole(Day::from_ymd(year, month, 1), end_of_month) {
        return (json!({ "year": year, "month": month }), None);
    }
    (day(first), (first != last).then(|| day(last)))
}

/// Text in HTML, in an element or an attribute.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
