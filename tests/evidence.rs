//! Who says so: ledger, figures, actor page, comparison and reading desk, from the command line, on
//! the shipped chronicle and on one of another field in three scripts.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

const FLOOD: &str = "tests/fixtures/flood";

fn dateline(arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn told(arguments: &[&str]) -> String {
    let (out, err, code) = dateline(arguments);
    assert_eq!(code, 0, "{err}");
    out
}

#[test]
fn an_event_is_shown_with_its_ledger_its_figures_and_what_its_quotes_are_worth() {
    insta::assert_snapshot!("flood_event", told(&["show", "dam-fails", FLOOD]));
}

#[test]
fn the_kremlin_dismisses_and_putin_later_does_not_deny() {
    let ledger = told(&["show", "nk-troops-russia"]);
    let kremlin = ledger.find("✗ Kremlin: denies").unwrap();
    let change =
        "~ Vladimir Putin: declines to deny, a change from: denies (Kremlin, by 27 Oct 2024)";
    assert!(ledger.find(change).unwrap() > kremlin, "{ledger}");
    let markdown = told(&["export", "-f", "id:nk-troops-russia"]);
    assert!(markdown.contains("declines to deny, a change from: denies (Kremlin"), "{markdown}");
}

#[test]
fn a_page_tells_all_that_an_actor_and_those_below_it_say() {
    insta::assert_snapshot!("flood_actor", told(&["actor", "city", FLOOD]));
    insta::assert_snapshot!("russia", told(&["actor", "russia", "--format", "md"]));
    let json = told(&["actor", "russia", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let stances: Vec<&str> =
        json["claims"].as_array().unwrap().iter().map(|c| c["stance"].as_str().unwrap()).collect();
    assert_eq!(stances[..2], ["denies", "declines-to-deny"]);
    assert_eq!(json["claims"][1]["changed_from"]["by"], "kremlin");
}

#[test]
fn sources_stand_side_by_side_with_what_each_leaves_out_and_changes() {
    insta::assert_snapshot!("flood_sources", told(&["compare", "visnyk,sahifa,shimbun", FLOOD]));
    let shipped = told(&["compare", "voa-2024-10-28,voa-rewrite-2024-10-28"]);
    assert!(shipped.contains("Voice of America: tells 23 of 24, leaves out 1"), "{shipped}");
    insta::assert_snapshot!("shipped_sources", shipped);
}

#[test]
fn claimants_stand_side_by_side() {
    let page = told(&["compare", "dsns,city", FLOOD, "--format", "md"]);
    assert!(page.contains("| \\+ | via |") || page.contains("| ≠ | евакуйовано |"), "{page}");
    insta::assert_snapshot!("flood_claimants", page);
}

#[test]
fn sources_are_not_compared_with_actors_nor_one_with_nothing() {
    for (ids, reason) in [
        ("visnyk,city", "sources stand beside sources"),
        ("visnyk", "two or more"),
        ("visnyk,visnik", "no source or actor `visnik` (did you mean visnyk?)"),
        ("visnik,visnyk", "no source or actor `visnik` (did you mean visnyk?)"),
    ] {
        let (_, err, code) = dateline(&["compare", ids, FLOOD]);
        assert_eq!(code, 2);
        assert!(err.contains(reason), "{err}");
    }
}

#[test]
fn an_actor_goes_by_what_a_query_calls_it() {
    let by_id = told(&["actor", "putin"]);
    for name in ["Vladimir Putin", "VLADÍMIR PUTIN", "vlad"] {
        assert_eq!(told(&["actor", name]), by_id, "{name}");
    }
    assert_eq!(told(&["actor", "市長", FLOOD]), told(&["actor", "mayor", FLOOD]), "an alias");
    let side_by_side = told(&["compare", "рятувальники, місто", FLOOD]);
    assert_eq!(side_by_side, told(&["compare", "dsns,city", FLOOD]));
}

#[test]
fn a_source_goes_by_its_id_or_its_only_start() {
    let by_id = told(&["source", "visnyk", FLOOD]);
    assert_eq!(told(&["source", "VISNYK", FLOOD]), by_id);
    assert_eq!(told(&["source", "v*", FLOOD]), by_id);
    // By words of its title or its publisher, as in a query.
    assert_eq!(told(&["source", "вода прорвала", FLOOD]), by_id);
    assert_eq!(told(&["source", "Вісник", FLOOD]), by_id);
    let columns = told(&["compare", "v*,shi*", FLOOD]);
    assert_eq!(columns, told(&["compare", "visnyk,shimbun", FLOOD]));
    assert_eq!(columns, told(&["compare", "Вісник,新聞", FLOOD]));
}

#[test]
fn what_is_not_one_actor_or_source_is_refused_as_in_a_query() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("actors.toml");
    let actor = |id: &str, name: &str| format!("[[actor]]\nid = \"{id}\"\nname = \"{name}\"\n");
    let actors = [
        actor("city-guard", "City Guard"),
        actor("city-council", "City Council"),
        actor("smith-a", "J. Smith"),
        actor("smith-b", "J. Smith"),
    ];
    std::fs::write(&path, actors.concat()).unwrap();
    let path = path.to_str().unwrap();
    for (arguments, reason) in [
        (
            ["actor", "city", path],
            r#"more than one actor starts with `city` (write one of "City Guard", "City Council")"#,
        ),
        (
            ["actor", "j. smith", path],
            "more than one actor is called `j. smith` (write one of smith-a, smith-b)",
        ),
        (["actor", "city gard", path], r#"no actor `city gard` (did you mean "City Guard"?)"#),
        (["actor", "zzz", path], "no actor `zzz` (write an id, a name or an alias"),
        (["compare", "city-guard,city", path], "more than one actor starts with `city`"),
        (["source", "visnik", FLOOD], "no source `visnik` (did you mean visnyk?)"),
        (
            ["source", "s*", FLOOD],
            "`s*` means 2 sources; write the id of one:\n  sahifa  الفيضان يغمر البلدة القديمة\n  shimbun  ",
        ),
        (["source", "Листивка", FLOOD], "no source `Листивка` (did you mean leaflet?)"),
        (["source", "x*", FLOOD], "no source `x*`"),
    ] {
        let (out, err, code) = dateline(&arguments);
        assert_eq!((&*out, code), ("", 2), "{arguments:?}");
        assert!(err.contains(reason), "{err}");
    }
}

#[test]
fn a_source_that_was_published_later_is_not_looked_into() {
    for what in [["source", "shimbun"], ["compare", "visnyk,shimbun"]] {
        let (out, err, code) =
            dateline(&[&what[..], &["--known-on", "2031-05-04", FLOOD]].concat());
        assert_eq!((&*out, code), ("", 2));
        assert!(err.contains("`shimbun` was published on 6 May 2031: not known then"), "{err}");
        told(&[&what[..], &["--known-on", "2031-05-06", FLOOD]].concat());
    }
    let (_, err, code) = dateline(&["source", "leaflet", "--known-on", "2031-05-04", FLOOD]);
    assert_eq!(code, 2);
    assert!(err.contains("`leaflet` has no date: not known then"), "{err}");
}

#[test]
fn a_source_is_read_by_paragraphs_with_its_quotes_and_what_nobody_cites() {
    let page = told(&["source", "visnyk", FLOOD, "--color", "always"]);
    assert!(page.contains("\u{1b}[4m\u{1b}[33mДамбу"), "the quote is marked: {page}");
    insta::assert_snapshot!("flood_source", told(&["source", "visnyk", FLOOD]));
    let missing = told(&["source", "shimbun", FLOOD]);
    assert!(missing.contains("✗ “ダムが決壊したことを認める”"), "{missing}");
    assert!(missing.contains("nearest, ¶2"), "{missing}");
    let none = told(&["source", "leaflet", FLOOD]);
    assert!(none.contains("No local copy at hand"), "{none}");
}

#[test]
fn exports_say_what_became_of_comparing_quotes() {
    let verdicts = |arguments: &[&str], input: &str| -> Vec<Option<String>> {
        let lines = told(&[&["list", "--format", "ndjson", input], arguments].concat());
        let events = lines.lines().map(|line| serde_json::from_str(line).unwrap());
        let claims =
            events.flat_map(|event: serde_json::Value| event["claims"].as_array().unwrap().clone());
        let word = |claim: serde_json::Value| claim["quote_verdict"].as_str().map(str::to_owned);
        claims.filter(|claim| claim["quote"].is_string()).map(word).collect()
    };
    let words = ["exact", "exact", "missing"].map(|word| Some(word.to_owned()));
    assert_eq!(verdicts(&[], FLOOD), words);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("visnyk.txt"), "Дамбу прорвало о\n23:40.\n").unwrap();
    let texts = folder.path().to_str().unwrap();
    let of_folder = verdicts(&["--texts", texts], FLOOD);
    assert_eq!(of_folder, [Some("normalised".to_owned()), None, None], "not compared, not told");
    let document = told(&["export", "--format", "json", FLOOD]);
    assert_eq!(document.matches(r#""quote_verdict": "exact""#).count(), 2);
    let page = told(&["actor", "dsns", "--format", "json", FLOOD]);
    assert!(page.contains(r#""quote_verdict": "exact""#), "{page}");
    let markdown = told(&["export", FLOOD]);
    assert!(markdown.contains("“Дамбу прорвало о 23:40” (✓ exact)"), "{markdown}");
    assert!(
        markdown.contains("“ダムが決壊したことを認める” (✗ missing in the copy)"),
        "{markdown}"
    );
}

#[test]
fn verdicts_on_quotes_are_not_read_back() {
    let lines = told(&["list", "--format", "ndjson", FLOOD]);
    assert!(lines.contains("quote_verdict"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.ndjson");
    std::fs::write(&path, lines).unwrap();
    let path = path.to_str().unwrap();
    let (out, err, code) = dateline(&["list", "--format", "ndjson", path]);
    assert_eq!((&*err, code), ("", 0));
    assert!(!out.contains("quote_verdict"), "there are no copies beside it");
    let ids = |input: &str| told(&["list", "--format", "ids", input]);
    assert_eq!(ids(path), ids(FLOOD));
    let faults = told(&["check", "--format", "json", path]);
    assert!(!faults.contains("unknown-key") && !faults.contains("\"error\""), "{faults}");
}
