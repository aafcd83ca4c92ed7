//! A chronicle: one set of events, sources, actors, regions and kinds.

use super::actor::{Actor, ActorIx};
use super::digest::{self, Fingerprint};
use super::event::{Event, EventIx, FileIx};
use super::event_ids::EventIds;
use super::events::Events;
use super::kind::{Kind, KindIx};
use super::number::counted;
use super::region::{Region, RegionIx};
use super::source::{Citation, Source, SourceIx};
use super::table::{Index as _, Table};
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    pub title: Option<Box<str>>,
    pub summary: Option<Box<str>>,
    pub sources: Table<SourceIx, Source>,
    pub actors: Table<ActorIx, Actor>,
    pub regions: Table<RegionIx, Region>,
    pub kinds: Table<KindIx, Kind>,
    /// In the order of the timeline.
    pub events: Events,
    pub event_ids: EventIds,
    /// Paths of the files, as shown to people.
    pub files: Vec<Box<str>>,
    /// What each file was when it was read.
    pub prints: Arc<[Fingerprint]>,
    /// The file whose `[chronicle]` gives title and summary.
    pub titled_by: Option<FileIx>,
}

impl Chronicle {
    /// An index always comes from this chronicle; a foreign one is a bug in this crate.
    pub fn event(&self, index: EventIx) -> Event<'_> {
        self.events.get(index)
    }

    /// The same chronicle with other events, which refer to each other by their new indices.
    #[must_use]
    pub fn with_events(&self, events: Events) -> Self {
        Self {
            title: self.title.clone(),
            summary: self.summary.clone(),
            sources: self.sources.clone(),
            actors: self.actors.clone(),
            regions: self.regions.clone(),
            kinds: self.kinds.clone(),
            event_ids: EventIds::of(&events),
            events,
            files: self.files.clone(),
            prints: Arc::clone(&self.prints),
            titled_by: self.titled_by,
        }
    }

    pub fn find_event(&self, id: &str) -> Option<EventIx> {
        self.event_ids.find(id, &self.events)
    }

    pub fn indices(&self) -> impl DoubleEndedIterator<Item = EventIx> + ExactSizeIterator + use<> {
        (0..self.events.len()).map(EventIx::new)
    }

    /// The SHA-256 of the data, in hexadecimal: of one file its own, of several that over the SHA-256 of each
    /// in order of path. None before it is made, or where the files have changed since they were read.
    pub fn digest(&self) -> Option<String> {
        digest::digest(&self.prints)
    }

    pub fn file(&self, file: FileIx) -> &str {
        self.files.get(file.get()).map_or("", |path| path)
    }

    /// An actor and everything above it, nearest first.
    pub fn actor_line(&self, actor: ActorIx) -> impl Iterator<Item = ActorIx> {
        std::iter::successors(Some(actor), |&a| self.actors[a].parent).take(self.actors.len())
    }

    /// A region and everything above it, nearest first.
    pub fn region_line(&self, region: RegionIx) -> impl Iterator<Item = RegionIx> {
        std::iter::successors(Some(region), |&r| self.regions[r].parent).take(self.regions.len())
    }

    /// Whether an actor is another one, or below it.
    pub fn is_or_is_below(&self, actor: ActorIx, other: ActorIx) -> bool {
        self.actor_line(actor).any(|above| above == other)
    }

    /// Whether one of the two actors lies above the other, or they are the same.
    pub fn related_actors(&self, a: ActorIx, b: ActorIx) -> bool {
        self.is_or_is_below(a, b) || self.is_or_is_below(b, a)
    }

    /// The name of a source's origin: whose reporting it rests on, followed to its end. Sources that rest on one
    /// another in a circle share one origin, the first of them by id.
    pub fn origin(&self, source: SourceIx) -> &str {
        let (mut at, mut passed) = (source, source);
        let (mut steps, mut stretch) = (0, 1);
        loop {
            let Some(origin) = self.sources[at].origin.as_deref() else {
                return &self.sources[at].id;
            };
            match self.sources.find(origin) {
                Some(next) if next == passed => return self.first_of_circle(next),
                Some(next) => at = next,
                None => return origin,
            }
            // Brent: a stretch as long as the circle comes back to where it began.
            steps += 1;
            if steps == stretch {
                (passed, steps, stretch) = (at, 0, stretch * 2);
            }
        }
    }

    fn first_of_circle(&self, source: SourceIx) -> &str {
        let next = |&at: &SourceIx| self.sources.find(self.sources[at].origin.as_deref()?);
        let others = std::iter::successors(next(&source), next).take_while(|&at| at != source);
        let ids = others.map(|at| &*self.sources[at].id);
        ids.fold(&self.sources[source].id, |first, id| first.min(id))
    }

    /// How many articles and how many distinct origins stand behind some citations.
    pub fn count_origins<'a>(&'a self, citations: impl Iterator<Item = &'a Citation>) -> Origins {
        let sources: BTreeSet<SourceIx> = citations.map(|citation| citation.source).collect();
        let origins: BTreeSet<&str> = sources.iter().map(|&source| self.origin(source)).collect();
        Origins { sources: sources.len(), origins: origins.len() }
    }

    /// A citation as it stands in files: `source-id#paragraph`.
    pub fn citation(&self, citation: Citation) -> String {
        let id = &self.sources[citation.source].id;
        citation.paragraph().map_or_else(|| id.to_string(), |paragraph| format!("{id}#{paragraph}"))
    }
}

/// Sources counted by article and by distinct origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origins {
    pub sources: usize,
    pub origins: usize,
}

impl std::fmt::Display for Origins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sources, origins) = (counted(self.sources, "source"), counted(self.origins, "origin"));
        write!(f, "{sources}, {origins}")
    }
}
