//! New data on the screen: what the reader had open, marked and in view is found again by id.

use super::Options;
use super::filter::Filter;
use super::model::{Model, Notice, Overlay, Tone};
use super::{known, report, update};
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::number::counted;
use crate::domain::when::Day;
use crate::export::range::Range;
use crate::loader::fault::Fault;
use crate::loader::{Input, Loaded, Progress, copies};
use crate::query::QueryError;
use crate::threads;
use crate::timeline::Timeline;
use std::path::Path;
use std::sync::Arc;

/// Data as whole as it will be, with the local copies of its sources.
#[derive(Debug)]
pub struct Arrival {
    timeline: Arc<Timeline>,
    faults: Vec<Fault>,
    stopped: Option<Progress>,
    copies: Arc<Copies>,
    /// What of it was known on a day.
    seen: Option<Arc<Timeline>>,
}

impl Arrival {
    /// Reads the copies, which takes as long as the disk does: not for the thread of the screen.
    pub fn new(loaded: Loaded, input: &Input, texts: Option<&Path>) -> Self {
        let copies = Arc::new(copies::read(&loaded.timeline, input, texts));
        let Loaded { timeline, faults, stopped } = loaded;
        Self { timeline: Arc::new(timeline), faults, stopped, copies, seen: None }
    }

    /// The same as it was known on a day, if one is asked for: that takes long as well.
    #[must_use]
    pub fn known_on(self, day: Option<Day>) -> Self {
        let seen = day.map(|day| Arc::new(self.timeline.known_on(day)));
        Self { seen, ..self }
    }
}

/// Takes data. An error is a range that was asked for and is none.
pub fn take(model: &mut Model, arrival: Arrival, options: &Options) -> Result<(), super::Error> {
    let Arrival { timeline, faults, stopped, copies, seen } = arrival;
    let first = model.loading.take().is_some();
    if first {
        model.filter.known_on = options.known_on;
    }
    let kept = timeline.len();
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    let changed = model.whole().chronicle().prints != timeline.chronicle().prints;
    let ranged = model.whole().is_empty() || model.range.is_some();
    model.faults = faults;
    model.stopped = stopped;
    let range = if ranged { range(&timeline, options) } else { Ok(None) };
    let range = match range {
        Err(why) if first => return Err(super::Error::Range(why)),
        range => range,
    };
    if let Err(error) = settle(model, timeline, seen, range.clone().unwrap_or_default()) {
        let text = format!("{}: {error}", model.filter.query);
        model.notice = Some(Notice { tone: Tone::Error, text });
        model.filter = Filter { known_on: model.filter.known_on, ..Filter::default() };
        // Nothing is left that could be refused.
        select(model).unwrap_or(());
    } else if let Err(why) = range {
        model.notice = Some(Notice { tone: Tone::Error, text: why });
    } else if !first && (changed || is_refused(model)) {
        let (kept, errors) = (counted(kept, "event"), counted(errors, "error"));
        let text = format!("read again: {kept}, {errors}");
        model.notice = Some(Notice { tone: Tone::Info, text });
    }
    model.copies = copies;
    model.sheets.forget();
    report::outdate(model);
    update::catch_up(model);
    Ok(())
}

/// Whether the notice says that something failed, such as the reading before.
fn is_refused(model: &Model) -> bool {
    model.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Error)
}

/// Takes the first events while the rest is read. A query or a range may need the rest: then the
/// screen waits for it.
pub fn take_early(model: &mut Model, loaded: Loaded, options: &Options) {
    // What is known of a day takes all sources.
    if options.known_on.is_some() {
        return;
    }
    let Ok(range) = range(&loaded.timeline, options) else { return };
    if settle(model, Arc::new(loaded.timeline), None, range).is_err() || model.selection.is_empty()
    {
        model.timeline = Arc::default();
        model.renew_answers();
        model.range = None;
        model.selection.clear();
        model.measure();
    }
}

fn range(timeline: &Timeline, options: &Options) -> Result<Option<Range>, String> {
    Range::parse(options.from.as_deref(), options.to.as_deref(), timeline)
}

/// Applies the filters; where the day that they ask for takes long, without it: it comes later.
fn select(model: &mut Model) -> Result<(), QueryError> {
    if known::is_far(model) { model.select_near(model.current()) } else { model.select() }
}

/// Rows by how near they are to one, itself first, and what follows before what stands above.
fn outward(row: usize, rows: usize) -> impl Iterator<Item = usize> {
    (0..rows).flat_map(move |by| {
        let below = Some(row + by).filter(|&below| below < rows);
        let above = row.checked_sub(by).filter(|&above| by > 0 && above < rows);
        [below, above].into_iter().flatten()
    })
}

/// Puts a timeline in the place of the one that is shown, and what of it was `seen` where the filters
/// ask for that.
fn settle(
    model: &mut Model,
    timeline: Arc<Timeline>,
    seen: Option<Arc<Timeline>>,
    range: Option<Range>,
) -> Result<(), String> {
    known::lift(model);
    // Until a key is pressed the last rows are asked for, and those are not known at first.
    let follow = model.touched || !model.order.reverse;
    let current = model.current().filter(|_| follow);
    let line = model.cursor_line();
    let scroll = model.detail_scroll;
    let old = std::mem::replace(&mut model.timeline, timeline);
    let new = Arc::clone(&model.timeline);
    let renewed = |event: EventIx| new.chronicle().find_event(old.event(event).id());
    let rows = std::mem::take(&mut model.selection);
    // What has gone, or has another id now, leaves the reader at the row beside it.
    let current = current.and_then(|_| {
        outward(model.cursor, rows.len()).find_map(|row| rows.get(row).copied().and_then(renewed))
    });
    model.expanded = model.expanded.iter().copied().filter_map(renewed).collect();
    model.marks = model.marks.iter().copied().filter_map(renewed).collect();
    known::follow(&mut model.trail, renewed);
    model.range_from = model.range_from.and_then(renewed);
    model.filter = model.filter.carried(&old, &new);
    model.history = model.history.iter().map(|filter| filter.carried(&old, &new)).collect();
    model.range = range;
    match &mut model.overlay {
        Overlay::Prompt(prompt) => {
            let (filter, home) = &prompt.before;
            prompt.before = (filter.carried(&old, &new), home.and_then(renewed));
        }
        // Their rows are those of the data before.
        Overlay::Columns { .. }
        | Overlay::Speakers { .. }
        | Overlay::Reader(_)
        | Overlay::Links { .. } => model.overlay = Overlay::None,
        Overlay::Help { over, .. } => *over = None,
        _ => {}
    }
    model.renew_answers();
    // Where a day hides the event, the cursor goes to the nearest one.
    model.selection = current.into_iter().collect();
    model.cursor = 0;
    if let Some(seen) = seen {
        known::show(model, seen);
    }
    let outcome = select(model).map_err(|error| error.message);
    update::renew_picker(model, &old);
    if current.is_some() && outcome.is_ok() {
        model.detail_scroll = scroll;
        model.put_cursor_at(line);
    }
    threads::give_back(old.len(), old);
    outcome
}
