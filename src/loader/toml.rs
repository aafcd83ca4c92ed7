//! TOML text to the common tree. Every syntax error is kept; what survives it is read.

use super::fault::Code;
use super::node::{Entry, Node, Span, Value};
use super::position::{Finding, Lines};
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Parses a text. Spans are bytes of the text, moved by `offset`.
pub(super) fn parse(text: &str, offset: usize) -> (Node<'_>, Vec<Finding>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::new(text);
    let mut findings: Vec<Finding> = Vec::new();
    let mut last_line = 0;
    // What begins after the last line of text is told at its end.
    let last = text.trim_end().len();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        // A month without quotes is no TOML, but is read as the date it is.
        if text.get(span.clone()).is_some_and(is_month) {
            continue;
        }
        let span = if span.start > last { last..last } else { span };
        let line = lines.line(u32::try_from(span.start).unwrap_or(u32::MAX));
        // One mistake often breaks the parser twice on its line.
        if line == last_line {
            continue;
        }
        last_line = line;
        let at = Span::new(span.start + offset, span.end + offset);
        let mut message = error.message().replace('\n', ", ");
        if message == "duplicate key"
            && let Some(key) = text.get(span)
        {
            message = format!("duplicate key `{key}`");
        }
        findings.push(Finding::error(Code::Syntax, at, message));
    }
    let span = table.span();
    let root = Value::Table(entries(table.into_inner(), text, offset));
    (Node { span: Span::new(span.start + offset, span.end + offset), value: root }, findings)
}

fn is_month(text: &str) -> bool {
    text.len() == 7
        && text.bytes().enumerate().all(|(i, byte)| match i {
            4 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn entries<'i>(table: DeTable<'i>, text: &'i str, offset: usize) -> Vec<Entry<'i>> {
    table
        .into_iter()
        .map(|(key, value)| {
            let span = key.span();
            Entry {
                span: Span::new(span.start + offset, span.end + offset),
                key: key.into_inner(),
                value: node(value, text, offset),
            }
        })
        .collect()
}

fn node<'i>(value: Spanned<DeValue<'i>>, text: &'i str, offset: usize) -> Node<'i> {
    let span = value.span();
    let written = || Cow::Borrowed(text.get(span.clone()).unwrap_or("").trim());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => {
            Value::Int(i128::from_str_radix(number.as_str(), number.radix()).map_or_else(
                |_| Cow::Owned(number.as_str().to_owned()),
                |n| Cow::Owned(n.to_string()),
            ))
        }
        DeValue::Float(number) => Value::Float(Cow::Owned(number.as_str().to_owned())),
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Datetime(_) => Value::Date(written()),
        DeValue::Array(items) => {
            Value::Array(items.into_iter().map(|item| node(item, text, offset)).collect())
        }
        DeValue::Table(table) => Value::Table(entries(table, text, offset)),
    };
    Node { span: Span::new(span.start + offset, span.end + offset), value }
}
