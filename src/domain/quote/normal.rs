//! Text as it is compared: with plain quotation marks, dashes and spaces, and words that were divided
//! at the end of a line whole.

use super::bounds;
use std::ops::Range;

/// One character of text to compare with: itself, its plain form, or nothing for a soft hyphen.
pub(super) const fn plain(c: char) -> Option<char> {
    match c {
        '\u{ad}' => None,
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '\u{2bc}' => Some('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => Some(c),
    }
}

/// What becomes of a hyphen at a line break inside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// It divided the word: `infor-` `mation`.
    Dropped,
    /// It belongs to the word: `well-` `known`.
    Kept,
}

/// Normalised text with the places of its characters in the original.
#[derive(Debug, Clone)]
pub(super) struct Normal {
    pub(super) text: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone)]
struct Place {
    /// Where the character begins in the normalised text.
    at: usize,
    /// What it stands for in the original.
    origin: Range<usize>,
}

impl Normal {
    /// The text read both ways, or one way if it makes no difference.
    pub(super) fn both(text: &str) -> Vec<Self> {
        let dropped = Self::new(text, Hyphen::Dropped);
        let kept = Self::new(text, Hyphen::Kept);
        if kept.text == dropped.text { vec![dropped] } else { vec![dropped, kept] }
    }

    fn new(text: &str, hyphen: Hyphen) -> Self {
        let mut normal = Self { text: String::new(), places: Vec::new() };
        // Whether the last character was a soft hyphen, which divides a word at a line break.
        let mut soft = false;
        let mut rest = text.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            let Some(c) = plain(c) else {
                soft = true;
                continue;
            };
            if !c.is_whitespace() {
                soft = false;
                normal.push(c, start..start + text_len(text, start));
                continue;
            }
            let mut end = start + c.len_utf8();
            let mut line_break = is_line_break(c);
            while let Some((at, c)) = rest.next_if(|(_, c)| c.is_whitespace()) {
                end = at + c.len_utf8();
                line_break |= is_line_break(c);
            }
            let before_letter = rest.peek().is_some_and(|(_, c)| c.is_alphanumeric());
            let divided = line_break && before_letter && (soft || normal.ends_in_hyphen(text));
            if !divided {
                normal.push(' ', start..end);
            } else if !soft && hyphen == Hyphen::Dropped {
                normal.pop();
            }
            soft = false;
        }
        normal
    }

    fn push(&mut self, c: char, origin: Range<usize>) {
        // A dash may be typed as two or three hyphens; a soft hyphen may stand between spaces.
        if matches!(c, '-' | ' ')
            && self.text.ends_with(c)
            && let Some(last) = self.places.last_mut()
        {
            last.origin.end = origin.end;
            return;
        }
        self.places.push(Place { at: self.text.len(), origin });
        self.text.push(c);
    }

    fn pop(&mut self) {
        self.places.pop();
        self.text.pop();
    }

    /// Whether a letter and a hyphen, not a dash, come last.
    fn ends_in_hyphen(&self, original: &str) -> bool {
        self.text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric))
            && self
                .places
                .last()
                .and_then(|place| original.get(place.origin.clone()))
                .is_some_and(|written| matches!(written, "-" | "\u{2010}" | "\u{2011}"))
    }

    /// The bytes of the original that the first match stands for, from a place in it on.
    pub(super) fn find(&self, quote: &str, from: usize) -> Option<Range<usize>> {
        let from = self.places.partition_point(|place| place.origin.start < from);
        let found = bounds::find(&self.text, quote, self.places.get(from)?.at)?;
        let first = self.places.partition_point(|place| place.at < found.start);
        let after = self.places.partition_point(|place| place.at < found.end);
        let last = self.places.get(after.checked_sub(1)?)?;
        Some(self.places.get(first)?.origin.start..last.origin.end)
    }
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The length of the character at this place.
fn text_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}
