//! New data on the screen: what the reader had open, marked and in view is found again by id.

use super::Options;
use super::filter::Filter;
use super::model::{Model, Notice, Overlay, Tone};
use super::update;
use crate::domain::event::EventIx;
use crate::export::range::Range;
use crate::loader::Loaded;
use crate::timeline::Timeline;
use std::thread;

/// Takes data that is as whole as it will be. An error is a range that was asked for and is none.
pub fn take(model: &mut Model, loaded: Loaded, options: &Options) -> Result<(), super::Error> {
    let first = model.loading.take().is_some();
    let (kept, stopped) = (loaded.timeline.len(), loaded.stopped);
    let errors = loaded.faults.iter().filter(|fault| fault.is_error()).count();
    let changed = model.timeline.chronicle().digest != loaded.timeline.chronicle().digest;
    let ranged = model.timeline.is_empty() || model.range.is_some();
    model.faults = loaded.faults;
    model.stopped = stopped;
    let range = if ranged { range(&loaded.timeline, options) } else { Ok(None) };
    let range = match range {
        Err(why) if first => return Err(super::Error::Range(why)),
        range => range,
    };
    if let Err(error) = settle(model, loaded.timeline, range.clone().unwrap_or_default()) {
        let text = format!("{}: {error}", model.filter.query);
        model.notice = Some(Notice { tone: Tone::Error, text });
        model.filter = Filter::default();
        model.selection = model.timeline.events().collect();
        model.measure();
        model.reveal();
    } else if let Err(why) = range {
        model.notice = Some(Notice { tone: Tone::Error, text: why });
    } else if !first && changed {
        let text = format!("read again: {kept} events, {errors} errors");
        model.notice = Some(Notice { tone: Tone::Info, text });
    }
    Ok(())
}

/// Takes the first events while the rest is read. A query or a range may need the rest: then the
/// screen waits for it.
pub fn take_early(model: &mut Model, loaded: Loaded, options: &Options) {
    let Ok(range) = range(&loaded.timeline, options) else { return };
    if settle(model, loaded.timeline, range).is_err() || model.selection.is_empty() {
        model.timeline = Timeline::default();
        model.range = None;
        model.selection.clear();
        model.measure();
    }
}

fn range(timeline: &Timeline, options: &Options) -> Result<Option<Range>, String> {
    Range::parse(options.from.as_deref(), options.to.as_deref(), timeline)
}

/// Puts a timeline in the place of the one that is shown.
fn settle(model: &mut Model, timeline: Timeline, range: Option<Range>) -> Result<(), String> {
    // Until a key is pressed the last rows are asked for, and those are not known at first.
    let follow = model.touched || !model.order.reverse;
    let current = model.current().filter(|_| follow);
    let line = model.cursor_line();
    let scroll = model.detail_scroll;
    let old = std::mem::replace(&mut model.timeline, timeline);
    let renewed =
        |model: &Model, event: EventIx| model.timeline.chronicle().find_event(&old.event(event).id);
    let current = current.and_then(|event| renewed(model, event));
    model.expanded = model.expanded.iter().filter_map(|&e| renewed(model, e)).collect();
    model.marks = model.marks.iter().filter_map(|&e| renewed(model, e)).collect();
    model.trail = model.trail.iter().filter_map(|&e| renewed(model, e)).collect();
    model.range_from = model.range_from.and_then(|event| renewed(model, event));
    model.filter = model.filter.carried(&old, &model.timeline);
    model.history = model.history.iter().map(|f| f.carried(&old, &model.timeline)).collect();
    model.range = range;
    model.selection.clear();
    if let Overlay::Links { .. } = model.overlay {
        model.overlay = Overlay::None;
    }
    let outcome = model.select().map_err(|error| error.message);
    update::renew_picker(model, &old);
    if let Some(event) = current
        && let Ok(row) = model.row(event)
    {
        model.cursor = row;
        model.detail_scroll = scroll;
        model.put_cursor_at(line);
    }
    // A large one takes a while to be given back.
    if old.len() > 10_000 {
        thread::spawn(move || drop(old));
    }
    outcome
}
