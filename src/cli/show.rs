//! `dateline show ID`: one event, whole. An id that is not there exits with 2, as a wrong path does.

use super::args::Show;
use super::{Failure, Outcome, sheet, streams, view};
use crate::domain::near::{PART, hint};
use crate::timeline::Timeline;

/// Lines longer than this are hard to read.
const MAX_COLUMNS: usize = 100;

pub(crate) fn run(args: Show) -> Outcome {
    let loaded = view::loaded(&view::input(args.input)?)?;
    // What the event does not depend on is no reason to fail.
    let done = view::tell_errors(loaded.faults, view::stderr_color(args.color.color), true);
    let timeline = &loaded.timeline;
    let Some(event) = timeline.chronicle().find_event(&args.id) else {
        return Err(Failure::Refused(unknown(timeline, &args.id)));
    };
    let columns = view::columns().unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
    streams::to_stdout(sheet::text(timeline, event, columns).as_bytes())?;
    Ok(done)
}

fn unknown(timeline: &Timeline, id: &str) -> String {
    let known = timeline.events().map(|event| &*timeline.event(event).id);
    match hint(id, known, PART) {
        Some(hint) => format!("no event has the id `{id}`; {hint}"),
        None => format!("no event has the id `{id}`"),
    }
}
