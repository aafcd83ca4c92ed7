//! `dateline`: the screen.

use super::args::Browse;
use super::{Done, Failure, Outcome, view};
use crate::loader::Input;
use crate::tui;

pub(crate) fn run(args: Browse) -> Outcome {
    if !view::stdout_is_terminal() {
        return Err(Failure::refused(
            "standard output is not a terminal; `dateline list` writes for pipes and files",
        ));
    }
    view::parse(&args.chosen)?;
    let color = view::color(args.color.color, true);
    let input = view::source(args.input)?;
    let order = tui::model::Order { group: args.arranged.group, reverse: args.arranged.reverse };
    open(&input, args.chosen, order, color)
}

/// Hands over to the screen.
fn open(
    input: &Input,
    chosen: super::args::Chosen,
    order: tui::model::Order,
    color: bool,
) -> Outcome {
    let options = tui::Options {
        query: chosen.filter.unwrap_or_default(),
        from: chosen.from,
        to: chosen.to,
        order,
        color,
    };
    tui::run(input, &options).map(|()| Done::Well).map_err(Failure::refused)
}
