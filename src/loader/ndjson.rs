//! JSON lines to the common tree: one event a line. Spans are whole lines.

use super::fault::Code;
use super::node::{Arena, Entry, Node, Span, Value, kept};
use super::position::Finding;
use bumpalo::collections::Vec;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Whether a text is JSON lines: its first character that is not blank opens an object.
pub(super) fn is_ndjson(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

/// What is wrong with a text that is one JSON value over several lines, or a list of events.
pub(super) fn of_document(text: &str, offset: usize) -> Option<Finding> {
    let body = text.trim_start_matches('\u{feff}').trim_start();
    let is_list = body.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'));
    if !is_list && body.lines().next().is_none_or(|line| line.trim_end() != "{") {
        return None;
    }
    let at = offset + text.len() - body.len();
    let message = "a JSON document; JSON is read as lines, one event a line";
    let help = "`dateline list --format ndjson` and `jq -c '.[]'` write lines";
    Some(Finding::error(Code::Syntax, Span::new(at, at + 1), message.to_owned()).help(help))
}

/// Each line as an event table, or why it is none. Spans are moved by `offset`.
pub(super) fn read(
    text: &str,
    offset: usize,
    arena: &mut Arena,
    mut take: impl FnMut(Result<Node<'_>, Finding>),
) {
    let mut start = offset;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        let body = line.trim_start_matches('\u{feff}').trim_start();
        let first = start + line.len() - body.len();
        start += line.len();
        let line = body.trim_end();
        if line.is_empty() {
            continue;
        }
        arena.reset();
        take(match tree(line, span, arena) {
            Ok(node) => Ok(node),
            Err(error) => {
                let at = first + error.column().saturating_sub(1);
                let message = error.to_string();
                let message = message.split(" at line").next().unwrap_or(&message).to_owned();
                Err(Finding::error(Code::Syntax, Span::new(at, at + 1), message))
            }
        });
    }
}

/// Reads a value of JSON straight to the common tree.
#[derive(Clone, Copy)]
struct Tree<'i> {
    /// Of the whole line: JSON gives no other.
    span: Span,
    arena: &'i Arena,
}

impl<'i> DeserializeSeed<'i> for Tree<'i> {
    type Value = Node<'i>;

    fn deserialize<D: Deserializer<'i>>(self, from: D) -> Result<Node<'i>, D::Error> {
        let span = self.span;
        Ok(Node { span, value: from.deserialize_any(self)? })
    }
}

impl<'i> Visitor<'i> for Tree<'i> {
    type Value = Value<'i>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value<'i>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value<'i>, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'i>, E> {
        Ok(Value::Int(self.arena.alloc_str(&number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'i>, E> {
        Ok(Value::Int(self.arena.alloc_str(&number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'i>, E> {
        let written = serde_json::Number::from_f64(number).map(|number| number.to_string());
        Ok(written.map_or(Value::Null, |number| Value::Float(self.arena.alloc_str(&number))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'i>, E> {
        Ok(Value::Text(self.arena.alloc_str(text)))
    }

    fn visit_borrowed_str<E>(self, text: &'i str) -> Result<Value<'i>, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'i>>(self, mut items: A) -> Result<Value<'i>, A::Error> {
        let mut list = Vec::new_in(self.arena);
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list.into_bump_slice()))
    }

    fn visit_map<A: MapAccess<'i>>(self, mut map: A) -> Result<Value<'i>, A::Error> {
        let Self { span, arena } = self;
        let mut entries: Vec<'_, Entry<'i>> = Vec::new_in(arena);
        while let Some(Name(key)) = map.next_key()? {
            let key = kept(key, arena);
            let value = map.next_value_seed(self)?;
            // Of a key that is given twice the last one counts, in the place of the first.
            match entries.iter_mut().find(|entry| entry.key == key) {
                Some(entry) => entry.value = value,
                None => entries.push(Entry { key, span, value }),
            }
        }
        Ok(Value::Table(entries.into_bump_slice()))
    }
}

/// A key, borrowed where it holds no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Name<'i>(#[serde(borrow)] Cow<'i, str>);

/// The tree of one line.
fn tree<'i>(line: &'i str, span: Span, arena: &'i Arena) -> Result<Node<'i>, serde_json::Error> {
    let mut from = serde_json::Deserializer::from_str(line);
    let node = Tree { span, arena }.deserialize(&mut from)?;
    from.end()?;
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same tree by way of the library's own.
    fn node(value: serde_json::Value, span: Span, arena: &Arena) -> Node<'_> {
        use serde_json::Value as Json;
        let value = match value {
            Json::Null => Value::Null,
            Json::Bool(flag) => Value::Bool(flag),
            Json::Number(number) if number.is_f64() => {
                Value::Float(arena.alloc_str(&number.to_string()))
            }
            Json::Number(number) => Value::Int(arena.alloc_str(&number.to_string())),
            Json::String(text) => Value::Text(arena.alloc_str(&text)),
            Json::Array(items) => Value::Array(
                arena.alloc_slice_fill_iter(items.into_iter().map(|item| node(item, span, arena))),
            ),
            Json::Object(map) => {
                Value::Table(arena.alloc_slice_fill_iter(map.into_iter().map(|(key, value)| {
                    let key = arena.alloc_str(&key);
                    Entry { key, span, value: node(value, span, arena) }
                })))
            }
        };
        Node { span, value }
    }

    fn agrees(line: &str) -> Result<(), TestCaseError> {
        let (span, arena) = (Span::new(3, 9), Arena::new());
        let whole = serde_json::from_str::<serde_json::Value>(line);
        match (tree(line, span, &arena), whole) {
            (Ok(tree), Ok(whole)) => prop_assert_eq!(tree, node(whole, span, &arena), "{}", line),
            (Err(one), Err(other)) => prop_assert_eq!(one.to_string(), other.to_string()),
            (one, other) => prop_assert!(false, "{line}: {one:?} {other:?}"),
        }
        Ok(())
    }

    #[test]
    fn is_read_as_the_library_reads_it() {
        let deep = "[".repeat(200);
        for line in [
            r#"{"a":1,"b":-2,"c":1.50,"d":1e400,"e":18446744073709551616,"f":null,"g":true}"#,
            r#"{"a":1,"b":2,"a":{"a":[]}}"#,
            r#"{"\u0061":"\u00e9\n","a":"é"}"#,
            r#"{"a":1}x"#,
            r#"{"a""#,
            &deep,
        ] {
            agrees(line).unwrap();
        }
    }

    proptest! {
        #[test]
        fn of_any_line(line in r#"[\[\]{}":,ab0-9.e\\n -]{0,30}"#) {
            agrees(&line)?;
        }
    }
}
