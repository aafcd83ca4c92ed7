//! `GeoJSON` (RFC 7946): a point an event, at the region where it happened.

use super::{Selection, json};
use crate::domain::event::EventIx;
use crate::domain::region::RegionIx;
use crate::timeline::Timeline;
use ::geojson::feature::Id;
use ::geojson::{Feature, FeatureCollection, Geometry};
use serde_json::Value;
use std::io;

/// Writes a collection with a feature for each event.
pub fn write(selection: &Selection<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let features = selection.ordered().map(|event| feature(selection, event));
    let known = json::known_on(selection.timeline)
        .map(|known| serde_json::Map::from_iter([("known_on".to_owned(), known)]));
    let collection =
        FeatureCollection { foreign_members: known, ..FeatureCollection::new(features) };
    let collection = serde_json::to_value(collection)?;
    json::write_pretty(&collection, out)
}

fn feature(selection: &Selection<'_>, index: EventIx) -> Feature {
    let timeline = selection.timeline;
    let event = timeline.event(index);
    let mut properties = json::event(timeline, index, selection.notes);
    let point = event.regions.first().and_then(|&region| point(timeline, region));
    if let Some((region, _)) = point {
        // The point is the region's, which may be wider than the place.
        let region = &*timeline.chronicle().regions[region].id;
        properties.insert("point_of".to_owned(), Value::from(region));
    }
    Feature {
        bbox: None,
        geometry: point.map(|(_, position)| Geometry::new_point(position)),
        id: Some(Id::String(event.id().to_string())),
        properties: Some(properties),
        foreign_members: None,
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
