//! The list: a sticky period heading, and rows on a rail.

use super::{put, row, scrollbar};
use crate::domain::claim::Side;
use crate::domain::event::EventIx;
use crate::domain::text::{clean, truncate, width, wrap};
use crate::export::Group;
use crate::page::event::Extent;
use crate::page::wording;
use crate::tui::model::{Model, Pane};
use crate::tui::rows;
use crate::tui::sheet;
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, theme: Theme) {
    let areas = model.areas();
    let Some(&first) = model.selection.get(model.top) else {
        nothing(frame, model, theme);
        return;
    };
    let mut sticky = heading(model, first, theme);
    if model.skip > 0 {
        // Its own row is scrolled away.
        let room = usize::from(areas.period.width).saturating_sub(sticky.width() + 1);
        let title = format!(" · {}", model.timeline.event(first).title());
        sticky.push_span(Span::styled(truncate(&title, room).into_owned(), theme.strong()));
    }
    put(frame, areas.period, vec![sticky]);
    let height = usize::from(areas.rows.height);
    let mut lines: Vec<Line<'static>> = Vec::with_capacity(height);
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
        put(frame, row(areas.rows, y), vec![line]);
    }
    if model.selection.len() > height {
        let last = model.selection.len().saturating_sub(height);
        scrollbar(frame, areas.rows, (last + 1, model.top.min(last)), theme);
    }
}

/// On the last line in view, how much further down the open event goes that is cut there. A title
/// alone is not covered.
fn tell_more(
    lines: &mut [Line<'static>],
    begins: usize,
    height: usize,
    indent: usize,
    theme: Theme,
) {
    // The empty line that ends an open event is not missed.
    let end = lines.len().saturating_sub(1);
    let last = height.saturating_sub(1);
    if end <= height || last <= begins {
        return;
    }
    if let Some(line) = lines.get_mut(last) {
        let text = format!("{}▼ {} more lines", " ".repeat(indent), end - last);
        *line = Line::styled(text, theme.quiet());
    }
}

fn nothing(frame: &mut Frame<'_>, model: &Model, theme: Theme) {
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
        .map(|line| Line::styled(format!("  {line}"), theme.quiet()))
        .collect();
    put(frame, rows, lines);
}

fn heading(model: &Model, event: EventIx, theme: Theme) -> Line<'static> {
    let name = clean(&rows::heading(model, event)).into_owned();
    Line::styled(format!(" {name}"), theme.heading())
}

/// A row, and the event below it where it is expanded.
fn event_lines(model: &Model, at: usize, theme: Theme) -> Vec<Line<'static>> {
    let Some(&event) = model.selection.get(at) else { return Vec::new() };
    let mut lines = vec![line(model, at, event, theme)];
    if rows::has_sides(model, event) {
        lines.push(sides(model, event, theme));
    }
    if model.expanded.contains(&event) {
        let status = theme.status(model.timeline.status(event));
        let indent = rows::indent(model);
        let rail = |line: Line<'static>| {
            let mut spans =
                vec![Span::raw(" ".repeat(indent.saturating_sub(3))), Span::styled("│  ", status)];
            spans.extend(line.spans.into_iter().map(|s| s.patch_style(line.style)));
            Line::from(spans)
        };
        let columns = rows::sheet_width(model);
        let sheet = sheet::event(model.telling(), event, Extent::Below, columns);
        lines.extend(sheet.into_iter().map(|row| rail(sheet::line(row, theme))));
        lines.push(Line::default());
    }
    lines
}

/// Who is for a contested event, and who is against it.
fn sides(model: &Model, event: EventIx, theme: Theme) -> Line<'static> {
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
    let text = short(event);
    let Some(time) = model.timeline.event(event).time else { return text };
    // Beside a time of day there is no room for the weekday; zone and seconds are in the sheet.
    let exact = model.order.group == Group::Date && model.timeline.event(event).date.is_exact_day();
    let day = text.split_once(' ').filter(|_| exact).map_or(text.as_str(), |(_, rest)| rest);
    format!("{day} {}", time.to_string().chars().take(5).collect::<String>())
}

fn line(model: &Model, at: usize, event: EventIx, theme: Theme) -> Line<'static> {
    let total = usize::from(model.areas().rows.width).saturating_sub(1);
    let it = model.timeline.event(event);
    let chronicle = model.timeline.chronicle();
    let status = model.timeline.status(event);
    let selected = at == model.cursor;
    let in_range = model.marked_range().is_some_and(|(a, b)| a <= at && at <= b);
    let marked = model.marks.contains(&event);
    let bar = match (in_range, marked, selected) {
        (_, true, _) => "*",
        (true, _, _) => "┃",
        (_, _, true) => "▌",
        _ => " ",
    };
    let date_width = rows::date_width(model);
    let date = truncate(&date(model, at), date_width - 1).into_owned();
    let mut spans = vec![
        Span::styled(bar, theme.accent()),
        Span::styled(pad(&date, date_width - 1, true), theme.date()),
        Span::styled(format!(" {} ", status.glyph()), theme.status(status)),
    ];
    let left = date_width + 3;
    let region = it
        .regions()
        .first()
        .map_or_else(|| "unplaced".to_owned(), |&r| clean(&chronicle.regions[r].name).into_owned());
    let actors: Vec<String> =
        it.actors().iter().map(|p| clean(&chronicle.actors[p.actor()].name).into_owned()).collect();
    let (region_width, actors_width) = match total {
        0..60 => (0, 0),
        60..100 => (13, 0),
        100..150 => (16, 20),
        _ => (20, 34),
    };
    let extras =
        region_width + actors_width + usize::from(region_width > 0) + usize::from(actors_width > 0);
    let title_width = total.saturating_sub(left + extras);
    let style = if selected { theme.strong() } else { theme.plain() };
    let title = clean(it.title()).into_owned();
    let title = truncate(&title, title_width).into_owned();
    spans.extend(highlighted(model, &title, style, theme));
    let used = width(&title);
    spans.push(Span::raw(" ".repeat(title_width.saturating_sub(used))));
    if region_width > 0 {
        let region = pad(&truncate(&region, region_width), region_width, false);
        spans.push(Span::styled(format!(" {region}"), theme.region()));
    }
    if actors_width > 0 {
        let actors = pad(&truncate(&actors.join(", "), actors_width), actors_width, false);
        spans.push(Span::styled(format!(" {actors}"), theme.quiet()));
    }
    if !selected || model.pane == Pane::Detail {
        return Line::from(spans);
    }
    // One style over the whole row: patches of reversed colours would be hard to read.
    let text: Vec<Span<'static>> = spans
        .into_iter()
        .map(|span| Span::styled(span.content, theme.selected().patch(theme.strong())))
        .collect();
    Line::from(text)
}

fn pad(text: &str, columns: usize, right: bool) -> String {
    let fill = " ".repeat(columns.saturating_sub(width(text)));
    if right { format!("{fill}{text}") } else { format!("{text}{fill}") }
}

/// A title with what the search found in it marked.
fn highlighted(model: &Model, text: &str, style: Style, theme: Theme) -> Vec<Span<'static>> {
    let ranges = match &model.search {
        Some(search) if !search.text.is_empty() => search.needle.find_ranges(text),
        _ => Vec::new(),
    };
    let mut spans = Vec::new();
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
    spans
}
