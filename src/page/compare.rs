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
    page.known(timeline);
    if let ([told], 1) = (&told[..], events.len()) {
        event(telling, told, &names, &mut page);
        page.blocks.push(Block::Table(table(told, &names, true)));
        return page;
    }
    tally(&told, &names, &mut page);
    let (left_out, by_all): (Vec<_>, Vec<_>) = told.iter().partition(|told| told.is_left_out());
    if !left_out.is_empty() {
        page.heading("Left out");
    }
    for told in &left_out {
        event(telling, told, &names, &mut page);
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
        event(telling, told, &names, &mut page);
        page.blocks.push(Block::Table(table(told, &names, !sources)));
    }
    page
}

/// The heading of an event, with those who leave it out.
fn event(telling: Telling<'_>, told: &Comparison, names: &[String], page: &mut Page) {
    let event = telling.timeline.event(told.event);
    let mut aside = vec![Run::new(format!(" · {}", event.date.display()), Tone::Date)];
    let silent = names.iter().zip(&told.tells).filter(|(_, tells)| !**tells);
    let silent: Vec<&str> = silent.map(|(name, _)| name.as_str()).collect();
    if !silent.is_empty() {
        aside.push(Run::new(format!(" · left out by {}", silent.join(", ")), Tone::Warning));
    }
    page.blocks.push(Block::Event { event: told.event, title: event.title().to_string(), aside });
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
