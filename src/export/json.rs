//! JSON: one object for an event, the same in `json`, `ndjson` and the properties of `geojson`.
//!
//! What `ndjson` writes is read back by the loader to the same events.

use super::Selection;
use crate::domain::account::Account;
use crate::domain::actor::ActorIx;
use crate::domain::claim::Claim;
use crate::domain::event::{Event, EventIx};
use crate::domain::figure::Figure;
use crate::domain::grade;
use crate::domain::number::Decimal;
use crate::domain::region::RegionIx;
use crate::domain::source::{Citation, Reliability, Scale, Source, SourceIx};
use crate::domain::when::{Day, When};
use crate::timeline::Timeline;
use crate::timeline::figures::standing;
use crate::timeline::ledger::{Entry, ledger};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io;

/// An object with its keys in order of writing; what is absent leaves no key.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, key: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn put_some<T: Into<Value>>(&mut self, key: &str, value: Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    fn put_list(&mut self, key: &str, list: Vec<Value>) -> &mut Self {
        if !list.is_empty() {
            self.put(key, list);
        }
        self
    }

    fn take(&mut self) -> Value {
        Value::Object(std::mem::take(&mut self.0))
    }
}

/// The event as an object.
pub fn event(timeline: &Timeline, event: EventIx, notes: bool) -> Map<String, Value> {
    let chronicle = timeline.chronicle();
    let index = event;
    let event = timeline.event(index);
    let mut out = Object::default();
    out.put("id", event.id())
        .put("title", event.title())
        .put("date", event.date.edtf())
        .put_some("time", event.time.map(|time| time.to_string()))
        .put_some("seq", Some(event.seq).filter(|&seq| seq != 0))
        .put("earliest", day(event.date.earliest()))
        .put("latest", day(event.date.latest()))
        .put("display_date", event.date.display())
        .put("kind", &*chronicle.kinds[event.kind].id)
        .put("regions", regions(timeline, &event.regions))
        .put_some("unplaced", event.regions.is_empty().then_some(true))
        .put_some("place", event.place());
    let actors = event.actors.iter().map(|participant| {
        json!({ "id": chronicle.actors[participant.actor].id, "role": participant.role.word() })
    });
    let relations = event.relations().iter().map(
        |relation| json!({ "kind": relation.kind.word(), "event": timeline.event(relation.event).id() }),
    );
    let origins: BTreeSet<&str> =
        timeline.sources(index).into_iter().map(|source| chronicle.origin(source)).collect();
    out.put("actors", actors.collect::<Vec<_>>())
        .put("summary", event.summary())
        .put("status", timeline.status(index).word())
        .put("origins", origins.into_iter().collect::<Vec<_>>())
        .put("sources", citations(timeline, &event.sources))
        .put("claims", list(event.claims(), |claim| self::claim(timeline, index, claim)))
        .put("figures", list(event.figures(), |figure| self::figure(timeline, event, figure)))
        .put_list("ledger", told_elsewhere(timeline, index))
        .put("accounts", list(event.accounts(), |account| self::account(timeline, account)))
        .put("tags", list(event.tags(), |tag| Value::from(&**tag)))
        .put("relations", relations.collect::<Vec<_>>())
        .put_some("note", event.note().filter(|_| notes))
        .put("file", chronicle.file(event.at.file))
        .put("line", event.at.line);
    out.0
}

fn list<T>(items: &[T], value: impl FnMut(&T) -> Value) -> Vec<Value> {
    items.iter().map(value).collect()
}

fn day(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| Value::from(day.to_string()))
}

fn edtf(date: Option<&When>) -> Option<&str> {
    date.map(When::edtf)
}

fn regions(timeline: &Timeline, regions: &[RegionIx]) -> Vec<Value> {
    list(regions, |&region| Value::from(&*timeline.chronicle().regions[region].id))
}

fn citations(timeline: &Timeline, citations: &[Citation]) -> Vec<Value> {
    list(citations, |citation| {
        let mut out = Object::default();
        out.put("source", &*timeline.chronicle().sources[citation.source].id)
            .put_some("paragraph", citation.paragraph)
            .take()
    })
}

/// What the claims that stand in an event do not tell of it: claims that stand in others, and changes
/// of stance. Nothing where there are neither.
fn told_elsewhere(timeline: &Timeline, event: EventIx) -> Vec<Value> {
    let ledger = ledger(timeline, event);
    if ledger.iter().all(|entry| entry.at.event == event && entry.was.is_none()) {
        return Vec::new();
    }
    let brief = |entry| {
        let mut entry = ledger_entry(timeline, entry)?;
        entry.retain(|key, _| {
            ["by", "stance", "date", "event", "changed_from"].contains(&key.as_str())
        });
        Some(Value::Object(entry))
    };
    ledger.into_iter().filter_map(brief).collect()
}

/// A claim about an event, wherever it stands, with what it goes back on.
pub(super) fn ledger_entry(timeline: &Timeline, entry: Entry) -> Option<Map<String, Value>> {
    let Value::Object(mut out) = claim(timeline, entry.at.event, timeline.claim(entry.at)?) else {
        return None;
    };
    out.remove("about");
    out.insert("event".to_owned(), Value::from(timeline.event(entry.at.event).id()));
    if let Some(was) = entry.was {
        let earlier = timeline.claim(was.from)?;
        let from = Object::default()
            .put("by", &*timeline.chronicle().actors[earlier.by].id)
            .put("stance", earlier.stance.word())
            .put_some("date", edtf(earlier.date.as_ref()))
            .put("event", timeline.event(was.from.event).id())
            .put("in_order", was.in_order)
            .take();
        out.insert("changed_from".to_owned(), from);
    }
    Some(out)
}

fn claim(timeline: &Timeline, event: EventIx, claim: &Claim) -> Value {
    let about = claim.about.filter(|&about| about != event);
    let grades = grade::grades(timeline.chronicle(), claim);
    Object::default()
        .put("by", &*timeline.chronicle().actors[claim.by].id)
        .put("stance", claim.stance.word())
        .put_some("about", about.map(|about| timeline.event(about).id()))
        .put_some("date", edtf(claim.date.as_ref()))
        .put_some("text", claim.text.as_deref())
        .put_some("quote", claim.quote.as_deref())
        .put_some("via", claim.via.as_deref())
        .put("sources", citations(timeline, &claim.sources))
        .put_some("credibility", claim.credibility)
        .put_list("grades", list(&grades, |grade| Value::from(grade.to_string())))
        .put("line", claim.line)
        .take()
}

pub(super) fn figure(timeline: &Timeline, event: &Event, figure: &Figure) -> Value {
    let chronicle = timeline.chronicle();
    let standing = standing(event, figure);
    let other = |other: &Figure| {
        Object::default()
            .put_some("by", other.by.map(|by| &*chronicle.actors[by].id))
            .put("amount", other.amount())
            .put_some("date", edtf(other.date.as_ref()))
            .take()
    };
    let parts = list(&figure.parts, |part| {
        Object::default()
            .put("label", &*part.label)
            .put("value", number(part.value))
            .put_some("region", part.region.map(|region| &*chronicle.regions[region].id))
            .take()
    });
    Object::default()
        .put("measure", &*figure.measure)
        .put_some("value", figure.value.map(number))
        .put_some("low", figure.low.map(number))
        .put_some("high", figure.high.map(number))
        .put("qualifier", figure.qualifier.word())
        .put_some("unit", figure.unit.as_deref())
        .put_some("by", figure.by.map(|by| &*chronicle.actors[by].id))
        .put_some("date", edtf(figure.date.as_ref()))
        .put_list("parts", parts)
        .put_some("reconciliation", figure.reconciliation_sentence())
        .put_some("updates", standing.updates.map(other))
        .put_list("differs_from", standing.differs.into_iter().map(other).collect())
        .put("sources", citations(timeline, &figure.sources))
        .put("line", figure.line)
        .take()
}

fn account(timeline: &Timeline, account: &Account) -> Value {
    Object::default()
        .put("source", timeline.chronicle().citation(account.source))
        .put_some("date", edtf(account.date.as_ref()))
        .put_some("title", account.title.as_deref())
        .put_list("regions", regions(timeline, &account.regions))
        .put_some("place", account.place.as_deref())
        .put_some("summary", account.summary.as_deref())
        .put_some("note", account.note.as_deref())
        .put("line", account.line)
        .take()
}

/// A number where JSON readers keep it exactly, else its digits.
fn number(value: Decimal) -> Value {
    let text = value.normalize().to_string();
    if let Ok(whole) = text.parse::<i64>() {
        return Value::from(whole);
    }
    match text.parse::<f64>() {
        Ok(float) if float.to_string() == text => Value::from(float),
        _ => Value::from(text),
    }
}

pub(super) fn actor(timeline: &Timeline, at: ActorIx) -> Value {
    let chronicle = timeline.chronicle();
    let actor = &chronicle.actors[at];
    Object::default()
        .put("id", &*actor.id)
        .put("name", &*actor.name)
        .put_list("aliases", list(&actor.aliases, |alias| Value::from(&**alias)))
        .put("kind", actor.kind.word())
        .put_some("parent", actor.parent.map(|parent| &*chronicle.actors[parent].id))
        .put_some("country", actor.country.as_deref())
        .take()
}

pub(super) fn source(timeline: &Timeline, index: SourceIx) -> Value {
    let chronicle = timeline.chronicle();
    let source: &Source = &chronicle.sources[index];
    Object::default()
        .put("id", &*source.id)
        .put("title", &*source.title)
        .put_some("publisher", source.publisher.as_deref())
        .put_some("author", source.author.as_deref())
        .put_some("published", edtf(source.published.as_ref()))
        .put_some("basis", source.basis.as_deref())
        .put_some("url", source.url.as_deref())
        .put_some("archive", source.archive.as_deref())
        .put_some("accessed", edtf(source.accessed.as_ref()))
        .put_some("language", source.language.as_deref())
        .put("origin", chronicle.origin(index))
        .put_some("reliability", source.reliability.map(Reliability::word))
        .put_some("scale", source.scale.map(Scale::word))
        .take()
}

/// The whole selection as one object, with what its events refer to.
pub fn document(selection: &Selection<'_>) -> Value {
    let timeline = selection.timeline;
    let chronicle = timeline.chronicle();
    let used = Used::of(selection);
    let sources: Vec<Value> = used.sources.iter().map(|&at| source(timeline, at)).collect();
    let actors = used.actors.iter().map(|&at| actor(timeline, at));
    let regions = used.regions.iter().map(|&at| {
        let region = &chronicle.regions[at];
        Object::default()
            .put("id", &*region.id)
            .put("name", &*region.name)
            .put_some("parent", region.parent.map(|parent| &*chronicle.regions[parent].id))
            .put_some("lat", region.lat)
            .put_some("lon", region.lon)
            .take()
    });
    let mut about = Object::default();
    about
        .put_some("title", chronicle.title.as_deref())
        .put_some("summary", chronicle.summary.as_deref())
        .put("digest", &*chronicle.digest)
        .put("events", timeline.len());
    Object::default()
        .put("chronicle", about.take())
        .put("query", &*selection.query)
        .put("range", selection.range.map(|range| range.describe(timeline)))
        .put_some("known_on", known_on(timeline))
        .put("dateline", env!("CARGO_PKG_VERSION"))
        .put("sources", sources)
        .put("actors", actors.collect::<Vec<_>>())
        .put("regions", regions.collect::<Vec<_>>())
        .put("events", events(selection))
        .take()
}

/// The day that the timeline was cut to, and how much that leaves out.
pub fn known_on(timeline: &Timeline) -> Option<Value> {
    let known = timeline.known()?;
    let left_out = known.left_out();
    Some(json!({
        "day": known.day().to_string(),
        "left_out": {
            "events": left_out.events,
            "claims": left_out.claims,
            "figures": left_out.figures,
            "accounts": left_out.accounts,
            "sources": left_out.sources,
            "undated_sources": left_out.undated_sources,
        },
    }))
}

/// The events as a list of objects.
pub fn events(selection: &Selection<'_>) -> Vec<Value> {
    selection
        .ordered()
        .map(|at| Value::Object(event(selection.timeline, at, selection.notes)))
        .collect()
}

/// What the events of a selection refer to, in order of declaration; with all that lies above.
struct Used {
    sources: BTreeSet<SourceIx>,
    actors: BTreeSet<ActorIx>,
    regions: BTreeSet<RegionIx>,
}

impl Used {
    fn of(selection: &Selection<'_>) -> Self {
        let timeline = selection.timeline;
        let chronicle = timeline.chronicle();
        let mut used =
            Self { sources: BTreeSet::new(), actors: BTreeSet::new(), regions: BTreeSet::new() };
        for &at in selection.events {
            let event = timeline.event(at);
            used.sources.extend(timeline.sources(at));
            let named = event.actors.iter().map(|participant| participant.actor);
            let claimants = event.claims().iter().map(|claim| claim.by);
            let counters = event.figures().iter().filter_map(|figure| figure.by);
            for actor in named.chain(claimants).chain(counters) {
                used.actors.extend(chronicle.actor_line(actor));
            }
            let accounts = event.accounts().iter().flat_map(|account| &account.regions);
            let parts = event.figures().iter().flat_map(|figure| &figure.parts);
            let parts = parts.filter_map(|part| part.region.as_ref());
            for &region in event.regions.iter().chain(accounts).chain(parts) {
                used.regions.extend(chronicle.region_line(region));
            }
        }
        used
    }
}

/// The selection as one document.
pub fn write_document(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    write_pretty(&document(selection), out)
}

/// The events as one array.
pub fn write_array(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    write_pretty(&Value::Array(events(selection)), out)
}

/// One event a line.
pub fn write_lines(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for at in selection.ordered() {
        let event = Value::Object(event(selection.timeline, at, selection.notes));
        writeln!(out, "{}", visible(&event.to_string()))?;
    }
    Ok(())
}

/// Writes indented JSON.
pub fn write_pretty(value: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", visible(&format!("{value:#}")))
}

/// Escapes what JSON lets through but a terminal acts on or hides: controls and marks of direction
/// beyond ASCII. Such characters only stand within strings, so that the value stays the same.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = matches!(
            c,
            '\u{7f}'..='\u{9f}'
                | '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        );
        if hidden {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}
