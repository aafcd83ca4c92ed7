//! The screen: model, update, view, and the terminal they live in.

pub mod answer;
pub mod arrangement;
mod arrival;
pub mod canvas;
pub mod cut;
mod editor;
mod effects;
mod enabled;
pub mod errand;
pub mod filter;
pub mod help;
pub mod hints;
mod intake;
pub mod keymap;
mod known;
pub mod layout;
pub mod message;
pub mod model;
pub mod overlay;
mod paint;
pub mod reader;
pub mod report;
pub mod rows;
pub mod sheet;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;
mod viewport;

pub use arrival::{Arrival, take, take_early};

use crate::domain::when::Day;
use crate::loader::{self, Input};
use effects::Aftermath;
use intake::Intake;
use message::{Effect, Message};
use model::{Model, Overlay};
use report::Survey;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fmt, io, thread};
use terminal::Screen;
use theme::Theme;

/// How the screen is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The query the list is narrowed by.
    pub query: String,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Only what was known by the end of this day.
    pub known_on: Option<Day>,
    pub order: model::Order,
    pub color: bool,
    /// Where the local copies of the sources are.
    pub texts: Option<PathBuf>,
}

/// Why the screen could not be shown.
#[derive(Debug)]
pub enum Error {
    Terminal(io::Error),
    Load(loader::LoadError),
    Range(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Terminal(error) => write!(f, "terminal: {error}"),
            Self::Load(error) => error.fmt(f),
            Self::Range(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

/// Data this quickly read is waited for, so that the first frame is the real one.
const PATIENCE: Duration = Duration::from_millis(60);

/// Shows a chronicle until the reader leaves.
pub fn run(input: &Input, options: &Options) -> Result<(), Error> {
    let (to, from) = channel();
    let mut intake = Intake::start(input, options.texts.as_deref(), options.known_on, &to);
    let mut model =
        ManuallyDrop::new(Model::new(input.clone(), options.query.clone(), terminal::size()));
    model.order = options.order;
    let (first, others) = wait(&from, PATIENCE);
    let mut waiting = None;
    match first {
        Some(Message::Loaded(result)) => {
            take(&mut model, result.map_err(Error::Load)?, options)?;
            intake.done(model.filter.known_on);
        }
        Some(Message::Early(loaded, shown)) => {
            take_early(&mut model, *loaded, options);
            waiting = Some(shown);
        }
        _ => {}
    }
    let mut screen = Screen::take()?;
    #[cfg(unix)]
    {
        terminal::watch_signals(to.clone())?;
        terminal::watch_hangup();
        // A resize from before the watch began.
        to.send(Message::Resized).unwrap_or(());
    }
    for message in others {
        to.send(message).unwrap_or(());
    }
    let theme = Theme::new(options.color);
    screen.draw(&model, theme)?;
    drop(waiting);
    intake.watch();
    if model.loading.is_none() {
        prepare(&mut model, &to);
    }
    let program = Program { model, screen, intake, options: options.clone(), theme, to };
    program.go_on(&from)
}

/// All that a message works on.
struct Program {
    /// Giving a million events back one by one takes longer than leaving may; the process ends anyway.
    model: ManuallyDrop<Model>,
    screen: Screen,
    intake: Intake,
    options: Options,
    theme: Theme,
    to: Sender<Message>,
}

impl Program {
    /// Takes keys on the thread that reads them, so that a key is one wake-up, and all other messages
    /// here; one at a time.
    fn go_on(self, from: &Receiver<Message>) -> Result<(), Error> {
        let (to, program) = (self.to.clone(), Arc::new(Mutex::new(self)));
        let keys = Arc::clone(&program);
        terminal::listen(move |message| match hold(&keys).take(vec![message]) {
            Ok(false) => true,
            ended => {
                to.send(Message::Ended(ended.map(|_| ()))).unwrap_or(());
                false
            }
        });
        let outcome = Self::attend(&program, from);
        let last = hold(&program);
        terminal::give_back();
        // No key is taken any more.
        std::mem::forget(last);
        outcome
    }

    fn attend(program: &Mutex<Self>, from: &Receiver<Message>) -> Result<(), Error> {
        while let Ok(message) = from.recv() {
            let mut messages = Vec::new();
            for message in std::iter::once(message).chain(from.try_iter()) {
                match message {
                    Message::Ended(how) => return how,
                    message => messages.push(message),
                }
            }
            if hold(program).take(messages)? {
                break;
            }
        }
        Ok(())
    }

    /// Takes messages and shows what came of them; whether the reader leaves.
    fn take(&mut self, messages: Vec<Message>) -> Result<bool, Error> {
        for message in messages {
            let day = self.model.filter.known_on;
            match &message {
                Message::Loaded(_) => self.intake.done(day),
                Message::Changed(paths) => {
                    let (whole, faults) = (self.model.whole_shared(), self.model.faults.clone());
                    self.intake.renew(whole, faults, paths.clone(), day);
                }
                _ => {}
            }
            match self.step(message)? {
                Aftermath::Nothing => {}
                Aftermath::Reload(_) => self.intake.again(self.model.filter.known_on),
                Aftermath::StopReading => self.intake.stop.stop(),
            }
        }
        if !self.model.quit {
            self.screen.draw(&self.model, self.theme)?;
        }
        Ok(self.model.quit)
    }

    fn step(&mut self, message: Message) -> Result<Aftermath, Error> {
        let Self { model, screen, options, to, .. } = self;
        match message {
            Message::Loaded(result) => {
                match *result {
                    // What was read before is better than nothing.
                    Err(error) if model.loading.is_none() => {
                        update::refuse(model, error.to_string());
                    }
                    result => take(model, result.map_err(Error::Load)?, options)?,
                }
                prepare(model, to);
                if matches!(model.overlay, Overlay::Problems(_)) {
                    survey(model, to);
                }
            }
            Message::Early(loaded, _) => {
                take_early(model, *loaded, options);
                inquire(model, to);
                run_errands(model, to);
            }
            Message::Resize(..) | Message::Resized | Message::Continued => {
                // The size now, not the one that was true when the message was sent.
                if matches!(message, Message::Continued) {
                    screen.lend(|| ())?;
                }
                let (columns, rows) = terminal::size();
                if matches!(message, Message::Resized) && (columns, rows) == model.size {
                    return Ok(Aftermath::Nothing);
                }
                screen.resize((columns, rows));
                update::update(model, Message::Resize(columns, rows));
            }
            message => {
                for effect in update::update(model, message) {
                    match effect {
                        Effect::Inquire => inquire(model, to),
                        Effect::Review => survey(model, to),
                        Effect::RunErrands => run_errands(model, to),
                        _ => {}
                    }
                    let aftermath = effects::run(model, screen, effect)?;
                    if aftermath != Aftermath::Nothing {
                        return Ok(aftermath);
                    }
                }
            }
        }
        Ok(Aftermath::Nothing)
    }
}

/// A panic on one thread has ended the program before another could come here.
fn hold(program: &Mutex<Program>) -> MutexGuard<'_, Program> {
    program.lock().unwrap_or_else(PoisonError::into_inner)
}

/// After new data: makes what answers faster, and finds out what the filters left open.
fn prepare(model: &mut Model, to: &Sender<Message>) {
    inquire(model, to);
    run_errands(model, to);
    update::count_ahead(model);
    let errands = std::mem::take(&mut model.errands);
    let (timeline, is_whole, to) =
        (Arc::clone(&model.timeline), model.stopped.is_none(), to.clone());
    // One after the other, as the reader's keys come first.
    thread::spawn(move || {
        timeline.prepare();
        for errand in errands {
            errand.run(|message| to.send(message).unwrap_or(()));
        }
        // Of data that was not read to its end there is no digest.
        if is_whole {
            loader::digest::settle(timeline.chronicle());
        }
    });
}

/// Answers the open inquiry on a thread of its own.
fn inquire(model: &Model, to: &Sender<Message>) {
    if let Some(inquiry) = model.inquiries.open().cloned() {
        let to = to.clone();
        thread::spawn(move || {
            if let Some(answer) = inquiry.answer() {
                drop(to.send(Message::Answer(answer)));
            }
        });
    }
}

/// Does what the model wants done elsewhere.
fn run_errands(model: &mut Model, to: &Sender<Message>) {
    for errand in model.errands.drain(..) {
        let to = to.clone();
        thread::spawn(move || errand.run(|message| to.send(message).unwrap_or(())));
    }
}

/// Makes the report on the data on a thread of its own.
fn survey(model: &Model, to: &Sender<Message>) {
    let (survey, to) = (Survey::of(model), to.clone());
    thread::spawn(move || {
        let report = Box::new(survey.report());
        to.send(Message::Reviewed(survey.timeline, report)).unwrap_or(());
    });
}

/// The first data that comes within the time, the first events or all of them; and what came before.
fn wait(from: &Receiver<Message>, time: Duration) -> (Option<Message>, Vec<Message>) {
    let end = Instant::now() + time;
    let mut others = Vec::new();
    while let Ok(message) = from.recv_timeout(end.saturating_duration_since(Instant::now())) {
        if matches!(message, Message::Early(..) | Message::Loaded(_)) {
            return (Some(message), others);
        }
        others.push(message);
    }
    (None, others)
}
