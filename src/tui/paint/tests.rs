//! What is written, as a terminal shows it.

use super::pen::SEEN_ON_BLANKS;
use super::*;
use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const SIZE: (u16, u16) = (48, 4);

fn blank() -> Buffer {
    Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1))
}

/// A frame of pieces of text, later ones over earlier ones.
fn frame() -> impl Strategy<Value = Buffer> {
    let text = proptest::sample::select(vec![
        "plain words",
        "aaaaaaaaaaaa",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "                                             c",
        "東京都知事",
        "é…│",
        "e\u{301}e",
        "     ",
        "x",
    ]);
    let color = proptest::sample::select(vec![Color::Reset, Color::Red, Color::DarkGray]);
    let modifier = proptest::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM | Modifier::REVERSED,
        Modifier::UNDERLINED,
    ]);
    let ground = proptest::sample::select(vec![Color::Reset, Color::Reset, Color::Blue]);
    let piece = (0..SIZE.0, 0..SIZE.1, text, color, ground, modifier);
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| {
        let mut buffer = blank();
        for (x, y, text, color, ground, modifier) in pieces {
            // The left half of a wide character does not stay without its right half.
            if x > 0 && columns(&buffer[(x - 1, y)]) > 1 {
                buffer[(x - 1, y)].reset();
            }
            let style = Style::reset().fg(color).bg(ground).add_modifier(modifier);
            buffer.set_stringn(x, y, text, usize::from(SIZE.0 - x), style);
        }
        buffer
    })
}

/// Whether a cell looks as it was drawn; what a wide one covers has no look of its own, and a blank
/// no colour of text.
fn shows(seen: &vt100::Cell, cell: &Cell) -> bool {
    let color = match cell.fg {
        Color::Red => vt100::Color::Idx(1),
        Color::DarkGray => vt100::Color::Idx(8),
        _ => vt100::Color::Default,
    };
    let has = |modifier| cell.modifier.contains(modifier);
    let ground = if cell.bg == Color::Blue { vt100::Color::Idx(4) } else { vt100::Color::Default };
    let text = if seen.has_contents() { seen.contents() } else { " " };
    let of_text = seen.fgcolor() == color
        && seen.bold() == has(Modifier::BOLD)
        && seen.dim() == has(Modifier::DIM);
    let plain = !cell.modifier.intersects(SEEN_ON_BLANKS);
    seen.is_wide_continuation()
        || text == cell.symbol()
            && (of_text || text == " " && plain)
            && seen.bgcolor() == ground
            && seen.inverse() == has(Modifier::REVERSED)
            && seen.underline() == has(Modifier::UNDERLINED)
}

/// Writes frames one over the other, and holds the terminal to each.
fn play(frames: Vec<Buffer>) -> Result<(), TestCaseError> {
    let area = frames.first().map_or(Rect::ZERO, |frame| frame.area);
    let mut terminal = vt100::Parser::new(area.height, area.width, 0);
    let mut old = Buffer::empty(area);
    for new in frames {
        let mut bytes = String::new();
        changes(&old, &new, &mut bytes, |part, _| {
            terminal.process(part.as_bytes());
            part.clear();
        });
        terminal.process(bytes.as_bytes());
        let cells = new.content.chunks(usize::from(area.width));
        for (y, row) in (0_u16..).zip(cells) {
            for (x, cell) in (0_u16..).zip(row) {
                let seen = terminal.screen().cell(y, x).unwrap();
                prop_assert!(shows(seen, cell), "{x}, {y}: {seen:?} for {cell:?}");
            }
        }
        old = new;
    }
    Ok(())
}

/// A line of a list, unlike the others.
fn entry(number: usize) -> String {
    let word = ["harbour", "büro", "東京", "…", "strike"][number % 5];
    format!("{:>4} the {word} no. {} of a long list", number * 37 % 1000, number * number)
}

/// A list from one of its lines on, between a title and a line at the foot, with a text beside it.
fn list(from: usize, cursor: u16, aside: &str) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 20));
    buffer.set_string(0, 0, "A title", Style::new().bold());
    for y in 1..19_u16 {
        buffer.set_stringn(0, y, entry(from + usize::from(y)), 38, Style::new());
        buffer.set_string(40, y, "│", Style::new().fg(Color::DarkGray));
    }
    for (y, line) in (2_u16..).zip(aside.lines()) {
        buffer.set_stringn(42, y, line, 18, Style::new());
    }
    buffer.set_style(Rect::new(0, cursor, 40, 1), Style::new().reversed());
    buffer.set_string(0, 19, "j down  k up", Style::new());
    buffer
}

fn a_list() -> impl Strategy<Value = Buffer> {
    let aside = proptest::sample::select(vec!["", "one\ntwo\nthree", "a\nb\nc\nd\ne\nf\ng\nh\ni"]);
    (0..40_usize, 1..19_u16, aside).prop_map(|(from, cursor, aside)| list(from, cursor, aside))
}

proptest! {
    #[test]
    fn what_is_written_over_a_frame_makes_it_the_next_one(
        frames in proptest::collection::vec(frame(), 2..4),
    ) {
        play(frames)?;
    }

    #[test]
    fn a_list_that_scrolls_is_shown_as_it_is(frames in proptest::collection::vec(a_list(), 2..6)) {
        play(frames)?;
    }
}

fn between(old: &Buffer, new: &Buffer) -> String {
    let mut bytes = String::new();
    changes(old, new, &mut bytes, |_, _| ());
    bytes
}

#[test]
fn rows_that_only_go_up_or_down_are_moved_by_the_terminal() {
    let (here, below) = (list(0, 1, ""), list(1, 1, ""));
    let down = between(&here, &below);
    // Not the line that is marked, as it stays where it was.
    assert!(down.starts_with("\u{1b}[3;19r\u{1b}[3H\u{1b}[1M\u{1b}[r"), "{down:?}");
    let up = between(&below, &here);
    assert!(up.starts_with("\u{1b}[3;19r\u{1b}[3H\u{1b}[1L\u{1b}[r"), "{up:?}");
    assert!(down.len() < 200 && up.len() < 200, "{down:?}, {up:?}");
}

#[test]
fn rows_stay_where_moving_them_saves_nothing() {
    let other = between(&list(0, 1, ""), &list(40, 1, ""));
    assert!(other.starts_with("\u{1b}[2;2H"), "{other:?}");
}

#[test]
fn nothing_is_written_where_nothing_has_changed() {
    assert_eq!(between(&blank(), &blank()), "");
}

fn written(old: &str, new: &str) -> String {
    between(&Buffer::with_lines(old.lines()), &Buffer::with_lines(new.lines()))
}

#[test]
fn cells_between_two_changes_are_written_once_more_or_stepped_over() {
    assert_eq!(written("one and   then two", "One and   Then two"), "\u{1b}[1;1HO\u{1b}[9CT");
    assert_eq!(written("one and then two", "One and then Two"), "\u{1b}[1;1HO\u{1b}[14GT");
    assert_eq!(written("abcd", "AbcD"), "\u{1b}[1;1HAbcD");
    // By how far it goes only where all terminals write the same.
    assert_eq!(written("one and two", "… e and Two"), "\u{1b}[1;1H… \u{1b}[9GT");
}

#[test]
fn the_next_row_is_reached_from_the_one_above() {
    assert_eq!(written("one\ntwo", "One\nTwo"), "\u{1b}[1;1HO\n\rT");
    assert_eq!(written("one\ntwo", "One\ntWo"), "\u{1b}[1;1HO\n\u{1b}[2GW");
    // Not where the terminal may be there already.
    assert_eq!(written("one\ntwo", "onE\nTwo"), "\u{1b}[1;3HE\u{1b}[2;1HT");
    assert_eq!(written("one\ntwo", "Œne\nTwo"), "\u{1b}[1;1HŒ\n\rT");
    assert_eq!(written("one\ntwo", "ŒŒe\nTwo"), "\u{1b}[1;1HŒŒ\u{1b}[2;1HT");
}

#[test]
fn a_row_that_ends_earlier_is_erased_from_there() {
    assert_eq!(written("some words", "some      "), "\u{1b}[1;6H\u{1b}[K");
    assert_eq!(written("some wo", "some   "), "\u{1b}[1;6H  ");
    let (words, bar) = ("words ".repeat(8), " ".repeat(48));
    let erased = "\u{1b}[1;1H\u{1b}[K\u{1b}[49G|";
    assert_eq!(written(&format!("{words}|"), &format!("{bar}|")), erased);
}

#[test]
fn a_blank_has_no_colour_of_its_own() {
    let line = |style: Style| {
        let mut buffer = Buffer::with_lines(["a b c"]);
        buffer.set_style(Rect::new(1, 0, 1, 1), style);
        buffer
    };
    let red = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
    assert_eq!(between(&line(Style::new()), &line(red)), "");
    let underlined = between(&line(Style::new()), &line(red.underlined()));
    assert_eq!(underlined, "\u{1b}[1;2H\u{1b}[1;4;31m \u{1b}[m");
}
