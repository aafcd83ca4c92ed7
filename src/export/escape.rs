//! The door text goes through into Markdown: what comes out is read back as exactly that text.
//!
//! The rule is as loose as its oracle allows (see the tests): characters that mean something
//! anywhere are escaped everywhere, those that mean something at the start of a line only there, so
//! that prose stays prose.

use crate::domain::text::clean;

/// Text for any place within a line: a paragraph, heading, list item, footnote, link text or
/// emphasis. Cleaned, without spaces at its ends.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_inline(text, &mut out);
    out
}

/// Adds what [`inline`] makes of the text.
pub(super) fn push_inline(text: &str, out: &mut String) {
    let text = clean(text);
    let text = text.trim();
    let bytes = text.as_bytes();
    let number = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut written = 0;
    // All that means anything is ASCII.
    for (at, byte) in all_that_may_mean(bytes) {
        let rest = || text.get(at + 1..).unwrap_or_default();
        let (entity, escaped) = match byte {
            b'<' => ("&lt;", true),
            b'>' => ("&gt;", true),
            b'&' if rest().starts_with(|next: char| next == '#' || next.is_alphanumeric()) => {
                ("&amp;", true)
            }
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'~' | b'^' | b'$' | b'#' | b'{' | b'}' => {
                ("", true)
            }
            // Bullets, underlines of headings, rules, definitions, front matter.
            b'-' | b'+' | b'=' | b':' if at == 0 => ("", true),
            // Numbered lists.
            b'.' | b')' => ("", at > 0 && at == number || byte == b'.' && after_www(bytes, at)),
            // Addresses, which GitHub makes into links by themselves.
            b':' => ("", rest().starts_with('/')),
            _ => ("", false),
        };
        if escaped {
            out.push_str(text.get(written..at).unwrap_or_default());
            out.push_str(if entity.is_empty() { "\\" } else { entity });
            // A character that is not replaced follows its backslash.
            written = at + usize::from(!entity.is_empty());
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// The bytes that may mean something, and where they are.
fn all_that_may_mean(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    // In stretches, which compilers make into a few steps where they are prose.
    const STRETCH: usize = 16;
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    let rest = (stretches.len() * STRETCH..).zip(rest.iter().copied());
    let stretches = (0..).step_by(STRETCH).zip(stretches).filter(|(_, stretch)| !is_prose(stretch));
    let bytes = stretches.flat_map(|(start, stretch)| (start..).zip(stretch.iter().copied()));
    bytes.chain(rest).filter(|&(_, byte)| may_mean(byte))
}

/// Whether they are letters, digits, blanks and commas.
fn is_prose<const BYTES: usize>(bytes: &[u8; BYTES]) -> bool {
    let plain = |byte: u8| {
        let (letter, digit) = ((byte | 0x20).wrapping_sub(b'a'), byte.wrapping_sub(b'0'));
        letter < 26 || digit < 10 || byte == b' ' || byte == b',' || byte >= 0x80
    };
    bytes.iter().fold(true, |all, &byte| all & plain(byte))
}

/// Punctuation but what never means anything.
const fn may_mean(byte: u8) -> bool {
    byte.is_ascii_punctuation()
        && !matches!(
            byte,
            b'!' | b'"' | b'%' | b'\'' | b'(' | b',' | b'/' | b';' | b'?' | b'@' | b'|'
        )
}

fn after_www(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(3).and_then(|start| bytes.get(start..at));
    before.is_some_and(|before| before.eq_ignore_ascii_case(b"www"))
}

/// Text for a table cell, where a bar would end it. Elsewhere a bar is only a bar: a table needs a
/// second line, and text never has one.
pub fn cell(text: &str) -> String {
    inline(text).replace('|', "\\|")
}

/// Text in bold; nothing for empty text, whose asterisks would stand there as such.
pub fn bold(text: &str) -> String {
    let text = inline(text);
    if text.is_empty() { text } else { format!("**{text}**") }
}

/// A link; the text alone where the address is not one to hand on.
pub fn link(text: &str, url: &str) -> String {
    let text = inline(text);
    match target(url) {
        Some(target) => format!("[{text}]({target})"),
        None => text,
    }
}

/// An address for a link: http or https only, with everything that could end it or start something
/// else percent-encoded.
pub fn target(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let known = ["http", "https"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    if rest.is_empty() || rest.starts_with('/') || url.chars().any(char::is_control) {
        return None;
    }
    let mut out = format!("{known}://");
    for byte in rest.bytes() {
        match byte {
            // An entity would be read in an address too.
            b'&' => out.push_str("&amp;"),
            // Formulas are found before links are.
            b'$' => out.push_str("\\$"),
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'*'
            | b'/'
            | b':'
            | b'?'
            | b'#'
            | b'@'
            | b'!'
            | b'\''
            | b'+'
            | b','
            | b';'
            | b'='
            | b'%' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// All extensions but typographic quotes and dashes: those change no structure, no forge that
    /// reads GFM has them, and escaping every apostrophe would make prose unreadable.
    fn options() -> Options {
        Options::all() - Options::ENABLE_SMART_PUNCTUATION
    }

    /// The text of a document, after a check that it holds nothing but what `wrap` put there.
    fn read_back(markdown: &str, links: usize) -> String {
        let mut text = String::new();
        let mut found = 0;
        for event in Parser::new_ext(markdown, options()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    found += 1;
                    assert!(dest_url.starts_with("https://"), "{dest_url}");
                }
                Event::Start(
                    Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::FootnoteDefinition(_)
                    | Tag::Strong,
                )
                | Event::End(_) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }
        assert_eq!(found, links, "{markdown:?}");
        text
    }

    fn check(text: &str) {
        let expected = clean(text).trim().to_owned();
        for before in ["", "# ", "### ", "- ", "[^1]: "] {
            let markdown = format!("{before}{}\n", inline(text));
            assert_eq!(read_back(&markdown, 0), expected, "{markdown:?}");
        }
        let table = format!("| a |\n|---|\n| {} |\n", cell(text));
        assert_eq!(read_back(&table, 0), format!("a{expected}"), "{table:?}");
        assert_eq!(read_back(&format!("x {} y\n", bold(text)), 0), format!("x {expected} y"));
        let linked = link(text, "https://example.org/a_b?c=(d)&copy;=$1|2");
        assert_eq!(read_back(&linked, 1), expected, "{linked:?}");
    }

    #[test]
    fn prose_stays_prose() {
        for text in [
            "Rutte said (on Monday) that \"3,000 troops\" weren't there.",
            "21–27 Oct 2024 - R & D, 50% of it; what? Yes!",
            "a well-known 3.5 m wall / fence @ night + day = 1",
        ] {
            assert_eq!(inline(text), text);
            check(text);
        }
    }

    #[test]
    fn hostile_text_is_only_text() {
        for text in [
            "<script>alert(1)</script>",
            "![x](javascript:alert(1))",
            "[x]: http://evil",
            "1. list",
            "12) list",
            "- item",
            "---",
            "=== ",
            "# heading #",
            "a | b \\| c \\\\| d",
            "`code` and ``more``",
            "*em* **strong** _u_ __v__ ~~s~~ ~sub~ ^sup^",
            "$math$ and $$more$$",
            "[^1] [[wiki]] [ ] [x]",
            "&amp; &lt; &#60; &copy;",
            ": definition",
            "::: block",
            "{#id .class}",
            "two\nlines\n\n# three",
            "\u{1b}[31mred\u{9b}1m",
            "https://example.org www.example.org",
            "+++",
            "    code",
            "\\",
            "a\\",
            "> quote",
        ] {
            check(text);
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        for url in ["javascript:alert(1)", "file:///etc/passwd", "http://", "https:///x", "", "//x"]
        {
            assert_eq!(target(url), None, "{url}");
        }
        assert_eq!(
            target("HTTPS://example.org/a b(c)<d>").as_deref(),
            Some("https://example.org/a%20b%28c%29%3Cd%3E")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn any_text_reads_back(
            text in "[a1 .,:;!?'\"()\\[\\]{}<>&#*_~^$|\\\\`/@%+=\\-\n\t\u{a0}é]{1,24}"
        ) {
            prop_assume!(!clean(&text).trim().is_empty());
            check(&text);
        }

        #[test]
        fn any_unicode_reads_back(text in "\\PC{1,16}") {
            prop_assume!(!clean(&text).trim().is_empty());
            check(&text);
        }
    }
}
