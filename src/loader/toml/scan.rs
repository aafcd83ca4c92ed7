//! Lines of TOML as event files have them: headers, and keys with their values. None is what is
//! seldom written, and every mistake.

use crate::loader::bytes::any;
use crate::loader::node::{Arena, Entry, Node, Span, Value};
use toml::de::DeValue;
use toml_parser::Source;

/// Values nested deeper than this are no event file of ours.
const DEPTH: usize = 8;

/// The most digits of a number that needs no closer look.
const DIGITS: usize = 18;

#[derive(Clone, Copy)]
pub(super) struct Key<'i> {
    pub(super) name: &'i str,
    pub(super) span: Span,
}

/// `[name]`, `[[name]]` or `[[name.below]]`.
#[derive(Clone, Copy)]
pub(super) struct Header<'i> {
    pub(super) key: Key<'i>,
    pub(super) below: Option<Key<'i>>,
    pub(super) is_list: bool,
    pub(super) span: Span,
}

pub(super) enum Line<'i> {
    Header(Header<'i>),
    /// It was added to the entries.
    Entry,
    End,
}

pub(super) struct Scanner<'i> {
    text: &'i str,
    /// Nothing in it asks for a [closer look](crate::loader::bytes::are_plain).
    is_plain: bool,
    at: usize,
    /// Where the text stands in its file.
    offset: usize,
    arena: &'i Arena,
    /// Of arrays that are not closed yet.
    items: Vec<Node<'i>>,
    /// Of inline tables that are not closed yet.
    entries: Vec<Entry<'i>>,
}

/// Bytes of a kind: to look one up takes less than to compare it.
type Bytes = [bool; 256];

/// What a key without quotes is written with.
static BARE: Bytes = bytes(b"_-");

/// What a number, a date or a time is written with.
static UNQUOTED: Bytes = bytes(b"_-+.:");

/// Letters and digits of ASCII, and some more.
const fn bytes(more: &[u8]) -> Bytes {
    let mut bytes = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        bytes[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut number = 0;
    while number < more.len() {
        bytes[more[number] as usize] = true;
        number += 1;
    }
    bytes
}

/// What may not stand in a comment or a string.
const fn is_control(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' || byte == 0x7f
}

/// Whether digits mean what they say: no sign or zero before them.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let sound = !digits.starts_with('0') || text == "0";
    sound && (1..=DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

impl<'i> Scanner<'i> {
    pub(super) const fn new(
        text: &'i str,
        is_plain: bool,
        offset: usize,
        arena: &'i Arena,
    ) -> Self {
        Self { text, is_plain, at: 0, offset, arena, items: Vec::new(), entries: Vec::new() }
    }

    /// The next line that says something; a key with its value is added to the entries.
    pub(super) fn line(&mut self, entries: &mut Vec<Entry<'i>>) -> Option<Line<'i>> {
        loop {
            self.blanks();
            return match self.peek() {
                None => Some(Line::End),
                Some(b'\n' | b'\r' | b'#') => {
                    self.line_end()?;
                    continue;
                }
                Some(b'[') => self.header().map(Line::Header),
                Some(_) => {
                    self.entry(0, |_, entry| entries.push(entry))?;
                    self.line_end()?;
                    Some(Line::Entry)
                }
            };
        }
    }

    fn rest(&self) -> &'i str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over a byte, if it is the next one.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Steps over bytes of a kind.
    fn run(&mut self, kind: &'static Bytes) -> &'i str {
        let rest = self.rest();
        let length = rest.bytes().position(|byte| !kind[usize::from(byte)]).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or("")
    }

    fn span(&self, start: usize) -> Span {
        Span::new(start + self.offset, self.at + self.offset)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// The end of a line: mostly at once.
    #[inline]
    fn line_end(&mut self) -> Option<()> {
        if self.take(b'\n').is_some() { Some(()) } else { self.rest_of_line() }
    }

    /// The rest of a line that says no more, and its end.
    fn rest_of_line(&mut self) -> Option<()> {
        self.blanks();
        if self.peek() == Some(b'#') {
            let rest = self.rest();
            let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let comment = rest.get(..length)?;
            let comment = comment.strip_suffix('\r').unwrap_or(comment);
            if !self.is_plain && any(comment.as_bytes(), is_control) {
                return None;
            }
            self.at += comment.len();
        }
        match self.peek() {
            None => Some(()),
            Some(b'\r') => {
                self.at += 1;
                self.take(b'\n')
            }
            Some(_) => self.take(b'\n'),
        }
    }

    fn key(&mut self) -> Option<Key<'i>> {
        let start = self.at;
        let name = self.run(&BARE);
        (!name.is_empty()).then(|| Key { name, span: self.span(start) })
    }

    fn header(&mut self) -> Option<Header<'i>> {
        let start = self.at;
        self.take(b'[')?;
        let is_list = self.take(b'[').is_some();
        let key = self.key()?;
        let below = if self.take(b'.').is_some() { Some(self.key()?) } else { None };
        self.take(b']')?;
        if is_list {
            self.take(b']')?;
        }
        let span = self.span(start);
        self.line_end()?;
        Some(Header { key, below, is_list, span })
    }

    fn entry(&mut self, depth: usize, keep: impl FnOnce(&mut Self, Entry<'i>)) -> Option<()> {
        let Key { name: key, span } = self.key()?;
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        self.value(depth, |scanner, value| keep(scanner, Entry { key, span, value }))
    }

    /// A value, kept in the branch that makes it: one that comes out of several branches is copied, and
    /// that waits for what was just written.
    fn value(&mut self, depth: usize, keep: impl FnOnce(&mut Self, Node<'i>)) -> Option<()> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                if let Some(text) = self.plain_string() {
                    keep(self, self.node(start, Value::Text(text)));
                } else {
                    let node = self.string()?;
                    keep(self, node);
                }
            }
            b'\'' => {
                let node = self.string()?;
                keep(self, node);
            }
            b'[' if depth < DEPTH => {
                let items = self.array(depth)?;
                keep(self, self.node(start, Value::Array(items)));
            }
            b'{' if depth < DEPTH => {
                let entries = self.table(depth)?;
                keep(self, self.node(start, Value::Table(entries)));
            }
            _ => {
                let node = self.unquoted(start)?;
                keep(self, node);
            }
        }
        Some(())
    }

    fn node(&self, start: usize, value: Value<'i>) -> Node<'i> {
        Node { span: self.span(start), value }
    }

    /// A number, a truth value, a date or a time.
    fn unquoted(&mut self, start: usize) -> Option<Node<'i>> {
        let text = self.run(&UNQUOTED);
        let value = match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if is_plain_number(text) => Value::Int(text),
            _ => return self.closely(start, text),
        };
        Some(self.node(start, value))
    }

    /// A string in double quotes that means what it says.
    fn plain_string(&mut self) -> Option<&'i str> {
        let rest = self.rest().get(1..)?;
        let end = memchr::memchr3(b'"', b'\n', b'\\', rest.as_bytes())?;
        let (text, after) = rest.split_at_checked(end)?;
        let is_closed = after.starts_with('"');
        let opens_lines = text.is_empty() && after.starts_with("\"\"");
        if !is_closed || opens_lines || !self.is_plain && any(text.as_bytes(), is_control) {
            return None;
        }
        self.at += text.len() + 2;
        Some(text)
    }

    /// Any string: the parser's own lexer knows where it ends.
    fn string(&mut self) -> Option<Node<'i>> {
        let start = self.at;
        let token = Source::new(self.rest()).lex().next()?;
        token.kind().encoding()?;
        let text = self.rest().get(..token.span().end())?;
        self.at += text.len();
        self.closely(start, text)
    }

    /// A value as the whole parser reads it.
    fn closely(&self, start: usize, text: &'i str) -> Option<Node<'i>> {
        let value = DeValue::parse(text).ok()?;
        Some(super::node(value, text, start + self.offset, self.arena))
    }

    fn array(&mut self, depth: usize) -> Option<&'i [Node<'i>]> {
        self.at += 1;
        let first = self.items.len();
        loop {
            self.blank_lines()?;
            if self.take(b']').is_some() {
                break;
            }
            self.value(depth + 1, |scanner, item| scanner.items.push(item))?;
            self.blank_lines()?;
            if self.take(b',').is_none() {
                self.take(b']')?;
                break;
            }
        }
        let items = self.arena.alloc_slice_copy(self.items.get(first..)?);
        self.items.truncate(first);
        Some(items)
    }

    /// Blanks, comments and ends of lines.
    fn blank_lines(&mut self) -> Option<()> {
        loop {
            self.blanks();
            if !matches!(self.peek(), Some(b'\n' | b'\r' | b'#')) {
                return Some(());
            }
            self.line_end()?;
        }
    }

    /// An inline table, on one line.
    fn table(&mut self, depth: usize) -> Option<&'i [Entry<'i>]> {
        self.at += 1;
        let first = self.entries.len();
        self.blanks();
        if self.take(b'}').is_none() {
            loop {
                self.entry(depth + 1, |scanner, entry| scanner.entries.push(entry))?;
                let (last, others) = self.entries.get(first..)?.split_last()?;
                if others.iter().any(|known| known.is(last.key)) {
                    return None;
                }
                self.blanks();
                if self.take(b',').is_none() {
                    self.take(b'}')?;
                    break;
                }
                self.blanks();
            }
        }
        let entries = self.arena.alloc_slice_copy(self.entries.get(first..)?);
        self.entries.truncate(first);
        Some(entries)
    }
}
