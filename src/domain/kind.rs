//! Kinds of event: the built-in vocabulary and what a chronicle adds to it.

use super::event::Location;
use super::table::index;

index! {
    /// A kind of event.
    KindIx
}

#[derive(Clone, Debug)]
pub struct Kind {
    pub id: Box<str>,
    pub name: Box<str>,
    /// One column wide.
    pub glyph: Option<Box<str>>,
    /// Where it is declared; none for a built-in that nobody refines.
    pub at: Option<Location>,
}

/// The kind of an event that names none.
pub const DEFAULT: &str = "other";

/// The built-in kinds: id and name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("statement", "Statement"),
    ("diplomacy", "Diplomacy"),
    ("agreement", "Agreement"),
    ("sanction", "Sanction"),
    ("deployment", "Deployment"),
    ("ground-attack", "Ground attack"),
    ("air-strike", "Air strike"),
    ("drone-attack", "Drone attack"),
    ("shelling", "Shelling"),
    ("air-defence", "Air defence"),
    ("naval", "Naval"),
    ("violence-against-civilians", "Violence against civilians"),
    ("protest", "Protest"),
    ("crime", "Crime"),
    ("election", "Election"),
    ("legal", "Legal"),
    ("economy", "Economy"),
    ("disaster", "Disaster"),
    ("health", "Health"),
    ("science", "Science"),
    ("other", "Other"),
];
