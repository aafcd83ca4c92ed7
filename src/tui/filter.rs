//! The active filters: picked regions and actors, and a query. Together they are one query.

use crate::domain::actor::ActorIx;
use crate::domain::region::RegionIx;
use crate::domain::table::{Index, Table};
use crate::domain::when::Day;
use crate::query::{Query, QueryError};
use crate::timeline::Timeline;
use std::collections::BTreeSet;

/// Picks of one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picks<I> {
    pub taken: BTreeSet<I>,
    pub excluded: BTreeSet<I>,
}

impl<I> Default for Picks<I> {
    fn default() -> Self {
        Self { taken: BTreeSet::new(), excluded: BTreeSet::new() }
    }
}

impl<I: Index> Picks<I> {
    pub fn toggle(&mut self, index: I) {
        if !self.taken.remove(&index) {
            self.excluded.remove(&index);
            self.taken.insert(index);
        }
    }

    pub fn exclude(&mut self, index: I) {
        if !self.excluded.remove(&index) {
            self.taken.remove(&index);
            self.excluded.insert(index);
        }
    }

    pub fn len(&self) -> usize {
        self.taken.len() + self.excluded.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The picks as terms of the query language.
    fn terms<T>(&self, field: &str, table: &Table<I, T>, id: impl Fn(&T) -> &str) -> Vec<String> {
        let list = |set: &BTreeSet<I>| {
            set.iter().filter_map(|&i| table.get(i)).map(&id).collect::<Vec<_>>().join(",")
        };
        let mut terms = Vec::new();
        if !self.taken.is_empty() {
            terms.push(format!("{field}:{}", list(&self.taken)));
        }
        if !self.excluded.is_empty() {
            terms.push(format!("-{field}:{}", list(&self.excluded)));
        }
        terms
    }
}

/// What narrows the list. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub regions: Picks<RegionIx>,
    pub actors: Picks<ActorIx>,
    pub contested: bool,
    /// As typed.
    pub query: String,
    /// Only what was known by the end of this day; not part of the query.
    pub known_on: Option<Day>,
}

impl<I: Index> Picks<I> {
    /// The same picks in another table, found by id.
    pub(super) fn carried<T>(
        &self,
        old: &Table<I, T>,
        new: &Table<I, T>,
        id: impl Fn(&T) -> &str,
    ) -> Self {
        let carry =
            |set: &BTreeSet<I>| set.iter().filter_map(|&i| new.find(id(old.get(i)?))).collect();
        Self { taken: carry(&self.taken), excluded: carry(&self.excluded) }
    }
}

/// The part of the filters a picker stands for, left out of its own live counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    Region,
    Actor,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same filters for new data.
    #[must_use]
    pub fn carried(&self, old: &Timeline, new: &Timeline) -> Self {
        let (old, new) = (old.chronicle(), new.chronicle());
        Self {
            regions: self.regions.carried(&old.regions, &new.regions, |r| &r.id),
            actors: self.actors.carried(&old.actors, &new.actors, |a| &a.id),
            contested: self.contested,
            query: self.query.clone(),
            known_on: self.known_on,
        }
    }

    /// One chip for each part, in the words of the query language.
    pub fn chips(&self, timeline: &Timeline) -> Vec<String> {
        self.terms(timeline, None)
    }

    fn terms(&self, timeline: &Timeline, without: Option<Facet>) -> Vec<String> {
        let chronicle = timeline.chronicle();
        let mut terms = Vec::new();
        if without != Some(Facet::Region) {
            terms.extend(self.regions.terms("region", &chronicle.regions, |r| &r.id));
        }
        if without != Some(Facet::Actor) {
            terms.extend(self.actors.terms("actor", &chronicle.actors, |a| &a.id));
        }
        if self.contested {
            terms.push("status:contested".to_owned());
        }
        if !self.query.trim().is_empty() {
            terms.push(self.query.trim().to_owned());
        }
        terms
    }

    /// All parts as one query, leaving one facet out if asked to.
    pub fn to_query(
        &self,
        timeline: &Timeline,
        without: Option<Facet>,
    ) -> Result<Query, QueryError> {
        self.terms(timeline, without)
            .iter()
            .try_fold(Query::everything(), |query, term| Ok(query.and(Query::parse(term)?)))
    }
}
