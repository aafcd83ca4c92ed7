//! Being told when the files of a chronicle change, come and go.

use super::scan::is_toml;
use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// An editor saves in several steps; they are taken for one when they follow each other like this.
const STEP: Duration = Duration::from_millis(10);

/// Something that changes all the time is still told this often.
const LONGEST: Duration = Duration::from_millis(500);

/// Watches as long as it is kept.
#[derive(Debug)]
pub struct Watch {
    _watcher: Arc<Mutex<RecommendedWatcher>>,
}

/// What has changed.
#[derive(Default)]
struct Change {
    paths: BTreeSet<PathBuf>,
    /// Whether a path that is watched, or a folder above it, came or went: then another one may stand
    /// there, which nobody watches.
    moved: bool,
}

/// Calls `changed` on a thread of its own whenever files under the paths have changed, with those that
/// may have. The error is why that cannot be told.
pub fn watch(
    paths: &[PathBuf],
    changed: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> Result<Watch, notify::Error> {
    let roots: Vec<PathBuf> = paths
        .iter()
        .map(std::path::absolute)
        .collect::<Result<_, _>>()
        .map_err(notify::Error::io)?;
    let (to, from) = channel();
    let own = roots.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        let change = concerned(event, &own);
        if !change.paths.is_empty() {
            // Nobody is left to be told when the program ends.
            to.send(change).unwrap_or(());
        }
    })?;
    begin(&mut watcher, &roots)?;
    let watcher = Arc::new(Mutex::new(watcher));
    let kept = Arc::downgrade(&watcher);
    std::thread::spawn(move || {
        tell(&from, |mut change| {
            if change.moved
                && let Some(watcher) = kept.upgrade()
            {
                let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
                // What is gone again is told by the folder above it.
                begin(&mut watcher, &roots).unwrap_or(());
                change.paths.extend(roots.iter().cloned());
            }
            changed(change.paths.into_iter().collect());
        });
    });
    Ok(Watch { _watcher: watcher })
}

/// Watches the paths anew, and above each the nearest folder that is there: it tells when the path, or
/// what leads to it, is made again.
fn begin(watcher: &mut RecommendedWatcher, roots: &[PathBuf]) -> Result<(), notify::Error> {
    for path in roots.iter().flat_map(|root| root.ancestors()) {
        // Most are not watched.
        watcher.unwatch(path).unwrap_or(());
    }
    let above = |root: &Path| root.ancestors().skip(1).find(|it| it.is_dir()).map(Path::to_owned);
    for root in roots {
        let mut nearest = above(root);
        while let Some(folder) = nearest {
            let outcome = watcher.watch(&folder, RecursiveMode::NonRecursive);
            // One that came while this one began to be watched was not told.
            nearest = above(root).filter(|now| *now != folder);
            if nearest.is_none() && !root.is_dir() {
                outcome?;
            }
        }
    }
    // Last, as a folder is watched as it was asked for last.
    for root in roots.iter().filter(|root| root.is_dir()) {
        watcher.watch(root, RecursiveMode::Recursive)?;
    }
    Ok(())
}

/// What of an event may change what is read. Our own reading changes nothing.
fn concerned(event: Event, roots: &[PathBuf]) -> Change {
    if event.need_rescan() {
        return Change { paths: roots.iter().cloned().collect(), moved: true };
    }
    let comes_or_goes = match event.kind {
        EventKind::Access(_) => return Change::default(),
        EventKind::Modify(ref how) => matches!(how, ModifyKind::Name(_)),
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => true,
    };
    let leads_to_one = |path: &PathBuf| roots.iter().any(|root| root.starts_with(path));
    let concerns = |path: &PathBuf| {
        roots.contains(path)
            || comes_or_goes && leads_to_one(path)
            || roots.iter().any(|root| path.starts_with(root)) && {
                // What has no extension may be a folder that came or went.
                path.extension().is_none() || is_toml(path)
            }
    };
    let paths: BTreeSet<PathBuf> = event.paths.into_iter().filter(concerns).collect();
    // A file that is saved by renaming is watched by its folder, which stays.
    let moved = comes_or_goes && paths.iter().any(|path| leads_to_one(path) && !path.is_file());
    Change { paths, moved }
}

/// Tells once for changes that follow each other closely.
fn tell(from: &Receiver<Change>, changed: impl Fn(Change)) {
    while let Ok(mut change) = from.recv() {
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match from.recv_timeout(STEP) {
                Ok(more) => {
                    change.paths.extend(more.paths);
                    change.moved |= more.moved;
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        changed(change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const PATIENCE: Duration = Duration::from_secs(20);

    /// What a file held whenever a change was told.
    struct Reader {
        file: PathBuf,
        seen: Receiver<Option<String>>,
        _watch: Watch,
    }

    impl Reader {
        fn of(root: &Path, file: &Path) -> Self {
            let (to, seen) = channel();
            let read = file.to_owned();
            let changed = move |_| to.send(fs::read_to_string(&read).ok()).unwrap_or(());
            let watch = watch(&[root.to_owned()], changed).unwrap();
            Self { file: file.to_owned(), seen, _watch: watch }
        }

        #[track_caller]
        fn sees(&self, text: Option<&str>) {
            while self.seen.recv_timeout(PATIENCE).unwrap().as_deref() != text {}
        }

        /// Every change is told, now and later.
        #[track_caller]
        fn follows(&self, texts: [&str; 2]) {
            for text in texts {
                fs::write(&self.file, text).unwrap();
                self.sees(Some(text));
            }
        }
    }

    #[test]
    fn a_folder_that_is_made_again_is_watched_again() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("a/b");
        fs::create_dir_all(&root).unwrap();
        let reader = Reader::of(&root, &root.join("e.toml"));
        reader.follows(["1", "2"]);
        fs::remove_dir_all(&root).unwrap();
        reader.sees(None);
        fs::create_dir(&root).unwrap();
        reader.follows(["3", "4"]);
        // With the folder above it.
        fs::remove_dir_all(home.path().join("a")).unwrap();
        reader.sees(None);
        fs::create_dir_all(&root).unwrap();
        reader.follows(["5", "6"]);
        // Another one in its place.
        let other = home.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("e.toml"), "7").unwrap();
        fs::rename(&root, home.path().join("a/old")).unwrap();
        fs::rename(&other, &root).unwrap();
        reader.sees(Some("7"));
        reader.follows(["8", "9"]);
    }

    #[test]
    fn a_file_is_watched_again_when_its_folder_is_made_again() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a");
        fs::create_dir(&folder).unwrap();
        let file = folder.join("e.toml");
        fs::write(&file, "0").unwrap();
        let reader = Reader::of(&file, &file);
        reader.follows(["1", "2"]);
        fs::remove_file(&file).unwrap();
        reader.sees(None);
        reader.follows(["3", "4"]);
        fs::remove_dir_all(&folder).unwrap();
        reader.sees(None);
        fs::create_dir(&folder).unwrap();
        reader.follows(["5", "6"]);
    }

    #[test]
    fn of_two_files_one_that_is_saved_by_renaming_is_told_alone() {
        let home = tempfile::tempdir().unwrap();
        let roots = ["a.toml", "b.toml"].map(|name| home.path().join(name));
        for root in &roots {
            fs::write(root, "").unwrap();
        }
        let [file, _] = &roots;
        let saved = EventKind::Modify(ModifyKind::Name(notify::event::RenameMode::To));
        let change = concerned(Event::new(saved).add_path(file.clone()), &roots);
        assert_eq!((change.paths, change.moved), (BTreeSet::from([file.clone()]), false));
    }

    #[test]
    fn what_lies_beside_is_not_told() {
        let roots = [PathBuf::from("/a/b"), PathBuf::from("/a/c.toml")];
        let told = |kind, path: &str| {
            let change = concerned(Event::new(kind).add_path(path.into()), &roots);
            (change.paths.len() == 1, change.moved)
        };
        let made = EventKind::Create(notify::event::CreateKind::Any);
        let written = EventKind::Modify(ModifyKind::Any);
        let read = EventKind::Access(notify::event::AccessKind::Any);
        for (kind, path, expected) in [
            (made, "/a/b", (true, true)),
            (made, "/a", (true, true)),
            (written, "/a", (false, false)),
            (made, "/a/d.toml", (false, false)),
            (written, "/a/c.toml", (true, false)),
            (made, "/a/c.toml", (true, true)),
            (written, "/a/b/x/e.toml", (true, false)),
            (written, "/a/b/E.TOML", (true, false)),
            (made, "/a/b/x", (true, false)),
            (written, "/a/b/.e.toml.swp", (false, false)),
            (read, "/a/b/e.toml", (false, false)),
        ] {
            assert_eq!(told(kind, path), expected, "{kind:?} {path}");
        }
    }
}
