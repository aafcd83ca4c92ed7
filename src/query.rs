//! The query language: one text for the prompt, the command line and the filters that are picked.
//!
//! A text is lexed and parsed to a [`Query`], which knows no chronicle; compiled against a timeline it
//! becomes a [`Matcher`], in which every name is resolved and every word folded once.

mod ast;
mod compile;
mod error;
pub mod facets;
mod fields;
#[cfg(test)]
mod fixture;
mod lexer;
mod matcher;
mod named;
mod parser;
mod resolve;
mod select;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use error::QueryError;
pub use fields::{FIELDS, Field, Part, fields_markdown};
pub use matcher::Matcher;
pub use named::{NameError, actor_named, columns_named, source_named};
pub use select::{select, select_set};

use crate::domain::fold::Needle;
use crate::timeline::Timeline;
use ast::Expr;
use std::fmt;

/// What to keep of a timeline, as written; no root keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    root: Option<Expr>,
}

impl Query {
    /// Reads a query; a blank text keeps everything.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { root: parser::parse(text)? })
    }

    pub fn everything() -> Self {
        Self::default()
    }

    pub fn is_everything(&self) -> bool {
        self.root.is_none()
    }

    /// Keeps what both keep. Places in later errors count in the canonical text of the result.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let both = match (self.root, other.root) {
            (Some(left), Some(right)) => Self { root: Some(Expr::all_of(vec![left, right])) },
            (root, None) | (None, root) => Self { root },
        };
        Self::parse(&both.to_string()).unwrap_or(both)
    }

    /// A text looked for as it stands, anywhere a bare word would be; a blank text keeps everything.
    pub fn phrase(text: &str) -> Self {
        let word = ast::Value { text: text.to_owned(), range: 0..text.len() };
        Self { root: (!text.trim().is_empty()).then_some(Expr::Word(word)) }
    }

    /// Whether it is known that this keeps nothing but what the other keeps: each term of the other is
    /// one of this, or a word that one of this goes on from.
    pub fn narrows(&self, other: &Self) -> bool {
        let (mine, others) = (self.conjuncts(), other.conjuncts());
        let narrower = |mine: &Expr, other: &Expr| match (mine, other) {
            (Expr::Word(longer), Expr::Word(shorter)) => {
                Needle::new(&longer.text).extends(&Needle::new(&shorter.text))
            }
            (mine, other) => mine == other,
        };
        others.iter().all(|other| mine.iter().any(|mine| narrower(mine, other)))
    }

    fn conjuncts(&self) -> &[Expr] {
        match &self.root {
            None => &[],
            Some(Expr::And(terms)) => terms,
            Some(only) => std::slice::from_ref(only),
        }
    }

    /// Resolves every name against a timeline.
    pub fn compile<'t>(&self, timeline: &'t Timeline) -> Result<Matcher<'t>, QueryError> {
        self.compile_among(timeline, timeline.len())
    }

    /// The same, where no more than so many events are going to be asked: of few it is not worth while to know
    /// much beforehand.
    pub fn compile_among<'t>(
        &self,
        timeline: &'t Timeline,
        asked: usize,
    ) -> Result<Matcher<'t>, QueryError> {
        compile::compile(self.root.as_ref(), timeline, asked)
    }
}

impl fmt::Display for Query {
    /// The canonical text, which reads back as the same query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(f))
    }
}
