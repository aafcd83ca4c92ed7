//! Any text is read to a timeline and faults, told in every format, and read back from JSON lines.
#![no_main]

use dateline::domain::copies::Copies;
use dateline::export::{Format, Group, Selection, write};
use dateline::loader::fault::render_human;
use dateline::loader::{Input, load};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: String| {
    let read = |text| load(&Input::Text { name: "fuzz".to_owned(), text }, &|_| ());
    let Ok(loaded) = read(text) else { return };
    let told = render_human(&loaded.faults, false);
    assert!(!told.chars().any(|c| c.is_control() && c != '\n'), "{told:?}");
    let events: Vec<_> = loaded.timeline.events().collect();
    let selection = Selection {
        timeline: &loaded.timeline,
        events: &events,
        query: String::new(),
        range: None,
        group: Group::Date,
        reverse: false,
        notes: true,
        copies: Copies::NONE,
    };
    for format in [Format::Markdown, Format::Csv, Format::Ics, Format::Timelinejs] {
        write(format, &selection, &mut Vec::new()).expect("a vector takes everything");
    }
    let mut lines = Vec::new();
    write(Format::Ndjson, &selection, &mut lines).expect("a vector takes everything");
    let lines = String::from_utf8(lines).expect("text comes from text");
    if !events.is_empty() {
        let again = read(lines).expect("lines are text");
        assert_eq!(again.timeline.len(), events.len());
    }
});
