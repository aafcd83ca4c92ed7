//! The command line: reads the arguments, runs a subcommand, and turns its end into an exit code.
//!
//! Data goes to stdout, everything else to stderr. Exit codes: 0 done; 1 the data has errors, or
//! something could not be written; 2 it could not run (usage, no such path, no such event).

pub mod args;
mod browse;
mod check;
mod completions;
mod evidence;
mod export;
mod list;
mod man;
mod paper;
mod schema;
mod show;
mod streams;
mod view;

use crate::domain::text::lines;
use args::{Cli, Command};
use clap::Parser as _;
use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// How a subcommand ends when nothing stood in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Well,
    /// The data has errors; they have been told.
    Faulty,
}

/// Why a subcommand did not come to its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not run.
    Refused(String),
    /// Something could not be written.
    Unwritten(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(format!("cannot write to standard output: {error}"))
    }
}

impl Failure {
    fn refused(reason: impl Display) -> Self {
        Self::Refused(reason.to_string())
    }
}

pub(crate) type Outcome = Result<Done, Failure>;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let outcome = match cli.command {
        None => browse::run(cli.browse),
        Some(Command::List(args)) => list::run(args),
        Some(Command::Show(args)) => show::run(args),
        Some(Command::Export(args)) => export::run(args),
        Some(Command::Actor(args)) => evidence::actor(args),
        Some(Command::Compare(args)) => evidence::compare(args),
        Some(Command::Source(args)) => evidence::source(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Schema) => schema::run(),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man) => man::run(),
    };
    finish(outcome)
}

fn finish(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Faulty) => ExitCode::from(1),
        Err(Failure::Unwritten(reason)) => {
            streams::complain(&reason);
            ExitCode::from(1)
        }
        Err(Failure::Refused(reason)) => {
            streams::complain(&reason);
            ExitCode::from(2)
        }
    }
}

/// Help and version are data; a complaint repeats the arguments, which may hold anything.
fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if !error.use_stderr() {
        return finish(
            streams::to_stdout(text.as_bytes()).map(|()| Done::Well).map_err(Failure::from),
        );
    }
    for line in lines(&text) {
        streams::tell(&line);
    }
    ExitCode::from(2)
}
