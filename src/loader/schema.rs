//! The one table of what event files may hold: tables, their keys, and what each key takes.
//! Unknown keys are found by it, values are read by it, and the JSON Schema is printed from it.

mod json;
mod names;

pub use json::json_schema;
pub(super) use names::place;

use crate::domain::actor::{ActorKind, Role};
use crate::domain::claim::Stance;
use crate::domain::event::RelationKind;
use crate::domain::figure::Qualifier;
use crate::domain::source::{Reliability, Scale};
use names::Names;

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text, over several lines where needed.
    Text,
    /// Text on one line.
    Line,
    /// An id declared here.
    Id,
    /// The id of something declared elsewhere.
    Reference(Thing),
    /// A citation: `source-id` or `source-id#paragraph`.
    Citation,
    /// An EDTF date.
    Date,
    /// A time of day.
    Time,
    /// A whole number between two bounds, both included.
    Integer(i64, i64),
    /// A decimal number.
    Number,
    /// A decimal number between two bounds, both included.
    Degrees(f64),
    Flag,
    /// An `http` or `https` address.
    Url,
    /// An ISO 3166-1 alpha-2 code.
    Country,
    /// One of these words.
    Word(&'static [&'static str]),
    /// 64 hexadecimal digits.
    Sha256,
    /// A character one column wide.
    Glyph,
    /// An actor's id, or a table that gives its role as well.
    Participant,
    /// Any number of one shape.
    List(&'static Self),
    /// Any number of tables.
    Tables(&'static Table),
    /// Computed by us for others to read; not read back.
    Computed,
}

/// What an id may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Actor,
    Source,
    Region,
    Kind,
    Event,
}

impl Thing {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Source => "source",
            Self::Region => "region",
            Self::Kind => "kind",
            Self::Event => "event",
        }
    }
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    /// Its name in JSON lines.
    pub json: &'static str,
    pub required: bool,
    pub shape: Shape,
    pub doc: &'static str,
}

impl Key {
    /// Its name in JSON lines, or in TOML.
    pub(super) const fn name_in(&self, json: bool) -> &'static str {
        if json { self.json } else { self.name }
    }
}

/// A table of event files.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub doc: &'static str,
    pub keys: &'static [Key],
    /// By which keys are found: in TOML, and in JSON lines.
    names: [Names; 2],
    /// A bit for the number of each key that has to be there.
    pub(super) required: u64,
}

impl Table {
    const fn new(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        let mut required = 0;
        let mut number = 0;
        while number < keys.len() {
            required |= (keys[number].required as u64) << number;
            number += 1;
        }
        let names = [Names::of(keys, false), Names::of(keys, true)];
        Self { name, doc, keys, names, required }
    }

    /// The number of the key that has a name in JSON lines, or in TOML.
    pub(super) fn number(&self, name: &str, json: bool) -> Option<usize> {
        let [toml, lines] = &self.names;
        if json { lines } else { toml }.find(name, self.keys, json)
    }
}

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, json: name, required: true, shape, doc }
}

const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, json: name, required: false, shape, doc }
}

/// A list of tables: `[[event.claim]]` in TOML, `claims` in JSON lines.
const fn tables(name: &'static str, json: &'static str, table: &'static Table) -> Key {
    Key { name, json, required: false, shape: Shape::Tables(table), doc: table.doc }
}

const fn computed(name: &'static str) -> Key {
    optional(name, Shape::Computed, "computed; not read back")
}

const LINES: Shape = Shape::List(&Shape::Line);
const CITATIONS: Shape = Shape::List(&Shape::Citation);
const REGIONS: Shape = Shape::List(&Shape::Reference(Thing::Region));
const ACTOR: Shape = Shape::Reference(Thing::Actor);
const EVENT: Shape = Shape::Reference(Thing::Event);
const REGION: Shape = Shape::Reference(Thing::Region);
const SEQ: Shape = Shape::Integer(i32::MIN as i64, i32::MAX as i64);

/// What may stand at the top of a file.
pub static FILE: Table = Table::new(
    "file",
    "A file of a chronicle; any file may hold any of these tables.",
    &[
        tables("chronicle", "chronicle", &CHRONICLE),
        tables("source", "source", &SOURCE),
        tables("actor", "actor", &ACTOR_TABLE),
        tables("region", "region", &REGION_TABLE),
        tables("kind", "kind", &KIND),
        tables("event", "event", &EVENT_TABLE),
    ],
);

pub static CHRONICLE: Table = Table::new(
    "chronicle",
    "What the set is about; at most one in the set.",
    &[
        optional("title", Shape::Line, "title of the chronicle"),
        optional("summary", Shape::Text, "what it covers"),
    ],
);

pub static SOURCE: Table = Table::new(
    "source",
    "An article or document that reports.",
    &[
        required("id", Shape::Id, "id of the source"),
        required("title", Shape::Line, "title of the article or document"),
        optional("publisher", Shape::Line, "who published it"),
        optional("author", Shape::Line, "who wrote it"),
        optional("published", Shape::Date, "when it was published"),
        optional(
            "basis",
            Shape::Text,
            "how `published` was settled, where the text does not print it",
        ),
        optional("url", Shape::Url, "address of the original"),
        optional("archive", Shape::Url, "address of an archived copy"),
        optional("accessed", Shape::Date, "when it was read"),
        optional("language", Shape::Line, "language of the text, as a BCP 47 tag"),
        optional(
            "origin",
            Shape::Line,
            "a source id or a name: whose reporting this rests on; sources sharing one count once",
        ),
        optional(
            "reliability",
            Shape::Word(Reliability::WORDS),
            "reliability by the Admiralty system",
        ),
        optional("scale", Shape::Word(Scale::WORDS), "how far the source reaches"),
        optional("text", Shape::Line, "local copy, relative to this file"),
        optional("sha256", Shape::Sha256, "SHA-256 of the local copy"),
    ],
);

pub static ACTOR_TABLE: Table = Table::new(
    "actor",
    "Whoever does or says something.",
    &[
        required("id", Shape::Id, "id of the actor"),
        required("name", Shape::Line, "name of the actor"),
        optional("aliases", LINES, "other names"),
        optional("kind", Shape::Word(ActorKind::WORDS), "what the actor is"),
        optional("parent", ACTOR, "an actor: a filter for the parent finds this one too"),
        optional("country", Shape::Country, "ISO 3166-1 alpha-2 code"),
    ],
);

pub static REGION_TABLE: Table = Table::new(
    "region",
    "A place: an ISO 3166 code refined, or a slug below one.",
    &[
        required("id", Shape::Id, "ISO 3166 code, or a slug with a parent"),
        optional(
            "name",
            Shape::Line,
            "name of the region; required unless the id is an ISO 3166 code",
        ),
        optional("aliases", LINES, "other names"),
        optional("parent", REGION, "the region it lies in; implied for ISO 3166-2 codes"),
        optional("lat", Shape::Degrees(90.0), "degrees north"),
        optional("lon", Shape::Degrees(180.0), "degrees east"),
    ],
);

pub static KIND: Table = Table::new(
    "kind",
    "A kind of event, added to the built-in vocabulary or refining it.",
    &[
        required("id", Shape::Id, "id of the kind"),
        optional("name", Shape::Line, "name of the kind"),
        optional("glyph", Shape::Glyph, "a character one column wide"),
    ],
);

/// The key of JSON lines under which an event brings what it and others refer to.
pub(super) const DECLARES: &str = "declares";

pub static EVENT_TABLE: Table = Table::new(
    "event",
    "Something said to have happened, or said.",
    &[
        required("id", Shape::Id, "id of the event"),
        required("title", Shape::Line, "one line, the curator's words"),
        required("date", Shape::Date, "when it happened, as exactly as is known"),
        optional("time", Shape::Time, "time of day, with a zone or without"),
        optional("seq", SEQ, "order among events of the same date"),
        optional("kind", Shape::Reference(Thing::Kind), "what kind of event; default other"),
        required("regions", REGIONS, "where it happened first, then places it concerns"),
        optional("unplaced", Shape::Flag, "true where `regions` is empty on purpose"),
        optional("place", Shape::Line, "the place more closely, in words"),
        optional("actors", Shape::List(&Shape::Participant), "who had part in it"),
        optional("summary", Shape::Text, "what happened, in the curator's words"),
        required("sources", CITATIONS, "where it stands"),
        optional("tags", LINES, "words to find it by"),
        optional(
            "relations",
            Shape::List(&Shape::Tables(&RELATION)),
            "how it relates to other events",
        ),
        optional("note", Shape::Text, "the curator's, not exported unless asked"),
        tables("claim", "claims", &CLAIM),
        tables("figure", "figures", &FIGURE),
        tables("account", "accounts", &ACCOUNT),
        computed("earliest"),
        computed("latest"),
        computed("display_date"),
        computed("status"),
        computed("ledger"),
        computed(DECLARES),
        computed("origins"),
        computed("file"),
        computed("line"),
    ],
);

pub static PARTICIPANT: Table = Table::new(
    "actors",
    "An actor and its role.",
    &[
        required("id", ACTOR, "an actor"),
        optional("role", Shape::Word(Role::WORDS), "what it is to the event; default actor"),
    ],
);

pub static RELATION: Table = Table::new(
    "relations",
    "How one event relates to another.",
    &[
        required("kind", Shape::Word(RelationKind::WORDS), "the relation"),
        required("event", EVENT, "the other event"),
    ],
);

/// A citation as JSON lines may give it.
pub static CITATION: Table = Table::new(
    "sources",
    "A place in a source.",
    &[
        required("source", Shape::Reference(Thing::Source), "a source"),
        optional("paragraph", PARAGRAPH, "counted from 1"),
    ],
);

const PARAGRAPH: Shape = Shape::Integer(1, u32::MAX as i64);

pub static CLAIM: Table = Table::new(
    "event.claim",
    "Who says what about an event.",
    &[
        required("by", ACTOR, "an actor"),
        required("stance", Shape::Word(Stance::WORDS), "how the claimant stands to it"),
        optional("about", EVENT, "an event; default: the event it stands in"),
        optional("date", Shape::Date, "when it was said"),
        optional("text", Shape::Text, "in the curator's words"),
        optional("quote", Shape::Text, "verbatim, short"),
        optional("via", Shape::Line, "the channel"),
        required("sources", CITATIONS, "where it stands"),
        optional("credibility", Shape::Integer(1, 6), "credibility by the Admiralty system"),
        computed("quote_verdict"),
        computed("grades"),
        computed("line"),
    ],
);

pub static FIGURE: Table = Table::new(
    "event.figure",
    "A number somebody gives: `value`, or `low` and `high`, or both.",
    &[
        required("measure", Shape::Line, "what is counted; figures of one measure are compared"),
        optional("value", Shape::Number, "the number"),
        optional("low", Shape::Number, "at least this"),
        optional("high", Shape::Number, "at most this"),
        optional(
            "qualifier",
            Shape::Word(Qualifier::WORDS),
            "how the value is meant; default exact",
        ),
        optional("unit", Shape::Line, "unit of the number"),
        optional("by", ACTOR, "who gives it"),
        optional("date", Shape::Date, "as of"),
        optional("parts", Shape::List(&Shape::Tables(&PART)), "declared to add up to the figure"),
        required("sources", CITATIONS, "where it stands"),
        computed("reconciliation"),
        computed("updates"),
        computed("differs_from"),
        computed("line"),
    ],
);

pub static PART: Table = Table::new(
    "parts",
    "A part of a figure.",
    &[
        required("label", Shape::Line, "what this part is"),
        required("value", Shape::Number, "its number"),
        optional("region", REGION, "where"),
    ],
);

pub static ACCOUNT: Table = Table::new(
    "event.account",
    "How one source tells the event differently.",
    &[
        required("source", Shape::Citation, "the source that differs"),
        optional("date", Shape::Date, "its date"),
        optional("title", Shape::Line, "its title"),
        optional("regions", REGIONS, "its regions"),
        optional("place", Shape::Line, "its place"),
        optional("summary", Shape::Text, "what it tells"),
        optional("note", Shape::Text, "the curator's remark"),
        computed("line"),
    ],
);
