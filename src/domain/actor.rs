//! Actors: whoever does or says something.

use super::event::Location;
use super::table::index;
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

/// An actor's part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participant {
    pub actor: ActorIx,
    pub role: Role,
}
