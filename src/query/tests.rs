//! What the query language keeps, refuses and promises.

use super::facets::{self, Tally};
use super::fixture::{ask, chronicle};
use super::{FIELDS, Query, fields_markdown};
use crate::domain::fold::Needle;
use crate::domain::table::Index as _;
use crate::timeline::set::EventSet;

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

#[test]
fn a_query_that_goes_on_from_another_narrows_it() {
    let narrows = |longer: &str, shorter: &str| {
        Query::parse(longer).unwrap().narrows(&Query::parse(shorter).unwrap())
    };
    assert!(narrows("kyiv", "ky") && narrows("region:UA kyiv", "ky region:UA") && narrows("a", ""));
    assert!(!narrows("-kyiv", "-ky") && !narrows("a or b", "a") && !narrows("ky", "kyiv"));
    assert!(!narrows("region:UA", "region:U"), "a name is not a word that goes on");
}
