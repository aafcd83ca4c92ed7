//! What frames the list: title, density strip, chips, footer.

use super::{columns, put};
use crate::domain::number::{counted, grouped};
use crate::domain::text::{clean, fitted, truncate, width, wrap};
use crate::export::Format;
use crate::loader::Progress;
use crate::timeline::density::Density;
use crate::tui::canvas::Canvas;
use crate::tui::hints::{self, Hint};
use crate::tui::model::{Model, Overlay, Prompt, PromptKind, Tone};
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use std::path::Path;

pub(super) fn title(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let area = model.areas().title;
    let chronicle = model.timeline.chronicle();
    let mut right: Vec<Span<'_>> = Vec::new();
    if let Some(progress) = &model.loading {
        right.push(Span::styled(reading(progress, area.width), theme.accent()));
    } else {
        // Weak spots are for who asks; here stands only what is lost.
        let errors = model.faults.iter().filter(|fault| fault.is_error()).count();
        if errors > 0 {
            let text = format!("{} in the data (!)  ", counted(errors, "error"));
            right.push(Span::styled(text, theme.error()));
        }
        if let Some(at) = &model.stopped {
            let of = if at.bytes == 0 { String::new() } else { format!(" ({} %)", at.percent()) };
            let text = format!("stopped at {}{of}  ", counted(at.events, "event"));
            right.push(Span::styled(text, theme.warning()));
        }
        // Until all are found, there are at least those on the screen.
        let least = if model.is_counting() { "≥ " } else { "" };
        let all = counted(model.timeline.len(), "event");
        let of = format!("{least}{} of {all} ", grouped(model.selection.len().into()));
        right.push(Span::styled(of, theme.strong()));
    }
    let right_width = columns(&right);
    let left_width = usize::from(area.width).saturating_sub(right_width + 1);
    let name = chronicle.title.as_deref().unwrap_or("dateline");
    let name = truncate(&clean(name), left_width.saturating_sub(1)).into_owned();
    let gap = left_width.saturating_sub(width(&name) + 1);
    let mut spans = vec![Span::raw(" "), Span::styled(name, theme.strong())];
    spans.push(Span::raw(" ".repeat(gap + 1)));
    spans.extend(right);
    put(canvas, area, [Line::from(spans)]);
}

/// How far the reading is, as closely as there is room for.
fn reading(progress: &Progress, columns: u16) -> String {
    const CELLS: usize = 10;
    let Progress { files_done, files, bytes_done, bytes, events, .. } = *progress;
    let mib = |bytes: u64| bytes >> 20;
    // A pipe does not say how much is to come.
    let events = counted(events, "event");
    if bytes == 0 {
        return format!("reading · {} MiB · {events} ", mib(bytes_done));
    }
    let short = format!("reading {} % · {events} ", progress.percent());
    if columns < 100 {
        return short;
    }
    let full = usize::try_from(progress.percent()).unwrap_or(0) * CELLS / 100;
    let bar = format!("{}{}", "█".repeat(full), "░".repeat(CELLS - full));
    let seconds = progress.left().as_secs() + 1;
    let of_files =
        if files > 1 { format!("{files_done} of {files} files · ") } else { String::new() };
    format!(
        "reading {bar} {of_files}{} of {} MiB · {events} · {seconds} s left ",
        mib(bytes_done),
        mib(bytes),
    )
}

/// How many events when: all of them quiet, the selection in colour, what is in view underlined.
pub(super) fn strip(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let area = model.areas().strip;
    if area.is_empty() || model.timeline.is_empty() {
        return;
    }
    let window = window(model);
    let peak = model.density_all.peak();
    let spans: Vec<Span<'_>> = (0..usize::from(area.width))
        .map(|column| {
            let all = count(&model.density_all, column);
            let chosen = count(&model.density_selected, column);
            let (shown, style) =
                if chosen > 0 { (chosen, theme.accent()) } else { (all, theme.quiet()) };
            let style = if window.is_some_and(|(a, b)| a <= column && column <= b) {
                style.add_modifier(
                    ratatui::style::Modifier::UNDERLINED | ratatui::style::Modifier::BOLD,
                )
            } else {
                style
            };
            Span::styled(bar(shown, peak), style)
        })
        .collect();
    put(canvas, area, [Line::from(spans)]);
}

fn count(density: &Density, column: usize) -> u32 {
    density.columns.get(column).copied().unwrap_or(0)
}

/// A bar in eighths; the square root keeps one event visible beside a thousand.
pub(super) fn bar(count: u32, peak: u32) -> &'static str {
    const BARS: [&str; 9] = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    if count == 0 {
        return "·";
    }
    let share = (f64::from(count) / f64::from(peak.max(1))).sqrt();
    let eighth = (1..=8u8).find(|&e| share <= f64::from(e) / 8.0).unwrap_or(8);
    BARS.get(usize::from(eighth)).copied().unwrap_or("█")
}

/// The columns of the strip that the rows in view stand in.
fn window(model: &Model) -> Option<(usize, usize)> {
    let day = |row: usize| {
        let event = *model.selection.get(row)?;
        Some(model.timeline.event(event).date.anchor())
    };
    let height = usize::from(model.areas().rows.height);
    let last = (model.top + height).min(model.selection.len()).checked_sub(1)?;
    let one = model.density_all.column(day(model.top)?)?;
    let other = model.density_all.column(day(last)?)?;
    Some((one.min(other), one.max(other)))
}

pub(super) fn chips(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let area = model.areas().chips;
    let columns = usize::from(area.width).saturating_sub(1);
    let chips = all_chips(model, theme);
    let mut spans = vec![Span::raw(" ")];
    if chips.is_empty() {
        let first = model.density_all.first.map(|d| d.to_string()).unwrap_or_default();
        let last = model.density_all.last.map(|d| d.to_string()).unwrap_or_default();
        let between = (columns + 1).saturating_sub(first.len() + last.len() + 2);
        spans.push(Span::styled(first, theme.quiet()));
        spans.push(Span::raw(" ".repeat(between)));
        spans.push(Span::styled(last, theme.quiet()));
    } else {
        spans.extend(cut_to(columns, chips, theme));
    }
    put(canvas, area, [Line::from(spans)]);
}

/// What narrows the list or is marked in it, from the left. First what is known on a day, so that it is
/// seen where columns are few.
fn all_chips(model: &Model, theme: Theme) -> Vec<(String, Style)> {
    let mut chips = Vec::new();
    chips.extend(model.timeline.known().map(|known| (known.brief(), theme.chip())));
    let filters = model.filter.chips(&model.timeline);
    chips.extend(filters.into_iter().map(|filter| (filter, theme.chip())));
    let range = model.range.as_ref().map(|range| range.describe(&model.timeline));
    chips.extend(range.map(|range| (range, theme.chip())));
    if let Some((first, last)) = model.marked_range() {
        chips.push((format!("range: {}", counted(last - first + 1, "event")), theme.warning()));
    }
    if !model.marks.is_empty() {
        chips.push((format!("marked: {}", model.marks.len()), theme.warning()));
    }
    let search = model.search.as_ref().filter(|search| !search.text.is_empty());
    chips.extend(search.map(|search| (format!("/{}", search.text), theme.found())));
    chips
}

/// The chips that there is room for, the last of them cut, and how many more there are.
fn cut_to(columns: usize, chips: Vec<(String, Style)>, theme: Theme) -> Vec<Span<'static>> {
    /// Fewer columns show nothing of a chip.
    const LEAST: usize = 5;
    let mut spans = Vec::new();
    let mut left = columns;
    let count = chips.len();
    let more = |hidden: usize| if hidden == 0 { String::new() } else { format!(" +{hidden}") };
    for (number, (text, style)) in chips.into_iter().enumerate() {
        let between = usize::from(number > 0);
        let after = more(count - number - 1);
        let (shown, taken) = fitted(&text, left.saturating_sub(between + 2 + after.len()));
        if taken < LEAST.min(width(&text)) {
            spans.push(Span::styled(more(count - number), theme.quiet()));
            break;
        }
        spans.push(Span::raw(" ".repeat(between)));
        spans.push(Span::styled(format!(" {shown} "), style));
        left = left.saturating_sub(between + taken + 2);
        if taken < width(&text) {
            spans.push(Span::styled(after, theme.quiet()));
            break;
        }
    }
    spans
}

pub(super) fn footer(canvas: &mut Canvas<'_>, model: &Model, theme: Theme) {
    let area = model.areas().footer;
    let columns = usize::from(area.width);
    if let Overlay::Prompt(prompt) = &model.overlay {
        prompt_line(canvas, area, prompt, theme);
        return;
    }
    if let Some(notice) = &model.notice {
        match notice.tone {
            // The row of the cursor may be the last one.
            Tone::Info => {
                let text = truncate(&format!(" {}", clean(&notice.text)), columns).into_owned();
                put(canvas, area, [Line::styled(text, theme.accent())]);
            }
            Tone::Error => tell(canvas, area.bottom(), &notice.text, theme.error()),
        }
        return;
    }
    put(canvas, area, vec![hints(model, theme, columns)]);
}

/// The line that is typed, and over it what is wrong with it or worth knowing.
fn prompt_line(canvas: &mut Canvas<'_>, area: Rect, prompt: &Prompt, theme: Theme) {
    let columns = usize::from(area.width);
    let name = match prompt.kind {
        PromptKind::Query => "query: ",
        PromptKind::Search => "/",
        PromptKind::GoToDate => "go to date (2024-10 or 2024-10-28): ",
        PromptKind::KnownOn => "known on (a date; empty for everything): ",
        PromptKind::Export => "export to: ",
    };
    let written = match prompt.kind {
        PromptKind::Export => {
            let format = Format::of_file(Path::new(prompt.line.value().trim()));
            format!("  as {}", format.name())
        }
        _ => String::new(),
    };
    let room = columns.saturating_sub(width(name) + 2 + width(&written));
    let scroll = prompt.line.visual_scroll(room);
    let shown: String = prompt.line.value().chars().skip(scroll).collect();
    let line = Line::from(vec![
        Span::styled(format!(" {name}"), theme.heading()),
        Span::raw(clean(&shown).into_owned()),
        Span::styled(written, theme.quiet()),
    ]);
    put(canvas, area, [line]);
    let at = width(name) + 1 + prompt.line.visual_cursor().saturating_sub(scroll);
    let x = u16::try_from(at).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
    canvas.put_cursor_at((x, area.y));
    let error = prompt.error.as_ref().map(|error| (error, theme.error()));
    let note = prompt.note.as_ref().map(|note| (note, theme.accent()));
    if let Some((text, style)) = error.or(note) {
        tell(canvas, area.y, text, style);
    }
}

/// A text above a row of the screen: over as many lines as it takes, within reason.
fn tell(canvas: &mut Canvas<'_>, below: u16, text: &str, style: Style) {
    const MOST: usize = 4;
    let whole = canvas.area();
    let columns = usize::from(whole.width).saturating_sub(2);
    let mut lines = wrap(text, columns);
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).join(" ");
        lines.push(truncate(&rest, columns).into_owned());
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(below);
    let area = Rect { y: below - height, height, ..whole };
    canvas.render_widget(Clear, area.intersection(whole));
    put(canvas, area, lines.iter().map(|line| Line::styled(format!(" {line}"), style)));
}

/// The keys that work right now. Where columns are few, help and quit stay and the others are cut,
/// whole.
fn hints(model: &Model, theme: Theme, columns: usize) -> Line<'static> {
    let hints = hints::hints(model);
    let room = |hint: &Hint| width(hint.chord) + width(hint.word) + 3;
    let kept: usize = hints.iter().filter(|hint| hint.stays).map(room).sum();
    let mut left = columns.saturating_sub(kept);
    let mut spans = vec![Span::raw(" ")];
    for hint in hints {
        if !hint.stays {
            // Once one is cut, so are those after it.
            left = left.saturating_sub(room(&hint));
            if left == 0 {
                continue;
            }
        }
        let style = if hint.live { theme.strong() } else { theme.quiet() };
        spans.push(Span::styled(hint.chord, style));
        spans.push(Span::styled(format!(" {}  ", hint.word), theme.quiet()));
    }
    Line::from(spans)
}
