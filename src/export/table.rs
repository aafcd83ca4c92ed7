//! The table of `list`: date, status, title, region and actors in aligned columns.

use super::groups::{headed, sections};
use super::{Group, Selection, batches};
use crate::domain::event::EventIx;
use crate::domain::status::Status;
use crate::domain::text::{clean, truncate, width};
use crate::timeline::Timeline;
use std::io::{self, Write as _};

/// How the table is fitted to where it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Rows are cut to so many columns; none for rows in full.
    pub columns: Option<usize>,
    /// Colour on the status; the glyph says it too.
    pub color: bool,
}

struct Row {
    status: Status,
    /// Date, title, region, actors.
    cells: [String; 4],
    /// Who asserts and who denies, of a contested event: a line of its own below it.
    sides: Option<String>,
}

/// Writes a line an event, and the two sides below a contested one; under regions, each group has its heading.
pub fn write(selection: &Selection<'_>, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut widest = [0; 4];
    let widths = |events: &[EventIx]| {
        let rows = events.iter().map(|&event| row(selection.timeline, event));
        rows.fold([0; 4], |widest, row| wider(widest, row.cells.map(|cell| width(&cell))))
    };
    batches::in_order(selection.events, widths, |widths| {
        widest = wider(widest, widths);
        Ok(())
    })?;
    let widths = fitted(widest, style.columns);
    let sections = sections(selection);
    let first = sections.first().map(|section| &*section.heading);
    batches::write(&headed(&sections), out, |&(heading, event), out| {
        if let Some(heading) = heading.filter(|_| selection.group == Group::Region) {
            if Some(heading) != first {
                writeln!(out)?;
            }
            let heading = clean(heading);
            match style.columns {
                Some(columns) => writeln!(out, "{}", truncate(&heading, columns))?,
                None => writeln!(out, "{heading}")?,
            }
        }
        let row = row(selection.timeline, event);
        writeln!(out, "{}", line(&row, widths, style.color))?;
        let [date, ..] = widths;
        let indent = date + GAP + 1 + GAP;
        let room = style.columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent));
        // A few letters of a name say nothing.
        if let Some(sides) = row.sides.as_ref().filter(|_| room >= 20) {
            writeln!(out, "{}{}", " ".repeat(indent), truncate(sides, room))?;
        }
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

fn row(timeline: &Timeline, index: EventIx) -> Row {
    let chronicle = timeline.chronicle();
    let event = timeline.event(index);
    let region = event.regions().first().map_or("", |&region| &chronicle.regions[region].name);
    let actors: Vec<&str> =
        event.actors().iter().map(|part| &*chronicle.actors[part.actor()].name).collect();
    let cells = [&crate::page::wording::date(event), event.title(), region, &actors.join(", ")];
    let status = timeline.status(index);
    let sides = (status == Status::Contested)
        .then(|| clean(&crate::page::wording::status(timeline, index)).into_owned());
    Row { status, cells: cells.map(|cell| clean(cell).into_owned()), sides }
}

/// The space between two columns.
const GAP: usize = 2;

/// How wide each cell may be. The title is the last to be cut; actors, then regions, give way.
fn fitted(widths: [usize; 4], columns: Option<usize>) -> [usize; 4] {
    let Some(columns) = columns else { return widths };
    let [date, title, region, actors] = widths;
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

fn line(row: &Row, widths: [usize; 4], color: bool) -> String {
    let [date, title, region, actors] = &row.cells;
    let [date_width, title_width, region_width, actors_width] = widths;
    let mut line = padded(date, date_width);
    line.push_str(&glyph(row.status, color));
    line.push_str(&" ".repeat(GAP));
    line.push_str(&padded(title, title_width));
    line.push_str(&padded(region, region_width));
    line.push_str(&truncate(actors, actors_width));
    line.truncate(line.trim_end().len());
    line
}

/// The cell cut and filled to its width, with the gap after it; nothing for a column left out.
fn padded(cell: &str, columns: usize) -> String {
    if columns == 0 {
        return String::new();
    }
    let cell = truncate(cell, columns);
    let fill = columns.saturating_sub(width(&cell)) + GAP;
    format!("{cell}{}", " ".repeat(fill))
}

fn glyph(status: Status, color: bool) -> String {
    let code = match status {
        Status::Agreed => "32",
        Status::Contested => "33",
        Status::SingleParty | Status::Unattributed => "",
    };
    if color && !code.is_empty() {
        format!("\u{1b}[{code}m{}\u{1b}[0m", status.glyph())
    } else {
        status.glyph().to_owned()
    }
}
