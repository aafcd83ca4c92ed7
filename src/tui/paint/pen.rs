//! Where a terminal writes next, and how: places and looks as control sequences.

use super::is_blank;
use super::scroll::Scroll;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Bytes of a control sequence, without its number.
const CONTROL: usize = 3;

/// Attributes that are seen where there is nothing to read.
pub(super) const SEEN_ON_BLANKS: Modifier =
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

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    pub(super) const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether something looks the same in another look; a blank has no colour of its own.
    #[inline]
    pub(super) fn shows(self, other: Self, blank: bool) -> bool {
        let seen = |look: Self| look.modifier.intersection(SEEN_ON_BLANKS);
        self == other
            || blank && self.bg == other.bg && seen(self).is_empty() && seen(other).is_empty()
    }
}

/// Where the terminal writes next, and how.
pub(super) struct Pen<'o> {
    out: &'o mut String,
    look: Look,
    columns: usize,
    at: Option<(usize, usize)>,
    /// The furthest column where the terminal may have it: they do not agree on how wide some characters are.
    furthest: usize,
}

impl<'o> Pen<'o> {
    pub(super) fn new(columns: usize, out: &'o mut String) -> Self {
        Self { out, look: Look::default(), columns, at: None, furthest: 0 }
    }

    /// Lets what is written go its way.
    pub(super) fn hand_on(&mut self, send: impl FnOnce(&mut String)) {
        send(self.out);
    }

    /// Writes blanks, and is nowhere then.
    pub(super) fn blank(&mut self, cells: usize) {
        self.out.extend(std::iter::repeat_n(' ', cells));
        self.lose_place();
    }

    pub(super) fn lose_place(&mut self) {
        self.at = None;
    }

    /// Goes to a cell of a row.
    pub(super) fn reach(&mut self, x: usize, y: usize, row: &[Cell]) {
        if self.at == Some((x, y)) {
            return;
        }
        // What was written up to the end of a row may be in the next one.
        match self.at.filter(|_| self.furthest < self.columns) {
            Some((from, line)) if line == y && from < x => self.step(from, x, row),
            Some((_, line)) if line + 1 == y => {
                self.out.push('\n');
                self.go(x);
            }
            _ => {
                write!(self.out, "\x1b[{};{}H", y + 1, x + 1).unwrap_or(());
                self.furthest = x;
            }
        }
        self.at = Some((x, y));
    }

    /// Goes forward in a row: over what is as it was, or writing that once more.
    fn step(&mut self, from: usize, x: usize, row: &[Cell]) {
        let far = x - from;
        let sure = self.furthest == from;
        let shorter = sure && digits(far) < digits(x + 1);
        let cost = CONTROL + if shorter { digits(far) } else { digits(x + 1) };
        let as_now = |cell: &Cell| {
            cell.symbol().len() == 1 && Look::of(cell).shows(self.look, is_blank(cell))
        };
        let between = row.get(from..x).filter(|cells| cells.len() <= cost);
        if let Some(between) = between.filter(|cells| cells.iter().all(as_now)) {
            for cell in between {
                self.out.push_str(cell.symbol());
            }
            self.furthest += far;
        } else if shorter {
            write!(self.out, "\x1b[{far}C").unwrap_or(());
            self.furthest = x;
        } else {
            self.go(x);
        }
    }

    /// Goes to a column of the row it is in.
    fn go(&mut self, x: usize) {
        if x == 0 {
            self.out.push('\r');
        } else {
            write!(self.out, "\x1b[{}G", x + 1).unwrap_or(());
        }
        self.furthest = x;
    }

    pub(super) fn cell(&mut self, cell: &Cell) {
        let look = Look::of(cell);
        if !look.shows(self.look, is_blank(cell)) {
            self.dress(look);
        }
        let symbol = cell.symbol();
        match symbol.as_bytes() {
            // Nearly all of them, without a call.
            [byte] => self.out.push(char::from(*byte)),
            _ => self.out.push_str(symbol),
        }
        // Nothing takes more columns than bytes.
        self.furthest += symbol.len();
        self.at = self.at.map(|(x, y)| (x + 1, y));
    }

    /// Moves rows, and is nowhere then.
    pub(super) fn scroll(&mut self, Scroll { rows, up }: &Scroll) {
        let (top, bottom, far) = (rows.start + 1, rows.end, up.unsigned_abs());
        let how = if *up > 0 { 'M' } else { 'L' };
        write!(self.out, "\x1b[{top};{bottom}r\x1b[{top}H\x1b[{far}{how}\x1b[r").unwrap_or(());
        self.lose_place();
    }

    /// Empties the rest of the row.
    pub(super) fn erase(&mut self) {
        if !self.look.shows(Look::default(), true) {
            self.dress(Look::default());
        }
        self.out.push_str("\x1b[K");
    }

    /// Takes on a look. Attributes are only taken off all at once, as terminals do it in too many ways.
    pub(super) fn dress(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        if look == Look::default() {
            self.out.push_str("\x1b[m");
            self.look = look;
            return;
        }
        if look.modifier.contains(self.look.modifier) {
            self.out.push_str("\x1b[");
        } else {
            self.look = Look::default();
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

fn digits(number: usize) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        _ => 3,
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
