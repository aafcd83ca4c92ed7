//! TOML text to the common tree. Every syntax error is kept; what survives it is read.

mod quick;
mod scan;

use super::fault::Code;
use super::node::{Arena, Entry, Node, Span, Value, kept};
use super::position::{Finding, Lines};
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Parses a text. Spans are bytes of the text, moved by `offset`.
pub(super) fn parse<'i>(
    text: &'i str,
    offset: usize,
    arena: &'i Arena,
) -> (Node<'i>, Vec<Finding>) {
    quick(text, false, offset, arena)
        .map_or_else(|| whole(text, offset, arena), |root| (root, Vec::new()))
}

/// Parses a text that is sound and made of what event files are usually made of, or gives none. Of a
/// [plain](super::bytes::are_plain) one the texts are not looked at one by one.
pub(super) fn quick<'i>(
    text: &'i str,
    is_plain: bool,
    offset: usize,
    arena: &'i Arena,
) -> Option<Node<'i>> {
    quick::parse(text, is_plain, offset, arena)
}

/// Parses a text by the `toml` crate, with every error.
fn whole<'i>(text: &'i str, offset: usize, arena: &'i Arena) -> (Node<'i>, Vec<Finding>) {
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
    let root = Value::Table(entries(table.into_inner(), text, offset, arena));
    (Node { span: Span::new(span.start + offset, span.end + offset), value: root }, findings)
}

/// An integer without its radix, or as written where it is too large.
fn integer<'i>(digits: &str, radix: u32, arena: &'i Arena) -> Value<'i> {
    let number = i128::from_str_radix(digits, radix);
    let number = number.map_or_else(|_| Cow::Borrowed(digits), |n| Cow::Owned(n.to_string()));
    Value::Int(arena.alloc_str(&number))
}

fn is_month(text: &str) -> bool {
    text.len() == 7
        && text.bytes().enumerate().all(|(i, byte)| match i {
            4 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn entries<'i>(
    table: DeTable<'i>,
    text: &'i str,
    offset: usize,
    arena: &'i Arena,
) -> &'i [Entry<'i>] {
    let entry = |(key, value): (Spanned<Cow<'i, str>>, _)| {
        let span = key.span();
        Entry {
            span: Span::new(span.start + offset, span.end + offset),
            key: kept(key.into_inner(), arena),
            value: node(value, text, offset, arena),
        }
    };
    let entries: Vec<Entry<'i>> = table.into_iter().map(entry).collect();
    arena.alloc_slice_copy(&entries)
}

fn node<'i>(
    value: Spanned<DeValue<'i>>,
    text: &'i str,
    offset: usize,
    arena: &'i Arena,
) -> Node<'i> {
    let span = value.span();
    let written = || text.get(span.clone()).unwrap_or("").trim();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(kept(text, arena)),
        DeValue::Integer(number) => integer(number.as_str(), number.radix(), arena),
        DeValue::Float(number) => Value::Float(arena.alloc_str(number.as_str())),
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Datetime(_) => Value::Date(written()),
        DeValue::Array(items) => {
            let items: Vec<Node<'i>> =
                items.into_iter().map(|item| node(item, text, offset, arena)).collect();
            Value::Array(arena.alloc_slice_copy(&items))
        }
        DeValue::Table(table) => Value::Table(entries(table, text, offset, arena)),
    };
    Node { span: Span::new(span.start + offset, span.end + offset), value }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::are_plain;
    use super::*;
    use proptest::prelude::*;

    /// The quick reading is that of the whole parser or none; none where there is an error.
    fn agrees(text: &str) -> Result<bool, TestCaseError> {
        let arena = Arena::new();
        let is_plain = are_plain(text.as_bytes());
        let Some(quick) = quick::parse(text, is_plain, 7, &arena) else { return Ok(false) };
        let errors = DeTable::parse_recoverable(text).1.len();
        let (root, findings) = whole(text, 7, &arena);
        prop_assert_eq!((errors, findings.len()), (0, 0), "{}", text);
        prop_assert_eq!(quick, root, "{}", text);
        Ok(true)
    }

    #[test]
    fn what_event_files_are_made_of_is_read_quickly() {
        for text in [
            "",
            "# only a comment",
            "[[event]]\nid = 'a'\n[[event.claim]]\nby = \"b\"\n[[event.claim]]\n[[event]]\n",
            "[chronicle]\ntitle = \"\"\"\nT\\\n  x\"\"\"\n\n[[source]]\r\nid = \"s\"\r\n",
            "[[event]]\nactors = [\n  'a', # who\n  { id = 'b', role = \"target\" },\n]\n",
            "a = 0x1F\nb = -1_000\nc = 1e3\nd = 2024-10-28\ne = 06:30:00\nf = true\ng = \"\\u00e9\"",
        ] {
            assert!(agrees(text).unwrap(), "{text}");
        }
    }

    #[test]
    fn what_is_odd_is_left_to_the_whole_parser() {
        for text in [
            "a = 1\na = 2",
            "a.b = 1",
            "[a]\n[a]",
            "[[a]]\n[a]",
            "[a]\n[[a]]",
            "[a]\n[[a.b]]",
            "a = []\n[[a]]",
            "a = [{}]\n[[a.b]]",
            "[[event]]\nclaim = []\n[[event.claim]]",
            "[[event.claim]]\n[[event]]",
            "[[a.b.c]]",
            "a = { b = 1, b = 2 }",
            "a = { b.c = 1 }",
            "date = 2024-10",
            "date = 2024-13-01",
            "a = \"\u{1}\"",
            "a = \"open",
            "a = \"two\nlines\"",
            "a = [1",
            "[a",
            "a =",
            "a = 1 b = 2",
            "a = [[[[[[[[[[1]]]]]]]]]]",
            "# \u{7}",
            "[[a]]\n[[b]]\n[[a.c]]",
            "[a]\n[a.b]",
        ] {
            assert!(!agrees(text).unwrap(), "{text}");
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        let parts = [
            "[[event]]\n",
            "[[event.claim]]\n",
            "[event]\n",
            "[chronicle]\n",
            "[[event.claim.x]]\n",
            "id = \"a\"\n",
            "id = 'b'\n",
            "claim = []\n",
            "\"id\" = 1\n",
            "event = [{}]\n",
            "a.b = 1\n",
            "date = 2024-10-28\n",
            "date = 2024-10\n",
            "date = 2024-02-30\n",
            "time = 06:30:00\n",
            "x = [1, 2,\n# c\n3]\n",
            "x = { y = 1, z = [] }\n",
            "x = {}\n",
            "x = 0b12\n",
            "x = +1_0\n",
            "x = \"\\u00e9\\n\"\n",
            "x = \"\"\"a\n[[event]]\n\"\"\"\n",
            "x = '''q'''\n",
            "x = \"\"\"",
            "x = inf\n",
            "x = -0\n",
            "x = 007\n",
            "x = 1.5\n",
            "x = -12\n",
            "x = 12345678901234567890\n",
            "x = { y = 1, }\n",
            "x = [\n]\n",
            "x = \"\" # c\n",
            "x = \"\t\u{7f}\"\n",
            "[[event.figure]]\n",
            "[[ event ]]\n",
            "[[source]]\n",
            "[event.claim]\n",
            "\n",
            "\r\n",
            "\r",
            "#\n",
            "# ü\n",
            " ",
            "\t",
            "\u{feff}",
            "\u{0}",
            "=",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            ",",
            ".",
            "é",
            "true",
            "x",
            "1",
        ];
        prop::collection::vec(prop::sample::select(parts.to_vec()), 0..12)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_quick_reading_is_the_whole_one_or_none(text in piece()) {
            agrees(&text)?;
        }

        #[test]
        fn of_any_text(text in "[\\[\\]a-b.=\"'{}, \n#0-9:T-]{0,40}") {
            agrees(&text)?;
        }
    }
}
