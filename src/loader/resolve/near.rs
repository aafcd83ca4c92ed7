//! What a name that nothing has may have meant.

use crate::domain::chronicle::Chronicle;
use crate::domain::event::Event;
use crate::domain::iso3166;
use crate::domain::near::{WHOLE, hint};
use crate::domain::table::{Index, Table};
use crate::loader::schema::Thing;

/// "did you mean `kremlin`?", where something comes near.
pub(super) fn near(chronicle: &Chronicle, thing: Thing, id: &str) -> Option<String> {
    match thing {
        Thing::Actor => near_actor(chronicle, id),
        Thing::Source => hint(id, named(&chronicle.sources, |s| &s.id), WHOLE),
        Thing::Region => near_region(chronicle, id),
        Thing::Kind => hint(id, named(&chronicle.kinds, |k| &k.id), WHOLE),
        Thing::Event => near_event(id, chronicle),
    }
}

fn named<'c, I: Index, T>(
    table: &'c Table<I, T>,
    id: impl Fn(&'c T) -> &'c str,
) -> impl Iterator<Item = &'c str> {
    table.iter().map(move |(_, entry)| id(entry))
}

/// The near match of an event: only where there are few enough to compare with.
fn near_event(id: &str, chronicle: &Chronicle) -> Option<String> {
    if chronicle.events.len() > 20_000 {
        return None;
    }
    let mut ids: Vec<&str> = chronicle.events.iter().map(Event::id).collect();
    ids.sort_unstable();
    hint(id, ids.into_iter(), WHOLE)
}

/// An actor is often meant by its name.
fn near_actor(chronicle: &Chronicle, id: &str) -> Option<String> {
    let by_name = chronicle.actors.iter().find(|(_, actor)| {
        std::iter::once(&actor.name)
            .chain(&actor.aliases)
            .any(|name| crate::domain::fold::names_equal(name, id))
    });
    by_name
        .map(|(_, actor)| format!("did you mean `{}` ({})?", actor.id, actor.name))
        .or_else(|| hint(id, named(&chronicle.actors, |actor| &actor.id), WHOLE))
}

/// A region is often meant by its name.
fn near_region(chronicle: &Chronicle, id: &str) -> Option<String> {
    let by_name = chronicle.regions.iter().find(|(_, region)| {
        std::iter::once(&region.name)
            .chain(&region.aliases)
            .any(|name| crate::domain::fold::names_equal(name, id))
    });
    if let Some((_, region)) = by_name {
        return Some(format!("did you mean `{}` ({})?", region.id, region.name));
    }
    let wanted = crate::domain::fold::fold(id.trim());
    let same_name = |code: &&str| {
        iso3166::name(code).is_some_and(|name| crate::domain::fold::fold(name) == wanted)
    };
    if let Some(code) = iso3166::codes().find(same_name) {
        return Some(format!("did you mean `{code}` ({})?", iso3166::name(code).unwrap_or(id)));
    }
    let declared = named(&chronicle.regions, |region| &region.id);
    hint(id, declared, WHOLE).or_else(|| hint(id, iso3166::codes(), WHOLE))
}
