//! What happens to the program, and what it asks the world to do.

use super::answer::Answer;
use super::arrival::Arrival;
use super::errand::Counted;
use super::reader::Laid;
use super::report::Report;
use crate::domain::event::EventIx;
use crate::loader::{LoadError, Loaded, Progress};
use crate::timeline::Timeline;
use crate::timeline::compare::Candidates;
use crossterm::event::KeyEvent;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
    /// The size may have changed; not read from the keyboard.
    Resized,
    Progress(Progress),
    /// The first events, while the rest is read: that waits until the sender is dropped.
    Early(Box<Loaded>, Sender<()>),
    Loaded(Box<Result<Arrival, LoadError>>),
    /// To what was asked elsewhere.
    Answer(Answer),
    /// The report on a timeline.
    Reviewed(Arc<Timeline>, Box<Report>),
    /// What of a whole timeline was known on a day.
    LookedBack {
        whole: Arc<Timeline>,
        seen: Arc<Timeline>,
    },
    Page(Box<Laid>),
    /// The counts of a picker.
    Counted(Box<Counted>),
    /// What of a timeline can be compared.
    Candidates(Arc<Timeline>, Candidates),
    /// Files of the chronicle may have changed.
    Changed(Vec<PathBuf>),
    /// Why changes of files are not noticed.
    Unwatched(String),
    /// The process was continued after a stop.
    Continued,
    /// The keyboard is gone.
    InputClosed,
    /// The reader has left, or nothing more can be shown.
    Ended(Result<(), super::Error>),
}

/// Something to be done outside the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Export {
        path: PathBuf,
        force: bool,
    },
    /// To the terminal's clipboard.
    Copy {
        text: String,
        what: String,
    },
    Open(String),
    Edit {
        path: PathBuf,
        line: u32,
        event: Option<EventIx>,
    },
    /// To make the report on the data, for which files are read, on a thread of its own.
    Review,
    Suspend,
    /// To answer the open inquiry on a thread of its own.
    Inquire,
    /// To do the errands of the model, each on a thread of its own.
    RunErrands,
    /// No more is to be read.
    StopReading,
}
