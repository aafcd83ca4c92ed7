//! Events: something said to have happened, or said.

use super::account::Account;
use super::actor::Participant;
use super::claim::Claim;
use super::clock_time::ClockTime;
use super::figure::Figure;
use super::kind::KindIx;
use super::region::RegionIx;
use super::source::Citation;
use super::table::index;
use super::texts::{Text, Words};
use super::vocabulary::vocabulary;
use super::when::When;

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

#[derive(Clone, Debug)]
pub struct Event {
    pub words: Words,
    pub date: When,
    pub time: Option<ClockTime>,
    /// Order among events of the same date; smaller first, 0 where not given.
    pub seq: i32,
    pub kind: KindIx,
    /// The first is where it happened; the others are places it concerns. Empty: unplaced.
    pub regions: Few<RegionIx, 4>,
    pub actors: Few<Participant, 2>,
    pub sources: Few<Citation, 1>,
    pub at: Location,
    /// What most events of a large set do not have; one pointer where absent.
    pub more: Option<Box<More>>,
}

/// The parts of an event that most events of a large set do not have.
#[derive(Clone, Debug, Default)]
pub struct More {
    pub place: Option<Text>,
    pub note: Option<Text>,
    pub tags: Vec<Text>,
    pub relations: Vec<Relation>,
    pub claims: Vec<Claim>,
    pub figures: Vec<Figure>,
    pub accounts: Vec<Account>,
}

impl Event {
    pub fn id(&self) -> &str {
        self.words.id()
    }

    /// One line, the curator's words.
    pub fn title(&self) -> &str {
        self.words.title()
    }

    pub fn summary(&self) -> &str {
        self.words.summary()
    }

    pub fn place(&self) -> Option<&str> {
        self.more.as_ref()?.place.as_deref()
    }

    /// The curator's own note; not exported unless asked for.
    pub fn note(&self) -> Option<&str> {
        self.more.as_ref()?.note.as_deref()
    }

    pub fn tags(&self) -> &[Text] {
        self.more.as_ref().map_or(&[], |m| &m.tags)
    }

    pub fn relations(&self) -> &[Relation] {
        self.more.as_ref().map_or(&[], |m| &m.relations)
    }

    /// Claims that stand in this event; they may be about another one.
    pub fn claims(&self) -> &[Claim] {
        self.more.as_ref().map_or(&[], |m| &m.claims)
    }

    pub fn figures(&self) -> &[Figure] {
        self.more.as_ref().map_or(&[], |m| &m.figures)
    }

    pub fn accounts(&self) -> &[Account] {
        self.more.as_ref().map_or(&[], |m| &m.accounts)
    }
}
