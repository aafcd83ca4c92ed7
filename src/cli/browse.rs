//! `dateline`: the screen.

use super::args::Browse;
use super::{Failure, Outcome, view};
use crate::loader::Input;

pub(crate) fn run(args: Browse) -> Outcome {
    if !view::stdout_is_terminal() {
        return Err(Failure::refused(
            "standard output is not a terminal; `dateline list` writes for pipes and files",
        ));
    }
    view::parse(&args.chosen)?;
    let color = view::color(args.color.color, true);
    let input = view::input(args.input)?;
    open(&input, args.chosen, color)
}

/// Hands over to the screen.
fn open(_input: &Input, _chosen: super::args::Chosen, _color: bool) -> Outcome {
    Err(Failure::refused("the screen is not joined yet"))
}
