//! From bytes of a file to lines and columns, and from findings to faults with an excerpt.

use super::fault::{Code, Fault, Severity};
use super::node::Span;

/// Where the lines of a file begin.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<u32>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|&(_, byte)| byte == b'\n')
            .map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, at: u32) -> u32 {
        let line = self.0.partition_point(|&start| start <= at);
        u32::try_from(line).unwrap_or(u32::MAX).max(1)
    }

    /// The bytes of a line, its end not included.
    pub(super) fn text<'t>(&self, text: &'t str, line: u32) -> (usize, &'t str) {
        let at = |line: u32| self.0.get(line as usize).map(|&start| start as usize);
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
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
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
