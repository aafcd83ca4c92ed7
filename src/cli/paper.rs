//! Pages on standard output: wrapped, and in colour where that is wanted.

use super::args::Color;
use super::{streams, view};
use crate::domain::claim::Side;
use crate::domain::status::Status;
use crate::page::typeset::{Row, rows};
use crate::page::{Page, Run, Tone};
use anstyle::{AnsiColor, Style};
use std::io;

/// Lines longer than this are hard to read.
const MAX_COLUMNS: usize = 100;

pub(crate) fn print(page: &Page, color: Color) -> io::Result<()> {
    let columns = view::columns().unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS);
    let color = view::color(color, view::stdout_is_terminal());
    let mut out = String::new();
    for row in rows(page, columns) {
        out.push_str(&if color { colored(&row) } else { row.text() });
        out.push('\n');
    }
    streams::to_stdout(out.as_bytes())
}

fn colored(row: &Row) -> String {
    let painted = |run: &Run| {
        let style = style(run.tone);
        format!("{style}{}{style:#}", run.text)
    };
    row.runs.iter().map(painted).collect()
}

fn style(tone: Tone) -> Style {
    let plain = Style::new();
    let fg = |color: AnsiColor| color.on_default();
    match tone {
        Tone::Plain => plain,
        Tone::Strong => plain.bold(),
        Tone::Quiet | Tone::Status(Status::Unattributed) => plain.dimmed(),
        Tone::Heading => fg(AnsiColor::Cyan).bold(),
        Tone::Mark => fg(AnsiColor::Cyan),
        Tone::Date | Tone::Status(Status::Agreed) | Tone::Side(Side::For) => fg(AnsiColor::Green),
        Tone::Region => fg(AnsiColor::Magenta),
        Tone::Quote => plain.italic(),
        Tone::Found => fg(AnsiColor::Yellow).underline(),
        Tone::Warning => fg(AnsiColor::Yellow).bold(),
        Tone::Status(Status::Contested) | Tone::Side(Side::Against) => fg(AnsiColor::Red).bold(),
        Tone::Status(Status::SingleParty) | Tone::Side(Side::Neither) => fg(AnsiColor::Yellow),
    }
}
