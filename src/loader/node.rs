//! What a file says, before anything is known about meaning: TOML and JSON lines come to the same
//! tree, so that one lowering reads both.
//!
//! Lists, and texts that do not stand in the file as they are meant, lie in an [`Arena`], which is
//! emptied when the tree has been read.

use std::borrow::Cow;

/// Where the pieces of a tree lie.
pub(super) type Arena = bumpalo::Bump;

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

    /// In bytes.
    pub(super) const fn length(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node<'i> {
    pub(super) span: Span,
    pub(super) value: Value<'i>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'i> {
    Text(&'i str),
    /// Decimal digits with a sign, without separators.
    Int(&'i str),
    Float(&'i str),
    Bool(bool),
    /// A TOML date or time without quotes, as it is written.
    Date(&'i str),
    Null,
    Array(&'i [Node<'i>]),
    Table(&'i [Entry<'i>]),
}

/// A key of a table with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry<'i> {
    pub(super) key: &'i str,
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

impl Entry<'_> {
    /// Whether it has this key. Nearly all that have not differ in length or at once: that is seen
    /// here without a call.
    #[inline]
    pub(super) fn is(&self, key: &str) -> bool {
        let (own, other) = (self.key.as_bytes(), key.as_bytes());
        own.len() == other.len() && own.first() == other.first() && own == other
    }
}

/// A text that lasts as long as the tree.
pub(super) fn kept<'i>(text: Cow<'i, str>, arena: &'i Arena) -> &'i str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => arena.alloc_str(&text),
    }
}
