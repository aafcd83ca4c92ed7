//! Pages as styled lines: what the detail pane, an expanded row and the full-screen pages show.

use super::theme::Theme;
use crate::domain::event::EventIx;
use crate::page::event::{Extent, page};
use crate::page::typeset::{Row, rows};
use crate::page::{Run, Telling, Tone};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// An event as rows no wider than `columns`.
pub fn event(telling: Telling<'_>, event: EventIx, extent: Extent, columns: usize) -> Vec<Row> {
    rows(&page(telling, event, extent), columns)
}

/// A row in the colours of a theme.
pub fn line(row: Row, theme: Theme) -> Line<'static> {
    Line::from(row.runs.into_iter().map(|run| span(run, theme)).collect::<Vec<_>>())
}

fn span(run: Run, theme: Theme) -> Span<'static> {
    Span::styled(run.text, style(run.tone, theme))
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Plain => theme.plain(),
        Tone::Strong => theme.strong(),
        Tone::Quiet => theme.quiet(),
        Tone::Heading => theme.heading(),
        Tone::Date => theme.date(),
        Tone::Region => theme.region(),
        Tone::Quote => theme.quote(),
        Tone::Found => theme.found(),
        Tone::Mark => theme.accent(),
        Tone::Warning => theme.warning(),
        Tone::Status(status) => theme.status(status),
        Tone::Side(side) => theme.side(side),
    }
}
