//! `dateline list`: events, one a line, for a reader or a pipe.

use super::args::List;
use super::view::{self, View};
use super::{Failure, Outcome, streams};
use crate::export::{Format, json, table, write};

pub(crate) fn run(args: List) -> Outcome {
    let mut view = View::new(view::loaded(&view::input(args.input)?)?, &args.chosen)?;
    let faults = std::mem::take(&mut view.loaded.faults);
    let done = view::tell_errors(faults, view::stderr_color(args.color.color), args.lenient);
    let selection = view.selection(&args.arranged, false);
    streams::fill_stdout(|out| match args.format {
        Format::Table => {
            let color = view::color(args.color.color, view::stdout_is_terminal());
            table::write(&selection, table::Style { columns: view::columns(), color }, out)
        }
        Format::Json => json::write_array(&selection, out),
        format => write(format, &selection, out),
    })
    .map_err(Failure::from)?;
    Ok(done)
}
