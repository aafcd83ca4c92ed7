//! The search: where it lands, what it finds, and which match of how many the cursor stands on.

use super::{refuse, say};
use crate::domain::event::EventIx;
use crate::query::{Matcher, Query, select_set};
use crate::tui::answer::Subject;
use crate::tui::model::{EFFORT, Model, Overlay, PromptKind, Search, takes_long};
use std::sync::Arc;

/// From where the search began to the first match; where that takes long, to what is found in time.
pub(super) fn jump(model: &mut Model) {
    let Some(search) = &model.search else { return };
    let (origin, text) = (search.origin, search.text.clone());
    model.inquiries.give_up();
    if text.trim().is_empty() {
        land(model, Some(origin));
        return;
    }
    let timeline = Arc::clone(&model.timeline);
    let query = Query::phrase(&text);
    // A phrase names nothing that could be unknown.
    let Ok(matcher) = model.answers.compile(&query, &timeline) else { return };
    let known = model.answers.to(&query).cloned();
    if known.is_none() && takes_long(&matcher) {
        let row = first_asked(model, &matcher, origin);
        land(model, row.or(Some(origin)));
        model.inquiries.ask(&timeline, Subject::Matches, query, &model.answers);
        note(model, Some("counting…".to_owned()));
    } else if let Some(search) = &mut model.search {
        search.matches = known.or_else(|| select_set(&timeline, &matcher, &|| true));
        found(model);
    }
}

/// The first match from a row on, as far as it is worth while to ask.
fn first_asked(model: &Model, matcher: &Matcher<'_>, from: usize) -> Option<usize> {
    let rows = model.selection.get(from..)?.iter().enumerate();
    let within = rows.filter(|&(_, &event)| matcher.foretold(event) != Some(false));
    let found = within.take(EFFORT).find(|&(_, &event)| matcher.matches(event));
    found.map(|(row, _)| from + row)
}

/// All matches are known: the prompt's cursor lands on the first, a search that was accepted reports.
pub(super) fn found(model: &mut Model) {
    let Some(search) = &model.search else { return };
    let origin = search.origin;
    if matches!(&model.overlay, Overlay::Prompt(prompt) if prompt.kind == PromptKind::Search) {
        land(model, find(model, origin, true));
        note(model, place(model).map(|(before, all)| format!("match {before} of {all}")));
        return;
    }
    if model.current().is_some_and(|event| !is_match(model, event)) {
        land(model, find(model, origin, true));
    }
    report_matches(model);
}

/// The cursor on what the search found; back at its origin when that is nothing.
fn land(model: &mut Model, found: Option<usize>) {
    if let Overlay::Prompt(prompt) = &mut model.overlay {
        prompt.error = found.is_none().then(|| "nothing found".to_owned());
        prompt.note = None;
    }
    let Some(Search { origin, line, .. }) = model.search else { return };
    match found {
        Some(row) if row != origin => model.jump(row, model.middle()),
        _ => model.jump(origin, line),
    }
}

fn note(model: &mut Model, text: Option<String>) {
    if let Overlay::Prompt(prompt) = &mut model.overlay {
        prompt.note = text;
    }
}

fn is_match(model: &Model, event: EventIx) -> bool {
    let matches = model.search.as_ref().and_then(|search| search.matches.as_ref());
    matches.is_some_and(|matches| matches.contains(event))
}

/// The rows of all matches, in order, where they are few among many.
fn few(model: &Model) -> Option<Vec<usize>> {
    let matches = model.search.as_ref()?.matches.as_ref()?;
    if matches.count() > EFFORT {
        return None;
    }
    let mut rows: Vec<usize> = matches.iter().filter_map(|event| model.row(event).ok()).collect();
    rows.sort_unstable();
    Some(rows)
}

/// The nearest row with a match from `from` on, around the end.
fn find(model: &Model, from: usize, forward: bool) -> Option<usize> {
    if let Some(rows) = few(model) {
        return if forward {
            rows.iter().find(|&&row| row >= from).or(rows.first()).copied()
        } else {
            rows.iter().rfind(|&&row| row <= from).or(rows.last()).copied()
        };
    }
    let hit = |row: usize| model.selection.get(row).is_some_and(|&event| is_match(model, event));
    let len = model.selection.len();
    if forward {
        (from..len).chain(0..from.min(len)).find(|&row| hit(row))
    } else {
        let last = (from + 1).min(len);
        (0..last).rev().chain((last..len).rev()).find(|&row| hit(row))
    }
}

/// Which of the matches among the rows the cursor stands on, and how many there are.
fn place(model: &Model) -> Option<(usize, usize)> {
    let (mut before, mut all) = (0, 0);
    if let Some(rows) = few(model) {
        all = rows.len();
        before = rows.partition_point(|&row| row <= model.cursor);
    } else {
        for (row, &event) in model.selection.iter().enumerate() {
            if is_match(model, event) {
                all += 1;
                before += usize::from(row <= model.cursor);
            }
        }
    }
    (all > 0).then_some((before, all))
}

pub(super) fn next_match(model: &mut Model, forward: bool) {
    let len = model.selection.len();
    if len == 0 {
        return;
    }
    know_matches(model);
    let from = if forward { (model.cursor + 1) % len } else { (model.cursor + len - 1) % len };
    match find(model, from, forward) {
        Some(row) => {
            land(model, Some(row));
            report_matches(model);
        }
        None => refuse(model, "nothing found"),
    }
}

/// Finds all matches, where new data left them unknown.
fn know_matches(model: &mut Model) {
    let timeline = Arc::clone(&model.timeline);
    if let Some(search @ Search { matches: None, .. }) = &mut model.search
        && let Ok(matcher) = Query::phrase(&search.text).compile(&timeline)
    {
        search.matches = select_set(&timeline, &matcher, &|| true);
    }
}

/// Which match of how many this is.
pub(super) fn report_matches(model: &mut Model) {
    match place(model) {
        Some((before, all)) => say(model, format!("match {before} of {all}")),
        None => refuse(model, "nothing found"),
    }
}
