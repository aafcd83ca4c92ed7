//! `dateline check`: every fault in event files. The faults are the data; the sum goes to stderr.

use super::args::{Check, Deny, Report};
use super::{Done, Failure, Outcome, streams, view};
use crate::export::json;
use crate::loader::copies::check_quotes;
use crate::loader::fault::{Fault, render_human, render_json};

pub(crate) fn run(args: Check) -> Outcome {
    let input = view::input(args.input)?;
    if let Some(texts) = args.texts.as_deref().filter(|texts| !texts.is_dir()) {
        return Err(Failure::Refused(format!("{}: no such directory", texts.display())));
    }
    let loaded = view::loaded(&input)?;
    let mut faults = loaded.faults;
    faults.extend(check_quotes(&loaded.timeline, &input, args.texts.as_deref()));
    faults.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    match args.format {
        Report::Human => {
            let color = view::color(args.color.color, view::stdout_is_terminal());
            streams::to_stdout(render_human(&faults, color).as_bytes())?;
        }
        Report::Json => {
            streams::fill_stdout(|out| json::write_pretty(&render_json(&faults), out))?;
        }
    }
    let errors = faults.iter().filter(|fault| Fault::is_error(fault)).count();
    let warnings = faults.len() - errors;
    streams::tell(&format!(
        "{}, {} in {}, {}",
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(loaded.timeline.chronicle().files.len(), "file"),
        counted(loaded.timeline.len(), "event"),
    ));
    let denied = args.deny == Some(Deny::Warnings) && warnings > 0;
    Ok(if errors > 0 || denied { Done::Faulty } else { Done::Well })
}

fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}
