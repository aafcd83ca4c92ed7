//! What was known on a day: stepped over, asked for, and carried by what is cut out.

use crate::keys::SIZE;
use crate::support::Screen;
use dateline::loader::{self, Input};
use dateline::tui::Options;
use dateline::tui::message::Effect;
use dateline::tui::model::{Model, Overlay};
pub(crate) const STORY: &str = include_str!("../fixtures/known-on.toml");

#[test]
fn days_are_stepped_back_and_forth_over_what_was_known() {
    let mut screen = Screen::open(STORY, (120, 24));
    let all = screen.ids();
    screen.press("]");
    assert_eq!(screen.ids(), all, "there is no later than everything");
    screen.press("[");
    screen.shows("known on 5 May 2031 · 1 event, 1 undated source left out");
    screen.press("[[[");
    assert_eq!(screen.ids(), ["closing"]);
    screen.shows("known on 2 May 2031 · 3 events, 3 claims left out");
    screen.shows("1 of 1 event");
    screen.press("]");
    assert_eq!(screen.ids(), ["strike", "statement", "closing"]);
    screen.press("]]]");
    assert_eq!(screen.ids(), all);
    assert!(!screen.text().contains("known on"));
    screen.press("[[[[[[[[");
    assert!(screen.ids().is_empty());
    screen.shows("nothing was known before that");
    screen.shows("Nothing here was known on 30 Apr 2031. ] goes a day on,");
    screen.shows("everything.");
    screen.press("c");
    assert_eq!(screen.ids(), all);
}

#[test]
fn a_day_to_know_things_on_is_written() {
    let mut screen = Screen::open(STORY, SIZE);
    screen.press("K");
    screen.shows("the last of it became known on 2031-05-05");
    screen.press("soon<Enter>");
    assert!(matches!(&screen.model.overlay, Overlay::Prompt(p) if p.error.is_some()));
    screen.press("<Backspace><Backspace><Backspace><Backspace>2031-05-01<Enter>");
    assert_eq!(screen.ids(), ["closing"]);
    screen.press("K");
    screen.shows("everything): 2031-05-01");
    for _ in "2031-05-01".chars() {
        screen.press("<Backspace>");
    }
    screen.press("<Enter>");
    assert_eq!(screen.ids().len(), 4);
    screen.press("u");
    assert_eq!(screen.ids(), ["closing"], "undo brings the day back");
}

#[test]
fn what_the_reader_set_up_outlives_a_day() {
    let mut screen = Screen::open(STORY, SIZE);
    screen.stand_on("strike");
    screen.press("m<Enter>");
    screen.stand_on("closing");
    screen.press("mftitle:harbour or title:union or id:strike<Enter>");
    assert_eq!(screen.ids(), ["strike", "statement", "closing"]);
    screen.press("[[[[");
    assert_eq!(screen.ids(), ["closing"]);
    assert_eq!(screen.current(), "closing");
    assert_eq!(screen.model.marks.len(), 1, "the other mark waits");
    screen.press("]");
    assert_eq!(screen.current(), "closing");
    assert_eq!((screen.model.marks.len(), screen.model.expanded.len()), (2, 1));
    screen.press("c");
    assert_eq!(screen.ids().len(), 4);
    assert_eq!((screen.model.marks.len(), screen.model.expanded.len()), (2, 1));
    screen.press("u");
    assert_eq!(screen.ids(), ["strike", "statement", "closing"]);
    screen.shows("known on 3 May 2031");
}

#[test]
fn marks_dropped_and_events_closed_on_a_day_do_not_come_back() {
    let mut screen = Screen::open(STORY, SIZE);
    screen.stand_on("strike");
    screen.press("m<Enter>");
    screen.stand_on("closing");
    screen.press("m[[[[<Esc>zc");
    assert!(screen.model.marks.is_empty() && screen.model.expanded.is_empty());
}

#[test]
fn the_cursor_goes_to_the_nearest_event_that_was_known() {
    let mut screen = Screen::open(STORY, SIZE);
    screen.stand_on("statement");
    screen.press("[[[[");
    assert_eq!(screen.current(), "closing");
}

#[test]
fn a_range_by_events_is_whole_again_after_a_day() {
    let input = Input::Text { name: "test.toml".to_owned(), text: STORY.to_owned() };
    let loaded = loader::load(&input, &|_| ()).unwrap();
    let mut screen = Screen::new(Model::new(input, String::new(), SIZE));
    let options = Options { from: Some("strike".to_owned()), ..Options::default() };
    screen.take(loaded, &options);
    let range = screen.ids();
    screen.press("[[[[");
    assert_eq!(screen.ids(), ["closing"]);
    screen.press("]]]]");
    assert_eq!(screen.ids(), range);
}

#[test]
fn data_read_again_is_that_of_the_day() {
    let mut screen = Screen::open(STORY, SIZE);
    screen.stand_on("strike");
    screen.press("m[[[[");
    let loaded = loader::load(&screen.model.input, &|_| ()).unwrap();
    screen.take(loaded, &Options::default());
    assert_eq!(screen.ids(), ["closing"]);
    screen.shows("known on 2 May 2031");
    screen.press("]");
    assert_eq!(screen.model.marks.len(), 1);
}

#[test]
fn a_copy_says_when_it_was_known() {
    let mut screen = Screen::open(STORY, SIZE);
    screen.press("[");
    let effects = screen.press("y");
    let [Effect::Copy { text, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert!(text.contains("Known on 5 May 2031"), "{text}");
}
