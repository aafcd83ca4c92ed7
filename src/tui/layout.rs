//! Where things stand on the screen: a function of its size alone.

use ratatui::layout::Rect;

/// Below this the screen says that it is too small, and waits.
pub const SMALLEST: (u16, u16) = (24, 6);
/// From this width on the selected event stands beside the list.
const WIDE: u16 = 110;
/// Larger claims than this are not believed: a buffer of it could not be allocated.
pub const LARGEST: (u16, u16) = (1000, 500);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    pub title: Rect,
    pub strip: Rect,
    pub chips: Rect,
    /// The sticky period heading.
    pub period: Rect,
    pub rows: Rect,
    pub detail: Option<Rect>,
    pub footer: Rect,
}

/// Lays out a screen of columns and rows.
pub fn areas((columns, rows): (u16, u16)) -> Areas {
    let line = |y: u16| Rect::new(0, y.min(rows), columns, u16::from(y < rows));
    let tall = rows >= 12;
    let strip = if tall {
        Rect::new(1, 1, columns.saturating_sub(2), 1)
    } else {
        Rect::new(0, 1, columns, 0)
    };
    let chips_y = if tall { 2 } else { 1 };
    let top = chips_y + 1;
    let body = rows.saturating_sub(top + 1);
    let list_width = if columns >= WIDE { columns * 3 / 5 } else { columns };
    let detail = (columns >= WIDE)
        .then(|| Rect::new(list_width + 2, top, columns.saturating_sub(list_width + 3), body));
    Areas {
        title: line(0),
        strip,
        chips: line(chips_y),
        period: Rect::new(0, top.min(rows), list_width, body.min(1)),
        rows: Rect::new(0, (top + 1).min(rows), list_width, body.saturating_sub(1)),
        detail,
        footer: line(rows.saturating_sub(1)),
    }
}

/// A centred box that fits the screen.
pub fn centred((columns, rows): (u16, u16), width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(columns), height.min(rows));
    Rect::new((columns - width) / 2, (rows - height) / 2, width, height)
}
