//! Queries and searches among more events than a key waits for.

use crate::keys::SIZE;
use crate::support::Screen;
use dateline::loader::{self, Input};
use dateline::timeline::known::last_day_of;
use dateline::tui::message::{Effect, Message};
use dateline::tui::model::Overlay;
use dateline::tui::{self, Arrival, Options, update};

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
    answer(&mut screen);
    screen.shows(" 5,999 of 6,000 events");
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
fn who_asks_something_else_does_not_wait_for_the_answer() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("fboard<Enter>f");
    assert!(screen.model.inquiries.open().is_some());
    screen.press(" fieldfare<Enter>G");
    screen.shows(" 6 of 6,000 events");
    screen.press("cfboard<Enter>c");
    assert!(screen.model.inquiries.open().is_none());
    assert_eq!(screen.ids().len(), 6_000);
}

#[test]
fn the_next_row_and_what_is_about_the_event_wait_for_nothing() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("fboard<Enter>jj<Enter>mk");
    screen.shows("≥ ");
    screen.shows("marked: 1");
    let (top, current) = (seen(&screen), screen.current());
    answer(&mut screen);
    screen.shows(" 5,999 of 6,000 events");
    assert_eq!(screen.current(), current);
    assert_eq!(seen(&screen).get(2), top.get(2));
    screen.press("fmeets<Enter>c");
    assert_eq!(screen.ids().len(), 6_000);
}

/// All keys at once, and then the answer; or each after the answer to the one before.
fn hasty_and_patient(keys: &[&str]) -> (Screen, Screen) {
    let (mut hasty, mut patient) = (Screen::open(&many(), SIZE), Screen::open(&many(), SIZE));
    for keys in keys {
        hasty.press(keys);
        patient.press(keys);
        answer(&mut patient);
    }
    (hasty, patient)
}

fn answer(screen: &mut Screen) {
    if let Some(inquiry) = screen.model.inquiries.open().cloned() {
        update::update(&mut screen.model, Message::Answer(inquiry.answer().unwrap()));
    }
    screen.run_errands();
}

/// What the screen shows but for numbers, scroll bars and strips, which tell of all rows.
fn seen(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    text.lines().skip(3).map(|line| line.trim_end_matches(['▐', ' ']).to_owned()).collect()
}

#[test]
fn steps_among_the_rows_known_wait_for_nothing_and_end_where_they_should() {
    let before = ["", "d2010-06<Enter>"];
    let steps = [
        "<PageDown>",
        "<Ctrl-d>",
        "<Ctrl-d>k",
        "}",
        "{",
        "}}",
        "jj{",
        "<PageUp>",
        "<Ctrl-u>",
        "v<PageDown>",
    ];
    let mut waited_for_nothing = 0;
    for before in before {
        for steps in steps {
            let (mut hasty, patient) = hasty_and_patient(&[before, "fboard<Enter>", steps]);
            if hasty.model.is_counting() {
                waited_for_nothing += 1;
                assert_eq!(seen(&hasty), seen(&patient), "{before} {steps}");
            }
            answer(&mut hasty);
            assert_eq!(hasty.current(), patient.current(), "{before} {steps}");
            assert_eq!(seen(&hasty), seen(&patient), "{before} {steps}");
        }
    }
    assert!(waited_for_nothing > 10, "{waited_for_nothing}");
}

/// The line of the screen that the cursor stands on.
fn cursor_line(screen: &Screen) -> usize {
    screen.text().lines().position(|line| line.starts_with('▌')).unwrap()
}

#[test]
fn a_jump_out_of_view_lands_among_what_stands_around() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("/fieldfare<Enter>");
    assert_eq!((screen.current().as_str(), cursor_line(&screen)), ("e7", 21), "it was in view");
    screen.press("n");
    assert_eq!((screen.current().as_str(), cursor_line(&screen)), ("e1007", 13));
    screen.press("<Esc>/zugzwang<Enter>");
    answer(&mut screen);
    assert_eq!((screen.current().as_str(), cursor_line(&screen)), ("e5999", 22), "the last of all");
    screen.press("<Esc>d2010-06<Enter>");
    assert_eq!((screen.current().as_str(), cursor_line(&screen)), ("e2800", 4), "and all after it");
    screen.press("d2010-11-20<Enter>");
    assert_eq!((screen.current().as_str(), cursor_line(&screen)), ("e5980", 4));
}

#[test]
fn a_search_that_is_given_up_leaves_the_list_as_it_was() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("<PageDown><PageDown>kkk");
    let (before, line) = (seen(&screen), cursor_line(&screen));
    screen.press("/fieldfare");
    assert_ne!(cursor_line(&screen), line);
    screen.press("<Esc>");
    assert_eq!(seen(&screen), before);
}

#[test]
fn prompts_open_at_once_and_wait_when_they_are_accepted() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("fboard<Enter>e");
    assert!(screen.model.is_counting());
    screen.press("<Esc>d2010-06<Enter>");
    assert!(!screen.model.is_counting());
    assert_eq!(screen.current(), "e2800");
    let mut screen = Screen::open(&many(), SIZE);
    let effects = screen.press("fboard<Enter>e<Enter>");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Export { .. })));
    assert_eq!(screen.ids().len(), 5_999, "all of them are written");
}

#[test]
fn a_range_that_the_answer_hides_is_dropped_under_a_prompt() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("Gvgfboard<Enter>e");
    assert!(screen.model.is_counting() && screen.model.range_from.is_some());
    answer(&mut screen);
    assert!(screen.model.range_from.is_none());
}

#[test]
fn what_can_be_compared_is_found_once_the_rows_are() {
    let mut screen = unhelped();
    screen.press("fevent<Enter>C");
    assert!(screen.model.is_counting());
    screen.shows("counting…");
    assert!(screen.model.errands.is_empty(), "of which rows is not known yet");
    answer(&mut screen);
    screen.shows("Compare · 1 picked");
    screen.shows("4900");
}

#[test]
fn the_rows_in_sight_are_those_of_the_whole_answer() {
    for keys in ["", "G", "<PageDown><PageDown>jjj", "d2010-06<Enter>"] {
        let mut screen = Screen::open(&many(), SIZE);
        screen.press(keys);
        screen.press("fboard");
        let (first, current) = (seen(&screen), screen.current());
        answer(&mut screen);
        assert_eq!(screen.current(), current, "{keys}");
        assert_eq!(seen(&screen), first, "{keys}");
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
    screen.take(read(), &Options::default());
    screen.press("<Enter>G");
    assert_eq!(screen.current(), "e5007");
    screen.press("cgjjfzugz");
    screen.take(read(), &Options::default());
    screen.press("<Esc>g");
    assert_eq!((screen.ids().len(), screen.current().as_str()), (6_000, "e0"));
    screen.press("r");
    screen.take(read(), &Options::default());
    assert!(matches!(screen.model.overlay, Overlay::Regions(_)), "with the rows of the new data");
}

#[test]
fn a_search_among_many_lands_and_is_counted_later() {
    let mut screen = Screen::open(&many(), SIZE);
    screen.press("/zugzwang");
    answer(&mut screen);
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
        answer(&mut screen);
        answer(&mut prepared);
        assert_eq!(screen.text(), prepared.text(), "{keys}");
    }
}

/// Events of which all but the first hundred became known on a later day, each with a claim.
fn late() -> String {
    let event = |i: usize| {
        let source = if i < 100 { "early" } else { "late" };
        format!(
            "[[event]]\nid = \"e{i}\"\ntitle = \"Event {i}\"\ndate = \"2010-01-{:02}\"\nregions = [\"SE\"]\nsources = [\"{source}\"]\n[[event.claim]]\nby = \"crew\"\nstance = \"asserts\"\nsources = [\"{source}\"]\n",
            i / 200 + 1
        )
    };
    let head = "[[source]]\nid = \"early\"\ntitle = \"Early\"\npublished = \"2010-02-01\"\n\
                [[source]]\nid = \"late\"\ntitle = \"Late\"\npublished = \"2010-03-01\"\n\
                [[actor]]\nid = \"crew\"\nname = \"Crew\"\nkind = \"other\"\n";
    head.to_owned() + &(0..5_000).map(event).collect::<String>()
}

fn unhelped() -> Screen {
    let mut screen = Screen::open(&late(), SIZE);
    screen.helped = false;
    screen
}

#[test]
fn what_was_known_on_a_day_is_looked_up_while_the_screen_goes_on() {
    let mut screen = unhelped();
    screen.press("K2010-02-20<Enter>");
    screen.shows("looking back to 2010-02-20…");
    screen.shows("5,000 of 5,000 events");
    screen.press("jj");
    let current = screen.current();
    screen.run_errands();
    assert_eq!((screen.ids().len(), screen.current()), (100, current));
    screen.shows("left out: 4,900 events");
    screen.press("c");
    assert_eq!(screen.ids().len(), 5_000);
}

#[test]
fn data_read_again_on_a_day_comes_as_it_was_known() {
    let read = |screen: &Screen, looked_up: Option<&str>| {
        let loaded = loader::load(&screen.model.input, &|_| ()).unwrap();
        let day = looked_up.map(|day| last_day_of(day).unwrap());
        Arrival::new(loaded, &screen.model.input, None).known_on(day)
    };
    let mut screen = unhelped();
    screen.press("K2010-02-20<Enter>");
    screen.run_errands();
    screen.press("jj");
    let current = screen.current();
    let arrival = read(&screen, Some("2010-02-20"));
    tui::take(&mut screen.model, arrival, &Options::default()).unwrap();
    assert!(screen.model.errands.is_empty(), "nothing is left to be looked up");
    assert_eq!((screen.ids().len(), screen.current()), (100, current.clone()));
    screen.shows("known on 20 Feb 2010");
    // Another day was asked for while it was read: that comes later.
    let arrival = read(&screen, Some("2010-02-20"));
    screen.press("[");
    screen.run_errands();
    tui::take(&mut screen.model, arrival, &Options::default()).unwrap();
    screen.shows("looking back to 2010-02-19…");
    screen.run_errands();
    screen.shows("known on 19 Feb 2010");
    assert_eq!((screen.ids().len(), screen.current()), (100, current));
    // And one that was not looked up is not waited for.
    let arrival = read(&screen, None);
    tui::take(&mut screen.model, arrival, &Options::default()).unwrap();
    assert_eq!(screen.ids().len(), 5_000);
    screen.run_errands();
    assert_eq!(screen.ids().len(), 100);
}

#[test]
fn of_days_stepped_over_only_the_last_comes_to_the_screen() {
    let mut screen = unhelped();
    screen.press("[[[");
    screen.shows("looking back to 2010-02-27…");
    assert_eq!(screen.model.errands.len(), 1, "one day is looked at at a time");
    screen.run_errands();
    screen.shows("known on 27 Feb 2010");
    screen.press("]u");
    screen.run_errands();
    assert_eq!(screen.ids().len(), 5_000, "taken back before it came");
}

#[test]
fn a_day_waits_until_the_page_over_the_list_is_closed() {
    let mut screen = unhelped();
    screen.press("K2010-02-20<Enter>l?");
    screen.run_errands();
    assert_eq!(screen.ids().len(), 5_000);
    screen.press("<Esc>");
    assert_eq!(screen.ids().len(), 100);
}

#[test]
fn a_page_of_many_events_comes_later() {
    let mut screen = unhelped();
    screen.press("A");
    screen.shows("Reading…");
    screen.run_errands();
    screen.shows("5,000 claims, 0 changes of stance");
    screen.press("<Esc>A");
    let late = screen.model.errands.pop().unwrap();
    screen.press("<Esc>");
    let shown = screen.text();
    late.run(|message| drop(update::update(&mut screen.model, message)));
    assert_eq!(screen.text(), shown, "closed before it came");
    screen.press("t");
    screen.run_errands();
    screen.shows("Cited without a paragraph");
}

#[test]
fn a_picker_opens_before_it_has_counted() {
    let mut screen = unhelped();
    screen.press("rswed<Space><Enter>fevent 1<Enter>r");
    screen.shows("Regions · 1 picked · counting…");
    screen.press("swe");
    screen.run_errands();
    screen.shows("Regions · 1 picked ─");
    screen.shows(" › swe");
    screen.shows(" 2084 ");
    screen.press("<Esc>c");
    screen.press("Clate");
    screen.shows("counting…");
    screen.press("<Backspace><Backspace><Backspace><Backspace>");
    screen.run_errands();
    screen.shows("Compare · 1 picked");
    screen.shows("4900");
}

#[test]
fn more_is_not_copied_than_a_terminal_takes() {
    let mut screen = Screen::open(&many(), SIZE);
    assert!(screen.press("vGy").is_empty());
    screen.shows("6000 events are too many to copy; e exports them");
    assert!(matches!(screen.press("<Esc>gv<PageDown>y")[..], [Effect::Copy { .. }]));
}
