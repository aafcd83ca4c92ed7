//! `dateline show ID`: one event, whole. An id that is not there exits with 2, as a wrong path does.

use super::args::Show;
use super::{Failure, Outcome, sheet, streams, view};
use crate::timeline::Timeline;
use crate::timeline::known::Known;
use std::fmt::Write as _;

/// Lines longer than this are hard to read.
const MAX_COLUMNS: usize = 100;

pub(crate) fn run(args: Show) -> Outcome {
    let day = view::known_on(&args.known)?;
    let loaded = view::loaded(&view::input(args.input)?)?;
    // What the event does not depend on is no reason to fail.
    let done = view::tell_errors(loaded.faults, view::stderr_color(args.color.color), true);
    let whole = loaded.timeline;
    if whole.chronicle().find_event(&args.id).is_none() {
        return Err(Failure::Refused(unknown(&whole, &args.id)));
    }
    let timeline = &match day {
        Some(day) => whole.known_on(day),
        None => whole,
    };
    let Some(event) = timeline.chronicle().find_event(&args.id) else {
        let known = timeline.known().map(Known::brief).unwrap_or_default();
        return Err(Failure::Refused(format!(
            "the event `{}` was not known then ({known})",
            args.id
        )));
    };
    let columns = view::columns().unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
    streams::to_stdout(sheet::text(timeline, event, columns).as_bytes())?;
    Ok(done)
}

fn unknown(timeline: &Timeline, id: &str) -> String {
    let mut reason = format!("no event has the id `{id}`");
    let known = timeline.events().map(|event| &*timeline.event(event).id);
    let near = known
        .map(|known| (strsim::jaro_winkler(known, id), known))
        .filter(|&(likeness, _)| likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    if let Some((_, near)) = near {
        // Writing to a string does not fail.
        write!(reason, "; did you mean `{near}`?").unwrap_or(());
    }
    reason
}
