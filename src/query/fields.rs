//! The fields of the query language: one table, from which the lexer, the refusals, the help and the
//! documentation are taken. A new field is a function in a file below and a line here.

mod claims;
mod dates;
mod grades;
mod parts;
mod places;
mod things;
pub(super) mod words;

pub use parts::Part;

use super::ast::{Op, Value};
use super::error::{QueryError, did_you_mean};
use super::matcher::Test;
use crate::domain::near::{PART, near};
use crate::timeline::Timeline;
use std::fmt::Write as _;
use std::ops::Range;

/// Resolves the values of a field, which are alternatives, to a question.
type Compile = for<'t, 'v> fn(&'t Timeline, &'v [Value]) -> Result<Test<'t>, QueryError>;

/// Resolves a comparison with one value to a question.
type Compare = for<'t, 'v> fn(&'t Timeline, Op, &'v Value) -> Result<Test<'t>, QueryError>;

/// A field of the query language.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    /// What stands behind the colon.
    pub values: &'static str,
    /// What it keeps, in a sentence.
    pub doc: &'static str,
    pub example: &'static str,
    /// Its values are words to be highlighted.
    pub(super) searches_text: bool,
    pub(super) compile: Compile,
    /// What `<`, `<=`, `>` and `>=` mean, where they mean anything.
    pub(super) compare: Option<Compare>,
}

impl Field {
    const fn comparing(self, compare: Compare) -> Self {
        Self { compare: Some(compare), ..self }
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

const fn field(
    name: &'static str,
    values: &'static str,
    doc: &'static str,
    example: &'static str,
    compile: Compile,
) -> Field {
    Field { name, values, doc, example, searches_text: false, compile, compare: None }
}

const fn text_field(
    name: &'static str,
    values: &'static str,
    doc: &'static str,
    example: &'static str,
    compile: Compile,
) -> Field {
    Field { name, values, doc, example, searches_text: true, compile, compare: None }
}

/// Every field, in the order people are shown them.
#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    field("id", "event id, or its start and `*`", "the event of that id", "id:harbour-*", things::id),
    field("region", "code, id, name or alias", "events in or about the region or anything in it", "region:UA,RU", places::region),
    field("actor", "id, name or alias", "events in which the actor, or one below it, takes part or makes a claim", "actor:nato", claims::actor),
    field("by", "id, name or alias", "events with a claim in or about them by the actor or one below it", "by:nato", claims::by),
    field("kind", "id or name", "events of the kind", "kind:statement", things::kind),
    field("source", "source id, or its start and `*`; else words of a title, publisher or author", "events that cite the source, in themselves or in a claim, figure or account", "source:reuters-*", things::source),
    field("tag", "tag", "events with the tag", "tag:strike", things::tag),
    field("date", "EDTF date; `<` `<=` `>` `>=`", "events that may have happened then: their date and this one overlap; `date>=2024-10` is `after:2024-10`, `date<2024-10` is `before:2024-10`", "date:2024-10", dates::date).comparing(dates::compare),
    field("after", "EDTF date", "events that may have happened on its first day or later: `after:2024-10` keeps 1 October 2024 and all of \"2024\"", "after:2024-10", dates::after),
    field("before", "EDTF date", "events that may have happened before its first day: `before:2024-10` keeps 30 September 2024, not 1 October; `after:X before:Y` is from X up to, not including, Y", "before:2024-10", dates::before),
    field("status", "`agreed`, `contested`, `single-party`, `unattributed`", "events whose claims add up to that", "status:contested", claims::status),
    field("stance", "`asserts`, `confirms`, `denies`, `disputes`, `declines-to-deny`, `no-comment`, `claims-responsibility`, `retracts`", "events with a claim of that stance in or about them", "stance:denies", claims::stance),
    text_field("text", "word or phrase", "events with the words in title, summary, claims or quotes", "text:\"groundless rumors\"", words::text),
    text_field("title", "word or phrase", "events with the words in the title", "title:harbour", words::title),
    field("has", "`claim`, `figure`, `account`, `quote`, `relation`, `note`, `grade`", "events that have one; claims, quotes and relations count from both ends", "has:figure", parts::has),
    field("origins", "number, or number and `+`; `<` `<=` `>` `>=`", "events whose sources rest on so many distinct origins, or at least so many", "origins:2+", parts::origins).comparing(parts::compare_origins),
    field("grade", "`A`–`F`, `1`–`6`, or both; `<` `<=` `>` `>=`", "events with a claim of that credibility from a source of that reliability; a letter alone is any source they rest on, a digit alone any claim. A and 1 are best: `grade<=B2` is B2 or better in both parts. F and 6, which cannot be judged, match by name only", "grade:B2", grades::grade).comparing(grades::compare),
];

pub(super) fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(name))
}

pub(super) fn unknown(name: &str, range: Range<usize>) -> QueryError {
    let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    let near = near(name, names.iter().map(|&name| (name, name)), PART);
    let hint = if near.is_empty() {
        format!("the fields are {}; to search for the text, quote it", names.join(", "))
    } else {
        format!("{}; to search for the text, quote it", did_you_mean(&near))
    };
    QueryError::new(range, &format!("no field `{name}`")).hint(&hint)
}

/// The table of fields in Markdown, for the documentation.
pub fn fields_markdown() -> String {
    let mut out = String::from("| field | value | keeps | example |\n|---|---|---|---|\n");
    for Field { name, values, doc, example, .. } in FIELDS {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| `{name}:` | {values} | {doc} | `{example}` |");
    }
    out
}

/// The question whether any of some values holds.
fn any_of<'t>(
    values: &[Value],
    test: impl Fn(&Value) -> Result<Test<'t>, QueryError>,
) -> Result<Test<'t>, QueryError> {
    match values {
        [only] => test(only),
        _ => Ok(Test::any(values.iter().map(test).collect::<Result<_, _>>()?)),
    }
}

/// The value of a word from a closed vocabulary.
fn word_of<T>(
    value: &Value,
    what: &str,
    words: &[&'static str],
    from_word: impl Fn(&str) -> Option<T>,
) -> Result<T, QueryError> {
    from_word(&value.text.trim().to_ascii_lowercase()).ok_or_else(|| {
        let near = near(&value.text, words.iter().map(|&word| (word, word)), PART);
        let hint = if near.is_empty() {
            format!("one of {}", words.join(", "))
        } else {
            did_you_mean(&near)
        };
        QueryError::new(value.range.clone(), &format!("no {what} `{}`", value.text)).hint(&hint)
    })
}
