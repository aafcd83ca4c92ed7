//! Sources or claimants side by side, for one event or for many.

use super::{Block, Page, Run, Table, TableRow, Telling, Tone};
use crate::domain::event::EventIx;
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
    let mut page = Page::default();
    page.title(&names.join(" | "));
    tally(&told, &names, &mut page);
    let alone = events.len() == 1;
    let worth = |told: &&Comparison| alone || told.is_left_out() || told.is_told_differently();
    for told in told.iter().filter(worth) {
        page.gap();
        let event = timeline.event(told.event);
        let mut aside = vec![Run::new(format!(" · {}", event.date.display()), Tone::Date)];
        if told.is_left_out() {
            let out: Vec<&str> = names
                .iter()
                .zip(&told.tells)
                .filter(|(_, tells)| !**tells)
                .map(|(name, _)| name.as_str())
                .collect();
            aside.push(Run::new(format!(" · left out by {}", out.join(", ")), Tone::Warning));
        }
        page.blocks.push(Block::Event { event: told.event, title: event.title.to_string(), aside });
        // Of an event that one column alone tells there is nothing to compare.
        if alone || told.tells.iter().filter(|tells| **tells).count() > 1 {
            page.blocks.push(Block::Table(table(told, &names, alone)));
        }
    }
    page
}

/// How many of the events each column tells, leaves out, and how many are told differently.
fn tally(told: &[Comparison], names: &[String], page: &mut Page) {
    let of = told.len();
    if of == 0 {
        page.text(vec![Run::quiet("None of them tells of these events.")]);
        return;
    }
    for (at, name) in names.iter().enumerate() {
        let tells = told.iter().filter(|told| told.tells.get(at) == Some(&true)).count();
        let mut runs = vec![Run::strong(name), Run::plain(format!(": tells {tells} of {of}"))];
        if tells < of {
            runs.push(Run::new(format!(", leaves out {}", of - tells), Tone::Warning));
        }
        page.text(runs);
    }
    let differently = told.iter().filter(|told| told.is_told_differently()).count();
    let alike = told.iter().filter(|told| !told.is_left_out() && !told.is_told_differently());
    page.text(vec![
        Run::plain(format!("Told differently: {differently} · told alike: {}", alike.count())),
        Run::quiet("  (≠ differs, + only some have it)"),
    ]);
}

/// The fields as rows. Where many events are compared, only those that are not the same.
fn table(told: &Comparison, names: &[String], whole: bool) -> Table {
    let mut heads = vec![String::new(), String::new()];
    heads.extend(names.iter().cloned());
    let rows = told
        .rows
        .iter()
        .filter(|row| whole || row.mark != Mark::Same)
        .map(|row| {
            let tone = if row.mark == Mark::Same { Tone::Quiet } else { Tone::Warning };
            let mut cells =
                vec![vec![Run::new(row.mark.glyph(), tone)], vec![Run::new(&row.label, tone)]];
            cells.extend(row.cells.iter().map(|cell| match cell {
                Some(text) => vec![Run::plain(text)],
                None => vec![Run::quiet("—")],
            }));
            TableRow { cells }
        })
        .collect();
    Table { heads, rows }
}
