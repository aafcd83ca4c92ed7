//! Reading again only what has changed: one file of events among many.
//!
//! Everything else (a file that declares sources, actors, regions or kinds, one with faults, one that
//! came or went, names that are new) changes more than itself, and then all is read again.

use super::fault::Fault;
use super::pieces::{Cut, units};
use super::unit::{self, Desk};
use super::{Loaded, ndjson, resolve};
use crate::domain::chronicle::Chronicle;
use crate::domain::claim::Claim;
use crate::domain::digest::Fingerprint;
use crate::domain::event::{EventIx, FileIx, Relation};
use crate::domain::table::Index as _;
use crate::timeline::Timeline;
use std::path::{Path, PathBuf};

/// The timeline with the events of one changed file in the place of those it had; none where all has
/// to be read again.
pub fn patch(old: &Timeline, faults: &[Fault], changed: &[PathBuf]) -> Option<Loaded> {
    let [path] = changed else { return None };
    let chronicle = old.chronicle();
    let file = file_of(chronicle, path)?;
    let shown = chronicle.file(file);
    if declares(chronicle, file) || faults.iter().any(|fault| &*fault.path == shown) {
        return None;
    }
    let text = String::from_utf8(std::fs::read(path).ok()?).ok()?;
    if ndjson::is_ndjson(&text) {
        return None;
    }
    let mut desk = Desk::default();
    let mut drafts = Vec::new();
    for unit in units(&text, Cut::Event) {
        let lowered = unit::toml(&text, unit, false, &mut desk);
        let draft = lowered.draft;
        let declares = draft.chronicle.is_some()
            || !draft.sources.is_empty()
            || !draft.actors.is_empty()
            || !draft.regions.is_empty()
            || !draft.kinds.is_empty();
        if lowered.to_the_end || declares || !draft.findings.is_empty() {
            return None;
        }
        drafts.push(draft);
    }
    let (without, gone) = without(old, file);
    let mut patched = resolve::insert(without, drafts, &desk.lexicon, file.get())?;
    for (event, link, id) in gone {
        let there = patched.find_event(&id)?;
        link.set(patched.events.links_mut(event)?, there)?;
    }
    let mut prints = patched.prints.to_vec();
    *prints.get_mut(file.get())? = Fingerprint::of(text.as_bytes());
    patched.prints = prints.into();
    Some(Loaded { timeline: Timeline::new(patched), faults: faults.to_vec(), stopped: None })
}

/// The file of a chronicle that a path leads to.
fn file_of(chronicle: &Chronicle, path: &Path) -> Option<FileIx> {
    let wanted = path.canonicalize().ok()?;
    let same = |shown: &str| {
        let shown = Path::new(shown);
        shown.file_name() == path.file_name() && shown.canonicalize().is_ok_and(|it| it == wanted)
    };
    chronicle.files.iter().position(|shown| same(shown)).map(FileIx::new)
}

/// Whether a file declares more than events.
fn declares(chronicle: &Chronicle, file: FileIx) -> bool {
    let at = |other: FileIx| other == file;
    chronicle.titled_by.is_some_and(at)
        || chronicle.sources.iter().any(|(_, source)| at(source.at.file))
        || chronicle.actors.iter().any(|(_, actor)| at(actor.at.file))
        || chronicle.regions.iter().any(|(_, region)| region.at.is_some_and(|it| at(it.file)))
        || chronicle.kinds.iter().any(|(_, kind)| kind.at.is_some_and(|it| at(it.file)))
}

/// What points from an event at another one.
#[derive(Clone, Copy)]
enum Link {
    Relation(usize),
    About(usize),
}

impl Link {
    fn set(self, (relations, claims): (&mut [Relation], &mut [Claim]), to: EventIx) -> Option<()> {
        match self {
            Self::Relation(number) => relations.get_mut(number)?.event = to,
            Self::About(number) => claims.get_mut(number)?.about = Some(to),
        }
        Some(())
    }
}

/// An event, what of it points at an event that is left out, and the id of that.
type Loose = (EventIx, Link, Box<str>);

/// A chronicle without the events of one file, and what pointed at them.
fn without(old: &Timeline, file: FileIx) -> (Chronicle, Vec<Loose>) {
    let all = old.chronicle();
    let mut place = vec![None; all.events.len()];
    let mut kept = Vec::with_capacity(all.events.len());
    for (index, slot) in all.indices().zip(&mut place) {
        if all.event(index).at().file != file {
            *slot = Some(EventIx::new(kept.len()));
            kept.push(index);
        }
    }
    let mut events = all.events.arranged(&kept);
    let mut loose: Vec<Loose> = Vec::new();
    let to = |target: EventIx| place.get(target.get()).copied().flatten();
    for index in (0..kept.len()).map(EventIx::new) {
        if !events.get(index).points_at_others() {
            continue;
        }
        let Some((relations, claims)) = events.links_mut(index) else { continue };
        for (at, relation) in relations.iter_mut().enumerate() {
            match to(relation.event) {
                Some(target) => relation.event = target,
                None => loose.push((index, Link::Relation(at), id(all, relation.event))),
            }
        }
        for (at, claim) in claims.iter_mut().enumerate() {
            let Some(about) = claim.about else { continue };
            match to(about) {
                Some(target) => claim.about = Some(target),
                None => loose.push((index, Link::About(at), id(all, about))),
            }
        }
    }
    (all.with_events(events), loose)
}

fn id(chronicle: &Chronicle, event: EventIx) -> Box<str> {
    chronicle.event(event).id().into()
}
