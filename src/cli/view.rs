//! What `list`, `show` and `export` do first: read the chronicle, tell its faults, choose events.

use super::args::{Arranged, Chosen, Color, KnownOn, Paths, Texts};
use super::streams::tell;
use super::{Done, Failure};
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::near::{PART, hint};
use crate::domain::text::clean;
use crate::domain::when::Day;
use crate::export::range::Range;
use crate::export::{Format, Selection};
use crate::loader::fault::{Fault, render_human};
use crate::loader::{Input, Loaded, STDIN, copies, load};
use crate::query::{Query, QueryError, select};
use crate::timeline::{Timeline, known};
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

/// The most that is read from standard input.
const MAX_STDIN: u64 = 2 << 30;

/// Where the chronicle comes from; standard input is read here.
pub(crate) fn input(paths: Paths) -> Result<Input, Failure> {
    match source(paths)? {
        Input::Stdin => stdin(),
        Input::Beside(paths, _) => Ok(Input::Beside(paths, Box::new(stdin()?))),
        input => Ok(input),
    }
}

/// Where the chronicle comes from.
pub(crate) fn source(paths: Paths) -> Result<Input, Failure> {
    let is_stdin = |path: &PathBuf| path == Path::new(STDIN);
    let (piped, paths): (Vec<_>, Vec<_>) = paths.paths.into_iter().partition(is_stdin);
    // As a shell makes one of `<(…)`.
    let is_pipe = |path: &&PathBuf| path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir());
    if let Some(pipe) = paths.iter().find(is_pipe) {
        let pipe = clean(&pipe.to_string_lossy()).into_owned();
        return Err(Failure::Refused(format!(
            "{pipe}: neither a file nor a folder; what comes from a pipe is read as `-`"
        )));
    }
    match (piped.len(), paths.is_empty()) {
        (0, true) => Ok(Input::BuiltIn),
        (0, false) => Ok(Input::Paths(paths)),
        (1, true) => Ok(Input::Stdin),
        (1, false) => Ok(Input::Beside(paths, Box::new(Input::Stdin))),
        _ => Err(Failure::refused("standard input can be read once; name `-` once")),
    }
}

fn stdin() -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(MAX_STDIN + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Refused(format!("cannot read standard input: {error}")))?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > MAX_STDIN) {
        return Err(Failure::refused("standard input is longer than 2 GiB"));
    }
    Ok(Input::Piped(bytes))
}

/// The folder of copies; what is none is refused before anything is read.
pub(crate) fn texts(texts: Texts) -> Result<Option<PathBuf>, Failure> {
    match texts.texts {
        Some(folder) if !folder.is_dir() => {
            Err(Failure::Refused(format!("{}: no such directory", folder.display())))
        }
        folder => Ok(folder),
    }
}

/// A chronicle as it was read. The process ends with the command: to give the events back one by one
/// before that takes a while where there are many.
pub(crate) struct Data {
    pub(crate) timeline: &'static Timeline,
    pub(crate) faults: Vec<Fault>,
}

/// Reads the chronicle without showing how far it has come.
pub(crate) fn loaded(input: &Input) -> Result<Data, Failure> {
    let Loaded { timeline, faults, .. } = load(input, &|_| ()).map_err(Failure::refused)?;
    Ok(Data { timeline: Box::leak(Box::new(timeline)), faults })
}

/// The day to know things on; also called early, to refuse a bad one before anything else is done.
pub(crate) fn known_on(known: &KnownOn) -> Result<Option<Day>, Failure> {
    let Some(text) = &known.known_on else { return Ok(None) };
    known::last_day_of(text).map(Some).map_err(|why| {
        Failure::Refused(format!("`{}` is no date to know things on: {}", clean(text), clean(&why)))
    })
}

/// Reads the chronicle as it was known on a day.
pub(crate) fn loaded_as_known(input: &Input, day: Option<Day>) -> Result<Data, Failure> {
    let mut loaded = loaded(input)?;
    if let Some(day) = day {
        loaded.timeline = Box::leak(Box::new(loaded.timeline.known_on(day)));
    }
    Ok(loaded)
}

/// Tells the errors among the faults; warnings are for `check`.
pub(crate) fn tell_errors(faults: Vec<Fault>, color: bool, lenient: bool) -> Done {
    let errors: Vec<Fault> = faults.into_iter().filter(Fault::is_error).collect();
    if errors.is_empty() {
        return Done::Well;
    }
    tell(render_human(&errors, color).trim_end());
    if lenient { Done::Well } else { Done::Faulty }
}

/// The events asked for, with how they were chosen.
pub(crate) struct View<'a> {
    timeline: &'a Timeline,
    events: Vec<EventIx>,
    query: String,
    range: Option<Range>,
}

impl<'a> View<'a> {
    pub(crate) fn new(timeline: &'a Timeline, chosen: &Chosen) -> Result<Self, Failure> {
        let query = parse(chosen)?;
        let written = chosen.filter.as_deref().unwrap_or_default();
        let matcher = query.compile(timeline).map_err(|error| refused_query(written, &error))?;
        let range = Range::parse(chosen.from.as_deref(), chosen.to.as_deref(), timeline)
            .map_err(Failure::Refused)?;
        let mut events = select(timeline, &matcher);
        let range = range.map(|range| range.settled(timeline, &events));
        if let Some(range) = range {
            events = range.apply(timeline, events);
        }
        let query = if query.is_everything() { String::new() } else { query.to_string() };
        Ok(Self { timeline, events, query, range })
    }

    pub(crate) fn events(&self) -> &[EventIx] {
        &self.events
    }

    /// The copies that the quotes of the events are looked up in, where the format tells quotes.
    pub(crate) fn copies(&self, format: Format, input: &Input, texts: Option<&Path>) -> Copies {
        if format.tells_quotes() {
            copies::read_for_quotes(&self.events, self.timeline, input, texts)
        } else {
            Copies::default()
        }
    }

    pub(crate) fn selection<'v>(
        &'v self,
        arranged: &Arranged,
        notes: bool,
        copies: &'v Copies,
    ) -> Selection<'v> {
        Selection {
            timeline: self.timeline,
            events: &self.events,
            query: self.query.clone(),
            range: self.range,
            group: arranged.group,
            reverse: arranged.reverse,
            notes,
            copies,
        }
    }
}

/// Why an id is refused, with the one most like it.
pub(crate) fn no_such<'a>(thing: &str, id: &str, known: impl Iterator<Item = &'a str>) -> String {
    let hint = hint(id, known, PART).map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("no {thing} has the id `{id}`{hint}")
}

/// Reads the query; also called early, to refuse a bad one before anything else is done.
pub(crate) fn parse(chosen: &Chosen) -> Result<Query, Failure> {
    let Some(text) = &chosen.filter else { return Ok(Query::everything()) };
    Query::parse(text).map_err(|error| refused_query(text, &error))
}

fn refused_query(text: &str, error: &QueryError) -> Failure {
    Failure::Refused(format!("the query is not understood\n{}", error.caret(text)))
}

/// Whether to use colour on a stream.
pub(crate) fn color(when: Color, is_terminal: bool) -> bool {
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
    }
}

pub(crate) fn stderr_color(when: Color) -> bool {
    color(when, io::stderr().is_terminal())
}

pub(crate) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The columns of the terminal on standard output; none where there is no terminal.
pub(crate) fn columns() -> Option<usize> {
    if !stdout_is_terminal() {
        return None;
    }
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|&n| n > 0)
}
