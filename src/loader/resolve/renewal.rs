//! From numbers of a lexicon to indices of the chronicle; what refers to nothing is left out.

use crate::domain::actor::Participant;
use crate::domain::block::Block;
use crate::domain::event::EventIx;
use crate::domain::kind::KindIx;
use crate::domain::parts::Parts;
use crate::domain::source::Citation;
use crate::domain::table::Index;
use crate::loader::draft::Draft;
use crate::loader::lexicon::slot;
use crate::loader::schema::Thing;

/// Numbers of one lexicon to indices of the chronicle; none where nothing has the id.
pub(super) struct Renewed(pub(super) [Vec<Option<u32>>; 5]);

impl Renewed {
    /// Whether there is something for every name that a draft uses.
    pub(super) fn has_all_of(&self, draft: &Draft) -> bool {
        let known = |list: &Vec<Option<u32>>, number: u32| {
            list.get(number as usize).is_some_and(Option::is_some)
        };
        let mut things = self.0.iter().zip(&draft.used);
        things.all(|(list, used)| used.iter().all(|&number| known(list, number)))
    }

    pub(super) fn get<I: Index>(&self, thing: Thing, local: I) -> Option<I> {
        let number = *self.0.get(slot(thing))?.get(local.get())?;
        number.map(|number| I::new(number as usize))
    }
}

pub(super) fn renew_events(block: &mut Block, renewed: &Renewed, other: Option<KindIx>) {
    let region = |region| renewed.get(Thing::Region, region);
    let participant = |part: Participant| {
        let actor = renewed.get(Thing::Actor, part.actor())?;
        Some(Participant::new(actor, part.role()))
    };
    let cite = |citation: Citation| {
        let source = renewed.get(Thing::Source, citation.source)?;
        Some(Citation::new(source, citation.paragraph()))
    };
    block.regions.retain_mut(|item| renew(item, region));
    block.actors.retain_mut(|item| renew(item, participant));
    block.sources.retain_mut(|item| renew(item, cite));
    for row in block.rows_mut() {
        if let Some(kind) = renewed.get(Thing::Kind, row.kind).or(other) {
            row.kind = kind;
        }
    }
    renew_parts(&mut block.parts, renewed, cite);
}

/// Renews an item; whether it is not lost.
fn renew<T: Copy>(item: &mut T, renew: impl Fn(T) -> Option<T>) -> bool {
    let renewed = renew(*item);
    *item = renewed.unwrap_or(*item);
    renewed.is_some()
}

fn renew_parts(parts: &mut Parts, renewed: &Renewed, cite: impl Fn(Citation) -> Option<Citation>) {
    let to_event = |event: EventIx| renewed.get(Thing::Event, event);
    parts.relations.retain_mut(|relation| renew(&mut relation.event, to_event));
    parts.claims.retain_mut(|claim| {
        if !renew(&mut claim.by, |by| renewed.get(Thing::Actor, by)) {
            return false;
        }
        claim.sources.retain(|item| renew(item, &cite));
        // A claim about nothing known would otherwise count for the event it stands in.
        claim.about.as_mut().is_none_or(|about| renew(about, to_event))
    });
    parts.figures.retain_mut(|figure| {
        figure.sources.retain(|item| renew(item, &cite));
        for part in &mut figure.parts {
            part.region = part.region.and_then(|region| renewed.get(Thing::Region, region));
        }
        // A number must not pass for nobody's.
        figure.by.as_mut().is_none_or(|by| renew(by, |by| renewed.get(Thing::Actor, by)))
    });
    parts.accounts.retain_mut(|account| {
        account.regions.retain(|item| renew(item, |region| renewed.get(Thing::Region, region)));
        renew(&mut account.source, &cite)
    });
}
