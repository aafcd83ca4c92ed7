//! The constructs that event files are made of, from the parser's events straight to the common tree.
//!
//! Anything else, and every mistake, is none: the whole `toml` crate then gives the verdict. So this
//! need not know all of TOML, but must refuse what it does not.

use crate::loader::node::{Entry, Node, Span, Value};
use std::borrow::Cow;
use toml::de::DeValue;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::Token;
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source};

/// Values nested deeper than this are no event file of ours.
const DEPTH: usize = 8;

/// The tree of a text, as [`super::parse`] gives it for a text without errors. Spans are moved by
/// `offset`.
pub(super) fn parse<'i>(text: &'i str, offset: usize, tokens: &mut Vec<Token>) -> Option<Node<'i>> {
    let source = Source::new(text);
    tokens.clear();
    tokens.extend(source.lex());
    let mut tree = Tree::new(source, offset);
    let mut error: Option<ParseError> = None;
    parse_document(tokens, &mut ValidateWhitespace::new(&mut tree, source), &mut error);
    tree.finish().filter(|_| error.is_none())
}

struct Key<'i> {
    name: Cow<'i, str>,
    span: Span,
}

/// `[name]`, `[[name]]` or `[[name.below]]`.
struct Header<'i> {
    array: bool,
    start: usize,
    end: usize,
    path: Vec<Key<'i>>,
}

/// An array or an inline table that is not closed yet.
struct Open<'i> {
    start: usize,
    /// The key that the value is for, where it stands in a table.
    key: Option<Key<'i>>,
    items: Items<'i>,
}

enum Items<'i> {
    Array(Vec<Node<'i>>),
    Table(Vec<Entry<'i>>),
}

struct Tree<'i> {
    source: Source<'i>,
    offset: usize,
    root: Vec<Entry<'i>>,
    /// The table under the last header; before any, the root's own keys.
    table: Vec<Entry<'i>>,
    header: Option<Header<'i>>,
    in_header: bool,
    key: Option<Key<'i>>,
    open: Vec<Open<'i>>,
    odd: bool,
}

/// A table made by headers has its key in the header; other values come after their key.
fn made_by_header(entry: &Entry<'_>) -> bool {
    entry.value.span.start < entry.span.start
}

impl<'i> Tree<'i> {
    fn new(source: Source<'i>, offset: usize) -> Self {
        Self {
            source,
            offset,
            root: Vec::new(),
            table: Vec::new(),
            header: None,
            in_header: false,
            key: None,
            open: Vec::new(),
            odd: false,
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start + self.offset, end + self.offset)
    }

    fn finish(mut self) -> Option<Node<'i>> {
        self.close_table();
        let whole = !self.odd && self.open.is_empty() && self.key.is_none() && !self.in_header;
        whole.then(|| Node { span: self.span(0, 0), value: Value::Table(self.root) })
    }

    fn open_header(&mut self, start: usize, array: bool) {
        self.close_table();
        self.odd |= !self.open.is_empty() || self.key.is_some();
        self.header = Some(Header { array, start, end: start, path: Vec::with_capacity(1) });
        self.in_header = true;
    }

    fn close_header(&mut self, end: usize) {
        self.in_header = false;
        if let Some(header) = &mut self.header {
            header.end = end;
        }
    }

    /// Puts the table under the last header in its place.
    fn close_table(&mut self) {
        // The next one is likely to be about as large.
        let next = Vec::with_capacity(self.table.len());
        let table = std::mem::replace(&mut self.table, next);
        let Some(Header { array, start, end, path }) = self.header.take() else {
            self.root = table;
            return;
        };
        let span = self.span(start, end);
        let table = Node { span, value: Value::Table(table) };
        let mut path = path.into_iter();
        let placed = match (array, path.next(), path.next(), path.next()) {
            (false, Some(key), None, None) => single(&mut self.root, key, table),
            (true, Some(key), None, None) => listed(&mut self.root, key, table),
            (true, Some(above), Some(key), None) => last_table(&mut self.root, &above.name)
                .and_then(|entries| listed(entries, key, table)),
            _ => None,
        };
        self.odd |= placed.is_none();
    }

    fn open_value(&mut self, start: usize, items: Items<'i>) {
        self.odd |= self.open.len() >= DEPTH;
        let key = self.key.take();
        self.open.push(Open { start, key, items });
    }

    fn close_value(&mut self, end: usize) {
        let Some(Open { start, key, items }) = self.open.pop() else {
            self.odd = true;
            return;
        };
        self.odd |= self.key.is_some();
        self.key = key;
        let value = match items {
            Items::Array(items) => Value::Array(items),
            Items::Table(entries) => Value::Table(entries),
        };
        let span = self.span(start, end);
        self.take(Node { span, value });
    }

    /// A whole value, into the array or the table it stands in.
    fn take(&mut self, value: Node<'i>) {
        let entries = match self.open.last_mut() {
            None => &mut self.table,
            Some(Open { items: Items::Table(entries), .. }) => entries,
            Some(Open { items: Items::Array(items), .. }) => {
                items.push(value);
                return;
            }
        };
        let Some(Key { name, span }) = self.key.take() else {
            self.odd = true;
            return;
        };
        self.odd |= entries.iter().any(|entry| entry.key == name);
        entries.push(Entry { key: name, span, value });
    }

    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'i> {
        let text = self.source.input().get(span.start()..span.end()).unwrap_or("");
        Raw::new_unchecked(text, encoding, span)
    }

    fn decoded(raw: Raw<'i>, error: &mut dyn ErrorSink) -> Option<Value<'i>> {
        let mut text = Cow::Borrowed("");
        Some(match raw.decode_scalar(&mut text, error) {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(flag) => Value::Bool(flag),
            ScalarKind::Float => Value::Float(text),
            ScalarKind::Integer(radix) => super::integer(&text, radix.value()),
            ScalarKind::DateTime => {
                DeValue::parse(raw.as_str().trim()).ok()?;
                Value::Date(Cow::Borrowed(raw.as_str().trim()))
            }
        })
    }
}

/// A string in double quotes that stands for itself.
fn plain(raw: &str, encoding: Option<Encoding>) -> Option<&str> {
    if encoding != Some(Encoding::BasicString) {
        return None;
    }
    let text = raw.strip_prefix('"')?.strip_suffix('"')?;
    let special = |byte: u8| byte < 0x20 && byte != b'\t' || matches!(byte, 0x7f | b'\\' | b'"');
    // No early end: so it is done for many bytes at a time.
    let is_special = text.bytes().fold(false, |found, byte| found | special(byte));
    (!is_special).then_some(text)
}

/// A table under a name that nothing has yet.
fn single<'i>(entries: &mut Vec<Entry<'i>>, key: Key<'i>, table: Node<'i>) -> Option<()> {
    if entries.iter().any(|entry| entry.key == key.name) {
        return None;
    }
    entries.push(Entry { key: key.name, span: key.span, value: table });
    Some(())
}

/// A table as the last of its list.
fn listed<'i>(entries: &mut Vec<Entry<'i>>, key: Key<'i>, table: Node<'i>) -> Option<()> {
    match entries.iter_mut().find(|entry| entry.key == key.name) {
        None => {
            let (span, list) = (table.span, Value::Array(vec![table]));
            entries.push(Entry {
                key: key.name,
                span: key.span,
                value: Node { span, value: list },
            });
            Some(())
        }
        Some(entry) => {
            let by_header = made_by_header(entry);
            match &mut entry.value.value {
                Value::Array(list) if by_header => {
                    list.push(table);
                    Some(())
                }
                _ => None,
            }
        }
    }
}

/// The entries of the last table of a list made by headers.
fn last_table<'e, 'i>(root: &'e mut [Entry<'i>], name: &str) -> Option<&'e mut Vec<Entry<'i>>> {
    let entry = root.iter_mut().find(|entry| entry.key == name)?;
    let by_header = made_by_header(entry);
    match &mut entry.value.value {
        Value::Array(list) if by_header => match &mut list.last_mut()?.value {
            Value::Table(entries) => Some(entries),
            _ => None,
        },
        _ => None,
    }
}

impl EventReceiver for Tree<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span.start(), false);
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span.end());
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span.start(), true);
    }

    fn array_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span.end());
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open_value(span.start(), Items::Table(Vec::new()));
        !self.odd
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_value(span.end());
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open_value(span.start(), Items::Array(Vec::new()));
        !self.odd
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_value(span.end());
    }

    fn simple_key(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        error: &mut dyn ErrorSink,
    ) {
        let mut name = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut name, error);
        let key = Key { name, span: self.span(span.start(), span.end()) };
        match &mut self.header {
            Some(header) if self.in_header => header.path.push(key),
            _ => self.odd |= self.key.replace(key).is_some(),
        }
    }

    fn key_sep(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        // A dotted key before a value makes tables of its own.
        self.odd |= !self.in_header;
    }

    fn scalar(
        &mut self,
        span: toml_parser::Span,
        encoding: Option<Encoding>,
        error: &mut dyn ErrorSink,
    ) {
        let raw = self.raw(span, encoding);
        let plain = plain(raw.as_str(), encoding).map(|text| Value::Text(Cow::Borrowed(text)));
        let Some(value) = plain.or_else(|| Self::decoded(raw, error)) else {
            self.odd = true;
            return;
        };
        let span = self.span(span.start(), span.end());
        self.take(Node { span, value });
    }

    fn error(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.odd = true;
    }
}
