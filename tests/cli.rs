//! The program as its users and their scripts meet it: exit codes, streams, files.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests; a failure is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).stdin(Stdio::null()).env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    dateline(arguments).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = dateline(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input closes it.
    child.stdin.take().unwrap().write_all(input).unwrap_or(());
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// No byte that acts on a terminal, on either stream.
fn assert_harmless(output: &Output) {
    for text in [out(output), err(output)] {
        let control = text.find(|c: char| c.is_control() && c != '\n');
        assert_eq!(control, None, "{text:?}");
    }
}

const BROKEN: &str = r#"
[[source]]
id = "paper"
title = "Paper"

[[event]]
id = "good"
title = "Good"
date = "2031-05-03"
regions = ["UA"]
sources = ["paper#1"]

[[event]]
id = "bad"
title = "Bad"
date = "some day"
regions = ["UA"]
sources = ["paper#1"]
"#;

#[test]
fn exit_codes_are_those_of_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    let broken = directory.path().join("broken.toml");
    fs::write(&broken, BROKEN).unwrap();
    let broken = broken.to_str().unwrap();
    for (arguments, code) in [
        (&["list"][..], 0),
        (&["list", "--filter", "region:UA"], 0),
        (&["show", "nato-confirms"], 0),
        (&["export"], 0),
        (&["check"], 0),
        (&["schema"], 0),
        (&["man"], 0),
        (&["completions", "bash"], 0),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["list", "--help"], 0),
        (&["check", broken], 1),
        (&["list", broken], 1),
        (&["list", "--lenient", broken], 0),
        (&["export", broken], 1),
        (&["export", "--lenient", broken], 0),
        (&["export", "-o", "/no/such/place/out.md"], 1),
        (&["export", "-o", "/tmp"], 1),
        (&[], 2),
        (&["list", "/no/such/path"], 2),
        (&["check", "/no/such/path"], 2),
        (&["show", "no-such-event"], 2),
        (&["show"], 2),
        (&["list", "--filter", "region:"], 2),
        (&["list", "--filter", "(unclosed"], 2),
        (&["list", "--from", "yesterday"], 2),
        (&["list", "--from", "2025", "--to", "2024"], 2),
        (&["list", "--known-on", "2024-10"], 0),
        (&["show", "nato-confirms", "--known-on", "2024-10-28"], 0),
        (&["show", "nato-confirms", "--known-on", "2024-10-27"], 2),
        (&["list", "--known-on", "yesterday"], 2),
        (&["show", "nato-confirms", "--known-on", "2024/.."], 2),
        (&["--known-on", "soon"], 2),
        (&["check", "--known-on", "2024"], 2),
        (&["list", "--format", "md"], 2),
        (&["list", "--no-such-option"], 2),
        (&["list", "-", "data"], 0),
        (&["list", "-", "data", "-"], 2),
        (&["check", "--texts", "/no/such/path"], 2),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", err(&output));
        assert_harmless(&output);
        // What could not run says why, and writes no data.
        if code == 2 {
            assert!(out(&output).is_empty() && !err(&output).is_empty(), "{arguments:?}");
        }
    }
}

#[test]
fn without_a_terminal_the_screen_points_to_list() {
    let output = run(&[]);
    assert!(err(&output).contains("dateline list"), "{}", err(&output));
    assert_harmless(&output);
}

/// Files that know names and parents, and events from elsewhere that use them.
#[test]
fn what_is_piped_in_is_read_beside_files() {
    let folder = tempfile::tempdir().unwrap();
    let registry = folder.path().join("registry.toml");
    let known = r#"
[[actor]]
id = "ministry"
name = "Ministry of Ports"
parent = "coastland"
[[actor]]
id = "coastland"
name = "Coastland"
[[source]]
id = "wire"
title = "Wire"
published = 2031-05-04
text = "wire.txt"
[[event]]
id = "earlier"
title = "Earlier"
date = 2031-05-01
regions = ["UA"]
sources = ["wire"]
"#;
    fs::write(&registry, known).unwrap();
    fs::write(folder.path().join("wire.txt"), "The harbour is closed.").unwrap();
    let registry = registry.to_str().unwrap();
    let piped = r#"{"id":"closed","title":"Closed","date":"2031-05-03","regions":["UA"],"actors":["ministry"],"sources":["wire"],"claims":[{"by":"ministry","stance":"asserts","quote":"harbour is closed","sources":["wire"]}]}
{"id":"bad","title":"Bad","date":"some day","regions":["UA"],"sources":["wire"]}
"#;
    for paths in [[registry, "-"], ["-", registry]] {
        let piped = |arguments: &[&str]| {
            run_with_input(&[arguments, paths.as_slice()].concat(), piped.as_bytes())
        };
        let output = piped(&["list", "--format", "ids"]);
        assert_eq!(out(&output), "earlier\nclosed\n");
        assert!(err(&output).contains("-:2:"), "{}", err(&output));
        assert_eq!(output.status.code(), Some(1), "the bad event is told");
        for only in ["actor:coastland", "actor:\"Ministry of Ports\""] {
            let below = piped(&["list", "--lenient", "--format", "ids", "-f", only]);
            assert_eq!(out(&below), "closed\n");
        }
        let known = piped(&["list", "--lenient", "--format", "ids", "--known-on", "2031-05-03"]);
        assert_eq!(out(&known), "", "the registry tells when the source was published");
        let quote = out(&piped(&["show", "closed"]));
        assert!(quote.contains("exact"), "the copy beside the registry is read: {quote}");
        assert_harmless(&output);
    }
}

#[test]
fn a_bad_event_does_not_hide_a_good_one() {
    let output = run_with_input(&["list", "--format", "ids", "-"], BROKEN.as_bytes());
    assert_eq!(out(&output), "good\n");
    assert!(err(&output).contains("some day"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_empty_list_says_of_how_many() {
    let nothing = ["list", "-f", "title:nosuchword"];
    assert_eq!(
        (out(&run(&nothing)), err(&run(&nothing))),
        (String::new(), "0 of 24 events\n".into())
    );
    let ids = run(&[&nothing[..], &["--format", "ids"]].concat());
    assert_eq!((ids.status.code(), err(&ids)), (Some(0), String::new()));
}

#[test]
fn a_mistyped_subcommand_is_no_path() {
    let told = run(&["exprot", "data"]);
    assert_eq!(told.status.code(), Some(2));
    assert!(err(&told).ends_with("no such file or directory; did you mean `export`?\n"));
}

#[test]
fn a_bad_query_is_refused_with_a_caret_under_the_place() {
    let output = run(&["list", "--filter", "region:kusrk"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!("bad_query", err(&output));
}

#[test]
fn an_unknown_event_is_refused_with_the_nearest_one() {
    let output = run(&["show", "nato-confrims"]);
    assert!(err(&output).contains("did you mean `nato-confirms`?"), "{}", err(&output));
}

#[test]
fn arguments_are_not_echoed_with_what_controls_a_terminal() {
    for arguments in [
        &["\u{1b}]0;x\u{7}"][..],
        &["list", "--\u{1b}[2J"],
        &["list", "--format", "\u{1b}[2J\u{9b}1m"],
        &["list", "--filter", "region:\u{1b}[2J"],
        &["list", "--from", "\u{1b}[2J"],
        &["list", "--known-on", "\u{1b}[2J"],
        &["show", "\u{1b}[2J\u{202e}"],
        &["list", "/\u{1b}[2J"],
        &["export", "-o", "/no/\u{1b}[2J/x"],
        &["check", "--texts", "/\u{1b}[2J"],
    ] {
        let output = run(arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
        assert_harmless(&output);
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    for arguments in [
        &["list"][..],
        &["list", "--format", "json"],
        &["export"],
        &["schema"],
        &["man"],
        &["completions", "zsh"],
        &["--help"],
    ] {
        let mut child =
            dateline(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut complaint = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}: {complaint}");
        assert_eq!(complaint, "", "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for arguments in [
        &["list"][..],
        &["list", "--format", "csv"],
        &["show", "nato-confirms"],
        &["export"],
        &["check", "--format", "json"],
        &["schema"],
        &["man"],
        &["completions", "fish"],
        &["--version"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = dateline(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).contains("No space left"), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn exporting_twice_gives_the_same_bytes_in_any_locale_and_zone() {
    for format in ["md", "json", "ndjson", "csv", "ics", "geojson", "timelinejs"] {
        let export = |locale: &str, zone: &str| {
            let mut command = dateline(&["export", "--format", format]);
            out(&command.env("LC_ALL", locale).env("TZ", zone).output().unwrap())
        };
        let first = export("C", "UTC");
        assert!(!first.is_empty(), "{format}");
        assert_eq!(first, export("tr_TR.UTF-8", "Pacific/Apia"), "{format}");
    }
}

#[test]
fn a_file_is_not_replaced_unless_told_to() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.md");
    let target = path.to_str().unwrap();
    assert_eq!(run(&["export", "-o", target]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), out(&run(&["export"])));
    fs::write(&path, "mine").unwrap();
    let output = run(&["export", "-o", target]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("--force"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(run(&["export", "--force", "-o", target]).status.code(), Some(0));
    assert_ne!(fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn an_event_without_words_has_no_empty_paragraphs() {
    let bare = r#"
[[source]]
id = "s"
title = "S"
[[actor]]
id = "a"
name = "A"
[[event]]
id = "e"
title = "T"
date = 2031
regions = ["CL"]
sources = ["s"]
[[event.claim]]
by = "a"
stance = "asserts"
credibility = 2
sources = ["s"]
"#;
    let export =
        |format| out(&run_with_input(&["export", "-", "--format", format], bare.as_bytes()));
    let markdown = export("md");
    assert!(markdown.contains("one side only: A asserts[^1]\n"), "{markdown}");
    assert!(markdown.contains("- **A** asserts (credibility 2, Admiralty)[^1]\n"), "{markdown}");
    assert!(!export("timelinejs").contains("<p></p>"));
}

#[test]
fn the_name_of_a_file_says_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for (name, format, begins) in [
        ("a.ics", None, "BEGIN:VCALENDAR"),
        ("a.csv", None, "id,title"),
        ("a.GeoJSON", None, "{\n  \"type\": \"FeatureCollection\""),
        ("a.txt", None, "# North Korean troops"),
        ("b.txt", Some("csv"), "id,title"),
    ] {
        let path = folder.path().join(name);
        let mut arguments = vec!["export", "-o", path.to_str().unwrap()];
        arguments.extend(format.into_iter().flat_map(|format| ["--format", format]));
        assert_eq!(err(&run(&arguments)), "");
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.starts_with(begins), "{name}: {written:.40}");
    }
}

#[test]
fn a_list_says_what_was_not_known_whatever_its_format() {
    for format in ["table", "json", "ndjson", "ids", "csv"] {
        let arguments = ["list", "--known-on", "2024-10-28", "--format", format];
        let told = err(&run(&arguments));
        assert!(told.starts_with("Known on 28 Oct 2024"), "{format}: {told}");
    }
    assert_eq!(err(&run(&["list"])), "");
}

/// Without the line that a claim, figure or account stands in: that changes with the file.
fn unplaced(value: &serde_json::Value) -> serde_json::Value {
    let mut value = value.clone();
    for item in value.as_array_mut().into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            item.remove("line");
        }
    }
    value
}

#[test]
fn json_lines_read_back_to_the_same_events_in_the_same_order() {
    let lines = run(&["list", "--format", "ndjson"]).stdout;
    let again = run_with_input(&["list", "-", "--format", "ids"], &lines);
    assert_eq!(err(&again), "");
    assert_eq!(out(&again), out(&run(&["list", "--format", "ids"])));
    let pass = |lines: &[u8]| {
        let text = out(&run_with_input(&["list", "-", "--format", "ndjson"], lines));
        let parse = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        text.lines().map(parse).collect::<Vec<_>>()
    };
    for (once, original) in
        pass(&lines).iter().zip(out(&run(&["list", "--format", "ndjson"])).lines())
    {
        let original: serde_json::Value = serde_json::from_str(original).unwrap();
        for key in [
            "id",
            "title",
            "date",
            "kind",
            "regions",
            "actors",
            "summary",
            "sources",
            "tags",
            "claims",
            "figures",
            "accounts",
            "relations",
            "status",
            "origins",
            "ledger",
            "declares",
        ] {
            assert_eq!(
                unplaced(&once[key]),
                unplaced(&original[key]),
                "{key} of {}",
                original["id"]
            );
        }
    }
}

#[test]
fn json_lines_bring_the_kinds_of_a_chronicle() {
    let kinds = r#"
[[kind]]
id = "ferry-strike"
name = "Strike of ferries"
[[source]]
id = "s"
title = "S"
[[event]]
id = "e"
title = "Crews walk out"
date = 2031-05-04
kind = "ferry-strike"
regions = ["CL-VS"]
sources = ["s"]
"#;
    let lines = run_with_input(&["list", "-", "--format", "ndjson"], kinds.as_bytes()).stdout;
    let again = out(&run_with_input(&["show", "e", "-"], &lines));
    assert!(again.contains("Strike of ferries"), "{again}");
}

#[test]
fn the_shipped_chronicle_has_no_errors_and_knows_its_weak_spots() {
    let output = run(&["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let faults: Vec<serde_json::Value> = serde_json::from_str(&out(&output)).unwrap();
    assert!(faults.iter().all(|fault| fault["severity"] == "warning"), "{faults:?}");
    let codes: BTreeSet<&str> = faults.iter().filter_map(|fault| fault["code"].as_str()).collect();
    assert_eq!(codes, BTreeSet::from(["quote-unchecked", "single-origin"]));
    let known = run(&["check", "--deny", "warnings", "--allow", "quote-unchecked,single-origin"]);
    assert_eq!((known.status.code(), out(&known).as_str()), (Some(0), ""), "{}", err(&known));
    assert!(err(&known).starts_with("0 errors, 0 warnings in "), "{}", err(&known));
}

/// An event that two sources tell, of which one rests on the other and has no date.
const WEAK: &str = r#"
[[source]]
id = "paper"
title = "Paper"
published = "2031-05-04"

[[source]]
id = "wire"
title = "Wire"
origin = "paper"
reliability = "B"

[[actor]]
id = "union"
name = "Union"

[[event]]
id = "closed"
title = "Closed"
date = "2031-05-03"
regions = ["UA"]
sources = ["paper#1", "wire#1"]

  [[event.claim]]
  by = "union"
  stance = "denies"
  credibility = 2
  sources = ["wire"]
"#;

#[test]
fn warnings_are_allowed_and_denied_by_code() {
    let directory = tempfile::tempdir().unwrap();
    let weak = directory.path().join("weak.toml");
    fs::write(&weak, WEAK).unwrap();
    let weak = weak.to_str().unwrap();
    for (arguments, code, told) in [
        (&["check"][..], 0, "0 errors, 2 warnings"),
        (&["check", "--allow", "source-undated"], 0, "0 errors, 1 warning "),
        (&["check", "--allow", "source-undated,single-origin"], 0, "0 errors, 0 warnings"),
        (&["check", "--deny", "single-origin"], 1, "1 error, 1 warning "),
        (&["check", "--deny", "quote-unchecked"], 0, "0 errors, 2 warnings"),
        (&["check", "--deny", "warnings"], 1, "2 errors, 0 warnings"),
        (&["check", "--deny", "single-origin", "--deny", "source-undated"], 1, "2 errors"),
        (&["check", "--deny", "warnings", "--allow", "single-origin"], 1, "1 error, 0 warnings"),
        (&["check", "--allow", "single-orign"], 2, "'single-origin'"),
        (&["check", "--allow", "syntax"], 2, "possible values"),
    ] {
        let output = run(&[arguments, &[weak]].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(told), "{arguments:?}: {}", err(&output));
    }
    let report = out(&run(&["check", "--format", "json", weak]));
    let faults: Vec<serde_json::Value> = serde_json::from_str(&report).unwrap();
    let told: Vec<_> = faults.iter().map(|fault| (&fault["code"], &fault["event"])).collect();
    assert_eq!(told[0], (&"source-undated".into(), &serde_json::Value::Null));
    assert_eq!(told[1], (&"single-origin".into(), &"closed".into()));
}

#[test]
fn an_error_is_switched_off_by_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let broken = directory.path().join("broken.toml");
    fs::write(&broken, BROKEN.replace("\"paper#1\"]", "\"paper#1\"]\nnot = 1")).unwrap();
    let broken = broken.to_str().unwrap();
    let output = run(&["check", "--allow", "unknown-key,source-undated", broken]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("error[unknown-key]"), "{}", out(&output));
}

#[test]
fn errors_are_told_before_any_number_of_warnings() {
    let source = |n| format!("[[source]]\nid = \"s{n}\"\ntitle = \"S\"\n");
    let sources = (0..100).map(source).collect::<Vec<_>>().concat();
    let cited: Vec<String> = (0..100).map(|n| format!("\"s{n}\"")).collect();
    let event = BROKEN.replacen("\"paper#1\"", &cited.join(","), 1);
    let output = run_with_input(&["check", "-"], format!("{sources}{event}").as_bytes());
    assert!(out(&output).starts_with("error[date]"), "{}", out(&output));
    let warnings = out(&output).lines().filter(|line| line.starts_with("warning[")).count();
    assert_eq!(warnings, 100, "a pipe gets every one");
}

#[test]
fn grades_are_told_as_they_were_given() {
    let told = |format: &str| {
        let arguments = ["export", "-", "--format", format, "-f", "grade<=B2 has:grade"];
        let output = run_with_input(&arguments, WEAK.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    };
    assert!(told("md").contains("(B2, Admiralty)"), "{}", told("md"));
    assert!(told("csv").contains("union denies (B2)"), "{}", told("csv"));
    let document: serde_json::Value = serde_json::from_str(&told("json")).unwrap();
    assert_eq!(document["events"][0]["claims"][0]["grades"], serde_json::json!(["B2"]));
    assert_eq!(document["sources"][1]["reliability"], "B");
    let lines = told("ndjson");
    assert_eq!(err(&run_with_input(&["list", "-"], lines.as_bytes())), "", "read back");
    let alone = WEAK.replace("reliability = \"B\"", "");
    let output = run_with_input(&["export", "-"], alone.as_bytes());
    assert!(out(&output).contains("(credibility 2, Admiralty)"), "{}", out(&output));
}

#[test]
fn a_range_has_both_its_ends() {
    let listed =
        out(&run(&["list", "--from", "2024-10-27", "--to", "2024-10-27", "--format", "json"]));
    let events: Vec<serde_json::Value> = serde_json::from_str(&listed).unwrap();
    assert!(!events.is_empty());
    for event in events {
        let anchor =
            if event["earliest"].is_null() { &event["latest"] } else { &event["earliest"] };
        assert_eq!(anchor, "2024-10-27");
    }
}

#[test]
fn what_was_known_on_a_day_is_listed_shown_and_exported() {
    let story = "tests/fixtures/known-on.toml";
    let run = |arguments: &[&str]| out(&run(&[arguments, &[story]].concat()));
    let ids = |day| run(&["list", "--format", "ids", "--known-on", day]);
    assert_eq!(ids("2031-05-02"), "closing\n");
    assert_eq!(ids("2031-05"), "strike\nstatement\nclosing\n", "the last day of a month counts");
    let contested = ["list", "--format", "ids", "-f", "status:contested", "--known-on"];
    assert_eq!(run(&[&contested[..], &["2031-05-02"]].concat()), "");
    assert_eq!(run(&[&contested[..], &["2031-05-03"]].concat()), "closing\n");
    let shown =
        out(&dateline(&["show", "closing", story, "--known-on", "2031-05-02"]).output().unwrap());
    assert!(shown.contains("Known on 2 May 2031; left out"), "{shown}");
    let document = run(&["export", "--known-on", "2031-05-02"]);
    assert!(document.contains("- Known on: 2 May 2031; left out"), "{document}");
    assert!(!run(&["export"]).contains("Known on"));
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    assert!(!out(&run(&["list"])).contains('\u{1b}'));
    assert!(out(&run(&["list", "--color", "always"])).contains('\u{1b}'));
}

#[test]
fn a_query_that_leaves_out_can_stand_first() {
    let left = run(&["list", "--format", "ids", "-f", "-kind:statement"]);
    assert!(left.status.success(), "{}", err(&left));
    assert!(!out(&left).is_empty());
    let forgotten = run(&["list", "-f", "--lenient"]);
    assert_eq!(forgotten.status.code(), Some(2));
    assert!(err(&forgotten).contains("the value is missing"), "{}", err(&forgotten));
}

#[test]
fn a_check_of_the_built_in_chronicle_says_that_it_is_that() {
    let built_in = "this is the chronicle built into dateline";
    assert!(err(&run(&["check"])).contains(built_in));
    assert!(!err(&run(&["check", "data"])).contains(built_in));
}

#[test]
fn a_list_colours_a_status_as_the_screen_and_show_do() {
    let colored = |arguments: &[&str]| out(&run(&[arguments, &["--color", "always"]].concat()));
    let contested = ["list", "-f", "id:nk-troops-russia"];
    assert!(colored(&contested).contains("\u{1b}[1;31m◆"), "{}", colored(&contested));
    assert!(colored(&["list", "-f", "status:single-party"]).contains("\u{1b}[33m○"));
}

#[test]
fn a_title_of_a_megabyte_makes_no_other_row_longer() {
    let event = |id: &str, title: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\ntitle = \"{title}\"\ndate = \"2031\"\nregions = [\"UA\"]\nsources = []\n"
        )
    };
    let long = "x".repeat(1_000_000);
    let text = event("a", &long) + &event("b", "short");
    let listed = out(&run_with_input(&["list", "--lenient", "-"], text.as_bytes()));
    let rows: Vec<&str> = listed.lines().collect();
    assert!(rows[0].contains(&long) && rows[0].ends_with("  Ukraine"), "in full");
    assert!(rows[1].contains("short  ") && rows[1].ends_with("  Ukraine") && rows[1].len() < 300);
}

#[test]
fn a_pipe_among_the_files_is_told_how_it_is_read() {
    let told = run(&["list", "/dev/null"]);
    assert_eq!(told.status.code(), Some(2));
    assert!(err(&told).contains("what comes from a pipe is read as `-`"), "{}", err(&told));
}
