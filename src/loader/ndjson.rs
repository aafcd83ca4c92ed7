//! JSON lines to the common tree: one event a line. Spans are whole lines.

use super::fault::Code;
use super::node::{Entry, Node, Span, Value};
use super::position::Finding;
use serde_json::Value as Json;
use std::borrow::Cow;

/// Whether a text is JSON lines: its first character that is not blank opens an object.
pub(super) fn is_ndjson(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

/// Each line as an event table, or why it is none. Spans are moved by `offset`.
pub(super) fn read(
    text: &str,
    offset: usize,
    mut take: impl FnMut(Result<Node<'static>, Finding>),
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
        take(match serde_json::from_str::<Json>(line) {
            Ok(value) => Ok(node(value, span)),
            Err(error) => {
                let at = first + error.column().saturating_sub(1);
                let message = error.to_string();
                let message = message.split(" at line").next().unwrap_or(&message).to_owned();
                Err(Finding::error(Code::Syntax, Span::new(at, at + 1), message))
            }
        });
    }
}

fn node(value: Json, span: Span) -> Node<'static> {
    let value = match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(flag),
        Json::Number(number) if number.is_f64() => Value::Float(Cow::Owned(number.to_string())),
        Json::Number(number) => Value::Int(Cow::Owned(number.to_string())),
        Json::String(text) => Value::Text(Cow::Owned(text)),
        Json::Array(items) => {
            Value::Array(items.into_iter().map(|item| node(item, span)).collect())
        }
        Json::Object(map) => Value::Table(
            map.into_iter()
                .map(|(key, value)| Entry { key: Cow::Owned(key), span, value: node(value, span) })
                .collect(),
        ),
    };
    Node { span, value }
}
