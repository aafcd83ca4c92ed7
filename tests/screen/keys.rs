//! The list, its filters, prompts and menus.

use crate::support::Screen;
use dateline::loader::{self, Input};
use dateline::tui::keymap::{BINDINGS, Scope};
use dateline::tui::message::{Effect, Message};
use dateline::tui::model::{Model, Overlay, Pane};
use dateline::tui::{self, Options, update};
use proptest::prelude::*;

pub(crate) const SIZE: (u16, u16) = (80, 24);

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
        let mut regions = screen.model.timeline.event(event).regions.iter();
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

/// More events than a key waits for: a word in all of them, one in few, and one in the last.
fn many() -> String {
    let event = |i: usize| {
        let word = if i == 5_999 { "zugzwang" } else { "board" };
        let often = if i % 1_000 == 7 { " fieldfare" } else { "" };
        let day = i / 20;
        format!(
            "[[event]]\nid = \"e{i}\"\ntitle = \"A {word} meets{often}\"\ndate = \"20{:02}-{:02}-{:02}\"\nunplaced = true\nsources = [\"s\"]\n",
            10 + day / 336,
            day / 28 % 12 + 1,
            day % 28 + 1
        )
    };
    let source = "[[source]]\nid = \"s\"\ntitle = \"S\"\n".to_owned();
    source + &(0..6_000).map(event).collect::<String>()
}

#[test]
fn a_word_in_many_events_is_shown_before_it_is_counted() {
    let mut screen = Screen::open(&many(), SIZE);
    let effects = screen.press("fboard");
    assert!(effects.contains(&Effect::Inquire));
    screen.shows("≥ ");
    screen.shows("A board meets");
    let inquiry = screen.model.inquiries.open().unwrap().clone();
    update::update(&mut screen.model, Message::Answer(inquiry.answer().unwrap()));
    screen.shows(" 5999 of 6000 events");
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("fmeet");
    let late = screen.model.inquiries.open().unwrap().answer().unwrap();
    screen.press("s fieldfare");
    let shown = screen.text();
    update::update(&mut screen.model, Message::Answer(late));
    assert_eq!(screen.text(), shown);
    screen.press("<Enter>G");
    assert_eq!(screen.ids().len(), 6, "a command on the list waits for all rows");
    assert_eq!(screen.current(), "e5007");
}

#[test]
fn the_rows_in_sight_are_those_of_the_whole_answer() {
    for keys in ["", "G", "<PageDown><PageDown>jjj", "d2010-06<Enter>"] {
        let mut screen = Screen::open(&many(), SIZE);
        screen.press(keys);
        screen.press("fboard");
        let rows = |screen: &Screen| {
            let text = screen.text();
            text.lines()
                .skip(4)
                .map(|line| line.trim_end_matches(['▐', ' ']).to_owned())
                .collect::<Vec<_>>()
        };
        let (first, current) = (rows(&screen), screen.current());
        let inquiry = screen.model.inquiries.open().unwrap().clone();
        update::update(&mut screen.model, Message::Answer(inquiry.answer().unwrap()));
        assert_eq!(screen.current(), current, "{keys}");
        assert_eq!(rows(&screen), first, "{keys}");
    }
}

#[test]
fn data_read_again_under_a_prompt_leaves_it_as_it_was() {
    let mut screen = Screen::open(&many(), SIZE);
    let read = || {
        let text = many().replace("e17\"", "e17-renamed\"");
        let input = Input::Text { name: "test.toml".to_owned(), text };
        loader::load(&input, &|_| ()).unwrap()
    };
    screen.press("jjfmeets field");
    tui::take(&mut screen.model, read(), &Options::default()).unwrap();
    screen.press("<Enter>G");
    assert_eq!(screen.current(), "e5007");
    screen.press("cgjjfzugz");
    tui::take(&mut screen.model, read(), &Options::default()).unwrap();
    screen.press("<Esc>g");
    assert_eq!((screen.ids().len(), screen.current().as_str()), (6_000, "e0"));
    screen.press("r");
    tui::take(&mut screen.model, read(), &Options::default()).unwrap();
    assert!(matches!(screen.model.overlay, Overlay::Regions(_)), "with the rows of the new data");
}

#[test]
fn a_search_among_many_lands_and_is_counted_later() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("/zugzwang");
    let answer = screen.model.inquiries.open().unwrap().answer().unwrap();
    update::update(&mut screen.model, Message::Answer(answer));
    assert_eq!(screen.current(), "e5999");
    screen.shows("match 1 of 1");
    screen.press("<Esc>/fieldfare<Enter>");
    assert_eq!(screen.current(), "e7");
    screen.press("n");
    assert_eq!(screen.current(), "e1007");
    screen.shows("match 2 of 6");
}

#[test]
fn what_is_prepared_changes_no_screen() {
    let mut screen = Screen::open(&many(), SIZE);
    let mut prepared = Screen::open(&many(), SIZE);
    prepared.model.timeline.prepare();
    for keys in ["fzugz<Enter>", "c", "/fieldfare<Enter>", "n", "<Esc>", "f-board<Enter>"] {
        screen.press(keys);
        prepared.press(keys);
        // Without preparation the rows may still be out.
        screen.press("<F1><Esc>");
        prepared.press("<F1><Esc>");
        assert_eq!(screen.text(), prepared.text(), "{keys}");
    }
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
    screen.shows("export Markdown to: dateline.md");
    let effects = screen.press("<Enter>");
    assert_eq!(effects, [Effect::Export { path: "dateline.md".into(), force: false }]);
    let (events, range) = tui::cut::events(&screen.model);
    assert_eq!(events, screen.model.selection[..3]);
    assert!(range.is_some());
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
fn help_lists_every_key_of_the_list() {
    let mut screen = Screen::built_in((100, 60));
    screen.press("?");
    for binding in BINDINGS.iter().filter(|b| b.scope == Scope::Browse) {
        screen.shows(binding.about);
        screen.shows(&binding.chords.join(" "));
    }
    screen.press("<Esc>");
    assert!(matches!(screen.model.overlay, Overlay::None));
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

/// A bad event, one that looks confirmed and is not, and one with figures that differ.
const WEAK: &str = r#"
[[source]]
id = "paper"
title = "Paper"
published = "2031-05-04"

[[source]]
id = "wire"
title = "Wire"
published = "2031-05-04"
origin = "paper"

[[event]]
id = "closed"
title = "The harbour is closed"
date = "2031-05-03"
regions = ["UA"]
sources = ["paper", "wire"]

[[event]]
id = "turned-away"
title = "Ships are turned away"
date = "2031-05-04"
regions = ["RU"]
sources = ["paper"]

  [[event.figure]]
  measure = "ships that were turned away at the mouth of the harbour, counting those that came back"
  value = 12
  sources = ["paper#2"]

  [[event.figure]]
  measure = "ships that were turned away at the mouth of the harbour, counting those that came back"
  value = 9
  sources = ["wire#2"]

[[event]]
id = "lost"
title = "Lost"
date = "some day"
regions = ["UA"]
sources = ["paper"]
"#;

#[test]
fn the_report_tells_errors_then_weak_spots() {
    let mut screen = Screen::open(WEAK, SIZE);
    screen.shows("1 error in the data (!)");
    screen.press("!");
    screen.shows("The data: 1 error, 3 warnings");
    screen.shows("test.toml:40:13  date");
    let text = screen.text();
    let place = |heading: &str| text.find(heading).unwrap_or_else(|| panic!("{heading}: {text}"));
    assert!(place("Dates that are none") < place("Several sources, or an agreement"));
    assert!(place("Several sources, or an agreement") < place("Figures of one thing"));
    insta::assert_snapshot!("report", text);
    screen.press("G");
    screen.shows("9 (`wire#2`)");
    let mut wide = Screen::open(WEAK, (200, 50));
    wide.press("!}}");
    insta::assert_snapshot!("report_wide", wide.text());
}

#[test]
fn the_report_leads_to_the_event_through_filters() {
    let mut screen = Screen::open(WEAK, SIZE);
    screen.press("fregion:RU<Enter>");
    assert_eq!(screen.ids(), ["turned-away"]);
    screen.press("!j<Enter>");
    assert_eq!(screen.current(), "closed");
    screen.shows("filters cleared to show it");
    screen.press("!G<Enter>");
    assert_eq!(screen.current(), "turned-away");
    screen.press("<Backspace>");
    assert_eq!(screen.current(), "closed");
}

#[test]
fn the_report_on_files_opens_the_line_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weak.toml");
    std::fs::write(&path, WEAK).unwrap();
    let input = Input::Paths(vec![path.clone()]);
    let mut screen = Screen::of(&input, SIZE);
    let effects = screen.press("!GE");
    assert_eq!(effects, [Effect::Edit { path: path.clone(), line: 32, event: None }]);
    // The editor has mended the last event; the report is that of the new data.
    std::fs::write(&path, WEAK.replace("some day", "2031-05-05")).unwrap();
    let loaded = loader::load(&input, &|_| ()).unwrap();
    tui::take(&mut screen.model, loaded, &Options::default()).unwrap();
    screen.shows("The data: 0 errors, 2 warnings");
    screen.press("<Esc>");
    assert!(!screen.text().contains("in the data (!)"), "weak spots do not cry wolf");
}

#[test]
fn copies_are_looked_for_where_texts_says() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("paper.txt"), "One.\nTwo.\nThree.\n").unwrap();
    let mut screen = Screen::open(WEAK, SIZE);
    screen.model.texts = Some(folder.path().to_owned());
    screen.press("!G");
    screen.shows("nobody cites ¶1, ¶3 of `paper`");
    screen.press("<Enter>");
    screen.shows("no event stands there");
    assert!(matches!(screen.model.overlay, Overlay::Problems(_)), "the report stays");
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
        ["", "<Enter>", "r", "akim", "fx:", "/ki", "e", "l", "o", "?", "!", "d", "vG", "["];
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

/// A chronicle that is too large to be read at once: what is declared stands at its end.
fn large(events: u32) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for n in 0..events {
        let day = 1 + n % 28;
        let month = 1 + n / 28 % 12;
        let year = 2000 + n / 336;
        write!(
            text,
            "[[event]]\nid = \"e{n}\"\ntitle = \"Event {n}\"\ndate = \"{year}-{month:02}-{day:02}\"\n\
             regions = [\"UA\"]\nactors = [\"harbour\"]\nsources = [\"s\"]\nsummary = \"\"\"\n{:400}\"\"\"\n",
            "x"
        )
        .unwrap();
    }
    text + "[[actor]]\nid = \"harbour\"\nname = \"Harbour Authority\"\n[[source]]\nid = \"s\"\ntitle = \"S\"\n"
}

/// The screen with the first events of a chronicle, and all of it, which is still to come.
fn while_reading(text: &str, size: (u16, u16), options: &Options) -> (Screen, loader::Loaded) {
    let input = Input::Text { name: "test.toml".to_owned(), text: text.to_owned() };
    let early = std::sync::Mutex::new(None);
    let reading = loader::Reading {
        progress: &|_| (),
        early: Some(&|loaded| *early.lock().unwrap() = Some(loaded)),
        stop: &loader::Stop::default(),
    };
    let whole = loader::load_until(&input, &reading).unwrap();
    let mut model = Model::new(input, options.query.clone(), size);
    model.order = options.order;
    tui::take_early(&mut model, early.into_inner().unwrap().unwrap(), options);
    (Screen { model }, whole)
}

#[test]
fn the_first_events_are_shown_while_the_rest_is_read() {
    let (mut screen, whole) = while_reading(&large(2_000), (120, 20), &Options::default());
    screen.shows("Event 0");
    screen.shows("reading ");
    assert!(screen.model.faults.is_empty() && screen.model.selection.len() > 50);
    screen.press("jjjjj<Enter>jmk");
    let event = screen.current();
    let title = event.replace('e', "Event ");
    let line_of = |text: &str| text.lines().position(|line| line.contains(&title));
    let before = line_of(&screen.text());
    tui::take(&mut screen.model, whole, &Options::default()).unwrap();
    assert_eq!((screen.current(), screen.model.selection.len()), (event, 2_000));
    assert_eq!(line_of(&screen.text()), before);
    assert_eq!((screen.model.expanded.len(), screen.model.marks.len()), (1, 1));
    screen.shows("2000 of 2000 events");
    screen.shows("Harbour Authority");
}

#[test]
fn earlier_events_that_come_later_move_no_row() {
    let older = "[[event]]\nid = \"older\"\ntitle = \"Older\"\ndate = \"1990\"\nunplaced = true\nregions = []\nsources = [\"s\"]\n";
    let text = large(2_000) + older;
    let (mut screen, whole) = while_reading(&text, (100, 20), &Options::default());
    let row = |screen: &Screen| screen.text().lines().nth(4).unwrap().to_owned();
    let before = row(&screen);
    tui::take(&mut screen.model, whole, &Options::default()).unwrap();
    assert_eq!((screen.current().as_str(), row(&screen)), ("e0", before));
    screen.press("k");
    assert_eq!(screen.current(), "older");
}

#[test]
fn what_the_first_events_cannot_answer_waits_for_the_rest() {
    let options = Options { query: "actor:\"Harbour Authority\"".into(), ..Options::default() };
    let (mut screen, whole) = while_reading(&large(2_000), (100, 20), &options);
    screen.shows("Reading…");
    tui::take(&mut screen.model, whole, &options).unwrap();
    screen.shows("2000 of 2000 events");
    let options = Options { from: Some("e1990".into()), ..Options::default() };
    let (mut screen, whole) = while_reading(&large(2_000), (100, 20), &options);
    screen.shows("Reading…");
    tui::take(&mut screen.model, whole, &options).unwrap();
    assert_eq!(screen.current(), "e1990");
}

#[test]
fn esc_stops_the_reading_and_keeps_what_is_read() {
    let (mut screen, _) = while_reading(&large(2_000), (100, 20), &Options::default());
    assert_eq!(screen.press("<Esc>"), [Effect::StopReading]);
    let stop = loader::Stop::default();
    let halt = |_| stop.stop();
    let reading = loader::Reading { progress: &|_| (), early: Some(&halt), stop: &stop };
    let loaded = loader::load_until(&screen.model.input, &reading).unwrap();
    assert!(loaded.faults.is_empty());
    tui::take(&mut screen.model, loaded, &Options::default()).unwrap();
    screen.shows("stopped at 0 events (0 %)");
}

#[test]
fn an_open_picker_keeps_what_was_typed_and_picked_when_the_rest_arrives() {
    let (mut screen, whole) = while_reading(&large(2_000), (100, 24), &Options::default());
    screen.press("aharb<Space>");
    tui::take(&mut screen.model, whole, &Options::default()).unwrap();
    screen.press("<Enter>");
    assert_eq!(screen.model.filter.chips(&screen.model.timeline), ["actor:harbour"]);
    screen.shows("2000 of 2000 events");
}
