//! `dateline check`: every fault in event files. The faults are the data; the sum goes to stderr.

use super::args::{Check, Deny, Report};
use super::{Done, Outcome, streams, view};
use crate::domain::number::counted;
use crate::export::json;
use crate::loader::fault::{Fault, Severity, render_human, render_json};
use crate::loader::{Input, copies, review};
use std::io;

pub(crate) fn run(args: Check) -> Outcome {
    let input = view::input(args.input)?;
    let texts = view::texts(args.texts)?;
    let loaded = view::loaded(&input)?;
    let mut faults = loaded.faults;
    let copies = copies::read(loaded.timeline, &input, texts.as_deref());
    let review = review(loaded.timeline, &input, &copies);
    faults.extend(review.faults);
    faults.retain(|fault| fault.is_error() || !args.allow.contains(&fault.code));
    for fault in &mut faults {
        if args.deny.contains(&Deny::Warnings) || args.deny.contains(&Deny::Code(fault.code)) {
            fault.severity = Severity::Error;
        }
    }
    faults.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    match args.format {
        Report::Human => {
            let on_terminal = view::stdout_is_terminal();
            let color = view::color(args.color.color, on_terminal);
            if on_terminal {
                streams::to_stdout(render_human(&faults, color).as_bytes())?;
            } else {
                every(&faults, color)?;
            }
        }
        Report::Json => {
            streams::fill_stdout(|out| json::write_pretty(&render_json(&faults), out))?;
        }
    }
    let errors = faults.iter().filter(|fault| Fault::is_error(fault)).count();
    let warnings = faults.len() - errors;
    // Who forgets the folder would take the faults of another chronicle for those of their own.
    let built_in = if matches!(input, Input::BuiltIn) {
        "; this is the chronicle built into dateline, name a folder to check yours"
    } else {
        ""
    };
    streams::tell(&format!(
        "{}, {} in {}, {}{built_in}",
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(loaded.timeline.chronicle().files.len(), "file"),
        counted(loaded.timeline.len(), "event"),
    ));
    if !review.verdicts.is_empty() {
        let told =
            review.verdicts.iter().map(|(verdict, count)| format!("{count} {}", verdict.word()));
        streams::tell(&format!("quotes: {}", told.collect::<Vec<_>>().join(", ")));
    }
    Ok(if errors > 0 { Done::Faulty } else { Done::Well })
}

/// All faults, errors first: a file or a pipe is searched for what a terminal would scroll away.
fn every(faults: &[Fault], color: bool) -> io::Result<()> {
    let (errors, warnings): (Vec<_>, Vec<_>) = faults.iter().partition(|fault| fault.is_error());
    streams::fill_stdout(|out| {
        for fault in errors.into_iter().chain(warnings) {
            out.write_all(render_human(std::slice::from_ref(fault), color).as_bytes())?;
        }
        Ok(())
    })
}
