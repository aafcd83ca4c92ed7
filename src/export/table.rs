//! The table of `list`: date, status, title, region and actors in aligned columns.

mod cells;

use super::groups::{begun, ordered};
use super::{Group, Selection, batches};
use crate::domain::event::{Event, EventIx};
use crate::domain::status::Status;
use crate::domain::text::{clean, truncate, width};
use crate::page::wording;
use cells::{BETWEEN, Cell, LastDate, Names};
use std::io;

/// How the table is fitted to where it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Rows are cut to so many columns; none for rows in full.
    pub columns: Option<usize>,
    /// Colour on the status; the glyph says it too.
    pub color: bool,
}

/// Writes a line an event, and the two sides below a contested one; under regions, each group has its heading.
pub fn write(selection: &Selection<'_>, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let timeline = selection.timeline;
    let names = Names::of(timeline.chronicle());
    let mut widest = [0; 4];
    let widen = |_, event, (widths, date): &mut ([usize; 4], LastDate)| {
        *widths = wider(*widths, wide(timeline.event(event), &names, date));
    };
    batches::in_order(timeline, selection.events, widen, |(widths, _)| {
        widest = wider(widest, *widths);
        Ok(())
    })?;
    let rows = Rows { selection, style, names: &names, widths: fitted(widest, style.columns) };
    let events = ordered(selection);
    let row = |number, event, (text, date): &mut (String, LastDate)| {
        if selection.group == Group::Region
            && let Some(heading) = begun(timeline, &events, number, Group::Region)
        {
            rows.heading(&heading, number == 0, text);
        }
        rows.event(event, date, text);
    };
    batches::in_order(timeline, &events, row, |(text, _)| {
        out.write_all(text.as_bytes())?;
        text.clear();
        Ok(())
    })
}

fn wider(widths: [usize; 4], others: [usize; 4]) -> [usize; 4] {
    let mut widest = widths;
    for (widest, other) in widest.iter_mut().zip(others) {
        *widest = other.max(*widest);
    }
    widest
}

/// How wide the cells of an event are: date, title, region, actors.
fn wide(event: Event<'_>, names: &Names<'_>, date: &mut LastDate) -> [usize; 4] {
    [date.of(event).wide, width(event.title()), names.region(event).wide, names.actors_wide(event)]
}

/// Rows in full are aligned to so many columns: beside a title of a megabyte all others would be as long.
const WIDEST: usize = 200;

/// The space between two columns.
const GAP: usize = 2;

/// How wide each cell may be. The title is the last to be cut; actors, then regions, give way.
fn fitted(widths: [usize; 4], columns: Option<usize>) -> [usize; 4] {
    let [date, title, region, actors] = widths;
    let Some(columns) = columns else {
        return [date, title.min(WIDEST), region.min(WIDEST), actors];
    };
    let glyph = 1 + GAP;
    let room = columns.saturating_sub(date + GAP + glyph);
    let title = title.min(room);
    let region = region.min(room.saturating_sub(title + GAP).min(24));
    let actors = actors.min(room.saturating_sub(title + GAP + region + GAP));
    // A column of a few letters says nothing.
    let region = if region < 6 { 0 } else { region };
    let actors = if actors < 6 || region == 0 { 0 } else { actors };
    [date.min(columns.saturating_sub(glyph)), title, region, actors]
}

/// What the rows are made with.
struct Rows<'a> {
    selection: &'a Selection<'a>,
    style: Style,
    names: &'a Names<'a>,
    widths: [usize; 4],
}

impl Rows<'_> {
    fn heading(&self, heading: &str, is_first: bool, text: &mut String) {
        if !is_first {
            text.push('\n');
        }
        match self.style.columns {
            Some(columns) => text.push_str(&truncate(heading, columns)),
            None => text.push_str(&clean(heading)),
        }
        text.push('\n');
    }

    fn event(&self, index: EventIx, last: &mut LastDate, text: &mut String) {
        let timeline = self.selection.timeline;
        let event = timeline.event(index);
        let status = timeline.status(index);
        let [date, title, region, actors] = self.widths;
        let start = text.len();
        self.pad(text, last.of(event), date);
        self.glyph(status, text);
        fill(text, GAP);
        self.pad(text, &Cell::of(event.title()), title);
        self.pad(text, self.names.region(event), region);
        self.actors(event, actors, text);
        let row = text.get(start..).unwrap_or_default();
        text.truncate(start + row.trim_end().len());
        text.push('\n');
        let indent = date + GAP + 1 + GAP;
        let room = self.style.columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent));
        // A few letters of a name say nothing.
        if status == Status::Contested && room >= 20 {
            fill(text, indent);
            text.push_str(&truncate(&wording::status(timeline, index), room));
            text.push('\n');
        }
    }

    /// Adds the cell, cut to its width unless rows are in full, and the gap after it; nothing for a column
    /// left out.
    fn pad<T: AsRef<str>>(&self, text: &mut String, cell: &Cell<T>, columns: usize) {
        if columns == 0 {
            return;
        }
        let told = cell.text.as_ref();
        let wide = if cell.wide <= columns || self.style.columns.is_none() {
            text.push_str(told);
            cell.wide
        } else {
            let (cut, wide) = crate::domain::text::fitted(told, columns);
            text.push_str(&cut);
            wide
        };
        fill(text, columns.saturating_sub(wide) + GAP);
    }

    fn actors(&self, event: Event<'_>, columns: usize, text: &mut String) {
        let start = text.len();
        for (number, name) in self.names.actors(event).enumerate() {
            if number > 0 {
                text.push_str(BETWEEN);
            }
            text.push_str(&name.text);
        }
        if self.names.actors_wide(event) > columns {
            let all = text.split_off(start);
            text.push_str(&truncate(&all, columns));
        }
    }

    fn glyph(&self, status: Status, text: &mut String) {
        // As on the screen and in `show`.
        let code = match status {
            Status::Agreed => "32",
            Status::Contested => "1;31",
            Status::SingleParty => "33",
            Status::Unattributed => "2",
        };
        if self.style.color {
            text.extend(["\u{1b}[", code, "m", status.glyph(), "\u{1b}[0m"]);
        } else {
            text.push_str(status.glyph());
        }
    }
}

/// Adds blanks.
fn fill(text: &mut String, mut columns: usize) {
    const BLANKS: &str = "                                                                ";
    while columns > 0 {
        let some = BLANKS.get(..columns).unwrap_or(BLANKS);
        text.push_str(some);
        columns -= some.len();
    }
}
