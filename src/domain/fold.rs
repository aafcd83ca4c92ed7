//! Search that ignores case, accents and typography, over the original text.
//!
//! No folded copy of the text is kept: a [`Needle`] is a regular expression in which every letter
//! stands for all the characters that fold to it, so its matches are ranges of the original.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;

/// What folding drops and a match passes over: accents, vowel points, soft hyphens and characters
/// without a width. Written as the inside of a character class; [`is_dropped`] says the same.
const DROPPED: &str = r"\u{ad}\u{300}-\u{36f}\u{483}-\u{487}\u{591}-\u{5bd}\u{5bf}\u{5c1}\u{5c2}\u{5c4}\u{5c5}\u{5c7}\u{64b}-\u{65f}\u{670}\u{200b}-\u{200f}\u{2060}\u{3099}\u{309a}\u{fe0e}\u{fe0f}";

/// Longer needles are compared without a regular expression.
const LONGEST: usize = 200;
/// The most ways of reading one stretch of letters as ligatures.
const MOST_READINGS: usize = 24;

/// Where the characters are that somebody may have written for the letter that is searched.
const WRITTEN: [(u32, u32); 17] = [
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

/// The text without case, accents and typography.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    folded(text).into_iter().nfc().collect()
}

/// Whether two names are the same but for case, accents, typography and white space.
pub fn names_equal(a: &str, b: &str) -> bool {
    let words = |name: &str| fold(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    a == b || words(a) == words(b)
}

/// What is searched for: a phrase, found in any spelling that folds to the same.
#[derive(Debug, Clone)]
pub struct Needle {
    source: String,
    matcher: Matcher,
}

#[derive(Debug, Clone)]
enum Matcher {
    Everything,
    Pattern(Regex),
    /// A needle too long for a pattern.
    Literal(String),
}

impl Needle {
    /// The needle for a phrase. White space around it does not count; inside, any run of it stands
    /// for any other. An empty needle matches everything.
    pub fn new(text: &str) -> Self {
        Self { source: text.to_owned(), matcher: Matcher::new(text.trim()) }
    }

    /// The phrase as it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn is_match(&self, hay: &str) -> bool {
        match &self.matcher {
            Matcher::Everything => true,
            Matcher::Pattern(regex) => regex.is_match(hay),
            Matcher::Literal(phrase) => hay.contains(phrase) || fold(hay).contains(&fold(phrase)),
        }
    }

    /// The byte ranges of the matches, in order and without overlap; none for an empty needle.
    pub fn find_ranges(&self, hay: &str) -> Vec<Range<usize>> {
        match &self.matcher {
            Matcher::Everything => Vec::new(),
            Matcher::Pattern(regex) => regex.find_iter(hay).map(|found| found.range()).collect(),
            Matcher::Literal(phrase) => {
                hay.match_indices(phrase).map(|(at, found)| at..at + found.len()).collect()
            }
        }
    }
}

impl Matcher {
    fn new(phrase: &str) -> Self {
        let letters = folded(phrase);
        if letters.iter().all(|c| c.is_whitespace()) {
            return Self::Everything;
        }
        if letters.len() > LONGEST {
            return Self::Literal(phrase.to_owned());
        }
        let literal = format!("(?i){}", regex::escape(phrase));
        let pattern = pattern(&letters);
        // A phrase that its own pattern misses (marks in an unusual order) is found as it stands.
        match Regex::new(&pattern) {
            Ok(regex) if regex.is_match(phrase) => Self::Pattern(regex),
            Ok(_) => Regex::new(&format!("{pattern}|(?:{literal})"))
                .map_or_else(|_| Self::Literal(phrase.to_owned()), Self::Pattern),
            Err(_) => Regex::new(&literal)
                .map_or_else(|_| Self::Literal(phrase.to_owned()), Self::Pattern),
        }
    }
}

fn folded(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len());
    for c in text.nfc() {
        fold_char(c, &mut letters);
    }
    letters
}

fn fold_char(c: char, out: &mut Vec<char>) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_hangul(c) {
        out.push(c);
    } else if let Some(plain) = typography(c) {
        out.push(plain);
    } else {
        let mut parts = std::iter::once(c).nfkd().peekable();
        // Accents that stand alone decompose to a space and a mark.
        if parts.peek() == Some(&' ') && !c.is_whitespace() {
            out.push(c);
            return;
        }
        for lower in parts.filter(|&c| !is_dropped(c)).flat_map(char::to_lowercase) {
            if !is_dropped(lower) {
                fold_letter(lower, out);
            }
        }
    }
}

fn fold_letter(c: char, out: &mut Vec<char>) {
    let several: &[char] = match c {
        'ł' => &['l'],
        'ø' => &['o'],
        'đ' | 'ð' => &['d'],
        'ħ' => &['h'],
        'ŧ' => &['t'],
        'ı' => &['i'],
        'ς' => &['σ'],
        'ß' => &['s', 's'],
        'æ' => &['a', 'e'],
        'œ' => &['o', 'e'],
        'þ' => &['t', 'h'],
        _ => {
            out.push(typography(c).unwrap_or(c));
            return;
        }
    };
    out.extend_from_slice(several);
}

fn typography(c: char) -> Option<char> {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '\u{2b9}' | '\u{2bc}' => {
            Some('\'')
        }
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => None,
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'
            | '\u{5c2}'
            | '\u{5c4}'
            | '\u{5c5}'
            | '\u{5c7}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{3099}'
            | '\u{309a}'
            | '\u{fe0e}'
            | '\u{fe0f}'
    )
}

/// The pattern for folded letters.
fn pattern(letters: &[char]) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(needle: &str, hay: &str) -> bool {
        let needle = Needle::new(needle);
        let ranges = needle.find_ranges(hay);
        assert_eq!(needle.is_match(hay), !ranges.is_empty());
        needle.is_match(hay)
    }

    #[test]
    fn finds_in_any_spelling() {
        for (needle, hay) in [
            ("Lodz", "in Łódź today"),
            ("łódź", "LODZ"),
            ("nguyen", "Nguyễn"),
            ("Nguyễn", "nguyen"),
            ("strasse", "Straße"),
            ("straße", "STRASSE"),
            ("STRASSE", "Straẞe"),
            ("sahin", "Şahin"),
            ("istanbul", "İstanbul"),
            ("diyarbakir", "Diyarbakır"),
            ("и", "й"),
            ("й", "и"),
            ("Київ", "КИЇВ"),
            ("київ", "Ки\u{456}\u{308}в"),
            ("محمد", "مُحَمَّد"),
            ("مُحَمَّد", "محمد"),
            ("احمد", "أحمد"),
            ("東京", "在東京都"),
            ("한국", "한국어"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            ("\u{1112}\u{1161}\u{11ab}", "한국"),
            ("café", "cafe\u{301}"),
            ("cafe\u{301}", "café"),
            ("cafe", "CAFÉ"),
            ("kyiv's", "Kyiv’s"),
            ("Kyiv’s", "kyiv's"),
            ("2014-15", "2014–15"),
            ("\"no\"", "“No”"),
            ("white house", "White\u{a0}\n House"),
            ("office", "oﬃce"),
            ("ffi", "ﬀi"),
            ("ffi", "fﬁ"),
            ("sss", "sß"),
            ("sss", "ßs"),
            ("encyclopaedia", "Encyclopædia"),
            ("thor", "Þór"),
            ("οδυσσευς", "ΟΔΥΣΣΕΎΣ"),
            ("ABC", "ＡＢＣ"),
            ("information", "infor\u{ad}mation"),
            ("a.c", "A.C"),
            (" kyiv ", "Kyiv"),
            ("क़", "क\u{93c}"),
            ("क\u{93c}", "\u{958}"),
        ] {
            assert!(finds(needle, hay), "{needle:?} in {hay:?}");
        }
    }

    #[test]
    fn does_not_find_what_differs() {
        for (needle, hay) in [
            ("Kyiv", "Kiev"),
            ("a.c", "abc"),
            ("white house", "whitehouse"),
            ("한", "하"),
            ("कि", "क"),
            ("東京", "京東"),
        ] {
            assert!(!finds(needle, hay), "{needle:?} in {hay:?}");
        }
    }

    #[test]
    fn an_empty_needle_matches_everything() {
        for needle in ["", "  ", "\u{301}"] {
            let needle = Needle::new(needle);
            assert!(needle.is_match("x") && needle.is_match(""));
            assert!(needle.find_ranges("x").is_empty());
        }
    }

    #[test]
    fn ranges_are_of_the_original() {
        let hay = "Łódź, e\u{301}, lodz";
        let found: Vec<_> = Needle::new("LODZ")
            .find_ranges(hay)
            .into_iter()
            .map(|range| hay.get(range).unwrap())
            .collect();
        assert_eq!(found, ["Łódź", "lodz"]);
        assert_eq!(Needle::new("e").find_ranges(hay).first(), Some(&(9..12)));
    }

    #[test]
    fn long_needles_work() {
        let long = "ssfflßﬃ ".repeat(5000);
        assert!(Needle::new(&long).is_match(&long));
        let middling = "ssffiffl".repeat(25);
        assert!(Needle::new(&middling).is_match(&middling.to_uppercase()));
        assert_eq!(Needle::new("x Y").source(), "x Y");
    }

    #[test]
    fn folding() {
        assert_eq!(fold("Łódź ŒUVRE Straße “x” — ﬁn İı"), "lodz oeuvre strasse \"x\" - fin ii");
        assert_eq!(fold("한국 Київ"), "한국 киів");
        assert!(names_equal("José  PÉREZ", "jose perez"));
        assert!(names_equal("O’Neill", "O'Neill"));
        assert!(!names_equal("Anna", "Hanna"));
    }

    #[test]
    fn the_two_lists_of_dropped_characters_agree() {
        let class = Regex::new(&format!("^[{DROPPED}]$")).unwrap();
        for c in '\0'..=char::MAX {
            assert_eq!(class.is_match(c.encode_utf8(&mut [0; 4])), is_dropped(c), "{c:?}");
        }
    }

    #[test]
    fn every_written_form_is_found_by_its_fold() {
        for c in WRITTEN.iter().flat_map(|&(from, to)| from..=to).filter_map(char::from_u32) {
            let folded = fold(&c.to_string());
            assert!(Needle::new(&folded).is_match(&c.to_string()), "{c:?} {folded:?}");
        }
    }

    fn letters() -> impl Strategy<Value = String> {
        let pick = proptest::sample::select(
            "aAsSßfilFﬁﬃeéæÆłİıйїІ'’-–— \n.*[(\\^]}\u{301}\u{323}\u{308}한\u{1100}\u{1161}\u{11a8}가か\u{3099}がम\u{93c}\u{958}مُ\u{200d}ŉǆ½…"
                .chars()
                .collect::<Vec<_>>(),
        );
        proptest::collection::vec(prop_oneof![6 => pick, 1 => proptest::char::any()], 0..24)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(250))]

        #[test]
        fn a_text_finds_itself(text in letters(), before in letters()) {
            let needle = Needle::new(&text);
            prop_assert!(needle.is_match(&text));
            let longer = format!("{before} {text}");
            prop_assert!(needle.is_match(&longer));
        }

        #[test]
        fn ranges_are_ordered_and_on_boundaries(needle in letters(), hay in letters()) {
            let mut end = 0;
            for range in Needle::new(&needle).find_ranges(&hay) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(hay.get(range.clone()).is_some());
                end = range.end;
            }
        }

        #[test]
        fn fold_is_a_fixpoint(text in letters()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
