//! From the shape of a query to the questions asked of each event.

use super::ast::{Expr, Value};
use super::error::QueryError;
use super::fields::words;
use super::matcher::{Matcher, Test};
use crate::domain::fold::Needle;
use crate::timeline::Timeline;

pub(super) fn compile<'t>(
    root: Option<&Expr>,
    timeline: &'t Timeline,
    asked: usize,
) -> Result<Matcher<'t>, QueryError> {
    let mut needles = Vec::new();
    let test = match root {
        Some(root) => test(root, (timeline, asked), false, &mut needles)?,
        None => Test::Everything,
    };
    Ok(Matcher::new(timeline, test, needles))
}

fn test<'t>(
    expr: &Expr,
    (timeline, asked): (&'t Timeline, usize),
    excluded: bool,
    needles: &mut Vec<Needle>,
) -> Result<Test<'t>, QueryError> {
    let mut each = |terms: &[Expr]| -> Result<Vec<Test<'t>>, QueryError> {
        terms.iter().map(|term| test(term, (timeline, asked), excluded, needles)).collect()
    };
    Ok(match expr {
        Expr::And(terms) => Test::all(each(terms)?),
        Expr::Or(terms) => Test::any(each(terms)?),
        Expr::Not(term) => Test::not(test(term, (timeline, asked), !excluded, needles)?),
        Expr::Word(word) => {
            highlight(std::slice::from_ref(word), excluded, needles);
            words::anywhere(timeline, &word.text, asked)
        }
        Expr::Field(field, values) => {
            if field.searches_text {
                highlight(values, excluded, needles);
            }
            (field.compile)(timeline, values)?
        }
        // The lexer refuses comparisons of a field that has none.
        Expr::Compare(field, op, value) => match field.compare {
            Some(compare) => compare(timeline, *op, value)?,
            None => Test::Everything,
        },
    })
}

fn highlight(words: &[Value], excluded: bool, needles: &mut Vec<Needle>) {
    if !excluded {
        needles.extend(words.iter().map(|word| Needle::new(&word.text)));
    }
}
