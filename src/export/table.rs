//! The table of `list`: date, status, title, region and actors in aligned columns.

use super::groups::{headed, sections};
use super::{Group, Selection, batches};
use crate::domain::clock_time::ClockTime;
use crate::domain::event::{Event, EventIx};
use crate::domain::status::Status;
use crate::domain::text::{clean, truncate, width};
use crate::domain::when::When;
use crate::page::wording;
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

/// Writes a line an event, and the two sides below a contested one; under regions, each group has its heading.
pub fn write(selection: &Selection<'_>, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut widest = [0; 4];
    let timeline = selection.timeline;
    let widths = |events: &[EventIx]| {
        let mut dates = Dates::default();
        let cells = events.iter().map(|&event| wide(timeline, event, &mut dates));
        cells.fold([0; 4], wider)
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
        line(timeline, event, widths, style.color, out)?;
        let [date, ..] = widths;
        let indent = date + GAP + 1 + GAP;
        let room = style.columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent));
        // A few letters of a name say nothing.
        if timeline.status(event) == Status::Contested && room >= 20 {
            let sides = wording::status(timeline, event);
            writeln!(out, "{}{}", " ".repeat(indent), truncate(&sides, room))?;
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

/// The name of the region that an event is in; empty for an unplaced one.
fn region<'t>(timeline: &'t Timeline, event: Event<'t>) -> &'t str {
    let regions = &timeline.chronicle().regions;
    event.regions().first().map_or("", |&region| &regions[region].name)
}

fn actors<'t>(timeline: &'t Timeline, event: Event<'t>) -> impl Iterator<Item = &'t str> {
    event.actors().iter().map(|part| &*timeline.chronicle().actors[part.actor()].name)
}

const BETWEEN: &str = ", ";

/// How wide the cells of an event are: date, title, region, actors.
fn wide(timeline: &Timeline, index: EventIx, dates: &mut Dates) -> [usize; 4] {
    let event = timeline.event(index);
    let actors = actors(timeline, event).map(|name| width(name) + BETWEEN.len()).sum::<usize>();
    let actors = actors.saturating_sub(BETWEEN.len());
    [dates.wide(event), width(event.title()), width(region(timeline, event)), actors]
}

/// The width of the date before, which mostly is that of the next.
#[derive(Default)]
struct Dates {
    last: Option<(When, Option<ClockTime>)>,
    width: usize,
}

impl Dates {
    fn wide(&mut self, event: Event<'_>) -> usize {
        if self.last.as_ref().is_none_or(|last| (&last.0, last.1) != (&event.date, event.time)) {
            self.width = width(&wording::date(event));
            self.last = Some((event.date.clone(), event.time));
        }
        self.width
    }
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

fn line(
    timeline: &Timeline,
    index: EventIx,
    widths: [usize; 4],
    color: bool,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let event = timeline.event(index);
    let [date_width, title_width, region_width, actors_width] = widths;
    let mut line = String::new();
    pad(&mut line, &wording::date(event), date_width);
    line.push_str(&glyph(timeline.status(index), color));
    line.push_str(&" ".repeat(GAP));
    pad(&mut line, event.title(), title_width);
    pad(&mut line, region(timeline, event), region_width);
    let actors = actors(timeline, event).collect::<Vec<_>>().join(BETWEEN);
    line.push_str(&truncate(&actors, actors_width));
    writeln!(out, "{}", line.trim_end())
}

/// Adds the cell, cut and filled to its width, and the gap after it; nothing for a column left out.
fn pad(line: &mut String, cell: &str, columns: usize) {
    if columns > 0 {
        let cell = truncate(cell, columns);
        line.push_str(&cell);
        line.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&cell)) + GAP));
    }
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
