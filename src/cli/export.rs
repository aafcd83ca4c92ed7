//! `dateline export`: a document, on standard output or in a file.

use super::args::Export;
use super::view::{self, View};
use super::{Failure, Outcome, streams};
use crate::export::sink::{SaveError, save};
use crate::export::{Format, write};
use crate::loader::digest;
use std::io::Write;
use std::path::Path;

pub(crate) fn run(args: Export) -> Outcome {
    view::parse(&args.chosen)?;
    let day = view::known_on(&args.chosen.known)?;
    let texts = view::texts(args.texts)?;
    let input = view::input(args.input)?;
    let loaded = view::loaded_as_known(&input, day)?;
    let view = View::new(loaded.timeline, &args.chosen)?;
    let done = view::tell_errors(loaded.faults, view::stderr_color(args.color.color), args.lenient);
    let format = args.format.unwrap_or_else(|| Format::of_file(&args.output));
    let copies = view.copies(format, &input, texts.as_deref());
    if format.tells_digest() {
        digest::settle(loaded.timeline.chronicle());
    }
    let selection = view.selection(&args.arranged, args.notes, &copies);
    let write = |out: &mut dyn Write| write(format, &selection, out);
    if args.output == Path::new("-") {
        streams::fill_stdout(write)?;
    } else {
        save(&args.output, args.force, write).map_err(|error| unsaved(&error))?;
    }
    Ok(done)
}

fn unsaved(error: &SaveError) -> Failure {
    let hint = match error {
        SaveError::Exists(_) => "; --force replaces it",
        SaveError::NotAFile(..) | SaveError::NoFolder(_) | SaveError::Io(..) => {
            "; -o - writes to standard output"
        }
    };
    Failure::Unwritten(format!("{error}{hint}"))
}
