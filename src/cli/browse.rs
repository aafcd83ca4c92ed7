//! `dateline`: the screen.

use super::args::Browse;
use super::{Done, Failure, Outcome, view};
use crate::tui;

pub(crate) fn run(args: Browse) -> Outcome {
    if !view::stdout_is_terminal() {
        return Err(Failure::refused(
            "standard output is not a terminal; `dateline list` writes for pipes and files",
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
