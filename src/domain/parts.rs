//! The parts that most events of a large set do not have, of those events of a block that have some.

use super::account::Account;
use super::claim::Claim;
use super::event::{More, Relation, point_at_others};
use super::figure::Figure;
use super::lists::Lists;
use super::table::{Index as _, index};
use super::texts::Text;

index! {
    /// An event that has such parts, among those of its block that have.
    PartsIx
}

/// All of one block.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub(super) single: Vec<Single>,
    pub(super) tags: Lists<Text>,
    pub relations: Lists<Relation>,
    pub claims: Lists<Claim>,
    pub figures: Lists<Figure>,
    pub accounts: Lists<Account>,
}

/// What an event has at most one of.
#[derive(Clone, Debug, Default)]
pub(super) struct Single {
    pub(super) seq: i32,
    pub(super) place: Option<Text>,
    pub(super) note: Option<Text>,
}

impl Parts {
    /// Adds those of an event; none where it has none.
    pub(super) fn add(&mut self, seq: i32, more: More) -> Option<PartsIx> {
        if seq == 0 && more.is_empty() {
            return None;
        }
        let number = PartsIx::new(self.single.len());
        let More { place, note, tags, relations, claims, figures, accounts } = more;
        self.single.push(Single { seq, place, note });
        self.tags.push(tags);
        self.relations.push(relations);
        self.claims.push(claims);
        self.figures.push(figures);
        self.accounts.push(accounts);
        Some(number)
    }

    /// Whether any event of the block points at others.
    pub(super) fn point_at_others(&self) -> bool {
        point_at_others(self.relations.all(), self.claims.all())
    }

    pub(super) fn shrink_to_fit(&mut self) {
        self.single.shrink_to_fit();
        self.tags.shrink_to_fit();
        self.relations.shrink_to_fit();
        self.claims.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.accounts.shrink_to_fit();
    }
}
