//! The ledger of an event: who says what about it, in order of time, and where a stance changed.

use super::claims::{certainly_said_by, follows, put_in_order};
use super::{ClaimRef, Timeline};
use crate::domain::actor::ActorIx;
use crate::domain::claim::{Claim, Stance};
use crate::domain::event::EventIx;
use crate::domain::table::Index as _;
use crate::domain::when::When;

/// A claim in a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub at: ClaimRef,
    pub was: Option<Change>,
}

/// What a claim goes back on: the latest earlier one about the same event by the same actor, or by
/// one above or below it, where that took another side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub from: ClaimRef,
    /// Whether the dates, or a relation of the events, say which came first.
    pub in_order: bool,
}

/// The claims about an event, wherever they stand: one body of actors after the other in order of
/// first speaking, each in order of time.
pub fn ledger(timeline: &Timeline, event: EventIx) -> Vec<Entry> {
    let about = timeline.claims_about(event);
    let mut bodies: Vec<(ActorIx, Vec<ClaimRef>)> = Vec::new();
    for &at in about {
        let Some(claim) = timeline.claim(at) else { continue };
        let head = head(timeline, claim.by);
        match bodies.iter_mut().find(|(body, _)| *body == head) {
            Some((_, claims)) => claims.push(at),
            None => bodies.push((head, vec![at])),
        }
    }
    let in_order = bodies.into_iter().flat_map(|(_, claims)| claims);
    in_order.map(|at| Entry { at, was: changed_from(timeline, about, at) }).collect()
}

/// All that an actor, or one below it, says about any event, in order of time.
pub fn said_by(timeline: &Timeline, actor: ActorIx) -> Vec<Entry> {
    let mut said_by: Vec<ClaimRef> = Vec::new();
    for event in timeline.events_of(|index| &index.actors, actor.get()) {
        let claims = timeline.event(event).claims().iter().enumerate();
        let own = claims.filter(|(_, it)| timeline.chronicle().is_or_is_below(it.by, actor));
        said_by.extend(own.map(|(number, _)| ClaimRef::new(event, number)));
    }
    put_in_order(timeline.chronicle(), &mut said_by);
    let entry = |at: ClaimRef| {
        let about = timeline.claim(at).and_then(|claim| claim.about).unwrap_or(at.event);
        Entry { at, was: changed_from(timeline, timeline.claims_about(about), at) }
    };
    said_by.into_iter().map(entry).collect()
}

/// The last stance of each actor on an event, in order of first speaking.
pub fn latest_stances(timeline: &Timeline, event: EventIx) -> Vec<&Claim> {
    let mut latest: Vec<&Claim> = Vec::new();
    for claim in timeline.claims_about(event).iter().filter_map(|&at| timeline.claim(at)) {
        match latest.iter_mut().find(|earlier| earlier.by == claim.by) {
            Some(earlier) => *earlier = claim,
            None => latest.push(claim),
        }
    }
    latest
}

/// The topmost actor above one.
fn head(timeline: &Timeline, actor: ActorIx) -> ActorIx {
    timeline.chronicle().actor_line(actor).last().unwrap_or(actor)
}

/// `about` holds the claims about one event in order of time.
fn changed_from(timeline: &Timeline, about: &[ClaimRef], at: ClaimRef) -> Option<Change> {
    let claim = timeline.claim(at)?;
    let before = about.iter().position(|&earlier| earlier == at).unwrap_or(about.len());
    let (earlier, was) = about
        .iter()
        .take(before)
        .rev()
        .filter_map(|&earlier| Some((earlier, timeline.claim(earlier)?)))
        .find(|(_, was)| timeline.chronicle().related_actors(was.by, claim.by))?;
    let said = certainly_said_by(timeline.chronicle(), was);
    let before = said.zip(claim.date.as_ref().and_then(When::earliest));
    let in_order = before.is_some_and(|(latest, earliest)| latest < earliest)
        || follows(timeline.chronicle(), at.event, earlier.event);
    // Who did not comment has taken no side to leave.
    let changed = was.stance.side() != claim.stance.side() && was.stance != Stance::NoComment;
    changed.then_some(Change { from: earlier, in_order })
}
