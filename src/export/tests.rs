//! What every format promises, on a small chronicle with hostile text in it.

use super::*;
use crate::export::sample::{selection, timeline};
use crate::page::Telling;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

fn written(format: Format, group: Group) -> String {
    let timeline = timeline();
    let events: Vec<EventIx> = timeline.events().collect();
    let selection = Selection { group, ..selection(&timeline, &events) };
    let mut out = Vec::new();
    write(format, &selection, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_is_the_same_to_the_byte_and_free_of_controls() {
    for &format in Format::ALL {
        for &group in Group::ALL {
            let text = written(format, group);
            assert_eq!(text, written(format, group), "{format}");
            let control =
                |c: char| c.is_control() && !(c == '\n' || format == Format::Ics && c == '\r');
            assert_eq!(text.find(control), None, "{format}");
            assert!(!text.contains('\u{202e}'), "{format}");
        }
    }
}

#[test]
fn the_markdown_document_reads_like_this() {
    insta::assert_snapshot!("markdown", written(Format::Markdown, Group::Date));
}

#[test]
fn the_markdown_document_by_region_reads_like_this() {
    let text = written(Format::Markdown, Group::Region);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("##")).collect();
    insta::assert_snapshot!("markdown_regions", headings.join("\n"));
}

#[test]
fn the_table_reads_like_this() {
    insta::assert_snapshot!("table", written(Format::Table, Group::Date));
    insta::assert_snapshot!("table_regions", written(Format::Table, Group::Region));
}

#[test]
fn a_table_on_a_terminal_is_cut_to_its_columns() {
    let timeline = timeline();
    let events: Vec<EventIx> = timeline.events().collect();
    for columns in [1, 10, 30, 50, 80, 120] {
        let mut out = Vec::new();
        let style = table::Style { columns: Some(columns), color: false };
        table::write(&selection(&timeline, &events), style, &mut out).unwrap();
        for line in String::from_utf8(out).unwrap().lines() {
            let width = crate::domain::text::width(line);
            assert!(width <= columns.max(4), "{width} > {columns}: {line}");
        }
    }
}

#[test]
fn other_formats_read_like_this() {
    for format in [Format::Json, Format::Csv, Format::Ics, Format::Geojson, Format::Timelinejs] {
        insta::assert_snapshot!(format.word(), written(format, Group::Date).replace('\r', ""));
    }
}

#[test]
fn nothing_in_the_data_becomes_markup() {
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let text = written(Format::Markdown, Group::Date);
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{event:?}"),
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
                assert_eq!(&*dest_url, "https://example.org/a_%28b%29?c%7Cd");
            }
            Event::Start(pulldown_cmark::Tag::Image { .. } | pulldown_cmark::Tag::CodeBlock(_)) => {
                panic!("{event:?}")
            }
            _ => {}
        }
    }
}

#[test]
fn footnotes_are_numbered_in_order_of_use_and_all_defined() {
    let text = written(Format::Markdown, Group::Date);
    let mut highest = 0;
    for mark in text.split("[^").skip(1) {
        let number: usize = mark.split(']').next().unwrap().parse().unwrap();
        assert!(number <= highest + 1, "{number} after {highest}");
        highest = highest.max(number);
        assert!(text.contains(&format!("\n[^{number}]: ")), "{number}");
    }
    assert!(highest > 2);
}

#[test]
fn a_yanked_event_brings_its_own_footnotes() {
    let timeline = timeline();
    let index = timeline.chronicle().find_event("union-denies").unwrap();
    let text = markdown::event(&selection(&timeline, &[index]), index);
    assert!(text.starts_with("### Union denies it\n"), "{text}");
    assert!(text.contains("[^1]: "), "{text}");
}

#[test]
fn notes_are_kept_back_unless_asked_for() {
    let timeline = timeline();
    let events: Vec<EventIx> = timeline.events().collect();
    for &format in EXPORT_FORMATS.iter().filter(|&&format| format != Format::Timelinejs) {
        for notes in [false, true] {
            let mut out = Vec::new();
            write(format, &Selection { notes, ..selection(&timeline, &events) }, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert_eq!(text.contains("checked twice"), notes, "{format}");
        }
    }
}

#[test]
fn reverse_turns_the_order_and_nothing_else() {
    let timeline = timeline();
    let events: Vec<EventIx> = timeline.events().collect();
    let ids = |reverse| {
        let mut out = Vec::new();
        write(Format::Ids, &Selection { reverse, ..selection(&timeline, &events) }, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut backward = ids(true);
    backward.reverse();
    assert_eq!(ids(false), backward);
}

#[test]
fn an_event_has_the_keys_of_the_contract_in_every_json_format() {
    let line = written(Format::Ndjson, Group::Date);
    for line in line.lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        for key in [
            "id",
            "title",
            "date",
            "earliest",
            "latest",
            "display_date",
            "kind",
            "regions",
            "actors",
            "summary",
            "status",
            "origins",
            "sources",
            "claims",
            "figures",
            "accounts",
            "tags",
            "relations",
            "file",
            "line",
        ] {
            assert!(event.get(key).is_some(), "{key}");
        }
    }
    let geojson: ::geojson::GeoJson = written(Format::Geojson, Group::Date).parse().unwrap();
    assert!(matches!(geojson, ::geojson::GeoJson::FeatureCollection(_)));
}

#[test]
fn a_selection_of_nothing_is_a_whole_document() {
    let timeline = timeline();
    let written = |format| {
        let mut out = Vec::new();
        write(format, &selection(&timeline, &[]), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let json: Value = serde_json::from_str(&written(Format::Json)).unwrap();
    assert_eq!(json["events"], serde_json::json!([]));
    assert_eq!(
        written(Format::Geojson),
        "{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n"
    );
    let json: Value = serde_json::from_str(&written(Format::Timelinejs)).unwrap();
    assert_eq!(json["events"], serde_json::json!([]));
    assert_eq!((written(Format::Ndjson).as_str(), written(Format::Table).as_str()), ("", ""));
    assert!(written(Format::Ics).ends_with("END:VCALENDAR\r\n"));
    assert!(written(Format::Markdown).ends_with('\n'));
}

#[test]
fn the_claims_of_an_actor_have_their_keys_in_one_order() {
    let timeline = timeline();
    let keys = |actor| {
        let actor = timeline.chronicle().actors.find(actor).unwrap();
        let told = evidence::actor(Telling { timeline: &timeline, copies: Copies::NONE }, actor);
        told["claims"][0].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    // One stands in the event it is about, the other one does not.
    assert_eq!(keys("authority"), keys("union"));
    assert!(keys("union").ends_with(&["line", "event", "about"].map(str::to_owned)));
}
