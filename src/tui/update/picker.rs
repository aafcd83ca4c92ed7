//! The pickers of regions and actors: type to narrow, toggle, exclude, apply.

use super::{browse, moved};
use crate::domain::actor::ActorIx;
use crate::domain::fold::fold;
use crate::domain::region::RegionIx;
use crate::domain::table::Index;
use crate::query::facets;
use crate::timeline::Timeline;
use crate::tui::filter::{Facet, Picks};
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Picker, PickerRow};
use tui_input::Input as Line;

pub(super) fn open_regions(model: &mut Model) {
    let counts = facets::regions(&model.timeline, &model.selected_without(Facet::Region));
    let regions = &model.timeline.chronicle().regions;
    let parents: Vec<(RegionIx, Option<RegionIx>)> =
        regions.iter().map(|(i, region)| (i, region.parent)).collect();
    let picker = picker(&parents, &counts, model.filter.regions.clone());
    model.overlay = Overlay::Regions(Box::new(picker));
    narrow(model);
}

pub(super) fn open_actors(model: &mut Model) {
    let counts = facets::actors(&model.timeline, &model.selected_without(Facet::Actor));
    let actors = &model.timeline.chronicle().actors;
    let parents: Vec<(ActorIx, Option<ActorIx>)> =
        actors.iter().map(|(i, actor)| (i, actor.parent)).collect();
    let picker = picker(&parents, &counts, model.filter.actors.clone());
    model.overlay = Overlay::Actors(Box::new(picker));
    narrow(model);
}

/// The open picker for new data: what was typed and picked stays.
pub(in super::super) fn renew(model: &mut Model, old: &Timeline) {
    let (chronicle, former) = (model.timeline.chronicle(), old.chronicle());
    match std::mem::replace(&mut model.overlay, Overlay::None) {
        Overlay::Regions(was) => {
            let picks = was.picks.carried(&former.regions, &chronicle.regions, |r| &r.id);
            open_regions(model);
            if let Overlay::Regions(picker) = &mut model.overlay {
                **picker = Picker { line: was.line, picks, ..(**picker).clone() };
            }
        }
        Overlay::Actors(was) => {
            let picks = was.picks.carried(&former.actors, &chronicle.actors, |a| &a.id);
            open_actors(model);
            if let Overlay::Actors(picker) = &mut model.overlay {
                **picker = Picker { line: was.line, picks, ..(**picker).clone() };
            }
        }
        other => {
            model.overlay = other;
            return;
        }
    }
    narrow(model);
}

/// Rows in tree order; among siblings the most frequent first, then by order of declaration.
fn picker<I: Index>(parents: &[(I, Option<I>)], counts: &[usize], picks: Picks<I>) -> Picker<I> {
    let count = |index: I| counts.get(index.get()).copied().unwrap_or(0);
    let mut below: std::collections::BTreeMap<Option<I>, Vec<I>> =
        std::collections::BTreeMap::new();
    for &(index, parent) in parents {
        below.entry(parent).or_default().push(index);
    }
    for list in below.values_mut() {
        list.sort_by_key(|&index| (std::cmp::Reverse(count(index)), index));
    }
    let mut all = Vec::with_capacity(parents.len());
    let mut open: Vec<(I, usize)> =
        below.get(&None).into_iter().flatten().rev().map(|&index| (index, 0)).collect();
    while let Some((index, depth)) = open.pop() {
        all.push(PickerRow { index, depth, count: count(index) });
        let children = below.get(&Some(index)).into_iter().flatten().rev();
        open.extend(children.map(|&child| (child, depth + 1)));
    }
    Picker { line: Line::default(), all, shown: Vec::new(), cursor: 0, picks }
}

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
        _ => {}
    }
}

fn named(id: &str, name: &str, aliases: &[Box<str>], text: &str) -> bool {
    std::iter::once(id)
        .chain(std::iter::once(name))
        .chain(aliases.iter().map(|alias| &**alias))
        .any(|word| fold(word).contains(text))
}

fn narrow_to<I: Index>(picker: &mut Picker<I>, matches: impl Fn(I, &str) -> bool) {
    let text = fold(picker.line.value().trim());
    let picks = &picker.picks;
    picker.shown = picker
        .all
        .iter()
        .enumerate()
        .filter(|(_, row)| {
            let held = picks.taken.contains(&row.index) || picks.excluded.contains(&row.index);
            if text.is_empty() { row.count > 0 || held } else { matches(row.index, &text) }
        })
        .map(|(i, _)| i)
        .collect();
    picker.cursor = 0;
}

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let page = usize::from(model.size.1).saturating_sub(8).max(1);
    match command {
        Command::Step => model.overlay = Overlay::None,
        Command::Apply => apply(model),
        _ => match &mut model.overlay {
            Overlay::Regions(picker) => act(picker, command, page),
            Overlay::Actors(picker) => act(picker, command, page),
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
    let mut filter = model.filter.clone();
    match std::mem::replace(&mut model.overlay, Overlay::None) {
        Overlay::Regions(picker) => filter.regions = settle(*picker),
        Overlay::Actors(picker) => filter.actors = settle(*picker),
        _ => {}
    }
    browse::refilter(model, filter);
}
