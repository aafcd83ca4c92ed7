//! The tables of event files as borrowed structs, with nothing required of them.
#![expect(dead_code, reason = "decoding is measured, nothing is read")]

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Whatever a key takes, except lists; the inside of a small table is decoded and dropped.
#[derive(Default)]
pub(super) enum Value<'a> {
    #[default]
    Absent,
    Text(Cow<'a, str>),
    Whole(i64),
    Decimal(f64),
    Flag(bool),
    Table,
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Whole(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Value::Decimal(number))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value<'de>, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, Value<'de>>()?.is_some() {}
        Ok(Value::Table)
    }
}

macro_rules! tables {
    ($($name:ident { $($key:ident),* ; $($list:ident: $of:ident),* })*) => {$(
        #[derive(Default, Deserialize)]
        #[serde(default)]
        pub(super) struct $name<'a> {
            $(#[serde(borrow)] $key: Value<'a>,)*
            $(#[serde(borrow)] pub(super) $list: Vec<$of<'a>>,)*
        }
    )*};
}

tables! {
    File { chronicle; source: Source, actor: Actor, region: Region, kind: Kind, event: Event }
    Source {
        id, title, publisher, author, published, basis, url, archive, accessed, language, origin, reliability,
        scale, text, sha256;
    }
    Actor { id, name, kind, parent, country; aliases: Value }
    Region { id, name, parent, lat, lon; aliases: Value }
    Kind { id, name, glyph; }
    Event {
        id, title, date, time, seq, kind, unplaced, place, summary, note;
        regions: Value, actors: Value, sources: Value, tags: Value, relations: Value, claim: Claim,
        figure: Figure, account: Account
    }
    Claim { by, stance, about, date, text, quote, via, credibility; sources: Value }
    Figure { measure, value, low, high, qualifier, unit, by, date; parts: Value, sources: Value }
    Account { source, date, title, place, summary, note; regions: Value }
}
