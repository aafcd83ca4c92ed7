//! Accounts: how one source tells an event differently.

use super::event::Few;
use super::region::RegionIx;
use super::source::Citation;
use super::when::When;

#[derive(Clone, Debug)]
pub struct Account {
    pub source: Citation,
    pub date: Option<When>,
    pub title: Option<Box<str>>,
    pub regions: Few<RegionIx, 4>,
    pub place: Option<Box<str>>,
    pub summary: Option<Box<str>>,
    pub note: Option<Box<str>>,
    /// Line of its table in the event's file, counted from 1.
    pub line: u32,
}
