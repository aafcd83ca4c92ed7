//! The page of an actor: all that it, or one below it, says, in order, over all events.

use super::citations::Citations;
use super::event::claim;
use super::{Block, Page, Run, Telling, Tone, wording};
use crate::domain::actor::ActorIx;
use crate::domain::event::EventIx;
use crate::domain::figure::Figure;
use crate::domain::number::counted;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use crate::timeline::claims::said;
use crate::timeline::ledger::said_by;

/// The page of an actor.
pub fn page(telling: Telling<'_>, actor: ActorIx) -> Page {
    let timeline = telling.timeline;
    let chronicle = timeline.chronicle();
    let it = &chronicle.actors[actor];
    let mut page = Page::default();
    let mut sources = Citations::default();
    let entries = said_by(timeline, actor);
    let figures = figures(timeline, actor);
    page.title(&it.name);
    page.known(timeline);
    let mut told = vec![Run::quiet(it.kind.word())];
    if let Some(parent) = it.parent {
        told.push(Run::quiet(format!(" · part of {}", chronicle.actors[parent].name)));
    }
    if !it.aliases.is_empty() {
        told.push(Run::quiet(format!(" · also {}", it.aliases.join(", "))));
    }
    page.text(told);
    let changes = entries.iter().filter(|entry| entry.was.is_some_and(|was| was.in_order)).count();
    let (claims, figures_given) =
        (counted(entries.len(), "claim"), counted(figures.len(), "figure"));
    let tally = format!("{claims}, {} of stance, {figures_given}", counted(changes, "change"));
    page.text(vec![Run::plain(tally)]);
    if !entries.is_empty() {
        page.heading("Says");
    }
    let mut day = None;
    for entry in entries {
        let Some(made) = timeline.claim(entry.at) else { continue };
        let stands_in = timeline.event(entry.at.event);
        let about = made.about.unwrap_or(entry.at.event);
        let said = said(chronicle, stands_in, made);
        if day.replace(said) != Some(said) {
            page.gap();
        }
        let aside =
            vec![Run::new(format!(" · {}", timeline.event(about).date.display()), Tone::Date)];
        let title = timeline.event(about).title().to_string();
        page.blocks.push(Block::Event { event: about, title, aside });
        claim(telling, entry, made.by != actor, &mut sources, &mut page);
    }
    if !figures.is_empty() {
        page.heading("Gives figures");
    }
    for (event, figure) in figures {
        let it = timeline.event(event);
        let mut told =
            vec![Run::strong(figure.amount_in_unit()), Run::plain(format!(" {}", figure.measure))];
        if let Some(date) = &figure.date {
            told.push(Run::quiet(format!(" · {}", wording::as_of(date))));
        }
        told.push(Run::quiet(format!(" · {}", it.title())));
        told.push(sources.marks(&figure.sources));
        page.item(Run::quiet("#"), told, Some(event));
    }
    page.heading("Sources");
    sources.list(telling, &mut page);
    page
}

/// The figures an actor, or one below it, gives.
pub fn figures(timeline: &Timeline, actor: ActorIx) -> Vec<(EventIx, &Figure)> {
    timeline
        .events_of(|index| &index.counters, actor.get())
        .flat_map(|event| timeline.event(event).figures().iter().map(move |figure| (event, figure)))
        .filter(|(_, figure)| {
            figure.by.is_some_and(|by| timeline.chronicle().is_or_is_below(by, actor))
        })
        .collect()
}
