//! The screen without a terminal: keys go in, text comes out.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_types, reason = "a test presses the keys that a reader presses")]

mod hints;
mod keys;
mod known;
mod loading;
mod many;
mod pages;
mod prompts;
mod report;
mod support;
