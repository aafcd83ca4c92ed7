//! The names that a thread has come across. Units use the same names over and over: each would have
//! its own copy of most of them.

use super::schema::Thing;
use compact_str::CompactString;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;

/// Names by thing, numbered in order of first use.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    names: [Names; 5],
    hasher: DefaultHashBuilder,
    /// Counts the units.
    turn: u32,
}

#[derive(Debug, Default)]
struct Names {
    /// By number.
    list: Vec<CompactString>,
    /// The same again: most ids are short enough to lie in the table, where a lookup finds them at once.
    known: HashTable<Name>,
}

#[derive(Debug)]
struct Name {
    id: CompactString,
    number: u32,
    /// The last unit it was used in.
    turn: u32,
}

pub(super) const THINGS: [Thing; 5] =
    [Thing::Actor, Thing::Source, Thing::Region, Thing::Kind, Thing::Event];

pub(super) const fn slot(thing: Thing) -> usize {
    match thing {
        Thing::Actor => 0,
        Thing::Source => 1,
        Thing::Region => 2,
        Thing::Kind => 3,
        Thing::Event => 4,
    }
}

impl Lexicon {
    /// The next unit begins.
    pub(super) fn turn(&mut self) {
        self.turn += 1;
    }

    /// The number of a name, and whether it is the first use in this unit.
    pub(super) fn number(&mut self, thing: Thing, id: &str) -> (u32, bool) {
        let Self { names, hasher, turn } = self;
        let Some(Names { list, known }) = names.get_mut(slot(thing)) else { return (0, false) };
        let hash = hasher.hash_one(id);
        if let Some(name) = known.find_mut(hash, |name| name.id == id) {
            let last = std::mem::replace(&mut name.turn, *turn);
            return (name.number, last != *turn);
        }
        let (number, id) = (u32::try_from(list.len()).unwrap_or(u32::MAX), CompactString::new(id));
        list.push(id.clone());
        known.insert_unique(hash, Name { id, number, turn: *turn }, |name| {
            hasher.hash_one(&*name.id)
        });
        (number, true)
    }

    pub(super) fn get(&self, thing: Thing, number: u32) -> Option<&str> {
        let names = self.names.get(slot(thing))?;
        names.list.get(number as usize).map(CompactString::as_str)
    }

    /// All names of a thing, by number.
    pub(super) fn all(&self, thing: Thing) -> impl Iterator<Item = &str> {
        let names = self.names.get(slot(thing));
        names.into_iter().flat_map(|names| names.list.iter().map(CompactString::as_str))
    }
}
