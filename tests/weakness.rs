//! Where a chronicle is weak, and where it only looks so.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline::loader::{self, Input};
use dateline::timeline::weakness::{Kind, weaknesses};

/// Two papers that know for themselves, and a wire's reports of the first.
const DECLARED: &str = r#"
[[source]]
id = "paper"
title = "Paper"
published = "2031-05-04"

[[source]]
id = "rival"
title = "Rival"
published = "2031-05-04"

[[source]]
id = "wire"
title = "Wire"
published = "2031-05-04"
origin = "paper"

[[source]]
id = "idle"
title = "Cited by nobody, so that its date is no matter"

[[actor]]
id = "port"
name = "Port"

[[actor]]
id = "crane-union"
name = "Crane Union"

[[actor]]
id = "quay"
name = "Quay"

[[event]]
id = "e"
title = "The harbour is closed"
date = "2031-05"
regions = ["UA"]
"#;

/// The messages about one event, given what follows its regions.
#[track_caller]
fn weak(rest: &str) -> Vec<String> {
    let input = Input::Text { name: "-".to_owned(), text: format!("{DECLARED}{rest}") };
    let loaded = loader::load(&input, &|_| ()).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    weaknesses(&loaded.timeline).into_iter().map(|weakness| weakness.message).collect()
}

fn claim(by: &str, sources: &str, more: &str) -> String {
    format!(
        "[[event.claim]]\nby = \"{by}\"\nstance = \"confirms\"\nsources = [{sources}]\n{more}\n"
    )
}

fn figure(value: u32, rest: &str) -> String {
    format!("[[event.figure]]\nmeasure = \"ships\"\nvalue = {value}\n{rest}\n")
}

fn account(source: &str, rest: &str) -> String {
    format!("[[event.account]]\nsource = \"{source}\"\n{rest}\n")
}

const NOTHING: [&str; 0] = [];

#[test]
fn one_source_that_tells_alone_is_no_weakness() {
    assert_eq!(weak("sources = [\"paper\"]"), NOTHING);
    assert_eq!(weak("sources = [\"paper#1\", \"paper#2\"]"), NOTHING);
    assert_eq!(weak("sources = [\"paper\", \"rival\", \"wire\"]"), NOTHING);
}

#[test]
fn several_sources_of_one_origin_are() {
    let two = "its 2 sources all rest on `paper`";
    assert_eq!(weak("sources = [\"paper\", \"wire\"]"), [two]);
    let by_claim = format!("sources = [\"paper\"]\n{}", claim("port", "\"wire\"", ""));
    assert_eq!(weak(&by_claim), [two]);
    let claims = claim("port", "\"paper\", \"wire\"", "").repeat(2);
    assert_eq!(
        weak(&format!("sources = [\"rival\"]\n{claims}")),
        ["the claim's 2 sources all rest on `paper`; so does one more claim of the event"]
    );
}

#[test]
fn an_agreement_that_one_source_tells_of_is() {
    let both = |first: &str, second: &str| {
        format!(
            "sources = [\"paper\"]\n{}{}",
            claim("port", first, ""),
            claim("crane-union", second, "")
        )
    };
    assert_eq!(
        weak(&both("\"paper\"", "\"paper\"")),
        ["agreed, yet `paper` alone tells who says so"]
    );
    assert_eq!(
        weak(&both("\"paper\"", "\"wire\"")),
        ["agreed, yet its 2 sources all rest on `paper`"]
    );
    assert_eq!(weak(&both("\"paper\"", "\"rival\"")), NOTHING);
    let silent = claim("quay", "\"rival\"", "").replace("confirms", "no-comment");
    assert_eq!(
        weak(&format!("{}{silent}", both("\"paper\"", "\"paper\""))),
        ["agreed, yet `paper` alone tells who says so"],
        "who does not comment agrees to nothing"
    );
}

#[test]
fn confirmed_means_confirmed_by_others() {
    let graded = |grade: u8, sources: &str| {
        let claim = claim("port", sources, &format!("credibility = {grade}"));
        weak(&format!("sources = [\"rival\"]\n{claim}")).len()
    };
    assert_eq!(graded(1, "\"paper\""), 1);
    assert_eq!(graded(2, "\"paper\""), 0);
    assert_eq!(graded(1, "\"paper\", \"rival\""), 0);
}

#[test]
fn figures_differ_by_who_gives_them_and_not_by_their_growth() {
    let figures = |one: &str, other: &str| {
        weak(&format!("sources = [\"paper\"]\n{}{}", figure(12, one), figure(9, other))).len()
    };
    let port = "by = \"port\"\nsources = [\"paper\"]";
    let rival = "by = \"crane-union\"\nsources = [\"paper\"]";
    assert_eq!(figures(port, rival), 1);
    assert_eq!(figures(port, port), 0, "one claimant in one source");
    assert_eq!(figures(port, "by = \"port\"\nsources = [\"rival\"]"), 1);
    let dated = |day: u8| format!("{port}\ndate = \"2031-05-{day:02}\"");
    let told_elsewhere = |day: u8| dated(day).replace("[\"paper\"]", "[\"rival\"]");
    assert_eq!(figures(&dated(1), &told_elsewhere(2)), 0, "an update");
    assert_eq!(figures(&dated(1), &told_elsewhere(1)), 1);
    let in_month = port.replace("paper", "rival") + "\ndate = \"2031-05\"";
    assert_eq!(figures(&in_month, &dated(31)), 1, "in no known order");
    let unit = |text: &str, unit: &str| format!("{text}\nunit = \"{unit}\"");
    assert_eq!(figures(&unit(port, "tankers"), &unit(rival, "ferries")), 0);
}

#[test]
fn accounts_contradict_the_event_or_each_other() {
    let accounts = |one: &str, other: &str| {
        weak(&format!(
            "sources = [\"rival\"]\n{}{}",
            account("paper", one),
            account("rival", other)
        ))
    };
    assert_eq!(accounts("date = \"2031-05-02\"", "regions = [\"UA-63\"]"), NOTHING);
    assert_eq!(
        accounts("date = \"2031-06\"", "regions = [\"CL\"]"),
        [
            "`paper` dates it Jun 2031, the event May 2031",
            "`rival` places it in Chile, the event in Ukraine"
        ]
    );
    assert_eq!(
        accounts("date = \"2031-05-02\"", "date = \"2031-05-03\""),
        ["`rival` dates it 3 May 2031, `paper` 2 May 2031"]
    );
    assert_eq!(
        accounts("regions = [\"UA-63\"]", "regions = [\"UA-30\"]").len(),
        1,
        "two places in the country of the event"
    );
}

#[test]
fn parts_are_to_come_to_their_figure() {
    let parts = "parts = [{ label = \"tankers\", value = 7 }, { label = \"ferries\", value = 3 }]";
    let figure = |value, qualifier: &str| {
        let rest = format!("qualifier = \"{qualifier}\"\nsources = [\"paper\"]\n{parts}");
        weak(&format!("sources = [\"paper\"]\n{}", figure(value, &rest)))
    };
    let come = "the parts of “ships” come to 10,";
    assert_eq!(figure(12, "exact"), [format!("{come} 2 short of 12")]);
    assert_eq!(figure(9, "exact"), [format!("{come} 1 over 9")]);
    assert_eq!(figure(10, "more-than"), [format!("{come} not more than 10")]);
    assert_eq!(figure(12, "more-than"), [format!("{come} 2 short of more than 12")]);
    assert_eq!(figure(8, "more-than"), NOTHING);
}

#[test]
fn an_event_after_all_its_sources_is_and_one_that_may_not_be_is_not() {
    let dated = |date: &str, rest: &str| {
        let text = format!("{DECLARED}{rest}")
            .replace("date = \"2031-05\"", &format!("date = \"{date}\""));
        let input = Input::Text { name: "-".to_owned(), text };
        let loaded = loader::load(&input, &|_| ()).unwrap();
        let found = weaknesses(&loaded.timeline).into_iter();
        let told = found.filter(|one| one.kind == Kind::PublishedBefore);
        told.map(|one| one.message).collect::<Vec<_>>()
    };
    let paper = "sources = [\"paper\"]";
    let told = "dated 6 May 2031, after all its sources (the last is `paper`, of 4 May 2031): \
                one of the dates may be wrong, or it was only announced";
    assert_eq!(dated("2031-05-06", paper), [told]);
    for date in ["2031-06", "2032", "2031-05-06/.."] {
        assert_eq!(dated(date, paper).len(), 1, "{date}");
    }
    // Papers and events may lie in time zones that are a day apart, and a rough date may be earlier.
    for date in ["2031-05-05", "2031-05", "../2031-05-06", "2031-06~", "2031-05-06?"] {
        assert_eq!(dated(date, paper), NOTHING, "{date}");
    }
    assert_eq!(dated("2031-05-06", "sources = [\"paper\", \"idle\"]"), NOTHING);
    let said = |date: &str| claim("port", "\"paper\"", &format!("date = \"{date}\""));
    assert_eq!(dated("2031-05", &format!("{paper}\n{}", said("2031-05-05"))), NOTHING);
    assert_eq!(
        dated("2031-05", &format!("{paper}\n{}", said("2031-05-07"))),
        ["said 7 May 2031, after all its sources (the last is `paper`, of 4 May 2031): \
          one of the dates may be wrong"]
    );
}

#[test]
fn papers_that_rest_on_one_another_in_a_circle_are_one_origin() {
    let source = |id: &str, origin: &str| {
        format!("[[source]]\nid = \"{id}\"\ntitle = \"T\"\norigin = \"{origin}\"\n")
    };
    let circle = source("b", "c") + &source("c", "a") + &source("a", "b");
    let alone = source("late", "b") + &source("own", "own");
    let event = "[[event]]\nid = \"e\"\ntitle = \"T\"\ndate = \"2031-05\"\nregions = [\"UA\"]\n";
    let text =
        format!("{circle}{alone}{event}sources = [\"a\", \"b\", \"c\", \"late\", \"own\"]\n");
    let input = Input::Text { name: "-".to_owned(), text };
    let timeline = loader::load(&input, &|_| ()).unwrap().timeline;
    let chronicle = timeline.chronicle();
    let origin = |id: &str| chronicle.origin(chronicle.sources.find(id).unwrap()).to_owned();
    assert_eq!(["a", "b", "c", "late", "own"].map(origin), ["a", "a", "a", "a", "own"]);
    let event = timeline.events().next().unwrap();
    assert_eq!(timeline.origins(event).to_string(), "5 sources, 2 origins");
}
