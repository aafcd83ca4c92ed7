//! What the claims about an event add up to.

use super::actor::ActorIx;
use super::chronicle::Chronicle;
use super::claim::{Side, Stance};
use super::vocabulary::vocabulary;
use std::collections::BTreeMap;

vocabulary! {
    /// What the claims about an event add up to. No measure of truth.
    Status {
        /// Two actors, neither above the other, assert or confirm it, and nobody denies it.
        Agreed = "agreed",
        /// Somebody asserts or confirms it, and somebody else denies or disputes it.
        Contested = "contested",
        /// One side only speaks.
        SingleParty = "single-party",
        /// No claims.
        Unattributed = "unattributed",
    }
}

impl Status {
    /// One column; the meaning does not rest on colour.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Agreed => "●",
            Self::Contested => "◆",
            Self::SingleParty => "○",
            Self::Unattributed => "·",
        }
    }
}

/// Stances in order of time; each actor's last one counts.
pub fn status(chronicle: &Chronicle, stances: impl Iterator<Item = (ActorIx, Stance)>) -> Status {
    let latest: BTreeMap<ActorIx, Stance> = stances.collect();
    if latest.is_empty() {
        return Status::Unattributed;
    }
    let on = |side| latest.iter().filter(move |(_, s)| s.side() == side).map(|(&a, _)| a);
    let speakers: Vec<ActorIx> = on(Side::For).collect();
    let denied = on(Side::Against).next().is_some();
    if denied {
        return if speakers.is_empty() { Status::SingleParty } else { Status::Contested };
    }
    let independent = speakers
        .iter()
        .enumerate()
        .any(|(i, &a)| speakers.iter().skip(i + 1).any(|&b| !chronicle.related_actors(a, b)));
    if independent { Status::Agreed } else { Status::SingleParty }
}
