//! The line at the bottom: query, search, go to date, export.

use super::{browse, known, say, search};
use crate::domain::event::EventIx;
use crate::domain::fold::Needle;
use crate::domain::table::Index as _;
use crate::domain::when::When;
use crate::query::{Query, QueryError};
use crate::timeline::known::last_day_of;
use crate::tui::filter::Filter;
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
            model.filter.known_on.map_or_else(String::new, |day| day.to_string())
        }
        PromptKind::Search | PromptKind::GoToDate => String::new(),
    };
    if kind == PromptKind::Search {
        let (origin, line) = (model.cursor, model.cursor_line());
        let (needle, text) = (Needle::new(""), String::new());
        model.search = Some(Search { needle, text, origin, line, matches: None });
    }
    let line = Line::new(text);
    let before = (model.filter.clone(), model.current());
    let note = if kind == PromptKind::KnownOn { known::latest(model) } else { None };
    let prompt = Prompt { kind, line, error: None, note, before };
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
                search::jump(model);
            }
        }
        PromptKind::GoToDate | PromptKind::KnownOn | PromptKind::Export => prompt.error = None,
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
                model.put_cursor_at(search.line);
            }
        }
        PromptKind::GoToDate | PromptKind::KnownOn | PromptKind::Export => {}
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
                search::report_matches(model);
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
    // The first event of the day or after it; where the latest come first, of the day or before.
    // Events are in order of their days, so none of them has to be looked at.
    let reverse = model.order.reverse;
    let first = model.timeline.first_from(if reverse { day.plus(1) } else { day });
    let there = |event: &EventIx| (event.get() >= first) != reverse;
    let row = model.selection.iter().position(there).unwrap_or(model.selection.len());
    if row >= model.selection.len() {
        say(model, "nothing beyond that; this is the last event");
    }
    // A date is gone to for what comes from then on.
    model.jump(row.min(model.selection.len().saturating_sub(1)), 0);
}
