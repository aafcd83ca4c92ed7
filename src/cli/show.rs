//! `dateline show ID`: one event, whole. An id that is not there exits with 2, as a wrong path does.

use super::args::Show;
use super::{Failure, Outcome, paper, view};
use crate::loader::copies;
use crate::page::Telling;
use crate::page::event::{Extent, page};
use crate::timeline::Timeline;
use std::fmt::Write as _;

pub(crate) fn run(args: Show) -> Outcome {
    let input = view::input(args.input)?;
    let loaded = view::loaded(&input)?;
    // What the event does not depend on is no reason to fail.
    let done = view::tell_errors(loaded.faults, view::stderr_color(args.color.color), true);
    let timeline = &loaded.timeline;
    let Some(event) = timeline.chronicle().find_event(&args.id) else {
        return Err(Failure::Refused(unknown(timeline, &args.id)));
    };
    let (copies, _) = copies::read(timeline, &input, args.texts.texts.as_deref());
    let page = page(Telling { timeline, copies: &copies }, event, Extent::Whole);
    paper::print(&page, args.color.color)?;
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
