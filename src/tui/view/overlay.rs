//! What lies over the list: pickers, menus, questions, help.

use super::{chrome, columns, help, put, reader, report, row};
use crate::domain::table::Index;
use crate::domain::text::{clean, truncate, width};
use crate::tui::canvas::Canvas;
use crate::tui::layout::centred;
use crate::tui::model::{Candidate, Model, Overlay, Picker};
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let chronicle = model.timeline.chronicle();
    match &model.overlay {
        Overlay::None | Overlay::Prompt(_) => {}
        Overlay::Regions(p) => picker(canvas, model, theme, "Regions", p, |i| {
            let region = &chronicle.regions[i];
            (region.name.to_string(), region.id.to_string())
        }),
        Overlay::Actors(p) => picker(canvas, model, theme, "Actors", p, |i| {
            let actor = &chronicle.actors[i];
            (actor.name.to_string(), actor.kind.word().to_owned())
        }),
        Overlay::Columns { picker: it, candidates } => {
            picker(canvas, model, theme, "Compare", it, |i| match candidates.get(i.get()) {
                Some(&Candidate::Source(source)) => {
                    let source = &chronicle.sources[source];
                    let name = source.publisher.as_ref().unwrap_or(&source.title);
                    (format!("{name}: {}", source.title), "source".to_owned())
                }
                Some(&Candidate::Claimant(actor)) => {
                    (chronicle.actors[actor].name.to_string(), "actor".to_owned())
                }
                None => (String::new(), String::new()),
            });
        }
        Overlay::Reader(it) => reader::draw(canvas, model, it, theme),
        Overlay::Speakers { rows, cursor } => {
            let lines = rows
                .iter()
                .map(|&actor| {
                    let actor = &chronicle.actors[actor];
                    Line::from(vec![
                        Span::raw(format!("{}  ", clean(&actor.name))),
                        Span::styled(actor.kind.word(), theme.quiet()),
                    ])
                })
                .collect();
            menu(canvas, model, theme, "Whose page?", lines, Some(*cursor));
        }
        Overlay::Question(question) => {
            let lines = vec![Line::raw(clean(&question.text).into_owned())];
            menu(canvas, model, theme, "Enter or y: yes · Esc or n: no", lines, None);
        }
        Overlay::Links { rows, cursor } => {
            let lines = rows
                .iter()
                .map(|&(phrase, event)| {
                    let event = model.timeline.event(event);
                    Line::from(vec![
                        Span::styled(format!("{phrase:<16}"), theme.quiet()),
                        Span::styled(format!("{:>14}  ", event.date.display()), theme.date()),
                        Span::raw(clean(event.title()).into_owned()),
                    ])
                })
                .collect();
            menu(canvas, model, theme, "Linked events", lines, Some(*cursor));
        }
        Overlay::Sources { rows, cursor } => {
            let lines = rows
                .iter()
                .map(|(title, url)| {
                    Line::from(vec![
                        Span::raw(format!("{title}  ")),
                        Span::styled(clean(url).into_owned(), theme.quiet()),
                    ])
                })
                .collect();
            menu(canvas, model, theme, "Sources with a url", lines, Some(*cursor));
        }
        Overlay::Problems(of) => report::draw(canvas, model, theme, of),
        Overlay::Help { scroll, over } => {
            if let Some(page) = over {
                reader::draw(canvas, model, page, theme);
            }
            let lines = help::lines(model, *scroll, theme);
            menu(canvas, model, theme, "Keys (j k to scroll, Esc to close)", lines, None);
        }
    }
}

pub(super) fn boxed(canvas: &mut Canvas<'_>, area: Rect, title: &str, theme: Theme) -> Rect {
    let area = area.intersection(canvas.area());
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.accent())
        .title(Span::styled(format!(" {title} "), theme.heading()));
    let inner = block.inner(area);
    canvas.render_widget(Clear, area);
    canvas.render_widget(block, area);
    inner
}

/// Lines in a box as large as they are; the one at the cursor is always in view.
fn menu(
    canvas: &mut Canvas<'_>,
    model: &Model,
    theme: Theme,
    title: &str,
    lines: Vec<Line<'_>>,
    cursor: Option<usize>,
) {
    let widest = lines.iter().map(|line| columns(&line.spans)).max();
    let widest = widest.unwrap_or(0).max(width(title) + 4);
    let across = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(model.size.0.saturating_sub(2));
    let rows =
        u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(model.size.1.saturating_sub(2));
    let inner = boxed(canvas, centred(model.size, across, rows), title, theme);
    let height = usize::from(inner.height).max(1);
    let skip = cursor.map_or(0, |c| (c + 1).saturating_sub(height));
    for (i, line) in lines.into_iter().enumerate().skip(skip).take(height) {
        let line = if cursor == Some(i) { line.style(theme.selected()) } else { line };
        let at = row(inner, i - skip);
        let place = Rect { x: at.x + 1, width: at.width.saturating_sub(2), ..at };
        put(canvas, place, vec![fitted(line, usize::from(place.width))]);
    }
}

/// The line, with an ellipsis where it is cut.
fn fitted(mut line: Line<'_>, columns: usize) -> Line<'_> {
    let mut left = columns;
    for span in &mut line.spans {
        if width(&span.content) > left {
            span.content = truncate(&span.content, left).into_owned().into();
        }
        left = left.saturating_sub(width(&span.content));
    }
    line
}

fn picker<I: Index>(
    canvas: &mut Canvas<'_>,
    model: &Model,
    theme: Theme,
    title: &str,
    picker: &Picker<I>,
    name: impl Fn(I) -> (String, String),
) {
    // Titles of sources are longer than names.
    let widest = if matches!(model.overlay, Overlay::Columns { .. }) { 100 } else { 64 };
    let columns = widest.min(model.size.0.saturating_sub(2));
    let wanted = u16::try_from(picker.all.len() + 3).unwrap_or(u16::MAX).clamp(10, 22);
    let rows = wanted.min(model.size.1.saturating_sub(3));
    // What was picked may not be among the rows that the typed text leaves.
    let mut title = match picker.picks.len() {
        0 => title.to_owned(),
        count => format!("{title} · {count} picked"),
    };
    if picker.counting {
        title.push_str(" · counting…");
    }
    let inner = boxed(canvas, centred(model.size, columns, rows), &title, theme);
    let width_inside = usize::from(inner.width).saturating_sub(2);
    let typed = clean(picker.line.value()).into_owned();
    let hint = if typed.is_empty() {
        Span::styled("type to narrow", theme.quiet())
    } else {
        Span::raw(typed.clone())
    };
    let input = Line::from(vec![Span::styled(" › ", theme.accent()), hint]);
    put(canvas, row(inner, 0), [input]);
    let x = inner.x.saturating_add(3 + u16::try_from(width(&typed)).unwrap_or(0));
    canvas.put_cursor_at((x.min(inner.right().saturating_sub(1)), inner.y));
    let height = usize::from(inner.height).saturating_sub(1).max(1);
    let skip = (picker.cursor + 1).saturating_sub(height);
    let dated = picker.all.iter().any(|row| row.tally.when.iter().any(|&count| count > 0));
    if picker.shown.is_empty() {
        put(canvas, row(inner, 1), [Line::styled("   nothing by that name", theme.quiet())]);
    }
    for (i, &at) in picker.shown.iter().enumerate().skip(skip).take(height) {
        let Some(entry) = picker.all.get(at) else { continue };
        let (label, tail) = name(entry.index);
        let mark = if picker.picks.taken.contains(&entry.index) {
            "[x]"
        } else if picker.picks.excluded.contains(&entry.index) {
            "[-]"
        } else {
            "[ ]"
        };
        let depth = if typed.is_empty() { entry.depth.min(6) * 2 } else { 0 };
        let count = if picker.counting { "…".to_owned() } else { entry.tally.count.to_string() };
        let peak = entry.tally.when.iter().copied().max().unwrap_or(0);
        let bar = |&n: &u32| if peak == 0 { " " } else { chrome::bar(n, peak) };
        // Where no row has a when, its room is the label's.
        let when: String = if dated {
            std::iter::once(" ").chain(entry.tally.when.iter().map(bar)).collect()
        } else {
            String::new()
        };
        let room = width_inside.saturating_sub(depth + 5 + 13 + width(&when) + 9);
        let label = truncate(&clean(&label), room).into_owned();
        let fill = room.saturating_sub(width(&label));
        let tail = truncate(&clean(&tail), 12).into_owned();
        let tail_fill = 12usize.saturating_sub(width(&tail));
        let quiet =
            if entry.tally.count == 0 && !picker.counting { theme.quiet() } else { theme.plain() };
        let line = Line::from(vec![
            Span::styled(format!(" {}{mark} ", " ".repeat(depth)), theme.accent()),
            Span::styled(format!("{label}{}", " ".repeat(fill)), quiet),
            Span::styled(format!(" {tail}{}", " ".repeat(tail_fill)), theme.quiet()),
            Span::styled(when, theme.quiet()),
            Span::styled(format!(" {count:>7} "), quiet),
        ]);
        let line = if i == picker.cursor { line.style(theme.selected()) } else { line };
        put(canvas, row(inner, i - skip + 1), [line]);
    }
}
