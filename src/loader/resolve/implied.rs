//! What is known without being declared.

use super::{Part, Resolver, Sight};
use crate::domain::actor::Actor;
use crate::domain::event::{FileIx, Location};
use crate::domain::iso3166;
use crate::domain::kind::Kind;
use crate::domain::region::{Region, RegionIx};
use crate::domain::source::Source;
use crate::domain::table::Index as _;
use crate::loader::lexicon::{Lexicon, slot};
use crate::loader::schema::Thing;
use hashbrown::HashMap;

impl Resolver {
    /// Adds what is known without being declared: ISO 3166 codes, and all that JSON lines use.
    pub(super) fn imply(&mut self, part: &Part, lexicon: &Lexicon) {
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
        for &number in part.draft.used.get(slot(Thing::Region)).into_iter().flatten() {
            if self.implied.insert((part.draft.lexicon, number))
                && let Some(id) = lexicon.get(Thing::Region, number)
            {
                self.imply_region(id);
            }
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
}
