//! Commands in menus: links, sources, problems, help, questions.

use super::{browse, moved, reader, refuse};
use crate::threads;
use crate::tui::cut;
use crate::tui::help;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Place, Question};
use crate::tui::reader::Subject;
use std::path::PathBuf;

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let page = usize::from(model.size.1).saturating_sub(6).max(1);
    let len = match &model.overlay {
        Overlay::Links { rows, .. } => rows.len(),
        Overlay::Speakers { rows, .. } => rows.len(),
        Overlay::Sources { rows, .. } => rows.len(),
        Overlay::Problems(report) => report.faults.len(),
        Overlay::Help { .. } => help::last_scroll(model) + 1,
        Overlay::None
        | Overlay::Regions(_)
        | Overlay::Actors(_)
        | Overlay::Columns { .. }
        | Overlay::Reader(_)
        | Overlay::Prompt(_)
        | Overlay::Question(_) => 0,
    };
    if let Overlay::Links { cursor, .. }
    | Overlay::Speakers { cursor, .. }
    | Overlay::Sources { cursor, .. }
    | Overlay::Help { scroll: cursor, .. } = &mut model.overlay
        && let Some(to) = moved(*cursor, len, page, command)
    {
        *cursor = to;
        return Vec::new();
    }
    if let Overlay::Problems(report) = &mut model.overlay {
        match command {
            Command::NextPeriod => report.next_group(true),
            Command::PreviousPeriod => report.next_group(false),
            _ => report.cursor = moved(report.cursor, len, page, command).unwrap_or(report.cursor),
        }
    }
    match command {
        Command::Step => close(model),
        Command::Apply => return apply(model),
        Command::Edit => {
            return edit_fault(model);
        }
        _ => {}
    }
    Vec::new()
}

/// Back to the list, or to the page that the help lies over.
fn close(model: &mut Model) {
    match std::mem::replace(&mut model.overlay, Overlay::None) {
        Overlay::Help { over: Some(page), .. } => model.overlay = Overlay::Reader(page),
        Overlay::Problems(report) => threads::give_back(report.faults.len(), report),
        _ => {}
    }
}

fn apply(model: &mut Model) -> Vec<Effect> {
    if matches!(model.overlay, Overlay::Problems(_)) {
        go_to_fault(model);
        return Vec::new();
    }
    match std::mem::replace(&mut model.overlay, Overlay::None) {
        Overlay::Links { rows, cursor } => {
            if let Some(&(_, event)) = rows.get(cursor) {
                model.trail.push(Place { event: model.current(), reader: None });
                browse::go_to(model, event);
            }
        }
        Overlay::Speakers { rows, cursor } => {
            if let Some(&actor) = rows.get(cursor) {
                reader::open(model, Subject::Actor(actor));
            }
        }
        Overlay::Sources { rows, cursor } => {
            if let Some((_, url)) = rows.into_iter().nth(cursor) {
                let text = format!("Open {url}?");
                let effect = Effect::Open(url);
                model.overlay = Overlay::Question(Box::new(Question { text, effect }));
            }
        }
        Overlay::Question(question) => return vec![question.effect],
        Overlay::None
        | Overlay::Problems(_)
        | Overlay::Regions(_)
        | Overlay::Actors(_)
        | Overlay::Columns { .. }
        | Overlay::Reader(_)
        | Overlay::Prompt(_)
        | Overlay::Help { .. } => {}
    }
    Vec::new()
}

/// Goes to the event a fault is about; without one, the report stays.
fn go_to_fault(model: &mut Model) {
    let Overlay::Problems(report) = &model.overlay else { return };
    let Some(event) = report.target() else {
        let file = report.selected().map(|fault| cut::editable(model, &fault.path));
        let hint = if matches!(file, Some(Ok(_))) { "; E opens the line in $EDITOR" } else { "" };
        return refuse(model, format!("no event stands there{hint}"));
    };
    close(model);
    model.trail.push(Place { event: model.current(), reader: None });
    browse::go_to(model, event);
}

fn edit_fault(model: &mut Model) -> Vec<Effect> {
    let Overlay::Problems(report) = &model.overlay else { return Vec::new() };
    let Some(fault) = report.selected() else { return Vec::new() };
    let line = fault.line;
    match cut::editable(model, &fault.path) {
        Ok(path) => vec![Effect::Edit { path: PathBuf::from(path), line, event: None }],
        Err(why) => {
            refuse(model, why);
            Vec::new()
        }
    }
}
