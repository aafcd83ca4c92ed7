//! Search that ignores case, accents and typography, over the original text.
//!
//! No folded copy of the text is kept: a [`Needle`] is a regular expression in which every letter
//! stands for all the characters that fold to it, so its matches are ranges of the original.

mod letters;
mod needle;
mod otherwise;
mod pattern;
mod quick;

pub use letters::letters;
pub use needle::Needle;
pub use otherwise::Otherwise;

use unicode_normalization::UnicodeNormalization as _;

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
#[cfg(test)]
mod tests {
    use super::pattern::{DROPPED, WRITTEN};
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
    fn letters_that_may_be_one_with_the_next_are_not_extended() {
        let extends =
            |longer: &str, shorter: &str| Needle::new(longer).extends(&Needle::new(shorter));
        assert!(extends("kyiv", "kyi") && extends("kyiv post", "kyiv") && extends("київ", "киї"));
        assert!(!extends("ss", "s"), "ß is both");
        assert!(!extends("kyiv", "kiy"));
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
        let class = regex::Regex::new(&format!("^[{DROPPED}]$")).unwrap();
        for c in '\0'..=char::MAX {
            assert_eq!(class.is_match(c.encode_utf8(&mut [0; 4])), is_dropped(c), "{c:?}");
        }
    }

    #[test]
    fn letters_are_those_of_the_fold() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let mut all = Vec::new();
            letters::letters(&text, |letter| all.push(letter));
            let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
            let wanted: Vec<char> = folded(&text).into_iter().map(blank).collect();
            assert_eq!(all, if is_dropped(c) { Vec::new() } else { wanted }, "{c:?}");
        }
    }

    #[test]
    fn every_written_form_is_found_by_its_fold() {
        for c in WRITTEN.iter().flat_map(|&(from, to)| from..=to).filter_map(char::from_u32) {
            let folded = fold(&c.to_string());
            assert!(Needle::new(&folded).is_match(&c.to_string()), "{c:?} {folded:?}");
        }
    }

    fn letters_of(some: &str) -> impl Strategy<Value = String> + use<> {
        let pick = proptest::sample::select(some.chars().collect::<Vec<_>>());
        proptest::collection::vec(pick, 0..12).prop_map(|chars| chars.into_iter().collect())
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
        fn the_quick_answer_is_that_of_the_pattern(needle in letters_of("aAsStTkK\u{17f}\u{212a}ß\u{ad}é ij."), hay in letters_of("aAsStTkK\u{17f}\u{212a}ß\u{ad}éﬁ \u{301}ij.и")) {
            let needle = Needle::new(&needle);
            let found = !needle.find_ranges(&hay).is_empty() || needle.is_empty();
            prop_assert_eq!(needle.is_match(&hay), found);
        }

        #[test]
        fn two_texts_side_by_side_are_searched_apart(needle in letters_of("aAsStTkK\u{17f}é ij"), one in letters_of("aAsStTkK\u{17f}\u{212a}ß\u{ad}éﬁ \u{301}ij"), other in letters_of("aAsStTkK\u{17f}\u{212a}ß\u{ad}éﬁ \u{301}ij")) {
            let needle = Needle::new(&needle);
            let found = needle.is_match(&one) || needle.is_match(&other);
            let both = format!("{one}{other}");
            let mut otherwise = super::letters(&one, |_| ());
            otherwise |= super::letters(&other, |_| ());
            prop_assert_eq!(needle.is_in_either(&both, one.len(), Otherwise::ANY), found);
            prop_assert_eq!(needle.is_in_either(&both, one.len(), otherwise), found);
        }

        #[test]
        fn what_matches_has_the_runs_of_the_needle(needle in letters(), before in letters(), after in letters()) {
            let hay = format!("{before}{needle}{after}");
            let mut all = String::new();
            super::letters(&hay, |c| all.push(c));
            let needle = Needle::new(&needle);
            prop_assert!(needle.is_match(&hay));
            for run in needle.runs() {
                prop_assert!(all.contains(&run.iter().collect::<String>()), "{:?} {:?}", run, all);
            }
        }

        #[test]
        fn a_match_in_any_text_has_the_runs_of_the_needle(needle in letters_of("sSßfﬁiaá \u{301}\u{ad}가각\u{11a8}"), hay in letters_of("sSßfﬁiaá \u{301}\u{ad}가각\u{11a8}")) {
            let mut all = String::new();
            super::letters(&hay, |c| all.push(c));
            let needle = Needle::new(&needle);
            for run in needle.runs().into_iter().filter(|_| needle.is_match(&hay)) {
                prop_assert!(all.contains(&run.iter().collect::<String>()), "{:?} {:?}", run, all);
            }
        }

        #[test]
        fn letters_that_are_sure_say_what_matches(needle in "[a-z0-9]{1,2}", hay in letters_of("sStTfﬁßia1½áækK\u{212a}\u{1d41a}… -\u{301}\u{ad}\u{fe0f}\u{340}и")) {
            let mut all = String::new();
            let otherwise = super::letters(&hay, |c| all.push(c));
            if !otherwise.is_unsure() {
                prop_assert_eq!(Needle::new(&needle).is_match(&hay), all.contains(&needle));
            }
        }

        #[test]
        fn what_a_longer_needle_matches_the_shorter_does(needle in letters_of("sSßfﬁtheﬃiaá \u{301}각\u{11a8}"), more in letters_of("sßftiﬁh \u{301}"), hay in letters_of("sSßfﬁtþhﬃiaá \u{301}\u{ad}각\u{11a8}")) {
            let longer = Needle::new(&format!("{needle}{more}"));
            let shorter = Needle::new(&needle);
            if longer.extends(&shorter) && longer.is_match(&hay) {
                prop_assert!(shorter.is_match(&hay), "{:?} {:?}", needle, more);
            }
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
