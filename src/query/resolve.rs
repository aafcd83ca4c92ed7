//! From the names people write to positions in the tables of a chronicle.
//!
//! A value is, in this order: an id; an id, name or alias in other case or without accents; the start
//! of one entry's name; the start of a word in one entry's name. Two entries of the same name are both
//! meant; where only a start fits several, the query is refused.

use super::ast::{Value, as_value};
use super::error::{QueryError, did_you_mean};
use crate::domain::chronicle::Chronicle;
use crate::domain::fold::{Needle, fold, names_equal};
use crate::domain::iso3166;
use crate::domain::near::{PART, near};
use crate::domain::table::{Index, Table};
use fixedbitset::FixedBitSet;

/// Names shown where a start fits several.
const SHOWN: usize = 4;

/// What an entry is called.
struct Names<'a> {
    id: &'a str,
    name: &'a str,
    aliases: &'a [Box<str>],
}

impl<'a> Names<'a> {
    fn all(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        [self.id, self.name].into_iter().chain(self.aliases.iter().map(|alias| &**alias))
    }
}

/// The regions meant, and all below them. A code that no event uses is known and has no events.
pub(super) fn regions(chronicle: &Chronicle, values: &[Value]) -> Result<FixedBitSet, QueryError> {
    let names: Vec<Names<'_>> = chronicle
        .regions
        .iter()
        .map(|(_, region)| Names { id: &region.id, name: &region.name, aliases: &region.aliases })
        .collect();
    let mut set = FixedBitSet::with_capacity(names.len());
    for value in values {
        let text = value.text.trim();
        let same = called(&names, text);
        // A code or name that ISO 3166 knows is no start of another name: FR is not Frankfurt.
        if same.is_empty() && (iso3166::name(text).is_some() || is_iso_name(text)) {
            continue;
        }
        match positions(&names, value, "region") {
            Ok(found) => set.extend(found),
            Err(_) if iso3166::name(&text.to_ascii_uppercase()).is_some() => {}
            Err(error) => return Err(error),
        }
    }
    let parents = chronicle.regions.iter().map(|(_, region)| region.parent.map(Index::get));
    Ok(with_below(set, &parents.collect::<Vec<_>>()))
}

/// The actors meant, and all below them.
pub(super) fn actors(chronicle: &Chronicle, values: &[Value]) -> Result<FixedBitSet, QueryError> {
    let names: Vec<Names<'_>> = chronicle
        .actors
        .iter()
        .map(|(_, actor)| Names { id: &actor.id, name: &actor.name, aliases: &actor.aliases })
        .collect();
    let mut set = FixedBitSet::with_capacity(names.len());
    for value in values {
        set.extend(positions(&names, value, "actor")?);
    }
    let parents = chronicle.actors.iter().map(|(_, actor)| actor.parent.map(Index::get));
    Ok(with_below(set, &parents.collect::<Vec<_>>()))
}

pub(super) fn kinds(chronicle: &Chronicle, values: &[Value]) -> Result<FixedBitSet, QueryError> {
    let names: Vec<Names<'_>> = chronicle
        .kinds
        .iter()
        .map(|(_, kind)| Names { id: &kind.id, name: &kind.name, aliases: &[] })
        .collect();
    let mut set = FixedBitSet::with_capacity(names.len());
    for value in values {
        set.extend(positions(&names, value, "kind")?);
    }
    Ok(set)
}

/// Sources go by id alone, or by its start and `*`.
pub(super) fn sources(chronicle: &Chronicle, values: &[Value]) -> Result<FixedBitSet, QueryError> {
    let table = &chronicle.sources;
    let mut set = FixedBitSet::with_capacity(table.len());
    for value in values {
        let text = value.text.trim().to_ascii_lowercase();
        if let Some(start) = text.strip_suffix('*') {
            set.extend(starting(table, |source| &source.id, start));
        } else if let Some(source) = table.find(&text) {
            set.insert(source.get());
        } else {
            let ids = table.iter().map(|(_, source)| (&*source.id, &*source.id));
            return Err(unknown("source", value, &near(&text, ids, PART)));
        }
    }
    Ok(set)
}

fn starting<'a, I: Index, T>(
    table: &'a Table<I, T>,
    id: impl Fn(&T) -> &str + 'a,
    start: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    table.iter().filter(move |(_, entry)| id(entry).starts_with(start)).map(|(i, _)| i.get())
}

/// The entries with this id, or else with this name in any case.
fn called(names: &[Names<'_>], text: &str) -> Vec<usize> {
    if let Some(exact) = names.iter().position(|entry| entry.id == text) {
        return vec![exact];
    }
    fitting(names, |spelling| names_equal(spelling, text))
}

/// The entries of which some spelling fits.
fn fitting(names: &[Names<'_>], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    let all = names.iter().enumerate();
    all.filter(|(_, entry)| entry.all().any(&fits)).map(|(i, _)| i).collect()
}

/// The positions a value means.
fn positions(names: &[Names<'_>], value: &Value, what: &str) -> Result<Vec<usize>, QueryError> {
    let text = value.text.trim();
    let same = called(names, text);
    if !same.is_empty() {
        return Ok(same);
    }
    let wanted = fold(text);
    let starts = fitting(names, |spelling| fold(spelling).starts_with(&wanted));
    let found = if starts.is_empty() {
        fitting(names, |spelling| {
            fold(spelling).split(' ').skip(1).any(|word| word.starts_with(&wanted))
        })
    } else {
        starts
    };
    match found.as_slice() {
        [] => {
            let spellings =
                names.iter().flat_map(|entry| entry.all().map(|spelling| (spelling, entry.name)));
            Err(unknown(what, value, &near(text, spellings, PART)))
        }
        [_] => Ok(found),
        _ => Err(ambiguous(names, value, what, &found)),
    }
}

fn unknown(what: &str, value: &Value, near: &[&str]) -> QueryError {
    let error = QueryError::new(value.range.clone(), &format!("no {what} `{}`", value.text));
    match (near, what) {
        ([], "source") => error.hint("a source goes by its id, or by its start and *"),
        ([], _) => error.hint("write an id, a name or an alias, or the start of a name"),
        _ => error.hint(&did_you_mean(near)),
    }
}

fn ambiguous(names: &[Names<'_>], value: &Value, what: &str, found: &[usize]) -> QueryError {
    let entries = found.iter().filter_map(|&i| names.get(i));
    let mut shown: Vec<String> = entries.take(SHOWN).map(|entry| as_value(entry.name)).collect();
    if found.len() > SHOWN {
        shown.push("…".to_owned());
    }
    let message = format!("more than one {what} starts with `{}`", value.text);
    QueryError::new(value.range.clone(), &message)
        .hint(&format!("write one of {}", shown.join(", ")))
}

/// Whether ISO 3166 knows a name. The needle spares folding the thousands that are another one.
fn is_iso_name(text: &str) -> bool {
    let needle = Needle::new(text);
    let mut names = iso3166::codes().filter_map(iso3166::name);
    names.any(|name| needle.is_match(name) && names_equal(name, text))
}

/// A set and everything below it; every entry is climbed through once.
fn with_below(mut set: FixedBitSet, parents: &[Option<usize>]) -> FixedBitSet {
    let mut settled = set.clone();
    let mut path = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(here) = at
            && !settled.contains(here)
        {
            settled.insert(here);
            path.push(here);
            at = parents.get(here).copied().flatten();
        }
        let inside = at.is_some_and(|top| set.contains(top));
        for here in path.drain(..) {
            set.set(here, inside);
        }
    }
    set
}
