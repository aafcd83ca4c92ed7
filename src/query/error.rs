//! Why a query is refused, and where.

use super::ast::as_value;
use crate::domain::text::{clean, width};
use std::fmt;
use std::ops::Range;

/// Columns of the query shown before and after the place; a pasted page would bury it.
const CONTEXT: usize = 48;

/// A refusal: what is wrong, the bytes of the query it is about, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    pub message: String,
    pub range: Range<usize>,
    pub hint: Option<String>,
}

impl QueryError {
    /// Text quoted in the message may be hostile, so the whole is cleaned here.
    pub(super) fn new(range: Range<usize>, message: &str) -> Self {
        Self { message: clean(message).into_owned(), range, hint: None }
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(clean(hint).into_owned());
        self
    }

    /// The query with carets under the place, the message beside them and the hint below.
    pub fn caret(&self, text: &str) -> String {
        let start = self.range.start.min(text.len());
        let end = self.range.end.clamp(start, text.len());
        let part = |range: Range<usize>| clean(text.get(range).unwrap_or("")).into_owned();
        let before = last(&part(0..start));
        let (place, after) = (part(start..end), part(end..text.len()));
        let (place, after) = (first(&place), first(&after));
        let carets = "^".repeat(width(&place).max(1));
        let indent = " ".repeat(width(&before));
        let mut out = format!("  {before}{place}{after}\n  {indent}{carets} {}", self.message);
        if let Some(hint) = &self.hint {
            out.push_str("\n  hint: ");
            out.push_str(hint);
        }
        out
    }
}

/// "did you mean a, b or c?", each as it would be written in a query.
pub(super) fn did_you_mean(near: &[&str]) -> String {
    let near: Vec<String> = near.iter().map(|text| as_value(text)).collect();
    match near.as_slice() {
        [] => String::new(),
        [only] => format!("did you mean {only}?"),
        [first @ .., last] => format!("did you mean {} or {last}?", first.join(", ")),
    }
}

/// The start of a text, with an ellipsis where it goes on.
fn first(text: &str) -> String {
    match text.char_indices().nth(CONTEXT) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// The end of a text, with an ellipsis where it began earlier.
fn last(text: &str) -> String {
    match text.char_indices().rev().nth(CONTEXT) {
        Some((cut, c)) => format!("…{}", text.get(cut + c.len_utf8()..).unwrap_or("")),
        None => text.to_owned(),
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, " ({hint})"))
    }
}

impl std::error::Error for QueryError {}
