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

proptest! {
    #[test]
    fn what_is_written_over_a_frame_makes_it_the_next_one(
        frames in proptest::collection::vec(frame(), 2..4),
    ) {
        let mut terminal = vt100::Parser::new(SIZE.1, SIZE.0, 0);
        let mut old = blank();
        for new in frames {
            let mut bytes = String::new();
            changes(&old, &new, &mut bytes);
            terminal.process(bytes.as_bytes());
            let cells = new.content.chunks(usize::from(SIZE.0));
            for (y, row) in (0_u16..).zip(cells) {
                for (x, cell) in (0_u16..).zip(row) {
                    let seen = terminal.screen().cell(y, x).unwrap();
                    prop_assert!(shows(seen, cell), "{x}, {y}: {seen:?} for {cell:?}");
                }
            }
            old = new;
        }
    }
}

#[test]
fn nothing_is_written_where_nothing_has_changed() {
    let mut bytes = String::new();
    changes(&blank(), &blank(), &mut bytes);
    assert_eq!(bytes, "");
}

fn written(old: &str, new: &str) -> String {
    let mut bytes = String::new();
    changes(&Buffer::with_lines([old]), &Buffer::with_lines([new]), &mut bytes);
    bytes
}

#[test]
fn cells_between_two_changes_are_written_once_more_or_stepped_over() {
    assert_eq!(written("one and then two", "One and then Two"), "\u{1b}[1;1HO\u{1b}[12CT");
    assert_eq!(written("abcd", "AbcD"), "\u{1b}[1;1HAbcD");
    // Not where the terminal may be elsewhere.
    assert_eq!(written("one and then two", "… e and then Two"), "\u{1b}[1;1H… \u{1b}[1;14HT");
}

#[test]
fn a_row_that_ends_earlier_is_erased_from_there() {
    assert_eq!(written("some words", "some      "), "\u{1b}[1;6H\u{1b}[K");
    assert_eq!(written("some wo", "some   "), "\u{1b}[1;6H  ");
    let (words, bar) = ("words ".repeat(8), " ".repeat(48));
    let erased = "\u{1b}[1;1H\u{1b}[K\u{1b}[48C|";
    assert_eq!(written(&format!("{words}|"), &format!("{bar}|")), erased);
}

#[test]
fn a_blank_has_no_colour_of_its_own() {
    let line = |style: Style| {
        let mut buffer = Buffer::with_lines(["a b c"]);
        buffer.set_style(Rect::new(1, 0, 1, 1), style);
        buffer
    };
    let mut bytes = String::new();
    let red = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
    changes(&line(Style::new()), &line(red), &mut bytes);
    assert_eq!(bytes, "");
    changes(&line(Style::new()), &line(red.underlined()), &mut bytes);
    assert_eq!(bytes, "\u{1b}[1;2H\u{1b}[1;4;31m \u{1b}[0m");
}
