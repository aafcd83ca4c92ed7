//! Faults in event files, each at its place.

pub use super::render::{render_human, render_json};

use crate::domain::vocabulary::vocabulary;

vocabulary! {
    /// Whether something is lost, or only looks wrong.
    Severity {
        Error = "error",
        Warning = "warning",
    }
}

vocabulary! {
    /// What is wrong.
    Code {
        /// A file or folder that cannot be read.
        Unreadable = "unreadable",
        /// Something in a folder that is no regular file, or leads in a circle.
        Skipped = "skipped",
        /// Bytes that are not UTF-8.
        Encoding = "encoding",
        /// No TOML, or no JSON.
        Syntax = "syntax",
        UnknownKey = "unknown-key",
        MissingKey = "missing-key",
        WrongType = "wrong-type",
        /// Text that is required and empty.
        Empty = "empty",
        /// Text of several lines where one line is meant.
        SeveralLines = "several-lines",
        /// Characters that hide or reorder text, or control a terminal.
        Invisible = "invisible",
        Id = "id",
        /// A word that is not of the vocabulary.
        Word = "word",
        Date = "date",
        Time = "time",
        Url = "url",
        Country = "country",
        /// A number outside its bounds.
        Range = "range",
        Sha256 = "sha256",
        Glyph = "glyph",
        Citation = "citation",
        /// A figure without a number, or with bounds that contradict it.
        Figure = "figure",
        /// No region and not `unplaced`, or both.
        Placement = "placement",
        /// A second declaration of an id.
        Duplicate = "duplicate",
        UnknownActor = "unknown-actor",
        UnknownSource = "unknown-source",
        UnknownRegion = "unknown-region",
        UnknownKind = "unknown-kind",
        UnknownEvent = "unknown-event",
        /// A parent that lies below its child.
        ParentCycle = "parent-cycle",
        /// A quote that its source does not hold.
        QuoteMissing = "quote-missing",
        /// A quote that stands in another paragraph than the one cited.
        QuoteParagraph = "quote-paragraph",
        /// A cited paragraph beyond the end of the source.
        ParagraphMissing = "paragraph-missing",
        /// A local copy that is not the one recorded.
        CopyChanged = "copy-changed",
    }
}

/// One fault, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub severity: Severity,
    pub path: Box<str>,
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
    /// In characters of the first line, at least 1.
    pub length: u32,
    pub message: String,
    pub help: Option<String>,
    /// The line, cut to a window around the fault; empty where the file cannot be read.
    pub excerpt: String,
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
            line: 1,
            column: 1,
            length: 1,
            message,
            help: None,
            excerpt: String::new(),
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
