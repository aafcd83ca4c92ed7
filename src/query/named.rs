//! One actor or source by name, outside of a query, and as a query reads names.

use super::ast::Value;
use super::error::QueryError;
use super::resolve::{
    actor_spellings, lone_actor, source_positions, source_spellings, sources_meant, unknown,
};
use crate::domain::actor::ActorIx;
use crate::domain::chronicle::Chronicle;
use crate::domain::fold::names_equal;
use crate::domain::source::SourceIx;
use crate::timeline::compare::Columns;
use std::fmt;

/// The most of what could be meant that is listed.
const LISTED: usize = 20;

/// Why a name is no one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    Refused(QueryError),
    /// It means several sources, each with its id and title.
    Several {
        name: String,
        sources: Vec<(Box<str>, Box<str>)>,
    },
}

impl From<QueryError> for NameError {
    fn from(error: QueryError) -> Self {
        Self::Refused(error)
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, sources) = match self {
            Self::Refused(error) => return error.fmt(f),
            Self::Several { name, sources } => (name, sources),
        };
        write!(f, "`{name}` means {} sources; write the id of one:", sources.len())?;
        for (id, title) in sources.iter().take(LISTED) {
            write!(f, "\n  {id}  {title}")?;
        }
        match sources.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => write!(f, "\n  … {more} more"),
        }
    }
}

/// The actor of an id, a name or an alias, or of the start of one.
pub fn actor_named(chronicle: &Chronicle, name: &str) -> Result<ActorIx, QueryError> {
    let value = value(name);
    lone_actor(chronicle, &value)?
        .ok_or_else(|| unknown("actor", &value, actor_spellings(chronicle).into_iter()))
}

/// The source of an id, or of its start and `*`, or else of words of its title, publisher or author.
pub fn source_named(chronicle: &Chronicle, name: &str) -> Result<SourceIx, NameError> {
    let value = value(name);
    lone(chronicle, &value, &sources_meant(chronicle, &value))?.ok_or_else(|| {
        let titles = chronicle.sources.iter().map(|(_, it)| (&*it.title, &*it.id));
        unknown("source", &value, source_spellings(chronicle).chain(titles)).into()
    })
}

/// Columns to compare: all of them sources by their ids, or else all of them actors, or else all of them
/// sources. An actor's name may stand in titles.
pub fn columns_named(chronicle: &Chronicle, names: &[&str]) -> Result<Columns, NameError> {
    let values: Vec<Value> = names.iter().map(|name| value(name)).collect();
    let by_id = |value| lone(chronicle, value, &source_positions(chronicle, value));
    let by_id: Vec<Option<SourceIx>> = values.iter().map(by_id).collect::<Result<_, _>>()?;
    if let Some(sources) = by_id.into_iter().collect() {
        return Ok(Columns::Sources(sources));
    }
    let actors: Vec<_> = values.iter().map(|value| lone_actor(chronicle, value)).collect();
    let all = |one: &Result<Option<ActorIx>, _>| one.as_ref().ok().copied().flatten();
    if let Some(actors) = actors.iter().map(all).collect() {
        return Ok(Columns::Claimants(actors));
    }
    let meant = |value| lone(chronicle, value, &sources_meant(chronicle, value));
    let sources: Vec<_> = values.iter().map(meant).collect();
    let all = |one: &Result<Option<SourceIx>, _>| one.as_ref().ok().copied().flatten();
    if let Some(sources) = sources.iter().map(all).collect() {
        return Ok(Columns::Sources(sources));
    }
    for ((value, source), actor) in values.iter().zip(sources).zip(actors) {
        match (source, actor) {
            (Ok(Some(_)), _) | (_, Ok(Some(_))) => {}
            (_, Err(error)) => return Err(error.into()),
            (Err(error), _) => return Err(error),
            (Ok(None), Ok(None)) => {
                let known = source_spellings(chronicle).chain(actor_spellings(chronicle));
                return Err(unknown("source or actor", value, known).into());
            }
        }
    }
    let mixed = "sources stand beside sources, and actors beside actors";
    Err(QueryError::new(0..0, mixed).into())
}

/// The one source of some; the one whose whole title was written, where there is one. None of none.
fn lone(
    chronicle: &Chronicle,
    value: &Value,
    found: &[SourceIx],
) -> Result<Option<SourceIx>, NameError> {
    let table = &chronicle.sources;
    if let [] | [_] = found {
        return Ok(found.first().copied());
    }
    let is_title = |at: &&SourceIx| names_equal(&table[**at].title, value.text.trim());
    let mut titled = found.iter().filter(is_title);
    if let (Some(only), None) = (titled.next(), titled.next()) {
        return Ok(Some(*only));
    }
    let told = |at: &SourceIx| (table[*at].id.clone(), table[*at].title.clone());
    Err(NameError::Several { name: value.text.clone(), sources: found.iter().map(told).collect() })
}

fn value(name: &str) -> Value {
    Value { text: name.to_owned(), range: 0..name.len() }
}
