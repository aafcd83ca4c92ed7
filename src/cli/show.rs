//! `dateline show ID`: one event, whole. An id that is not there exits with 2, as a wrong path does.

use super::args::Show;
use super::{Failure, Outcome, paper, view};
use crate::loader::copies;
use crate::page::Telling;
use crate::page::event::{Extent, page};
use crate::timeline::known::Known;

pub(crate) fn run(args: Show) -> Outcome {
    let day = view::known_on(&args.known)?;
    let texts = view::texts(args.texts)?;
    let input = view::input(args.input)?;
    let loaded = view::loaded(&input)?;
    // What the event does not depend on is no reason to fail.
    let done = view::tell_errors(loaded.faults, view::stderr_color(args.color.color), true);
    let whole = loaded.timeline;
    if whole.chronicle().find_event(&args.id).is_none() {
        let known = whole.events().map(|event| whole.event(event).id());
        return Err(Failure::Refused(view::no_such("event", &args.id, known)));
    }
    let seen = day.map(|day| whole.known_on(day));
    let timeline = seen.as_ref().unwrap_or(whole);
    let Some(event) = timeline.chronicle().find_event(&args.id) else {
        let known = timeline.known().map(Known::brief).unwrap_or_default();
        return Err(Failure::Refused(format!(
            "the event `{}` was not known then ({known})",
            args.id
        )));
    };
    let copies = copies::read(timeline, &input, texts.as_deref());
    let page = page(Telling { timeline, copies: &copies }, event, Extent::Whole);
    paper::print(&page, args.color.color)?;
    Ok(done)
}
