//! The list, its filters, prompts and menus.

use crate::support::Screen;
use dateline::domain::claim::Stance;
use dateline::tui::keymap::BINDINGS;
use dateline::tui::message::{Effect, Message};
use dateline::tui::model::{Overlay, Pane};
use dateline::tui::{self, update};
use proptest::prelude::*;

pub(crate) const SIZE: (u16, u16) = (80, 24);

#[test]
fn both_ends_of_a_range_are_in_the_date_column() {
    let event = |id: &str, date: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\ntitle = \"T\"\ndate = \"{date}\"\nregions = [\"UA\"]\nsources = [\"s\"]\n"
        )
    };
    let text = "[[source]]\nid = \"s\"\ntitle = \"S\"\n".to_owned()
        + &event("a", "2031-07-29/2031-08-02")
        + &event("b", "2031-09-28/2031-10-12");
    for (size, ranges) in [
        (SIZE, ["29 Jul–2 Aug", "28 Sep–12 Oct"]),
        ((200, 50), ["29 Jul – 2 Aug", "28 Sep – 12 Oct"]),
    ] {
        let screen = Screen::open(&text, size);
        for range in ranges {
            screen.shows(range);
        }
    }
}

#[test]
fn a_region_typed_whole_is_under_the_cursor() {
    let text = "[[source]]\nid = \"s\"\ntitle = \"S\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\ndate = 2032\nregions = [\"TN\", \"TN-11\"]\nsources = [\"s\"]\n";
    let mut screen = Screen::open(text, SIZE);
    screen.press("rtunis<Space><Enter>");
    screen.shows("region:TN-11");
}

#[test]
fn a_menu_has_room_for_names_in_any_script() {
    let text = "[[source]]\nid = \"s\"\ntitle = \"S\"\n[[actor]]\nid = \"a\"\nname = \"الهيئة العليا للانتخابات\"\nkind = \"body\"\n[[actor]]\nid = \"b\"\nname = \"B\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\ndate = 2032\nregions = [\"TN\"]\nsources = [\"s\"]\nactors = [\"a\", \"b\"]\n";
    let mut screen = Screen::open(text, SIZE);
    screen.press("A");
    screen.shows("للانتخابات  body ");
}

#[test]
fn the_region_picker_leaves_only_what_touches_the_region() {
    let mut screen = Screen::built_in(SIZE);
    let all = screen.ids().len();
    screen.press("rkursk");
    screen.shows("› kursk");
    screen.press("<Space>");
    screen.shows("[x]");
    screen.press("<Enter>");
    screen.shows("region:RU-KRS");
    let chronicle = screen.model.timeline.chronicle();
    let kursk = chronicle.regions.find("RU-KRS").unwrap();
    assert!(!screen.model.selection.is_empty() && screen.model.selection.len() < all);
    for &event in &screen.model.selection {
        let mut regions = screen.model.timeline.event(event).regions().iter();
        let inside = |mut region| loop {
            if region == kursk {
                return true;
            }
            match chronicle.regions[region].parent {
                Some(parent) => region = parent,
                None => return false,
            }
        };
        assert!(regions.any(|&r| inside(r)), "{}", screen.model.timeline.event(event).id());
    }
    screen.shows(&format!("{} of {all}", screen.model.selection.len()));
}

#[test]
fn the_actor_nato_finds_the_statements_of_its_head() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("anato<Space><Enter>");
    screen.shows("actor:nato");
    screen.shows("Rutte");
    assert!(screen.ids().len() < screen.model.timeline.len());
}

#[test]
fn filters_are_cleared_and_the_last_change_is_undone() {
    let mut screen = Screen::built_in(SIZE);
    let all = screen.ids();
    screen.press("rkursk<Space><Enter>");
    let kursk = screen.ids();
    screen.press("c");
    assert_eq!(screen.ids(), all);
    screen.press("u");
    assert_eq!(screen.ids(), kursk);
    screen.press("u");
    assert_eq!(screen.ids(), all);
}

#[test]
fn a_bad_query_says_why_and_leaves_the_list() {
    let mut screen = Screen::built_in(SIZE);
    let all = screen.ids();
    screen.press("fcolour:red<Enter>");
    assert_eq!(screen.ids(), all);
    screen.shows("query: colour:red");
    let Overlay::Prompt(prompt) = &screen.model.overlay else { panic!("the prompt is gone") };
    assert!(prompt.error.as_ref().unwrap().contains("colour"));
    screen.press("<Esc>");
    assert_eq!(screen.ids(), all);
    screen.press("fstatus:contested<Enter>");
    assert!(screen.ids().len() < all.len());
}

#[test]
fn a_query_narrows_the_list_while_it_is_typed() {
    let mut screen = Screen::built_in(SIZE);
    let all = screen.ids();
    screen.press("jjfkur");
    let some = screen.ids();
    assert!(some.len() < all.len());
    screen.press("sk zzz");
    assert_eq!(screen.ids().len(), 0);
    screen.press("<Backspace><Backspace><Backspace>");
    assert!(!screen.ids().is_empty(), "what is deleted hides nothing any more");
    screen.press("<Esc>");
    assert_eq!((screen.ids(), screen.current()), (all.clone(), all[2].clone()));
    screen.press("fkursk<Enter>");
    let kursk = screen.ids();
    screen.press("u");
    assert_eq!(screen.ids(), all, "a query is one change, however many letters it has");
    assert!(kursk.len() < all.len());
}

#[test]
fn a_search_jumps_and_goes_on_both_ways() {
    let mut screen = Screen::built_in(SIZE);
    let all = screen.ids();
    screen.press("/kim jong<Enter>");
    screen.shows("match 1 of");
    let first = screen.current();
    screen.press("n");
    let second = screen.current();
    assert_ne!(first, second);
    screen.press("N");
    assert_eq!(screen.current(), first);
    assert_eq!(screen.ids(), all, "a search does not filter");
    screen.press("/zzzz");
    screen.shows("nothing found");
    screen.press("<Esc>");
    assert_eq!(screen.current(), first, "a cancelled search goes back");
}

#[test]
fn a_date_is_gone_to() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("d2024-06<Enter>");
    assert_eq!(screen.current(), "mutual-defence-pact");
    screen.press("dsoon");
    screen.press("<Enter>");
    assert!(matches!(&screen.model.overlay, Overlay::Prompt(p) if p.error.is_some()));
}

#[test]
fn a_marked_range_is_exported() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("gvjj");
    screen.shows("range: 3 events");
    screen.press("e");
    screen.shows("export to: dateline.md  as Markdown");
    let effects = screen.press("<Enter>");
    assert_eq!(effects, [Effect::Export { path: "dateline.md".into(), force: false }]);
    let (events, range) = tui::cut::events(&screen.model);
    assert_eq!(events, screen.model.selection[..3]);
    assert!(range.is_some());
}

#[test]
fn chips_that_have_no_room_are_cut_and_counted() {
    let chips = |size, keys: &str| {
        let mut screen = Screen::built_in(size);
        screen.press(keys);
        screen.text().lines().nth(2).unwrap_or_default().trim_end().to_owned()
    };
    let keys = "fregion:UA or region:RU or status:contested<Enter>mjm/of<Enter>";
    let query = "  region:UA or region:RU or status:contested";
    assert_eq!(chips((80, 24), keys), format!("{query}   marked: 2   /of"));
    assert_eq!(chips((60, 24), keys), format!("{query}   marked: 2  +1"));
    assert_eq!(chips((46, 24), keys), "  region:UA or region:RU or status:contes…  +2");
    assert_eq!(chips((40, 24), keys), "  region:UA or region:RU or status:…  +2");
    assert_eq!(
        chips((40, 24), "fregion:UA or region:RU or status:contested<Enter>"),
        "  region:UA or region:RU or status:con…"
    );
}

#[test]
fn an_export_is_in_the_format_that_its_name_ends_in() {
    let mut screen = Screen::built_in(SIZE);
    for (name, format) in [("t.CSV", "CSV"), ("a b.ics", "a calendar"), ("x.jsonl", "JSON lines")] {
        screen.press("e");
        screen.press(&"<Backspace>".repeat("dateline.md".len()));
        screen.press(name);
        screen.shows(&format!("export to: {name}  as {format}"));
        let effects = screen.press("<Enter>");
        assert_eq!(effects, [Effect::Export { path: name.into(), force: false }]);
        screen.press("<Esc>");
    }
}

#[test]
fn x_shows_contested_events_only_and_all_again() {
    let mut screen = Screen::built_in(SIZE);
    let all = screen.ids();
    screen.press("x");
    screen.shows("status:contested");
    assert!(screen.text().lines().filter(|line| line.contains('◆')).count() == screen.ids().len());
    screen.press("x");
    assert_eq!(screen.ids(), all);
}

#[test]
fn periods_are_stepped_over() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("}");
    let second = screen.model.cursor;
    assert!(second > 0);
    screen.press("}{");
    assert_eq!(screen.model.cursor, second);
    screen.press("{");
    assert_eq!(screen.model.cursor, 0);
}

#[test]
fn an_event_opens_in_place_and_is_read_line_by_line() {
    let mut screen = Screen::built_in((80, 12));
    screen.stand_on("nk-troops-russia");
    screen.press("<Enter>");
    let top = screen.text();
    screen.press("jjj");
    assert_eq!(screen.current(), "nk-troops-russia", "still inside");
    assert_ne!(screen.text(), top);
    for _ in 0..200 {
        screen.press("j");
    }
    assert_eq!(screen.model.cursor, screen.model.selection.len() - 1);
    screen.stand_on("nk-troops-russia");
    screen.press("<Enter>");
    assert!(screen.model.expanded.is_empty());
}

#[test]
fn an_open_event_is_read_by_pages_to_its_end_and_then_left() {
    for (down, up) in [("<Space>", "b"), ("<PageDown>", "<PageUp>"), ("<Ctrl-d>", "<Ctrl-u>")] {
        let mut screen = Screen::built_in((80, 12));
        screen.stand_on("nk-troops-russia");
        screen.press("<Enter>");
        let lines = |screen: &Screen| -> Vec<String> {
            let text = screen.text();
            let rows = screen.model.areas().rows;
            let (top, height) = (usize::from(rows.y), usize::from(rows.height));
            let shown = text.lines().skip(top).take(height).map(|line| line.trim_end_matches('▐'));
            shown.filter(|line| !line.contains('▼')).map(|line| line.trim_end().into()).collect()
        };
        let mut by_pages = lines(&screen);
        let mut by_lines = by_pages.clone();
        let first = screen.text();
        screen.shows("▼");
        while screen.text().contains('▼') {
            screen.press(down);
            by_pages.extend(lines(&screen));
        }
        assert_eq!(screen.current(), "nk-troops-russia", "{down} leaves the event too early");
        let end = screen.model.skip;
        screen.press("g");
        screen.stand_on("nk-troops-russia");
        assert_eq!(screen.text(), first);
        while screen.model.skip < end {
            screen.press("j");
            by_lines.extend(lines(&screen));
        }
        for line in by_lines {
            assert!(by_pages.contains(&line), "{down} jumps past {line:?}");
        }
        while screen.model.skip > 0 {
            screen.press(up);
        }
        assert_eq!(screen.text(), first);
        for _ in 0..50 {
            screen.press(down);
        }
        assert_ne!(screen.current(), "nk-troops-russia", "after its end, {down} goes on");
    }
}

#[test]
fn a_link_is_followed_and_gone_back_from() {
    let mut screen = Screen::built_in(SIZE);
    screen.stand_on("nk-troops-russia");
    screen.press("l");
    screen.shows("Linked events");
    let Overlay::Links { rows, .. } = &screen.model.overlay else { panic!("no links") };
    let target = screen.model.timeline.event(rows[0].1).id().to_string();
    screen.press("<Enter>");
    assert_eq!(screen.current(), target);
    screen.press("<Backspace>");
    assert_eq!(screen.current(), "nk-troops-russia");
}

#[test]
fn the_detail_pane_scrolls() {
    let mut screen = Screen::built_in((120, 14));
    screen.stand_on("nk-troops-russia");
    screen.press("<Tab>");
    assert_eq!(screen.model.pane, Pane::Detail);
    let before = screen.text();
    screen.press("jj");
    assert_eq!(screen.current(), "nk-troops-russia");
    assert_ne!(screen.text(), before);
    screen.press("<Esc>");
    assert_eq!(screen.model.pane, Pane::List);
}

#[test]
fn help_lists_every_key_and_glyph() {
    let mut screen = Screen::built_in((100, 140));
    screen.press("?");
    for binding in BINDINGS {
        screen.shows(&format!("  {:<16}{}", binding.chords.join(" "), binding.about));
    }
    for stance in Stance::ALL {
        screen.shows(&format!("{}  {}", stance.glyph(), stance.phrase()));
    }
    for glyph in ["◆  contested", "≠  differs", "▌  a paragraph", "│  one", "○  one"] {
        screen.shows(glyph);
    }
    screen.press("<Esc>");
    assert!(matches!(screen.model.overlay, Overlay::None));
}

#[test]
fn one_press_comes_back_from_the_end_of_the_help() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("?G");
    let end = screen.text();
    screen.press("jjj");
    assert_eq!(screen.text(), end);
    screen.press("k");
    assert_ne!(screen.text(), end);
}

#[test]
fn escape_steps_back_one_thing_at_a_time() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("mv<Esc>");
    assert!(screen.model.range_from.is_none());
    assert_eq!(screen.model.marks.len(), 1);
    screen.press("<Esc>");
    assert!(screen.model.marks.is_empty());
    assert!(!screen.model.quit);
}

const ONE: &str = r#"
[[event]]
id = "one"
title = "The only event"
date = "2024-06-01"
"#;

#[test]
fn every_size_draws_under_every_overlay() {
    let opened =
        ["", "<Enter>", "r", "akim", "fx:", "/ki", "e", "l", "o", "?", "t?", "!", "d", "vG", "["];
    let widths = (0..=100).step_by(7).chain([1, 23, 24, 25, 59, 60, 61, 100, 109, 110, 1000]);
    let sizes: Vec<(u16, u16)> = widths
        .flat_map(|w| (0..=30).step_by(3).chain([1, 5, 7, 11, 13]).map(move |h| (w, h)))
        .collect();
    for keys in opened {
        for text in [None, Some(""), Some(ONE)] {
            let mut screen =
                text.map_or_else(|| Screen::built_in(SIZE), |text| Screen::open(text, SIZE));
            screen.press(keys);
            for &(columns, rows) in &sizes {
                if text.is_some() && columns % 2 == 1 {
                    continue;
                }
                update::update(&mut screen.model, Message::Resize(columns, rows));
                screen.text();
            }
        }
    }
}

const KEYS: &[&str] = &[
    "j",
    "k",
    "<Space>",
    "b",
    "<Ctrl-d>",
    "<Ctrl-u>",
    "g",
    "G",
    "}",
    "{",
    "<Enter>",
    "z",
    "<Tab>",
    "l",
    "<Backspace>",
    "r",
    "a",
    "f",
    "x",
    "K",
    "[",
    "]",
    "c",
    "u",
    "/",
    "n",
    "N",
    "d",
    "v",
    "e",
    "m",
    "y",
    "o",
    "E",
    "!",
    "?",
    "<Esc>",
    "<Down>",
    "<Up>",
    "-",
    "2024",
    "kim",
    "<Home>",
    "<PageDown>",
    "<Left>",
    "ż",
    "status:contested",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]
    #[test]
    fn no_keys_break_the_screen(
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..60),
        wide in any::<bool>(),
    ) {
        let mut screen = Screen::built_in(if wide { (130, 20) } else { (50, 10) });
        for key in keys {
            screen.press(key);
            let len = screen.model.selection.len();
            prop_assert!(screen.model.cursor < len.max(1));
            prop_assert!(screen.model.top <= screen.model.cursor);
        }
        screen.text();
    }
}

#[test]
fn the_screen_of_a_day_looks_like_this() {
    let mut screen = Screen::open(crate::known::STORY, SIZE);
    screen.stand_on("closing");
    screen.press("<Enter>[[[");
    insta::assert_snapshot!("known_on", screen.text());
}

#[test]
fn pictures() {
    let picture = |name: &str, size, id: Option<&str>, keys: &str| {
        let mut screen = Screen::built_in(size);
        if let Some(id) = id {
            screen.stand_on(id);
        }
        screen.press(keys);
        insta::assert_snapshot!(name, screen.text());
    };
    let mut contested = Screen::built_in(SIZE);
    contested.press("x");
    let contested = contested.current();
    picture("start", SIZE, None, "");
    picture("contested", SIZE, Some(&contested), "<Enter>");
    picture("regions", SIZE, None, "r");
    picture("help", SIZE, None, "?");
    picture("wide", (120, 40), Some("nk-troops-russia"), "");
    picture("narrow", (40, 10), None, "");
    picture("tiny", (20, 5), None, "");
}

#[test]
fn an_open_event_is_named_while_one_reads_in_it() {
    let mut screen = Screen::built_in(SIZE);
    screen.stand_on("nk-troops-russia");
    screen.press("<Enter>");
    assert!(!screen.text().contains("October 2024 · "));
    screen.press("<PageDown>");
    screen.shows(" October 2024 · North Korean troops are sent to Russia\n");
}
