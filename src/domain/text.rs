//! The one door for text from files on its way to a terminal or to Markdown.
//!
//! Everything that was read (fields, keys, file names, error messages of parsers) passes through
//! [`clean`] before it is laid out. Control characters cannot reach the terminal, characters that
//! hide or reorder text are shown by their number, and what is legitimate (right-to-left letters,
//! joiners inside words, emoji, flags) stays as it is.

mod fit;
#[cfg(test)]
mod tests;
mod wrap;

pub use fit::{fitted, is_plain, truncate, width};
pub use wrap::wrap;

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The most marks that one base character keeps; further ones are dropped.
const MARKS: usize = 8;
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
const BLACK_FLAG: char = '\u{1f3f4}';
const END_OF_TAGS: char = '\u{e007f}';

/// The text on one line, with nothing in it that controls a terminal or hides other text.
///
/// Cleaning a second time changes nothing.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_latin(text) || is_clean(text) {
        return Cow::Borrowed(text);
    }
    let cleaned = cleaned(text);
    if cleaned == text { Cow::Borrowed(text) } else { Cow::Owned(cleaned) }
}

/// The cleaned lines of a text of several lines; an empty text has none.
pub fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().flat_map(|line| line.split(['\r', '\u{2028}', '\u{2029}'])).map(clean)
}

/// Whether all of it is ASCII or Latin letters with accents, none of them a mark of its own: such text is
/// clean, and each character takes a column. Told from bytes: U+00C0 to U+02FF begin with these.
fn is_latin(text: &str) -> bool {
    let latin = |byte: u8| byte.wrapping_sub(b' ') <= 0xcb - b' ' && byte != 0x7f && byte != 0xc2;
    // In stretches, which compilers make into a few steps.
    let all = |bytes: &[u8]| bytes.iter().fold(true, |all, &byte| all & latin(byte));
    text.as_bytes().chunks(64).all(all)
}

/// The quick answer for ordinary text; `false` means that it has to be looked at properly.
fn is_clean(text: &str) -> bool {
    let mut marks = 0;
    text.chars().all(|c| {
        if c < '\u{300}' {
            marks = 0;
            return !c.is_control();
        }
        if extends(c) {
            marks += 1;
        } else {
            marks = 0;
        }
        marks <= MARKS && !is_break(c) && !c.is_control() && !hides(c) && !JOINERS.contains(&c)
    })
}

fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut last = None;
    let mut marks = 0;
    while let Some(c) = rest.next() {
        if c == ' ' || is_break(c) {
            let mut blanks = String::from(' ');
            let mut broken = is_break(c);
            while let Some(next) = rest.clone().next().filter(|&c| c == ' ' || is_break(c)) {
                rest.next();
                broken |= is_break(next);
                blanks.push(' ');
            }
            out.push_str(if broken { " " } else { &blanks });
        } else if JOINERS.contains(&c) {
            if marks >= MARKS {
                continue;
            }
            if joins(last, rest.clone().next(), marks + 1) {
                out.push(c);
                marks += 1;
                last = Some(c);
                continue;
            }
            push_number(&mut out, c);
        } else if extends(c) && !hides(c) {
            if marks < MARKS {
                out.push(c);
                marks += 1;
                last = Some(c);
            }
            continue;
        } else if c.is_control() {
            out.push(char::REPLACEMENT_CHARACTER);
        } else if hides(c) {
            push_number(&mut out, c);
        } else {
            out.push(c);
            if c == BLACK_FLAG {
                let tags = flag_tags(rest.as_str());
                out.push_str(tags);
                rest = rest.as_str().get(tags.len()..).unwrap_or_default().chars();
            }
            marks = 0;
            last = Some(c);
            continue;
        }
        marks = 0;
        last = None;
    }
    out
}

fn push_number(out: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "<U+{:04X}>", u32::from(c));
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Characters that have no shape of their own and change or hide what stands around them.
fn hides(c: char) -> bool {
    matches!(
        c,
        '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Characters that pile up on the one before them.
fn extends(c: char) -> bool {
    c >= '\u{300}'
        && (is_combining_mark(c)
            || matches!(
                c,
                '\u{1160}'..='\u{11ff}'
                    | '\u{d7b0}'..='\u{d7fb}'
                    | '\u{ff9e}'
                    | '\u{ff9f}'
                    | '\u{1f3fb}'..='\u{1f3ff}'
            ))
}

/// Whether a joiner between these two is part of a word or an emoji. `marks` counts what is on the
/// base already, with the joiner.
fn joins(last: Option<char>, next: Option<char>, marks: usize) -> bool {
    let Some(last) = last else {
        return false;
    };
    // After a virama a joiner picks the shape of the letter, also at the end of a word.
    if canonical_combining_class(last) == 9 {
        return true;
    }
    let solid = |c: char| c.is_alphanumeric() || is_pictograph(c);
    (solid(last) || extends(last))
        && next.is_some_and(|next| {
            !hides(next) && if extends(next) { marks < MARKS } else { solid(next) }
        })
}

fn is_pictograph(c: char) -> bool {
    matches!(
        c,
        '\u{a9}' | '\u{ae}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1f3fa}'
            | '\u{1f400}'..='\u{1faff}'
    )
}

/// The tags after a black flag that make it the flag of a region, such as Scotland.
fn flag_tags(rest: &str) -> &str {
    let is_tag = |c: char| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    let after = rest.trim_start_matches(is_tag);
    let tags = rest.len() - after.len();
    match after.strip_prefix(END_OF_TAGS) {
        // Four bytes each: a country code of two letters and up to four of the region.
        Some(after) if (12..=24).contains(&tags) => rest.strip_suffix(after).unwrap_or_default(),
        _ => "",
    }
}
