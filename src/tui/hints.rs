//! What the footer says: the keys that work now, each with a word for what it does there.

use super::cut;
use super::keymap::{BINDINGS, Binding, Command, Scope, Topic};
use super::model::{Model, Overlay, Pane};
use super::reader::{Reader, Subject};

/// A key in the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    pub chord: &'static str,
    pub word: &'static str,
    /// Whether it does anything on the row of the cursor; it keeps its place where it does not.
    pub live: bool,
    /// Whether it stays where columns are few.
    pub stays: bool,
}

/// The keys that work now, in the order of the table.
pub fn hints(model: &Model) -> Vec<Hint> {
    let scope = model.scope();
    let works = |b: &&Binding| b.scope == scope && model.responds(b.command);
    let mut bindings: Vec<&Binding> = BINDINGS.iter().filter(works).collect();
    // What is marked waits to be cut out.
    if scope == Scope::Browse && (model.range_from.is_some() || !model.marks.is_empty()) {
        bindings.sort_by_key(|b| b.topic != Topic::Cut);
    }
    let hint = |b: &Binding| {
        Some(Hint {
            chord: b.chords.first()?,
            word: word(model, b.command, b.hint?)?,
            live: is_live(model, b.command),
            stays: b.topic == Topic::Program,
        })
    };
    bindings.into_iter().filter_map(hint).collect()
}

/// What a command does now, where the table's word does not say it.
fn word(model: &Model, command: Command, usual: &'static str) -> Option<&'static str> {
    Some(match (&model.overlay, command) {
        (Overlay::None, command) => return on_list(model, command, usual),
        (Overlay::Reader(page), Command::NextPane) => turned(page),
        (Overlay::Question(_), Command::Apply) => "yes",
        (Overlay::Question(_), Command::Step) => "no",
        (Overlay::Sources { .. }, Command::Apply) => "open",
        (Overlay::Speakers { .. }, Command::Apply) => "read",
        (Overlay::Columns { .. }, Command::Apply) => "compare",
        _ => usual,
    })
}

fn on_list(model: &Model, command: Command, usual: &'static str) -> Option<&'static str> {
    let is_open = model.current().is_some_and(|event| model.expanded.contains(&event));
    let range = model.range_from.is_some();
    let marks = !model.marks.is_empty();
    Some(match command {
        Command::Expand if is_open => "close",
        Command::NextPane if model.pane == Pane::Detail => "list",
        Command::MarkRange if range => "drop range",
        Command::Export if range => "export range",
        Command::Export if marks => "export marks",
        Command::Yank if range => "copy range",
        Command::Yank if marks => "copy marks",
        Command::Step if model.loading.is_none() => return None,
        _ => usual,
    })
}

/// What another way to see a page would show.
const fn turned(page: &Reader) -> &'static str {
    match page.subject {
        Subject::Compare { whole: true, .. } => "one event",
        Subject::Compare { whole: false, .. } => "all events",
        Subject::Source { .. } | Subject::Actor(_) => "next source",
    }
}

fn is_live(model: &Model, command: Command) -> bool {
    match (&model.overlay, command) {
        (Overlay::Reader(page), Command::Apply) => page.target().is_some(),
        (Overlay::Reader(page), Command::NextPeriod) => page.neighbour(true).is_some(),
        (Overlay::Reader(page), Command::PreviousPeriod) => page.neighbour(false).is_some(),
        (Overlay::Problems(report), Command::Apply) => report.target().is_some(),
        (Overlay::Problems(report), Command::Edit) => {
            report.selected().is_some_and(|fault| cut::editable(model, &fault.path).is_ok())
        }
        (Overlay::Regions(of), Command::Toggle | Command::Exclude) => !of.shown.is_empty(),
        (Overlay::Actors(of), Command::Toggle | Command::Exclude) => !of.shown.is_empty(),
        (Overlay::Columns { picker, .. }, Command::Toggle) => !picker.shown.is_empty(),
        // Those taken are of one kind.
        (Overlay::Columns { picker, .. }, Command::Apply) => picker.picks.taken.len() > 1,
        _ => true,
    }
}
