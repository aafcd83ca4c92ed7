//! What was known when: a date from the prompt, and a day earlier or later.

use super::{browse, refuse, say};
use crate::domain::when::Day;
use crate::tui::filter::Filter;
use crate::tui::known;
use crate::tui::model::{EFFORT, Model, Notice, Tone};

/// What the prompt tells of the days there are, where it does not have to be waited for.
pub(super) fn latest(model: &Model) -> Option<String> {
    let whole = model.whole();
    let ready = whole.last_day_if_ready();
    let day = if whole.len() > EFFORT { ready.flatten() } else { whole.last_day() };
    day.map(|day| format!("the last of it became known on {day}"))
}

/// Shows what was known on a day, or everything.
pub(super) fn show(model: &mut Model, day: Option<Day>) {
    let filter = Filter { known_on: day, ..model.filter.clone() };
    browse::refilter(model, filter);
    told(model);
}

/// A day earlier; from the whole, the last day on which anything became known.
pub(super) fn earlier(model: &mut Model) {
    match model.filter.known_on {
        Some(_) if model.timeline.is_empty() => refuse(model, "nothing was known before that"),
        Some(day) => step(model, day.plus(-1)),
        None => match model.whole().last_day() {
            None => refuse(model, "no source, claim or figure has a date"),
            day => show(model, day),
        },
    }
}

/// A day later; past the last on which anything became known, the whole.
pub(super) fn later(model: &mut Model) {
    let Some(day) = model.filter.known_on else { return };
    if model.whole().last_day().is_none_or(|last| day >= last) {
        show(model, None);
    } else {
        step(model, day.plus(1));
    }
}

/// Days stepped over are not remembered one by one: undo goes back to before the first.
fn step(model: &mut Model, day: Day) {
    model.filter.known_on = Some(day);
    browse::reselect(model);
    told(model);
}

/// After new data: has the day found out that they do not bring.
pub(in super::super) fn catch_up(model: &mut Model) {
    go_on(model);
    if known::is_far(model) {
        told(model);
    }
}

/// What was found out elsewhere comes to the screen, or something is to be found out.
pub(super) fn go_on(model: &mut Model) {
    if known::go_on(model) {
        browse::reselect(model);
        told(model);
    }
}

fn told(model: &mut Model) {
    if matches!(model.notice, Some(Notice { tone: Tone::Error, .. })) {
        return;
    }
    if let Some(day) = model.filter.known_on.filter(|_| known::is_far(model)) {
        return say(model, format!("looking back to {day}…"));
    }
    let text = model.timeline.known().map_or_else(
        || "everything is shown, whenever it became known".to_owned(),
        // The day stands above the list.
        |known| format!("left out: {}", known.left_out()),
    );
    say(model, text);
}
