//! `GeoJSON` (RFC 7946): a point an event, at the region where it happened.

use super::Selection;
use super::json::{EventObject, known_on, write_around};
use crate::domain::event::EventIx;
use crate::domain::region::RegionIx;
use crate::timeline::Timeline;
use serde::Serialize;
use serde_json::json;
use std::io;

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    geometry: Option<Point>,
    id: &'a str,
    properties: EventObject<'a>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    /// East, north.
    coordinates: [f64; 2],
}

/// Writes a collection with a feature for each event.
pub fn write(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let before = json!({ "type": "FeatureCollection" });
    let after = known_on(selection.timeline);
    let after = after.map_or_else(|| json!({}), |known| json!({ "known_on": known }));
    write_around(&before, "features", selection, |event| feature(selection, event), &after, out)
}

fn feature<'a>(selection: &Selection<'a>, index: EventIx) -> Feature<'a> {
    let timeline = selection.timeline;
    let event = timeline.event(index);
    let point = event.regions().first().and_then(|&region| point(timeline, region));
    // The point is the region's, which may be wider than the place.
    let point_of = point.map(|(region, _)| region);
    Feature {
        r#type: "Feature",
        geometry: point.map(|(_, coordinates)| Point { r#type: "Point", coordinates }),
        id: event.id(),
        properties: EventObject { point_of, ..EventObject::of(selection, index) },
    }
}

/// The point of a region, or of the nearest one around it that has one: `[east, north]`.
fn point(timeline: &Timeline, region: RegionIx) -> Option<(RegionIx, [f64; 2])> {
    let chronicle = timeline.chronicle();
    chronicle.region_line(region).find_map(|at| {
        let region = &chronicle.regions[at];
        Some((at, [region.lon?, region.lat?]))
    })
}
