//! Cleaned text in lines.

use super::clean;
use super::fit::{is_plain, trimmed};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The cleaned text in lines that fit the columns (at least one column).
///
/// Lines break at spaces, after a dash or hyphen between letters, and around wide glyphs (CJK,
/// emoji) except before closing and after opening punctuation. A word wider than the line is
/// broken between graphemes; only a line of a single grapheme can be wider than asked for. An empty
/// text is one empty line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let text = clean(text);
    if is_plain(&text) && text.chars().count() <= columns {
        return vec![text.trim_matches(is_space).to_owned()];
    }
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
    let mut before: [Option<(&str, usize)>; 2] = [None, None];
    let mut push = |gap: std::ops::Range<usize>, word: std::ops::Range<usize>, width: usize| {
        if let (Some(gap), Some(word)) = (text.get(gap), text.get(word))
            && !word.is_empty()
        {
            chunks.push(Chunk { gap, text: word, width });
        }
    };
    for (start, grapheme, wide) in graphemes(text) {
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
        if may_break(before, (grapheme, wide)) {
            push(gap.clone(), word.clone(), columns);
            gap = start..start;
            word = start..start;
            columns = 0;
        }
        word.end = end;
        columns += wide;
        before = [before[1], Some((grapheme, wide))];
    }
    push(gap, word, columns);
    chunks
}

/// The graphemes, where they begin and the columns they take; quickly where each character is one.
fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let (plain, other) = if is_plain(text) { (text, "") } else { ("", text) };
    let one = |(start, c): (usize, char)| {
        (start, plain.get(start..start + c.len_utf8()).unwrap_or_default(), 1)
    };
    let others = other.grapheme_indices(true).map(|(start, it)| (start, it, it.width()));
    plain.char_indices().map(one).chain(others)
}

fn is_gap(grapheme: &str) -> bool {
    grapheme.chars().all(is_space)
}

/// Where a line may end and the next begin without it.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line may end between the graphemes before and the next one, without a space.
fn may_break(before: [Option<(&str, usize)>; 2], (next, wide): (&str, usize)) -> bool {
    let [earlier, Some((last, last_wide))] = before else {
        return false;
    };
    let letter = |text: &str| text.chars().next().is_some_and(char::is_alphabetic);
    match last {
        "—" => letter(next),
        "-" | "–" => earlier.is_some_and(|(earlier, _)| letter(earlier)) && letter(next),
        _ => (last_wide > 1 || wide > 1) && !is_opening(last) && !is_closing(next),
    }
}

fn is_opening(grapheme: &str) -> bool {
    grapheme.starts_with(|c| "([{«‹“‘„‚「『（［｛〈《【〔〖".contains(c))
}

fn is_closing(grapheme: &str) -> bool {
    grapheme
        .starts_with(|c| ")]}»›”’.,:;!?%…、。，．：；！？）］｝〉》」』】〕〗・ー々％".contains(c))
}
