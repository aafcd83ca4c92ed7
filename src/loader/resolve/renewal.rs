//! From numbers of a lexicon to indices of the chronicle; what refers to nothing is left out.

use crate::domain::actor::Participant;
use crate::domain::block::Block;
use crate::domain::event::{EventIx, More};
use crate::domain::kind::KindIx;
use crate::domain::source::Citation;
use crate::domain::table::Index;
use crate::loader::draft::Draft;
use crate::loader::lexicon::slot;
use crate::loader::schema::Thing;
use smallvec::{Array, SmallVec};

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
