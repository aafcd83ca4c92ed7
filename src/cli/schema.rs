//! `dateline schema`: the JSON Schema of event files, for editors.

use super::{Done, Outcome, streams};
use crate::export::json::write_pretty;
use crate::loader::schema::json_schema;

pub(crate) fn run() -> Outcome {
    streams::fill_stdout(|out| write_pretty(&json_schema(), out))?;
    Ok(Done::Well)
}
