//! Actors: whoever does or says something.

use super::event::Location;
use super::table::{Index as _, index};
use super::vocabulary::vocabulary;

index! {
    /// An actor of the chronicle.
    ActorIx
}

vocabulary! {
    /// What an actor is.
    ActorKind {
        State = "state",
        Body = "body",
        ArmedForce = "armed-force",
        ArmedGroup = "armed-group",
        Official = "official",
        Press = "press",
        Company = "company",
        Other = "other",
    }
}

vocabulary! {
    /// What an actor is to an event.
    Role {
        Actor = "actor",
        Target = "target",
        Speaker = "speaker",
        Mediator = "mediator",
        Mentioned = "mentioned",
    }
}

#[derive(Clone, Debug)]
pub struct Actor {
    pub id: Box<str>,
    pub name: Box<str>,
    pub aliases: Box<[Box<str>]>,
    pub kind: ActorKind,
    /// A filter for the parent finds this one too. Never cyclic in a loaded chronicle.
    pub parent: Option<ActorIx>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Box<str>>,
    pub at: Location,
}

impl Actor {
    /// An actor known by its name alone.
    pub fn named(id: &str, name: &str, at: Location) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            aliases: Box::default(),
            kind: ActorKind::Other,
            parent: None,
            country: None,
            at,
        }
    }
}

/// An actor's part in an event, in four bytes: a large chronicle has more of them than of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participant(u32);

impl Participant {
    const ROLES: [Role; 5] =
        [Role::Actor, Role::Target, Role::Speaker, Role::Mediator, Role::Mentioned];
    /// Above are the actor's number, below its role.
    const ROLE_BITS: u32 = 3;

    /// An actor has to be one of the first 536,870,911.
    pub fn new(actor: ActorIx, role: Role) -> Self {
        let role = Self::ROLES.iter().position(|&known| known == role).unwrap_or(0);
        let number = (actor.get() << Self::ROLE_BITS) | role;
        Self(u32::try_from(number).unwrap_or(u32::MAX))
    }

    pub fn actor(self) -> ActorIx {
        ActorIx::new((self.0 >> Self::ROLE_BITS) as usize)
    }

    pub fn role(self) -> Role {
        let role = self.0 as usize & ((1 << Self::ROLE_BITS) - 1);
        Self::ROLES.get(role).copied().unwrap_or(Role::Actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_participant_is_an_actor_and_a_role() {
        for role in Role::WORDS.iter().filter_map(|word| Role::from_word(word)) {
            for actor in [0, 1, 70_000, 536_870_910].map(ActorIx::new) {
                let part = Participant::new(actor, role);
                assert_eq!((part.actor(), part.role()), (actor, role));
            }
        }
        assert_eq!(size_of::<Participant>(), 4);
    }
}
