//! The threads that read: each takes the next unit of a file that is read already, or the next file.

use super::draft::Draft;
use super::encoding::Flaws;
use super::fault::Fault;
use super::files::File;
use super::lexicon::Lexicon;
use super::pieces::{self, Cut, Unit};
use super::unit::{self, Desk, Lowered};
use super::{Progress, Reading, ndjson};
use crate::domain::digest::Fingerprint;
use crate::threads;
use std::collections::{BTreeMap, VecDeque};
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Progress is told no more often than it is looked at.
const BETWEEN: Duration = Duration::from_millis(100);

/// A file as far as it was read.
#[derive(Default)]
pub(super) struct Drafted {
    /// In order of the file.
    pub(super) drafts: Vec<Draft>,
    /// Why there are none.
    pub(super) fault: Option<Fault>,
    pub(super) print: Fingerprint,
}

/// All files as far as they were read.
pub(super) struct Harvest {
    pub(super) files: Vec<Drafted>,
    /// The names in the drafts, by thread.
    pub(super) lexicons: Vec<Lexicon>,
    pub(super) progress: Progress,
}

/// A unit to be read, with the text of its file.
struct Task {
    file: usize,
    text: Arc<String>,
    unit: Unit,
    cut: Cut,
}

enum Job {
    Unit(Task),
    File(usize),
}

#[derive(Default)]
struct Queue {
    units: VecDeque<Task>,
    next_file: usize,
    /// Threads that may still add units.
    reading: usize,
}

/// Units of one file that are read, by their place in it.
#[derive(Default)]
struct Shelf {
    lowered: BTreeMap<usize, Lowered>,
    fault: Option<Fault>,
    /// What of its bytes is not UTF-8.
    flaws: Option<Arc<Flaws>>,
    print: Fingerprint,
    units: usize,
}

struct Team<'a> {
    files: &'a [File],
    reading: &'a Reading<'a>,
    queue: Mutex<Queue>,
    more: Condvar,
    shelves: Vec<Mutex<Shelf>>,
    /// Texts that are read, whose room the next ones take: to ask for new pages takes about as long as
    /// to fill them.
    spent: Mutex<Vec<String>>,
    began: Instant,
    progress: Mutex<(Progress, Instant)>,
}

/// A thread that panics ends the program, so that what it held is never seen half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads files on several threads.
pub(super) fn read(files: &[File], reading: &Reading<'_>) -> Harvest {
    let bytes = files.iter().map(|file| file.bytes).sum();
    let progress = Progress { files: files.len(), bytes, ..Progress::default() };
    let team = Team {
        files,
        reading,
        queue: Mutex::default(),
        more: Condvar::new(),
        shelves: files.iter().map(|_| Mutex::default()).collect(),
        spent: Mutex::default(),
        began: Instant::now(),
        progress: Mutex::new((progress, Instant::now())),
    };
    let threads = threads::up_to(usize::MAX);
    let lexicons = std::thread::scope(|scope| {
        let team = &team;
        let others: Vec<_> =
            (1..threads).map(|number| scope.spawn(move || team.work(number))).collect();
        let own = team.work(0);
        let others = others
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    });
    let drafted = |kept: Mutex<Shelf>| {
        let Shelf { lowered, fault, flaws, print, .. } = kept.into_inner().unwrap_or_default();
        let mut drafts = Vec::with_capacity(lowered.len());
        for (_, Lowered { draft, to_the_end }) in lowered {
            drafts.push(draft);
            if to_the_end {
                break;
            }
        }
        if let (Some(first), Some(flaws)) = (drafts.first_mut(), flaws) {
            first.findings.extend(flaws.findings.iter().cloned());
        }
        Drafted { drafts, fault, print }
    };
    let (progress, _) = *locked(&team.progress);
    let files = team.shelves.into_iter().map(drafted).collect();
    Harvest { files, lexicons, progress }
}

impl Team<'_> {
    /// The names that the thread of a number came across.
    fn work(&self, number: usize) -> Lexicon {
        let mut desk = Desk::default();
        while let Some(job) = self.next() {
            match job {
                Job::Unit(task) => {
                    self.lower(&task, number, &mut desk);
                    self.give_back(task.text);
                }
                Job::File(file) => self.open(file),
            }
        }
        desk.lexicon
    }

    /// Units come before files, so that few texts are in memory at a time.
    fn next(&self) -> Option<Job> {
        let mut queue = locked(&self.queue);
        loop {
            if self.reading.stop.is_set() {
                return None;
            }
            if let Some(task) = queue.units.pop_front() {
                return Some(Job::Unit(task));
            }
            if queue.next_file < self.files.len() {
                queue.next_file += 1;
                queue.reading += 1;
                return Some(Job::File(queue.next_file - 1));
            }
            if queue.reading == 0 {
                return None;
            }
            queue = self.more.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads a file and cuts it into units.
    fn open(&self, number: usize) {
        let Some((file, kept)) = self.files.get(number).zip(self.shelves.get(number)) else {
            return;
        };
        let room = locked(&self.spent).pop().unwrap_or_default();
        let content = file.content(room);
        let mut tasks = Vec::new();
        let read = match content {
            Ok(content) => {
                let text = &content.text;
                let json = ndjson::is_ndjson(text);
                let cut = if json { Cut::Line } else { Cut::Event };
                for unit in pieces::units(text, cut) {
                    tasks.push(Task { file: number, text: Arc::clone(text), unit, cut });
                }
                locked(kept).flaws.clone_from(&content.flaws);
                Some(content)
            }
            Err(fault) => {
                locked(kept).fault = Some(fault);
                self.advance(1, file.bytes, 0);
                None
            }
        };
        locked(kept).units = tasks.len();
        {
            let mut queue = locked(&self.queue);
            queue.units.extend(tasks);
            queue.reading -= 1;
        }
        self.more.notify_all();
        if let Some(content) = read {
            locked(kept).print = file.print(&content);
            self.give_back(content.text);
        }
    }

    /// A text that one user less needs.
    fn give_back(&self, text: Arc<String>) {
        if let Some(text) = Arc::into_inner(text) {
            locked(&self.spent).push(text);
        }
    }

    fn lower(&self, task: &Task, thread: usize, desk: &mut Desk) {
        let mut lowered = match task.cut {
            Cut::Line => unit::json(&task.text, task.unit, false, desk),
            Cut::Event => unit::toml(&task.text, task.unit, false, desk),
        };
        lowered.draft.lexicon = thread;
        let events = lowered.draft.events.len();
        let Some(kept) = self.shelves.get(task.file) else { return };
        let whole = {
            let mut kept = locked(kept);
            kept.lowered.insert(task.unit.start, lowered);
            kept.lowered.len() == kept.units
        };
        let bytes = u64::try_from(task.unit.end - task.unit.start).unwrap_or(0);
        self.advance(usize::from(whole), bytes, events);
    }

    fn advance(&self, files: usize, bytes: u64, events: usize) {
        let mut guard = locked(&self.progress);
        let (at, told) = &mut *guard;
        at.files_done += files;
        at.bytes_done += bytes;
        at.events += events;
        at.elapsed = self.began.elapsed();
        if told.elapsed() >= BETWEEN {
            *told = Instant::now();
            (self.reading.progress)(*at);
        }
    }
}
