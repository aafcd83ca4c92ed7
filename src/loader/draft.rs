//! What one file declares, before the other files are known: references are local numbers.

use super::node::Span;
use super::position::Finding;
use super::schema::Thing;
use crate::domain::actor::Actor;
use crate::domain::event::Event;
use crate::domain::kind::Kind;
use crate::domain::region::Region;
use crate::domain::source::Source;
use crate::domain::table::Index;
use hashbrown::HashMap;
use std::collections::BTreeSet;

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
    pub(super) list: Vec<Box<str>>,
    /// As written at the first use; differs from the id in JSON lines only.
    pub(super) written: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &str, written: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(name.into());
        self.written.push(written.into());
        self.numbers.insert(name.into(), number);
        number
    }
}

/// One file, lowered.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: Option<Box<str>>,
    pub(super) summary: Option<Box<str>>,
    /// Where `[chronicle]` stands.
    pub(super) chronicle: Option<Span>,
    pub(super) sources: Vec<Declared<Source>>,
    pub(super) actors: Vec<Declared<Actor>>,
    /// With what `parent` says, as a reference in the entry.
    pub(super) regions: Vec<Declared<Region>>,
    pub(super) kinds: Vec<Declared<Kind>>,
    pub(super) events: Vec<Declared<Event>>,
    /// Declares what it uses: JSON lines.
    pub(super) implicit: bool,
    pub(super) names: [Names; 5],
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
    /// A reference by a local number, to be renewed when all files are known.
    pub(super) fn refer<I: Index>(&mut self, thing: Thing, id: &str, written: &str, at: Span) -> I {
        let number = self.names.get_mut(slot(thing)).map_or(0, |names| names.number(id, written));
        self.uses.push(Use { thing, number, at });
        I::new(number as usize)
    }
}
