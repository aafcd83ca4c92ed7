//! What is typed and pasted into prompts.

use crate::keys::SIZE;
use crate::support::Screen;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dateline::tui::message::Message;
use dateline::tui::model::Overlay;
use dateline::tui::update;

#[test]
fn a_pasted_query_of_two_lines_is_one_of_two_words() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("f");
    let pasted = "region:UA\r\n\tkind:statement\n\u{1b}".to_owned();
    update::update(&mut screen.model, Message::Paste(pasted));
    screen.press("<Enter>");
    assert_eq!(screen.model.filter.query, "region:UA   kind:statement");
    assert!(!screen.ids().is_empty());
}

#[test]
fn where_columns_are_few_a_picker_shows_names_before_codes() {
    let mut screen = Screen::built_in((40, 12));
    screen.press("r");
    screen.shows("[ ] Russia");
    screen.shows("Kursk Oblast");
    let mut wide = Screen::built_in((80, 24));
    wide.press("r");
    wide.shows("RU-KRS");
}

#[test]
fn escape_and_a_letter_that_come_together_are_both_pressed() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("g/troops");
    let together = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::ALT | KeyModifiers::SHIFT);
    update::update(&mut screen.model, Message::Key(together));
    assert!(matches!(screen.model.overlay, Overlay::None), "the prompt is closed");
    let last = screen.ids().last().unwrap().clone();
    assert_eq!(screen.current(), last);
}
