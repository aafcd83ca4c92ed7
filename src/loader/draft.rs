//! What a stretch of a file declares, before the rest is known: references are local numbers.

use super::node::Span;
use super::pieces::Unit;
use super::position::Finding;
use super::schema::Thing;
use crate::domain::actor::Actor;
use crate::domain::block::Block;
use crate::domain::kind::Kind;
use crate::domain::region::Region;
use crate::domain::source::Source;
use crate::domain::table::Index;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::collections::BTreeSet;
use std::hash::BuildHasher as _;

/// A declaration and where its id stands.
#[derive(Debug)]
pub(super) struct Declared<T> {
    pub(super) entry: T,
    pub(super) at: Span,
}

/// A use of an id that is declared somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) thing: Thing,
    pub(super) number: u32,
    pub(super) at: Span,
}

/// Names of one thing, numbered in order of first use.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

#[derive(Debug)]
pub(super) struct Name {
    pub(super) id: Box<str>,
    /// As written at the first use, where that differs from the id: in JSON lines only.
    written: Option<Box<str>>,
}

impl Name {
    pub(super) fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.id)
    }
}

impl Names {
    fn number(&mut self, id: &str, written: &str) -> u32 {
        let Self { list, numbers, hasher } = self;
        let known = |&number: &u32| list.get(number as usize).map_or("", |name| &*name.id);
        let hash = hasher.hash_one(id);
        if let Some(&number) = numbers.find(hash, |number| known(number) == id) {
            return number;
        }
        let number = u32::try_from(list.len()).unwrap_or(u32::MAX);
        numbers.insert_unique(hash, number, |number| hasher.hash_one(known(number)));
        let written = (written != id).then(|| written.into());
        list.push(Name { id: id.into(), written });
        number
    }
}

/// One unit, lowered.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) unit: Unit,
    pub(super) title: Option<Box<str>>,
    pub(super) summary: Option<Box<str>>,
    /// Where `[chronicle]` stands.
    pub(super) chronicle: Option<Span>,
    pub(super) sources: Vec<Declared<Source>>,
    pub(super) actors: Vec<Declared<Actor>>,
    /// With what `parent` says, as a reference in the entry.
    pub(super) regions: Vec<Declared<Region>>,
    pub(super) kinds: Vec<Declared<Kind>>,
    pub(super) events: Block,
    /// Where the id of each event stands.
    pub(super) event_ids: Vec<Span>,
    /// Declares what it uses: JSON lines.
    pub(super) implicit: bool,
    pub(super) names: [Names; 5],
    /// Whether uses are kept. There are ten in an event, and only those of what nothing has are ever
    /// looked at: then the unit is lowered again.
    pub(super) keeps_uses: bool,
    pub(super) uses: Vec<Use>,
    pub(super) findings: Vec<Finding>,
    /// Unknown keys of JSON lines, each told once.
    pub(super) unknown: BTreeSet<String>,
}

pub(super) const fn slot(thing: Thing) -> usize {
    match thing {
        Thing::Actor => 0,
        Thing::Source => 1,
        Thing::Region => 2,
        Thing::Kind => 3,
        Thing::Event => 4,
    }
}

impl Draft {
    pub(super) fn new(unit: Unit, keeps_uses: bool) -> Self {
        Self { unit, keeps_uses, ..Self::default() }
    }

    /// Nothing is added any more: gives back what only adding needs, of which every draft has its own.
    pub(super) fn seal(&mut self) {
        self.events.seal();
        self.event_ids.shrink_to_fit();
        for names in &mut self.names {
            names.numbers = HashTable::new();
            names.list.shrink_to_fit();
        }
    }

    /// A reference by a local number, to be renewed when all files are known.
    pub(super) fn refer<I: Index>(&mut self, thing: Thing, id: &str, written: &str, at: Span) -> I {
        let number = self.names.get_mut(slot(thing)).map_or(0, |names| names.number(id, written));
        if self.keeps_uses {
            self.uses.push(Use { thing, number, at });
        }
        I::new(number as usize)
    }
}
