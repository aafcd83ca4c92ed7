//! The report on the data: the rows in view, and the selected one in full below them.

use super::overlay::boxed;
use super::{put, row};
use crate::domain::number::counted;
use crate::domain::text::{clean, truncate, width, wrap};
use crate::loader::fault::{Fault, Severity};
use crate::tui::canvas::Canvas;
use crate::tui::layout::centred;
use crate::tui::model::Model;
use crate::tui::report::{Report, Row};
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Longer lines are hard to read.
const WIDEST: u16 = 140;
/// Columns of the event or the line that a fault is about.
const SUBJECT: usize = 26;
/// Lines of the selected fault, where there is room for them.
const WHOLE: usize = 6;

pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, theme: Theme, report: &Report) {
    let (columns, rows) = model.size;
    let wanted = u16::try_from(report.height() + WHOLE + 3).unwrap_or(u16::MAX).max(5);
    let area = centred(
        model.size,
        columns.saturating_sub(2).min(WIDEST),
        rows.saturating_sub(2).min(wanted),
    );
    let inner = boxed(canvas, area, &title(report), theme);
    if report.faults.is_empty() {
        put(canvas, row(inner, 0), [Line::raw(" nothing is wrong, and nothing looks weak")]);
        return;
    }
    let height = usize::from(inner.height);
    let whole = WHOLE.min(height.saturating_sub(2) / 2);
    let listed = height - if whole > 0 { whole + 1 } else { 0 };
    let skip = (report.selected_row() + 1).saturating_sub(listed.max(1));
    let room = usize::from(inner.width).saturating_sub(2);
    for at in 0..listed {
        let Some(entry) = report.row(skip + at) else { break };
        let line = match entry {
            Row::Heading(group) => {
                let style = style(group.severity, theme);
                let (mark, count) = (mark(group.severity), group.count);
                let about = format!("{mark} {} ({count})", group.code.about());
                let about = truncate(&about, room).into_owned();
                let code = format!("  {}", group.code);
                let mut spans = vec![Span::raw(" ")];
                let fits = width(&about) + width(&code) <= room;
                spans.push(Span::styled(about, style));
                spans.extend(fits.then(|| Span::styled(code, theme.quiet())));
                Line::from(spans)
            }
            Row::Fault(number, fault) => {
                let line = one(fault, room, theme);
                if number == report.cursor { theme.select(line) } else { line }
            }
        };
        put(canvas, row(inner, at), [line]);
    }
    if let Some(fault) = report.selected().filter(|_| whole > 0) {
        let rule = "─".repeat(usize::from(inner.width));
        put(canvas, row(inner, listed), [Line::styled(rule, theme.quiet())]);
        let y = inner.y.saturating_add(u16::try_from(listed + 1).unwrap_or(u16::MAX));
        let below = Rect { y, height: u16::try_from(whole).unwrap_or(0), ..inner };
        put(canvas, below.intersection(inner), in_full(model, fault, (room, whole), theme));
    }
}

fn title(report: &Report) -> String {
    let of = |severity, name| counted(report.count(severity), name);
    format!("The data: {}, {}", of(Severity::Error, "error"), of(Severity::Warning, "warning"))
}

fn style(severity: Severity, theme: Theme) -> ratatui::style::Style {
    match severity {
        Severity::Error => theme.error(),
        Severity::Warning => theme.warning(),
    }
}

const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
    }
}

/// What it is about, and as much of the message as fits.
fn one(fault: &Fault, room: usize, theme: Theme) -> Line<'static> {
    let subject = if let Some(event) = &fault.event {
        clean(event).into_owned()
    } else {
        let file = fault.path.rsplit(['/', '\\']).next().unwrap_or(&fault.path);
        format!("{}:{}", clean(file), fault.line)
    };
    let columns = SUBJECT.min(room / 3);
    let subject = truncate(&subject, columns).into_owned();
    let fill = columns.saturating_sub(width(&subject)) + 2;
    let left = room.saturating_sub(columns + 4);
    let message = truncate(&clean(&fault.message), left).into_owned();
    Line::from(vec![
        Span::raw("   "),
        Span::styled(subject, theme.accent()),
        Span::raw(" ".repeat(fill)),
        Span::raw(message),
    ])
}

/// The message, what helps, the place, the line, and the title of the event, as far as they fit.
fn in_full(
    model: &Model,
    fault: &Fault,
    (room, most): (usize, usize),
    theme: Theme,
) -> Vec<Line<'static>> {
    let Fault { line, column, code, .. } = fault;
    let mut texts = wrap(&clean(&fault.message), room);
    texts.extend(fault.help.iter().flat_map(|help| wrap(&format!("help: {}", clean(help)), room)));
    let left = most.saturating_sub(1).max(1);
    if texts.len() > left {
        texts.truncate(left);
        if let Some(last) = texts.last_mut() {
            *last = truncate(&format!("{last} …"), room).into_owned();
        }
    }
    let mut quiet = vec![format!("{}:{line}:{column}  {code}", clean(&fault.path))];
    let excerpt = fault.excerpt.trim();
    if !excerpt.is_empty() {
        quiet.push(format!("{line} │ {}", clean(excerpt)));
    }
    let chronicle = model.timeline.chronicle();
    if let Some(event) = fault.event.as_deref().and_then(|id| chronicle.find_event(id)) {
        quiet.push(format!("event: {}", clean(chronicle.event(event).title())));
    }
    let told = texts.into_iter().map(|text| Line::raw(format!(" {text}")));
    let quiet = quiet
        .into_iter()
        .map(|text| Line::styled(format!(" {}", truncate(&text, room)), theme.quiet()));
    told.chain(quiet).take(most).collect()
}
