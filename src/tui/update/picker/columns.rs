//! The picker of what is to stand side by side: sources, or actors.

use super::super::reader;
use super::{narrow, refuse};
use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::query::facets::Tally;
use crate::timeline::Timeline;
use crate::timeline::compare::{self, Candidates, Columns};
use crate::tui::errand::Errand;
use crate::tui::filter::Picks;
use crate::tui::model::{Candidate, CandidateIx, EFFORT, Model, Overlay, Picker, PickerRow};
use crate::tui::reader::Subject;
use std::collections::BTreeSet;
use std::sync::Arc;
use tui_input::Input as Line;

/// At most so many sources of the event stand side by side unasked.
const COLUMNS: usize = 3;

/// Sources, then claimants: those of the event, of which some are taken already, before others of the list.
pub(in super::super) fn open_columns(model: &mut Model) {
    let Some(event) = model.current() else { return };
    let timeline = Arc::clone(&model.timeline);
    // Those of the event at once; those of many events come later, or of rows that are not known yet.
    let counting = model.is_counting();
    let many = model.selection.len() > EFFORT;
    let events = if many || counting { &[event][..] } else { &model.selection };
    let found = compare::candidates(&timeline, events);
    if many {
        let (timeline, events) = (Arc::clone(&timeline), model.selection.clone());
        model.errands.push(Errand::Candidates { timeline, events });
    }
    let own = model.timeline.sources(event);
    let (mut picker, candidates) = columns(&timeline, &found, event);
    picker.counting = many;
    for (at, candidate) in candidates.iter().enumerate() {
        let is_own = |source| own.iter().take(COLUMNS).any(|&own| own == source);
        if candidate.source().is_some_and(is_own) {
            picker.picks.toggle(CandidateIx::new(at));
        }
    }
    picker.counting |= counting;
    model.overlay = Overlay::Columns { picker: Box::new(picker), candidates };
    narrow(model);
}

/// Has what can be compared in all rows found elsewhere, now that they are known, where a picker waits for it.
pub(in super::super) fn find_candidates(model: &mut Model) {
    if matches!(&model.overlay, Overlay::Columns { picker, .. } if picker.counting) {
        let (timeline, events) = (Arc::clone(&model.timeline), model.selection.clone());
        model.errands.push(Errand::Candidates { timeline, events });
    }
}

/// What can be compared in all events comes to a picker that has those of one.
pub(in super::super) fn take_candidates(model: &mut Model, of: &Arc<Timeline>, found: &Candidates) {
    let Some(event) = model.current() else { return };
    let Overlay::Columns { picker: was, candidates: former } = &mut model.overlay else { return };
    if !was.counting || !Arc::ptr_eq(&model.timeline, of) {
        return;
    }
    let (mut picker, candidates) = columns(of, found, event);
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

/// Sources and claimants as rows, none taken. Those of the event come first: among a year of sources nobody
/// would see which are taken.
fn columns(
    timeline: &Timeline,
    found: &Candidates,
    event: EventIx,
) -> (Picker<CandidateIx>, Vec<Candidate>) {
    let own = compare::candidates(timeline, &[event]);
    let sources_here: BTreeSet<_> = own.sources.into_iter().map(|(source, _)| source).collect();
    let actors_here: BTreeSet<_> = own.claimants.into_iter().map(|(actor, _)| actor).collect();
    let is_elsewhere = |candidate: Candidate| match candidate {
        Candidate::Source(source) => !sources_here.contains(&source),
        Candidate::Claimant(actor) => !actors_here.contains(&actor),
    };
    let sources = found.sources.iter().map(|&(it, count)| (Candidate::Source(it), count));
    let claimants = found.claimants.iter().map(|&(it, count)| (Candidate::Claimant(it), count));
    let mut rows: Vec<_> = sources.chain(claimants).collect();
    rows.sort_by_key(|&(candidate, _)| is_elsewhere(candidate));
    let (candidates, counts): (Vec<_>, Vec<usize>) = rows.into_iter().unzip();
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
pub(super) fn compare_taken(model: &mut Model) {
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

/// Sources stand beside sources, and actors beside actors: taking one drops those of the other kind.
pub(super) fn keep_one_kind(picker: &mut Picker<CandidateIx>, candidates: &[Candidate]) {
    let is_source = |index: &CandidateIx| {
        candidates.get(index.get()).is_some_and(|candidate| candidate.source().is_some())
    };
    let at = picker.shown.get(picker.cursor).and_then(|&row| picker.all.get(row));
    if let Some(at) = at.filter(|at| picker.picks.taken.contains(&at.index)) {
        let kind = is_source(&at.index);
        picker.picks.taken.retain(|index| is_source(index) == kind);
    }
}
