//! Cleaned text on so many columns: how wide it is, and what is cut off.

use super::{JOINERS, clean, is_latin};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What stands for the part that was cut off.
pub(super) const ELLIPSIS: char = '…';

/// The columns that the text takes on a terminal once it is cleaned.
///
/// Counted by grapheme, as the screen is filled: each one begins a new cell.
pub fn width(text: &str) -> usize {
    cleaned_width(&clean(text))
}

/// The cleaned text, cut to fit the columns; `…` stands for what was cut.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    let text = clean(text);
    if cleaned_width(&text) <= columns {
        return text;
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.truncate(trimmed(&cut).len());
    cut.push(ELLIPSIS);
    Cow::Owned(cut)
}

/// Without the spaces and joiners that stand before a break.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || JOINERS.contains(&c))
}

fn cleaned_width(text: &str) -> usize {
    if is_latin(text) || text.chars().all(takes_one_column) {
        return text.chars().count();
    }
    text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum()
}

/// Characters of cleaned text that are a grapheme of one column whatever stands beside them: letters of
/// Latin and Cyrillic, and ASCII.
pub(super) const fn takes_one_column(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{2ff}' | '\u{400}'..='\u{481}')
}
