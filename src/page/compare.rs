//! Sources or claimants side by side, for one event or for many.

use super::{Block, Page, Run, Table, TableRow, Telling, Tone};
use crate::domain::event::EventIx;
use crate::domain::source::Citation;
use crate::timeline::compare::{Columns, Comparison, Mark};

/// The page of a comparison. Of several events only those are told in full that are left out by some
/// of the columns, or told differently.
pub fn page(telling: Telling<'_>, events: &[EventIx], columns: &Columns) -> Page {
    let timeline = telling.timeline;
    let names = columns.names(timeline);
    let told: Vec<Comparison> = events
        .iter()
        .map(|&event| Comparison::of(timeline, event, columns))
        .filter(|told| told.tells.contains(&true))
        .collect();
    let words = match columns {
        Columns::Sources(_) => OF_SOURCES,
        Columns::Claimants(_) => OF_ACTORS,
    };
    let mut page = Page::default();
    page.title(&names.join(" | "));
    page.known(timeline);
    if let ([told], 1) = (&told[..], events.len()) {
        event(telling, told, &names, words, &mut page);
        page.blocks.push(Block::Table(table(told, &names, true)));
        return page;
    }
    tally(&told, &names, words, &mut page);
    if let Columns::Sources(sources) = columns {
        let cited = sources.iter().map(|&source| Citation::new(source, None));
        let cited: Vec<Citation> = cited.collect();
        let origins = timeline.chronicle().count_origins(cited.iter());
        page.text(vec![Run::quiet(origins.to_string())]);
    }
    let (left_out, by_all): (Vec<_>, Vec<_>) = told.iter().partition(|told| told.is_left_out());
    if !left_out.is_empty() {
        page.heading(words.left_out);
    }
    for told in &left_out {
        event(telling, told, &names, words, &mut page);
    }
    // Of an event that one column alone tells there is nothing to compare.
    let by_some = left_out.into_iter().filter(|told| told.tells.iter().filter(|t| **t).count() > 1);
    // What actors say is never the same; what sources tell alike is left out.
    let sources = matches!(columns, Columns::Sources(_));
    let differently: Vec<&Comparison> =
        by_all.into_iter().chain(by_some).filter(|told| told.is_told_differently()).collect();
    if !differently.is_empty() {
        page.heading("Told differently");
    }
    for (number, told) in differently.into_iter().enumerate() {
        if number > 0 {
            page.gap();
        }
        event(telling, told, &names, words, &mut page);
        page.blocks.push(Block::Table(table(told, &names, !sources)));
    }
    page
}

/// What is said of columns: sources tell events, actors speak on them.
#[derive(Clone, Copy)]
struct Words {
    tells: &'static str,
    leaves_out: &'static str,
    silent: &'static str,
    left_out: &'static str,
}

const OF_SOURCES: Words =
    Words { tells: "tells", leaves_out: "leaves out", silent: "left out by", left_out: "Left out" };

const OF_ACTORS: Words = Words {
    tells: "speaks on",
    leaves_out: "is silent on",
    silent: "nothing from",
    left_out: "Not all speak on these",
};

/// The heading of an event, with those who leave it out.
fn event(telling: Telling<'_>, told: &Comparison, names: &[String], words: Words, page: &mut Page) {
    let event = telling.timeline.event(told.event);
    let mut aside = vec![Run::new(format!(" · {}", event.date.display()), Tone::Date)];
    let silent = names.iter().zip(&told.tells).filter(|(_, tells)| !**tells);
    let silent: Vec<&str> = silent.map(|(name, _)| name.as_str()).collect();
    if !silent.is_empty() {
        aside.push(Run::new(format!(" · {} {}", words.silent, silent.join(", ")), Tone::Warning));
    }
    page.blocks.push(Block::Event { event: told.event, title: event.title().to_string(), aside });
}

/// How many of the events each column tells, leaves out, and how many are told differently.
fn tally(told: &[Comparison], names: &[String], words: Words, page: &mut Page) {
    let of = told.len();
    if of == 0 {
        page.text(vec![Run::quiet("None of them tells of these events.")]);
        return;
    }
    for (at, name) in names.iter().enumerate() {
        let tells = told.iter().filter(|told| told.tells.get(at) == Some(&true)).count();
        let mut runs =
            vec![Run::strong(name), Run::plain(format!(": {} {tells} of {of}", words.tells))];
        if tells < of {
            runs.push(Run::new(format!(", {} {}", words.leaves_out, of - tells), Tone::Warning));
        }
        page.text(runs);
    }
    let differently = told.iter().filter(|told| told.is_told_differently()).count();
    let alike = told.iter().filter(|told| !told.is_left_out() && !told.is_told_differently());
    page.text(vec![
        Run::plain(format!("Told differently: {differently} · told alike: {}", alike.count())),
        Run::quiet("  (≠ differs, + only some have it, ↑ a later figure)"),
    ]);
}

/// The fields as rows. Where many events are compared, only those that are not the same.
fn table(told: &Comparison, names: &[String], whole: bool) -> Table {
    let mut heads = vec![String::new(), String::new()];
    heads.extend(names.iter().cloned());
    let rows = told
        .rows
        .iter()
        .filter(|row| whole || !matches!(row.mark, Mark::Same | Mark::Uncompared))
        .map(|row| {
            let tone = match row.mark {
                Mark::Same | Mark::Uncompared => Tone::Quiet,
                Mark::Differs | Mark::Only | Mark::Updated => Tone::Warning,
            };
            let mut cells =
                vec![vec![Run::new(row.mark.glyph(), tone)], vec![Run::new(&row.label, tone)]];
            cells.extend(row.cells.iter().zip(&told.tells).map(|(cell, tells)| {
                match (cell, &row.event) {
                    (Some(text), _) => vec![Run::plain(text)],
                    (None, Some(event)) if *tells => vec![Run::quiet(if whole {
                        format!("as the event: {event}")
                    } else {
                        "as the event".to_owned()
                    })],
                    (None, _) => vec![Run::quiet("—")],
                }
            }));
            TableRow { cells }
        })
        .collect();
    Table { heads, rows }
}
