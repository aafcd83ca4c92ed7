//! Reading the keys of one table by the schema: every value that is not as meant is a finding.

mod citation;

use super::bytes::{any, is_suspect};
use super::draft::Draft;
use super::fault::{Code, Severity};
use super::node::{Entry, Node, Span, Value};
use super::position::Finding;
use super::schema::{self, Table, Thing};
use super::slug::{is_slug, is_slug_char, own_slug, slug};
use crate::domain::near::{WHOLE, hint};
use crate::domain::number::Decimal;
use crate::domain::table::Index;
use crate::domain::texts::Text;
use crate::domain::when::When;
use std::borrow::Cow;

/// A table being read.
pub(super) struct Reader<'n, 'd> {
    entries: &'n [Entry<'n>],
    /// The places of the keys there are, a bit each: most keys that are asked for are not there.
    present: u64,
    pub(super) at: Span,
    pub(super) draft: &'d mut Draft,
}

/// The first control character of a text, or one that hides or reorders text.
fn invisible(text: &str) -> Option<char> {
    if !any(text.as_bytes(), is_suspect) {
        return None;
    }
    text.chars().find(|c| {
        matches!(*c,
            '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'
            | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}')
    })
}

/// A bit for the place of a key.
fn mark(key: &str) -> u64 {
    1 << schema::place(key)
}

impl<'n, 'd> Reader<'n, 'd> {
    /// Checks which keys there are. None where it is no table.
    pub(super) fn new(
        node: &'n Node<'n>,
        table: &'static Table,
        draft: &'d mut Draft,
    ) -> Option<Self> {
        let json = draft.implicit;
        let Value::Table(entries) = node.value else {
            let message = format!("expected a table of `{}`, found {}", table.name, node.kind());
            draft.findings.push(Finding::error(Code::WrongType, node.span, message));
            return None;
        };
        let (mut present, mut found) = (0, 0);
        for entry in entries {
            present |= mark(entry.key);
            if let Some(number) = table.number(entry.key, json) {
                found |= 1 << number;
            } else {
                let message = format!("unknown key `{}` in `{}`", entry.key, table.name);
                let mut finding = Finding::error(Code::UnknownKey, entry.span, message);
                if json {
                    // A database gives the same keys on every line: that is told once.
                    if !draft.unknown.insert(format!("{} {}", table.name, entry.key)) {
                        continue;
                    }
                    finding.severity = Severity::Warning;
                }
                finding.help =
                    hint(entry.key, table.keys.iter().map(|key| key.name_in(json)), WHOLE);
                draft.findings.push(finding);
            }
        }
        // The rows of a database are browsable as they come: a place and a source may be unknown.
        let lenient = |key: &schema::Key| json && matches!(key.name, "regions" | "sources");
        let missing = table.required & !found;
        for (number, key) in table.keys.iter().enumerate().take_while(|_| missing != 0) {
            if missing & 1 << number != 0 && !lenient(key) {
                let message = format!("`{}` needs `{}`: {}", table.name, key.name, key.doc);
                draft.findings.push(Finding::error(Code::MissingKey, head(node, entries), message));
            }
        }
        Some(Self { entries, present, at: head(node, entries), draft })
    }

    pub(super) fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        if self.present & mark(key) == 0 {
            return None;
        }
        self.entries
            .iter()
            .find(|entry| entry.is(key))
            .map(|entry| &entry.value)
            .filter(|node| !matches!(node.value, Value::Null))
    }

    pub(super) fn find(&mut self, finding: Finding) {
        self.draft.findings.push(finding);
    }

    fn wrong(&mut self, key: &str, node: &Node<'_>, expected: &str) {
        let message = format!("`{key}` takes {expected}, found {}", node.kind());
        self.find(Finding::error(Code::WrongType, node.span, message));
    }

    /// A string, and where it stands.
    pub(super) fn string(&mut self, key: &str) -> Option<(&'n str, Span)> {
        let node = self.get(key)?;
        let text = match &node.value {
            Value::Text(text) => text,
            // Databases number their records.
            Value::Int(text) if self.draft.implicit => text,
            _ => {
                self.wrong(key, node, "a string");
                return None;
            }
        };
        let is_as_written = node.span.length() == text.len() + "\"\"".len();
        if !(self.draft.is_plain && is_as_written)
            && let Some(c) = invisible(text)
        {
            let number = u32::from(c);
            let is =
                if c.is_control() { "a control character" } else { "which hides or reorders text" };
            let message = format!("`{key}` holds U+{number:04X}, {is}");
            self.find(Finding::warning(Code::Invisible, node.span, message));
        }
        Some((text, node.span))
    }

    /// Text that says something; several lines are fine.
    pub(super) fn text(&mut self, key: &str) -> Option<&'n str> {
        let (text, _) = self.string(key)?;
        Some(text.trim())
    }

    /// The same, kept with the texts of the events.
    pub(super) fn kept_text(&mut self, key: &str) -> Option<Text> {
        self.text(key).map(|text| self.draft.events.texts.add(text))
    }

    /// Text on one line, not empty.
    pub(super) fn line(&mut self, key: &str) -> Option<&'n str> {
        let (text, at) = self.string(key)?;
        let text = text.trim();
        if text.is_empty() {
            self.find(Finding::error(Code::Empty, at, format!("`{key}` is empty")));
            return None;
        }
        if text.contains('\n') {
            let message = format!("`{key}` is meant to be one line");
            self.find(Finding::warning(Code::SeveralLines, at, message));
        }
        Some(text)
    }

    /// The same, kept with the texts of the events.
    pub(super) fn kept_line(&mut self, key: &str) -> Option<Text> {
        self.line(key).map(|line| self.draft.events.texts.add(line))
    }

    /// An id declared here.
    pub(super) fn id(&mut self) -> Option<(Cow<'n, str>, Span)> {
        let (text, at) = self.string("id")?;
        if is_slug(text) {
            return Some((text.into(), at));
        }
        if self.draft.implicit && !text.trim().is_empty() {
            return Some((own_slug(text).into(), at));
        }
        let bad = text.char_indices().find(|&(i, c)| !is_slug_char(c) || (i == 0 && c == '-'));
        let message = match bad {
            Some((_, c)) => format!("an id is a-z, 0-9 and hyphens; `{}` is not", c.escape_debug()),
            None => "an id is a-z, 0-9 and hyphens, at least one of them".to_owned(),
        };
        let help = format!("write `{}`", slug(text));
        self.find(Finding::error(Code::Id, at, message).help(help));
        None
    }

    pub(super) fn lines(&mut self, key: &str) -> Vec<&'n str> {
        self.list(key)
            .iter()
            .filter_map(|node| {
                if let Value::Text(text) = &node.value {
                    Some(text.trim())
                } else {
                    self.wrong(key, node, "strings");
                    None
                }
            })
            .collect()
    }

    pub(super) fn list(&mut self, key: &str) -> &'n [Node<'n>] {
        let Some(node) = self.get(key) else { return &[] };
        if let Value::Array(items) = &node.value {
            return items;
        }
        let message = format!("`{key}` takes an array, found {}", node.kind());
        let mut finding = Finding::error(Code::WrongType, node.span, message);
        if matches!(node.value, Value::Text(_)) {
            finding = finding.help(format!("write `{key} = [\"…\"]`"));
        }
        self.find(finding);
        &[]
    }

    /// An EDTF date; TOML's own dates, and a year as a number, are taken as well.
    pub(super) fn date(&mut self, key: &str) -> Option<When> {
        let node = self.get(key)?;
        let (Value::Text(text) | Value::Date(text) | Value::Int(text)) = &node.value else {
            self.wrong(key, node, "a date");
            return None;
        };
        // TOML also parts date and time by a space.
        let bare = matches!(node.value, Value::Date(_)).then(|| text.replacen(' ', "T", 1));
        match When::parse(bare.as_deref().unwrap_or(text)) {
            Ok(when) => Some(when),
            Err(error) => {
                let quote = usize::from(matches!(node.value, Value::Text(_)));
                let start = node.span.start as usize + quote + error.offset.min(text.len());
                let end = (node.span.end as usize).saturating_sub(quote).max(start + 1);
                let at = if self.draft.implicit { node.span } else { Span::new(start, end) };
                self.find(Finding::error(Code::Date, at, format!("`{key}`: {error}")));
                None
            }
        }
    }

    /// A word of a closed vocabulary.
    pub(super) fn word<T>(
        &mut self,
        key: &str,
        words: &'static [&'static str],
        from: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (text, at) = self.string(key)?;
        let value = from(text);
        if value.is_none() {
            let message = format!("`{key}` has no word `{text}`; it takes {}", words.join(", "));
            let mut finding = Finding::error(Code::Word, at, message);
            finding.help = hint(text, words.iter().copied(), WHOLE);
            self.find(finding);
        }
        value
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        match self.get(key).map(|node| (node, &node.value)) {
            Some((_, Value::Bool(flag))) => *flag,
            Some((node, _)) => {
                self.wrong(key, node, "true or false");
                false
            }
            None => false,
        }
    }

    pub(super) fn number(&mut self, key: &str) -> Option<Decimal> {
        let node = self.get(key)?;
        let (Value::Int(text) | Value::Float(text)) = &node.value else {
            self.wrong(key, node, "a decimal number");
            return None;
        };
        let text = text.replace('_', "");
        let parsed = text.parse().or_else(|_| Decimal::from_scientific(&text)).ok();
        if parsed.is_none() {
            let message = format!("`{key}` cannot be kept exactly as a decimal number");
            self.find(Finding::error(Code::Range, node.span, message));
        }
        parsed
    }

    pub(super) fn integer(&mut self, key: &str, low: i64, high: i64) -> Option<i64> {
        let node = self.get(key)?;
        let Value::Int(text) = &node.value else {
            self.wrong(key, node, "a whole number");
            return None;
        };
        let value = text.parse::<i64>().ok().filter(|n| (low..=high).contains(n));
        if value.is_none() {
            let message = format!("`{key}` is {low} to {high}, not {text}");
            self.find(Finding::error(Code::Range, node.span, message));
        }
        value
    }

    pub(super) fn degrees(&mut self, key: &str, most: f64) -> Option<f64> {
        let value: f64 = self.number(key)?.to_string().parse().ok()?;
        if value.abs() <= most {
            return Some(value);
        }
        let at = self.get(key).map_or(self.at, |node| node.span);
        let message = format!("`{key}` is −{most} to {most} degrees, not {value}");
        self.find(Finding::error(Code::Range, at, message));
        None
    }

    /// An address with the scheme `http` or `https`.
    pub(super) fn url(&mut self, key: &str) -> Option<Box<str>> {
        let (text, at) = self.string(key)?;
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
        if rest.is_some_and(|rest| !rest.is_empty()) && plain {
            return Some(text.into());
        }
        let message = format!("`{key}` is not an http or https address");
        let mut finding = Finding::error(Code::Url, at, message);
        if rest.is_none() {
            finding = finding.help("it begins with `https://` or `http://`");
        }
        self.find(finding);
        None
    }

    /// A reference to something declared elsewhere.
    pub(super) fn refer<I: Index>(&mut self, key: &str, thing: Thing) -> Option<I> {
        let (text, at) = self.string(key)?;
        Some(self.reference(text, thing, at))
    }

    pub(super) fn refers<I: Index, L>(&mut self, key: &str, thing: Thing) -> L
    where
        L: FromIterator<I>,
    {
        self.list(key)
            .iter()
            .filter_map(|node| {
                if let Value::Text(text) = &node.value {
                    Some(self.reference(text, thing, node.span))
                } else {
                    self.wrong(key, node, "ids");
                    None
                }
            })
            .collect()
    }

    pub(super) fn reference<I: Index>(&mut self, text: &str, thing: Thing, at: Span) -> I {
        let known = || thing == Thing::Region && crate::domain::iso3166::name(text).is_some();
        if self.draft.implicit && !is_slug(text) && !known() {
            return self.draft.refer(thing, &own_slug(text), text, at);
        }
        self.draft.refer(thing, text, text, at)
    }
}

/// Where a table begins, for what it lacks: its header, or its first key.
fn head(node: &Node<'_>, entries: &[Entry<'_>]) -> Span {
    let first = entries.first().map_or(node.span, |entry| entry.span);
    if node.span.start <= first.start {
        Span {
            start: node.span.start,
            end: node.span.end.min(first.start.max(node.span.start + 1)),
        }
    } else {
        first
    }
}

#[cfg(test)]
mod tests {
    use super::invisible;
    use crate::loader::bytes::are_plain;

    #[test]
    fn no_plain_stretch_holds_what_hides_or_reorders_text() {
        let hides = |c: &char| invisible(c.encode_utf8(&mut [0; 4])).is_some();
        let plain = |c: &char| are_plain(c.encode_utf8(&mut [0; 4]).as_bytes());
        let hiding: Vec<char> = ('\0'..=char::MAX).filter(hides).collect();
        assert_eq!((hiding.len(), hiding.iter().filter(|c| plain(c)).count()), (78, 0));
        assert!("\t\nAz ~\u{e9}\u{142}\u{43a}\u{4e2d}".chars().all(|c| plain(&c)));
    }
}
