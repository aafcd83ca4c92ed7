//! The one door for text from files on its way to a terminal or to Markdown.
//!
//! Everything that was read (fields, keys, file names, error messages of parsers) passes through
//! [`clean`] before it is laid out. Control characters cannot reach the terminal, characters that
//! hide or reorder text are shown by their number, and what is legitimate (right-to-left letters,
//! joiners inside words, emoji, flags) stays as it is.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The most marks that one base character keeps; further ones are dropped.
const MARKS: usize = 8;
/// What stands for the part that was cut off.
const ELLIPSIS: char = '…';
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
const BLACK_FLAG: char = '\u{1f3f4}';
const END_OF_TAGS: char = '\u{e007f}';

/// The text on one line, with nothing in it that controls a terminal or hides other text.
///
/// Cleaning a second time changes nothing.
pub fn clean(text: &str) -> Cow<'_, str> {
    // In stretches, which compilers make into a few steps.
    let plain = |bytes: &[u8]| bytes.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'));
    if text.as_bytes().chunks(64).all(plain) || is_clean(text) {
        return Cow::Borrowed(text);
    }
    let cleaned = cleaned(text);
    if cleaned == text { Cow::Borrowed(text) } else { Cow::Owned(cleaned) }
}

/// The cleaned lines of a text of several lines; an empty text has none.
pub fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().flat_map(|line| line.split(['\r', '\u{2028}', '\u{2029}'])).map(clean)
}

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

/// The cleaned text in lines that fit the columns (at least one column).
///
/// Lines break at spaces, after a dash or hyphen between letters, and around wide glyphs (CJK,
/// emoji) except before closing and after opening punctuation. A word wider than the line is
/// broken between graphemes; only a line of a single grapheme can be wider than asked for. An empty
/// text is one empty line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let text = clean(text);
    let mut done = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for chunk in chunks(&text) {
        let gap = if line.is_empty() { "" } else { chunk.gap };
        if used + gap.width() + chunk.width <= columns {
            line.push_str(gap);
            line.push_str(chunk.text);
            used += gap.width() + chunk.width;
            continue;
        }
        finish(&mut done, &mut line);
        used = 0;
        for grapheme in chunk.text.graphemes(true) {
            let wide = grapheme.width();
            if used + wide > columns {
                finish(&mut done, &mut line);
                used = 0;
            }
            line.push_str(grapheme);
            used += wide;
        }
    }
    if !line.is_empty() || done.is_empty() {
        done.push(line);
    }
    done
}

/// Ends a line: without the spaces and joiners that stood before the break.
fn finish(done: &mut Vec<String>, line: &mut String) {
    if !line.is_empty() {
        line.truncate(trimmed(line).len());
        done.push(std::mem::take(line));
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || JOINERS.contains(&c))
}

fn cleaned_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(takes_one_column) {
        return text.chars().count();
    }
    text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum()
}

/// Characters of cleaned text that are a grapheme of one column whatever stands beside them: letters of
/// Latin and Cyrillic, and ASCII.
const fn takes_one_column(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{2ff}' | '\u{400}'..='\u{481}')
}

/// What stays together on a line, and the spaces before it.
struct Chunk<'a> {
    gap: &'a str,
    text: &'a str,
    width: usize,
}

fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    let (mut gap, mut word) = (0..0, 0..0);
    let mut columns = 0;
    let mut before: [Option<&str>; 2] = [None, None];
    let mut push = |gap: std::ops::Range<usize>, word: std::ops::Range<usize>, width: usize| {
        if let (Some(gap), Some(word)) = (text.get(gap), text.get(word))
            && !word.is_empty()
        {
            chunks.push(Chunk { gap, text: word, width });
        }
    };
    for (start, grapheme) in text.grapheme_indices(true) {
        let end = start + grapheme.len();
        if is_gap(grapheme) {
            if !word.is_empty() {
                push(gap.clone(), word.clone(), columns);
                gap = start..start;
            }
            gap.end = end;
            word = end..end;
            columns = 0;
            before = [None, None];
            continue;
        }
        if may_break(before, grapheme) {
            push(gap.clone(), word.clone(), columns);
            gap = start..start;
            word = start..start;
            columns = 0;
        }
        word.end = end;
        columns += grapheme.width();
        before = [before[1], Some(grapheme)];
    }
    push(gap, word, columns);
    chunks
}

fn is_gap(grapheme: &str) -> bool {
    grapheme.chars().all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

/// Whether a line may end between the graphemes before and the next one, without a space.
fn may_break(before: [Option<&str>; 2], next: &str) -> bool {
    let [earlier, Some(last)] = before else {
        return false;
    };
    let letter = |text: &str| text.chars().next().is_some_and(char::is_alphabetic);
    match last {
        "—" => letter(next),
        "-" | "–" => earlier.is_some_and(letter) && letter(next),
        _ => (last.width() > 1 || next.width() > 1) && !is_opening(last) && !is_closing(next),
    }
}

fn is_opening(grapheme: &str) -> bool {
    grapheme.starts_with(|c| "([{«‹“‘„‚「『（［｛〈《【〔〖".contains(c))
}

fn is_closing(grapheme: &str) -> bool {
    grapheme
        .starts_with(|c| ")]}»›”’.,:;!?%…、。，．：；！？）］｝〉》」』】〕〗・ー々％".contains(c))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in [
            "",
            "Kyiv  falls  silent",
            "Київ і Łódź — “yes”",
            "東京都",
            "می‌خواهم",
            "ന്‍ ക",
            "👩‍🚀 ❤️‍🔥 👍🏽 👨‍👩‍👧‍👦",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "שלום عليكم",
            "র‍্য",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text:?} became {:?}", clean(text));
        }
    }

    #[test]
    fn controls_are_replaced() {
        assert_eq!(clean("a\u{1b}]0;PWN\u{7}b"), "a\u{fffd}]0;PWN\u{fffd}b");
        assert_eq!(clean("\u{9b}31m\u{7f}\u{85}\0"), "\u{fffd}31m\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(clean("one\r\n\t two  three\u{2028}four"), "one two  three four");
    }

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(clean("a\u{202e}b"), "a<U+202E>b");
        assert_eq!(clean("\u{feff}x\u{200b}\u{61c}"), "<U+FEFF>x<U+200B><U+061C>");
        assert_eq!(clean("a\u{e0041}"), "a<U+E0041>");
        assert_eq!(clean("\u{1f3f4}\u{e0041}"), "\u{1f3f4}<U+E0041>");
        assert_eq!(clean("a \u{200d}b\u{200c}"), "a <U+200D>b<U+200C>");
        assert_eq!(clean("a\u{200d}\u{200d}b"), "a<U+200D><U+200D>b");
    }

    #[test]
    fn marks_are_capped() {
        let zalgo = format!("a{}b", "\u{301}".repeat(100_000));
        assert_eq!(clean(&zalgo), format!("a{}b", "\u{301}".repeat(8)));
    }

    #[test]
    fn lines_are_cleaned_one_by_one() {
        let all: Vec<_> = lines("one\r\n\ntwo\rthree\u{2029}fo\u{7}ur\n").collect();
        assert_eq!(all, ["one", "", "two", "three", "fo\u{fffd}ur"]);
        assert_eq!(lines("").count(), 0);
    }

    #[test]
    fn widths() {
        assert_eq!(width("Kyiv"), 4);
        assert_eq!(width("東京"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👨‍👩‍👧‍👦"), 2);
        assert_eq!(width("a\nb"), 3);
    }

    #[test]
    fn what_takes_one_column_is_a_grapheme_of_one_column() {
        for c in ('\0'..='\u{fff}').filter(|&c| takes_one_column(c)) {
            for text in [format!("{c}"), format!("a{c}é"), format!("{c}{c}")] {
                let columns: usize =
                    text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum();
                assert_eq!(columns, text.chars().count(), "{text:?}");
            }
        }
    }

    #[test]
    fn truncation() {
        assert_eq!(truncate("Kyiv", 4), "Kyiv");
        assert_eq!(truncate("Kyiv today", 6), "Kyiv…");
        assert_eq!(truncate("Kyiv", 3), "Ky…");
        assert_eq!(truncate("Kyiv", 1), "…");
        assert_eq!(truncate("Kyiv", 0), "");
        assert_eq!(truncate("東京都", 4), "東…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn wrapping() {
        assert_eq!(wrap("the quick  brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(wrap("a  b", 10), ["a  b"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("   ", 5), [""]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("東京都知事", 4), ["東京", "都知", "事"]);
        assert_eq!(wrap("東京。都", 5), ["東", "京。", "都"]);
        assert_eq!(wrap("cease-fire 2022-02-24", 8), ["cease-", "fire", "2022-02-", "24"]);
        assert_eq!(wrap("on 2022-02-24", 11), ["on", "2022-02-24"]);
        assert_eq!(wrap("ab", 0), ["a", "b"]);
        assert_eq!(wrap("10\u{a0}km away", 7), ["10\u{a0}km", "away"]);
        assert_eq!(wrap("one\ntwo", 20), ["one two"]);
    }

    fn nasty() -> impl Strategy<Value = String> {
        let any = proptest::char::any();
        let pick = proptest::sample::select(
            "ab -—。東京е\u{301}\u{93c}\u{94d}क\u{64e}م\u{5d0}\u{200c}\u{200d}\u{200b}\u{202e}\u{2066}\u{feff}\n\t\r\u{2028}\u{1b}\u{9b}\u{7f}\
             👩🚀👍\u{1f3fd}\u{fe0f}❤\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}\u{1f1fa}\u{1f1e6}\u{1100}\u{1161}\u{11a8}\u{a0}\u{3000}\u{600}\u{644}\u{627}\u{ad}\u{3164}\u{1160}"
                .chars()
                .collect::<Vec<_>>(),
        );
        proptest::collection::vec(prop_oneof![8 => pick, 1 => any], 0..60)
            .prop_map(|chars| chars.into_iter().collect())
    }

    fn solid(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && !JOINERS.contains(c)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        #[test]
        fn clean_is_a_fixpoint_and_safe(text in nasty()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(!once.chars().any(|c| c.is_control() || is_break(c)));
            let tags = '\u{e0030}'..='\u{e007f}';
            let hidden = once.chars().find(|c| hides(*c) && !tags.contains(c));
            prop_assert_eq!(hidden, None);
        }

        #[test]
        fn what_is_plainly_clean_is_unchanged(text in nasty()) {
            if is_clean(&text) {
                prop_assert_eq!(cleaned(&text), text);
            }
        }

        #[test]
        fn lines_hold_no_break(text in nasty()) {
            for line in lines(&text) {
                prop_assert_eq!(clean(&line), line.as_ref());
            }
        }

        #[test]
        fn truncate_fits(text in nasty(), columns in 0_usize..40) {
            let cut = truncate(&text, columns);
            prop_assert!(width(&cut) <= columns, "{:?}", cut);
            prop_assert_eq!(clean(&cut), cut.as_ref());
            if width(&text) <= columns {
                prop_assert_eq!(cut, clean(&text));
            } else {
                prop_assert!(columns == 0 || cut.ends_with(ELLIPSIS));
            }
        }

        #[test]
        fn wrap_fits_and_loses_nothing(text in nasty(), columns in 0_usize..40) {
            let lines = wrap(&text, columns);
            prop_assert!(!lines.is_empty());
            for line in &lines {
                let fits = width(line) <= columns.max(1) || line.graphemes(true).count() == 1;
                prop_assert!(fits, "{:?}", line);
                prop_assert_eq!(clean(line), line.as_str());
            }
            prop_assert_eq!(solid(&lines.concat()), solid(&clean(&text)));
        }
    }
}
