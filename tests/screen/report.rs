//! The report on the data: errors, and where it is weak.

use crate::keys::SIZE;
use crate::support::Screen;
use dateline::loader::{self, Input};
use dateline::tui::message::{Effect, Message};
use dateline::tui::model::Overlay;
use dateline::tui::report::Survey;
use dateline::tui::{Options, update};
use std::sync::Arc;

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
    screen.take(loaded, &Options::default());
    screen.shows("The data: 0 errors, 2 warnings");
    screen.press("<Esc>");
    assert!(!screen.text().contains("in the data (!)"), "weak spots do not cry wolf");
}

#[test]
fn copies_are_looked_for_where_texts_says() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("paper.txt"), "One.\nTwo.\nThree.\n").unwrap();
    let mut screen = Screen::open(WEAK, SIZE);
    let options = Options { texts: Some(folder.path().to_owned()), ..Options::default() };
    screen.take(loader::load(&screen.model.input, &|_| ()).unwrap(), &options);
    drop(folder);
    screen.press("!G");
    screen.shows("nobody cites ¶1, ¶3 of `paper`");
    screen.press("<Enter>");
    screen.shows("no event stands there");
    assert!(matches!(screen.model.overlay, Overlay::Problems(_)), "the report stays");
}

#[test]
fn a_report_that_comes_late_covers_nothing() {
    let mut screen = Screen::open(WEAK, SIZE);
    let survey = Survey::of(&screen.model);
    let come = |screen: &mut Screen| {
        let report = Box::new(survey.report());
        let of = Arc::clone(&survey.timeline);
        update::update(&mut screen.model, Message::Reviewed(of, report));
    };
    screen.press("r");
    come(&mut screen);
    screen.shows("Regions");
    screen.press("<Esc>");
    come(&mut screen);
    screen.shows("The data: 1 error, 3 warnings");
    screen.press("<Esc>");
    let input = Input::Text { name: "test.toml".to_owned(), text: String::new() };
    screen.take(loader::load(&input, &|_| ()).unwrap(), &Options::default());
    come(&mut screen);
    assert!(!screen.text().contains("The data:"), "a report of data that is gone");
}
