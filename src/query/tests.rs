//! What the query language keeps, refuses and promises.

use super::ast::{Expr, Op, Value};
use super::facets::{self, Tally};
use super::fixture::{ask, chronicle, ids, told};
use super::{FIELDS, Query, fields_markdown, select};
use crate::domain::fold::Needle;
use crate::domain::table::Index as _;
use crate::timeline::set::EventSet;
use proptest::prelude::*;

/// Queries, and the events of the small chronicle that they keep.
const KEPT: &[(&str, &str)] = &[
    ("", "a b c d e f g"),
    ("  \t", "a b c d e f g"),
    // Bare words: text, quotes, names and aliases; case and accents do not count.
    ("lodz", "a"),
    ("KIEV", "e"),
    ("kyiv", "e"),
    ("\"groundless rumors\"", "c d"),
    // As a mail makes of it; a mark inside of the plain ones is looked for.
    ("“groundless rumors”", "c d"),
    ("stance:„denies“", "c d"),
    ("“rumors groundless”", ""),
    ("\"“groundless\"", ""),
    ("rumors groundless", "c d"),
    ("\"rumors groundless\"", ""),
    ("3,000", "b"),
    ("sergeyevka", "b"),
    ("talks", "a"),
    ("rutte", "c"),
    ("peskov", "c d"),
    ("secret", ""),
    // A name counts where it stands itself, not for what lies below.
    ("alliance", "d"),
    ("-alliance kind:deployment", "b c"),
    ("russia", "e"),
    ("kursk or russia", "c d e"),
    ("oblast", "c d g"),
    ("text:kyiv", "e"),
    ("text:kharkiv", ""),
    ("text:troops,aid", "b c g"),
    ("title:troops", "b"),
    // Operators.
    ("troops or aid", "b c g"),
    ("troops OR aid", "b c g"),
    ("troops and korean", "b c"),
    ("kind:deployment -title:troops", "c"),
    ("kind:deployment not title:troops", "c"),
    ("kind:deployment --title:troops", "b"),
    ("arrives or troops kind:deployment title:front", "c g"),
    ("(aid or troops) kind:deployment", "b c"),
    ("-(region:RU or region:UA)", "a f"),
    ("\"or\"", "b c d f"),
    // Regions and actors include what lies below them.
    ("region:UA", "e g"),
    ("REGION:ua", "e g"),
    ("region:UA,RU", "b c d e g"),
    ("region:\"Kursk Oblast\"", "c d"),
    ("region:kursk", "c d"),
    ("region:kiev", "e"),
    ("region:Russia", "b c d"),
    ("region:krai", "b"),
    ("region:FR", ""),
    ("region:France,PL", "a"),
    ("actor:nato", "c d"),
    ("actor:alliance", "c d"),
    ("actor:rutte", "c"),
    ("actor:ru", "d e"),
    ("by:ru", "c d"),
    ("by:nato", "c"),
    ("by:moscow stance:denies", "c d"),
    // What an event is and has.
    ("id:a,G", "a g"),
    ("id:a*", "a"),
    ("id:nothing", ""),
    ("kind:Statement,shelling", "d e"),
    ("source:wire", "b c g"),
    ("source:d*", "c d"),
    ("source:\"reach the front\"", "b c g"),
    ("source:lodz", "b c g"),
    ("source:SAYS", "c d"),
    ("source:says,agency", "b c d g"),
    ("tag:TALKS", "a"),
    ("tag:talk", ""),
    ("tag:\"front line\"", "c"),
    ("status:contested", "c"),
    ("status:unattributed -kind:other", "a b d e"),
    ("stance:asserts,denies", "c d"),
    ("has:claim", "c d"),
    ("has:quote", "c d"),
    ("has:figure", "b"),
    ("has:account", "c"),
    ("has:relation", "c d"),
    ("has:note", "c"),
    ("has:grade", "b c d e g"),
    // Grades: a letter is a source, a digit a claim, both are a claim with one of its sources.
    ("grade:B", "b c g"),
    ("grade:F", "e g"),
    ("grade:2", "c"),
    ("grade:4", "c d"),
    ("grade:6", "c"),
    ("grade:b2", "c"),
    ("grade=B2", "c"),
    ("grade:B4", ""),
    ("grade:B4,d4", "c d"),
    ("grade<B", ""),
    ("grade<=C", "b c g"),
    ("grade>=C", "c d"),
    ("grade>3", "c d"),
    ("grade<=2", "c"),
    ("grade<=B2", "c"),
    ("grade<D4", "c"),
    ("grade<C5", "c"),
    ("grade>B2", "c d"),
    ("grade<C2 or grade>E", "c"),
    ("grade<B5", "c"),
    ("-grade<=C", "a d e f"),
    ("origins:0", "a f"),
    ("origins:1", "b c d e"),
    ("origins:2+", "g"),
    ("origins:0,2", "a f g"),
    ("origins>1", "g"),
    ("origins>=2", "g"),
    ("origins<1", "a f"),
    ("origins<=1", "a b c d e f"),
    ("origins<0", ""),
    // Dates: kept unless ruled out.
    ("date:2024-10", "b c d e f"),
    ("date:2024-10-28", "b d e f"),
    ("date:2024-09,2024-08", "a f"),
    ("date:[2024-08,2024-08-15]", "a f"),
    ("after:2024-10", "b c d e f g"),
    ("after:2024-11", "f g"),
    ("after:2025", "g"),
    ("before:2024-10", "a f"),
    ("date=2024-10-28", "b d e f"),
    ("date>=2024-11", "f g"),
    ("date>2024-10", "f g"),
    ("date<2024-10", "a f"),
    ("date<=2024-09", "a f"),
    ("region=UA date>2024-11", "g"),
    ("1<2", ""),
    ("before:2024-10-02", "a b f"),
    ("after:2024-10-28 before:2024-11", "b d e f"),
    (
        "region:RU-KRS actor:nato -kind:deployment (status:contested or has:relation) after:2024-10",
        "d",
    ),
];

#[test]
fn a_query_keeps_these_events() {
    let timeline = chronicle();
    for &(query, kept) in KEPT {
        let answer = ask(&timeline, query).unwrap_or_else(|error| error.caret(query));
        assert_eq!(answer, kept, "{query}");
    }
    timeline.prepare();
    for &(query, kept) in KEPT {
        assert_eq!(ask(&timeline, query).unwrap(), kept, "{query} with everything prepared");
    }
}

#[test]
fn every_example_is_a_query() {
    for field in FIELDS {
        assert!(field.example.starts_with(&format!("{}:", field.name)));
        assert_eq!(Query::parse(field.example).unwrap().to_string(), field.example);
        assert!(fields_markdown().contains(&format!("| `{}:` |", field.name)));
    }
}

#[test]
fn a_refusal_points_at_the_place() {
    let timeline = chronicle();
    let mut shown = String::new();
    for query in [
        "regoin:UA",
        "http://x",
        "a (b or c",
        "a) b",
        "()",
        "a (b ( ) )",
        "a or",
        "or a",
        "(or a)",
        "a not",
        "a -",
        "a (not)",
        "a or )",
        "and",
        "say \"hello",
        "\"\"",
        "title:\"\"",
        "region:",
        "region: UA",
        "region:UA, RU",
        "region:,UA",
        "region:kusrk",
        "region:k",
        "region:nowhere",
        "region:\"Kursk Oblasst\"",
        "actor:pezkov",
        "actor:\"Korean Poeple's Army\"",
        "by:Mosocw",
        "kind:statment",
        "kind:d",
        "source:wires",
        "status:contestd",
        "stance:no",
        "has:figures",
        "origins:many",
        "grade:G2",
        "grade:27",
        "grade<=F2",
        "grade>6",
        "grade<",
        "grade<=B,C",
        "region>UA",
        "origins>2+",
        "date>2024/..",
        "date:28.10.2024",
        "after:2024-13",
        "before:../2024",
        "-(-(region:\"\u{1b}[31mred\u{202e}\"))",
        "Łódź 日本 region:日本",
    ] {
        let caret = ask(&timeline, query).unwrap_err().caret(query);
        shown += &caret;
        shown += "\n\n";
    }
    assert_eq!(shown, include_str!("refusals.txt"));
}

#[test]
fn a_query_nested_too_deep_or_too_long_is_no_harm() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Query::parse(&nested(32)).is_ok());
    let error = Query::parse(&nested(33)).unwrap_err();
    assert_eq!((error.message.as_str(), error.range), ("nested more than 32 deep", 32..33));
    assert!(Query::parse(&nested(100_000)).is_err());
    assert!(Query::parse(&format!("{}a", "-".repeat(100_000))).is_err());
    let long = format!("{} region:kusrk {}", "word ".repeat(300), "word ".repeat(300));
    let caret = ask(&chronicle(), &long).unwrap_err().caret(&long);
    assert!(caret.lines().all(|line| line.chars().count() < 120), "{caret}");
}

#[test]
fn facets_count_each_event_once_at_everything_above_it() {
    let timeline = chronicle();
    let all = EventSet::all(timeline.len());
    let regions = facets::regions(&timeline, &all);
    for (region, entry) in timeline.chronicle().regions.iter() {
        let kept = ask(&timeline, &format!("region:{}", entry.id)).unwrap();
        assert_eq!(regions[region.get()].count, kept.split_whitespace().count(), "{}", entry.id);
    }
    let actors = facets::actors(&timeline, &all);
    for (actor, entry) in timeline.chronicle().actors.iter() {
        let kept = ask(&timeline, &format!("actor:{}", entry.id)).unwrap();
        assert_eq!(actors[actor.get()].count, kept.split_whitespace().count(), "{}", entry.id);
    }
    let none = facets::actors(&timeline, &EventSet::none(timeline.len()));
    assert!(none.iter().all(|tally| *tally == Tally::default()));
    let ua = timeline.chronicle().regions.find("UA").unwrap();
    // Kyiv at the end of October, Kharkiv on the last day of a span that begins in August.
    assert_eq!(regions[ua.get()].when, [0, 0, 0, 0, 0, 1, 0, 1]);
}

#[test]
fn only_words_that_are_wanted_are_highlighted() {
    let timeline = chronicle();
    let query =
        Query::parse("one -two (three or text:four) -(-five) kind:other -title:six").unwrap();
    let matcher = query.compile(&timeline).unwrap();
    let words: Vec<_> = matcher.needles().iter().map(Needle::source).collect();
    assert_eq!(words, ["one", "three", "four", "five"]);
}

#[test]
fn queries_are_joined_by_and() {
    let query = |text: &str| Query::parse(text).unwrap();
    let joined = query("a or b").and(query("region:UA -c"));
    assert_eq!(joined.to_string(), "(a or b) region:UA -c");
    assert_eq!(query("a").and(Query::everything()), query("a"));
    assert!(Query::everything().and(query(" ")).is_everything());
    let refused = query("a").and(query("region:nowhere")).compile(&chronicle()).unwrap_err();
    assert_eq!(refused.range, 9..16, "counted in the joined text");
}

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

#[test]
fn a_query_that_goes_on_from_another_narrows_it() {
    let narrows = |longer: &str, shorter: &str| {
        Query::parse(longer).unwrap().narrows(&Query::parse(shorter).unwrap())
    };
    assert!(narrows("kyiv", "ky") && narrows("region:UA kyiv", "ky region:UA") && narrows("a", ""));
    assert!(!narrows("-kyiv", "-ky") && !narrows("a or b", "a") && !narrows("ky", "kyiv"));
    assert!(!narrows("region:UA", "region:U"), "a name is not a word that goes on");
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
