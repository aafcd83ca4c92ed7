//! Being told when the files of a chronicle change.

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An editor saves in several steps; they are taken for one when they follow each other like this.
const STEP: Duration = Duration::from_millis(10);

/// Something that changes all the time is still told this often.
const LONGEST: Duration = Duration::from_millis(500);

/// Watches as long as it is kept.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Calls `changed` on a thread of its own whenever files under the paths have changed, with those that
/// may have. The error is why that cannot be told.
pub fn watch(
    paths: &[PathBuf],
    changed: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> Result<Watch, notify::Error> {
    let (to, from) = channel();
    let named: Vec<PathBuf> = paths.iter().filter(|path| path.is_file()).cloned().collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        let concerned = concerned(event, &named);
        if !concerned.is_empty() {
            // Nobody is left to be told when the program ends.
            to.send(concerned).unwrap_or(());
        }
    })?;
    for path in paths {
        if path.is_dir() {
            watcher.watch(path, RecursiveMode::Recursive)?;
        } else {
            // A file that is saved by renaming is another file then; its folder stays.
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            watcher.watch(folder.unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)?;
        }
    }
    std::thread::spawn(move || tell(&from, changed));
    Ok(Watch { _watcher: watcher })
}

/// The files of an event that may change what is read. Our own reading changes nothing.
fn concerned(event: Event, named: &[PathBuf]) -> Vec<PathBuf> {
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    let concerns = |path: &PathBuf| {
        let name = path.file_name();
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        // What has no extension may be a folder that came or went.
        is_toml
            || named.iter().any(|file| file.file_name() == name)
            || named.is_empty() && path.extension().is_none()
    };
    event.paths.into_iter().filter(concerns).collect()
}

/// Tells once for changes that follow each other closely.
fn tell(from: &Receiver<Vec<PathBuf>>, changed: impl Fn(Vec<PathBuf>)) {
    while let Ok(paths) = from.recv() {
        let first = Instant::now();
        let mut paths: BTreeSet<PathBuf> = paths.into_iter().collect();
        while first.elapsed() < LONGEST {
            match from.recv_timeout(STEP) {
                Ok(more) => paths.extend(more),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        changed(paths.into_iter().collect());
    }
}
