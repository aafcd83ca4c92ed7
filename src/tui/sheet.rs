//! Pages as styled lines: what the detail pane, an expanded row and the full-screen pages show.

use super::theme::Theme;
use crate::domain::event::EventIx;
use crate::page::event::{Extent, page};
use crate::page::typeset::{Row, rows};
use crate::page::{Run, Telling, Tone};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

/// The latest events that were laid out: a key asks for the same several times, for its height and to
/// be drawn.
#[derive(Debug, Default)]
pub struct Sheets {
    kept: RefCell<VecDeque<Sheet>>,
}

#[derive(Debug)]
struct Sheet {
    event: EventIx,
    extent: Extent,
    columns: usize,
    rows: Arc<[Row]>,
}

/// As many as can be in view, and those left a moment ago.
const KEPT: usize = 32;

impl Sheets {
    /// An event as rows no wider than `columns`.
    pub fn event(
        &self,
        telling: Telling<'_>,
        event: EventIx,
        extent: Extent,
        columns: usize,
    ) -> Arc<[Row]> {
        let made = || Arc::from(rows(&page(telling, event, extent), columns));
        let Ok(mut kept) = self.kept.try_borrow_mut() else { return made() };
        let wanted =
            |sheet: &&Sheet| (sheet.event, sheet.extent, sheet.columns) == (event, extent, columns);
        if let Some(sheet) = kept.iter().find(wanted) {
            return Arc::clone(&sheet.rows);
        }
        let rows: Arc<[Row]> = made();
        kept.truncate(KEPT - 1);
        kept.push_front(Sheet { event, extent, columns, rows: Arc::clone(&rows) });
        rows
    }

    /// For when events are others, or told of otherwise.
    pub fn forget(&mut self) {
        self.kept.get_mut().clear();
    }
}

/// A row in the colours of a theme.
pub fn line(row: &Row, theme: Theme) -> Line<'_> {
    Line::from(row.runs.iter().map(|run| span(run, theme)).collect::<Vec<_>>())
}

fn span(run: &Run, theme: Theme) -> Span<'_> {
    Span::styled(run.text.as_str(), style(run.tone, theme))
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
