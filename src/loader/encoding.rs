//! From bytes to text: what is not UTF-8 costs no more than itself, and is told where it stands.

use super::fault::Code;
use super::node::Span;
use super::position::Finding;
use crate::domain::digest::Fingerprint;
use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};
use std::slice::from_ref;
use std::sync::Arc;

/// The most stretches of a file that are told one by one: in another encoding, every word may be one.
const MOST: usize = 100;

/// The most bytes of a stretch that are shown.
const SHOWN: usize = 4;

/// How many bytes in a row are a word rather than a letter with an accent.
const WORD: usize = 3;

const SAVE: &str = "save the file as UTF-8";

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) text: Arc<String>,
    /// None where all of it is UTF-8.
    pub(super) flaws: Option<Arc<Flaws>>,
}

/// What of a file is not UTF-8.
#[derive(Debug)]
pub(super) struct Flaws {
    /// With their places in the text, where U+FFFD stands for them.
    pub(super) findings: Vec<Finding>,
    /// Of the bytes, as the text differs from them.
    pub(super) print: Fingerprint,
}

impl Content {
    pub(super) fn of_text(text: String) -> Self {
        Self { text: Arc::new(text), flaws: None }
    }

    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Self::of_text(text),
            Err(error) => error.into_bytes(),
        };
        let (text, findings) = match no_text(&bytes) {
            Some(finding) => (String::new(), vec![finding]),
            None => mended(&bytes),
        };
        let flaws = Flaws { findings, print: Fingerprint::whole(&bytes) };
        Self { text: Arc::new(text), flaws: Some(Arc::new(flaws)) }
    }

    /// The same up to a place in its text.
    pub(super) fn up_to(self, end: usize) -> Self {
        let mut text = Arc::unwrap_or_clone(self.text);
        text.truncate(end);
        let flaws = self.flaws.map(|flaws| {
            let kept = |finding: &&Finding| (finding.span.start as usize) < end;
            let findings = flaws.findings.iter().filter(kept).cloned().collect();
            Arc::new(Flaws { findings, print: flaws.print.clone() })
        });
        Self { text: Arc::new(text), flaws }
    }
}

/// Why bytes that are not UTF-8 hold nothing to be read, if so.
fn no_text(bytes: &[u8]) -> Option<Finding> {
    let told = |message: &str| Finding::error(Code::Encoding, Span::default(), message);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some(told("expected UTF-8, found UTF-16; nothing of it is read").help(SAVE));
    }
    let beginning = bytes.get(..1024).unwrap_or(bytes);
    let binary = "expected text, found a binary file; nothing of it is read";
    beginning.contains(&0).then(|| told(binary))
}

/// Bytes in a row that are not UTF-8, and the place in the text that stands for them.
struct Stretch<'b> {
    bytes: &'b [u8],
    start: usize,
    end: usize,
}

/// The text with U+FFFD for what is not UTF-8, and what is told of that.
fn mended(bytes: &[u8]) -> (String, Vec<Finding>) {
    let mut text = String::with_capacity(bytes.len());
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let from = at + chunk.valid().len();
        at = from + chunk.invalid().len();
        if chunk.invalid().is_empty() {
            continue;
        }
        let (start, mut from) = (text.len(), from);
        let joined = stretches.pop_if(|last| last.end == start);
        from -= joined.as_ref().map_or(0, |last| last.bytes.len());
        text.push(char::REPLACEMENT_CHARACTER);
        stretches.push(Stretch {
            bytes: bytes.get(from..at).unwrap_or_default(),
            start: joined.map_or(start, |last| last.start),
            end: text.len(),
        });
    }
    let findings = told(&stretches, text.len());
    (text, findings)
}

fn told(stretches: &[Stretch<'_>], end: usize) -> Vec<Finding> {
    let cyrillic = are_cyrillic(stretches);
    let one = |stretch: &Stretch<'_>| {
        let hex = |byte: &u8| format!("{byte:02X}");
        let shown: Vec<String> = stretch.bytes.iter().take(SHOWN).map(hex).collect();
        let more = if stretch.bytes.len() > SHOWN { " …" } else { "" };
        let word = if stretch.bytes.len() == 1 { "byte" } else { "bytes" };
        let message = format!("expected UTF-8, found {word} {}{more}", shown.join(" "));
        let span = Span::new(stretch.start, stretch.end);
        Finding::error(Code::Encoding, span, message).help(help(stretch, cyrillic, end))
    };
    let mut findings: Vec<Finding> = stretches.iter().take(MOST).map(one).collect();
    if let Some(next) = stretches.get(MOST) {
        let places = stretches.len() - MOST;
        let message =
            format!("expected UTF-8, found other bytes in {places} more places from here");
        let span = Span::new(next.start, next.end);
        findings.push(Finding::error(Code::Encoding, span, message).help(SAVE));
    }
    findings
}

/// What the bytes may have been.
fn help(stretch: &Stretch<'_>, cyrillic: bool, end: usize) -> String {
    // The first bytes of a character that has more of them.
    if stretch.end == end && matches!(stretch.bytes, [0xc2..=0xf4] | [0xe0..=0xf4, 0x80..=0xbf, ..])
    {
        return "the file ends within a character; the rest of it may be lost".to_owned();
    }
    let encoding = if cyrillic { WINDOWS_1251 } else { WINDOWS_1252 };
    let guess: Option<String> =
        stretch.bytes.iter().map(|&byte| character(byte, encoding)).collect();
    guess.map_or_else(
        || SAVE.to_owned(),
        |text| format!("in {} that would be `{text}`; {SAVE}", encoding.name()),
    )
}

/// Letters with an accent stand alone among others; words of Cyrillic letters are of nothing else.
fn are_cyrillic(stretches: &[Stretch<'_>]) -> bool {
    let all: usize = stretches.iter().map(|stretch| stretch.bytes.len()).sum();
    let is_word = |bytes: &[u8]| {
        let is_letter = |byte| character(byte, WINDOWS_1251).is_some_and(char::is_alphabetic);
        bytes.len() >= WORD && bytes.iter().copied().all(is_letter)
    };
    let words = stretches.iter().map(|stretch| stretch.bytes).filter(|bytes| is_word(bytes));
    words.map(<[u8]>::len).sum::<usize>() * 2 > all
}

/// What a byte stands for in an encoding of single bytes.
fn character(byte: u8, encoding: &'static Encoding) -> Option<char> {
    let (text, _) = encoding.decode_without_bom_handling(from_ref(&byte));
    text.chars().next().filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_cut_keeps_what_is_told_of_the_rest() {
        let cut = Content::of_bytes(b"a \xff\nb \xff".to_vec()).up_to("a \u{fffd}\n".len());
        assert_eq!(*cut.text, "a \u{fffd}\n");
        assert_eq!(cut.flaws.unwrap().findings.len(), 1);
    }

    #[test]
    fn what_the_bytes_may_have_been_is_told() {
        let helps = |bytes: &[u8]| {
            let flaws = Content::of_bytes(bytes.to_vec()).flaws.unwrap();
            flaws.findings.iter().filter_map(|finding| finding.help.clone()).collect::<Vec<_>>()
        };
        let would = |name: &str, text: &str| format!("in {name} that would be `{text}`; {SAVE}");
        assert_eq!(
            helps(b"caf\xe9 \x96 d\xe9j\xe0."),
            ["é", "–", "é", "à"].map(|text| would("windows-1252", text))
        );
        // "Порт в Києві": a short word is read as the long ones are.
        assert_eq!(
            helps(b"\xcf\xee\xf0\xf2 \xe2 \xca\xe8\xba\xe2\xb3."),
            ["Порт", "в", "Києві"].map(|text| would("windows-1251", text))
        );
        assert_eq!(helps(b"\x81 "), [SAVE], "a byte that is nothing in either");
        assert_eq!(
            helps(b"caf\xc3"),
            ["the file ends within a character; the rest of it may be lost"]
        );
    }
}
