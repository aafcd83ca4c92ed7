//! The footer: the keys that work now, and what each does there.

use crate::keys::SIZE;
use crate::support::Screen;
use dateline::loader::{self, Input, Progress};
use dateline::tui::hints::hints;
use dateline::tui::model::{Model, Overlay};
use dateline::tui::{Options, take_early};

const WIDE: (u16, u16) = (140, 40);
const FLOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/flood");

const WITH_URL: &str = r#"
[[source]]
id = "paper"
title = "A paper"
url = "https://example.org/"
[[event]]
id = "one"
title = "The only event"
date = "2024-06-01"
sources = ["paper"]
"#;

fn footer(screen: &Screen) -> String {
    screen.text().lines().last().unwrap().trim().to_owned()
}

/// Whether the key of a word does anything on the row of the cursor; none where the word is not there.
fn live(screen: &Screen, word: &str) -> Option<bool> {
    hints(&screen.model).into_iter().find(|hint| hint.word == word).map(|hint| hint.live)
}

fn flood(size: (u16, u16)) -> Screen {
    Screen::of(&Input::Paths(vec![FLOOD.into()]), size)
}

#[test]
fn the_footer_of_a_menu_names_only_keys_that_do_something_in_it() {
    let mut screen = Screen::built_in(SIZE);
    screen.stand_on("nk-troops-russia");
    screen.press("?");
    assert_eq!(footer(&screen), "j down  k up  Esc close");
    screen.press("<Enter>E}");
    assert!(matches!(screen.model.overlay, Overlay::Help { scroll: 0, .. }));
    screen.press("<Esc>l");
    assert_eq!(footer(&screen), "j down  k up  Enter go  Esc close");
    screen.press("<Esc>A");
    assert_eq!(footer(&screen), "j down  k up  Enter read  Esc close");
    screen.press("<Esc>!");
    assert_eq!(footer(&screen), "j down  k up  Enter go  E edit  Esc close");
    screen.press("<Esc>C");
    assert_eq!(footer(&screen), "Space toggle  Enter compare  Esc cancel");
    let mut screen = Screen::open(WITH_URL, SIZE);
    screen.press("o");
    assert_eq!(footer(&screen), "j down  k up  Enter open  Esc close");
    screen.press("<Enter>");
    screen.shows("Open https://example.org/?");
    assert_eq!(footer(&screen), "Enter yes  Esc no");
}

#[test]
fn on_the_list_a_key_says_what_it_does_to_the_event() {
    let mut screen = Screen::built_in(SIZE);
    assert!(footer(&screen).starts_with("Enter open  r region"));
    screen.press("<Enter>");
    assert!(footer(&screen).starts_with("Enter close  r region"));
    screen.press("<Enter>/rutte<Enter>j");
    assert!(footer(&screen).contains("/ search  n next  ? help"), "{}", footer(&screen));
    screen.press("<Esc>gl<Enter>j");
    assert!(footer(&screen).contains("Backspace back"), "{}", footer(&screen));
    let mut wide = Screen::built_in(WIDE);
    assert_eq!((live(&wide, "detail"), live(&wide, "list")), (Some(true), None));
    wide.shows("more lines, Tab to scroll");
    wide.press("<Tab>");
    assert_eq!((live(&wide, "detail"), live(&wide, "list")), (None, Some(true)));
    assert!(!wide.text().contains("Tab to scroll"), "it was pressed");
}

#[test]
fn what_is_marked_is_offered_to_be_cut_out() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("vj");
    let cut = "v drop range  e export range  y copy range";
    assert!(footer(&screen).contains(cut), "{}", footer(&screen));
    assert!(footer(&screen).ends_with("? help  q quit"));
    screen.press("vm");
    assert!(footer(&screen).contains("e export marks  y copy marks"), "{}", footer(&screen));
}

#[test]
fn on_a_page_enter_is_offered_where_the_row_leads_to_an_event() {
    let mut screen = flood(WIDE);
    screen.press("A<Enter>");
    assert_eq!(live(&screen, "go"), Some(false), "the first row tells of the actor");
    screen.press("}");
    assert_eq!(live(&screen, "go"), Some(true));
    assert_eq!(live(&screen, "previous"), Some(false), "there is none before");
    assert!(!footer(&screen).contains("Tab"), "an actor has one page");
}

#[test]
fn tab_says_what_it_turns_a_page_to() {
    let mut screen = flood(WIDE);
    screen.press("C<Enter>");
    assert!(footer(&screen).contains("Tab all events"), "{}", footer(&screen));
    screen.press("<Tab>");
    assert!(footer(&screen).contains("Tab one event"), "{}", footer(&screen));
    screen.press("<Esc>t");
    assert!(footer(&screen).contains("Tab next source"), "{}", footer(&screen));
    let mut single = Screen::open(WITH_URL, WIDE);
    single.press("t");
    assert!(!footer(&single).contains("Tab"), "there is one source: {}", footer(&single));
    let before = single.text();
    single.press("<Tab>");
    assert_eq!(single.text(), before);
}

#[test]
fn the_report_offers_what_leads_somewhere() {
    let text =
        "[[source]]\nid = \"s\"\ntitle = \"S\"\nwrong = 1\n".to_owned() + WITH_URL + "more = 2\n";
    let mut screen = Screen::open(&text, SIZE);
    screen.press("!");
    assert_eq!((live(&screen, "go"), live(&screen, "edit")), (Some(false), Some(false)));
    screen.press("<Enter>");
    assert!(!screen.text().contains("$EDITOR"), "what was piped in cannot be edited");
    screen.press("j");
    assert_eq!(live(&screen, "go"), Some(true));
    screen.press("<Enter>");
    assert!(matches!(screen.model.overlay, Overlay::None));
    assert_eq!(screen.current(), "one");
}

#[test]
fn while_data_is_read_esc_is_offered() {
    let input = Input::Text { name: "test.toml".to_owned(), text: WITH_URL.to_owned() };
    let loaded = loader::load(&input, &|_| ()).unwrap();
    let mut screen = Screen::new(Model::new(input.clone(), String::new(), SIZE));
    screen.model.loading = Some(Progress::default());
    take_early(&mut screen.model, loaded, &Options::default());
    assert!(footer(&screen).contains("Esc stop reading"), "{}", footer(&screen));
    let whole = loader::load(&input, &|_| ()).unwrap();
    screen.take(whole, &Options::default());
    assert!(!footer(&screen).contains("Esc"), "{}", footer(&screen));
}

#[test]
fn an_error_is_told_to_its_end() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("fregion:<Enter>");
    screen.shows("`region:` has no value; write one behind the colon");
    screen.shows("region:UA,RU");
    screen.press("kursk");
    assert!(!screen.text().contains("region:UA,RU"));
}

#[test]
fn a_picker_says_how_many_are_picked_and_offers_what_it_can() {
    let mut screen = Screen::built_in(SIZE);
    screen.press("r<Space>zzz");
    screen.shows("Regions · 1 picked");
    assert_eq!((live(&screen, "toggle"), live(&screen, "apply")), (Some(false), Some(true)));
    screen.press("<Esc>C");
    screen.shows("Compare · 2 picked");
    assert_eq!(live(&screen, "compare"), Some(true));
    screen.press("<Space>");
    assert_eq!(live(&screen, "compare"), Some(false), "one is not compared");
}
