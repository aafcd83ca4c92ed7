//! All files together: declarations merged in order of file, references renewed, ids looked up.

use super::draft::{Declared, Draft, slot};
use super::fault::{Code, Fault};
use super::node::Span;
use super::position::{Finding, Lines, place};
use super::schema::Thing;
use crate::domain::actor::{Actor, ActorIx};
use crate::domain::chronicle::Chronicle;
use crate::domain::event::{Event, EventIx, FileIx, Location};
use crate::domain::iso3166;
use crate::domain::kind::{BUILT_IN, Kind, KindIx};
use crate::domain::near::{WHOLE, hint};
use crate::domain::region::{Region, RegionIx};
use crate::domain::source::{Citation, Source, SourceIx};
use crate::domain::table::{Index, Table};
use std::collections::HashMap;

/// A file and what it declares.
pub(super) struct Part {
    pub(super) path: Box<str>,
    pub(super) text: Box<str>,
    pub(super) draft: Draft,
}

/// Local numbers of one file to indices of the chronicle; none where nothing has the id.
struct Renewed([Vec<Option<u32>>; 5]);

impl Renewed {
    fn get<I: Index>(&self, thing: Thing, local: I) -> Option<I> {
        let number = *self.0.get(slot(thing))?.get(local.get())?;
        number.map(|number| I::new(number as usize))
    }
}

/// The most unknown ids of a file that are compared with all known ones, which takes time.
const MOST_HINTS: usize = 200;

/// A child, its parent, and where the child is declared.
type Parents<I> = Vec<(I, I, FileIx, Span)>;

struct Resolver {
    chronicle: Chronicle,
    faults: Vec<Fault>,
    /// Where events are declared, for the second one of an id.
    events: HashMap<Box<str>, Location>,
}

/// The chronicle of all files, with every fault.
pub(super) fn resolve(mut parts: Vec<Part>) -> (Chronicle, Vec<Fault>) {
    let mut resolver =
        Resolver { chronicle: Chronicle::default(), faults: Vec::new(), events: HashMap::new() };
    for &(id, name) in BUILT_IN {
        let kind = Kind { id: id.into(), name: name.into(), glyph: None, at: None };
        resolver.chronicle.kinds.ensure(id, kind);
    }
    resolver.chronicle.files = parts.iter().map(|part| part.path.clone()).collect();
    for (number, part) in parts.iter_mut().enumerate() {
        resolver.declare(FileIx::new(number), part);
    }
    for (number, part) in parts.iter().enumerate() {
        resolver.imply(FileIx::new(number), part);
    }
    let mut events = 0;
    let mut ids: HashMap<Box<str>, u32> = HashMap::new();
    for (number, part) in parts.iter_mut().enumerate() {
        resolver.unique_events(FileIx::new(number), part);
        for event in &part.draft.events {
            ids.insert(event.entry.id.clone(), events);
            events += 1;
        }
    }
    let mut parents = (Vec::new(), Vec::new());
    for (number, part) in parts.iter_mut().enumerate() {
        let renewed = resolver.renew(part, &ids);
        resolver.finish(FileIx::new(number), part, &renewed, &mut parents);
    }
    let mut cycles = Vec::new();
    for (actor, parent, file, at) in parents.0 {
        cycles.extend(resolver.set_actor_parent(actor, parent).map(|told| (file, at, told)));
    }
    for (region, parent, file, at) in parents.1 {
        cycles.extend(resolver.set_region_parent(region, parent).map(|told| (file, at, told)));
    }
    for (file, at, message) in cycles {
        if let Some(part) = parts.get_mut(file.get()) {
            part.draft.findings.push(Finding::error(Code::ParentCycle, at, message));
        }
    }
    for part in &mut parts {
        let findings = std::mem::take(&mut part.draft.findings);
        resolver.tell(part, findings);
    }
    resolver.faults.sort_by(|a, b| {
        (&a.path, a.line, a.column, &a.message).cmp(&(&b.path, b.line, b.column, &b.message))
    });
    resolver.faults.dedup();
    (resolver.chronicle, resolver.faults)
}

impl Resolver {
    fn tell(&mut self, part: &Part, findings: Vec<Finding>) {
        if findings.is_empty() {
            return;
        }
        let lines = Lines::new(&part.text);
        self.faults.extend(findings.into_iter().map(|f| place(f, &part.path, &lines, &part.text)));
    }

    fn shown(&self, at: Location) -> String {
        format!("{}:{}", self.chronicle.file(at.file), at.line)
    }

    fn declare(&mut self, file: FileIx, part: &mut Part) {
        let draft = &mut part.draft;
        if let Some(at) = draft.chronicle {
            if self.chronicle.title.is_none() && self.chronicle.summary.is_none() {
                self.chronicle.title = draft.title.take();
                self.chronicle.summary = draft.summary.take();
            } else {
                let message = "a second `[chronicle]`; a set has at most one";
                draft.findings.push(Finding::error(Code::Duplicate, at, message));
            }
        }
        let mut taken: Vec<(&str, Box<str>, Span, String)> = Vec::new();
        for Declared { mut entry, at } in std::mem::take(&mut draft.sources) {
            entry.at.file = file;
            let id = entry.id.clone();
            if let Err(first) = self.chronicle.sources.insert(&id, entry) {
                taken.push(("source", id, at, self.shown(self.chronicle.sources[first].at)));
            }
        }
        let mut kept = Vec::new();
        for Declared { mut entry, at } in std::mem::take(&mut draft.actors) {
            entry.at.file = file;
            let id = entry.id.clone();
            match self.chronicle.actors.insert(&id, entry.clone()) {
                Ok(_) => kept.push(Declared { entry, at }),
                Err(first) => {
                    taken.push(("actor", id, at, self.shown(self.chronicle.actors[first].at)));
                }
            }
        }
        draft.actors = kept;
        let mut kept = Vec::new();
        for Declared { mut entry, at } in std::mem::take(&mut draft.regions) {
            if let Some(location) = &mut entry.at {
                location.file = file;
            }
            let id = entry.id.clone();
            match self.chronicle.regions.insert(&id, entry.clone()) {
                Ok(_) => kept.push(Declared { entry, at }),
                Err(first) => {
                    let first = self.chronicle.regions[first].at;
                    let shown = first.map(|at| self.shown(at)).unwrap_or_default();
                    taken.push(("region", id, at, shown));
                }
            }
        }
        draft.regions = kept;
        for Declared { mut entry, at } in std::mem::take(&mut draft.kinds) {
            if let Some(location) = &mut entry.at {
                location.file = file;
            }
            let id = entry.id.clone();
            if let Err(first) = self.chronicle.kinds.insert(&id, entry.clone()) {
                match self.chronicle.kinds[first].at {
                    Some(location) => taken.push(("kind", id, at, self.shown(location))),
                    // A built-in kind is refined.
                    None => {
                        if let Some(kind) = self.chronicle.kinds.get_mut(first) {
                            *kind = entry;
                        }
                    }
                }
            }
        }
        for (thing, id, at, first) in taken {
            let message = format!("a second {thing} `{id}`; the first is at {first}");
            draft.findings.push(Finding::error(Code::Duplicate, at, message));
        }
    }

    /// Adds what is known without being declared: ISO 3166 codes, and all that JSON lines use.
    fn imply(&mut self, file: FileIx, part: &Part) {
        let names = |thing: Thing| {
            let names = part.draft.names.get(slot(thing));
            names.into_iter().flat_map(|n| n.list.iter().zip(&n.written))
        };
        for (id, _) in names(Thing::Region) {
            self.imply_region(id);
        }
        if !part.draft.implicit {
            return;
        }
        let at = Location { file, line: 1 };
        for (id, name) in names(Thing::Actor) {
            self.chronicle.actors.ensure(id, Actor::named(id, name, at));
        }
        for (id, name) in names(Thing::Source) {
            let address = name.starts_with("https://") || name.starts_with("http://");
            let url = (address && !name.contains(char::is_whitespace)).then(|| name.clone());
            self.chronicle.sources.ensure(id, Source { url, ..Source::named(id, name, at) });
        }
        for (id, name) in names(Thing::Kind) {
            let kind = Kind { id: id.clone(), name: name.clone(), glyph: None, at: None };
            self.chronicle.kinds.ensure(id, kind);
        }
        for (id, name) in names(Thing::Region) {
            let region = Region {
                id: id.clone(),
                name: name.clone(),
                aliases: Box::default(),
                parent: None,
                lat: None,
                lon: None,
                at: None,
            };
            self.chronicle.regions.ensure(id, region);
        }
    }

    fn imply_region(&mut self, id: &str) -> Option<RegionIx> {
        if let Some(known) = self.chronicle.regions.find(id) {
            return Some(known);
        }
        let name = iso3166::name(id)?;
        let parent = iso3166::parent(id).and_then(|code| self.imply_region(code));
        let region = Region {
            id: id.into(),
            name: name.into(),
            aliases: Box::default(),
            parent,
            lat: None,
            lon: None,
            at: None,
        };
        self.chronicle.regions.insert(id, region).ok()
    }

    /// Drops the second event of an id.
    fn unique_events(&mut self, file: FileIx, part: &mut Part) {
        let draft = &mut part.draft;
        for Declared { mut entry, at } in std::mem::take(&mut draft.events) {
            entry.at.file = file;
            if let Some(&first) = self.events.get(&entry.id) {
                let message =
                    format!("a second event `{}`; the first is at {}", entry.id, self.shown(first));
                draft.findings.push(Finding::error(Code::Duplicate, at, message));
            } else {
                self.events.insert(entry.id.clone(), entry.at);
                draft.events.push(Declared { entry, at });
            }
        }
    }

    /// Looks every name of a file up, and reports each use of those that nothing has.
    fn renew(&mut self, part: &mut Part, events: &HashMap<Box<str>, u32>) -> Renewed {
        let chronicle = &self.chronicle;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let find = |thing: Thing, id: &str| match thing {
            Thing::Actor => chronicle.actors.find(id).map(|i: ActorIx| number(i.get())),
            Thing::Source => chronicle.sources.find(id).map(|i: SourceIx| number(i.get())),
            Thing::Region => chronicle.regions.find(id).map(|i: RegionIx| number(i.get())),
            Thing::Kind => chronicle.kinds.find(id).map(|i: KindIx| number(i.get())),
            Thing::Event => events.get(id).copied(),
        };
        let things = [Thing::Actor, Thing::Source, Thing::Region, Thing::Kind, Thing::Event];
        let renewed = things.map(|thing| {
            let names = part.draft.names.get(slot(thing));
            names.into_iter().flat_map(|n| &n.list).map(|id| find(thing, id)).collect::<Vec<_>>()
        });
        let draft = &mut part.draft;
        let mut unknown = 0;
        for used in &draft.uses {
            let at = used.number as usize;
            if renewed.get(slot(used.thing)).and_then(|r| r.get(at)).copied().flatten().is_some() {
                continue;
            }
            let id = draft.names.get(slot(used.thing)).and_then(|n| n.list.get(at));
            let id = id.map_or("", |id| id);
            unknown += 1;
            let code = match used.thing {
                Thing::Actor => Code::UnknownActor,
                Thing::Source => Code::UnknownSource,
                Thing::Region => Code::UnknownRegion,
                Thing::Kind => Code::UnknownKind,
                Thing::Event => Code::UnknownEvent,
            };
            let near = || match used.thing {
                Thing::Actor => near_actor(chronicle, id),
                Thing::Source => hint(id, named(&chronicle.sources, |s| &s.id), WHOLE),
                Thing::Region => near_region(chronicle, id),
                Thing::Kind => hint(id, named(&chronicle.kinds, |k| &k.id), WHOLE),
                Thing::Event => near_event(id, events),
            };
            let message = format!("unknown {} `{id}`", used.thing.word());
            // A selection written as JSON lines may refer to events that were not selected.
            let mut finding = if draft.implicit && used.thing == Thing::Event {
                Finding::warning(code, used.at, message)
            } else {
                Finding::error(code, used.at, message)
            };
            finding.help = if unknown <= MOST_HINTS { near() } else { None };
            draft.findings.push(finding);
        }
        Renewed(renewed)
    }

    /// Takes a file's events over with their references renewed; those to nothing are left out.
    fn finish(
        &mut self,
        file: FileIx,
        part: &mut Part,
        renewed: &Renewed,
        parents: &mut (Parents<ActorIx>, Parents<RegionIx>),
    ) {
        for Declared { entry, at } in &part.draft.actors {
            if let Some(actor) = self.chronicle.actors.find(&entry.id) {
                let parent = entry.parent.and_then(|p| renewed.get(Thing::Actor, p));
                parents.0.extend(parent.map(|parent| (actor, parent, file, *at)));
                if let Some(actor) = self.chronicle.actors.get_mut(actor) {
                    actor.parent = None;
                }
            }
        }
        for Declared { entry, at } in &part.draft.regions {
            if let Some(region) = self.chronicle.regions.find(&entry.id) {
                let parent = entry.parent.and_then(|p| renewed.get(Thing::Region, p));
                parents.1.extend(parent.map(|parent| (region, parent, file, *at)));
                if let Some(region) = self.chronicle.regions.get_mut(region) {
                    region.parent = None;
                }
            }
        }
        for Declared { mut entry, .. } in std::mem::take(&mut part.draft.events) {
            entry.at.file = file;
            renew_event(&mut entry, renewed, &self.chronicle);
            self.chronicle.events.push(entry);
        }
    }

    /// Sets the parent, or says that it lies below its child.
    fn set_actor_parent(&mut self, actor: ActorIx, parent: ActorIx) -> Option<String> {
        if self.chronicle.actor_line(parent).any(|above| above == actor) {
            let actors = &self.chronicle.actors;
            return Some(below_itself("actor", &actors[actor].id, &actors[parent].id));
        }
        if let Some(entry) = self.chronicle.actors.get_mut(actor) {
            entry.parent = Some(parent);
        }
        None
    }

    fn set_region_parent(&mut self, region: RegionIx, parent: RegionIx) -> Option<String> {
        if self.chronicle.region_line(parent).any(|above| above == region) {
            let regions = &self.chronicle.regions;
            return Some(below_itself("region", &regions[region].id, &regions[parent].id));
        }
        if let Some(entry) = self.chronicle.regions.get_mut(region) {
            entry.parent = Some(parent);
        }
        None
    }
}

fn below_itself(thing: &str, id: &str, parent: &str) -> String {
    if id == parent {
        return format!("{thing} `{id}` is its own parent");
    }
    format!("{thing} `{id}` lies below itself: its parent `{parent}` lies below it")
}

fn named<'c, I: Index, T>(
    table: &'c Table<I, T>,
    id: impl Fn(&'c T) -> &'c str,
) -> impl Iterator<Item = &'c str> {
    table.iter().map(move |(_, entry)| id(entry))
}

/// The near match of an event: only where there are few enough to compare with.
fn near_event(id: &str, events: &HashMap<Box<str>, u32>) -> Option<String> {
    if events.len() > 20_000 {
        return None;
    }
    let mut ids: Vec<&str> = events.keys().map(|id| &**id).collect();
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

fn renew_event(event: &mut Event, renewed: &Renewed, chronicle: &Chronicle) {
    let other = chronicle.kinds.find(crate::domain::kind::DEFAULT);
    if let Some(kind) = renewed.get(Thing::Kind, event.kind).or(other) {
        event.kind = kind;
    }
    event.regions = filtered(&event.regions, |&r| renewed.get(Thing::Region, r));
    event.actors = filtered(&event.actors, |&part| {
        let actor = renewed.get(Thing::Actor, part.actor)?;
        Some(crate::domain::actor::Participant { actor, ..part })
    });
    let cite = |&citation: &Citation| {
        let source = renewed.get(Thing::Source, citation.source)?;
        Some(Citation { source, ..citation })
    };
    event.sources = filtered(&event.sources, cite);
    let Some(more) = &mut event.more else { return };
    let to_event = |event: EventIx| renewed.get(Thing::Event, event);
    more.relations.retain_mut(|relation| match to_event(relation.event) {
        Some(event) => {
            relation.event = event;
            true
        }
        None => false,
    });
    more.claims.retain_mut(|claim| {
        let Some(by) = renewed.get(Thing::Actor, claim.by) else { return false };
        claim.by = by;
        claim.sources = filtered(&claim.sources, cite);
        match claim.about.map(to_event) {
            // A claim about nothing known would otherwise count for the event it stands in.
            Some(None) => false,
            about => {
                claim.about = about.flatten();
                true
            }
        }
    });
    more.figures.retain_mut(|figure| {
        let by = figure.by.map(|by| renewed.get(Thing::Actor, by));
        figure.by = by.flatten();
        figure.sources = filtered(&figure.sources, cite);
        for part in &mut figure.parts {
            part.region = part.region.and_then(|region| renewed.get(Thing::Region, region));
        }
        // A number must not pass for nobody's.
        by != Some(None)
    });
    more.accounts.retain_mut(|account| {
        account.regions = filtered(&account.regions, |&r| renewed.get(Thing::Region, r));
        match cite(&account.source) {
            Some(source) => {
                account.source = source;
                true
            }
            None => false,
        }
    });
}

fn filtered<T>(items: &[T], renew: impl Fn(&T) -> Option<T>) -> Box<[T]> {
    items.iter().filter_map(renew).collect()
}
