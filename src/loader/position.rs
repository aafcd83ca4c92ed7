//! From bytes of a file to lines and columns, and from findings to faults with an excerpt.

use super::fault::{Code, Fault, Severity};
use super::node::Span;
use std::cell::Cell;

/// Where the lines of a file begin.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
}

/// Counts the lines of a stretch of a file, from the place that was asked for last: the next one is
/// mostly near it, so that this takes less than to note where each line begins.
#[derive(Debug)]
pub(super) struct LineCount<'t> {
    text: &'t [u8],
    /// Where the stretch begins in the file.
    offset: usize,
    /// A byte of the stretch, and its line.
    last: Cell<(usize, u32)>,
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// How many lines end in a text.
pub(super) fn line_ends(text: &[u8]) -> u32 {
    narrow(bytecount::count(text, b'\n'))
}

impl<'t> LineCount<'t> {
    /// Of a text at an offset, which begins with the line `first`.
    pub(super) fn new(text: &'t str, offset: usize, first: u32) -> Self {
        Self { text: text.as_bytes(), offset, last: Cell::new((0, first)) }
    }

    /// The line of a byte of the file, counted from 1.
    pub(super) fn line(&self, at: u32) -> u32 {
        let at = (at as usize).saturating_sub(self.offset).min(self.text.len());
        let (last, line) = self.last.get();
        let between = |from: usize, to: usize| self.text.get(from..to).map_or(0, line_ends);
        let line = if last <= at {
            line.saturating_add(between(last, at))
        } else {
            line.saturating_sub(between(at, last))
        };
        self.last.set((at, line));
        line
    }
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| narrow(at + 1));
        Self { starts: std::iter::once(0).chain(starts).collect() }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, at: u32) -> u32 {
        narrow(self.starts.partition_point(|&start| start <= at))
    }

    /// The bytes of a line, its end not included.
    pub(super) fn text<'t>(&self, text: &'t str, line: u32) -> (usize, &'t str) {
        let at = |line: u32| self.starts.get(line as usize).map(|&start| start as usize);
        let start = at(line.saturating_sub(1)).unwrap_or(0);
        let end = at(line).unwrap_or(text.len());
        (start, text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']))
    }
}

/// A fault as it is found, before its file's text is looked at again.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Finding {
    pub(super) fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, span, message: message.into(), help: None }
    }

    pub(super) fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The most characters of a line that are shown, and how many of them before the fault.
const WINDOW: usize = 120;
const BEFORE: usize = 40;

/// The fault at its place. `text` is empty where the file cannot be read again.
pub(super) fn place(finding: Finding, path: &str, lines: &Lines, text: &str) -> Fault {
    let Finding { code, severity, span, message, help } = finding;
    let line = lines.line(span.start);
    let (start, line_text) = lines.text(text, line);
    let text_of_line = if line == 1 { line_text.trim_start_matches('\u{feff}') } else { line_text };
    let start = start + (line_text.len() - text_of_line.len());
    let before = (span.start as usize).saturating_sub(start);
    let count =
        |bytes: usize| text_of_line.char_indices().take_while(|(at, _)| *at < bytes).count();
    let column = count(before);
    let end = count((span.end as usize).saturating_sub(start));
    let first = if column > WINDOW - BEFORE { column - BEFORE } else { 0 };
    Fault {
        code,
        severity,
        path: path.into(),
        event: None,
        line,
        column: narrow(column + 1),
        length: narrow(end.saturating_sub(column).max(1)),
        message,
        help,
        excerpt: text_of_line.chars().skip(first).take(WINDOW).collect(),
        column_in_excerpt: narrow(column - first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_counted_from_wherever_the_last_one_was() {
        let text = "one\ntwo\n\nfour\n";
        let lines = Lines::new(text);
        let count = LineCount::new(text, 100, 1);
        for at in [0, 3, 4, 8, 16, 9, 8, 7, 3, 13, 0, 16] {
            assert_eq!(count.line(100 + at), lines.line(at), "{at}");
        }
        assert_eq!((count.line(0), count.line(u32::MAX)), (1, 5));
    }
}
