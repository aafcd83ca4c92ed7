//! The pickers of regions and actors, and what they count: how many events touch each entry, and when.

use super::narrow;
use crate::domain::actor::ActorIx;
use crate::domain::chronicle::Chronicle;
use crate::domain::region::RegionIx;
use crate::domain::table::Index;
use crate::query::facets::Tally;
use crate::query::{self, Query};
use crate::timeline::Timeline;
use crate::tui::errand::{self, Counted};
use crate::tui::filter::{Facet, Filter, Picks};
use crate::tui::model::{Model, Overlay, Picker, PickerRow, takes_long};
use std::cmp::Reverse;
use std::collections::BTreeMap;
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

/// What the events are picked by.
pub(in super::super) trait Faceted: Index {
    const FACET: Facet;

    /// All entries, with those that they lie below.
    fn all(chronicle: &Chronicle) -> Vec<(Self, Option<Self>)>;

    fn picks(filter: &Filter) -> &Picks<Self>;

    fn overlay(picker: Picker<Self>) -> Overlay;

    /// The picker, where it is open.
    fn picker(overlay: &mut Overlay) -> Option<&mut Picker<Self>>;

    /// Picks for new data.
    fn carried(picks: &Picks<Self>, old: &Chronicle, new: &Chronicle) -> Picks<Self>;
}

impl Faceted for RegionIx {
    const FACET: Facet = Facet::Region;

    fn all(chronicle: &Chronicle) -> Vec<(Self, Option<Self>)> {
        chronicle.regions.iter().map(|(at, region)| (at, region.parent)).collect()
    }

    fn picks(filter: &Filter) -> &Picks<Self> {
        &filter.regions
    }

    fn overlay(picker: Picker<Self>) -> Overlay {
        Overlay::Regions(Box::new(picker))
    }

    fn picker(overlay: &mut Overlay) -> Option<&mut Picker<Self>> {
        if let Overlay::Regions(picker) = overlay { Some(picker) } else { None }
    }

    fn carried(picks: &Picks<Self>, old: &Chronicle, new: &Chronicle) -> Picks<Self> {
        picks.carried(&old.regions, &new.regions, |region| &region.id)
    }
}

impl Faceted for ActorIx {
    const FACET: Facet = Facet::Actor;

    fn all(chronicle: &Chronicle) -> Vec<(Self, Option<Self>)> {
        chronicle.actors.iter().map(|(at, actor)| (at, actor.parent)).collect()
    }

    fn picks(filter: &Filter) -> &Picks<Self> {
        &filter.actors
    }

    fn overlay(picker: Picker<Self>) -> Overlay {
        Overlay::Actors(Box::new(picker))
    }

    fn picker(overlay: &mut Overlay) -> Option<&mut Picker<Self>> {
        if let Overlay::Actors(picker) = overlay { Some(picker) } else { None }
    }

    fn carried(picks: &Picks<Self>, old: &Chronicle, new: &Chronicle) -> Picks<Self> {
        picks.carried(&old.actors, &new.actors, |actor| &actor.id)
    }
}

pub(in super::super) fn open<I: Faceted>(model: &mut Model) {
    let counts = tallies(model, I::FACET);
    let picks = I::picks(&model.filter).clone();
    show(model, &counts, Picker { picks, ..empty::<I>() });
}

/// Opens a picker with rows for what was typed and picked.
fn show<I: Faceted>(model: &mut Model, counts: &Counts, picker: Picker<I>) {
    let all = rows(&I::all(model.timeline.chronicle()), &counts.tallies);
    model.overlay = I::overlay(Picker { all, counting: counts.counting, ..picker });
    narrow(model);
}

fn empty<I>() -> Picker<I> {
    Picker {
        line: Line::default(),
        all: Vec::new(),
        shown: Vec::new(),
        cursor: 0,
        picks: Picks::default(),
        counting: false,
    }
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
pub(in crate::tui) fn count_ahead(model: &mut Model) {
    if model.timeline.len() > COUNTED_AT_ONCE {
        for facet in [Facet::Region, Facet::Actor] {
            model.count(facet, Query::everything());
        }
    }
}

/// Counts that come to a picker that waits for them.
pub(in super::super) fn take_counts(model: &mut Model, counted: Counted) {
    let Counted { timeline, facet, query, found, tallies } = counted;
    if !Arc::ptr_eq(&model.timeline, &timeline) {
        return;
    }
    let wanted = model.filter.to_query(&timeline, Some(facet)).is_ok_and(|wanted| wanted == query);
    model.answers.keep(&query, found);
    model.answers.keep_tallies(facet, query, &tallies);
    if wanted {
        let counts = Counts { tallies, counting: false };
        match facet {
            Facet::Region => recount::<RegionIx>(model, &counts),
            Facet::Actor => recount::<ActorIx>(model, &counts),
        }
    }
}

/// The open picker with the counts that it waits for.
fn recount<I: Faceted>(model: &mut Model, counts: &Counts) {
    let Some(was) = I::picker(&mut model.overlay).filter(|was| was.counting) else { return };
    let (at, line, picks) = (was.left_top(), was.line.clone(), was.picks.clone());
    show(model, counts, Picker { line, picks, ..empty::<I>() });
    if let Some(picker) = I::picker(&mut model.overlay) {
        picker.stand_on(at);
    }
}

/// The open picker for new data: what was typed and picked stays.
pub(in crate::tui) fn renew(model: &mut Model, old: &Timeline) {
    renew_of::<RegionIx>(model, old);
    renew_of::<ActorIx>(model, old);
}

fn renew_of<I: Faceted>(model: &mut Model, old: &Timeline) {
    let Some(was) = I::picker(&mut model.overlay) else { return };
    let (line, picks) = (was.line.clone(), was.picks.clone());
    let picks = I::carried(&picks, old.chronicle(), model.timeline.chronicle());
    let counts = tallies(model, I::FACET);
    show(model, &counts, Picker { line, picks, ..empty::<I>() });
}

/// Rows in tree order; among siblings the most frequent first, then by order of declaration. Without
/// counts there are all of them.
fn rows<I: Index>(entries: &[(I, Option<I>)], tallies: &[Tally]) -> Vec<PickerRow<I>> {
    let tally = |index: I| tallies.get(index.get()).copied().unwrap_or_default();
    let mut below: BTreeMap<Option<I>, Vec<I>> = BTreeMap::new();
    for &(index, parent) in entries {
        below.entry(parent).or_default().push(index);
    }
    for list in below.values_mut() {
        list.sort_by_key(|&index| (Reverse(tally(index).count), index));
    }
    let mut all = Vec::with_capacity(entries.len());
    let mut open: Vec<(I, usize)> =
        below.get(&None).into_iter().flatten().rev().map(|&index| (index, 0)).collect();
    while let Some((index, depth)) = open.pop() {
        all.push(PickerRow { index, depth, tally: tally(index) });
        let children = below.get(&Some(index)).into_iter().flatten().rev();
        open.extend(children.map(|&child| (child, depth + 1)));
    }
    all
}
