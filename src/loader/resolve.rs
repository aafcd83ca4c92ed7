//! All files together: declarations merged in order of file, references renewed, ids looked up.

mod implied;
mod near;
mod renewal;
mod reopened;

use super::draft::{Declared, Draft};
use super::fault::{Code, Fault};
use super::files::File;
use super::lexicon::{Lexicon, THINGS};
use super::node::Span;
use super::position::Finding;
use super::schema::Thing;
use crate::domain::actor::ActorIx;
use crate::domain::chronicle::Chronicle;
use crate::domain::event::{EventIx, FileIx, Location};
use crate::domain::event_ids::{self, EventIds};
use crate::domain::kind::{BUILT_IN, Kind, KindIx};
use crate::domain::region::RegionIx;
use crate::domain::source::SourceIx;
use crate::domain::table::Index as _;
use hashbrown::HashSet;
use renewal::{Renewed, renew_events};
use reopened::{Reopened, tell_twice, told};

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

/// A child, its parent, and where the child is declared.
type Parents<I> = Vec<(I, I, FileIx, Span)>;

struct Resolver {
    chronicle: Chronicle,
    sight: Sight,
    /// Names of regions that were asked for, by lexicon and number: parts use the same ones over and over.
    implied: HashSet<(usize, u32)>,
}

/// The chronicle of all parts, in order of file and place, with every fault.
pub(super) fn resolve(
    files: &[File],
    mut parts: Vec<Part>,
    lexicons: &[Lexicon],
    sight: Sight,
) -> (Chronicle, Vec<Fault>) {
    let mut resolver = Resolver::new(Chronicle::default(), sight);
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
    let mut reopened = Reopened::default();
    for (part, twice) in resolver.take_events(&mut parts) {
        let Some(part) = parts.get_mut(part) else { continue };
        if let Some(file) = files.get(part.file) {
            reopened.turn_to(part.file, file);
            tell_twice(part, twice, &reopened);
        }
    }
    let mut parents = (Vec::new(), Vec::new());
    let renewed: Vec<Renewed> = lexicons.iter().map(|lexicon| resolver.renew(lexicon)).collect();
    for part in &mut parts {
        let Some(renewed) = renewed.get(part.draft.lexicon) else { continue };
        if sight == Sight::Whole
            && !renewed.has_all_of(&part.draft)
            && let Some(file) = files.get(part.file)
        {
            reopened.turn_to(part.file, file);
            resolver.tell_unknown(part, &mut reopened);
        }
        resolver.gather_parents(part, renewed, &mut parents);
    }
    resolver.renew_blocks(0, |part| renewed.get(parts.get(part)?.draft.lexicon));
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
    let mut resolver = Resolver::new(chronicle, Sight::Whole);
    let mut parts: Vec<Part> = drafts.into_iter().map(|draft| Part { file, draft }).collect();
    let first = resolver.chronicle.events.blocks();
    let sound = parts.iter().all(|part| part.draft.findings.is_empty());
    if !sound || !resolver.take_events(&mut parts).is_empty() {
        return None;
    }
    let renewed = resolver.renew(lexicon);
    if !parts.iter().all(|part| renewed.has_all_of(&part.draft)) {
        return None;
    }
    resolver.renew_blocks(first, |_| Some(&renewed));
    Some(resolver.chronicle)
}

/// Events whose ids are taken, by row, and what is told of each.
type Twice = Vec<(usize, String)>;

impl Resolver {
    fn new(chronicle: Chronicle, sight: Sight) -> Self {
        Self { chronicle, sight, implied: HashSet::new() }
    }

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

    /// Takes the events of parts over, a block for each part. What comes back are those of each part
    /// whose ids are taken: they are left out.
    fn take_events(&mut self, parts: &mut [Part]) -> Vec<(usize, Twice)> {
        let Chronicle { events, event_ids, files, .. } = &mut self.chronicle;
        let (first_block, known) = (events.blocks(), events.len());
        let mut hashes = Vec::new();
        for part in parts {
            let mut block = std::mem::take(&mut part.draft.events);
            block.file = FileIx::new(part.file);
            events.append(block);
            hashes.push(std::mem::take(&mut part.draft.id_hashes));
        }
        // Ids that ascend differ.
        let (ids, twice) = if events.ids_ascend() {
            <(EventIds, Vec<_>)>::default()
        } else {
            hashes.insert(0, event_ids::hashes(events, known));
            EventIds::of_hashes(&hashes.concat(), events)
        };
        *event_ids = ids;
        let mut told: Vec<(usize, Twice)> = Vec::new();
        for &(again, first) in &twice {
            let at = events.get(first).at();
            let (id, file) = (events.get(again).id(), files.get(at.file.get()));
            let file = file.map_or("", |path| path);
            let message = format!("a second event `{id}`; the first is at {file}:{}", at.line);
            let (block, row) = events.place(again);
            match told.last_mut().filter(|(part, _)| first_block + *part == block) {
                Some((_, twice)) => twice.push((row, message)),
                None => told.push((block - first_block, vec![(row, message)])),
            }
        }
        if !twice.is_empty() {
            let left_out: Vec<EventIx> = twice.into_iter().map(|(again, _)| again).collect();
            let before = |index: EventIx| left_out.partition_point(|&other| other < index);
            event_ids.renumber(|index| EventIx::new(index.get() - before(index)));
            events.leave_out(&left_out);
        }
        told
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

    /// Gathers the parents that a part gives its actors and regions, to be set when all are known.
    fn gather_parents(
        &mut self,
        part: &Part,
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
    }

    /// Renews the references of events, and leaves out those to nothing: of all blocks from a number
    /// on, by what is right for the first of them, the second and so on.
    fn renew_blocks<'r>(
        &mut self,
        first: usize,
        renewed: impl Fn(usize) -> Option<&'r Renewed> + Sync,
    ) {
        let Chronicle { events, kinds, .. } = &mut self.chronicle;
        let other = kinds.find(crate::domain::kind::DEFAULT);
        events.change_blocks(first, |number, block| {
            if let Some(renewed) = renewed(number) {
                renew_events(block, renewed, other);
            }
        });
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
        if self.chronicle.is_or_is_below(parent, actor) {
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
