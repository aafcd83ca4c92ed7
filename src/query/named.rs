//! One actor or source by name, outside of a query, and as a query reads names.

use super::ast::Value;
use super::error::QueryError;
use super::resolve::{actor_spellings, lone_actor, lone_source, source_spellings, unknown};
use crate::domain::actor::ActorIx;
use crate::domain::chronicle::Chronicle;
use crate::domain::source::SourceIx;
use crate::timeline::compare::Columns;

/// The actor of an id, a name or an alias, or of the start of one.
pub fn actor_named(chronicle: &Chronicle, name: &str) -> Result<ActorIx, QueryError> {
    let value = value(name);
    lone_actor(chronicle, &value)?
        .ok_or_else(|| unknown("actor", &value, actor_spellings(chronicle).into_iter()))
}

/// The source of an id, or of its start and `*`.
pub fn source_named(chronicle: &Chronicle, name: &str) -> Result<SourceIx, QueryError> {
    let value = value(name);
    lone_source(chronicle, &value)?
        .ok_or_else(|| unknown("source", &value, source_spellings(chronicle)))
}

/// Columns to compare: all of them sources, else all of them actors.
pub fn columns_named(chronicle: &Chronicle, names: &[&str]) -> Result<Columns, QueryError> {
    let mut sources = Vec::with_capacity(names.len());
    let mut actors = Vec::with_capacity(names.len());
    for name in names {
        let value = value(name);
        let source = lone_source(chronicle, &value)?;
        let actor = match lone_actor(chronicle, &value) {
            Err(error) if source.is_none() => return Err(error),
            actor => actor.ok().flatten(),
        };
        if source.is_none() && actor.is_none() {
            let known = source_spellings(chronicle).chain(actor_spellings(chronicle));
            return Err(unknown("source or actor", &value, known));
        }
        sources.push(source);
        actors.push(actor);
    }
    let all_sources = sources.into_iter().collect::<Option<_>>().map(Columns::Sources);
    let columns =
        all_sources.or_else(|| actors.into_iter().collect::<Option<_>>().map(Columns::Claimants));
    columns.ok_or_else(|| {
        QueryError::new(0..0, "sources stand beside sources, and actors beside actors")
    })
}

fn value(name: &str) -> Value {
    Value { text: name.to_owned(), range: 0..name.len() }
}
