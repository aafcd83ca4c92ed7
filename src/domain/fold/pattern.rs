//! The regular expression of a phrase: every letter stands for all that folds to it.

use super::{folded, is_hangul};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// What folding drops and a match passes over: accents, vowel points, soft hyphens and characters
/// without a width. Written as the inside of a character class; [`is_dropped`] says the same.
pub(super) const DROPPED: &str = r"\u{ad}\u{300}-\u{36f}\u{483}-\u{487}\u{591}-\u{5bd}\u{5bf}\u{5c1}\u{5c2}\u{5c4}\u{5c5}\u{5c7}\u{64b}-\u{65f}\u{670}\u{200b}-\u{200f}\u{2060}\u{3099}\u{309a}\u{fe0e}\u{fe0f}";
/// The most ways of reading one stretch of letters as ligatures.
const MOST_READINGS: usize = 24;

/// Where the characters are that somebody may have written for the letter that is searched.
pub(super) const WRITTEN: [(u32, u32); 17] = [
    (0x41, 0x5a),
    (0xa0, 0x52f),
    (0x531, 0x587),
    (0x5f0, 0x6ff),
    (0x900, 0xdff),
    (0x10a0, 0x10ff),
    (0x1c90, 0x1cbf),
    (0x1e00, 0x1fff),
    (0x2010, 0x203a),
    (0x2070, 0x209c),
    (0x2100, 0x214f),
    (0x2212, 0x2212),
    (0x3000, 0x30ff),
    (0xf900, 0xfaff),
    (0xfb00, 0xfb4f),
    (0xfe70, 0xfefc),
    (0xff00, 0xff9f),
];

/// The characters that fold to one character, and those that fold to several.
#[derive(Default)]
struct Written {
    one: BTreeMap<char, Vec<char>>,
    /// By the first of the several.
    several: BTreeMap<char, Vec<(Vec<char>, char)>>,
}

static INVERSE: LazyLock<Written> = LazyLock::new(|| {
    let mut written = Written::default();
    for c in WRITTEN.iter().flat_map(|&(from, to)| from..=to).filter_map(char::from_u32) {
        let folded = folded(c.encode_utf8(&mut [0; 4]));
        match folded.as_slice() {
            [] => {}
            [one] if *one == c => {}
            [one] => written.one.entry(*one).or_default().push(c),
            [first, ..] => {
                written.several.entry(*first).or_default().push((folded.clone(), c));
            }
        }
    }
    written
});
/// The pattern for folded letters.
pub(super) fn pattern(letters: &[char]) -> String {
    let mut out = String::new();
    let mut rest = letters;
    while let Some((&first, after)) = rest.split_first() {
        if first.is_whitespace() {
            let more = after.iter().take_while(|c| c.is_whitespace()).count();
            let _ = write!(out, r"[\s{DROPPED}]+");
            rest = after.get(more..).unwrap_or_default();
            continue;
        }
        let stretch = ligature_stretch(rest);
        let (head, tail) = rest.split_at_checked(stretch.max(1)).unwrap_or((rest, &[]));
        let mut all = Vec::new();
        readings(head, String::new(), &mut all);
        if let [only] = all.as_slice() {
            out.push_str(only);
        } else {
            let _ = write!(out, "(?:{})", all.join("|"));
        }
        rest = tail;
    }
    out
}

/// The ligatures that the letters may begin with.
fn ligatures(letters: &[char]) -> impl Iterator<Item = (usize, char)> {
    letters
        .first()
        .and_then(|first| INVERSE.several.get(first))
        .into_iter()
        .flatten()
        .filter(|(several, _)| letters.starts_with(several))
        .map(|(several, c)| (several.len(), *c))
}

/// How many of the letters are covered by ligatures that touch each other.
fn ligature_stretch(letters: &[char]) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let rest = letters.get(at..).unwrap_or_default();
        end = ligatures(rest).map(|(length, _)| at + length).fold(end, usize::max);
        at += 1;
        if at >= end {
            return end;
        }
    }
}

/// All ways of writing the letters, with and without ligatures.
fn readings(letters: &[char], before: String, all: &mut Vec<String>) {
    let Some((&first, rest)) = letters.split_first() else {
        all.push(before);
        return;
    };
    let mut by_length: BTreeMap<usize, String> = BTreeMap::new();
    for (length, c) in ligatures(letters) {
        push_literal(by_length.entry(length).or_default(), c);
    }
    let mut plain = before.clone();
    push_letter(&mut plain, first);
    readings(rest, plain, all);
    for (length, class) in by_length {
        if all.len() >= MOST_READINGS {
            return;
        }
        let reading = format!("{before}[{class}][{DROPPED}]*");
        readings(letters.get(length..).unwrap_or_default(), reading, all);
    }
}

/// One folded letter as the class of all that it stands for, with the marks that may follow.
fn push_letter(out: &mut String, letter: char) {
    let mut class = String::new();
    push_literal(&mut class, letter);
    let mut upper = letter.to_uppercase();
    if let (Some(upper), None) = (upper.next(), upper.next()) {
        push_literal(&mut class, upper);
    }
    for &c in INVERSE.one.get(&letter).into_iter().flatten() {
        push_literal(&mut class, c);
    }
    if is_hangul(letter) {
        let _ = write!(out, "(?:{letter}|{})", letter.nfd());
    } else {
        let _ = write!(out, "[{class}]");
    }
    let _ = write!(out, "[{DROPPED}]*");
}

fn push_literal(out: &mut String, c: char) {
    let _ = write!(out, r"\u{{{:x}}}", u32::from(c));
}

/// Whether each of the characters a folded letter may be written as folds to that letter alone. A
/// Korean syllable may be written in parts; of some rare letters the capital folds to another one.
pub(super) fn stands_alone(letter: char) -> bool {
    let folds_back = |c: char| folded(c.encode_utf8(&mut [0; 4])) == [letter];
    let mut upper = letter.to_uppercase();
    let capital = match (upper.next(), upper.next()) {
        (Some(upper), None) => folds_back(upper),
        _ => true,
    };
    !is_hangul(letter) && folds_back(letter) && capital
}

/// Whether a pattern for letters may only match where one for the first `cut` of them does too: not
/// where a ligature stands for letters on both sides, nor where ligatures are too many to be all read.
pub(super) fn divides(letters: &[char], cut: usize) -> bool {
    const FEW: usize = 5;
    let rest = |at: usize| letters.get(at..).unwrap_or_default();
    (0..cut).all(|at| {
        ligatures(rest(at)).all(|(length, _)| at + length <= cut)
            && ligature_stretch(rest(at)) <= FEW
    })
}
