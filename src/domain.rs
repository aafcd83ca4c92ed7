//! The values a chronicle is made of, and the total functions on them. No input or output.

pub mod account;
pub mod actor;
pub mod block;
pub mod chronicle;
pub mod claim;
pub mod clock_time;
pub mod copies;
pub mod event;
pub mod event_ids;
pub mod events;
pub mod figure;
pub mod fold;
pub mod grade;
pub mod iso3166;
pub mod kind;
pub mod near;
pub mod number;
pub mod quote;
pub mod region;
pub mod source;
pub mod status;
pub mod table;
pub mod text;
pub mod texts;
pub mod vocabulary;
pub mod when;
