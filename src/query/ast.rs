//! The shape of a query, and its canonical text.

use super::fields::Field;
use std::fmt;
use std::ops::Range;

/// A word, a phrase or a value, with its place in the text. Two are the same wherever they stand.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Value {}

/// How a comparison stands between a field and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Op {
    /// The longer signs first, as they are to be looked for.
    pub(super) const ALL: [Self; 4] = [Self::AtMost, Self::AtLeast, Self::Below, Self::Above];

    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// A query that keeps less than everything. `And` and `Or` hold at least two and none of their own sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Word(Value),
    Field(&'static Field, Vec<Value>),
    Compare(&'static Field, Op, Value),
}

impl Expr {
    /// All of at least one expression.
    pub(super) fn all_of(terms: Vec<Self>) -> Self {
        joined(terms, Self::And, |term| match term {
            Self::And(inner) => inner,
            term @ (Self::Or(_)
            | Self::Not(_)
            | Self::Word(_)
            | Self::Field(..)
            | Self::Compare(..)) => {
                vec![term]
            }
        })
    }

    /// Any of at least one expression.
    pub(super) fn any_of(terms: Vec<Self>) -> Self {
        joined(terms, Self::Or, |term| match term {
            Self::Or(inner) => inner,
            term @ (Self::And(_)
            | Self::Not(_)
            | Self::Word(_)
            | Self::Field(..)
            | Self::Compare(..)) => {
                vec![term]
            }
        })
    }
}

fn joined(terms: Vec<Expr>, join: fn(Vec<Expr>) -> Expr, open: fn(Expr) -> Vec<Expr>) -> Expr {
    let mut flat: Vec<Expr> = terms.into_iter().flat_map(open).collect();
    match flat.pop() {
        Some(only) if flat.is_empty() => only,
        Some(last) => {
            flat.push(last);
            join(flat)
        }
        None => join(flat),
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(terms) => list(f, terms, " ", |f, term| match term {
                Self::Or(_) => write!(f, "({term})"),
                Self::And(_)
                | Self::Not(_)
                | Self::Word(_)
                | Self::Field(..)
                | Self::Compare(..) => term.fmt(f),
            }),
            Self::Or(terms) => list(f, terms, " or ", |f, term| term.fmt(f)),
            Self::Not(term) => match **term {
                Self::And(_) | Self::Or(_) => write!(f, "-({term})"),
                Self::Not(_) | Self::Word(_) | Self::Field(..) | Self::Compare(..) => {
                    write!(f, "-{term}")
                }
            },
            Self::Word(word) => word.fmt(f),
            Self::Field(field, values) => {
                write!(f, "{}:", field.name)?;
                list(f, values, ",", |f, value| value.fmt(f))
            }
            Self::Compare(field, op, value) => write!(f, "{}{}{value}", field.name, op.sign()),
        }
    }
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    between: &str,
    write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        write(f, item)?;
    }
    Ok(())
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&as_value(&self.text))
    }
}

/// A text as a word or a value of a query: bare where it reads back as itself, else quoted.
pub(super) fn as_value(text: &str) -> String {
    let special = |c: char| c.is_whitespace() || c.is_control() || "\"“”„\\(),:[]{}<=>".contains(c);
    let keyword = ["and", "or", "not"].iter().any(|word| text.eq_ignore_ascii_case(word));
    if text.is_empty() || keyword || text.starts_with('-') || text.contains(special) {
        return format!("\"{}\"", text.replace('\\', r"\\").replace('"', r#"\""#));
    }
    text.to_owned()
}
