//! Accounts: how one source tells an event differently.

use super::event::Few;
use super::region::RegionIx;
use super::source::Citation;
use super::texts::Text;
use super::when::When;

#[derive(Clone, Debug)]
pub struct Account {
    pub source: Citation,
    pub date: Option<When>,
    pub title: Option<Text>,
    pub regions: Few<RegionIx, 4>,
    pub place: Option<Text>,
    pub summary: Option<Text>,
    pub note: Option<Text>,
    /// Line of its table in the event's file, counted from 1.
    pub line: u32,
}
