//! From the names people write to positions in the tables of a chronicle.
//!
//! A value is, in this order: an id; an id, name or alias in other case or without accents; the start
//! of one entry's name; the start of a word in one entry's name. Two entries of the same name are both
//! meant; where only a start fits several, the query is refused.

use super::ast::{Value, as_value};
use super::error::{QueryError, did_you_mean};
use crate::domain::actor::ActorIx;
use crate::domain::chronicle::Chronicle;
use crate::domain::fold::{Needle, fold, names_equal};
use crate::domain::iso3166;
use crate::domain::near::{PART, near};
use crate::domain::source::{Source, SourceIx};
use crate::domain::table::Index;
use fixedbitset::FixedBitSet;

/// Names shown where a start fits several.
const SHOWN: usize = 4;

/// What an entry is called.
#[derive(Clone, Copy)]
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
    let names = actor_names(chronicle);
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

/// The sources of an id, or of its start and `*`; else all that have the words in their title, publisher
/// or author. Unlike names, titles are long and publishers have many sources: all that fit are meant.
pub(super) fn sources(chronicle: &Chronicle, values: &[Value]) -> Result<FixedBitSet, QueryError> {
    let mut set = FixedBitSet::with_capacity(chronicle.sources.len());
    for value in values {
        let found = sources_meant(chronicle, value);
        if found.is_empty() && !is_start(value) {
            return Err(unknown("source", value, source_spellings(chronicle)));
        }
        set.extend(found.into_iter().map(Index::get));
    }
    Ok(set)
}

/// The sources that a value means.
pub(super) fn sources_meant(chronicle: &Chronicle, value: &Value) -> Vec<SourceIx> {
    let found = source_positions(chronicle, value);
    if found.is_empty() && !is_start(value) {
        return told_sources(chronicle, value.text.trim());
    }
    found
}

fn is_start(value: &Value) -> bool {
    value.text.trim().ends_with('*')
}

/// The sources with some words in what is told of them.
fn told_sources(chronicle: &Chronicle, words: &str) -> Vec<SourceIx> {
    let needle = Needle::new(words);
    if needle.is_empty() {
        return Vec::new();
    }
    let tells = |it: &Source| {
        let by = [it.publisher.as_deref(), it.author.as_deref()].into_iter().flatten();
        by.chain([&*it.title]).any(|text| needle.is_match(text))
    };
    chronicle.sources.iter().filter(|(_, it)| tells(it)).map(|(at, _)| at).collect()
}

/// The one actor that a value means; none where nothing is called so.
pub(super) fn lone_actor(
    chronicle: &Chronicle,
    value: &Value,
) -> Result<Option<ActorIx>, QueryError> {
    let names = actor_names(chronicle);
    let found = meant(&names, value, "actor")?;
    if found.len() > 1 {
        let ids: Vec<&str> = found.iter().filter_map(|&i| Some(names.get(i)?.id)).collect();
        return Err(ambiguous("actor", "is called", value, &ids));
    }
    Ok(found.first().map(|&only| ActorIx::new(only)))
}

/// The sources of an id, or of its start and `*`.
pub(super) fn source_positions(chronicle: &Chronicle, value: &Value) -> Vec<SourceIx> {
    let table = &chronicle.sources;
    let text = value.text.trim().to_ascii_lowercase();
    match text.strip_suffix('*') {
        Some(start) => {
            table.iter().filter(|(_, it)| it.id.starts_with(start)).map(|(at, _)| at).collect()
        }
        None => table.find(&text).into_iter().collect(),
    }
}

fn actor_names(chronicle: &Chronicle) -> Vec<Names<'_>> {
    let actors = chronicle.actors.iter();
    actors.map(|(_, it)| Names { id: &it.id, name: &it.name, aliases: &it.aliases }).collect()
}

/// What an actor may be called, each with what to write for it.
pub(super) fn actor_spellings(chronicle: &Chronicle) -> Vec<(&str, &str)> {
    spellings(&actor_names(chronicle)).collect()
}

/// What a source may be called, each with what to write for it.
pub(super) fn source_spellings(chronicle: &Chronicle) -> impl Iterator<Item = (&str, &str)> {
    chronicle.sources.iter().map(|(_, source)| (&*source.id, &*source.id))
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
    let found = meant(names, value, what)?;
    if found.is_empty() {
        return Err(unknown(what, value, spellings(names)));
    }
    Ok(found)
}

/// The positions a value means; none where nothing is called so.
fn meant(names: &[Names<'_>], value: &Value, what: &str) -> Result<Vec<usize>, QueryError> {
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
    if found.len() > 1 {
        let each: Vec<&str> = found.iter().filter_map(|&i| Some(names.get(i)?.name)).collect();
        return Err(ambiguous(what, "starts with", value, &each));
    }
    Ok(found)
}

/// What entries may be called, each with what to write for it.
fn spellings<'a>(names: &[Names<'a>]) -> impl Iterator<Item = (&'a str, &'a str)> {
    names.iter().flat_map(|&entry| entry.all().map(move |spelling| (spelling, entry.name)))
}

/// `known` is what there is, each spelling with what to write for it.
pub(super) fn unknown<'a>(
    what: &str,
    value: &Value,
    known: impl Iterator<Item = (&'a str, &'a str)>,
) -> QueryError {
    let error = QueryError::new(value.range.clone(), &format!("no {what} `{}`", value.text));
    match (near(&value.text, known, PART).as_slice(), what) {
        ([], "source") => error.hint(
            "a source goes by its id, by its start and *, or by words of its title, publisher or author",
        ),
        ([], _) => error.hint("write an id, a name or an alias, or the start of a name"),
        (near, _) => error.hint(&did_you_mean(near)),
    }
}

fn ambiguous(what: &str, how: &str, value: &Value, each: &[&str]) -> QueryError {
    let mut shown: Vec<String> = each.iter().take(SHOWN).map(|text| as_value(text)).collect();
    if each.len() > SHOWN {
        shown.push("…".to_owned());
    }
    QueryError::new(value.range.clone(), &format!("more than one {what} {how} `{}`", value.text))
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
