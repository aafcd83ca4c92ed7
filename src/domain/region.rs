//! Regions: ISO 3166 codes, and slugs below them.

use super::event::Location;
use super::table::index;

index! {
    /// A region of the chronicle.
    RegionIx
}

#[derive(Clone, Debug)]
pub struct Region {
    /// An ISO 3166-1 alpha-2 code, an ISO 3166-2 code, or a slug.
    pub id: Box<str>,
    pub name: Box<str>,
    pub aliases: Box<[Box<str>]>,
    /// The region this one lies in. Never cyclic in a loaded chronicle.
    pub parent: Option<RegionIx>,
    /// Degrees north, −90 to 90 (WGS 84).
    pub lat: Option<f64>,
    /// Degrees east, −180 to 180 (WGS 84).
    pub lon: Option<f64>,
    /// Where it is declared; none where only ISO 3166 knows it.
    pub at: Option<Location>,
}
