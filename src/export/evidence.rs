//! JSON of what is told across events: an actor's claims, sources or claimants side by side, a
//! source by paragraphs.

use super::json::{ActorObject, FigureObject, Said, SourceObject};
use crate::domain::actor::ActorIx;
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::quote::Verdict;
use crate::domain::source::SourceIx;
use crate::page::Telling;
use crate::page::actor::figures;
use crate::page::source::Uses;
use crate::timeline::Timeline;
use crate::timeline::compare::{Columns, Comparison};
use crate::timeline::ledger::said_by;
use serde_json::{Value, json};

/// All that an actor, or one below it, says: in order of time, each with the event it is about.
pub fn actor(telling: Telling<'_>, actor: ActorIx) -> Value {
    let timeline = telling.timeline;
    let claims = said_by(timeline, actor)
        .into_iter()
        .filter_map(|entry| Some(Said { telling, entry, claim: timeline.claim(entry.at)? }));
    let figures = figures(timeline, actor).into_iter().map(|(of, figure)| FigureObject {
        timeline,
        event: timeline.event(of),
        figure,
        of: Some(of),
    });
    json!({
        "actor": ActorObject(timeline, actor),
        "claims": claims.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
    })
}

/// Each event that one of the columns tells: which do, and every field in every column.
pub fn comparison(timeline: &Timeline, events: &[EventIx], columns: &Columns) -> Value {
    let events = events
        .iter()
        .map(|&event| Comparison::of(timeline, event, columns))
        .filter(|told| told.tells.contains(&true))
        .map(|told| {
            let rows = told.rows.iter().map(|row| {
                json!({
                    "field": row.label,
                    "mark": row.mark.word(),
                    "cells": row.cells,
                    "event": row.event,
                })
            });
            let event = timeline.event(told.event);
            json!({
                "id": event.id(),
                "title": event.title(),
                "tells": told.tells,
                "fields": rows.collect::<Vec<_>>(),
            })
        });
    json!({
        "columns": columns.ids(timeline),
        "of": match columns { Columns::Sources(_) => "sources", Columns::Claimants(_) => "claimants" },
        "events": events.collect::<Vec<_>>(),
    })
}

/// A source, the paragraphs of its copy, and which events cite which.
pub fn source(timeline: &Timeline, copies: &Copies, source: SourceIx) -> Value {
    let uses = Uses::of(timeline, source);
    let ids = |events: &std::collections::BTreeSet<EventIx>| -> Vec<&str> {
        events.iter().map(|&event| timeline.event(event).id()).collect()
    };
    let copy = copies.get(source);
    let mut numbers: Vec<u32> = uses.by_paragraph.keys().copied().collect();
    numbers.extend(copy.into_iter().flat_map(|copy| copy.paragraphs().map(|(number, _)| number)));
    numbers.sort_unstable();
    numbers.dedup();
    let paragraphs = numbers.iter().map(|number| {
        json!({
            "paragraph": number,
            "text": copy.and_then(|copy| copy.paragraph(*number)),
            "cited_by": uses.by_paragraph.get(number).map(&ids).unwrap_or_default(),
        })
    });
    let quotes = uses.quotes.iter().map(|quote| {
        let verdict = copy.map_or(Verdict::NoCopy, |copy| copy.check(quote.text).verdict);
        let places = copy.map(|copy| copy.places(quote.text, &quote.paragraphs));
        json!({
            "quote": quote.text,
            "event": timeline.event(quote.event).id(),
            "verdict": verdict.word(),
            "paragraph": places.iter().flatten().map(|(number, _)| number).next(),
        })
    });
    json!({
        "source": SourceObject(timeline, source),
        "sha256": copies.sha256(source),
        "paragraphs": paragraphs.collect::<Vec<_>>(),
        "cited_whole_by": ids(&uses.whole),
        "quotes": quotes.collect::<Vec<_>>(),
    })
}
