//! Reading again one changed file comes to what reading all of them comes to, or is refused.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline::domain::copies::Copies;
use dateline::export::{Format, Group, Selection, write};
use dateline::loader::{Input, digest, load, patch};
use dateline::timeline::Timeline;
use std::path::{Path, PathBuf};

const REGISTRY: &str = r#"
[chronicle]
title = "Harbour"
[[source]]
id = "s"
title = "S"
published = "2031-05-04"
[[actor]]
id = "union"
name = "Union"
[[event]]
id = "first"
title = "First"
date = "2031-05-01"
regions = ["CL"]
sources = ["s"]
"#;

fn event(id: &str, date: &str, rest: &str) -> String {
    format!(
        "[[event]]\nid = \"{id}\"\ntitle = \"Event {id}\"\ndate = \"{date}\"\nregions = [\"CL\"]\nsources = [\"s\"]\n{rest}\n"
    )
}

fn denies(about: &str) -> String {
    format!(
        "[[event.claim]]\nby = \"union\"\nstance = \"denies\"\nabout = \"{about}\"\nsources = [\"s\"]\n"
    )
}

fn lines(timeline: &Timeline) -> String {
    digest::settle(timeline.chronicle());
    let events: Vec<_> = timeline.events().collect();
    let selection = Selection {
        timeline,
        events: &events,
        query: String::new(),
        range: None,
        group: Group::Date,
        reverse: false,
        notes: true,
        copies: Copies::NONE,
    };
    let mut out = Vec::new();
    write(Format::Json, &selection, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A chronicle of three files in a folder of its own.
fn folder() -> (tempfile::TempDir, Input, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("a.toml"), REGISTRY).unwrap();
    let changing = at("b.toml");
    std::fs::write(&changing, event("closed", "2031-05-03", "")).unwrap();
    std::fs::write(at("c.toml"), event("denial", "2031-05-04", &denies("closed"))).unwrap();
    let input = Input::Paths(vec![folder.path().to_owned()]);
    (folder, input, changing)
}

/// Whether the change was read alone; then it came to the same as reading everything.
fn patched(input: &Input, path: &Path, text: &str) -> bool {
    let old = load(input, &|_| ()).unwrap();
    std::fs::write(path, text).unwrap();
    let Some(patched) = patch(&old.timeline, &old.faults, &[path.to_owned()]) else { return false };
    let whole = load(input, &|_| ()).unwrap();
    assert_eq!(lines(&patched.timeline), lines(&whole.timeline));
    assert_eq!(patched.faults, whole.faults);
    true
}

#[test]
fn events_of_one_file_are_read_alone() {
    let (_folder, input, path) = folder();
    let closed = |date| event("closed", date, &denies("first"));
    assert!(patched(&input, &path, &closed("2031-05-09")), "its place changes");
    assert!(patched(&input, &path, &(closed("2031-05-02") + &event("more", "2031", ""))));
    assert!(patched(&input, &path, &closed("2031-05-02")), "one is gone");
}

#[test]
fn what_changes_more_than_its_file_is_read_with_all() {
    let (folder, input, path) = folder();
    let closed = event("closed", "2031-05-03", "");
    for (text, why) in [
        (event("opened", "2031-05-03", ""), "another event is about the one that is gone"),
        (event("closed", "some day", ""), "a fault"),
        (closed.clone() + &event("first", "2031", ""), "an id that is taken elsewhere"),
        (closed.clone() + &event("elsewhere", "2031", &denies("nothing")), "an unknown name"),
        (closed.replace("\"CL\"", "\"UA-63\""), "a region that nothing named before"),
        (closed.clone() + "[[source]]\nid = \"t\"\ntitle = \"T\"\n", "a declaration"),
        (String::from("[chronicle]\ntitle = \"x\"\n") + &closed, "a title"),
    ] {
        assert!(!patched(&input, &path, &text), "{why}");
        std::fs::write(&path, &closed).unwrap();
    }
    let registry = folder.path().join("a.toml");
    assert!(!patched(&input, &registry, &REGISTRY.replace("First", "Primary")), "declarations");
    assert!(!patched(&input, &folder.path().join("d.toml"), &event("d", "2031", "")), "a new file");
}
