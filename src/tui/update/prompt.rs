//! The line at the bottom: query, search, go to date, export.

use super::{browse, known, refuse, say};
use crate::domain::event::EventIx;
use crate::domain::fold::Needle;
use crate::domain::when::When;
use crate::query::Query;
use crate::timeline::known::last_day_of;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Prompt, PromptKind, Search};
use std::path::PathBuf;
use tui_input::Input as Line;

pub(super) fn open(model: &mut Model, kind: PromptKind) {
    let text = match kind {
        PromptKind::Query => model.filter.query.clone(),
        PromptKind::Export => "dateline.md".to_owned(),
        PromptKind::KnownOn => {
            known::suggested(model).map_or_else(String::new, |day| day.to_string())
        }
        PromptKind::Search | PromptKind::GoToDate => String::new(),
    };
    if kind == PromptKind::Search {
        let needle = Needle::new("");
        model.search = Some(Search { needle, text: String::new(), origin: model.cursor });
    }
    let line = Line::new(text);
    model.overlay = Overlay::Prompt(Box::new(Prompt { kind, line, error: None }));
}

/// Live answers while a line is typed: a search jumps, a query that cannot be read says so.
pub(super) fn typed(model: &mut Model) {
    let Overlay::Prompt(prompt) = &mut model.overlay else { return };
    let text = prompt.line.value().to_owned();
    match prompt.kind {
        PromptKind::Query => {
            prompt.error = Query::parse(&text)
                .and_then(|query| query.compile(&model.timeline).map(|_| ()))
                .err()
                .map(|error| error.message);
        }
        PromptKind::Search => {
            let Some(origin) = model.search.as_ref().map(|search| search.origin) else { return };
            model.search = Some(Search { needle: Needle::new(&text), text: text.clone(), origin });
            let found = if text.is_empty() { Some(origin) } else { find(model, origin, true) };
            if let Overlay::Prompt(prompt) = &mut model.overlay {
                prompt.error = found.is_none().then(|| "nothing found".to_owned());
            }
            model.cursor = found.unwrap_or(origin);
            model.detail_scroll = 0;
            model.reveal();
        }
        PromptKind::GoToDate | PromptKind::KnownOn | PromptKind::Export => prompt.error = None,
    }
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
    if let Overlay::Prompt(prompt) = &model.overlay
        && prompt.kind == PromptKind::Search
        && let Some(search) = model.search.take()
    {
        model.cursor = search.origin;
        model.reveal();
    }
    model.overlay = Overlay::None;
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
            model.overlay = Overlay::None;
            let mut filter = model.filter.clone();
            filter.query = text;
            browse::refilter(model, filter);
        }
        PromptKind::Search => {
            model.overlay = Overlay::None;
            if text.is_empty() {
                model.search = None;
            } else {
                report_matches(model);
            }
        }
        PromptKind::GoToDate => match When::parse(&text) {
            Ok(when) => {
                model.overlay = Overlay::None;
                go_to_date(model, &when);
            }
            Err(error) => prompt.error = Some(error.to_string()),
        },
        PromptKind::KnownOn => {
            let day = if text.is_empty() { Ok(None) } else { last_day_of(&text).map(Some) };
            match day {
                Ok(day) => {
                    model.overlay = Overlay::None;
                    known::show(model, day);
                }
                Err(why) => prompt.error = Some(why),
            }
        }
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

/// The nearest row with a match from `from` on, around the end.
fn find(model: &Model, from: usize, forward: bool) -> Option<usize> {
    let matcher = crate::query::phrase(&model.timeline, &model.search.as_ref()?.text);
    let len = model.selection.len();
    let order = |i: usize| if forward { (from + i) % len } else { (from + len - i) % len };
    (0..len)
        .map(order)
        .find(|&row| model.selection.get(row).is_some_and(|&event| matcher.matches(event)))
}

pub(super) fn next_match(model: &mut Model, forward: bool) {
    let len = model.selection.len();
    if len == 0 {
        return;
    }
    let from = if forward { (model.cursor + 1) % len } else { (model.cursor + len - 1) % len };
    match find(model, from, forward) {
        Some(row) => {
            model.cursor = row;
            model.detail_scroll = 0;
            model.reveal();
            report_matches(model);
        }
        None => refuse(model, "nothing found"),
    }
}

/// Which match of how many this is.
fn report_matches(model: &mut Model) {
    let Some(search) = &model.search else { return };
    let matcher = crate::query::phrase(&model.timeline, &search.text);
    let (mut before, mut all) = (0, 0);
    for (row, &event) in model.selection.iter().enumerate() {
        if matcher.matches(event) {
            all += 1;
            before += usize::from(row <= model.cursor);
        }
    }
    drop(matcher);
    if all == 0 {
        refuse(model, "nothing found");
    } else {
        say(model, format!("match {before} of {all}"));
    }
}
