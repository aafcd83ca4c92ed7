//! From files to a timeline: scan, parse, lower, resolve. Every fault is kept, at its place, and good
//! data is never lost to bad.

mod bytes;
mod code;
pub mod copies;
pub mod digest;
mod draft;
mod early;
mod embedded;
mod encoding;
pub mod fault;
mod files;
mod lexicon;
mod lower;
mod ndjson;
mod node;
mod patch;
mod pieces;
mod pipe;
mod places;
mod position;
mod quotes;
mod reader;
mod render;
mod resolve;
mod review;
mod scan;
pub mod schema;
mod slug;
mod stop;
mod team;
mod toml;
mod unit;
mod watch;

pub use patch::patch;
pub use review::{Review, review};
pub use scan::LoadError;
pub use schema::json_schema;
pub use stop::Stop;
pub use watch::{Watch, watch};

use crate::timeline::Timeline;
use fault::Fault;
use resolve::{Part, Sight};
use std::path::PathBuf;
use std::time::Duration;

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The chronicle in the binary.
    BuiltIn,
    /// Files, and folders of `.toml` files.
    Paths(Vec<PathBuf>),
    /// A text: TOML, or JSON lines.
    Text { name: String, text: String },
    /// What standard input held, read to its end.
    Piped(Vec<u8>),
    /// Standard input, while it is written.
    Stdin,
    /// Files and folders as in `Paths`, and beside them standard input.
    Beside(Vec<PathBuf>, Box<Self>),
}

/// The name that standard input is shown by.
pub const STDIN: &str = "-";

impl Input {
    fn has_stdin(&self) -> bool {
        match self {
            Self::Stdin => true,
            Self::Beside(_, piped) => piped.has_stdin(),
            Self::BuiltIn | Self::Paths(_) | Self::Text { .. } | Self::Piped(_) => false,
        }
    }

    /// Whether a file that it names lies on disk.
    fn is_on_disk(&self, path: &str) -> bool {
        match self {
            Self::Paths(_) => true,
            Self::Beside(..) => path != STDIN,
            Self::BuiltIn | Self::Text { .. } | Self::Piped(_) | Self::Stdin => false,
        }
    }
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub files_done: usize,
    pub files: usize,
    pub bytes_done: u64,
    /// 0 where it is not known.
    pub bytes: u64,
    pub events: usize,
    pub elapsed: Duration,
}

impl Progress {
    /// How much of the bytes is read, in percent.
    pub fn percent(&self) -> u64 {
        (self.bytes_done.saturating_mul(100)).checked_div(self.bytes).unwrap_or(0).min(100)
    }

    /// The time that is left, if it goes on as it went so far.
    pub fn left(&self) -> Duration {
        let left = self.bytes.saturating_sub(self.bytes_done);
        let millis = u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX);
        let left = millis.saturating_mul(left).checked_div(self.bytes_done);
        Duration::from_millis(left.unwrap_or(0))
    }
}

/// What was read, and what is wrong with it, in order of place.
#[derive(Debug)]
pub struct Loaded {
    pub timeline: Timeline,
    pub faults: Vec<Fault>,
    /// Where the reading was stopped, if it was: there is more.
    pub stopped: Option<Progress>,
}

/// Who is told of a reading, and may stop it.
pub struct Reading<'a> {
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Gets the first events of a large chronicle, long before all of it is read.
    pub early: Option<&'a (dyn Fn(Loaded) + Sync)>,
    pub stop: &'a Stop,
}

/// Reads a chronicle. An error means that there is nothing to read; faults in the data are data.
pub fn load(input: &Input, progress: &(dyn Fn(Progress) + Sync)) -> Result<Loaded, LoadError> {
    load_until(input, &Reading { progress, early: None, stop: &Stop::default() })
}

/// Reads a chronicle, or as much of it as there is until the reading is stopped.
pub fn load_until(input: &Input, reading: &Reading<'_>) -> Result<Loaded, LoadError> {
    let (files, mut faults) = files::files(input, reading)?;
    if !input.has_stdin()
        && let Some(tell) = reading.early
        && let Some(loaded) = early::early(&files)
    {
        tell(loaded);
    }
    // A pipe that was stopped is read as far as it came.
    let cut_off = input.has_stdin() && reading.stop.is_set();
    let anew = Stop::default();
    let stop = if cut_off { &anew } else { reading.stop };
    let harvest = team::read(&files, &Reading { stop, ..*reading });
    let bytes = if cut_off { 0 } else { harvest.progress.bytes };
    let stopped = reading.stop.is_set().then_some(Progress { bytes, ..harvest.progress });
    let mut read = Vec::with_capacity(files.len());
    let mut prints = Vec::with_capacity(files.len());
    let mut parts = Vec::new();
    for (file, drafted) in files.into_iter().zip(harvest.files) {
        if let Some(fault) = drafted.fault {
            faults.push(fault);
            continue;
        }
        let number = read.len();
        parts.extend(drafted.drafts.into_iter().map(|draft| Part { file: number, draft }));
        read.push(file);
        prints.push(drafted.print);
    }
    let sight = if stopped.is_some() { Sight::Part } else { Sight::Whole };
    let (mut chronicle, more) = resolve::resolve(&read, parts, &harvest.lexicons, sight);
    chronicle.prints = prints.into();
    faults.extend(more);
    sort(&mut faults);
    Ok(Loaded { timeline: Timeline::new(chronicle), faults, stopped })
}

/// Puts faults in order of place, each once.
pub(crate) fn sort(faults: &mut Vec<Fault>) {
    let key = |fault: &Fault| (fault.line, fault.column, fault.code);
    faults.sort_by(|a, b| (&a.path, key(a), &a.message).cmp(&(&b.path, key(b), &b.message)));
    faults.dedup();
}
