//! Reading data on threads of its own: once, and again when it has changed. One reading at a time.

use super::arrival::Arrival;
use super::message::Message;
use crate::domain::when::Day;
use crate::loader::fault::Fault;
use crate::loader::{self, Input, LoadError, Loaded, Reading, Stop};
use crate::timeline::Timeline;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// Longer than a frame takes; then reading goes on in any case.
const FIRST_FRAME: Duration = Duration::from_millis(50);

pub(super) struct Intake {
    input: Input,
    /// Where the local copies of the sources are.
    texts: Option<PathBuf>,
    to: Sender<Message>,
    /// Stops the reading under way.
    pub(super) stop: Arc<Stop>,
    busy: bool,
    /// Something changed while it was read.
    stale: bool,
}

impl Intake {
    /// Begins to read; what was known on a day is looked up on the way.
    pub(super) fn start(
        input: &Input,
        texts: Option<&Path>,
        day: Option<Day>,
        to: &Sender<Message>,
    ) -> Self {
        let mut intake = Self {
            input: input.clone(),
            texts: texts.map(Path::to_owned),
            to: to.clone(),
            stop: Arc::default(),
            busy: false,
            stale: false,
        };
        intake.read(day, true);
        intake
    }

    /// Begins to watch what can be read again.
    pub(super) fn watch(&self) {
        if let Input::Paths(paths) = &self.input {
            let (paths, to) = (paths.clone(), self.to.clone());
            thread::spawn(move || {
                let changes = to.clone();
                match loader::watch(&paths, move |paths| {
                    drop(changes.send(Message::Changed(paths)));
                }) {
                    // For as long as the program runs.
                    Ok(watch) => std::mem::forget(watch),
                    Err(error) => drop(to.send(Message::Unwatched(error.to_string()))),
                }
            });
        }
    }

    /// Reads again, after what is read now.
    pub(super) fn again(&mut self, day: Option<Day>) {
        if self.busy {
            self.stale = true;
        } else {
            self.read(day, false);
        }
    }

    /// Reads what has changed in the place of what it was; all, where that is not enough.
    pub(super) fn renew(
        &mut self,
        old: Arc<Timeline>,
        faults: Vec<Fault>,
        paths: Vec<PathBuf>,
        day: Option<Day>,
    ) {
        if self.busy {
            self.stale = true;
            return;
        }
        self.busy = true;
        let (input, texts, to) = (self.input.clone(), self.texts.clone(), self.to.clone());
        thread::spawn(move || {
            let result = match loader::patch(&old, &faults, &paths) {
                Some(loaded) => Ok(loaded),
                None => loader::load(&input, &|_| ()),
            };
            drop(to.send(loaded(result, &input, texts.as_deref(), day)));
        });
    }

    /// The reading has come to its end.
    pub(super) fn done(&mut self, day: Option<Day>) {
        self.busy = false;
        if std::mem::take(&mut self.stale) {
            self.read(day, false);
        }
    }

    fn read(&mut self, day: Option<Day>, for_the_first_time: bool) {
        self.busy = true;
        self.stop = Arc::default();
        let (input, texts, to) = (self.input.clone(), self.texts.clone(), self.to.clone());
        let stop = Arc::clone(&self.stop);
        thread::spawn(move || {
            let progress = |progress| drop(to.send(Message::Progress(progress)));
            // The first frame has the processors to itself.
            let early = |loaded| {
                let (shown, waiting) = channel();
                drop(to.send(Message::Early(Box::new(loaded), shown)));
                waiting.recv_timeout(FIRST_FRAME).unwrap_or(());
            };
            let early: Option<&(dyn Fn(Loaded) + Sync)> = for_the_first_time.then_some(&early);
            let reading = Reading { progress: &progress, early, stop: &stop };
            let result = loader::load_until(&input, &reading);
            drop(to.send(loaded(result, &input, texts.as_deref(), day)));
        });
    }
}

/// What was read, with the copies of its sources, and as it was known on a day.
fn loaded(
    read: Result<Loaded, LoadError>,
    input: &Input,
    texts: Option<&Path>,
    day: Option<Day>,
) -> Message {
    let arrival = |loaded| Arrival::new(loaded, input, texts).known_on(day);
    Message::Loaded(Box::new(read.map(arrival)))
}
