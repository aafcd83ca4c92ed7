//! Which files a chronicle is made of, in order of path.

use super::fault::{Code, Fault, Severity};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

/// The most bytes of one file: its places are kept in 32 bits.
pub(super) const MOST_BYTES_A_FILE: u64 = 2 << 30;
/// The most bytes of all files together.
pub(super) const MOST_BYTES: u64 = 4 << 30;

/// Why nothing could be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    pub path: String,
    pub reason: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clean = crate::domain::text::clean;
        write!(f, "{}: {}", clean(&self.path), clean(&self.reason))
    }
}

impl std::error::Error for LoadError {}

/// A file to be read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) shown: String,
    pub(super) bytes: u64,
}

/// The files under some paths, each once, and what was passed over.
pub(super) fn scan(roots: &[PathBuf]) -> Result<(Vec<Found>, Vec<Fault>), LoadError> {
    let mut found = Vec::new();
    let mut faults = Vec::new();
    // Without links, a folder under one root is reached once.
    let mut twice = roots.len() > 1;
    for root in roots {
        let failed = |reason: String| LoadError { path: root.display().to_string(), reason };
        let kind = std::fs::metadata(root).map_err(|error| failed(reason(&error)))?;
        if kind.is_dir() {
            twice |= tree(root, &mut found, &mut faults);
        } else if kind.is_file() {
            found.push(of(root, kind.len()));
        } else {
            return Err(failed("neither a file nor a folder".to_owned()));
        }
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    if twice {
        let mut known = HashSet::new();
        let at = |file: &Found| std::fs::canonicalize(&file.path).ok();
        found.retain(|file| at(file).is_none_or(|at| known.insert(at)));
    }
    let total: u64 = found.iter().map(|file| file.bytes).sum();
    if total > MOST_BYTES {
        return Err(LoadError {
            path: found.first().map(|file| file.shown.clone()).unwrap_or_default(),
            reason: format!(
                "the files come to {total} bytes; the most that is read is {MOST_BYTES}"
            ),
        });
    }
    Ok((found, faults))
}

/// Whether a file in a folder is one of events, by its name.
pub(super) fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

fn of(path: &Path, bytes: u64) -> Found {
    let shown = path.strip_prefix("./").unwrap_or(path).to_string_lossy().into_owned();
    Found { path: path.to_owned(), shown, bytes }
}

/// `error: No such file or directory`, without the number of the operating system.
pub(super) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// The files of a folder; whether links were followed there.
fn tree(root: &Path, found: &mut Vec<Found>, faults: &mut Vec<Fault>) -> bool {
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && is_hidden(entry.file_name());
    let walk = walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name();
    let mut linked = false;
    for entry in walk.into_iter().filter_entry(|entry| !hidden(entry)) {
        match entry {
            Ok(entry) => {
                linked |= entry.path_is_symlink();
                if !is_toml(entry.path()) || entry.file_type().is_dir() {
                    continue;
                }
                if entry.file_type().is_file() {
                    let bytes = entry.metadata().map_or(0, |data| data.len());
                    found.push(of(entry.path(), bytes));
                } else {
                    let path = entry.path().display().to_string();
                    let message = "not a regular file; passed over".to_owned();
                    faults.push(Fault::of_file(Code::Skipped, Severity::Warning, &path, message));
                }
            }
            // A link to nowhere, as Emacs leaves beside what it edits, is not asked for its name before.
            Err(error)
                if error.depth() > 0
                    && error.path().and_then(Path::file_name).is_some_and(is_hidden) => {}
            Err(error) => {
                let path = error.path().map(|p| p.display().to_string()).unwrap_or_default();
                let (code, severity, message) = if error.loop_ancestor().is_some() {
                    let message = "a link that leads in a circle; passed over".to_owned();
                    (Code::Skipped, Severity::Warning, message)
                } else {
                    let why = error.io_error().map_or_else(|| "cannot be read".to_owned(), reason);
                    (Code::Unreadable, Severity::Error, why)
                };
                faults.push(Fault::of_file(code, severity, &path, message));
            }
        }
    }
    linked
}
