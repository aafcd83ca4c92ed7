//! What a message does to the model. No terminal, no files: those are asked for as effects.

mod browse;
mod known;
mod menu;
mod picker;
mod prompt;
mod reader;
mod search;

pub(super) use known::catch_up;
pub(super) use picker::{count_ahead, renew as renew_picker};

use super::answer::{Inquiry, Subject};
use super::keymap::{self, Command, Key, Scope};
use super::message::{Effect, Message};
use super::model::{Model, Notice, Overlay, Tone};
use super::report;
use crossterm::event::{Event, KeyEvent};

/// Changes the model; what comes back is to be done by the caller, in order.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let number = |model: &Model| model.inquiries.open().map(|inquiry| inquiry.number);
    let before = number(model);
    let mut effects = react(model, message);
    known::go_on(model);
    if !model.errands.is_empty() {
        effects.push(Effect::RunErrands);
    }
    if number(model).is_some_and(|now| before != Some(now)) {
        effects.push(Effect::Inquire);
    }
    effects
}

fn react(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => keymap::as_pressed(key)
            .into_iter()
            .flatten()
            .flat_map(|key| on_key(model, key))
            .collect(),
        Message::Paste(text) => {
            // A prompt has one line: where a pasted one ended, words must not grow together.
            let line = text.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c });
            for c in line.filter(|c| !c.is_control()) {
                let request = tui_input::InputRequest::InsertChar(c);
                match &mut model.overlay {
                    Overlay::Prompt(prompt) => drop(prompt.line.handle(request)),
                    Overlay::Regions(picker) => drop(picker.line.handle(request)),
                    Overlay::Actors(picker) => drop(picker.line.handle(request)),
                    Overlay::Columns { picker, .. } => drop(picker.line.handle(request)),
                    _ => return Vec::new(),
                }
            }
            typed(model);
            Vec::new()
        }
        Message::Resize(columns, rows) => {
            model.size =
                (columns.min(super::layout::LARGEST.0), rows.min(super::layout::LARGEST.1));
            if model.areas().detail.is_none() {
                model.pane = super::model::Pane::List;
            }
            model.measure();
            model.reveal();
            reader::refresh(model);
            Vec::new()
        }
        Message::Progress(progress) => {
            if model.loading.is_some() {
                model.loading = Some(progress);
            }
            Vec::new()
        }
        Message::Answer(answer) => {
            if let Some(subject) = model.take(answer) {
                answered(model, subject);
            }
            Vec::new()
        }
        Message::Reviewed(of, report) => {
            report::show(model, &of, report);
            Vec::new()
        }
        Message::LookedBack { whole, seen } => {
            model.retrospect.come(whole, seen);
            Vec::new()
        }
        Message::Page(laid) => {
            reader::arrive(model, *laid);
            Vec::new()
        }
        Message::Counted(counted) => {
            picker::take_counts(model, *counted);
            Vec::new()
        }
        Message::Candidates(of, found) => {
            picker::take_candidates(model, &of, &found);
            Vec::new()
        }
        Message::Unwatched(why) => {
            refuse(model, format!("changes of files are not noticed: {why}"));
            Vec::new()
        }
        // New data and a continued process are the loop's to take.
        Message::Loaded(_)
        | Message::Early(..)
        | Message::Changed(_)
        | Message::Continued
        | Message::Resized
        | Message::Ended(_) => Vec::new(),
        Message::InputClosed => {
            model.quit = true;
            Vec::new()
        }
    }
}

fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let scope = model.scope();
    model.touched = true;
    match keymap::resolve(scope, key) {
        Key::Command(Command::Quit) => {
            model.quit = true;
            Vec::new()
        }
        Key::Command(command) => {
            model.notice = None;
            if !model.responds(command) {
                return Vec::new();
            }
            let few_rows = match &model.overlay {
                Overlay::Prompt(prompt) => !prompt.needs_all_rows(command),
                _ => works_on_first_rows(model, command),
            };
            if !few_rows {
                settle(model);
            }
            match scope {
                Scope::Browse => browse::run(model, command),
                Scope::Picker => picker::run(model, command),
                Scope::Menu => menu::run(model, command),
                Scope::Reader => reader::run(model, command),
                Scope::Prompt => prompt::run(model, command),
            }
        }
        Key::Text => {
            let event = Event::Key(key);
            let changed = match &mut model.overlay {
                Overlay::Prompt(prompt) => edit(&mut prompt.line, &event),
                Overlay::Regions(picker) => edit(&mut picker.line, &event),
                Overlay::Actors(picker) => edit(&mut picker.line, &event),
                Overlay::Columns { picker, .. } => edit(&mut picker.line, &event),
                _ => false,
            };
            if changed {
                typed(model);
            }
            Vec::new()
        }
        Key::Unbound => Vec::new(),
    }
}

/// Whether a command on the list needs no more than the rows around the cursor: it is about the event
/// there, ends among those rows, opens what waits for the others itself, or is to find all rows anew.
fn works_on_first_rows(model: &Model, command: Command) -> bool {
    if !matches!(model.overlay, Overlay::None) || model.current().is_none() {
        return false;
    }
    match command {
        command if command.travels() => browse::ends_in_rows(model, command),
        Command::NextPeriod | Command::PreviousPeriod => browse::shows_period(model, command),
        Command::Expand
        | Command::Mark
        | Command::MarkRange
        | Command::NextPane
        | Command::Links
        | Command::ActorPage
        | Command::ComparePage
        | Command::SourcePage
        | Command::OpenSource
        | Command::Edit
        | Command::Help
        | Command::Query
        | Command::KnownOn
        | Command::GoToDate
        | Command::Export
        | Command::Contested
        | Command::ClearFilters
        | Command::Undo => true,
        _ => false,
    }
}

/// Waits for the answer that is still out, by finding it here.
fn settle(model: &mut Model) {
    if let Some(answer) = model.inquiries.open().and_then(Inquiry::answer)
        && let Some(subject) = model.take(answer)
    {
        answered(model, subject);
    }
}

/// Tells what an answer has changed.
fn answered(model: &mut Model, subject: Subject) {
    match subject {
        Subject::Rows => {
            browse::drop_hidden_range(model);
            picker::find_candidates(model);
        }
        Subject::Matches => search::found(model),
    }
}

fn edit(line: &mut tui_input::Input, event: &Event) -> bool {
    use tui_input::backend::crossterm::EventHandler as _;
    line.handle_event(event).is_some_and(|change| change.value)
}

/// The text of an overlay has changed.
fn typed(model: &mut Model) {
    match model.overlay {
        Overlay::Prompt(_) => prompt::typed(model),
        Overlay::Regions(_) | Overlay::Actors(_) | Overlay::Columns { .. } => {
            picker::narrow(model);
        }
        _ => {}
    }
}

pub(super) fn say(model: &mut Model, text: impl Into<String>) {
    model.notice = Some(Notice { tone: Tone::Info, text: text.into() });
}

pub fn refuse(model: &mut Model, text: impl Into<String>) {
    model.notice = Some(Notice { tone: Tone::Error, text: text.into() });
}

/// A list cursor moved by a command; none where the command does not move.
fn moved(cursor: usize, len: usize, page: usize, command: Command) -> Option<usize> {
    let last = len.saturating_sub(1);
    match command {
        Command::Down => Some((cursor + 1).min(last)),
        Command::Up => Some(cursor.saturating_sub(1)),
        Command::PageDown => Some((cursor + page).min(last)),
        Command::PageUp => Some(cursor.saturating_sub(page)),
        Command::First => Some(0),
        Command::Last => Some(last),
        _ => None,
    }
}
