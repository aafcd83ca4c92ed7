//! Doing what an update asked for: files, clipboard, editor, browser.

use super::message::Effect;
use super::model::{Model, Notice, Overlay, Question, Tone};
use super::terminal::Screen;
use super::{cut, editor};
use crate::domain::event::EventIx;
use crate::domain::number::counted;
use crate::domain::text::clean;
use crate::export::sink::{SaveError, save};
use crate::export::{Format, write};
use crate::loader::digest;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether the data may have changed on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aftermath {
    Nothing,
    Reload(Option<EventIx>),
    StopReading,
}

pub(super) fn run(model: &mut Model, screen: &mut Screen, effect: Effect) -> io::Result<Aftermath> {
    match effect {
        Effect::Export { path, force } => export(model, &path, force),
        Effect::Copy { text, what } => {
            screen.copy(text.trim_end())?;
            tell(model, Tone::Info, format!("sent to the terminal's clipboard: {what}"));
        }
        Effect::Open(url) => {
            let outcome = open(&url);
            match outcome {
                Ok(()) => tell(model, Tone::Info, format!("opened {url}")),
                Err(why) => tell(model, Tone::Error, format!("{url}: {why}")),
            }
        }
        Effect::Edit { path, line, event } => {
            let outcome = screen.lend(|| edit(&path, line))?;
            match outcome {
                Ok(()) => return Ok(Aftermath::Reload(event)),
                Err(why) => tell(model, Tone::Error, why),
            }
        }
        // The loop's to do: the answer comes as a message.
        Effect::Review | Effect::Inquire | Effect::RunErrands => {}
        Effect::StopReading => return Ok(Aftermath::StopReading),
        Effect::Suspend => {
            #[cfg(unix)]
            screen.lend(super::terminal::stop)?;
        }
    }
    Ok(Aftermath::Nothing)
}

fn tell(model: &mut Model, tone: Tone, text: String) {
    model.notice = Some(Notice { tone, text });
}

fn export(model: &mut Model, path: &Path, force: bool) {
    let path = &at_home(path);
    let format = Format::of_file(path);
    if format.tells_digest() {
        digest::settle(model.timeline.chronicle());
    }
    let (events, range) = cut::events(model);
    let selection = cut::selection(model, &events, range);
    let outcome = match save(path, force, |out| write(format, &selection, out)) {
        Ok(()) => Ok(true),
        Err(SaveError::Exists { .. }) => Ok(false),
        Err(error) => Err(error.to_string()),
    };
    let count = events.len();
    match outcome {
        Ok(true) => {
            model.overlay = Overlay::None;
            let written = counted(count, "event");
            tell(model, Tone::Info, format!("{written} written to {}", path.display()));
        }
        Ok(false) => {
            let text = format!("{} exists. Overwrite it?", path.display());
            let effect = Effect::Export { path: path.to_owned(), force: true };
            model.overlay = Overlay::Question(Box::new(Question { text, effect }));
        }
        Err(why) => match &mut model.overlay {
            Overlay::Prompt(prompt) => prompt.error = Some(why),
            _ => tell(model, Tone::Error, why),
        },
    }
}

/// A path with the reader's home in the place of `~`, which no shell has seen to here.
fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => Path::new(&home).join(rest),
        _ => path.to_owned(),
    }
}

/// Hands an http or https address to the desktop. No shell; nothing that could be an option.
fn open(url: &str) -> Result<(), String> {
    let scheme = ["http://", "https://"].iter().any(|s| url.starts_with(s));
    if !scheme || url.chars().any(|c| c.is_control() || c.is_whitespace()) || clean(url) != url {
        return Err("only plain http and https addresses are opened".to_owned());
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    Command::new(opener)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(drop)
        .map_err(|error| format!("{opener}: {error}"))
}

/// $VISUAL or $EDITOR at a line.
fn edit(path: &Path, line: u32) -> Result<(), String> {
    let (program, arguments) = ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find_map(|editor| editor::call(&editor, path, line))
        .ok_or("set $EDITOR to edit")?;
    let mut command = Command::new(&program);
    command.args(arguments);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}
