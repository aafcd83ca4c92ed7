//! What several formats say in the same words: status, stances, claims, places.

use crate::domain::actor::{ActorIx, Participant, Role};
use crate::domain::claim::{Claim, Side, Stance};
use crate::domain::event::{Event, EventIx};
use crate::domain::figure::Figure;
use crate::domain::status::Status;
use crate::timeline::{ClaimRef, Timeline};

/// A stance after its claimant: "Kremlin declines to deny".
pub const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Confirms => "confirms",
        Stance::Denies => "denies",
        Stance::Disputes => "disputes",
        Stance::DeclinesToDeny => "declines to deny",
        Stance::NoComment => "does not comment",
        Stance::ClaimsResponsibility => "claims responsibility",
        Stance::Retracts => "retracts",
    }
}

/// The status with the actors it rests on: "contested: NATO confirms | Kremlin denies".
pub fn status(timeline: &Timeline, event: EventIx) -> String {
    let latest = latest_stances(timeline, event);
    let side = |side: Side| {
        let chronicle = timeline.chronicle();
        let told: Vec<String> = latest
            .iter()
            .filter(|(_, taken)| taken.side() == side)
            .map(|&(actor, taken)| format!("{} {}", chronicle.actors[actor].name, stance(taken)))
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

/// Each actor's latest stance on an event, in order of first speaking.
fn latest_stances(timeline: &Timeline, event: EventIx) -> Vec<(ActorIx, Stance)> {
    let mut latest: Vec<(ActorIx, Stance)> = Vec::new();
    for claim in timeline.claims_about(event).iter().filter_map(|&at| timeline.claim(at)) {
        match latest.iter_mut().find(|(actor, _)| *actor == claim.by) {
            Some((_, taken)) => *taken = claim.stance,
            None => latest.push((claim.by, claim.stance)),
        }
    }
    latest
}

/// A claim to be told with an event.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub claim: &'a Claim,
    /// The other event it stands in.
    pub told_in: Option<EventIx>,
    /// The other event it is about.
    pub about: Option<EventIx>,
}

/// The claims about an event wherever they stand, then those that stand in it about other events.
pub fn claims(timeline: &Timeline, event: EventIx) -> Vec<Told<'_>> {
    let other = |other: EventIx| Some(other).filter(|&other| other != event);
    let about = timeline.claims_about(event).iter().filter_map(|&at| {
        Some(Told { claim: timeline.claim(at)?, told_in: other(at.event), about: None })
    });
    let elsewhere = (0..timeline.event(event).claims().len()).filter_map(|number| {
        let claim = timeline.claim(ClaimRef { event, number })?;
        let about = claim.about.and_then(other)?;
        Some(Told { claim, told_in: None, about: Some(about) })
    });
    about.chain(elsewhere).collect()
}

/// Where an event happened, then the places it concerns: "Brussels (Brussels Region); Russia".
pub fn places(timeline: &Timeline, event: &Event) -> String {
    let name = |&region| timeline.chronicle().regions[region].name.to_string();
    let mut names: Vec<String> = event.regions.iter().map(name).collect();
    match (event.place(), names.first_mut()) {
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

/// The figures of the event that cannot be right together with this one.
pub fn differing<'a>(event: &'a Event, figure: &'a Figure) -> impl Iterator<Item = &'a Figure> {
    event
        .figures()
        .iter()
        .filter(move |other| figure.is_rival_of(other) && figure.differs_from(other))
}
