//! A small chronicle for the tests of the exports, built by hand; with hostile text in it.

use super::{Group, Selection};
use crate::domain::account::Account;
use crate::domain::actor::{Actor, Participant, Role};
use crate::domain::block::{Block, NewEvent};
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::{Claim, Stance};
use crate::domain::copies::Copies;
use crate::domain::digest::Fingerprint;
use crate::domain::event::{EventIx, FileIx, Location, More, Relation, RelationKind};
use crate::domain::figure::{Figure, Part, Qualifier};
use crate::domain::kind::Kind;
use crate::domain::region::Region;
use crate::domain::source::{Citation, Source};
use crate::domain::table::Index as _;
use crate::domain::when::When;
use crate::timeline::Timeline;

/// Text that tries every door.
pub(super) const HOSTILE: &str =
    "<b>=1</b> | [x](javascript:a) `c` \u{1b}[31m\u{9b}1m\n# *h* \u{202e}";

fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

fn region(id: &str, name: &str, at: Location) -> Region {
    Region {
        id: id.into(),
        name: name.into(),
        aliases: Box::default(),
        parent: None,
        lat: None,
        lon: None,
        at: Some(at),
    }
}

#[expect(clippy::too_many_lines, reason = "one chronicle, written out")]
pub(super) fn timeline() -> Timeline {
    let at = Location { file: FileIx::new(0), line: 7 };
    let mut chronicle = Chronicle {
        title: Some("Harbour".into()),
        files: vec!["harbour.toml".into()],
        prints: [Fingerprint::whole(b"harbour")].into(),
        ..Chronicle::default()
    };
    let paper = Source {
        publisher: Some("The Paper".into()),
        published: Some(when("2031-05-04")),
        basis: Some("printed \"Sunday\"".into()),
        url: Some("https://example.org/a_(b)?c|d".into()),
        archive: Some("javascript:alert(1)".into()),
        ..Source::named("paper", "Harbour [shut]", at)
    };
    let wire = Source { origin: Some("paper".into()), ..Source::named("wire", "Wire.", at) };
    let paper = chronicle.sources.insert("paper", paper).unwrap();
    let wire = chronicle.sources.insert("wire", wire).unwrap();
    let cite = |source, paragraph| Citation::new(source, paragraph);
    let authority = Actor::named("authority", "Harbour Authority", at);
    let authority = chronicle.actors.insert("authority", authority).unwrap();
    let union = chronicle.actors.insert("union", Actor::named("union", "Port Union", at)).unwrap();
    let land = region("CL", "Coastland", at);
    let land = chronicle.regions.insert("CL", land).unwrap();
    let north = Region {
        parent: Some(land),
        lat: Some(1.5),
        lon: Some(-2.25),
        ..region("CL-01", "North", at)
    };
    let north = chronicle.regions.insert("CL-01", north).unwrap();
    let kind = Kind { id: "other".into(), name: "Other".into(), glyph: None, at: None };
    let kind = chronicle.kinds.insert("other", kind).unwrap();
    let actors = [Participant::new(authority, Role::Actor)];
    let sources = [cite(paper, Some(2))];
    let event = |id, title, date| NewEvent {
        id,
        title,
        summary: "The quay is shut.",
        date: when(date),
        time: None,
        seq: 0,
        kind,
        line: at.line,
        regions: std::slice::from_ref(&north),
        actors: &actors,
        sources: &sources,
        more: More::default(),
    };
    let claim = |by, stance, about| Claim {
        by,
        stance,
        about,
        date: Some(when("2031-05-04")),
        text: Some("Says so.".into()),
        quote: Some("not at all".into()),
        via: Some("Telegram".into()),
        sources: [cite(paper, Some(5)), cite(wire, None)].into_iter().collect(),
        credibility: None,
        line: 20,
    };
    let figure = |value: i64, by| Figure {
        measure: "ships".into(),
        value: Some(value.into()),
        low: None,
        high: None,
        qualifier: Qualifier::Exact,
        unit: None,
        by: Some(by),
        date: None,
        parts: Box::default(),
        sources: [cite(paper, Some(2))].into(),
        line: 30,
    };
    let parts = [("tankers", 7), ("ferries", 5)];
    let parts =
        parts.map(|(label, value)| Part { label: label.into(), value: value.into(), region: None });
    let account = Account {
        source: cite(wire, Some(1)),
        date: Some(when("2031-05-02")),
        title: Some("Harbour shut early".into()),
        regions: std::iter::once(land).collect(),
        place: None,
        summary: None,
        note: None,
        line: 40,
    };
    let mut closed = event("harbour-closed", "Authority closes the harbour", "2031-05-03");
    closed.more = More {
        note: Some("checked twice".into()),
        claims: vec![claim(authority, Stance::Asserts, None)],
        figures: vec![Figure { parts: parts.into(), ..figure(12, authority) }, figure(9, union)],
        accounts: vec![account],
        ..More::default()
    };
    let mut denial = event("union-denies", "Union denies it", "2031-05-04");
    denial.more = More {
        relations: vec![Relation { kind: RelationKind::RespondsTo, event: EventIx::new(0) }],
        claims: vec![claim(union, Stance::Denies, Some(EventIx::new(0)))],
        ..More::default()
    };
    let mut hostile = event("hostile", HOSTILE, "2031-05-04");
    hostile.summary = HOSTILE;
    hostile.regions = &[];
    let year = event("strike-year", "A year of strikes", "2031");
    let by = event("pact", "A pact is made", "../2031-05-03");
    for event in [closed, denial, hostile, year, by] {
        let mut block = Block::default();
        block.add(event);
        chronicle.events.push_alone(block);
    }
    Timeline::new(chronicle)
}

pub(super) fn selection<'a>(timeline: &'a Timeline, events: &'a [EventIx]) -> Selection<'a> {
    Selection {
        timeline,
        events,
        query: String::new(),
        range: None,
        group: Group::Date,
        reverse: false,
        notes: false,
        copies: Copies::NONE,
    }
}
