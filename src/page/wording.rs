//! What several formats say in the same words: status, stances, claims, places.

use crate::domain::actor::{Participant, Role};
use crate::domain::claim::Side;
use crate::domain::event::{Event, EventIx};
use crate::domain::status::Status;
use crate::domain::when::When;
use crate::timeline::Timeline;
use crate::timeline::ledger::{Change, latest_stances};

/// The status with the actors it rests on: "contested: NATO confirms | Kremlin denies".
pub fn status(timeline: &Timeline, event: EventIx) -> String {
    let latest = latest_stances(timeline, event);
    let side = |side: Side| {
        let chronicle = timeline.chronicle();
        let told: Vec<String> = latest
            .iter()
            .filter(|claim| claim.stance.side() == side)
            .map(|claim| format!("{} {}", chronicle.actors[claim.by].name, claim.stance.phrase()))
            .collect();
        told.join(", ")
    };
    let word = match timeline.status(event) {
        Status::Agreed => "agreed",
        Status::Contested => "contested",
        Status::SingleParty => "one side only",
        Status::Unattributed => return "no claims".to_owned(),
    };
    let told: Vec<String> = [Side::For, Side::Against, Side::Neither]
        .into_iter()
        .map(side)
        .filter(|told| !told.is_empty())
        .collect();
    format!("{word}: {}", told.join(" | "))
}

/// The two sides of a contested event at a glance: who is for it | who is against it.
pub fn sides(timeline: &Timeline, event: EventIx) -> String {
    let latest = latest_stances(timeline, event);
    let names = |side: Side| -> String {
        let on = latest.iter().filter(|claim| claim.stance.side() == side);
        let names: Vec<&str> =
            on.map(|claim| &*timeline.chronicle().actors[claim.by].name).collect();
        names.join(", ")
    };
    format!("{} | {}", names(Side::For), names(Side::Against))
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
pub fn places(timeline: &Timeline, event: &Event) -> String {
    let name = |&region| timeline.chronicle().regions[region].name.to_string();
    let mut names: Vec<String> = event.regions.iter().map(name).collect();
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
pub fn actors(timeline: &Timeline, event: &Event) -> String {
    let name = |&Participant { actor, role }: &Participant| {
        let name = &timeline.chronicle().actors[actor].name;
        if role == Role::Actor { name.to_string() } else { format!("{name} ({role})") }
    };
    event.actors.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The date of an event in words, with its time of day.
pub fn date(event: &Event) -> String {
    match event.time {
        Some(time) => format!("{}, {time}", event.date.display()),
        None => event.date.display(),
    }
}
