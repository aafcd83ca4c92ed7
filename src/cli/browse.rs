//! `dateline`: the screen.

use super::args::{Browse, Cli};
use super::{Done, Failure, Outcome, view};
use crate::domain::near::{WHOLE, hint};
use crate::domain::text::clean;
use crate::tui;
use clap::CommandFactory as _;
use std::path::Path;

pub(crate) fn run(args: Browse) -> Outcome {
    if let Some(why) = args.input.paths.first().and_then(|path| mistyped(path)) {
        return Err(Failure::Refused(why));
    }
    if !view::stdout_is_terminal() {
        return Err(Failure::refused(
            "standard output is not a terminal; `dateline list` writes for pipes and files",
        ));
    }
    // The shell of an editor, say: it prints what it is sent, escapes and all.
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Failure::refused(
            "this terminal (TERM=dumb) has no screen; `dateline list` writes lines",
        ));
    }
    view::parse(&args.chosen)?;
    let texts = view::texts(args.texts)?;
    let known_on = view::known_on(&args.chosen.known)?;
    let input = view::source(args.input)?;
    let options = tui::Options {
        query: args.chosen.filter.unwrap_or_default(),
        from: args.chosen.from,
        to: args.chosen.to,
        known_on,
        order: tui::model::Order { group: args.arranged.group, reverse: args.arranged.reverse },
        color: view::color(args.color.color, true),
        texts,
    };
    tui::run(&input, &options).map(|()| Done::Well).map_err(Failure::refused)
}

/// A path that leads nowhere may have been meant for a subcommand.
fn mistyped(path: &Path) -> Option<String> {
    let word = path.to_str().filter(|_| !path.exists())?;
    let command = Cli::command();
    let names = command.get_subcommands().map(clap::Command::get_name);
    let hint = hint(word, names, WHOLE)?;
    Some(format!("{}: no such file or directory; {hint}", clean(word)))
}
