//! The objects of what is declared beside events: actors, sources, regions, kinds; and what a selection refers to.

use super::object::{List, Object};
use crate::domain::actor::ActorIx;
use crate::domain::kind::KindIx;
use crate::domain::region::RegionIx;
use crate::domain::source::{Reliability, Scale, SourceIx};
use crate::export::Selection;
use crate::timeline::Timeline;
use serde::ser::{Serialize, Serializer};
use std::collections::BTreeSet;

pub(in crate::export) struct ActorObject<'a>(
    pub(in crate::export) &'a Timeline,
    pub(in crate::export) ActorIx,
);

impl Serialize for ActorObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let actors = &self.0.chronicle().actors;
        let actor = &actors[self.1];
        Object::begin(serializer)?
            .put("id", &*actor.id)?
            .put("name", &*actor.name)?
            .put_list("aliases", List(actor.aliases.iter().map(|alias| &**alias)))?
            .put("kind", actor.kind.word())?
            .put_some("parent", actor.parent.map(|parent| &*actors[parent].id))?
            .put_some("country", actor.country.as_deref())?
            .end()
    }
}

pub(in crate::export) struct SourceObject<'a>(
    pub(in crate::export) &'a Timeline,
    pub(in crate::export) SourceIx,
);

impl Serialize for SourceObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let chronicle = self.0.chronicle();
        let source = &chronicle.sources[self.1];
        Object::begin(serializer)?
            .put("id", &*source.id)?
            .put("title", &*source.title)?
            .put_some("publisher", source.publisher.as_deref())?
            .put_some("author", source.author.as_deref())?
            .put_some("published", source.published.as_ref())?
            .put_some("basis", source.basis.as_deref())?
            .put_some("url", source.url.as_deref())?
            .put_some("archive", source.archive.as_deref())?
            .put_some("accessed", source.accessed.as_ref())?
            .put_some("language", source.language.as_deref())?
            .put("origin", chronicle.origin(self.1))?
            .put_some("reliability", source.reliability.map(Reliability::word))?
            .put_some("scale", source.scale.map(Scale::word))?
            .end()
    }
}

pub(super) struct RegionObject<'a>(pub(super) &'a Timeline, pub(super) RegionIx);

impl Serialize for RegionObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let regions = &self.0.chronicle().regions;
        let region = &regions[self.1];
        Object::begin(serializer)?
            .put("id", &*region.id)?
            .put("name", &*region.name)?
            .put_list("aliases", List(region.aliases.iter().map(|alias| &**alias)))?
            .put_some("parent", region.parent.map(|parent| &*regions[parent].id))?
            .put_some("lat", region.lat)?
            .put_some("lon", region.lon)?
            .end()
    }
}

struct KindObject<'a>(&'a Timeline, KindIx);

impl Serialize for KindObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = &self.0.chronicle().kinds[self.1];
        Object::begin(serializer)?
            .put("id", &*kind.id)?
            .put("name", &*kind.name)?
            .put_some("glyph", kind.glyph.as_deref())?
            .end()
    }
}

/// What events refer to, under the keys that a file of a chronicle has for it: a reader of JSON lines
/// takes it for such a file. Regions of ISO 3166 and kinds that nobody declared are known to it.
pub(super) struct Declared<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) used: &'a Used,
}

impl Serialize for Declared<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { timeline, used } = *self;
        let chronicle = timeline.chronicle();
        let sources = used.sources.iter().map(|&at| SourceObject(timeline, at));
        let actors = used.actors.iter().map(|&at| ActorObject(timeline, at));
        let regions = used.regions.iter().filter(|&&at| chronicle.regions[at].at.is_some());
        let regions = regions.map(|&at| RegionObject(timeline, at));
        let kinds = used.kinds.iter().filter(|&&at| chronicle.kinds[at].at.is_some());
        let kinds = kinds.map(|&at| KindObject(timeline, at));
        Object::begin(serializer)?
            .put("source", List(sources))?
            .put("actor", List(actors))?
            .put("region", List(regions))?
            .put_list("kind", List(kinds))?
            .end()
    }
}

/// What the events of a selection refer to, in order of declaration; with all that lies above.
pub(in crate::export) struct Used {
    pub(super) sources: BTreeSet<SourceIx>,
    pub(super) actors: BTreeSet<ActorIx>,
    pub(super) regions: BTreeSet<RegionIx>,
    pub(super) kinds: BTreeSet<KindIx>,
}

impl Used {
    pub(super) fn of(selection: &Selection<'_>) -> Self {
        let timeline = selection.timeline;
        let chronicle = timeline.chronicle();
        let mut used = Self {
            sources: BTreeSet::new(),
            actors: BTreeSet::new(),
            regions: BTreeSet::new(),
            kinds: BTreeSet::new(),
        };
        for &at in selection.events {
            let event = timeline.event(at);
            used.kinds.insert(event.kind);
            used.sources.extend(timeline.citations(at).map(|citation| citation.source));
            let named = event.actors().iter().map(|participant| participant.actor());
            let claimants = event.claims().iter().map(|claim| claim.by);
            let counters = event.figures().iter().filter_map(|figure| figure.by);
            for actor in named.chain(claimants).chain(counters) {
                used.actors.extend(chronicle.actor_line(actor));
            }
            let accounts = event.accounts().iter().flat_map(|account| &account.regions);
            let parts = event.figures().iter().flat_map(|figure| &figure.parts);
            let parts = parts.filter_map(|part| part.region.as_ref());
            for &region in event.regions().iter().chain(accounts).chain(parts) {
                used.regions.extend(chronicle.region_line(region));
            }
        }
        used
    }
}
