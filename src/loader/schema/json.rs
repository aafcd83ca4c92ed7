//! JSON Schema of event files, printed from the table.

use super::{FILE, Key, PARTICIPANT, Shape, Table, Thing};
use crate::domain::kind;
use serde_json::{Map, Value, json};

const SLUG: &str = "^[a-z0-9][a-z0-9-]*$";
const REGION: &str = "^([a-z0-9][a-z0-9-]*|[A-Z]{2}(-[A-Z0-9]{1,3})?)$";
const CITED: &str = "^[a-z0-9][a-z0-9-]*(#[1-9][0-9]*)?$";

/// JSON Schema (draft 2020-12) of an event file in TOML.
pub fn json_schema() -> Value {
    let mut schema = table(&FILE);
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".into(), json!("dateline event file"));
    }
    schema
}

fn table(table: &Table) -> Value {
    let kept = || table.keys.iter().filter(|key| !matches!(key.shape, Shape::Computed));
    let properties: Map<String, Value> =
        kept().map(|key| (key.name.into(), property(table, key))).collect();
    let required: Vec<&str> = kept().filter(|key| key.required).map(|key| key.name).collect();
    json!({
        "description": table.doc,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(of: &Table, key: &Key) -> Value {
    let mut value = match (of.name, key.name) {
        ("file", "chronicle") => table(&super::CHRONICLE),
        ("region", "id") => json!({"type": "string", "pattern": REGION}),
        _ => shape(key.shape),
    };
    if let Some(map) = value.as_object_mut() {
        map.insert("description".into(), json!(key.doc));
    }
    value
}

fn shape(shape_of: Shape) -> Value {
    match shape_of {
        Shape::Text | Shape::Line | Shape::Time | Shape::Computed => json!({"type": "string"}),
        Shape::Id | Shape::Reference(Thing::Actor | Thing::Source | Thing::Event) => {
            json!({"type": "string", "pattern": SLUG})
        }
        Shape::Reference(Thing::Region) => json!({"type": "string", "pattern": REGION}),
        Shape::Reference(Thing::Kind) => {
            let built_in: Vec<&str> = kind::BUILT_IN.iter().map(|(id, _)| *id).collect();
            json!({"type": "string", "pattern": SLUG, "examples": built_in})
        }
        Shape::Citation => json!({"type": "string", "pattern": CITED}),
        Shape::Date => json!({"type": ["string", "integer"]}),
        Shape::Integer(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Shape::Number => json!({"type": "number"}),
        Shape::Degrees(limit) => json!({"type": "number", "minimum": -limit, "maximum": limit}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Url => json!({"type": "string", "pattern": "^https?://"}),
        Shape::Country => json!({"type": "string", "pattern": "^[A-Z]{2}$"}),
        Shape::Word(words) => json!({"type": "string", "enum": words}),
        Shape::Sha256 => json!({"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"}),
        Shape::Glyph => json!({"type": "string", "minLength": 1}),
        Shape::Participant => {
            json!({"oneOf": [shape(Shape::Reference(Thing::Actor)), table(&PARTICIPANT)]})
        }
        Shape::List(Shape::Tables(of)) => shape(Shape::Tables(of)),
        Shape::Tables(of) => json!({"type": "array", "items": table(of)}),
        Shape::List(item) => json!({"type": "array", "items": shape(*item)}),
    }
}
