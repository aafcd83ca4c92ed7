//! How JSON is laid out: on one line or indented, with nothing in its strings that a terminal acts on or hides.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Adds `value` on one line.
pub(super) fn compact(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Layout::default()))?)
}

/// Adds `value` indented, as it stands `depth` levels within other values.
pub(super) fn pretty(value: &impl Serialize, depth: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let layout = Layout { depth: Some(depth), filled: false };
    Ok(value.serialize(&mut Serializer::with_formatter(out, layout))?)
}

/// A line break and the indent at a depth.
pub(super) fn line<W: Write + ?Sized>(out: &mut W, depth: usize) -> io::Result<()> {
    out.write_all(b"\n")?;
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

#[derive(Default)]
struct Layout {
    /// None for one line.
    depth: Option<usize>,
    /// Whether the list or object that ends has anything in it.
    filled: bool,
}

impl Layout {
    fn begin<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.map(|depth| depth + 1);
        self.filled = false;
        out.write_all(bracket)
    }

    fn end<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.map(|depth| depth.saturating_sub(1));
        if let Some(depth) = self.depth.filter(|_| self.filled) {
            line(out, depth)?;
        }
        self.filled = true;
        out.write_all(bracket)
    }

    fn next<W: Write + ?Sized>(&self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.depth.map_or(Ok(()), |depth| line(out, depth))
    }
}

impl Formatter for Layout {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.depth.is_some() { b": " } else { b":" })
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    /// Escapes what JSON lets through beyond ASCII: controls and marks of direction.
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = first_hidden(rest) {
            let (before, after) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            rest = after.get(c.len_utf8()..).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }
}

fn first_hidden(text: &str) -> Option<(usize, char)> {
    if text.is_ascii() && memchr::memchr(0x7f, text.as_bytes()).is_none() {
        return None;
    }
    // All that is hidden begins with one of these.
    let may_begin = |byte| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    text.bytes().enumerate().filter(|&(_, byte)| may_begin(byte)).find_map(|(at, _)| {
        let c = text.get(at..)?.chars().next()?;
        hidden(c).then_some((at, c))
    })
}

const fn hidden(c: char) -> bool {
    matches!(
        c,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_laid_out_as_everywhere() {
        for value in [
            json!({}),
            json!([]),
            json!({ "a": [], "b": {}, "c": [1, [2.5, null]], "d": { "e": "f\n\"" }, "g": [[]] }),
            json!([{ "a": true }, {}, "x"]),
        ] {
            assert_eq!(written(|out| compact(&value, out)), value.to_string());
            assert_eq!(written(|out| pretty(&value, 0, out)), format!("{value:#}"));
        }
    }

    #[test]
    fn a_value_within_others_is_indented_with_them() {
        let value = json!({ "a": [1] });
        let whole = format!("{:#}", json!([[value]]));
        assert!(whole.contains(&written(|out| pretty(&value, 2, out))), "{whole}");
    }

    #[test]
    fn nothing_hidden_is_written() {
        let text = written(|out| compact(&json!("a\u{7f}é\u{202e}b\u{feff}"), out));
        assert_eq!(text, "\"a\\u007fé\\u202eb\\ufeff\"");
    }

    #[test]
    fn every_character_is_written_or_escaped() {
        for c in (' '..='\u{ffff}').filter(|&c| !matches!(c, '"' | '\\')) {
            let escaped =
                if hidden(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
            assert_eq!(written(|out| compact(&c, out)), format!("\"{escaped}\""));
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in "[a\"\\\\\n\u{7f}\u{9b}\u{ad}\u{61c}\u{200e}\u{2028}\u{202e}\u{2060}\u{feff}éЖ東🚀]{0,24}") {
            let json = written(|out| compact(&text, out));
            prop_assert!(!json.chars().any(hidden), "{}", json);
            prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), Value::from(text));
        }
    }
}
