//! Commands on a page over the list.

use super::{browse, refuse};
use crate::domain::actor::ActorIx;
use crate::threads;
use crate::tui::help;
use crate::tui::keymap::{Command, Scope};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Place};
use crate::tui::reader::{Laid, Reader, Subject, height};
use std::collections::BTreeSet;

/// The page of the one actor of the event, or a list to choose from.
pub(super) fn open_actor(model: &mut Model) {
    let Some(event) = model.current() else { return };
    let it = model.timeline.event(event);
    let about = model.timeline.claims_about(event).iter();
    let claimants = about.filter_map(|&at| Some(model.timeline.claim(at)?.by));
    let own = it.claims().iter().map(|claim| claim.by);
    let counters = it.figures().iter().filter_map(|figure| figure.by);
    let named = it.actors().iter().map(|participant| participant.actor());
    let mut seen = BTreeSet::new();
    let rows: Vec<ActorIx> =
        claimants.chain(own).chain(counters).chain(named).filter(|&by| seen.insert(by)).collect();
    match rows[..] {
        [] => refuse(model, "this event names no actor"),
        [actor] => open(model, Subject::Actor(actor)),
        _ => model.overlay = Overlay::Speakers { rows, cursor: 0 },
    }
}

/// The first source of the event, with its local copy where there is one.
pub(super) fn open_source(model: &mut Model) {
    let Some(event) = model.current() else { return };
    match model.timeline.sources(event).first() {
        Some(&source) => open(model, Subject::Source { source, event }),
        None => refuse(model, "this event cites no source"),
    }
}

pub(super) fn open(model: &mut Model, subject: Subject) {
    let reader = Reader::open(model, subject);
    model.overlay = Overlay::Reader(Box::new(reader));
}

/// Lays an open page out anew: the screen, or what it is told from, has changed.
pub(super) fn refresh(model: &mut Model) {
    let mut overlay = std::mem::replace(&mut model.overlay, Overlay::None);
    if let Overlay::Reader(page) | Overlay::Help { over: Some(page), .. } = &mut overlay {
        page.lay_out(model);
        page.reveal(height(model, &page.subject));
    }
    model.overlay = overlay;
}

/// Rows that were made elsewhere come to the page that is open.
pub(super) fn arrive(model: &mut Model, laid: Laid) {
    let mut overlay = std::mem::replace(&mut model.overlay, Overlay::None);
    if let Overlay::Reader(page) | Overlay::Help { over: Some(page), .. } = &mut overlay {
        page.arrive(model, laid);
        page.reveal(height(model, &page.subject));
    }
    model.overlay = overlay;
}

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Overlay::Reader(mut reader) = std::mem::replace(&mut model.overlay, Overlay::None) else {
        return Vec::new();
    };
    let page = height(model, &reader.subject);
    let last = reader.rows.len().saturating_sub(1);
    let to = match command {
        Command::Down => Some(reader.cursor.saturating_add(1)),
        Command::Up => Some(reader.cursor.saturating_sub(1)),
        Command::PageDown => Some(reader.cursor.saturating_add(page.saturating_sub(1))),
        Command::PageUp => Some(reader.cursor.saturating_sub(page.saturating_sub(1))),
        Command::HalfDown => Some(reader.cursor.saturating_add(page / 2)),
        Command::HalfUp => Some(reader.cursor.saturating_sub(page / 2)),
        Command::First => Some(1),
        Command::Last => Some(last),
        Command::NextPeriod => reader.neighbour(true),
        Command::PreviousPeriod => reader.neighbour(false),
        _ => None,
    };
    if let Some(to) = to {
        reader.cursor = to.min(last);
    }
    match command {
        Command::Step => {
            threads::give_back(reader.rows.len(), reader);
            return Vec::new();
        }
        Command::Help => {
            let scroll = help::scroll_to(model, Scope::Reader);
            model.overlay = Overlay::Help { scroll, over: Some(reader) };
            return Vec::new();
        }
        Command::Apply => {
            if let Some(target) = reader.target() {
                let event = model.current();
                model.trail.push(Place { event, reader: Some(reader) });
                browse::go_to(model, target);
                return Vec::new();
            }
            refuse(model, "this line leads to no event");
        }
        Command::NextPane => turn(model, &mut reader),
        _ => {}
    }
    reader.reveal(height(model, &reader.subject));
    model.overlay = Overlay::Reader(reader);
    Vec::new()
}

/// The other way to see the page: the next source of the event, or the whole list compared.
fn turn(model: &mut Model, reader: &mut Reader) {
    let subject = match reader.subject.clone() {
        Subject::Actor(_) => return,
        Subject::Compare { columns, event, whole } => {
            Subject::Compare { columns, event, whole: !whole }
        }
        Subject::Source { source, event } => {
            let sources = model.timeline.sources(event);
            let at = sources.iter().position(|&other| other == source).unwrap_or(0);
            let next = sources.get((at + 1) % sources.len().max(1)).copied().unwrap_or(source);
            Subject::Source { source: next, event }
        }
    };
    let turned = Reader::open(model, subject);
    let before = std::mem::replace(reader, turned);
    threads::give_back(before.rows.len(), before);
}
