//! `dateline list`: events, one a line, for a reader or a pipe.

use super::args::List;
use super::view::{self, View};
use super::{Failure, Outcome, streams};
use crate::domain::number::counted;
use crate::export::{Format, json, table, write};

pub(crate) fn run(args: List) -> Outcome {
    view::parse(&args.chosen)?;
    let day = view::known_on(&args.chosen.known)?;
    let texts = view::texts(args.texts)?;
    let input = view::input(args.input)?;
    let loaded = view::loaded_as_known(&input, day)?;
    let view = View::new(loaded.timeline, &args.chosen)?;
    let done = view::tell_errors(loaded.faults, view::stderr_color(args.color.color), args.lenient);
    // What is left out is said whatever the format, as most formats have no place for it.
    if let Some(known) = loaded.timeline.known() {
        streams::tell(&format!("Known on {known}"));
    }
    // An empty answer to a reader could be a mistake in the question.
    if view.events().is_empty() && args.format == Format::Table {
        streams::tell(&format!("0 of {}", counted(loaded.timeline.len(), "event")));
    }
    let copies = view.copies(args.format, &input, texts.as_deref());
    let selection = view.selection(&args.arranged, false, &copies);
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
