//! The screen as of a day: the timeline is swapped for what was known then, and everything that
//! points at events follows it. The whole timeline waits aside, with what points at events now hidden.

use super::errand::Errand;
use super::model::{EFFORT, Model, Overlay, Place};
use crate::domain::event::EventIx;
use crate::export::range::{End, Range};
use crate::threads;
use crate::timeline::Timeline;
use crate::timeline::known::Known;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What waits for the whole timeline to be shown again; indices are those of the whole.
#[derive(Debug)]
pub struct Aside {
    whole: Arc<Timeline>,
    marks: BTreeSet<EventIx>,
    expanded: BTreeSet<EventIx>,
    range: Option<Range>,
}

/// What was known on a day, found out elsewhere where that takes long. It is one day at a time: of days
/// that are stepped over, the last is looked at next.
#[derive(Debug, Default)]
pub struct Retrospect {
    /// Whether it is being found out.
    under_way: bool,
    /// What has come, with the whole that it is of.
    seen: Option<(Arc<Timeline>, Arc<Timeline>)>,
}

impl Retrospect {
    pub fn come(&mut self, whole: Arc<Timeline>, seen: Arc<Timeline>) {
        self.under_way = false;
        self.seen = Some((whole, seen));
    }
}

impl Model {
    /// The timeline without regard to what was known when, to be kept elsewhere too.
    pub fn whole_shared(&self) -> Arc<Timeline> {
        Arc::clone(self.aside.as_ref().map_or(&self.timeline, |aside| &aside.whole))
    }

    /// The timeline without regard to what was known when.
    pub fn whole(&self) -> &Timeline {
        self.aside.as_ref().map_or(&self.timeline, |aside| &aside.whole)
    }

    /// Drops every mark, those that the day hides too.
    pub fn clear_marks(&mut self) {
        self.marks.clear();
        if let Some(aside) = &mut self.aside {
            aside.marks.clear();
        }
    }

    /// Closes every event, those that the day hides too.
    pub fn collapse_all(&mut self) {
        self.expanded.clear();
        if let Some(aside) = &mut self.aside {
            aside.expanded.clear();
        }
    }
}

/// Shows the timeline of the day that the filters ask for.
pub(super) fn sync(model: &mut Model) {
    if model.filter.known_on == model.timeline.known().map(Known::day) {
        return;
    }
    lift(model);
    if let Some(day) = model.filter.known_on {
        let timeline = Arc::new(model.timeline.known_on(day));
        cut(model, timeline);
    }
    model.renew_answers();
}

/// Shows what of the timeline was seen on a day, where the filters ask for that one.
pub(super) fn show(model: &mut Model, seen: Arc<Timeline>) {
    if model.filter.known_on == seen.known().map(Known::day) {
        cut(model, seen);
        model.renew_answers();
    } else {
        threads::give_back(seen.len(), seen);
    }
}

/// Whether the day that the filters ask for is another than that of the screen, and takes long.
pub(super) fn is_far(model: &Model) -> bool {
    let day = model.filter.known_on;
    day.is_some() && day != model.timeline.known().map(Known::day) && model.whole().len() > EFFORT
}

/// Shows the day that has come, or has the day looked at that the filters ask for; whether there is
/// another one on the screen. What lies over the list points at its events, so it is waited for.
pub(super) fn go_on(model: &mut Model) -> bool {
    if !matches!(model.overlay, Overlay::None) {
        return false;
    }
    let far = is_far(model);
    if let Some((whole, seen)) = model.retrospect.seen.take() {
        let wanted = model.filter.known_on == seen.known().map(Known::day);
        if far && wanted && Arc::ptr_eq(&whole, &model.whole_shared()) {
            lift(model);
            show(model, seen);
            return true;
        }
        threads::give_back(whole.len(), (whole, seen));
    }
    if let Some(day) = model.filter.known_on.filter(|_| far && !model.retrospect.under_way) {
        model.retrospect.under_way = true;
        model.errands.push(Errand::LookBack { whole: model.whole_shared(), day });
    }
    false
}

/// Puts the whole timeline back, whatever the filters ask for.
pub(super) fn lift(model: &mut Model) {
    let Some(aside) = model.aside.take() else { return };
    let Aside { whole, marks, expanded, range } = *aside;
    let timeline = std::mem::replace(&mut model.timeline, whole);
    let up = |event: EventIx| timeline.known().map_or(event, |known| known.in_whole(event));
    model.marks = model.marks.iter().map(|&event| up(event)).chain(marks).collect();
    model.expanded = model.expanded.iter().map(|&event| up(event)).chain(expanded).collect();
    for event in model.selection.iter_mut().chain(&mut model.range_from) {
        *event = up(*event);
    }
    follow(&mut model.trail, |event| Some(up(event)));
    // A range that was taken off stays off.
    model.range = model.range.map(|shown| {
        let end = |end: End| match end {
            End::Event(event) => End::Event(up(event)),
            End::Day(day) => End::Day(day),
        };
        range.unwrap_or_else(|| Range { from: shown.from.map(end), to: shown.to.map(end) })
    });
    threads::give_back(timeline.len(), timeline);
}

/// Leaves what was known on a day, and sets the rest aside.
fn cut(model: &mut Model, timeline: Arc<Timeline>) {
    let current = model.current();
    let whole = std::mem::replace(&mut model.timeline, timeline);
    let Some(known) = model.timeline.known() else { return };
    let down = |event: EventIx| known.place(event).ok();
    let part = |all: &mut BTreeSet<EventIx>| {
        let (shown, hidden): (BTreeSet<_>, BTreeSet<_>) =
            all.iter().partition(|&&event| down(event).is_some());
        *all = shown.into_iter().filter_map(down).collect();
        hidden
    };
    let (marks, expanded) = (part(&mut model.marks), part(&mut model.expanded));
    let aside = Aside { marks, expanded, range: model.range, whole };
    follow(&mut model.trail, down);
    model.range_from = model.range_from.and_then(down);
    model.range = model.range.map(|range| narrowed(range, known, &aside.whole));
    // The filters are applied next, from the event that the cursor stands on.
    let last = model.timeline.events().next_back();
    let nearest = current.map(|event| known.place(event).unwrap_or_else(|next| next));
    model.selection = nearest.zip(last).map(|(event, last)| event.min(last)).into_iter().collect();
    model.cursor = 0;
    model.aside = Some(Box::new(aside));
}

/// Places to go back to, without those that are gone. Pages are told anew when they are opened.
pub(super) fn follow(trail: &mut Vec<Place>, to: impl Fn(EventIx) -> Option<EventIx>) {
    for place in trail.iter_mut() {
        place.event = place.event.and_then(&to);
        place.reader = None;
    }
    trail.retain(|place| place.event.is_some());
}

/// The range with its ends at the nearest events inside it that were known.
fn narrowed(range: Range, known: &Known, whole: &Timeline) -> Range {
    let end = |end: End, last: bool| match end {
        End::Day(day) => End::Day(day),
        End::Event(event) => {
            let there = known.place(event).or_else(|next| match (last, known.before(next)) {
                (true, Some(before)) => Ok(before),
                (false, _) if known.holds(next) => Ok(next),
                _ => Err(End::Day(whole.event(event).date.anchor())),
            });
            there.map_or_else(|day| day, End::Event)
        }
    };
    Range { from: range.from.map(|at| end(at, false)), to: range.to.map(|at| end(at, true)) }
}
