//! `dateline completions SHELL`.

use super::args::{Cli, Completions};
use super::{Done, Outcome, streams};
use clap::CommandFactory as _;

pub(crate) fn run(args: &Completions) -> Outcome {
    // The crate panics where it cannot write; a buffer always takes it.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    streams::to_stdout(&script)?;
    Ok(Done::Well)
}
