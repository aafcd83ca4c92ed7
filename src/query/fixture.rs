//! A small chronicle built by hand, and queries asked of it by the ids of the events they keep.

use super::{Query, QueryError, select};
use crate::domain::account::Account;
use crate::domain::actor::{Actor, ActorIx, Participant, Role};
use crate::domain::block::{Block, NewEvent};
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::{Claim, Stance};
use crate::domain::event::{EventIx, Few, FileIx, Location, More, Relation, RelationKind};
use crate::domain::event_ids::EventIds;
use crate::domain::figure::{Figure, Qualifier};
use crate::domain::kind::Kind;
use crate::domain::region::{Region, RegionIx};
use crate::domain::source::{Citation, Reliability, Source, SourceIx};
use crate::domain::table::Index as _;
use crate::domain::when::When;
use crate::timeline::Timeline;

/// Declares entries one by one; parents are named by the id of an earlier entry.
#[derive(Default)]
pub(super) struct Builder {
    chronicle: Chronicle,
}

impl Builder {
    pub(super) fn region(mut self, id: &str, name: &str, aliases: &[&str], parent: &str) -> Self {
        let region = Region {
            id: id.into(),
            name: name.into(),
            aliases: boxed(aliases),
            parent: self.chronicle.regions.find(parent),
            lat: None,
            lon: None,
            at: None,
        };
        self.chronicle.regions.insert(id, region).unwrap();
        self
    }

    pub(super) fn actor(mut self, id: &str, name: &str, aliases: &[&str], parent: &str) -> Self {
        let parent = self.chronicle.actors.find(parent);
        let actor = Actor { aliases: boxed(aliases), parent, ..Actor::named(id, name, at()) };
        self.chronicle.actors.insert(id, actor).unwrap();
        self
    }

    pub(super) fn source(mut self, id: &str, origin: &str) -> Self {
        let origin = Some(origin).filter(|origin| !origin.is_empty()).map(Into::into);
        self.chronicle
            .sources
            .insert(id, Source { origin, ..Source::named(id, id, at()) })
            .unwrap();
        self
    }

    /// Tells more of a source that is declared.
    fn told(mut self, id: &str, title: &str, publisher: &str) -> Self {
        let source = self.chronicle.sources.find(id).unwrap();
        let source = self.chronicle.sources.get_mut(source).unwrap();
        (source.title, source.publisher) = (title.into(), Some(publisher.into()));
        self
    }

    /// Grades a source that is declared.
    fn graded(mut self, id: &str, reliability: Reliability) -> Self {
        let source = self.chronicle.sources.find(id).unwrap();
        self.chronicle.sources.get_mut(source).unwrap().reliability = Some(reliability);
        self
    }

    pub(super) fn kind(mut self, id: &str, name: &str) -> Self {
        let kind = Kind { id: id.into(), name: name.into(), glyph: None, at: None };
        self.chronicle.kinds.insert(id, kind).unwrap();
        self
    }

    /// Adds an event; `edit` gets the builder's lookups, the summary and the parts most events lack.
    pub(super) fn event(
        mut self,
        (id, date, title): (&str, &str, &str),
        kind: &str,
        (regions, actors, sources): (&str, &str, &str),
        edit: impl FnOnce(&Self, &mut String, &mut More),
    ) -> Self {
        let (mut summary, mut more) = (String::new(), More::default());
        edit(&self, &mut summary, &mut more);
        let part = |id| Participant::new(self.actor_of(id), Role::Actor);
        let each = str::split_whitespace;
        let mut block = Block::default();
        block.add(NewEvent {
            id,
            title,
            summary: &summary,
            date: When::parse(date).unwrap(),
            time: None,
            seq: 0,
            kind: self.chronicle.kinds.find(kind).unwrap(),
            line: 1,
            regions: &each(regions).map(|id| self.region_of(id)).collect::<Vec<_>>(),
            actors: &each(actors).map(part).collect::<Vec<_>>(),
            sources: &each(sources).map(|id| self.citation(id)).collect::<Vec<_>>(),
            more,
        });
        let Chronicle { event_ids, events, .. } = &mut self.chronicle;
        events.push_alone(block);
        *event_ids = EventIds::default();
        self
    }

    pub(super) fn build(self) -> Timeline {
        Timeline::new(self.chronicle)
    }

    fn region_of(&self, id: &str) -> RegionIx {
        self.chronicle.regions.find(id).unwrap()
    }

    fn actor_of(&self, id: &str) -> ActorIx {
        self.chronicle.actors.find(id).unwrap()
    }

    fn citation(&self, id: &str) -> Citation {
        let source: SourceIx = self.chronicle.sources.find(id).unwrap();
        Citation::new(source, None)
    }

    fn claim(&self, by: &str, stance: Stance, about: &str, quote: &str) -> Claim {
        Claim {
            by: self.actor_of(by),
            stance,
            about: self.chronicle.find_event(about),
            date: None,
            text: None,
            quote: Some(quote).filter(|quote| !quote.is_empty()).map(Into::into),
            via: None,
            sources: Few::default(),
            credibility: None,
            line: 1,
        }
    }
}

fn boxed(texts: &[&str]) -> Box<[Box<str>]> {
    texts.iter().map(|&text| text.into()).collect()
}

fn figure() -> Figure {
    Figure {
        measure: "drones".into(),
        value: Some(21.into()),
        low: None,
        high: None,
        qualifier: Qualifier::Exact,
        unit: None,
        by: None,
        date: None,
        parts: Box::default(),
        sources: Few::default(),
        line: 1,
    }
}

fn account(source: Citation) -> Account {
    Account {
        source,
        date: None,
        title: None,
        regions: Few::default(),
        place: None,
        summary: None,
        note: None,
        line: 1,
    }
}

/// Seven events around a deployment that one side denies; ids are one letter, in order of the timeline.
pub(super) fn chronicle() -> Timeline {
    declared()
        .event(
            ("a", "2024-08~", "Talks begin in Łódź"),
            "diplomacy",
            ("PL", "kim", ""),
            |_, _, m| {
                m.tags = ["Talks".into()].into();
            },
        )
        .event(
            ("b", "2024-10", "Troops are trained"),
            "deployment",
            ("RU-PRI", "kpa", "wire"),
            |_, summary, m| {
                *summary = "Some 3,000 men, it is said.".to_owned();
                m.place = Some("Sergeyevka range".into());
                m.figures = vec![figure()];
            },
        )
        .event(
            ("c", "2024-10-21/2024-10-27", "Units reach the front"),
            "deployment",
            ("RU-KRS", "kpa", "wire daily"),
            |b, _, m| {
                let claim = |credibility| Claim {
                    credibility: Some(credibility),
                    sources: [b.citation("wire")].into(),
                    ..b.claim("rutte", Stance::Asserts, "", "North Korean troops")
                };
                m.claims = vec![claim(2), claim(6)];
                m.accounts = vec![account(b.citation("daily"))];
                m.note = Some("secret remark".into());
                m.tags = ["front line".into()].into();
            },
        )
        .event(
            ("d", "2024-10-28", "NATO briefs the press"),
            "statement",
            ("BE-BRU RU-KRS", "nato", "daily"),
            |b, _, m| {
                m.claims = vec![Claim {
                    credibility: Some(4),
                    sources: [b.citation("daily")].into(),
                    ..b.claim("peskov", Stance::Denies, "c", "groundless  rumors")
                }];
                let event = b.chronicle.find_event("c").unwrap();
                m.relations = vec![Relation { kind: RelationKind::RespondsTo, event }];
            },
        )
        .event(
            ("e", "2024-10-28", "Shelling of Kyiv"),
            "shelling",
            ("UA-30", "ru", "blog"),
            |_, _, _| {},
        )
        .event(("f", "../2024-11-03", "Border closed"), "other", ("", "ua", ""), |_, _, _| {})
        .event(
            ("g", "2024-12-01/..", "Aid arrives"),
            "other",
            ("UA-63", "ua", "wire blog"),
            |_, _, _| {},
        )
        .build()
}

/// One event for each title, summary and quote, in changing places and by changing people.
pub(super) fn told(texts: &[(String, String, String)]) -> Timeline {
    let mut builder = declared();
    for (i, (title, summary, quote)) in texts.iter().enumerate() {
        let id = format!("e{i}");
        let region = ["UA-30", "RU-KRS", ""].get(i % 3).copied().unwrap_or("");
        let actor = ["peskov", "ua", "", "nato"].get(i % 4).copied().unwrap_or("");
        builder = builder.event(
            (&id, "2024-10-28", title),
            "other",
            (region, actor, ""),
            |b, told, more| {
                told.clone_from(summary);
                if i % 5 == 0 {
                    let about = format!("e{}", i / 2);
                    more.claims = vec![b.claim("peskov", Stance::Denies, &about, quote)];
                }
            },
        );
    }
    builder.build()
}

fn declared() -> Builder {
    Builder::default()
        .region("UA", "Ukraine", &[], "")
        .region("UA-30", "Kyiv", &["Kiev"], "UA")
        .region("UA-63", "Kharkiv Oblast", &["Kharkov"], "UA")
        .region("RU", "Russian Federation", &["Russia"], "")
        .region("RU-KRS", "Kursk Oblast", &["Kursk region"], "RU")
        .region("RU-PRI", "Primorsky Krai", &[], "RU")
        .region("BE-BRU", "Brussels", &[], "")
        .region("PL", "Poland", &[], "")
        .actor("ru", "Russia", &["Moscow"], "")
        .actor("peskov", "Dmitry Peskov", &[], "ru")
        .actor("ua", "Ukraine", &[], "")
        .actor("nato", "NATO", &["Alliance"], "")
        .actor("rutte", "Mark Rutte", &[], "nato")
        .actor("kim", "Kim Jong Un", &[], "")
        .actor("kpa", "Korean People's Army", &["KPA"], "")
        .source("wire", "")
        .source("daily", "wire")
        .source("blog", "eyewitness")
        .told("wire", "Troops reach the front", "Łódź Agency")
        .told("daily", "What the wire says", "The Daily")
        .graded("wire", Reliability::B)
        .graded("daily", Reliability::D)
        .graded("blog", Reliability::F)
        .kind("statement", "Statement")
        .kind("diplomacy", "Diplomacy")
        .kind("deployment", "Deployment")
        .kind("shelling", "Shelling")
        .kind("other", "Other")
}

/// The ids of some events, with a space between.
pub(super) fn ids(timeline: &Timeline, events: &[EventIx]) -> String {
    events.iter().map(|&event| timeline.event(event).id()).collect::<Vec<_>>().join(" ")
}

/// The ids a query keeps, in order.
pub(super) fn ask(timeline: &Timeline, query: &str) -> Result<String, QueryError> {
    let matcher = Query::parse(query)?.compile(timeline)?;
    Ok(ids(timeline, &select(timeline, &matcher)))
}

fn at() -> Location {
    Location { file: FileIx::new(0), line: 1 }
}
