//! Faults in event files, each at its place.

pub use super::code::{Code, Usual, codes_markdown};
pub use super::render::{render_human, render_json};

use crate::domain::vocabulary::vocabulary;

vocabulary! {
    /// Whether something is lost, or only looks wrong.
    Severity {
        Error = "error",
        Warning = "warning",
    }
}

/// One fault, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub severity: Severity,
    pub path: Box<str>,
    /// The id of the event it is about, where that is known.
    pub event: Option<Box<str>>,
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
    /// In characters of the first line, at least 1.
    pub length: u32,
    pub message: String,
    pub help: Option<String>,
    /// The line, cut to a window around the fault; empty where the file cannot be read.
    pub excerpt: Box<str>,
    /// Where the fault begins in the excerpt, in characters, counted from 0.
    pub column_in_excerpt: u32,
}

impl Fault {
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// A fault of a whole file.
    pub(super) fn of_file(code: Code, severity: Severity, path: &str, message: String) -> Self {
        Self {
            code,
            severity,
            path: path.into(),
            event: None,
            line: 1,
            column: 1,
            length: 1,
            message,
            help: None,
            excerpt: Box::default(),
            column_in_excerpt: 0,
        }
    }
}

impl std::fmt::Display for Fault {
    /// `path:line:column: error: message`, on one line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clean = crate::domain::text::clean;
        let Self { line, column, severity, .. } = self;
        write!(f, "{}:{line}:{column}: {severity}: {}", clean(&self.path), clean(&self.message))
    }
}
