//! What a stretch of a file declares, before the rest is known: references are local numbers.

use super::lexicon::{Lexicon, slot};
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

/// One unit, lowered.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) unit: Unit,
    /// Which of all lexicons numbers its names.
    pub(super) lexicon: usize,
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
    /// The hash of each event's id.
    pub(super) id_hashes: Vec<u64>,
    /// Where the id of each event stands; kept with the uses.
    pub(super) event_ids: Vec<Span>,
    /// Nothing in what is being read asks for a [closer look](super::bytes::are_plain).
    pub(super) is_plain: bool,
    /// Declares what it uses: JSON lines.
    pub(super) implicit: bool,
    /// Of the thread that lowers the unit; given back when the draft is sealed.
    names: Lexicon,
    /// The names that are used here, by thing, in order of first use.
    pub(super) used: [Vec<u32>; 5],
    /// Names as written at their first use, where that differs from the id: in JSON lines only.
    pub(super) written: Vec<(Thing, u32, Box<str>)>,
    /// Whether it is kept where things are used. There are ten in an event, and only those of what nothing
    /// has are ever looked at: then the unit is lowered again.
    pub(super) keeps_uses: bool,
    pub(super) uses: Vec<Use>,
    pub(super) findings: Vec<Finding>,
    /// Unknown keys of JSON lines, each told once.
    pub(super) unknown: BTreeSet<String>,
}

impl Draft {
    pub(super) fn new(unit: Unit, keeps_uses: bool, lexicon: &mut Lexicon) -> Self {
        let mut names = std::mem::take(lexicon);
        names.turn();
        let mut draft = Self { unit, names, keeps_uses, ..Self::default() };
        // Texts are no longer than what they stand in.
        draft.events.texts.reserve(unit.end.saturating_sub(unit.start));
        draft
    }

    /// Nothing is added any more: gives back what only adding needs.
    pub(super) fn seal(&mut self, lexicon: &mut Lexicon) {
        *lexicon = std::mem::take(&mut self.names);
        self.events.seal();
        self.used.iter_mut().for_each(Vec::shrink_to_fit);
    }

    /// A reference by a local number, to be renewed when all files are known.
    pub(super) fn refer<I: Index>(&mut self, thing: Thing, id: &str, written: &str, at: Span) -> I {
        let (number, is_first) = self.names.number(thing, id);
        if is_first {
            if let Some(used) = self.used.get_mut(slot(thing)) {
                used.push(number);
            }
            if written != id {
                self.written.push((thing, number, written.into()));
            }
        }
        if self.keeps_uses {
            self.uses.push(Use { thing, number, at });
        }
        I::new(number as usize)
    }
}
