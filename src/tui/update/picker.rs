//! The pickers of regions and actors: type to narrow, toggle, exclude, apply.

use super::{browse, moved, reader, refuse};
use crate::domain::actor::ActorIx;
use crate::domain::fold::fold;
use crate::domain::region::RegionIx;
use crate::domain::table::Index;
use crate::query::facets::{self, Tally};
use crate::timeline::Timeline;
use crate::timeline::compare::{self, Candidates, Columns};
use crate::tui::filter::{Facet, Picks};
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Candidate, CandidateIx, Model, Overlay, Picker, PickerRow};
use crate::tui::reader::Subject;
use tui_input::Input as Line;

/// At most so many sources of the event stand side by side unasked.
const COLUMNS: usize = 3;

pub(super) fn open_regions(model: &mut Model) {
    let tallies = facets::regions(&model.timeline, &model.selected_without(Facet::Region));
    let regions = &model.timeline.chronicle().regions;
    let parents: Vec<(RegionIx, Option<RegionIx>)> =
        regions.iter().map(|(i, region)| (i, region.parent)).collect();
    let picker = picker(&parents, &tallies, model.filter.regions.clone());
    model.overlay = Overlay::Regions(Box::new(picker));
    narrow(model);
}

pub(super) fn open_actors(model: &mut Model) {
    let tallies = facets::actors(&model.timeline, &model.selected_without(Facet::Actor));
    let actors = &model.timeline.chronicle().actors;
    let parents: Vec<(ActorIx, Option<ActorIx>)> =
        actors.iter().map(|(i, actor)| (i, actor.parent)).collect();
    let picker = picker(&parents, &tallies, model.filter.actors.clone());
    model.overlay = Overlay::Actors(Box::new(picker));
    narrow(model);
}

/// Sources, then claimants, of the list; those of the event are taken already.
pub(super) fn open_columns(model: &mut Model) {
    let Some(event) = model.current() else { return };
    let Candidates { sources, claimants } = compare::candidates(&model.timeline, &model.selection);
    let own = model.timeline.sources(event);
    let mut candidates = Vec::new();
    let mut all = Vec::new();
    let mut picks = Picks::default();
    for (source, count) in sources {
        let index = CandidateIx::new(candidates.len());
        if own.iter().take(COLUMNS).any(|&own| own == source) {
            picks.toggle(index);
        }
        candidates.push(Candidate::Source(source));
        all.push(PickerRow { index, depth: 0, tally: counted(count) });
    }
    for (actor, count) in claimants {
        all.push(PickerRow {
            index: CandidateIx::new(candidates.len()),
            depth: 0,
            tally: counted(count),
        });
        candidates.push(Candidate::Claimant(actor));
    }
    let line = Line::default();
    let picker = Box::new(Picker { line, all, shown: Vec::new(), cursor: 0, picks });
    model.overlay = Overlay::Columns { picker, candidates };
    narrow(model);
}

/// A count without a when.
fn counted(count: usize) -> Tally {
    Tally { count, ..Tally::default() }
}

/// Opens the comparison of what was taken: sources, or actors. Where that is too little, the picker stays.
fn compare_taken(model: &mut Model) {
    let Some(event) = model.current() else { return };
    let Overlay::Columns { picker, candidates } = &model.overlay else { return };
    let taken = || picker.picks.taken.iter().filter_map(|index| candidates.get(index.get()));
    let mut sources: Vec<_> = taken().filter_map(|it| it.source()).collect();
    let mut actors: Vec<_> = taken().filter_map(|it| it.claimant()).collect();
    sources.sort_unstable();
    actors.sort_unstable();
    let columns = match (sources.len(), actors.len()) {
        (2.., 0) => Columns::Sources(sources),
        (0, 2..) => Columns::Claimants(actors),
        _ => {
            refuse(model, "take two or more sources, or two or more actors, with Space");
            return;
        }
    };
    reader::open(model, Subject::Compare { columns, event, whole: false });
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
fn picker<I: Index>(parents: &[(I, Option<I>)], tallies: &[Tally], picks: Picks<I>) -> Picker<I> {
    let tally = |index: I| tallies.get(index.get()).copied().unwrap_or_default();
    let mut below: std::collections::BTreeMap<Option<I>, Vec<I>> =
        std::collections::BTreeMap::new();
    for &(index, parent) in parents {
        below.entry(parent).or_default().push(index);
    }
    for list in below.values_mut() {
        list.sort_by_key(|&index| (std::cmp::Reverse(tally(index).count), index));
    }
    let mut all = Vec::with_capacity(parents.len());
    let mut open: Vec<(I, usize)> =
        below.get(&None).into_iter().flatten().rev().map(|&index| (index, 0)).collect();
    while let Some((index, depth)) = open.pop() {
        all.push(PickerRow { index, depth, tally: tally(index) });
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
    picker.shown.clear();
    let mut whole = None;
    for (i, row) in picker.all.iter().enumerate() {
        let held = picks.taken.contains(&row.index) || picks.excluded.contains(&row.index);
        let typed = if text.is_empty() {
            (row.tally.count > 0 || held).then_some(Typed::Part)
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
                    keep_one_kind(picker, candidates);
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

/// Sources stand beside sources, and actors beside actors: taking one drops those of the other kind.
fn keep_one_kind(picker: &mut Picker<CandidateIx>, candidates: &[Candidate]) {
    let is_source = |index: &CandidateIx| {
        candidates.get(index.get()).is_some_and(|candidate| candidate.source().is_some())
    };
    let at = picker.shown.get(picker.cursor).and_then(|&row| picker.all.get(row));
    if let Some(at) = at.filter(|at| picker.picks.taken.contains(&at.index)) {
        let kind = is_source(&at.index);
        picker.picks.taken.retain(|index| is_source(index) == kind);
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
        compare_taken(model);
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
