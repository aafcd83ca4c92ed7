//! What is lost to a fault, and what is not: a mistake costs no more than it makes unusable.

use dateline::loader::{Input, Loaded, load};

const REGISTRY: &str = r#"
[[source]]
id = "s"
title = "S"

[[actor]]
id = "a"
name = "Actor"
aliases = ["Alpha"]
"#;

fn event(id: &str, rest: &str) -> String {
    format!(
        "[[event]]\nid = \"{id}\"\ntitle = \"T\"\nregions = [\"UA\"]\nsources = [\"s\"]\n{rest}\n"
    )
}

#[expect(clippy::unwrap_used, reason = "a test")]
fn read(name: &str, text: &str) -> Loaded {
    load(&Input::Text { name: name.into(), text: text.into() }, &|_| {}).unwrap()
}

fn toml(events: &[String]) -> Loaded {
    read("x.toml", &format!("{REGISTRY}{}", events.concat()))
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.timeline.events().map(|event| loaded.timeline.event(event).id()).collect()
}

#[test]
fn dates_may_stand_without_quotes() {
    let dates = ["2024-10-28", "2024-10", "2024", "2024-10-28T06:30:00Z", "2024-10-28 06:30:00"];
    for date in dates {
        let loaded = toml(&[event("e", &format!("date = {date}"))]);
        assert_eq!(loaded.faults, [], "{date}");
        assert_eq!(ids(&loaded), ["e"], "{date}");
    }
    let account = "date = 2024\n[[event.account]]\nsource = \"s\"\ndate = 2024-10";
    assert_eq!(toml(&[event("e", account)]).faults, []);
}

#[test]
fn a_text_that_is_never_closed_costs_its_own_event_only() {
    let open = event("open", "summary = \"\"\"never closed\ndate = 2024");
    let loaded = toml(&[event("before", "date = 2023"), open, event("after", "date = 2025")]);
    assert_eq!(ids(&loaded), ["before", "after"]);
    assert_eq!(loaded.faults.len(), 1, "{:?}", loaded.faults);
}

#[test]
fn many_mistakes_cost_their_own_events_only() {
    let split = event("split", "date = 2024\nsummary = 'two\nlines'");
    let bare = event("bare", "date = 2024\nseq = one");
    let twice = event("twice", "date = 2024\nseq = \nsummary = ");
    let text = event("text", "date = 2024\nsummary = \"\"\"\n[[event]]\nid = \"fake\"\n\"\"\"");
    let loaded = toml(&[split, bare, twice, text, event("good", "date = 2025")]);
    assert_eq!(ids(&loaded), ["bare", "split", "text", "twice", "good"]);
    let lines: Vec<u32> = loaded.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [16, 17, 24, 31, 32], "{:?}", loaded.faults);
}

#[test]
fn quotation_marks_too_many_do_not_take_what_follows_for_text() {
    let text = event("text", "date = 2024\nsummary = \"\"\"\n[[event]]\nid = \"fake\"\n\"\"\"");
    let stray = event("stray", "date = 2022\nsummary = \"closed\"\"\"\"");
    let loaded = toml(&[stray, event("between", "date = 2023"), text]);
    assert_eq!(ids(&loaded), ["stray", "between", "text"]);
    assert_eq!(loaded.faults.len(), 1, "{:?}", loaded.faults);
}

#[test]
fn marks_of_a_merge_cost_the_events_they_stand_in_only() {
    let (ours, theirs) = (event("ours", "date = 2023"), event("theirs", "date = 2024"));
    let merge = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n");
    let loaded = toml(&[event("before", "date = 2022"), merge, event("after", "date = 2025")]);
    assert_eq!(ids(&loaded), ["before", "ours", "theirs", "after"]);
    let lines: Vec<u32> = loaded.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [16, 23, 30]);
    let helps = loaded.faults.iter().filter_map(|fault| fault.help.as_deref());
    assert_eq!(helps.filter(|help| help.starts_with("a merge is not settled")).count(), 3);
}

#[test]
fn a_line_that_is_no_toml_costs_its_key_only() {
    let loaded = toml(&[event("e", "seq = \ndate = 2024"), event("f", "date = 2025")]);
    assert_eq!(ids(&loaded), ["e", "f"]);
    let codes: Vec<&str> = loaded.faults.iter().map(|fault| fault.code.word()).collect();
    assert_eq!(codes, ["syntax"]);
}

#[test]
fn a_header_inside_a_text_is_text() {
    let text = event("e", "date = 2024\nsummary = \"\"\"\n[[event]]\nid = \"fake\"\n\"\"\"");
    let loaded = toml(std::slice::from_ref(&text));
    assert_eq!((ids(&loaded), loaded.faults.len()), (vec!["e"], 0));
    // Also where another event is faulty, and where the file is read in pieces.
    let loaded = toml(&[text.clone(), event("bad", "date = 2024\nseq = ")]);
    assert_eq!((ids(&loaded), loaded.faults.len()), (vec!["bad", "e"], 1));
    let many: Vec<String> = (0..20_000).map(|n| event(&format!("n{n}"), "date = 2023")).collect();
    let loaded = toml(&[many.concat(), text, event("last", "date = 2025")]);
    assert_eq!((loaded.timeline.len(), loaded.faults.len()), (20_002, 0));
}

#[test]
fn a_large_file_with_a_fault_keeps_its_other_events() {
    let mut many: Vec<String> =
        (0..20_000).map(|n| event(&format!("n{n}"), "date = 2023")).collect();
    many.insert(15_000, event("bad", "date = 2023\nseq = "));
    let loaded = toml(&many);
    assert_eq!((loaded.timeline.len(), loaded.faults.len()), (20_001, 1));
    assert_eq!(loaded.faults[0].line, 9 + 15_000 * 6 + 7);
}

#[test]
fn a_number_is_not_given_to_somebody_else() {
    let figure = |rest: &str| {
        let rest =
            format!("date = 2024\n[[event.figure]]\nmeasure = \"m\"\nsources = [\"s\"]\n{rest}");
        let loaded = toml(&[event("e", &rest)]);
        let event = loaded.timeline.events().next().unwrap();
        (loaded.timeline.event(event).figures().len(), loaded.faults.len())
    };
    assert_eq!(figure("value = 3"), (1, 0));
    assert_eq!(figure("value = 3\nby = \"nobody\""), (0, 1));
    assert_eq!(figure("value = 3\nqualifier = \"circa\""), (0, 1));
    assert_eq!(figure("value = 3\nunit = 4"), (1, 1));
}

#[test]
fn an_alias_is_a_hint() {
    let loaded = toml(&[event("e", "date = 2024\nactors = [\"Alpha\"]")]);
    assert!(loaded.faults[0].help.as_ref().unwrap().contains("`a`"));
}

#[test]
fn json_lines_of_any_database_are_browsable() {
    let text = r#"{"id":7,"title":"T","date":2024,"regions":["Odd Place"],"sources":["https://x.example/a#top"],"score":1}
{"id":"ACLED 12/3","title":"T","date":"2025","regions":["東京"],"sources":["東京"],"actors":["Mark Rutte"],"score":2}
"#;
    let loaded = read("-", text);
    assert_eq!(ids(&loaded), ["7", "acled-12-3"]);
    assert!(!loaded.faults.iter().any(dateline::loader::fault::Fault::is_error));
    assert_eq!(loaded.faults.len(), 1, "an unknown key is told once");
    let chronicle = loaded.timeline.chronicle();
    let actor = chronicle.actors.find("mark-rutte").unwrap();
    assert_eq!(&*chronicle.actors.get(actor).unwrap().name, "Mark Rutte");
}

#[test]
fn a_json_document_is_told_to_be_written_as_lines() {
    for text in
        ["[{\"id\": \"a\"}]", "[\n  {\n    \"id\": \"a\"\n  }\n]\n", "{\n  \"events\": []\n}\n"]
    {
        let loaded = read("-", text);
        assert_eq!(loaded.faults.len(), 1, "{text}: {:?}", loaded.faults);
        assert!(loaded.faults[0].help.as_ref().unwrap().contains("jq -c '.[]'"));
    }
}

#[test]
fn a_selection_may_refer_to_what_was_not_selected() {
    let line = r#"{"id":"e","title":"T","date":"2024","regions":["UA"],"sources":["s"],"relations":[{"kind":"follows","event":"gone"}]}"#;
    let loaded = read("-", line);
    assert_eq!(ids(&loaded), ["e"]);
    assert!(!loaded.faults.iter().any(dateline::loader::fault::Fault::is_error));
}

#[test]
fn the_digest_is_of_the_bytes() {
    let loaded = read("x.toml", "");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(loaded.timeline.chronicle().digest().as_deref(), Some(empty));
}

#[test]
fn many_json_lines_are_read_as_one_file() {
    let line = |n: usize| {
        format!(
            "{{\"id\":\"n{n}\",\"title\":\"T\",\"date\":\"2024\",\"actors\":[\"A\"],\"score\":{n}}}\n"
        )
    };
    let mut lines: Vec<String> = (0..20_000).map(line).collect();
    lines[19_000] = "{\"id\":\n".into();
    lines[19_500] = line(7);
    let loaded = read("-", &lines.concat());
    assert_eq!(loaded.timeline.len(), 19_998);
    let places: Vec<(u32, &str)> =
        loaded.faults.iter().map(|fault| (fault.line, fault.code.word())).collect();
    assert_eq!(places, [(1, "unknown-key"), (19_001, "syntax"), (19_501, "duplicate")]);
    assert!(loaded.faults[2].message.contains("-:8"), "{}", loaded.faults[2].message);
}

#[test]
fn what_nothing_has_is_told_at_its_line_however_large_the_file() {
    let mut many: Vec<String> =
        (0..20_000).map(|n| event(&format!("n{n}"), "date = 2023")).collect();
    many[15_000] = event("far", "date = 2023\nactors = [\"b\", \"a\"]");
    let loaded = toml(&many);
    assert_eq!((loaded.timeline.len(), loaded.faults.len()), (20_000, 1));
    let fault = &loaded.faults[0];
    assert_eq!((fault.line, fault.column), (9 + 15_000 * 6 + 7, 11));
}
