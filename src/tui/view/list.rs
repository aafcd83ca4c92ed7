//! The list: a sticky period heading, and rows on a rail.

use super::{columns, put, row, scrollbar};
use crate::domain::actor::Participant;
use crate::domain::claim::Side;
use crate::domain::event::EventIx;
use crate::domain::number::counted;
use crate::domain::text::{clean, fitted, truncate, width, wrap};
use crate::export::Group;
use crate::page::event::Extent;
use crate::page::typeset::Row;
use crate::page::wording;
use crate::tui::canvas::Canvas;
use crate::tui::model::{Model, Pane, Search};
use crate::tui::rows;
use crate::tui::sheet;
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let areas = model.areas();
    let Some(&first) = model.selection.get(model.top) else {
        nothing(canvas, model, theme);
        return;
    };
    let mut sticky = heading(model, first, theme);
    if model.skip > 0 {
        // Its own row is scrolled away.
        let room = usize::from(areas.period.width).saturating_sub(columns(&sticky.spans) + 1);
        let title = format!(" · {}", model.timeline.event(first).title());
        sticky.push_span(Span::styled(truncate(&title, room).into_owned(), theme.strong()));
    }
    put(canvas, areas.period, [sticky]);
    let height = usize::from(areas.rows.height);
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(height);
    let mut at = model.top;
    // Where the last event in view begins.
    let mut begins = 0;
    while lines.len() < height && at < model.selection.len() {
        if at > model.top && rows::begins_period(model, at) {
            lines.push(Line::default());
            if let Some(&event) = model.selection.get(at) {
                lines.push(heading(model, event, theme));
            }
        }
        let skip = if at == model.top { model.skip } else { 0 };
        begins = lines.len();
        lines.extend(event_lines(model, at, theme).into_iter().skip(skip));
        at += 1;
    }
    let open = at.checked_sub(1).and_then(|at| model.selection.get(at));
    if open.is_some_and(|event| model.expanded.contains(event)) {
        tell_more(&mut lines, begins, height, rows::indent(model), theme);
    }
    lines.truncate(height);
    for (y, line) in lines.into_iter().enumerate() {
        put(canvas, row(areas.rows, y), [line]);
    }
    if model.selection.len() > height {
        let last = model.selection.len().saturating_sub(height);
        scrollbar(canvas, areas.rows, (last + 1, model.top.min(last)), theme);
    }
}

/// On the last line in view, how much further down the open event goes that is cut there. A title
/// alone is not covered.
fn tell_more(lines: &mut [Line<'_>], begins: usize, height: usize, indent: usize, theme: Theme) {
    // The empty line that ends an open event is not missed.
    let end = lines.len().saturating_sub(1);
    let last = height.saturating_sub(1);
    if end <= height || last <= begins {
        return;
    }
    if let Some(line) = lines.get_mut(last) {
        let text = format!("{}▼ {}", " ".repeat(indent), counted(end - last, "more line"));
        *line = Line::styled(text, theme.quiet());
    }
}

fn nothing(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let known = model.timeline.known().filter(|_| !model.whole().is_empty());
    let text = if model.loading.is_some() {
        "Reading…".to_owned()
    } else if model.is_counting() {
        "Looking…".to_owned()
    } else if let Some(known) = known.filter(|_| model.timeline.is_empty()) {
        let day = known.day_in_words();
        format!("Nothing here was known on {day}. ] goes a day on, c shows everything.")
    } else if model.timeline.is_empty() {
        "No events here. An event file is TOML: see `dateline schema`, or the README.".to_owned()
    } else {
        "Nothing passes the filters. c clears them, u undoes the last.".to_owned()
    };
    let rows = model.areas().rows;
    let columns = usize::from(rows.width).saturating_sub(3).max(1);
    let lines = wrap(&text, columns)
        .into_iter()
        .map(|line| Line::styled(format!("  {line}"), theme.quiet()));
    put(canvas, rows, lines);
}

fn heading(model: &Model, event: EventIx, theme: Theme) -> Line<'_> {
    let name = clean(&rows::heading(model, event)).into_owned();
    Line::styled(format!(" {name}"), theme.heading())
}

/// A row, and the event below it where it is expanded.
fn event_lines(model: &Model, at: usize, theme: Theme) -> Vec<Line<'_>> {
    let Some(&event) = model.selection.get(at) else { return Vec::new() };
    let mut lines = vec![line(model, at, event, theme)];
    if rows::has_sides(model, event) {
        lines.push(sides(model, event, theme));
    }
    if model.expanded.contains(&event) {
        let status = theme.status(model.timeline.status(event));
        let indent = rows::indent(model);
        let rail = |row: &Row| {
            let mut spans =
                vec![Span::raw(" ".repeat(indent.saturating_sub(3))), Span::styled("│  ", status)];
            let own = |span: Span<'_>| Span::styled(span.content.into_owned(), span.style);
            spans.extend(sheet::line(row, theme).spans.into_iter().map(own));
            Line::from(spans)
        };
        let columns = rows::sheet_width(model);
        let sheet = model.sheet(event, Extent::Below, columns);
        lines.extend(sheet.iter().map(rail));
        lines.push(Line::default());
    }
    lines
}

/// Who is for a contested event, and who is against it.
fn sides(model: &Model, event: EventIx, theme: Theme) -> Line<'_> {
    let indent = rows::date_width(model) + 3;
    let mut room = usize::from(model.areas().rows.width).saturating_sub(indent + 1);
    let sides = wording::sides(&model.timeline, event);
    let fair = room.saturating_sub(3) / sides.len().max(1);
    let mut spans = vec![Span::raw(" ".repeat(indent))];
    for (number, (side, names)) in sides.iter().enumerate() {
        if number > 0 {
            spans.push(Span::styled(" | ", theme.quiet()));
            room = room.saturating_sub(3);
        }
        // The second side is not pushed out by the first.
        let rest = sides.get(number + 1).map_or(0, |(_, rest)| (width(rest) + 2).min(fair) + 3);
        let mark = if *side == Side::For { "✓ " } else { "✗ " };
        let names = format!("{mark}{names}");
        let names = truncate(&names, room.saturating_sub(rest)).into_owned();
        room = room.saturating_sub(width(&names));
        spans.push(Span::styled(names, theme.side(*side)));
    }
    Line::from(spans)
}

/// The date column: empty when the row above shows the same.
fn date(model: &Model, at: usize) -> String {
    let Some(&event) = model.selection.get(at) else { return String::new() };
    let short = |e: EventIx| {
        let when = &model.timeline.event(e).date;
        match model.order.group {
            Group::Date => when.short(when.anchor().year()),
            Group::Region => when.display(),
        }
    };
    let repeats = at > model.top
        && !rows::begins_period(model, at)
        && model.selection.get(at - 1).is_some_and(|&above| {
            let (a, b) = (model.timeline.event(above), model.timeline.event(event));
            a.date == b.date && a.time == b.time && !model.expanded.contains(&above)
        });
    if repeats {
        return String::new();
    }
    let mut text = short(event);
    if width(&text) >= rows::date_width(model) {
        // Both ends are worth more than the room between them.
        text = text.replace(" – ", "–");
    }
    let Some(time) = model.timeline.event(event).time else { return text };
    // Beside a time of day there is no room for the weekday; zone and seconds are in the sheet.
    let exact = model.order.group == Group::Date && model.timeline.event(event).date.is_exact_day();
    let day = text.split_once(' ').filter(|_| exact).map_or(text.as_str(), |(_, rest)| rest);
    format!("{day} {}", time.to_string().chars().take(5).collect::<String>())
}

fn line<'m>(model: &'m Model, at: usize, event: EventIx, theme: Theme) -> Line<'m> {
    let total = usize::from(model.areas().rows.width).saturating_sub(1);
    let (region_width, actors_width) = match total {
        0..60 => (0, 0),
        60..80 => (13, 0),
        80..100 => (16, 0),
        100..150 => (16, 20),
        _ => (20, 34),
    };
    let date_width = rows::date_width(model);
    let extras =
        region_width + actors_width + usize::from(region_width > 0) + usize::from(actors_width > 0);
    let title_width = total.saturating_sub(date_width + 3 + extras);
    let it = model.timeline.event(event);
    let chronicle = model.timeline.chronicle();
    let status = model.timeline.status(event);
    let selected = at == model.cursor;
    // One style over the whole row: patches of reversed colours would be hard to read.
    let whole =
        (selected && model.pane == Pane::List).then(|| theme.selected().patch(theme.strong()));
    let style = |own: Style| whole.unwrap_or(own);
    let mut spans = Vec::with_capacity(16);
    spans.push(Span::styled(bar(model, at, event), style(theme.accent())));
    let date = date(model, at);
    let (date, used) = fitted(&date, date_width - 1);
    spans.push(Span::styled(blanks(date_width - 1 - used), style(theme.date())));
    spans.push(Span::styled(date.into_owned(), style(theme.date())));
    let glyph = style(theme.status(status));
    spans.extend([" ", status.glyph(), " "].map(|part| Span::styled(part, glyph)));
    let (title, used) = fitted(it.title(), title_width);
    let plain = style(if selected { theme.strong() } else { theme.plain() });
    match &model.search {
        Some(search) if whole.is_none() => highlighted(search, &title, plain, theme, &mut spans),
        _ => spans.push(Span::styled(title, plain)),
    }
    spans.push(Span::styled(blanks(title_width - used), style(Style::new())));
    let mut column = |(text, used): (Cow<'m, str>, usize), columns: usize, style: Style| {
        spans.push(Span::styled(" ", style));
        spans.push(Span::styled(text, style));
        spans.push(Span::styled(blanks(columns - used), style));
    };
    if region_width > 0 {
        let name =
            it.regions().first().map_or("unplaced", |&region| &chronicle.regions[region].name);
        column(fitted(name, region_width), region_width, style(theme.region()));
    }
    if actors_width > 0 {
        let name = |part: &Participant| &*chronicle.actors[part.actor()].name;
        let (names, used) = match it.actors() {
            [one] => fitted(name(one), actors_width),
            all => {
                let names = all.iter().map(name).collect::<Vec<_>>().join(", ");
                let (names, used) = fitted(&names, actors_width);
                (Cow::Owned(names.into_owned()), used)
            }
        };
        column((names, used), actors_width, style(theme.quiet()));
    }
    Line::from(spans)
}

/// What stands at the left edge of a row.
fn bar(model: &Model, at: usize, event: EventIx) -> &'static str {
    let in_range = model.marked_range().is_some_and(|(a, b)| a <= at && at <= b);
    match (in_range, model.marks.contains(&event), at == model.cursor) {
        (_, true, _) => "*",
        (true, _, _) => "┃",
        (_, _, true) => "▌",
        _ => " ",
    }
}

/// So many spaces; nearly always without making them.
fn blanks(columns: usize) -> Cow<'static, str> {
    const MANY: &str =
        "                                                                                ";
    MANY.get(..columns).map_or_else(|| Cow::Owned(" ".repeat(columns)), Cow::Borrowed)
}

/// A title with what the search found in it marked.
fn highlighted(search: &Search, text: &str, style: Style, theme: Theme, spans: &mut Vec<Span<'_>>) {
    let ranges = if search.text.is_empty() { Vec::new() } else { search.needle.find_ranges(text) };
    let mut at = 0;
    for range in ranges {
        let (Some(before), Some(found)) = (text.get(at..range.start), text.get(range.clone()))
        else {
            continue;
        };
        spans.push(Span::styled(before.to_owned(), style));
        spans.push(Span::styled(found.to_owned(), theme.found()));
        at = range.end;
    }
    spans.push(Span::styled(text.get(at..).unwrap_or("").to_owned(), style));
}
