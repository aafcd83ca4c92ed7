//! All files together: declarations merged in order of file, references renewed, ids looked up.

use super::draft::{Declared, Draft};
use super::fault::{Code, Fault, Severity};
use super::files::File;
use super::lexicon::{Lexicon, THINGS, slot};
use super::node::Span;
use super::position::{Finding, Lines, place};
use super::schema::Thing;
use super::unit;
use crate::domain::actor::{Actor, ActorIx, Participant};
use crate::domain::block::Block;
use crate::domain::chronicle::Chronicle;
use crate::domain::event::{Event, EventIx, FileIx, Location, More};
use crate::domain::event_ids::EventIds;
use crate::domain::events::Events;
use crate::domain::iso3166;
use crate::domain::kind::{BUILT_IN, Kind, KindIx};
use crate::domain::near::{WHOLE, hint};
use crate::domain::region::{Region, RegionIx};
use crate::domain::source::{Citation, Source, SourceIx};
use crate::domain::table::{Index, Table};
use hashbrown::HashMap;
use smallvec::{Array, SmallVec};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a stretch of a file declares.
pub(super) struct Part {
    /// Its number among the files.
    pub(super) file: usize,
    pub(super) draft: Draft,
}

/// How much of the chronicle there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Whole,
    /// The rest may declare what is not known here, which so is no fault yet.
    Part,
}

/// Numbers of one lexicon to indices of the chronicle; none where nothing has the id.
struct Renewed([Vec<Option<u32>>; 5]);

impl Renewed {
    /// Whether there is something for every name that a draft uses.
    fn has_all_of(&self, draft: &Draft) -> bool {
        let known = |list: &Vec<Option<u32>>, number: u32| {
            list.get(number as usize).is_some_and(Option::is_some)
        };
        let mut things = self.0.iter().zip(&draft.used);
        things.all(|(list, used)| used.iter().all(|&number| known(list, number)))
    }

    fn get<I: Index>(&self, thing: Thing, local: I) -> Option<I> {
        let number = *self.0.get(slot(thing))?.get(local.get())?;
        number.map(|number| I::new(number as usize))
    }
}

/// The most unknown ids of a file that are compared with all known ones, which takes time.
const MOST_HINTS: usize = 200;

/// The file in which unknown ids are told.
#[derive(Default)]
struct Unknown {
    file: Option<usize>,
    text: Arc<String>,
    /// How many were told.
    count: usize,
}

impl Unknown {
    fn turn_to(&mut self, number: usize, file: &File) {
        if self.file != Some(number) {
            *self = Self { file: Some(number), text: file.text_again(), count: 0 };
        }
    }
}

/// A child, its parent, and where the child is declared.
type Parents<I> = Vec<(I, I, FileIx, Span)>;

struct Resolver {
    chronicle: Chronicle,
    sight: Sight,
}

/// The chronicle of all parts, in order of file and place, with every fault.
pub(super) fn resolve(
    files: &[File],
    mut parts: Vec<Part>,
    lexicons: &[Lexicon],
    sight: Sight,
) -> (Chronicle, Vec<Fault>) {
    let mut resolver = Resolver { chronicle: Chronicle::default(), sight };
    for &(id, name) in BUILT_IN {
        let kind = Kind { id: id.into(), name: name.into(), glyph: None, at: None };
        resolver.chronicle.kinds.ensure(id, kind);
    }
    resolver.chronicle.files = files.iter().map(|file| file.shown.as_str().into()).collect();
    for part in &mut parts {
        resolver.declare(part);
    }
    for part in &parts {
        if let Some(lexicon) = lexicons.get(part.draft.lexicon) {
            resolver.imply(part, lexicon);
        }
    }
    let events = parts.iter().map(|part| part.draft.events.len()).sum();
    resolver.chronicle.events = Events::with_room(events);
    resolver.chronicle.event_ids = EventIds::with_room(events);
    let blocks: Vec<usize> = parts.iter_mut().map(|part| resolver.take_events(part)).collect();
    let mut parents = (Vec::new(), Vec::new());
    let mut unknown = Unknown::default();
    let renewed: Vec<Renewed> = lexicons.iter().map(|lexicon| resolver.renew(lexicon)).collect();
    for (part, block) in parts.iter_mut().zip(blocks) {
        let Some(renewed) = renewed.get(part.draft.lexicon) else { continue };
        if sight == Sight::Whole
            && !renewed.has_all_of(&part.draft)
            && let Some(file) = files.get(part.file)
        {
            unknown.turn_to(part.file, file);
            resolver.tell_unknown(part, &mut unknown);
        }
        resolver.finish(part, block, renewed, &mut parents);
    }
    let mut findings: Vec<Vec<Finding>> = files.iter().map(|_| Vec::new()).collect();
    for part in parts {
        if let Some(findings) = findings.get_mut(part.file) {
            findings.extend(part.draft.findings);
        }
    }
    for (file, at, message) in resolver.set_parents(parents) {
        if let Some(findings) = findings.get_mut(file.get()) {
            findings.push(Finding::error(Code::ParentCycle, at, message));
        }
    }
    let mut faults: Vec<Fault> =
        files.iter().zip(findings).flat_map(|(file, findings)| told(file, findings)).collect();
    faults.sort_by(|a, b| {
        (&a.path, a.line, a.column, &a.message).cmp(&(&b.path, b.line, b.column, &b.message))
    });
    faults.dedup();
    (resolver.chronicle, faults)
}

/// Puts the events of one file into a chronicle that has everything they name; none where something
/// is wrong with them or they name what is new.
pub(super) fn insert(
    chronicle: Chronicle,
    drafts: Vec<Draft>,
    lexicon: &Lexicon,
    file: usize,
) -> Option<Chronicle> {
    let mut resolver = Resolver { chronicle, sight: Sight::Whole };
    let mut parts: Vec<Part> = drafts.into_iter().map(|draft| Part { file, draft }).collect();
    let blocks: Vec<usize> = parts.iter_mut().map(|part| resolver.take_events(part)).collect();
    let renewed = resolver.renew(lexicon);
    for (part, block) in parts.iter().zip(blocks) {
        if !part.draft.findings.is_empty() || !renewed.has_all_of(&part.draft) {
            return None;
        }
        resolver.finish(part, block, &renewed, &mut (Vec::new(), Vec::new()));
    }
    Some(resolver.chronicle)
}

/// The findings of a file at their places.
fn told(file: &File, findings: Vec<Finding>) -> Vec<Fault> {
    if findings.is_empty() {
        return Vec::new();
    }
    let text = file.text_again();
    let lines = Lines::new(&text);
    let mut keys = BTreeSet::new();
    findings
        .into_iter()
        // Unknown keys of JSON lines are told once a file.
        .filter(|finding| {
            finding.code != Code::UnknownKey
                || finding.severity == Severity::Error
                || keys.insert(finding.message.clone())
        })
        .map(|finding| place(finding, &file.shown, &lines, &text))
        .collect()
}

impl Resolver {
    fn shown(&self, at: Location) -> String {
        format!("{}:{}", self.chronicle.file(at.file), at.line)
    }

    fn declare(&mut self, part: &mut Part) {
        let file = FileIx::new(part.file);
        let draft = &mut part.draft;
        if let Some(at) = draft.chronicle {
            if self.chronicle.title.is_none() && self.chronicle.summary.is_none() {
                self.chronicle.title = draft.title.take();
                self.chronicle.summary = draft.summary.take();
                self.chronicle.titled_by = Some(file);
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
    fn imply(&mut self, part: &Part, lexicon: &Lexicon) {
        let written: HashMap<(Thing, u32), &str> =
            part.draft.written.iter().map(|(thing, at, text)| ((*thing, *at), &**text)).collect();
        let written = &written;
        let names = |thing: Thing| {
            let used = part.draft.used.get(slot(thing)).into_iter().flatten();
            used.filter_map(move |&number| {
                let id = lexicon.get(thing, number)?;
                Some((id, written.get(&(thing, number)).copied().unwrap_or(id)))
            })
        };
        for (id, _) in names(Thing::Region) {
            self.imply_region(id);
        }
        if !part.draft.implicit && self.sight == Sight::Whole {
            return;
        }
        let at = Location { file: FileIx::new(part.file), line: 1 };
        for (id, name) in names(Thing::Actor) {
            self.chronicle.actors.ensure(id, Actor::named(id, name, at));
        }
        for (id, name) in names(Thing::Source) {
            let address = name.starts_with("https://") || name.starts_with("http://");
            let url = (address && !name.contains(char::is_whitespace)).then(|| name.into());
            self.chronicle.sources.ensure(id, Source { url, ..Source::named(id, name, at) });
        }
        for (id, name) in names(Thing::Kind) {
            let kind = Kind { id: id.into(), name: name.into(), glyph: None, at: None };
            self.chronicle.kinds.ensure(id, kind);
        }
        for (id, name) in names(Thing::Region) {
            let region = Region {
                id: id.into(),
                name: name.into(),
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

    /// Takes a part's events over, each id once; the number of their block.
    fn take_events(&mut self, part: &mut Part) -> usize {
        let Draft { events, event_ids, findings, .. } = &mut part.draft;
        let mut block = std::mem::take(events);
        block.file = FileIx::new(part.file);
        let Chronicle { events, event_ids: ids, files, .. } = &mut self.chronicle;
        let number = events.add(block);
        for (row, &at) in event_ids.iter().enumerate() {
            let id = events.block(number).event(row).id();
            match ids.insert(id, EventIx::new(events.len()), events) {
                Ok(()) => events.push(number, row),
                Err(first) => {
                    let first = events.get(first).at();
                    let file = files.get(first.file.get());
                    let file = file.map_or("", |path| path);
                    let message =
                        format!("a second event `{id}`; the first is at {file}:{}", first.line);
                    findings.push(Finding::error(Code::Duplicate, at, message));
                }
            }
        }
        number
    }

    /// Looks a name up.
    fn find(&self, thing: Thing, id: &str) -> Option<u32> {
        let chronicle = &self.chronicle;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        match thing {
            Thing::Actor => chronicle.actors.find(id).map(|i: ActorIx| number(i.get())),
            Thing::Source => chronicle.sources.find(id).map(|i: SourceIx| number(i.get())),
            Thing::Region => chronicle.regions.find(id).map(|i: RegionIx| number(i.get())),
            Thing::Kind => chronicle.kinds.find(id).map(|i: KindIx| number(i.get())),
            Thing::Event => chronicle.find_event(id).map(|i| number(i.get())),
        }
    }

    /// Looks every name up.
    fn renew(&self, lexicon: &Lexicon) -> Renewed {
        Renewed(THINGS.map(|thing| lexicon.all(thing).map(|id| self.find(thing, id)).collect()))
    }

    /// Reports each use of what nothing has.
    fn tell_unknown(&self, part: &mut Part, unknown: &mut Unknown) {
        let chronicle = &self.chronicle;
        let (again, lexicon) = unit::again(&unknown.text, &part.draft);
        for used in &again.uses {
            let Some(id) = lexicon.get(used.thing, used.number) else { continue };
            if self.find(used.thing, id).is_some() {
                continue;
            }
            unknown.count += 1;
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
                Thing::Event => near_event(id, chronicle),
            };
            let message = format!("unknown {} `{id}`", used.thing.word());
            // A selection written as JSON lines may refer to events that were not selected.
            let mut finding = if again.implicit && used.thing == Thing::Event {
                Finding::warning(code, used.at, message)
            } else {
                Finding::error(code, used.at, message)
            };
            finding.help = if unknown.count <= MOST_HINTS { near() } else { None };
            part.draft.findings.push(finding);
        }
    }

    /// Renews the references of a part's events, and leaves out those to nothing.
    fn finish(
        &mut self,
        part: &Part,
        block: usize,
        renewed: &Renewed,
        parents: &mut (Parents<ActorIx>, Parents<RegionIx>),
    ) {
        let file = FileIx::new(part.file);
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
        let other = self.chronicle.kinds.find(crate::domain::kind::DEFAULT);
        if let Some(block) = self.chronicle.events.block_mut(block) {
            renew_events(block, renewed, other);
        }
    }

    /// Sets all parents; what comes back are those that lie below themselves.
    fn set_parents(
        &mut self,
        (actors, regions): (Parents<ActorIx>, Parents<RegionIx>),
    ) -> Vec<(FileIx, Span, String)> {
        let mut cycles = Vec::new();
        for (actor, parent, file, at) in actors {
            cycles.extend(self.set_actor_parent(actor, parent).map(|told| (file, at, told)));
        }
        for (region, parent, file, at) in regions {
            cycles.extend(self.set_region_parent(region, parent).map(|told| (file, at, told)));
        }
        cycles
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

fn renew_events(block: &mut Block, renewed: &Renewed, other: Option<KindIx>) {
    let region = |region| renewed.get(Thing::Region, region);
    let participant = |part: Participant| {
        let actor = renewed.get(Thing::Actor, part.actor())?;
        Some(Participant::new(actor, part.role()))
    };
    let cite = |citation: Citation| {
        let source = renewed.get(Thing::Source, citation.source)?;
        Some(Citation::new(source, citation.paragraph()))
    };
    block.renew_lists(region, participant, cite);
    for row in block.rows_mut() {
        if let Some(kind) = renewed.get(Thing::Kind, row.kind).or(other) {
            row.kind = kind;
        }
        if let Some(more) = &mut row.more {
            renew_parts(more, renewed, cite);
        }
    }
}

fn renew_parts(more: &mut More, renewed: &Renewed, cite: impl Fn(Citation) -> Option<Citation>) {
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
        filter(&mut claim.sources, &cite);
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
        filter(&mut figure.sources, &cite);
        for part in &mut figure.parts {
            part.region = part.region.and_then(|region| renewed.get(Thing::Region, region));
        }
        // A number must not pass for nobody's.
        by != Some(None)
    });
    more.accounts.retain_mut(|account| {
        filter(&mut account.regions, |r| renewed.get(Thing::Region, r));
        match cite(account.source) {
            Some(source) => {
                account.source = source;
                true
            }
            None => false,
        }
    });
}

/// Renews items in place, and drops those that are lost.
fn filter<A>(items: &mut SmallVec<A>, renew: impl Fn(A::Item) -> Option<A::Item>)
where
    A: Array<Item: Copy>,
{
    items.retain(|item| {
        let renewed = renew(*item);
        *item = renewed.unwrap_or(*item);
        renewed.is_some()
    });
}
