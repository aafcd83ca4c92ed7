//! Cleaned text on so many columns: how wide it is, and what is cut off.

use super::{JOINERS, clean, is_latin};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What stands for the part that was cut off.
pub(super) const ELLIPSIS: &str = "…";

/// The columns that the text takes on a terminal once it is cleaned.
///
/// Counted by grapheme, as the screen is filled: each one begins a new cell.
pub fn width(text: &str) -> usize {
    cleaned_width(&clean(text))
}

/// The cleaned text, cut to fit the columns; `…` stands for what was cut.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    fitted(text, columns).0
}

/// The cleaned text, cut to fit the columns, and how many it takes.
pub fn fitted(text: &str, columns: usize) -> (Cow<'_, str>, usize) {
    let text = clean(text);
    let plain = is_plain(&text);
    let taken = if plain { text.chars().count() } else { by_grapheme(&text) };
    if taken <= columns {
        return (text, taken);
    }
    let Some(room) = columns.checked_sub(1) else {
        return (Cow::Borrowed(""), 0);
    };
    if plain {
        let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
        let kept = trimmed(text.get(..end).unwrap_or_default());
        let taken = kept.chars().count() + 1;
        return (Cow::Owned([kept, ELLIPSIS].concat()), taken);
    }
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
    cut.push_str(ELLIPSIS);
    let taken = by_grapheme(&cut);
    (Cow::Owned(cut), taken)
}

/// Without the spaces and joiners that stand before a break.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || JOINERS.contains(&c))
}

fn cleaned_width(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { by_grapheme(text) }
}

fn by_grapheme(text: &str) -> usize {
    text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum()
}

/// Whether each character of a cleaned text is a grapheme of one column.
pub fn is_plain(text: &str) -> bool {
    is_latin(text) || text.chars().all(takes_one_column)
}

/// Characters of cleaned text that are a grapheme of one column whatever stands beside them: letters of
/// Latin and Cyrillic, ASCII, the space that does not break, quotation marks and dashes, arrows, lines and shapes.
pub(super) const fn takes_one_column(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{2ff}' | '\u{400}'..='\u{481}'
        | '\u{2010}'..='\u{2027}' | '\u{2039}' | '\u{203a}' | '\u{2190}'..='\u{22ff}' | '\u{2500}'..='\u{25fc}'
        | '\u{2713}' | '\u{2717}')
}
