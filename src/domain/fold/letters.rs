//! The letters of a text, one character at a time: what an index of letters is made from.

use super::otherwise::Otherwise;
use super::{folded, is_dropped, is_hangul};
use std::sync::LazyLock;

/// Between words.
const BREAK: char = ' ';
/// In the table: folds to several letters.
const SEVERAL: char = char::MAX;
/// In the table: folds to none.
const NONE: char = '\0';

/// What each character of the alphabets folds to, up to the kana.
static PLAIN: LazyLock<Box<[char]>> = LazyLock::new(|| {
    (0..0x3100)
        .map(|number| {
            let Some(c) = char::from_u32(number) else { return NONE };
            if is_dropped(c) {
                return NONE;
            }
            match folded(c.encode_utf8(&mut [0; 4])).as_slice() {
                [] => NONE,
                [one] if one.is_whitespace() => BREAK,
                [one] => *one,
                _ => SEVERAL,
            }
        })
        .collect()
});

/// Hands over the letters of a text: each character folded by itself, a space for white space. Gives
/// back which of them are written otherwise.
///
/// Whatever a [`Needle`](super::Needle) matches holds the needle's [runs](super::Needle::runs).
pub fn letters(text: &str, mut each: impl FnMut(char)) -> Otherwise {
    let mut otherwise = Otherwise::default();
    for c in text.chars() {
        if !c.is_ascii() {
            otherwise.add(c);
        }
        of(c, &mut each);
    }
    otherwise
}

/// The letters of one character.
pub(super) fn of(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        each(if c.is_whitespace() { BREAK } else { c.to_ascii_lowercase() });
        return;
    }
    match PLAIN.get(c as usize).copied() {
        Some(NONE) => {}
        Some(plain) if plain != SEVERAL => each(plain),
        None if is_hangul(c) || matches!(c, '\u{3400}'..='\u{9fff}') => each(c),
        _ if is_dropped(c) => {}
        _ => {
            for letter in folded(c.encode_utf8(&mut [0; 4])) {
                each(if letter.is_whitespace() { BREAK } else { letter });
            }
        }
    }
}
