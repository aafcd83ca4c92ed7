//! The files of a chronicle: which there are, and their text.

use super::encoding::Content;
use super::fault::{Code, Fault, Severity};
use super::scan::{self, LoadError};
use super::{Input, Reading, STDIN, embedded, pipe};
use crate::domain::digest::Fingerprint;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    Memory(Content),
    Disk(PathBuf),
}

/// A file that is to be read.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) shown: String,
    pub(super) origin: Origin,
    pub(super) bytes: u64,
}

impl File {
    pub(super) fn in_memory(shown: String, content: Content) -> Self {
        let bytes = u64::try_from(content.text.len()).unwrap_or(u64::MAX);
        Self { shown, origin: Origin::Memory(content), bytes }
    }

    /// What it holds, in the room of a text that is not needed any more.
    pub(super) fn content(&self, room: String) -> Result<Content, Fault> {
        match &self.origin {
            Origin::Memory(content) => Ok(content.clone()),
            Origin::Disk(path) => read(&self.shown, path, room),
        }
    }

    /// What tells what it holds from something else.
    pub(super) fn print(&self, content: &Content) -> Fingerprint {
        match (&content.flaws, &self.origin) {
            (Some(flaws), _) => flaws.print.clone(),
            (None, Origin::Memory(_)) => Fingerprint::whole(content.text.as_bytes()),
            (None, Origin::Disk(_)) => Fingerprint::of(content.text.as_bytes()),
        }
    }

    /// The text again, for the lines that faults stand in.
    pub(super) fn text_again(&self) -> Arc<String> {
        self.content(String::new()).unwrap_or_default().text
    }

    /// At most so many bytes from the beginning, as far as they are UTF-8.
    pub(super) fn beginning(&self, most: u64) -> String {
        let mut bytes = Vec::new();
        match &self.origin {
            Origin::Memory(content) => {
                drop(content.text.as_bytes().take(most).read_to_end(&mut bytes));
            }
            Origin::Disk(path) => {
                // What is wrong with it is told when it is read whole.
                if let Ok(file) = std::fs::File::open(path) {
                    drop(file.take(most).read_to_end(&mut bytes));
                }
            }
        }
        let sound = match std::str::from_utf8(&bytes) {
            Ok(_) => bytes.len(),
            Err(error) => error.valid_up_to(),
        };
        bytes.truncate(sound);
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// The files in order of path, and what was passed over.
pub(super) fn files(
    input: &Input,
    reading: &Reading<'_>,
) -> Result<(Vec<File>, Vec<Fault>), LoadError> {
    Ok(match input {
        Input::BuiltIn => {
            let files = embedded::files();
            (
                files
                    .into_iter()
                    .map(|(path, text)| File::in_memory(path, Content::of_text(text.to_owned())))
                    .collect(),
                vec![],
            )
        }
        Input::Text { name, text } => {
            (vec![File::in_memory(name.clone(), Content::of_text(text.clone()))], vec![])
        }
        Input::Piped(bytes) => {
            (vec![File::in_memory(STDIN.to_owned(), Content::of_bytes(bytes.clone()))], vec![])
        }
        Input::Stdin => (vec![pipe::read(std::io::stdin(), reading)?], vec![]),
        Input::Beside(paths, piped) => {
            let (mut all, faults) = on_disk(paths)?;
            let (piped, _) = files(piped, reading)?;
            all.extend(piped);
            (all, faults)
        }
        Input::Paths(paths) => on_disk(paths)?,
    })
}

fn on_disk(paths: &[PathBuf]) -> Result<(Vec<File>, Vec<Fault>), LoadError> {
    let (found, faults) = scan::scan(paths)?;
    let file = |found: scan::Found| File {
        shown: found.shown,
        origin: Origin::Disk(found.path),
        bytes: found.bytes,
    };
    Ok((found.into_iter().map(file).collect(), faults))
}

fn read(shown: &str, path: &Path, room: String) -> Result<Content, Fault> {
    let fail = |message: String| Fault::of_file(Code::Unreadable, Severity::Error, shown, message);
    let unread = |error: std::io::Error| fail(scan::reason(&error));
    let mut file = std::fs::File::open(path).map_err(unread)?;
    let size = file.metadata().map_err(unread)?.len();
    if size > scan::MOST_BYTES_A_FILE {
        let most = scan::MOST_BYTES_A_FILE >> 20;
        return Err(fail(format!("{} MiB; the most of one file is {most} MiB", size >> 20)));
    }
    let mut bytes = room.into_bytes();
    bytes.clear();
    file.read_to_end(&mut bytes).map_err(unread)?;
    Ok(Content::of_bytes(bytes))
}
