//! Events: something said to have happened, or said.

use super::account::Account;
use super::actor::Participant;
use super::block::{Block, Row};
use super::claim::Claim;
use super::figure::Figure;
use super::lists::Lists;
use super::parts::Single;
use super::region::RegionIx;
use super::source::Citation;
use super::table::{Index as _, index};
use super::texts::Text;
use super::vocabulary::vocabulary;
use std::fmt;
use std::ops::Deref;

index! {
    /// An event. In a loaded chronicle the order of indices is the order of the timeline.
    EventIx
}

index! {
    /// A file of the chronicle.
    FileIx
}

vocabulary! {
    /// How one event relates to another.
    RelationKind {
        PartOf = "part-of",
        Follows = "follows",
        RespondsTo = "responds-to",
        SameAs = "same-as",
        Contradicts = "contradicts",
        Supersedes = "supersedes",
        Corrects = "corrects",
    }
}

impl RelationKind {
    /// In a sentence, seen from the event that declares it.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::PartOf => "part of",
            Self::Follows => "follows",
            Self::RespondsTo => "responds to",
            Self::SameAs => "same as",
            Self::Contradicts => "contradicts",
            Self::Supersedes => "supersedes",
            Self::Corrects => "corrects",
        }
    }

    /// In a sentence, seen from the event it points to.
    pub const fn inverse_phrase(self) -> &'static str {
        match self {
            Self::PartOf => "has part",
            Self::Follows => "followed by",
            Self::RespondsTo => "answered by",
            Self::SameAs => "same as",
            Self::Contradicts => "contradicted by",
            Self::Supersedes => "superseded by",
            Self::Corrects => "corrected by",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    pub event: EventIx,
}

/// Where something is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    pub file: FileIx,
    /// Counted from 1.
    pub line: u32,
}

/// A list that seldom has more than so many items, and then holds them itself.
pub type Few<T, const N: usize> = smallvec::SmallVec<[T; N]>;

/// The parts that most events of a large set do not have, of an event on its way into a block.
#[derive(Clone, Debug, Default)]
pub struct More {
    pub place: Option<Text>,
    pub note: Option<Text>,
    pub tags: Box<[Text]>,
    pub relations: Vec<Relation>,
    pub claims: Vec<Claim>,
    pub figures: Vec<Figure>,
    pub accounts: Vec<Account>,
}

impl More {
    pub fn is_empty(&self) -> bool {
        self.place.is_none()
            && self.note.is_none()
            && self.tags.is_empty()
            && self.relations.is_empty()
            && self.claims.is_empty()
            && self.figures.is_empty()
            && self.accounts.is_empty()
    }
}

/// An event where it lies among those it was read with.
#[derive(Clone, Copy)]
pub struct Event<'a> {
    block: &'a Block,
    row: &'a Row,
    number: usize,
}

impl Deref for Event<'_> {
    type Target = Row;

    fn deref(&self) -> &Row {
        self.row
    }
}

impl fmt::Debug for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Event").field(&self.id()).finish()
    }
}

/// Whether there are relations, or claims about other events than their own.
pub(super) fn point_at_others(relations: &[Relation], claims: &[Claim]) -> bool {
    !relations.is_empty() || claims.iter().any(|claim| claim.about.is_some())
}

impl<'a> Event<'a> {
    pub(super) fn new(block: &'a Block, row: &'a Row, number: usize) -> Self {
        Self { block, row, number }
    }

    pub fn id(self) -> &'a str {
        self.block.text(self.row.words.id())
    }

    /// One line, the curator's words. An event with no words of its own goes by its id.
    pub fn title(self) -> &'a str {
        self.block.text(self.row.words.title())
    }

    pub fn summary(self) -> &'a str {
        self.block.text(self.row.words.summary())
    }

    /// Title and summary side by side, and the byte the summary begins at.
    pub fn told(self) -> (&'a str, usize) {
        let words = self.row.words;
        (self.block.text(words.told()), words.title().len())
    }

    /// The bytes of title and summary, to be fetched before they are read.
    pub fn told_bytes(self) -> &'a [u8] {
        self.block.bytes(self.row.words.told())
    }

    /// The first is where it happened; the others are places it concerns. Empty: unplaced.
    pub fn regions(self) -> &'a [RegionIx] {
        self.block.regions.get(self.number)
    }

    pub fn actors(self) -> &'a [Participant] {
        self.block.actors.get(self.number)
    }

    pub fn sources(self) -> &'a [Citation] {
        self.block.sources.get(self.number)
    }

    /// Reads a little of all its texts and lists: a number that says nothing.
    pub(super) fn first_parts(self) -> usize {
        let told = self.told_bytes().first().map_or(0, |&byte| usize::from(byte));
        let region = self.regions().first().map_or(0, |region| region.get());
        let actor = self.actors().first().map_or(0, |part| part.actor().get());
        let source = self.sources().first().map_or(0, |citation| citation.source.get());
        told ^ region ^ actor ^ source ^ self.claims().len()
    }

    pub fn at(self) -> Location {
        Location { file: self.block.file, line: self.row.line }
    }

    /// Whether it has any of the parts that most events of a large set do not have.
    pub fn has_parts(self) -> bool {
        self.row.parts.is_some()
    }

    pub(super) fn single(self) -> Option<&'a Single> {
        self.block.parts.single.get(self.row.parts?.get())
    }

    /// Its list among those of all events that have such parts.
    fn list<T>(self, lists: &'a Lists<T>) -> &'a [T] {
        self.row.parts.map_or(&[], |number| lists.get(number.get()))
    }

    /// Order among events of the same date; smaller first, 0 where not given.
    pub fn seq(self) -> i32 {
        self.single().map_or(0, |single| single.seq)
    }

    pub fn place(self) -> Option<&'a str> {
        self.single()?.place.as_deref()
    }

    /// The curator's own note; not exported unless asked for.
    pub fn note(self) -> Option<&'a str> {
        self.single()?.note.as_deref()
    }

    pub fn tags(self) -> &'a [Text] {
        self.list(&self.block.parts.tags)
    }

    pub fn relations(self) -> &'a [Relation] {
        self.list(&self.block.parts.relations)
    }

    /// Claims that stand in this event; they may be about another one.
    pub fn claims(self) -> &'a [Claim] {
        self.list(&self.block.parts.claims)
    }

    pub fn figures(self) -> &'a [Figure] {
        self.list(&self.block.parts.figures)
    }

    pub fn accounts(self) -> &'a [Account] {
        self.list(&self.block.parts.accounts)
    }

    /// Whether it has relations, or claims about another event.
    pub fn points_at_others(self) -> bool {
        point_at_others(self.relations(), self.claims())
    }
}
