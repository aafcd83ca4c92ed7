//! What looks confirmed by several and rests on one.
//!
//! An event that one report tells is no weakness: most of a chronicle is that, and says so. It is one
//! where the number of sources, an agreement or a grade promises more than the one origin can keep.

use super::{Kind, Spot, Weakness};
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::Side;
use crate::domain::source::{Citation, SourceIx};
use crate::domain::status::Status;
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use std::collections::BTreeSet;

/// The origin of each source: following names for each event would take too long.
pub(super) fn by_source(chronicle: &Chronicle) -> Vec<&str> {
    chronicle.sources.indices().map(|source| chronicle.origin(source)).collect()
}

/// The one origin that some citations have.
struct One<'o> {
    origin: &'o str,
    sources: usize,
}

fn one<'o, 'c>(
    origins: &[&'o str],
    citations: impl Iterator<Item = &'c Citation>,
) -> Option<One<'o>> {
    let mut sources: BTreeSet<SourceIx> = BTreeSet::new();
    let mut origin = None;
    for citation in citations {
        if !sources.insert(citation.source) {
            continue;
        }
        let its = *origins.get(citation.source.get())?;
        if *origin.get_or_insert(its) != its {
            return None;
        }
    }
    origin.map(|origin| One { origin, sources: sources.len() })
}

/// Of so many events with one origin each need not be told.
const ALIKE: usize = 3;

/// Where all sources of a chronicle rest on one origin, that is told once.
pub(super) fn of_all<'t>(timeline: &'t Timeline, origins: &[&str]) -> Option<Weakness<'t>> {
    let (first, others) = origins.split_first()?;
    if others.is_empty() || others.iter().any(|origin| origin != first) || timeline.len() < ALIKE {
        return None;
    }
    let mut sources = timeline.chronicle().sources.iter().map(|(_, source)| source);
    let resting = sources.find(|source| source.origin.is_some())?;
    let message = format!(
        "the {} sources all rest on `{first}`: none of the {} events is told by another",
        origins.len(),
        timeline.len()
    );
    let (at, id) = (resting.at, Some(&*resting.id));
    Some(Weakness { kind: Kind::SingleOrigin, event: None, at, id, message })
}

/// `told` means that [`of_all`] has said it of all events.
pub(super) fn weigh(spot: &mut Spot<'_, '_>, origins: &[&str], told: bool) {
    if !told {
        whole(spot, origins);
    }
    let timeline = spot.timeline;
    for claim in timeline.event(spot.event).claims() {
        if claim.credibility == Some(1)
            && let Some(One { origin, .. }) = one(origins, claim.sources.iter())
        {
            let message = format!(
                "credibility 1 says that others confirm it, and the claim rests on `{origin}` alone"
            );
            spot.tell(Kind::ConfirmedSingleOrigin, Some(claim.line), message);
        }
    }
}

/// The event, or else its first claim, as one warning.
fn whole(spot: &mut Spot<'_, '_>, origins: &[&str]) {
    let timeline = spot.timeline;
    let agreed = timeline.status(spot.event) == Status::Agreed;
    if let Some(One { origin, sources }) = one(origins, timeline.citations(spot.event))
        && sources > 1
    {
        let yet = if agreed { "agreed, yet " } else { "" };
        let message = format!("{yet}its {sources} sources all rest on `{origin}`");
        return spot.tell(Kind::SingleOrigin, None, message);
    }
    let about = timeline.claims_about(spot.event).iter().filter_map(|&at| timeline.claim(at));
    let agreeing = about.filter(|claim| claim.stance.side() == Side::For);
    if agreed
        && let Some(One { origin, .. }) = one(origins, agreeing.flat_map(|claim| &claim.sources))
    {
        let message = format!("agreed, yet `{origin}` alone tells who says so");
        return spot.tell(Kind::SingleOrigin, None, message);
    }
    let mut claims = timeline.event(spot.event).claims().iter().filter_map(|claim| {
        let one = one(origins, claim.sources.iter()).filter(|one| one.sources > 1)?;
        Some((claim, one))
    });
    if let Some((claim, One { origin, sources })) = claims.next() {
        let more = match claims.count() {
            0 => String::new(),
            1 => "; so does one more claim of the event".to_owned(),
            more => format!("; so do {more} more claims of the event"),
        };
        let message = format!("the claim's {sources} sources all rest on `{origin}`{more}");
        spot.tell(Kind::SingleOrigin, Some(claim.line), message);
    }
}
