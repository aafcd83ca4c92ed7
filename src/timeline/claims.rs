//! Claims sorted by the event they are about.

use super::ClaimRef;
use super::by_event::ByEvent;
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::Claim;
use crate::domain::event::{Event, EventIx, RelationKind};
use crate::domain::when::{Day, When};

/// The claims about each event, in order of time. What was said on one day stands in the order that
/// the relations of the events declare, else in that of the timeline.
pub(super) fn by_subject(
    chronicle: &Chronicle,
    mut about: Vec<(EventIx, Day, ClaimRef)>,
) -> ByEvent<ClaimRef> {
    about.sort_unstable();
    for same_day in about.chunk_by_mut(|a, b| (a.0, a.1) == (b.0, b.1)) {
        settle(chronicle, same_day, |entry| entry.2.event);
    }
    ByEvent::new(about.into_iter().map(|(subject, _, at)| (subject, at)))
}

/// Sorts claims by the day they were said, and on one day as their events are declared to follow.
pub(super) fn put_in_order(chronicle: &Chronicle, list: &mut [ClaimRef]) {
    let day = |at: ClaimRef| {
        let event = chronicle.event(at.event);
        event.claims().get(at.number()).map(|claim| said(chronicle, event, claim))
    };
    list.sort_by_cached_key(|&at| (day(at), at));
    for same_day in list.chunk_by_mut(|&a, &b| day(a) == day(b)) {
        settle(chronicle, same_day, |at| at.event);
    }
}

/// Moves what is declared to follow something behind it.
fn settle<T>(chronicle: &Chronicle, same_day: &mut [T], event: impl Fn(&T) -> EventIx) {
    // Archives with crowded days declare nothing of the kind, and this is quadratic.
    const CROWD: usize = 64;
    if same_day.len() < 2 || same_day.len() > CROWD {
        return;
    }
    for at in 0..same_day.len() {
        let rest = same_day.get(at..).unwrap_or_default();
        let is_first =
            |one: &T| !rest.iter().any(|other| follows(chronicle, event(one), event(other)));
        // A circle of declarations settles nothing.
        if let Some(first) = rest.iter().position(is_first)
            && let Some(rest) = same_day.get_mut(at..=at + first)
        {
            rest.rotate_right(1);
        }
    }
}

/// Whether one event is declared to come after another.
pub(super) fn follows(chronicle: &Chronicle, later: EventIx, earlier: EventIx) -> bool {
    use RelationKind::{Corrects, Follows, RespondsTo, Supersedes};
    chronicle.event(later).relations().iter().any(|relation| {
        relation.event == earlier
            && matches!(relation.kind, Follows | RespondsTo | Supersedes | Corrects)
    })
}

/// The day a claim is ordered by: when it was last possibly said, by its date and its first source;
/// without a date when that was published, else the day of the event it stands in.
pub fn said(chronicle: &Chronicle, event: Event<'_>, claim: &Claim) -> Day {
    let dated = claim.date.as_ref().map(|date| match date.latest() {
        Some(latest) => published_by(chronicle, claim).map_or(latest, |day| day.min(latest)),
        None => date.anchor(),
    });
    let published = || published(chronicle, claim).map(When::anchor).min();
    dated.or_else(published).unwrap_or_else(|| event.date.anchor())
}

/// The day by which a claim had been said: it was no later than its date, nor than its first source.
pub(super) fn certainly_said_by(chronicle: &Chronicle, claim: &Claim) -> Option<Day> {
    let dated = claim.date.as_ref().and_then(When::latest);
    dated.into_iter().chain(published_by(chronicle, claim)).min()
}

fn published_by(chronicle: &Chronicle, claim: &Claim) -> Option<Day> {
    published(chronicle, claim).filter_map(When::latest).min()
}

fn published<'c>(chronicle: &'c Chronicle, claim: &'c Claim) -> impl Iterator<Item = &'c When> {
    let sources = claim.sources.iter().map(|citation| &chronicle.sources[citation.source]);
    sources.filter_map(|source| source.published.as_ref())
}
