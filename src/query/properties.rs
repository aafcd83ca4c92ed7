//! What holds of every query, and of every text that may be one.

use super::ast::{Expr, Op, Value};
use super::fixture::{ask, chronicle, ids, told};
use super::{FIELDS, Query, select};
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Value> {
    "[a-zÄ0-9 \"\\\\(),:*\\[\\]-]{0,6}[a-z\u{301}-]|or|NOT|and|\\PC{1,5}"
        .prop_filter("a value is not blank", |text| !text.trim().is_empty())
        .prop_map(|text| Value { text, range: 0..0 })
}

fn expr() -> impl Strategy<Value = Expr> {
    let comparing: Vec<_> = FIELDS.iter().filter(|field| field.compare.is_some()).collect();
    let leaf = prop_oneof![
        value().prop_map(Expr::Word),
        (0..FIELDS.len(), prop::collection::vec(value(), 1..3))
            .prop_map(|(field, values)| Expr::Field(&FIELDS[field], values)),
        (prop::sample::select(comparing), prop::sample::select(Op::ALL.to_vec()), value())
            .prop_map(|(field, op, value)| Expr::Compare(field, op, value)),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::all_of),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::any_of),
            inner.prop_map(|inner| Expr::Not(Box::new(inner))),
        ]
    })
}

/// A query that compiles on the chronicle of the tests.
fn sound() -> impl Strategy<Value = String> {
    let terms = [
        "troops",
        "region:UA",
        "actor:nato",
        "by:ru",
        "has:claim",
        "date:2024-10",
        "origins:1",
        "grade<=B2",
        "after:2024-11",
        "status:contested",
        "stance:denies",
        "tag:talks",
        "-kind:other",
    ];
    prop::sample::select(terms.to_vec()).prop_map(str::to_owned).prop_recursive(4, 16, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
            inner.prop_map(|a| format!("-({a})")),
        ]
    })
}

fn written() -> impl Strategy<Value = String> {
    let some = "aAeEkKsSßtTiIıİﬁéłŁкиКИйіїЇ東京한가각\u{11a8}\u{301}\u{308}\u{ad}’'–- .";
    prop::collection::vec(prop::sample::select(some.chars().collect::<Vec<_>>()), 0..8)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn what_a_narrower_query_keeps_the_wider_keeps(
        texts in prop::collection::vec((written(), written(), written()), 1..20),
        word in written(),
        more in written(),
    ) {
        let timeline = told(&texts);
        let (shorter, longer) = (Query::phrase(&word), Query::phrase(&format!("{word}{more}")));
        if longer.narrows(&shorter) {
            let kept = |query: &Query| select(&timeline, &query.compile(&timeline).unwrap());
            let wide = kept(&shorter);
            prop_assert!(kept(&longer).iter().all(|event| wide.contains(event)));
        }
    }

    #[test]
    fn what_was_prepared_changes_no_answer(
        texts in prop::collection::vec((written(), written(), written()), 1..300),
        word in prop_oneof![written(), prop::sample::select(vec!["russia", "ky", "o", "ni"]).prop_map(str::to_owned)],
        about in prop::sample::select(vec!["", "-", "region:UA or ", "actor:ru ", "-by:ru ", "title:"]),
    ) {
        let plain = told(&texts);
        let prepared = told(&texts);
        prepared.prepare();
        let query = format!("{about}\"{}\"", word.replace('"', ""));
        prop_assert_eq!(ask(&plain, &query), ask(&prepared, &query));
        let phrase = Query::phrase(&word);
        let asked = [(&plain, texts.len()), (&prepared, texts.len()), (&prepared, 1)];
        let phrases = asked.map(|(timeline, asked)| {
            ids(timeline, &select(timeline, &phrase.compile_among(timeline, asked).unwrap()))
        });
        prop_assert!(phrases.iter().all(|found| found == &phrases[0]), "{:?}", phrases);
    }

    #[test]
    fn the_canonical_text_reads_back_as_the_same_query(root in expr()) {
        let query = Query { root: Some(root) };
        let text = query.to_string();
        prop_assert_eq!(Query::parse(&text).map_err(|error| error.caret(&text)), Ok(query), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused_within_itself(
        text in "([a-z\"():,é\u{202e}\u{1b}\n \\\\-]|or |not |region:|date:|[<=>]|grade){0,40}|\\PC{0,30}",
    ) {
        let timeline = chronicle();
        let compiled = Query::parse(&text).and_then(|query| {
            let canonical = query.to_string();
            assert_eq!(Query::parse(&canonical).unwrap(), query);
            query.compile(&timeline).map(|matcher| select(&timeline, &matcher).len())
        });
        if let Err(error) = compiled {
            prop_assert!(error.range.start <= error.range.end && error.range.end <= text.len());
            prop_assert!(text.get(error.range.clone()).is_some(), "between characters");
            let caret = error.caret(&text);
            prop_assert!(!caret.contains(['\u{202e}', '\u{1b}']), "{:?}", caret);
            prop_assert!(caret.lines().count() <= 3);
        }
    }

    #[test]
    fn not_both_is_not_one_or_not_the_other(a in sound(), b in sound()) {
        let timeline = chronicle();
        prop_assert_eq!(ask(&timeline, &format!("-({a} {b})")), ask(&timeline, &format!("-{a} or -{b}")));
        prop_assert_eq!(ask(&timeline, &format!("-({a} or {b})")), ask(&timeline, &format!("-{a} -{b}")));
    }

    #[test]
    fn what_is_kept_stands_in_the_order_of_the_timeline(query in sound()) {
        let timeline = chronicle();
        let matcher = Query::parse(&query).unwrap().compile(&timeline).unwrap();
        let kept = select(&timeline, &matcher);
        prop_assert!(kept.is_sorted());
        let asked: Vec<_> = timeline.events().filter(|&event| matcher.matches(event)).collect();
        prop_assert_eq!(ids(&timeline, &kept), ids(&timeline, &asked));
    }
}
