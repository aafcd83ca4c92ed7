//! Whole documents of the shipped chronicle, as they are handed to others.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "helpers of tests; a failure is a failed test")]

use std::process::Command;

fn dateline(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // The hash changes with every edit of the data; that it is there is enough.
    let text = String::from_utf8(output.stdout).unwrap();
    let hash =
        text.lines().find_map(|line| line.strip_prefix("- Data: SHA-256 ")).map(str::to_owned);
    hash.map_or(text.clone(), |hash| text.replace(&hash, "…")).replace('\r', "")
}

#[test]
fn markdown() {
    insta::assert_snapshot!(dateline(&["export"]));
}

#[test]
fn markdown_of_a_query_by_region() {
    let arguments = ["export", "--filter", "status:contested", "--group", "region", "--notes"];
    insta::assert_snapshot!(dateline(&arguments));
}

#[test]
fn table() {
    insta::assert_snapshot!(dateline(&["list"]));
}

#[test]
fn one_event() {
    insta::assert_snapshot!(dateline(&["show", "nk-troops-russia"]));
}

#[test]
fn one_event_as_json() {
    insta::assert_snapshot!(dateline(&[
        "list",
        "--format",
        "json",
        "--filter",
        "id:nk-troops-russia"
    ]));
}

#[test]
fn calendar() {
    insta::assert_snapshot!(dateline(&["export", "--format", "ics"]));
}
