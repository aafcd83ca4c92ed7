//! What the door lets through, and what fits the columns.

use super::fit::{ELLIPSIS, takes_one_column};
use super::*;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

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

/// The shortcut for Latin text gives what looking at every character gives.
#[test]
fn every_character_is_judged_the_same_with_latin_around_it() {
    let alone = |c: char| is_latin(c.encode_utf8(&mut [0; 4]));
    for c in ('\0'..='\u{ffff}').filter(|&c| alone(c)) {
        let text = format!("Łódź {c}é");
        assert!(is_clean(&text) && !extends(c), "{c:?}");
        assert_eq!(text.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>(), 7, "{c:?}");
        assert_eq!(width(&text), 7, "{c:?}");
    }
    assert!(('\u{c0}'..='\u{2ff}').all(alone) && (' '..='~').all(alone));
    let others = ['\0', '\n', '\u{7f}', '\u{80}', '\u{9b}', '\u{a0}', '\u{ad}', '\u{301}', '“'];
    assert!(!others.into_iter().any(alone));
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
    for c in ('\0'..='\u{2fff}').filter(|&c| takes_one_column(c)) {
        for text in [format!("{c}"), format!("a{c}é"), format!("{c}{c}")] {
            let columns: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
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
        prop_assert_eq!(fitted(&text, columns).1, width(&cut));
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
