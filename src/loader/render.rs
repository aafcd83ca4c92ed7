//! Faults as people and programs read them.

use super::fault::{Fault, Severity};
use crate::domain::text::clean;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

/// The most faults that are printed whole.
const MOST: usize = 50;

/// Faults with the lines they stand in, in the manner of compilers.
pub fn render_human(faults: &[Fault], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    // Errors first: no number of warnings hides one.
    let (errors, warnings): (Vec<&Fault>, Vec<&Fault>) =
        faults.iter().partition(|fault| fault.is_error());
    for fault in errors.into_iter().chain(warnings).take(MOST) {
        out.push_str(&one(fault, &renderer));
        out.push_str("\n\n");
    }
    if let Some(more) = faults.len().checked_sub(MOST).filter(|&more| more > 0) {
        out.push_str(&format!("and {more} more\n"));
    }
    out
}

fn one(fault: &Fault, renderer: &Renderer) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let path = clean(&fault.path).into_owned();
    let message = clean(&fault.message).into_owned();
    let help = fault.help.as_deref().map(|help| clean(help).into_owned());
    let title = level.primary_title(message.as_str()).id(fault.code.word());
    // The excerpt of a long line is a window of it, in which a column would be counted wrongly.
    if fault.excerpt.is_empty() || fault.column != fault.column_in_excerpt + 1 {
        let place = format!("{path}:{}:{}", fault.line, fault.column);
        let mut group = Group::with_title(title).element(Level::NOTE.message(place));
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help));
        }
        return renderer.render(&[group]);
    }
    let before: String = fault.excerpt.chars().take(fault.column_in_excerpt as usize).collect();
    let within: String = fault
        .excerpt
        .chars()
        .skip(fault.column_in_excerpt as usize)
        .take(fault.length as usize)
        .collect();
    let after: String = fault
        .excerpt
        .chars()
        .skip(fault.column_in_excerpt as usize + within.chars().count())
        .collect();
    let (before, within, after) = (tidy(&before), tidy(&within), tidy(&after));
    let span = before.len()..before.len() + within.len().max(1).min(within.len() + after.len());
    let source = format!("{before}{within}{after}");
    let mut group = Group::with_title(title).element(
        Snippet::source(source)
            .line_start(fault.line as usize)
            .path(path)
            .annotation(AnnotationKind::Primary.span(span)),
    );
    if let Some(help) = help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// Clean, with as many columns as before: the renderer counts them.
fn tidy(text: &str) -> String {
    clean(&text.replace('\t', " ")).into_owned()
}

/// The faults as an array of objects.
pub fn render_json(faults: &[Fault]) -> Value {
    faults
        .iter()
        .map(|fault| {
            json!({
                "code": fault.code.word(),
                "severity": fault.severity.word(),
                "file": fault.path,
                "line": fault.line,
                "column": fault.column,
                "message": fault.message,
                "help": fault.help,
                "event": fault.event,
            })
        })
        .collect()
}
