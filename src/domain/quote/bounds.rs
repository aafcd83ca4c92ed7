//! Where words begin and end: a quote that begins or ends inside one says something else.

use std::iter::once;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// The first place where the passage stands in the text, from a byte on, with both its ends at
/// bounds of words.
pub(super) fn find(text: &str, passage: &str, mut from: usize) -> Option<Range<usize>> {
    if passage.is_empty() {
        return None;
    }
    let mut starts = bounds(text).peekable();
    let mut ends = bounds(text).peekable();
    loop {
        let start = from + text.get(from..)?.find(passage)?;
        let end = start + passage.len();
        while starts.next_if(|&bound| bound < start).is_some() {}
        while ends.next_if(|&bound| bound < end).is_some() {}
        if starts.peek() == Some(&start) && ends.peek() == Some(&end) {
            return Some(start..end);
        }
        starts.next_if_eq(&start);
        from = *starts.peek()?;
    }
}

/// The bounds of words by Unicode Standard Annex 29, which lets scripts without spaces break
/// anywhere but within Katakana, which has no spaces either; and both sides of white space.
pub(super) fn bounds(text: &str) -> impl Iterator<Item = usize> {
    let within = |(at, part): (usize, &str)| {
        let pairs: Vec<usize> = part
            .char_indices()
            .skip(1)
            .zip(part.chars())
            .filter(|&((_, next), last)| {
                is_blank(last) || is_blank(next) || (is_katakana(last) && is_katakana(next))
            })
            .map(|((inside, _), _)| at + inside)
            .collect();
        once(at).chain(pairs)
    };
    text.split_word_bound_indices().flat_map(within).chain(once(text.len()))
}

/// White space, and the mark that may stand at the beginning of a file.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_found_at_bounds_of_words_only() {
        let found = |text, passage| find(text, passage, 0).map(|range| range.start);
        for (text, passage, start) in [
            ("They were unable to rig it", "able to rig", None),
            ("unable to rig, able to rig", "able to rig", Some(15)),
            ("ba a a", "a a", Some(3)),
            ("about 3,000 men", "000 men", None),
            ("about 3,000 men", "3", None),
            ("they can’t go", "they can", None),
            ("a well-known fact", "known fact", Some(7)),
            ("市長はダム決壊を認めた", "決壊", Some(15)),
            ("クルーズミサイル", "ミサイル", Some(12)),
            ("รัฐบาลยอมรับ", "ยอมรับ", Some(18)),
            ("it is", "", None),
        ] {
            assert_eq!(found(text, passage), start, "{passage} in {text}");
        }
        assert_eq!(find("able, able", "able", 1), Some(6..10));
    }
}
