//! The screen: model, update, view, and the terminal they live in.

pub mod answer;
pub mod arrangement;
pub mod cut;
mod effects;
pub mod filter;
pub mod keymap;
mod known;
pub mod layout;
pub mod message;
pub mod model;
pub mod reader;
pub mod report;
pub mod rows;
pub mod sheet;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;

use crate::domain::when::Day;
use crate::export::range::Range;
use crate::loader::{self, Input, Loaded, copies};
use effects::Aftermath;
use message::{Effect, Message};
use model::{Model, Notice, Overlay, Tone};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
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
    load(input, &to);
    let mut model = Model::new(input.clone(), options.query.clone(), terminal::size());
    model.order = options.order;
    model.texts.clone_from(&options.texts);
    let early = wait(&from, PATIENCE);
    if let Some(loaded) = early {
        take(&mut model, loaded.map_err(Error::Load)?, options)?;
    }
    let mut screen = Screen::take()?;
    #[cfg(unix)]
    {
        terminal::watch_signals(to.clone())?;
        terminal::watch_hangup();
        // A resize from before the watch began.
        to.send(Message::Resized).unwrap_or(());
    }
    let go = terminal::listen(to.clone());
    let theme = Theme::new(options.color);
    screen.draw(|frame| view::draw(frame, &model, theme))?;
    if model.loading.is_none() {
        prepare(&model, &to);
    }
    turn(&go);
    while let Ok(message) = from.recv() {
        let messages = std::iter::once(message).chain(from.try_iter()).collect::<Vec<_>>();
        let reads = messages.iter().any(from_keyboard);
        for message in messages {
            step(&mut model, &mut screen, message, options, &to)?;
        }
        if model.quit {
            return Ok(());
        }
        screen.draw(|frame| view::draw(frame, &model, theme))?;
        if reads {
            turn(&go);
        }
    }
    Ok(())
}

/// Lets the keyboard be read once more; without its thread there is nothing to be told.
fn turn(go: &Sender<()>) {
    go.send(()).unwrap_or(());
}

fn from_keyboard(message: &Message) -> bool {
    matches!(message, Message::Key(_) | Message::Paste(_) | Message::Resize(..))
}

fn step(
    model: &mut Model,
    screen: &mut Screen,
    message: Message,
    options: &Options,
    to: &Sender<Message>,
) -> Result<(), Error> {
    match message {
        Message::Loaded(result) => {
            take(model, result.map_err(Error::Load)?, options)?;
            prepare(model, to);
        }
        Message::Resize(..) | Message::Resized | Message::Continued => {
            // The size now, not the one that was true when the message was sent.
            if matches!(message, Message::Continued) {
                screen.lend(|| ())?;
            }
            let (columns, rows) = terminal::size();
            if matches!(message, Message::Resized) && (columns, rows) == model.size {
                return Ok(());
            }
            screen.resize((columns, rows))?;
            update::update(model, Message::Resize(columns, rows));
        }
        message => {
            for effect in update::update(model, message) {
                if effect == Effect::Inquire {
                    inquire(model, to);
                } else if let Aftermath::Reload(_) = effects::run(model, screen, effect)? {
                    load(&model.input, to);
                }
            }
        }
    }
    Ok(())
}

/// After new data: makes what answers faster, and finds out what the filters left open.
fn prepare(model: &Model, to: &Sender<Message>) {
    inquire(model, to);
    let timeline = Arc::clone(&model.timeline);
    thread::spawn(move || timeline.prepare());
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

/// New data: what the reader had open and marked is found again by id.
pub fn take(model: &mut Model, loaded: Loaded, options: &Options) -> Result<(), Error> {
    known::lift(model);
    let id = |model: &Model, event| model.timeline.event(event).id.clone();
    let current = model.current().map(|event| id(model, event));
    let expanded: Vec<_> = model.expanded.iter().map(|&event| id(model, event)).collect();
    let marks: Vec<_> = model.marks.iter().map(|&event| id(model, event)).collect();
    let first = model.timeline.is_empty();
    let kept = loaded.timeline.len();
    let errors = loaded.faults.iter().filter(|fault| fault.is_error()).count();
    let before = match &model.overlay {
        Overlay::Prompt(prompt) => prompt.before.1.map(|event| id(model, event)),
        _ => None,
    };
    model.filter = model.filter.carried(&model.timeline, &loaded.timeline);
    match &mut model.overlay {
        Overlay::Prompt(prompt) => {
            let found = before.and_then(|id| loaded.timeline.chronicle().find_event(&id));
            prompt.before = (prompt.before.0.carried(&model.timeline, &loaded.timeline), found);
        }
        // Their rows are those of the data before.
        Overlay::Regions(_)
        | Overlay::Actors(_)
        | Overlay::Columns { .. }
        | Overlay::Speakers { .. }
        | Overlay::Reader(_)
        | Overlay::Links { .. } => model.overlay = Overlay::None,
        _ => {}
    }
    model.timeline = Arc::new(loaded.timeline);
    model.renew_answers();
    model.faults = loaded.faults;
    model.copies = copies::read(&model.timeline, &model.input, options.texts.as_deref()).0;
    model.loading = None;
    let find = |model: &Model, id: &str| model.timeline.chronicle().find_event(id);
    model.expanded = expanded.iter().filter_map(|id| find(model, id)).collect();
    model.marks = marks.iter().filter_map(|id| find(model, id)).collect();
    model.range_from = None;
    model.trail.clear();
    model.history.clear();
    if first {
        model.filter.known_on = options.known_on;
        known::sync(model);
        model.range = range(model, options)?;
    }
    // Where the day hides the event, the cursor goes to the nearest one.
    if let Some(event) = current.as_deref().and_then(|id| find(model, id)) {
        model.selection = vec![event];
        model.cursor = 0;
    }
    if let Err(error) = model.select() {
        let text = format!("{}: {}", model.filter.query, error.message);
        model.notice = Some(Notice { tone: Tone::Error, text });
        model.filter =
            filter::Filter { known_on: model.filter.known_on, ..filter::Filter::default() };
        // Nothing is left that could be refused.
        model.select().unwrap_or(());
    }
    report::renew(model);
    model.measure();
    model.reveal();
    if !first {
        let text = format!("read again: {kept} events, {errors} errors");
        model.notice = Some(Notice { tone: Tone::Info, text });
    }
    Ok(())
}

fn range(model: &Model, options: &Options) -> Result<Option<Range>, Error> {
    Range::parse(options.from.as_deref(), options.to.as_deref(), &model.timeline)
        .map_err(Error::Range)
}

/// Reads the data on a thread of its own.
fn load(input: &Input, to: &Sender<Message>) {
    let (input, to) = (input.clone(), to.clone());
    thread::spawn(move || {
        let progress = |progress| drop(to.send(Message::Progress(progress)));
        let result = loader::load(&input, &progress);
        drop(to.send(Message::Loaded(Box::new(result))));
    });
}

/// The data, when it comes within the time.
fn wait(from: &Receiver<Message>, time: Duration) -> Option<Result<Loaded, loader::LoadError>> {
    let end = Instant::now() + time;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if let Message::Loaded(result) = from.recv_timeout(left).ok()? {
            return Some(*result);
        }
    }
}
