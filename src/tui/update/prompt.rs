//! The line at the bottom: query, search, go to date, export.

use super::{browse, refuse, say};
use crate::domain::event::EventIx;
use crate::domain::fold::Needle;
use crate::domain::when::When;
use crate::query::{Matcher, Query, QueryError, select_set};
use crate::tui::answer::Subject;
use crate::tui::filter::Filter;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{EFFORT, Model, Overlay, Prompt, PromptKind, Search, takes_long};
use std::path::PathBuf;
use std::sync::Arc;
use tui_input::Input as Line;

pub(super) fn open(model: &mut Model, kind: PromptKind) {
    let text = match kind {
        PromptKind::Query => model.filter.query.clone(),
        PromptKind::Export => "dateline.md".to_owned(),
        PromptKind::Search | PromptKind::GoToDate => String::new(),
    };
    if kind == PromptKind::Search {
        let (needle, origin) = (Needle::new(""), model.cursor);
        model.search = Some(Search { needle, text: String::new(), origin, matches: None });
    }
    let line = Line::new(text);
    let before = (model.filter.clone(), model.current());
    let prompt = Prompt { kind, line, error: None, note: None, before };
    model.overlay = Overlay::Prompt(Box::new(prompt));
}

/// Live answers while a line is typed: a query narrows the list, a search jumps.
pub(super) fn typed(model: &mut Model) {
    let Overlay::Prompt(prompt) = &mut model.overlay else { return };
    let text = prompt.line.value().to_owned();
    match prompt.kind {
        PromptKind::Query => {
            let (before, home) = prompt.before.clone();
            let filter = Filter { query: text, ..before.clone() };
            let error = preview(model, filter, home).err().map(|error| error.message);
            if error.is_some() && model.filter != before {
                // The filters before were read once already.
                preview(model, before, home).unwrap_or(());
            }
            if let Overlay::Prompt(prompt) = &mut model.overlay {
                prompt.error = error;
            }
        }
        PromptKind::Search => {
            if let Some(search) = &mut model.search {
                search.needle = Needle::new(&text);
                search.text = text;
                search.matches = None;
                jump(model);
            }
        }
        PromptKind::GoToDate | PromptKind::Export => prompt.error = None,
    }
}

/// Shows what other filters leave; where they cannot be read, nothing changes.
fn preview(model: &mut Model, filter: Filter, home: Option<EventIx>) -> Result<(), QueryError> {
    let shown = std::mem::replace(&mut model.filter, filter);
    model.select_near(home).inspect_err(|_| model.filter = shown)
}

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Step => cancel(model),
        Command::Apply => return accept(model),
        _ => {}
    }
    Vec::new()
}

fn cancel(model: &mut Model) {
    let Overlay::Prompt(prompt) = std::mem::replace(&mut model.overlay, Overlay::None) else {
        return;
    };
    match prompt.kind {
        PromptKind::Query => {
            let (filter, home) = prompt.before;
            if filter != model.filter {
                // They were read before.
                preview(model, filter, home).unwrap_or(());
            }
        }
        PromptKind::Search => {
            if let Some(search) = model.search.take() {
                model.inquiries.give_up();
                model.cursor = search.origin;
                model.reveal();
            }
        }
        PromptKind::GoToDate | PromptKind::Export => {}
    }
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Overlay::Prompt(prompt) = &mut model.overlay else { return Vec::new() };
    let text = prompt.line.value().trim().to_owned();
    match prompt.kind {
        PromptKind::Query => {
            let outcome =
                Query::parse(&text).and_then(|query| query.compile(&model.timeline).map(|_| ()));
            if let Err(error) = outcome {
                let hint = error.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
                prompt.error = Some(format!("{}{hint}", error.message));
                return Vec::new();
            }
            let (before, home) = prompt.before.clone();
            model.overlay = Overlay::None;
            let filter = Filter { query: text, ..before.clone() };
            if model.filter.query.trim() != filter.query {
                preview(model, filter.clone(), home).unwrap_or(());
            }
            model.filter = filter;
            if model.filter != before {
                model.history.push(before);
            }
            browse::drop_hidden_range(model);
        }
        PromptKind::Search => {
            model.overlay = Overlay::None;
            if text.is_empty() {
                model.search = None;
            } else if model.inquiries.open().is_none() {
                report_matches(model);
            } else {
                say(model, "counting…");
            }
        }
        PromptKind::GoToDate => match When::parse(&text) {
            Ok(when) => {
                model.overlay = Overlay::None;
                go_to_date(model, &when);
            }
            Err(error) => prompt.error = Some(error.to_string()),
        },
        PromptKind::Export => {
            if text.is_empty() {
                prompt.error = Some("write a file name".to_owned());
                return Vec::new();
            }
            return vec![Effect::Export { path: PathBuf::from(text), force: false }];
        }
    }
    Vec::new()
}

fn go_to_date(model: &mut Model, when: &When) {
    let day = when.anchor();
    let anchor = |&event: &EventIx| model.timeline.event(event).date.anchor();
    // The first event of the day or after it; where the latest come first, of the day or before.
    let there = |event: &EventIx| {
        if model.order.reverse { anchor(event) <= day } else { anchor(event) >= day }
    };
    let row = model.selection.iter().position(there).unwrap_or(model.selection.len());
    if row >= model.selection.len() {
        say(model, "nothing beyond that; this is the last event");
    }
    model.cursor = row.min(model.selection.len().saturating_sub(1));
    model.detail_scroll = 0;
    model.reveal();
}

/// From where the search began to the first match; where that takes long, to what is found in time.
fn jump(model: &mut Model) {
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
    let within = rows.filter(|&(_, &event)| matcher.bounds().contains(event));
    let found = within.take(EFFORT).find(|&(_, &event)| matcher.asks(event));
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
    let origin = model.search.as_ref().map_or(0, |search| search.origin);
    model.cursor = found.unwrap_or(origin);
    model.detail_scroll = 0;
    model.reveal();
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

/// The nearest row with a match from `from` on, around the end.
fn find(model: &Model, from: usize, forward: bool) -> Option<usize> {
    let len = model.selection.len();
    let order = |i: usize| if forward { (from + i) % len } else { (from + len - i) % len };
    let hit = |&row: &usize| model.selection.get(row).is_some_and(|&event| is_match(model, event));
    (0..len).map(order).find(hit)
}

/// Which of the matches among the rows the cursor stands on, and how many there are.
fn place(model: &Model) -> Option<(usize, usize)> {
    let (mut before, mut all) = (0, 0);
    for (row, &event) in model.selection.iter().enumerate() {
        if is_match(model, event) {
            all += 1;
            before += usize::from(row <= model.cursor);
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
fn report_matches(model: &mut Model) {
    match place(model) {
        Some((before, all)) => say(model, format!("match {before} of {all}")),
        None => refuse(model, "nothing found"),
    }
}
