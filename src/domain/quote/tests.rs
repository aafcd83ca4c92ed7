//! Quotes against an article.

use super::*;
use proptest::prelude::*;

const ARTICLE: &str = "\u{feff}Kyiv’s mayor: “We will not give up,” he  said.\r\n\r\n\
    The siege lasted 2014–15 — or longer.\n  \n\
    The infor-\nmation was well-\nknown to the com\u{ad}mis\u{ad}\nsion.\n\
    Officials confirmed on Tuesday that at least twelve people were killed in the strike.\n";

fn copy() -> Copy {
    Copy::new(ARTICLE.to_owned())
}

fn quoted(quote: &str) -> (Verdict, Option<u32>, String) {
    let copy = copy();
    let found = copy.check(quote);
    let part = found
        .paragraph
        .and_then(|number| copy.paragraph(number))
        .zip(found.range)
        .map(|(text, range)| text.get(range).unwrap().to_owned());
    (found.verdict, found.paragraph, part.unwrap_or_default())
}

#[test]
fn paragraphs_are_numbered_from_one() {
    let copy = copy();
    assert_eq!(copy.len(), 7);
    assert_eq!(copy.paragraph(0), None);
    assert_eq!(copy.paragraph(2), Some("The siege lasted 2014–15 — or longer."));
    assert_eq!(copy.paragraph(8), None);
    assert_eq!(copy.paragraphs().last().map(|(number, _)| number), Some(7));
    assert!(copy.paragraph(1).is_some_and(|text| text.starts_with("Kyiv")));
}

#[test]
fn exact() {
    assert_eq!(
        quoted("We will not give up,"),
        (Verdict::Exact, Some(1), "We will not give up,".to_owned())
    );
    assert_eq!(quoted(" or longer. ").0, Verdict::Exact);
}

#[test]
fn normalised() {
    for (quote, number, part) in [
        ("Kyiv's mayor", 1, "Kyiv’s mayor"),
        ("\"We will not give up,\" he said.", 1, "“We will not give up,” he  said."),
        ("We will\n    not give up", 1, "We will not give up"),
        ("lasted 2014-15 -- or longer", 2, "lasted 2014–15 — or longer"),
        ("The information was", 3, "The infor-"),
        ("the commission.", 5, "the com\u{ad}mis\u{ad}"),
        ("was well-known to", 4, "was well-"),
        ("the com-\nmission", 5, "the com\u{ad}mis\u{ad}"),
    ] {
        assert_eq!(quoted(quote), (Verdict::Normalised, Some(number), part.to_owned()));
    }
}

#[test]
fn a_dash_at_a_line_break_is_no_hyphen() {
    let copy = Copy::new("the end—\nor not -\nmaybe".to_owned());
    assert_eq!(copy.check("endor").verdict, Verdict::Missing);
    assert_eq!(copy.check("not maybe").verdict, Verdict::Missing);
    assert_eq!(copy.check("the end— or not – maybe").verdict, Verdict::Normalised);
}

#[test]
fn over_paragraphs() {
    assert_eq!(
        quoted("he said. The siege lasted"),
        (Verdict::Normalised, Some(1), "he  said.".to_owned())
    );
}

#[test]
fn missing() {
    for quote in ["we will not give up", "We will give up", "Kyív", "or longer!", "", "  "] {
        assert_eq!(quoted(quote).0, Verdict::Missing, "{quote:?}");
    }
    assert_eq!(Copy::new(" \n".to_owned()).check("x").verdict, Verdict::NoCopy);
    assert!(Copy::new(String::new()).is_empty());
}

#[test]
fn a_part_of_a_word_is_no_quote() {
    let copy = Copy::new("They were unable to rig it.".to_owned());
    assert_eq!(copy.check("able to rig").verdict, Verdict::Missing);
    assert_eq!(copy.check("able  to rig").verdict, Verdict::Missing);
    assert_eq!(copy.check("unable  to rig").verdict, Verdict::Normalised);
}

#[test]
fn a_quote_is_placed_in_the_paragraph_cited_for_it() {
    let copy = Copy::new("Not us.\nHe said: not  us.\nNot us, not\nthem.".to_owned());
    let numbers = |quote, cited: &[u32]| {
        copy.places(quote, cited).into_iter().map(|(number, _)| number).collect::<Vec<_>>()
    };
    assert_eq!(numbers("Not us", &[]), [1]);
    assert_eq!(numbers("Not us", &[3]), [3]);
    assert_eq!(numbers("Not us", &[2, 9]), [1]);
    assert_eq!(numbers("not us", &[2]), [2]);
    assert_eq!(copy.places("us, not them", &[3]), [(3, 4..11), (4, 0..4)]);
    assert!(numbers("nor them", &[3]).is_empty());
}

#[test]
fn words_of_the_verdicts() {
    let all = [Verdict::Exact, Verdict::Normalised, Verdict::Missing, Verdict::NoCopy];
    assert_eq!(all.map(Verdict::word), ["exact", "normalised", "missing", "no copy"]);
}

#[test]
fn the_nearest_passage() {
    let copy = copy();
    assert_eq!(
        copy.nearest("at least ten people were killed"),
        Some((7, "at least twelve people were killed".to_owned()))
    );
    assert_eq!(
        copy.nearest("‘We shall not give up’ at all"),
        Some((1, "We will not give up,” he  said".to_owned()))
    );
    let unspaced = Copy::new("市長はダムが決壊したことを認めた。".to_owned());
    let found = unspaced.nearest("ダムが決壊したことを認める");
    assert!(found.is_some_and(|(paragraph, text)| paragraph == 1 && text.contains("決壊した")));
    assert_eq!(copy.nearest("completely different wording here"), None);
    assert_eq!(copy.nearest(""), None);
}

fn prose() -> impl Strategy<Value = String> {
    let pick = proptest::sample::select(
        "ab e\u{301}É-–—'’“\"  \n\r\u{ad}\u{a0}.東".chars().collect::<Vec<_>>(),
    );
    proptest::collection::vec(prop_oneof![9 => pick, 1 => proptest::char::any()], 0..60)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_is_cut_at_bounds_of_words_is_exact(text in prose(), from in 0_usize..60, length in 1_usize..60) {
        let bounds: Vec<usize> = bounds::bounds(&text).collect();
        let first = bounds[from % bounds.len()];
        let last = bounds[(from % bounds.len() + length).min(bounds.len() - 1)];
        let part = text.get(first..last).unwrap().to_owned();
        let copy = Copy::new(text);
        let found = copy.check(&part);
        if !part.trim().is_empty() && !copy.is_empty() {
            prop_assert_eq!(found.verdict, Verdict::Exact);
        }
    }

    #[test]
    fn a_normalised_text_is_still_there(text in prose()) {
        let copy = Copy::new(text.clone());
        for normal in Normal::both(text.trim()) {
            if !normal.text.trim().is_empty() && !copy.is_empty() {
                let found = copy.check(&normal.text);
                prop_assert!(matches!(found.verdict, Verdict::Exact | Verdict::Normalised));
                prop_assert!(found.paragraph.is_some());
            }
        }
    }

    #[test]
    fn ranges_are_on_boundaries(text in prose(), quote in prose()) {
        let copy = Copy::new(text);
        let found = copy.check(&quote);
        if let (Some(number), Some(range)) = (found.paragraph, found.range) {
            prop_assert!(copy.paragraph(number).is_some_and(|text| text.get(range).is_some()));
        }
        copy.nearest(&quote);
    }
}
