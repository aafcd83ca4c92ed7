//! A frame as bytes for the terminal: the cells that differ from what it shows, and no others.

use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// So many cells that are as they were are written once more, rather than stepped over.
const NEAR: usize = 7;

/// So many cells at the end of a row that become empty are not worth an erasure.
const FEW: usize = 3;

/// What it takes to go on behind an erased part of a row, in cells.
const DEAR: usize = 24;

static EMPTY: Cell = Cell::EMPTY;

/// Attributes that are seen where there is nothing to read.
const SEEN_ON_BLANKS: Modifier =
    Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

const ATTRIBUTES: [(Modifier, u8); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The bytes that make a terminal that shows `old` show `new`, which is as large.
pub(super) fn changes(old: &Buffer, new: &Buffer, out: &mut String) {
    let columns = usize::from(new.area.width).max(1);
    let mut pen = Pen { out, look: Look::default(), at: None, sure: false };
    let rows = old.content.chunks(columns).zip(new.content.chunks(columns));
    for (y, (old, new)) in rows.enumerate() {
        row(y, old, new, &mut pen);
    }
    pen.dress(Look::default());
}

fn row(y: usize, old: &[Cell], new: &[Cell], pen: &mut Pen<'_>) {
    if old.iter().zip(new).all(|(before, now)| same(before, now)) {
        return;
    }
    // Where a wide character ends, and up to where cells are written even if they are as they were.
    let (mut covered, mut stale) = (0, 0);
    // Whether the terminal has nothing more in this row, and up to where that was thought of.
    let (mut erased, mut weighed) = (false, 0);
    for (x, (before, now)) in old.iter().zip(new).enumerate() {
        let before = if erased { &EMPTY } else { before };
        // What stood to the right of a wide character that goes is gone with it.
        let goes = || x + columns(before);
        if x < covered {
            stale = stale.max(goes());
            continue;
        }
        let wide = columns(now);
        covered = x + wide;
        if same(before, now) && x >= stale {
            continue;
        }
        if !erased && x >= weighed && is_nothing(now) {
            let empty = emptied(old, new, x);
            weighed = x + empty.cells;
            if empty.pays {
                pen.reach(x, y, new);
                pen.erase();
                erased = true;
                stale = 0;
                continue;
            }
        }
        stale = stale.max(goes());
        pen.reach(x, y, new);
        if wide > 1 {
            // Terminals do not agree on how wide some are, and what was under them may stay.
            pen.dress(Look::of(now));
            pen.out.extend(std::iter::repeat_n(' ', wide));
            pen.at = None;
            pen.reach(x, y, new);
        }
        pen.cell(now);
        if wide > 1 {
            pen.at = None;
        }
    }
}

/// A part of a row in which nothing stands.
struct Empty {
    cells: usize,
    /// Whether it takes less to erase all of the row from there and to write what stands behind it.
    pays: bool,
}

fn emptied(old: &[Cell], new: &[Cell], from: usize) -> Empty {
    let rest = new.get(from..).unwrap_or_default();
    let cells = rest.iter().take_while(|now| is_nothing(now)).count();
    let to_end = cells == rest.len();
    // Mostly it is but the blank between two words.
    if cells <= if to_end { FEW } else { DEAR } {
        return Empty { cells, pays: false };
    }
    let changed = old.iter().zip(new).skip(from).take(cells);
    let gone = changed.filter(|(before, now)| !same(before, now)).count();
    let behind = rest.iter().skip(cells).filter(|now| !is_nothing(now)).count();
    Empty { cells, pays: gone > if to_end { FEW } else { behind + DEAR } }
}

/// Columns that a cell takes.
fn columns(cell: &Cell) -> usize {
    let symbol = cell.symbol();
    if symbol.len() == 1 { 1 } else { usize::from(symbol.cell_width()).max(1) }
}

/// Whether two cells cannot be told apart.
fn same(a: &Cell, b: &Cell) -> bool {
    let text = match (a.symbol().as_bytes(), b.symbol().as_bytes()) {
        // Nearly all of them, without a call.
        ([a], [b]) => a == b,
        (a, b) => a == b,
    };
    text && Look::of(a).shows(Look::of(b), is_blank(a))
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// Whether a cell is as an erased one.
fn is_nothing(cell: &Cell) -> bool {
    is_blank(cell) && Look::of(cell).shows(Look::default(), true)
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether something looks the same in another look; a blank has no colour of its own.
    fn shows(self, other: Self, blank: bool) -> bool {
        let seen = |look: Self| look.modifier.intersection(SEEN_ON_BLANKS);
        self == other
            || blank && self.bg == other.bg && seen(self).is_empty() && seen(other).is_empty()
    }
}

/// Where the terminal writes next, and how.
struct Pen<'o> {
    out: &'o mut String,
    look: Look,
    at: Option<(usize, usize)>,
    /// Whether the terminal has it there too: they do not agree on how wide some characters are.
    sure: bool,
}

impl Pen<'_> {
    /// Goes to a cell of a row.
    fn reach(&mut self, x: usize, y: usize, row: &[Cell]) {
        if self.at == Some((x, y)) {
            return;
        }
        let ahead = self.at.filter(|&(from, line)| line == y && from < x).map(|(from, _)| from);
        let between = ahead.and_then(|from| row.get(from..x)).filter(|cells| cells.len() <= NEAR);
        let as_now = |cell: &Cell| {
            cell.symbol().len() == 1 && Look::of(cell).shows(self.look, is_blank(cell))
        };
        if let Some(between) = between.filter(|cells| cells.iter().all(as_now)) {
            for cell in between {
                self.out.push_str(cell.symbol());
            }
        } else if let Some(from) = ahead.filter(|_| self.sure) {
            write!(self.out, "\x1b[{}C", x - from).unwrap_or(());
        } else {
            write!(self.out, "\x1b[{};{}H", y + 1, x + 1).unwrap_or(());
            self.sure = true;
        }
        self.at = Some((x, y));
    }

    fn cell(&mut self, cell: &Cell) {
        let look = Look::of(cell);
        if !look.shows(self.look, is_blank(cell)) {
            self.dress(look);
        }
        self.out.push_str(cell.symbol());
        self.sure &= cell.symbol().len() == 1;
        self.at = self.at.map(|(x, y)| (x + 1, y));
    }

    /// Empties the rest of the row.
    fn erase(&mut self) {
        if !self.look.shows(Look::default(), true) {
            self.dress(Look::default());
        }
        self.out.push_str("\x1b[K");
    }

    /// Takes on a look. Attributes are only taken off all at once, as terminals do it in too many ways.
    fn dress(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        if look.modifier.contains(self.look.modifier) {
            self.out.push_str("\x1b[");
        } else {
            self.look = Look::default();
            if look == self.look {
                self.out.push_str("\x1b[0m");
                return;
            }
            self.out.push_str("\x1b[0;");
        }
        let added = look.modifier.difference(self.look.modifier);
        for (_, number) in ATTRIBUTES.iter().filter(|(modifier, _)| added.contains(*modifier)) {
            write!(self.out, "{number};").unwrap_or(());
        }
        if look.fg != self.look.fg {
            color(self.out, 30, look.fg);
        }
        if look.bg != self.look.bg {
            color(self.out, 40, look.bg);
        }
        // The last number ends with no semicolon.
        self.out.pop();
        self.out.push('m');
        self.look = look;
    }
}

/// A colour of a layer, which begins at 30 or 40 (ECMA-48; the bright ones as of aixterm, 60 higher).
fn color(out: &mut String, layer: u8, color: Color) {
    let number = match color {
        Color::Reset => return write!(out, "{};", layer + 9).unwrap_or(()),
        Color::Rgb(red, green, blue) => {
            return write!(out, "{};2;{red};{green};{blue};", layer + 8).unwrap_or(());
        }
        Color::Indexed(number) => return write!(out, "{};5;{number};", layer + 8).unwrap_or(()),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    write!(out, "{};", layer + number).unwrap_or(());
}

/// Shows the cursor somewhere, or hides it.
pub(super) fn cursor(at: Option<Position>, out: &mut String) {
    match at {
        Some(Position { x, y }) => {
            let (row, column) = (u32::from(y) + 1, u32::from(x) + 1);
            write!(out, "\x1b[{row};{column}H\x1b[?25h").unwrap_or(());
        }
        None => out.push_str("\x1b[?25l"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

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
        let ground =
            if cell.bg == Color::Blue { vt100::Color::Idx(4) } else { vt100::Color::Default };
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
}
