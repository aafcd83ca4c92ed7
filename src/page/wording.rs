//! What several formats say in the same words: status, stances, claims, places.

use crate::domain::actor::{Participant, Role};
use crate::domain::claim::{Claim, Side};
use crate::domain::event::{Event, EventIx};
use crate::domain::quote::Verdict;
use crate::domain::status::Status;
use crate::domain::when::When;
use crate::timeline::Timeline;
use crate::timeline::ledger::{Change, latest_stances};

/// The status with the actors it rests on: "contested: NATO confirms | Kremlin denies".
pub fn status(timeline: &Timeline, event: EventIx) -> String {
    let word = status_word(timeline.status(event));
    let told: Vec<String> = stances(timeline, event).into_iter().map(|(_, told)| told).collect();
    if told.is_empty() { word.to_owned() } else { format!("{word}: {}", told.join(" | ")) }
}

/// A status as a reader is told it.
pub const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Agreed => "agreed",
        Status::Contested => "contested",
        Status::SingleParty => "one side only",
        Status::Unattributed => "no claims about it",
    }
}

/// What became of comparing a quote with the copies of the sources it cites.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "✓ exact",
        Verdict::Normalised => "✓ normalised",
        Verdict::Missing => "✗ missing in the copy",
        Verdict::NoCopy => "? no copy",
    }
}

/// Each side there is with the actors on it and their last stances: "NATO confirms, Rutte asserts".
pub fn stances(timeline: &Timeline, event: EventIx) -> Vec<(Side, String)> {
    by_side(timeline, event, |name, claim| format!("{name} {}", claim.stance.phrase()))
}

/// The two sides of a contested event at a glance: who is for it, and who is against it.
pub fn sides(timeline: &Timeline, event: EventIx) -> Vec<(Side, String)> {
    let mut sides = by_side(timeline, event, |name, _| name.to_owned());
    sides.retain(|(side, _)| *side != Side::Neither);
    sides
}

fn by_side(
    timeline: &Timeline,
    event: EventIx,
    tell: impl Fn(&str, &Claim) -> String,
) -> Vec<(Side, String)> {
    let latest = latest_stances(timeline, event);
    let on = |side: Side| {
        let claims = latest.iter().filter(|claim| claim.stance.side() == side);
        let told: Vec<String> =
            claims.map(|claim| tell(&timeline.chronicle().actors[claim.by].name, claim)).collect();
        (side, told.join(", "))
    };
    let sides = [Side::For, Side::Against, Side::Neither].into_iter().map(on);
    sides.filter(|(_, told)| !told.is_empty()).collect()
}

/// What a claim goes back on: "a change from: denies (Kremlin, 23 Oct 2024)".
pub fn change(timeline: &Timeline, change: Change) -> Option<String> {
    let claim = timeline.claim(change.from)?;
    let lead = if change.in_order { "a change from" } else { "in no known order with" };
    let mut told = vec![timeline.chronicle().actors[claim.by].name.to_string()];
    told.extend(claim.date.as_ref().map(When::display));
    Some(format!("{lead}: {} ({})", claim.stance.phrase(), told.join(", ")))
}

/// The day a figure is counted at: "as of 28 Oct 2024", "by 28 Oct 2024".
pub fn as_of(date: &When) -> String {
    let date = date.display();
    if date.starts_with("by ") { date } else { format!("as of {date}") }
}

/// Where an event happened, then the places it concerns: "Brussels (Brussels Region); Russia".
pub fn places(timeline: &Timeline, event: Event<'_>) -> String {
    let name = |&region| timeline.chronicle().regions[region].name.to_string();
    let mut names: Vec<String> = event.regions().iter().map(name).collect();
    match (event.place(), names.first_mut()) {
        (Some(place), Some(first)) if place == first => {}
        (Some(place), Some(first)) => *first = format!("{place} ({first})"),
        (Some(place), None) => names.push(place.to_owned()),
        (None, Some(_)) => {}
        (None, None) => names.push("unplaced".to_owned()),
    }
    names.join("; ")
}

/// The actors with their roles, where it is not plainly that of acting: "Rutte (speaker)".
pub fn actors(timeline: &Timeline, event: Event<'_>) -> String {
    let name = |part: &Participant| {
        let (actor, role) = (part.actor(), part.role());
        let name = &timeline.chronicle().actors[actor].name;
        if role == Role::Actor { name.to_string() } else { format!("{name} ({role})") }
    };
    event.actors().iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The date of an event in words, with its time of day.
pub fn date(event: Event<'_>) -> String {
    match event.time {
        Some(time) => format!("{}, {time}", event.date.display()),
        None => event.date.display(),
    }
}
