//! dateline: a terminal browser for sourced chronologies of news events.
//!
//! The arrows point one way: `cli → tui → {export, loader} → {page, query} → timeline → domain`.

pub mod cli;
pub mod domain;
pub mod export;
pub mod loader;
pub mod page;
pub mod query;
mod threads;
pub mod timeline;
pub mod tui;
