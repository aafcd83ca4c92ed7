//! The pickers of regions and actors: type to narrow, toggle, exclude, apply.

mod columns;
mod counts;

pub(super) use columns::{find_candidates, open_columns, take_candidates};
pub(in super::super) use counts::{count_ahead, renew};
pub(super) use counts::{open, take_counts};

use super::{browse, moved, refuse};
use crate::domain::fold::fold;
use crate::domain::table::Index;
use crate::tui::filter::Picks;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Candidate, Model, Overlay, Picker};

/// The rows that the typed text leaves: by id, name or alias, ignoring case and accents.
pub(super) fn narrow(model: &mut Model) {
    let chronicle = model.timeline.chronicle();
    match &mut model.overlay {
        Overlay::Regions(picker) => narrow_to(picker, |index, text| {
            let region = &chronicle.regions[index];
            named(&region.id, &region.name, &region.aliases, text)
        }),
        Overlay::Actors(picker) => narrow_to(picker, |index, text| {
            let actor = &chronicle.actors[index];
            named(&actor.id, &actor.name, &actor.aliases, text)
        }),
        Overlay::Columns { picker, candidates } => {
            narrow_to(picker, |index, text| match candidates.get(index.get()) {
                Some(&Candidate::Source(source)) => {
                    let source = &chronicle.sources[source];
                    let publisher = source.publisher.as_deref().unwrap_or_default();
                    named(&source.id, &source.title, &[publisher.into()], text)
                }
                Some(&Candidate::Claimant(actor)) => {
                    let actor = &chronicle.actors[actor];
                    named(&actor.id, &actor.name, &actor.aliases, text)
                }
                None => None,
            });
        }
        _ => {}
    }
}

/// How much of a name was typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Typed {
    Part,
    Whole,
}

fn named(id: &str, name: &str, aliases: &[Box<str>], text: &str) -> Option<Typed> {
    std::iter::once(id)
        .chain(std::iter::once(name))
        .chain(aliases.iter().map(|alias| &**alias))
        .filter_map(|word| {
            let word = fold(word);
            let typed = if word == text { Typed::Whole } else { Typed::Part };
            word.contains(text).then_some(typed)
        })
        .max()
}

/// Leaves the rows that match; the cursor goes to the first that was typed whole.
fn narrow_to<I: Index>(picker: &mut Picker<I>, matches: impl Fn(I, &str) -> Option<Typed>) {
    let text = fold(picker.line.value().trim());
    let picks = &picker.picks;
    // Before anything was counted.
    let all = picker.counting && picker.all.iter().all(|row| row.tally.count == 0);
    picker.shown.clear();
    let mut whole = None;
    for (i, row) in picker.all.iter().enumerate() {
        let held = picks.taken.contains(&row.index) || picks.excluded.contains(&row.index);
        let typed = if text.is_empty() {
            (all || row.tally.count > 0 || held).then_some(Typed::Part)
        } else {
            matches(row.index, &text)
        };
        if typed == Some(Typed::Whole) {
            whole = whole.or(Some(picker.shown.len()));
        }
        picker.shown.extend(typed.map(|_| i));
    }
    picker.cursor = whole.unwrap_or(0);
}

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let page = usize::from(model.size.1).saturating_sub(8).max(1);
    match command {
        Command::Step => model.overlay = Overlay::None,
        Command::Apply => apply(model),
        _ => match &mut model.overlay {
            Overlay::Regions(picker) => act(picker, command, page),
            Overlay::Actors(picker) => act(picker, command, page),
            Overlay::Columns { picker, candidates } if command != Command::Exclude => {
                act(picker, command, page);
                if command == Command::Toggle {
                    columns::keep_one_kind(picker, candidates);
                }
            }
            _ => {}
        },
    }
    Vec::new()
}

fn act<I: Index>(picker: &mut Picker<I>, command: Command, page: usize) {
    if let Some(to) = moved(picker.cursor, picker.shown.len(), page, command) {
        picker.cursor = to;
        return;
    }
    let Some(row) = picker.shown.get(picker.cursor).and_then(|&i| picker.all.get(i)) else {
        return;
    };
    match command {
        Command::Toggle => picker.picks.toggle(row.index),
        Command::Exclude => picker.picks.exclude(row.index),
        _ => {}
    }
}

/// Enter with nothing picked yet takes the row under the cursor, when something was typed.
fn settle<I: Index>(mut picker: Picker<I>) -> Picks<I> {
    if picker.picks.is_empty() && !picker.line.value().trim().is_empty() {
        let row = picker.shown.get(picker.cursor).and_then(|&i| picker.all.get(i));
        if let Some(row) = row {
            picker.picks.toggle(row.index);
        }
    }
    picker.picks
}

fn apply(model: &mut Model) {
    if matches!(model.overlay, Overlay::Columns { .. }) {
        columns::compare_taken(model);
        return;
    }
    let mut filter = model.filter.clone();
    match std::mem::replace(&mut model.overlay, Overlay::None) {
        Overlay::Regions(picker) => filter.regions = settle(*picker),
        Overlay::Actors(picker) => filter.actors = settle(*picker),
        _ => {}
    }
    browse::refilter(model, filter);
}
