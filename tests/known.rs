//! What could be known on a day, from a story whose sources are of different days.
#![expect(clippy::unwrap_used, reason = "helpers of tests; a failure is a failed test")]

use dateline::domain::copies::Copies;
use dateline::domain::event::EventIx;
use dateline::domain::status::Status;
use dateline::domain::when::Day;
use dateline::export::{Format, Group, Selection, write};
use dateline::loader::{self, Input};
use dateline::timeline::Timeline;
use dateline::timeline::known::{LeftOut, last_day_of};
use proptest::prelude::*;
use std::collections::BTreeSet;

const STORY: &str = include_str!("fixtures/known-on.toml");

fn read(text: &str) -> Timeline {
    let input = Input::Text { name: "story.toml".into(), text: text.to_owned() };
    let loaded = loader::load(&input, &|_| ()).unwrap();
    let errors: Vec<_> = loaded.faults.iter().filter(|fault| fault.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    loaded.timeline
}

fn on(date: &str) -> Timeline {
    read(STORY).known_on(last_day_of(date).unwrap())
}

fn ids(timeline: &Timeline) -> String {
    let id = |event| timeline.event(event).id();
    timeline.events().map(id).collect::<Vec<_>>().join(" ")
}

fn find(timeline: &Timeline, id: &str) -> EventIx {
    timeline.chronicle().find_event(id).unwrap()
}

fn written(timeline: &Timeline, format: Format) -> String {
    let events: Vec<EventIx> = timeline.events().collect();
    let selection = Selection {
        timeline,
        events: &events,
        query: String::new(),
        range: None,
        group: Group::Date,
        reverse: false,
        notes: false,
        copies: Copies::NONE,
    };
    let mut out = Vec::new();
    write(format, &selection, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn events_become_known_with_their_sources() {
    assert_eq!(ids(&on("2031-04-30")), "");
    // What is announced is known before its day.
    assert_eq!(ids(&on("2031-05-01")), "closing");
    // The strike is denied on the third, two days before a source of its own is certainly out.
    assert_eq!(ids(&on("2031-05-03")), "strike statement closing");
    assert_eq!(ids(&on("2031-05")), "strike statement closing");
    assert_eq!(ids(&read(STORY)), "leak strike statement closing");
}

#[test]
fn an_event_that_is_only_spoken_of_tells_nothing_of_a_later_source() {
    let told = |date| {
        let timeline = on(date);
        let event = timeline.event(find(&timeline, "strike"));
        let parts = [event.place(), event.note(), event.tags().first().map(|tag| &**tag)];
        (event.title().to_owned(), event.summary().to_owned(), parts.map(|part| part.is_some()))
    };
    assert_eq!(told("2031-05-03"), ("strike".to_owned(), String::new(), [false; 3]));
    let (title, summary, parts) = told("2031-05-05");
    assert_eq!(title, "The union calls a strike");
    assert_eq!((&*summary, parts), ("Two hundred vote for it.", [true; 3]));
}

#[test]
fn citations_claims_figures_and_accounts_follow_their_sources() {
    let parts = |date| {
        let timeline = on(date);
        let event = timeline.event(find(&timeline, "closing"));
        let claim = &event.claims()[0];
        let counts = (event.figures().len(), event.accounts().len());
        (event.sources().len(), claim.sources.len(), counts)
    };
    assert_eq!(parts("2031-05-02"), (1, 1, (0, 0)));
    assert_eq!(parts("2031-05-03"), (2, 1, (0, 1)));
    assert_eq!(parts("2031-05-04"), (2, 1, (0, 1)));
    assert_eq!(parts("2031-05-05"), (2, 2, (1, 1)));
}

#[test]
fn a_claim_exists_from_the_day_it_was_made_on() {
    let claims = |date| {
        let timeline = on(date);
        timeline.event(find(&timeline, "statement")).claims().len()
    };
    assert_eq!(claims("2031-05-03"), 2, "the third is dated a day after the source it cites");
    assert_eq!(claims("2031-05-04"), 3);
}

#[test]
fn status_is_that_of_the_claims_known() {
    let status = |date, id| {
        let timeline = on(date);
        timeline.status(find(&timeline, id))
    };
    assert_eq!(status("2031-05-02", "closing"), Status::SingleParty);
    assert_eq!(status("2031-05-03", "closing"), Status::Contested);
    // A claim about another event is never counted for the one it stands in.
    assert_eq!(status("2031-05-03", "statement"), Status::Unattributed);
    assert_eq!(status("2031-05-03", "strike"), Status::SingleParty);
}

#[test]
fn relations_to_what_is_not_known_go() {
    let timeline = on("2031-05-03");
    let statement = timeline.event(find(&timeline, "statement"));
    let to: Vec<_> = statement.relations().iter().map(|r| timeline.event(r.event).id()).collect();
    assert_eq!(to, ["closing"]);
    assert_eq!(timeline.relations_to(find(&timeline, "closing")).len(), 2);
}

#[test]
fn what_is_left_out_is_counted() {
    let timeline = on("2031-05-02");
    let known = timeline.known().unwrap();
    let left_out =
        LeftOut { events: 3, claims: 3, figures: 1, accounts: 1, sources: 2, undated_sources: 1 };
    assert_eq!(known.left_out(), left_out);
    assert_eq!(known.brief(), "known on 2 May 2031 · 3 events, 3 claims left out");
    assert_eq!(
        known.to_string(),
        "2 May 2031; left out as not known then: 3 events, 3 claims, 1 figure, 1 account, \
         2 sources, 1 undated source"
    );
}

#[test]
fn the_last_day_is_that_of_the_last_source_or_claim() {
    let timeline = read(STORY);
    assert_eq!(timeline.last_day(), Day::from_ymd(2031, 5, 5));
    let undated = LeftOut { events: 1, undated_sources: 1, ..LeftOut::default() };
    assert_eq!(on("2031-05-05").known().unwrap().left_out(), undated);
    assert!(last_day_of("2031-05/..").is_err(), "a day cannot be told from no end");
}

#[test]
fn what_cites_nothing_was_known_on_no_day() {
    let line = r#"{"id":"one","title":"One","date":"2031-05-01"}"#;
    assert_eq!(ids(&read(line)), "one");
    assert_eq!(ids(&read(line).known_on(Day::from_number(1_000_000))), "");
}

#[test]
fn a_document_says_when_it_was_known() {
    let timeline = on("2031-05-03");
    insta::assert_snapshot!("known_on_markdown", written(&timeline, Format::Markdown));
    for format in [Format::Json, Format::Geojson, Format::Csv] {
        assert!(written(&timeline, format).contains("2031-05-03"), "{format}");
        assert!(written(&timeline, format).contains("known_on"), "{format}");
        assert!(!written(&read(STORY), format).contains("known_on"), "{format}");
    }
    for format in [Format::Ics, Format::Timelinejs] {
        assert!(written(&timeline, format).contains("Known on 3 May 2031"), "{format}");
        assert!(!written(&read(STORY), format).contains("Known on"), "{format}");
    }
}

#[test]
fn json_lines_of_a_day_read_back_to_the_same_events() {
    let timeline = on("2031-05-03");
    assert_eq!(ids(&read(&written(&timeline, Format::Ndjson))), ids(&timeline));
}

/// A claim of a story: its day, the event it is about, and the sources it cites.
type Said = (Option<u32>, Option<usize>, BTreeSet<usize>);

const SOURCES: usize = 4;
const EVENTS: usize = 5;

fn some_sources() -> impl Strategy<Value = BTreeSet<usize>> {
    prop::collection::btree_set(0..SOURCES, 1..=SOURCES)
}

fn event() -> impl Strategy<Value = (BTreeSet<usize>, Vec<Said>)> {
    let claim = (prop::option::of(1..20u32), prop::option::of(0..EVENTS), some_sources());
    (some_sources(), prop::collection::vec(claim, 0..3))
}

prop_compose! {
    fn story()(
        days in prop::collection::vec(1..20u32, SOURCES),
        events in prop::collection::vec(event(), EVENTS),
    ) -> String {
        let mut text = "[[actor]]\nid = \"one\"\nname = \"One\"\n".to_owned();
        for (number, day) in days.iter().enumerate() {
            text += &format!(
                "[[source]]\nid = \"s{number}\"\ntitle = \"S\"\npublished = \"2031-05-{day:02}\"\n"
            );
        }
        let list = |sources: &BTreeSet<usize>| {
            sources.iter().map(|number| format!("\"s{number}\"")).collect::<Vec<_>>().join(", ")
        };
        for (number, (sources, claims)) in events.iter().enumerate() {
            let sources = list(sources);
            text += &format!(
                "[[event]]\nid = \"e{number}\"\ntitle = \"E\"\ndate = \"2031-05\"\n\
                 regions = [\"CL\"]\nsources = [{sources}]\n"
            );
            for (line, (day, about, sources)) in claims.iter().enumerate() {
                let sources = list(sources);
                text += &format!(
                    "[[event.claim]]\nby = \"one\"\nstance = \"asserts\"\nsources = [{sources}]\n\
                     text = \"{number}-{line}\"\n"
                );
                if let Some(day) = day {
                    text += &format!("date = \"2031-05-{day:02}\"\n");
                }
                if let Some(about) = about {
                    text += &format!("about = \"e{about}\"\n");
                }
            }
        }
        text
    }
}

/// Events, claims with what they are about, and citations, by name.
fn facts(timeline: &Timeline) -> BTreeSet<String> {
    let chronicle = timeline.chronicle();
    let mut facts = BTreeSet::new();
    for at in timeline.events() {
        let event = timeline.event(at);
        facts.insert(event.id().to_string());
        facts.extend(
            event.sources().iter().map(|&c| format!("{} {}", event.id(), chronicle.citation(c))),
        );
        for claim in event.claims() {
            let name = claim.text.as_deref().unwrap();
            let about = claim.about.map(|about| timeline.event(about).id());
            facts.insert(format!("claim {name} about {about:?}"));
            facts.extend(
                claim.sources.iter().map(|&c| format!("claim {name} {}", chronicle.citation(c))),
            );
        }
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]
    #[test]
    fn a_later_day_knows_more_and_the_last_day_everything(story in story()) {
        let whole = read(&story);
        let mut before = BTreeSet::new();
        for day in 0..21 {
            let cut = whole.known_on(Day::from_ymd(2031, 5, 1).unwrap().plus(day));
            let known = facts(&cut);
            prop_assert!(before.is_subset(&known), "{:?}", before.difference(&known));
            before = known;
        }
        let cut = whole.known_on(whole.last_day().unwrap());
        prop_assert_eq!(written(&cut, Format::Ndjson), written(&whole, Format::Ndjson));
        prop_assert_eq!(cut.known().unwrap().left_out(), LeftOut::default());
    }
}
