//! The pickers of regions and actors: type to narrow, toggle, exclude, apply.

use super::{browse, moved, reader, refuse};
use crate::domain::actor::ActorIx;
use crate::domain::fold::fold;
use crate::domain::region::RegionIx;
use crate::domain::table::Index;
use crate::query::facets::Tally;
use crate::query::{self, Query};
use crate::timeline::Timeline;
use crate::timeline::compare::{self, Candidates, Columns};
use crate::tui::errand::{self, Counted, Errand};
use crate::tui::filter::{Facet, Picks};
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{
    Candidate, CandidateIx, EFFORT, Model, Overlay, Picker, PickerRow, takes_long,
};
use crate::tui::reader::Subject;
use std::sync::Arc;
use tui_input::Input as Line;

/// In a larger timeline what a picker counts is counted elsewhere.
const COUNTED_AT_ONCE: usize = 50_000;

/// What a picker counts; while it is counted, by earlier counts.
#[derive(Default)]
struct Counts {
    tallies: Vec<Tally>,
    counting: bool,
}

/// At most so many sources of the event stand side by side unasked.
const COLUMNS: usize = 3;

pub(super) fn open_regions(model: &mut Model) {
    let (counts, picks) = (tallies(model, Facet::Region), model.filter.regions.clone());
    model.overlay = Overlay::Regions(Box::new(of_regions(model, &counts, picks)));
    narrow(model);
}

pub(super) fn open_actors(model: &mut Model) {
    let (counts, picks) = (tallies(model, Facet::Actor), model.filter.actors.clone());
    model.overlay = Overlay::Actors(Box::new(of_actors(model, &counts, picks)));
    narrow(model);
}

fn of_regions(model: &Model, counts: &Counts, picks: Picks<RegionIx>) -> Picker<RegionIx> {
    let regions = &model.timeline.chronicle().regions;
    let parents: Vec<_> = regions.iter().map(|(i, region)| (i, region.parent)).collect();
    picker(&parents, counts, picks)
}

fn of_actors(model: &Model, counts: &Counts, picks: Picks<ActorIx>) -> Picker<ActorIx> {
    let actors = &model.timeline.chronicle().actors;
    let parents: Vec<_> = actors.iter().map(|(i, actor)| (i, actor.parent)).collect();
    picker(&parents, counts, picks)
}

/// The counts under the other filters: those kept, or of few events; of many they come later.
fn tallies(model: &mut Model, facet: Facet) -> Counts {
    let timeline = Arc::clone(&model.timeline);
    let Ok(query) = model.filter.to_query(&timeline, Some(facet)) else { return Counts::default() };
    let (tallies, counting) = if timeline.len() > COUNTED_AT_ONCE {
        let kept = model.answers.tallies(facet);
        kept.map_or((Vec::new(), true), |(of, tallies)| (tallies.to_vec(), *of != query))
    } else {
        let found = model.answers.to(&query).cloned().or_else(|| {
            let matcher = model.answers.compile(&query, &timeline).ok()?;
            (!takes_long(&matcher)).then(|| query::select_set(&timeline, &matcher, &|| true))?
        });
        let counting = found.is_none();
        let tallies = found.map(|found| errand::tallies(&timeline, facet, &found));
        (tallies.unwrap_or_default(), counting)
    };
    if counting {
        model.count(facet, query);
    }
    Counts { tallies, counting }
}

/// Has counted what a picker shows when it is opened with no filters.
pub(in super::super) fn count_ahead(model: &mut Model) {
    if model.timeline.len() > COUNTED_AT_ONCE {
        for facet in [Facet::Region, Facet::Actor] {
            model.count(facet, Query::everything());
        }
    }
}

/// Counts that come to a picker that waits for them.
pub(super) fn take_counts(model: &mut Model, counted: Counted) {
    let Counted { timeline, facet, query, found, tallies } = counted;
    if !Arc::ptr_eq(&model.timeline, &timeline) {
        return;
    }
    let wanted = model.filter.to_query(&timeline, Some(facet)).is_ok_and(|wanted| wanted == query);
    model.answers.keep(&query, found);
    model.answers.keep_tallies(facet, query, &tallies);
    if !wanted {
        return;
    }
    let counts = Counts { tallies, counting: false };
    match (std::mem::replace(&mut model.overlay, Overlay::None), facet) {
        (Overlay::Regions(was), Facet::Region) if was.counting => {
            let (at, line) = (was.left_top(), was.line);
            let picker = Picker { line, ..of_regions(model, &counts, was.picks) };
            model.overlay = Overlay::Regions(Box::new(picker));
            narrow(model);
            if let Overlay::Regions(picker) = &mut model.overlay {
                picker.stand_on(at);
            }
        }
        (Overlay::Actors(was), Facet::Actor) if was.counting => {
            let (at, line) = (was.left_top(), was.line);
            let picker = Picker { line, ..of_actors(model, &counts, was.picks) };
            model.overlay = Overlay::Actors(Box::new(picker));
            narrow(model);
            if let Overlay::Actors(picker) = &mut model.overlay {
                picker.stand_on(at);
            }
        }
        (other, _) => model.overlay = other,
    }
}

/// Sources, then claimants, of the list; those of the event are taken already.
pub(super) fn open_columns(model: &mut Model) {
    let Some(event) = model.current() else { return };
    let timeline = Arc::clone(&model.timeline);
    // Those of the event at once; those of many events come later.
    let many = model.selection.len() > EFFORT;
    let events = if many { &[event][..] } else { &model.selection };
    let found = compare::candidates(&timeline, events);
    if many {
        model.errands.push(Errand::Candidates { timeline, events: model.selection.clone() });
    }
    let own = model.timeline.sources(event);
    let (mut picker, candidates) = columns(&found);
    picker.counting = many;
    for (at, candidate) in candidates.iter().enumerate() {
        let is_own = |source| own.iter().take(COLUMNS).any(|&own| own == source);
        if candidate.source().is_some_and(is_own) {
            picker.picks.toggle(CandidateIx::new(at));
        }
    }
    model.overlay = Overlay::Columns { picker: Box::new(picker), candidates };
    narrow(model);
}

/// What can be compared in all events comes to a picker that has those of one.
pub(super) fn take_candidates(model: &mut Model, of: &Arc<Timeline>, found: &Candidates) {
    let Overlay::Columns { picker: was, candidates: former } = &mut model.overlay else { return };
    if !was.counting || !Arc::ptr_eq(&model.timeline, of) {
        return;
    }
    let (mut picker, candidates) = columns(found);
    let renewed = |at: CandidateIx| {
        let it = former.get(at.get())?;
        Some(CandidateIx::new(candidates.iter().position(|other| other == it)?))
    };
    picker.picks.taken = was.picks.taken.iter().filter_map(|&at| renewed(at)).collect();
    let at = was.left_top().and_then(renewed);
    picker.line = was.line.clone();
    model.overlay = Overlay::Columns { picker: Box::new(picker), candidates };
    narrow(model);
    if let Overlay::Columns { picker, .. } = &mut model.overlay {
        picker.stand_on(at);
    }
}

/// Sources and claimants as rows, none taken.
fn columns(found: &Candidates) -> (Picker<CandidateIx>, Vec<Candidate>) {
    let sources = found.sources.iter().map(|&(it, count)| (Candidate::Source(it), count));
    let claimants = found.claimants.iter().map(|&(it, count)| (Candidate::Claimant(it), count));
    let (candidates, counts): (Vec<_>, Vec<usize>) = sources.chain(claimants).unzip();
    let row =
        |(at, count)| PickerRow { index: CandidateIx::new(at), depth: 0, tally: counted(count) };
    let all = counts.into_iter().enumerate().map(row).collect();
    let picker = Picker {
        line: Line::default(),
        all,
        shown: Vec::new(),
        cursor: 0,
        picks: Picks::default(),
        counting: false,
    };
    (picker, candidates)
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

/// Rows in tree order; among siblings the most frequent first, then by order of declaration. Without
/// counts there are all of them.
fn picker<I: Index>(parents: &[(I, Option<I>)], counts: &Counts, picks: Picks<I>) -> Picker<I> {
    let Counts { tallies, counting } = counts;
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
    Picker { line: Line::default(), all, shown: Vec::new(), cursor: 0, picks, counting: *counting }
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
