//! What a file says, before anything is known about meaning: TOML and JSON lines come to the same
//! tree, so that one lowering reads both.

use std::borrow::Cow;

/// Bytes of a file. Files are capped far below 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }
}

/// A value and where it stands.
#[derive(Debug, PartialEq)]
pub(super) struct Node<'i> {
    pub(super) span: Span,
    pub(super) value: Value<'i>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Value<'i> {
    Text(Cow<'i, str>),
    /// Decimal digits with a sign, without separators.
    Int(Cow<'i, str>),
    Float(Cow<'i, str>),
    Bool(bool),
    /// A TOML date or time without quotes, as it is written.
    Date(Cow<'i, str>),
    Null,
    Array(Vec<Node<'i>>),
    Table(Vec<Entry<'i>>),
}

/// A key of a table with its value.
#[derive(Debug, PartialEq)]
pub(super) struct Entry<'i> {
    pub(super) key: Cow<'i, str>,
    pub(super) span: Span,
    pub(super) value: Node<'i>,
}

impl Node<'_> {
    /// What kind of value it is, with an article.
    pub(super) const fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a string",
            Value::Int(_) => "an integer",
            Value::Float(_) => "a number",
            Value::Bool(_) => "a boolean",
            Value::Date(_) => "a date",
            Value::Null => "null",
            Value::Array(_) => "an array",
            Value::Table(_) => "a table",
        }
    }
}
