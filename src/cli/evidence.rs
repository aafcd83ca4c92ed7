//! `dateline actor`, `compare` and `source`: pages over all events, for a reader, a report or a
//! program.

use super::args::{Actor, Compare, Form, KnownOn, Page, Source};
use super::view::View;
use super::{Failure, Outcome, paper, streams, view};
use crate::domain::copies::Copies;
use crate::domain::source::SourceIx;
use crate::export::{evidence, json, page};
use crate::loader::copies;
use crate::page::{self as pages, Telling};
use crate::query::{actor_named, columns_named, source_named};
use crate::timeline::Timeline;
use crate::timeline::compare::Columns;
use serde_json::Value;

pub(crate) fn actor(args: Actor) -> Outcome {
    with(args.page, &args.known, |timeline, copies| {
        let actor = actor_named(timeline.chronicle(), &args.name).map_err(Failure::refused)?;
        let telling = Telling { timeline, copies };
        Ok((pages::actor::page(telling, actor), evidence::actor(telling, actor)))
    })
}

pub(crate) fn source(args: Source) -> Outcome {
    with(args.page, &args.known, |timeline, copies| {
        let source = source_named(timeline.chronicle(), &args.name).map_err(Failure::refused)?;
        known_then(timeline, source)?;
        let page = pages::source::page(Telling { timeline, copies }, source, None);
        Ok((page, evidence::source(timeline, copies, source)))
    })
}

pub(crate) fn compare(args: Compare) -> Outcome {
    view::parse(&args.chosen)?;
    let names = args.names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.collect();
    if names.len() < 2 {
        return Err(Failure::refused("two or more sources, or actors, are compared: `a,b`"));
    }
    with(args.page, &args.chosen.known, |timeline, copies| {
        let columns = columns_named(timeline.chronicle(), &names).map_err(Failure::refused)?;
        if let Columns::Sources(sources) = &columns {
            sources.iter().try_for_each(|&source| known_then(timeline, source))?;
        }
        let view = View::new(timeline, &args.chosen)?;
        let page = pages::compare::page(Telling { timeline, copies }, view.events(), &columns);
        Ok((page, evidence::comparison(timeline, view.events(), &columns)))
    })
}

/// Reads the chronicle and the copies, and prints what `tell` makes of them in the form asked for.
fn with(
    args: Page,
    known: &KnownOn,
    tell: impl FnOnce(&Timeline, &Copies) -> Result<(pages::Page, Value), Failure>,
) -> Outcome {
    let day = view::known_on(known)?;
    let texts = view::texts(args.texts)?;
    let input = view::input(args.input)?;
    let view::Data { timeline, faults } = view::loaded_as_known(&input, day)?;
    let done = view::tell_errors(faults, view::stderr_color(args.color.color), true);
    let copies = copies::read(timeline, &input, texts.as_deref());
    let (page, value) = tell(timeline, &copies)?;
    match args.format {
        Form::Text => paper::print(&page, args.color.color)?,
        Form::Md => streams::to_stdout(page::markdown(&page).as_bytes())?,
        Form::Json => streams::fill_stdout(|out| json::write_pretty(&value, out))?,
    }
    Ok(done)
}

/// A source that was published later is not looked into.
fn known_then(timeline: &Timeline, source: SourceIx) -> Result<(), Failure> {
    let source = &timeline.chronicle().sources[source];
    match timeline.known().and_then(|known| known.refusal(source)) {
        Some(refusal) => Err(Failure::refused(refusal)),
        None => Ok(()),
    }
}
