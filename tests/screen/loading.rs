//! Events on the screen while the rest is read.

use crate::support::Screen;
use dateline::loader::{self, Input};
use dateline::tui::message::Effect;
use dateline::tui::model::Model;
use dateline::tui::{self, Options};

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
    (Screen::new(model), whole)
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
    screen.take(whole, &Options::default());
    assert_eq!((screen.current(), screen.model.selection.len()), (event, 2_000));
    assert_eq!(line_of(&screen.text()), before);
    assert_eq!((screen.model.expanded.len(), screen.model.marks.len()), (1, 1));
    screen.shows("2,000 of 2,000 events");
    screen.shows("Harbour Authority");
}

#[test]
fn earlier_events_that_come_later_move_no_row() {
    let older = "[[event]]\nid = \"older\"\ntitle = \"Older\"\ndate = \"1990\"\nunplaced = true\nregions = []\nsources = [\"s\"]\n";
    let text = large(2_000) + older;
    let (mut screen, whole) = while_reading(&text, (100, 20), &Options::default());
    let row = |screen: &Screen| screen.text().lines().nth(4).unwrap().to_owned();
    let before = row(&screen);
    screen.take(whole, &Options::default());
    assert_eq!((screen.current().as_str(), row(&screen)), ("e0", before));
    screen.press("k");
    assert_eq!(screen.current(), "older");
}

#[test]
fn what_the_first_events_cannot_answer_waits_for_the_rest() {
    let options = Options { query: "actor:\"Harbour Authority\"".into(), ..Options::default() };
    let (mut screen, whole) = while_reading(&large(2_000), (100, 20), &options);
    screen.shows("Reading…");
    screen.take(whole, &options);
    screen.shows("2,000 of 2,000 events");
    let options = Options { from: Some("e1990".into()), ..Options::default() };
    let (mut screen, whole) = while_reading(&large(2_000), (100, 20), &options);
    screen.shows("Reading…");
    screen.take(whole, &options);
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
    screen.take(loaded, &Options::default());
    screen.shows("stopped at 0 events (0 %)");
}

#[test]
fn an_open_picker_keeps_what_was_typed_and_picked_when_the_rest_arrives() {
    let (mut screen, whole) = while_reading(&large(2_000), (100, 24), &Options::default());
    screen.press("aharb<Space>");
    screen.take(whole, &Options::default());
    screen.press("<Enter>");
    assert_eq!(screen.model.filter.chips(&screen.model.timeline), ["actor:harbour"]);
    screen.shows("2,000 of 2,000 events");
}

#[test]
fn an_event_that_goes_or_is_renamed_leaves_the_cursor_beside_its_place() {
    let text = large(60);
    let read = |text: String| {
        let input = Input::Text { name: "test.toml".to_owned(), text };
        loader::load(&input, &|_| ()).unwrap()
    };
    let mut screen = Screen::open(&text, (120, 20));
    screen.stand_on("e30");
    let text = text.replace("\"e30\"", "\"strike-called\"");
    screen.take(read(text.clone()), &Options::default());
    assert_eq!(screen.current(), "e31");
    let (before, after) = text.split_once("[[event]]\nid = \"e31\"").unwrap();
    let rest = after.split_once("[[actor]]").unwrap().1;
    screen.take(read(format!("{before}[[actor]]{rest}")), &Options::default());
    assert_eq!(screen.current(), "strike-called");
}
