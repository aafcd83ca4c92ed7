//! Pages over the list: an actor, a comparison, a source beside its event.

use crate::support::Screen;
use dateline::loader::{self, Input};
use dateline::tui::message::Message;
use dateline::tui::model::Overlay;
use dateline::tui::{self, Options, update};

fn flood(size: (u16, u16)) -> Screen {
    Screen::of(&Input::Paths(vec!["tests/fixtures/flood".into()]), size)
}

#[test]
fn the_page_of_an_actor_leads_to_its_events_and_back() {
    let mut screen = Screen::built_in((80, 24));
    screen.stand_on("nk-troops-russia");
    screen.press("A");
    screen.shows("Whose page?");
    screen.shows("Kremlin");
    screen.press("j<Enter>");
    screen.shows("Kremlin");
    screen.shows("✗ denies · by 27 Oct 2024");
    screen.press("}");
    let line = screen.text();
    assert!(line.contains("▌ North Korean troops are sent to Russia"), "{line}");
    screen.press("G{");
    screen.press("<Enter>");
    assert!(matches!(screen.model.overlay, Overlay::None));
    screen.press("<Backspace>");
    screen.shows("✗ denies · by 27 Oct 2024");
    screen.press("<Esc>");
    assert_eq!(screen.current(), "nk-troops-russia");
}

#[test]
fn sources_are_compared_for_one_event_and_for_the_whole_list() {
    let mut screen = flood((80, 24));
    screen.stand_on("dam-fails");
    screen.press("C");
    screen.shows("Compare");
    screen.press("<Enter>");
    screen.shows("Вісник | الصحيفة");
    let one = screen.text();
    assert!(!one.contains("Told differently\n"), "{one}");
    screen.press("<Tab>");
    screen.shows("Told differently");
    screen.press("<Tab><Esc>");
    assert!(matches!(screen.model.overlay, Overlay::None));
}

#[test]
fn what_tells_of_the_event_stands_first_among_a_year_of_sources() {
    let mut text = String::new();
    for day in 1..=60 {
        text += &format!("[[source]]\nid = \"p-{day}\"\ntitle = \"Paper {day}\"\n");
        text += "published = \"2031-02-03\"\n";
        for n in 1..=3 {
            text +=
                &format!("[[event]]\nid = \"e-{day}-{n}\"\ntitle = \"T\"\ndate = \"2031-01\"\n");
            text += &format!("unplaced = true\nregions = []\nsources = [\"p-{day}\"]\n");
        }
    }
    text += "[[actor]]\nid = \"union\"\nname = \"Port Union\"\n[[event]]\nid = \"last\"\ntitle = \"T\"\n\
             date = \"2032\"\nunplaced = true\nregions = []\nsources = [\"p-59\", \"p-60\"]\n\
             [[event.claim]]\nby = \"union\"\nstance = \"denies\"\nsources = [\"p-60\"]\n";
    let mut screen = Screen::open(&text, (120, 40));
    screen.press("GC");
    let rows: Vec<String> = screen.text().lines().map(str::to_owned).collect();
    let top = rows.iter().position(|row| row.contains("type to narrow")).unwrap();
    for (row, told) in
        [(1, "[x] Paper 59"), (2, "[x] Paper 60"), (3, "[ ] Port Union"), (4, "[ ] Paper 1")]
    {
        assert!(rows[top + row].contains(told), "{told}: {}", rows[top + row]);
    }
    assert!(rows[top + 1].contains("[x] Paper 59  ") && rows[top + 1].contains("3 Feb 2031"));
}

#[test]
fn a_short_source_is_read_with_its_head() {
    let text = "[[source]]\nid = \"s\"\ntitle = \"Paper\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\n\
                date = \"2031\"\nunplaced = true\nregions = []\nsources = [\"s#3\"]\n";
    let mut screen = Screen::open(text, (80, 24));
    screen.press("t");
    screen.shows("No local copy at hand");
    screen.shows("▸ T");
}

#[test]
fn taking_an_actor_drops_the_sources() {
    let mut screen = flood((120, 40));
    screen.stand_on("dam-fails");
    screen.press("CДСНС<Space><Enter>");
    screen.shows("take two or more sources, or two or more actors");
    assert!(matches!(screen.model.overlay, Overlay::Columns { .. }), "the picks are not lost");
    for _ in 0..4 {
        screen.press("<Backspace>");
    }
    screen.press("мер<Space><Enter>");
    screen.shows("ДСНС України | عمدة المدينة");
    screen.shows("stance");
}

#[test]
fn what_is_cut_in_pickers_and_menus_says_so() {
    let mut screen = flood((80, 24));
    screen.stand_on("dam-fails");
    screen.press("C");
    let shown = screen.text();
    let touching = |line: &str| line.contains("…source") || line.contains("…actor");
    assert!(!shown.lines().any(touching), "{shown}");
    let mut screen = Screen::built_in((60, 24));
    screen.stand_on("nk-troops-russia");
    screen.press("l");
    screen.shows("… │");
}

#[test]
fn a_source_is_read_beside_the_event_that_its_paragraph_leads_to() {
    let mut screen = flood((120, 40));
    screen.stand_on("dam-fails");
    screen.press("t");
    screen.shows("▌¶2");
    screen.shows("no event cites this paragraph");
    screen.shows("Claims");
    screen.press("<Tab>");
    screen.shows("الفيضان يغمر البلدة القديمة");
    screen.press("<Tab>");
    screen.shows("Quotes that do not stand in it");
    screen.press("<Tab>");
    screen.shows("Вода прорвала дамбу");
}

#[test]
fn the_help_lies_over_a_page_and_gives_it_back() {
    for page in ["A", "C<Enter>", "t"] {
        let mut screen = flood((120, 40));
        screen.stand_on("dam-fails");
        screen.press(page);
        if matches!(screen.model.overlay, Overlay::Speakers { .. }) {
            screen.press("<Enter>");
        }
        screen.press("jj");
        let before = screen.text();
        screen.press("?");
        screen.shows("On pages");
        screen.shows("next event of a page");
        screen.press("jk<Esc>");
        assert_eq!(screen.text(), before);
        screen.press("?");
        update::update(&mut screen.model, Message::Resize(90, 30));
        screen.press("<Esc>");
        assert!(matches!(screen.model.overlay, Overlay::Reader(_)));
        update::update(&mut screen.model, Message::Resize(120, 40));
        screen.press("?");
        let loaded = loader::load(&screen.model.input, &|_| ()).unwrap();
        screen.take(loaded, &Options::default());
        screen.press("<Esc>");
        assert!(matches!(screen.model.overlay, Overlay::None), "a page of former data is gone");
    }
}

#[test]
fn a_page_is_laid_out_anew_when_the_screen_changes() {
    let mut screen = flood((200, 50));
    screen.stand_on("dam-fails");
    screen.press("C<Enter>");
    screen.shows("الصحيفة");
    for size in [(60, 20), (30, 8), (10, 3), (120, 40)] {
        update::update(&mut screen.model, Message::Resize(size.0, size.1));
        screen.text();
    }
    screen.shows("≠");
}

#[test]
fn both_sides_stand_under_a_contested_row() {
    let screen = Screen::built_in((80, 24));
    let contested = screen.model.timeline.chronicle().find_event("nk-troops-russia").unwrap();
    assert!(tui::rows::has_sides(&screen.model, contested));
    let mut screen = screen;
    screen.press("x");
    screen.shows("✓ Mark Rutte, NATO | ✗ North Korean representative");
}

#[test]
fn pictures() {
    for (name, size, event, keys) in [
        ("narrow_compare", (80, 24), "dam-fails", "C<Enter>"),
        ("narrow_desk", (80, 24), "dam-fails", "t"),
        ("wide_desk", (160, 40), "dam-fails", "t"),
        ("wide_compare", (160, 40), "dam-fails", "C<Enter>"),
    ] {
        let mut screen = flood(size);
        screen.stand_on(event);
        screen.press(keys);
        insta::assert_snapshot!(name, screen.text());
    }
}

#[test]
fn a_title_of_several_rows_says_that_it_goes_on_once_they_are_scrolled_away() {
    let mut screen = Screen::built_in((80, 24));
    screen.stand_on("nk-troops-russia");
    screen.press("t<Tab>g");
    screen.shows("amid ongoing Ukraine  ▐\n▌ conflict");
    screen.press("G");
    screen.shows("amid ongoing Ukraine…");
}
