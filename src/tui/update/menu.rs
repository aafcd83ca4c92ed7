//! Commands in menus: links, sources, problems, help, questions.

use super::{browse, moved, refuse};
use crate::tui::cut;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Question};
use std::path::PathBuf;

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let page = usize::from(model.size.1).saturating_sub(6).max(1);
    let len = match &model.overlay {
        Overlay::Links { rows, .. } => rows.len(),
        Overlay::Sources { rows, .. } => rows.len(),
        Overlay::Problems { .. } => model.faults.len(),
        Overlay::Help { .. } => crate::tui::view::help::length(),
        Overlay::None
        | Overlay::Regions(_)
        | Overlay::Actors(_)
        | Overlay::Prompt(_)
        | Overlay::Question(_) => 0,
    };
    if let Overlay::Links { cursor, .. }
    | Overlay::Sources { cursor, .. }
    | Overlay::Problems { cursor }
    | Overlay::Help { scroll: cursor } = &mut model.overlay
        && let Some(to) = moved(*cursor, len, page, command)
    {
        *cursor = to;
        return Vec::new();
    }
    match command {
        Command::Step => model.overlay = Overlay::None,
        Command::Apply => return apply(model),
        Command::Edit => {
            if let Overlay::Problems { cursor } = model.overlay {
                return edit_fault(model, cursor);
            }
        }
        _ => {}
    }
    Vec::new()
}

fn apply(model: &mut Model) -> Vec<Effect> {
    match std::mem::replace(&mut model.overlay, Overlay::None) {
        Overlay::Links { rows, cursor } => {
            if let Some(&(_, event)) = rows.get(cursor) {
                model.trail.extend(model.current());
                browse::go_to(model, event);
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
        Overlay::Problems { cursor } => go_to_fault(model, cursor),
        Overlay::None
        | Overlay::Regions(_)
        | Overlay::Actors(_)
        | Overlay::Prompt(_)
        | Overlay::Help { .. } => {}
    }
    Vec::new()
}

/// The event a fault stands in: the last one of its file that begins at or before its line.
fn go_to_fault(model: &mut Model, number: usize) {
    let Some(fault) = model.faults.get(number) else { return };
    let whole = model.whole();
    let chronicle = whole.chronicle();
    let event = whole
        .events()
        .filter(|&e| {
            let at = whole.event(e).at;
            chronicle.file(at.file) == &*fault.path && at.line <= fault.line
        })
        .max_by_key(|&e| whole.event(e).at.line);
    let shown = event.map(|event| model.timeline.known().map_or(Ok(event), |k| k.place(event)));
    match shown {
        Some(Ok(event)) => browse::go_to(model, event),
        Some(Err(_)) => refuse(model, "the event was not known then; c shows everything"),
        None => refuse(model, "no event stands there; E opens the line in $EDITOR"),
    }
}

fn edit_fault(model: &mut Model, number: usize) -> Vec<Effect> {
    let Some(fault) = model.faults.get(number) else { return Vec::new() };
    let line = fault.line;
    match cut::editable(model, &fault.path) {
        Ok(path) => vec![Effect::Edit { path: PathBuf::from(path), line, event: None }],
        Err(why) => {
            refuse(model, why);
            Vec::new()
        }
    }
}
