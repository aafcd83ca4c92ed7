//! JSON: one object for an event, the same in `json`, `ndjson` and the properties of `geojson`.
//!
//! What `ndjson` writes is read back by the loader to the same events.

mod declared;
mod event;
mod layout;
mod object;

use super::{Selection, batches};
use crate::domain::event::EventIx;
use crate::timeline::Timeline;
pub(super) use declared::{ActorObject, SourceObject};
use declared::{RegionObject, Used};
pub(super) use event::{EventObject, FigureObject, Said};
use object::{List, Object};
use serde::ser::{Serialize, Serializer};
use serde_json::{Value, json};
use std::io;

/// What stands above the events in a document of its own: where they come from, and what they refer to.
struct Head<'a>(&'a Selection<'a>);

impl Serialize for Head<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let selection = self.0;
        let timeline = selection.timeline;
        let used = Used::of(selection);
        let sources = used.sources.iter().map(|&at| SourceObject(timeline, at));
        let actors = used.actors.iter().map(|&at| ActorObject(timeline, at));
        let regions = used.regions.iter().map(|&at| RegionObject(timeline, at));
        Object::begin(serializer)?
            .put("chronicle", About(timeline))?
            .put("query", &*selection.query)?
            .put("range", selection.range.map(|range| range.describe(timeline)))?
            .put_some("known_on", known_on(timeline))?
            .put("dateline", env!("CARGO_PKG_VERSION"))?
            .put("sources", List(sources))?
            .put("actors", List(actors))?
            .put("regions", List(regions))?
            .end()
    }
}

struct About<'a>(&'a Timeline);

impl Serialize for About<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let chronicle = self.0.chronicle();
        Object::begin(serializer)?
            .put_some("title", chronicle.title.as_deref())?
            .put_some("summary", chronicle.summary.as_deref())?
            .put("digest", chronicle.digest())?
            .put("events", self.0.len())?
            .end()
    }
}

/// The day that the timeline was cut to, and how much that leaves out.
pub(super) fn known_on(timeline: &Timeline) -> Option<Value> {
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

/// The selection as one document.
pub(super) fn write_document(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let event = |event| EventObject::of(selection, event);
    write_around(&Head(selection), "events", selection, event, &json!({}), out)
}

/// The events as one array.
pub fn write_array(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    list(selection, 0, |event| EventObject::of(selection, event), out)?;
    out.write_all(b"\n")
}

/// One event a line. With the first stands what all of them refer to, so that reading them back comes
/// to the same timeline.
pub(super) fn write_lines(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let events = selection.ordered();
    let used = Used::of(selection);
    let first = events.first().copied();
    batches::write(selection.timeline, &events, out, |event, line| {
        let declares = Some(&used).filter(|_| Some(event) == first);
        layout::compact(&EventObject { declares, ..EventObject::of(selection, event) }, line)?;
        line.push(b'\n');
        Ok(())
    })
}

/// Writes indented JSON.
pub fn write_pretty(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    layout::pretty(value, 0, &mut bytes)?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

/// Writes one object: the keys of `before`, `key` with a list of what `item` makes of each event, and
/// the keys of `after`.
pub(super) fn write_around<T: Serialize>(
    before: &impl Serialize,
    key: &str,
    selection: &Selection<'_>,
    item: impl Fn(EventIx) -> T + Sync,
    after: &Value,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut object = Vec::new();
    layout::pretty(before, 0, &mut object)?;
    out.write_all(object.strip_suffix(b"\n}").unwrap_or(&object))?;
    write!(out, ",\n  \"{key}\": ")?;
    list(selection, 1, item, out)?;
    object.clear();
    layout::pretty(after, 0, &mut object)?;
    match object.strip_prefix(b"{\n") {
        Some(keys) => {
            out.write_all(b",\n")?;
            out.write_all(keys)?;
        }
        None => out.write_all(b"\n}")?,
    }
    out.write_all(b"\n")
}

/// Writes an indented list that stands `depth` levels within other values.
fn list<T: Serialize>(
    selection: &Selection<'_>,
    depth: usize,
    item: impl Fn(EventIx) -> T + Sync,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let events = selection.ordered();
    let Some(&first) = events.first() else { return out.write_all(b"[]") };
    out.write_all(b"[")?;
    batches::write(selection.timeline, &events, out, |event, bytes| {
        if event != first {
            bytes.push(b',');
        }
        layout::line(bytes, depth + 1)?;
        layout::pretty(&item(event), depth + 1, bytes)
    })?;
    layout::line(out, depth)?;
    out.write_all(b"]")
}
