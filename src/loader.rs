//! From files to a timeline: scan, parse, lower, resolve. Every fault is kept, at its place, and good
//! data is never lost to bad.

mod code;
pub mod copies;
mod draft;
mod embedded;
pub mod fault;
mod lower;
mod ndjson;
mod node;
mod pieces;
mod places;
mod position;
mod quotes;
mod reader;
mod render;
mod resolve;
mod review;
mod scan;
pub mod schema;
mod toml;

pub use review::{Review, review};
pub use scan::LoadError;
pub use schema::json_schema;

use crate::timeline::Timeline;
use draft::Draft;
use fault::{Code, Fault, Severity};
use node::{Node, Span};
use position::{Finding, Lines, place};
use resolve::Part;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The chronicle in the binary.
    BuiltIn,
    /// Files, and folders of `.toml` files.
    Paths(Vec<PathBuf>),
    /// Standard input: TOML, or JSON lines.
    Text { name: String, text: String },
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub files_done: usize,
    pub files: usize,
    pub bytes_done: u64,
    pub bytes: u64,
    pub events: usize,
}

/// What was read, and what is wrong with it, in order of place.
#[derive(Debug)]
pub struct Loaded {
    pub timeline: Timeline,
    pub faults: Vec<Fault>,
}

/// A file whose bytes are still to be had.
enum Origin {
    Memory(Box<str>),
    Disk(PathBuf),
}

/// Reads a chronicle. An error means that there is nothing to read; faults in the data are data.
pub fn load(input: &Input, progress: &(dyn Fn(Progress) + Sync)) -> Result<Loaded, LoadError> {
    let (files, mut faults) = files(input)?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let total: u64 = files.iter().map(|(_, _, bytes)| bytes).sum();
    let next = AtomicUsize::new(0);
    let state = Mutex::new(Progress { files: files.len(), bytes: total, ..Progress::default() });
    let advance = |files: usize, bytes: usize, events: usize| {
        let Ok(mut at) = state.lock() else { return };
        at.files_done += files;
        at.bytes_done += u64::try_from(bytes).unwrap_or(0);
        at.events += events;
        progress(*at);
    };
    let read: Mutex<Vec<(usize, Read)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(files.len()) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some((shown, origin, _)) = files.get(number) else { break };
                    let part = one(shown, origin, &|bytes, events| advance(0, bytes, events));
                    advance(1, 0, 0);
                    if let Ok(mut read) = read.lock() {
                        read.push((number, part));
                    }
                }
            });
        }
    });
    let mut read = read.into_inner().unwrap_or_default();
    read.sort_by_key(|(number, _)| *number);
    let mut digest = Sha256::new();
    let mut parts = Vec::with_capacity(read.len());
    for (_, part) in read {
        match part {
            Ok(part) => {
                digest.update(part.text.as_bytes());
                parts.push(part);
            }
            Err(fault) => faults.push(fault),
        }
    }
    let (mut chronicle, more) = resolve::resolve(parts);
    chronicle.digest = hex(&digest.finalize());
    faults.extend(more);
    sort(&mut faults);
    Ok(Loaded { timeline: Timeline::new(chronicle), faults })
}

/// Puts faults in order of place, each once.
pub(crate) fn sort(faults: &mut Vec<Fault>) {
    let key = |fault: &Fault| (fault.line, fault.column, fault.code);
    faults.sort_by(|a, b| (&a.path, key(a), &a.message).cmp(&(&b.path, key(b), &b.message)));
    faults.dedup();
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// A file read and lowered, or why it was not.
type Read = Result<Part, Fault>;

/// Names as shown, where the bytes are, and how many.
type Files = Vec<(String, Origin, u64)>;

fn files(input: &Input) -> Result<(Files, Vec<Fault>), LoadError> {
    let size = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
    Ok(match input {
        Input::BuiltIn => {
            let files = embedded::files()
                .into_iter()
                .map(|(path, text)| (path, Origin::Memory(text.into()), size(text)))
                .collect();
            (files, Vec::new())
        }
        Input::Text { name, text } => {
            (vec![(name.clone(), Origin::Memory(text.as_str().into()), size(text))], Vec::new())
        }
        Input::Paths(paths) => {
            let (found, faults) = scan::scan(paths)?;
            let files =
                found.into_iter().map(|f| (f.shown, Origin::Disk(f.path), f.bytes)).collect();
            (files, faults)
        }
    })
}

/// One file, read and lowered.
fn one(shown: &str, origin: &Origin, advance: &dyn Fn(usize, usize)) -> Read {
    let text = match origin {
        Origin::Memory(text) => text.clone(),
        Origin::Disk(path) => read(shown, path)?,
    };
    let lines = Lines::new(&text);
    let mut draft = Draft { implicit: ndjson::is_ndjson(&text), ..Draft::default() };
    if draft.implicit {
        let (nodes, findings) = ndjson::parse(&text);
        draft.findings = findings;
        for node in &nodes {
            lower::line(node, &lines, &mut draft);
        }
        advance(text.len(), draft.events.len());
    } else {
        lower_toml(&text, &lines, &mut draft, advance);
    }
    // The text is only looked at again where something is wrong, or may turn out to be.
    Ok(Part { path: shown.into(), text, draft })
}

fn lower_toml(text: &str, lines: &Lines, draft: &mut Draft, advance: &dyn Fn(usize, usize)) {
    let mut events = 0;
    for (offset, piece) in pieces::pieces(text) {
        let (root, findings) = toml::parse(piece, offset);
        if findings.is_empty() {
            lower::file(&root, lines, draft);
        } else {
            // A cut can fall inside a string: then the rest is sound as a whole.
            let rest = text.get(offset..).filter(|rest| rest.len() <= pieces::WHOLE);
            if let Some(rest) = rest.filter(|rest| rest.len() > piece.len()) {
                let (root, findings) = toml::parse(rest, offset);
                if findings.is_empty() {
                    lower::file(&root, lines, draft);
                    return;
                }
            }
            lower_faulty(offset, piece, (&root, findings), lines, draft);
        }
        advance(piece.len(), draft.events.len() - events);
        events = draft.events.len();
    }
}

/// Reads a piece with syntax errors table by table, so that each error costs no more than its own.
fn lower_faulty(
    offset: usize,
    piece: &str,
    (root, findings): (&Node<'_>, Vec<Finding>),
    lines: &Lines,
    draft: &mut Draft,
) {
    let tables = pieces::tables(offset, piece);
    let apart: usize = tables.iter().map(|&(at, table)| toml::parse(table, at).1.len()).sum();
    // Without errors there, the fault lies between tables: something is given twice. With more of
    // them than in the whole, a cut fell inside a string.
    if apart == 0 || apart > findings.len() {
        let told = draft.findings.len();
        lower::file(root, lines, draft);
        let found = draft.findings.split_off(told);
        let line = |finding: &Finding| lines.line(finding.span.start);
        let broken: BTreeSet<u32> = findings.iter().map(line).collect();
        draft.findings.extend(found.into_iter().filter(|one| !broken.contains(&line(one))));
        draft.findings.extend(findings);
        return;
    }
    for (at, table) in tables {
        let (root, errors) = toml::parse(table, at);
        let (told, events) = (draft.findings.len(), draft.events.len());
        lower::file(&root, lines, draft);
        if errors.is_empty() {
            continue;
        }
        // What else is wrong in such a table follows from its not being TOML.
        draft.findings.truncate(told);
        let lost = table.starts_with("[[event]]") && draft.events.len() == events;
        draft.findings.extend(
            errors.into_iter().map(
                |error| {
                    if lost { error.help("the event is left out") } else { error }
                },
            ),
        );
    }
}

fn read(shown: &str, path: &std::path::Path) -> Result<Box<str>, Fault> {
    let fail = |message: String| Fault::of_file(Code::Unreadable, Severity::Error, shown, message);
    let size = std::fs::metadata(path).map_err(|error| fail(scan::reason(&error)))?.len();
    if size > scan::MOST_BYTES_A_FILE {
        let most = scan::MOST_BYTES_A_FILE >> 20;
        return Err(fail(format!("{} MiB; the most of one file is {most} MiB", size >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| fail(scan::reason(&error)))?;
    String::from_utf8(bytes).map(String::into_boxed_str).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let message = format!("byte {at} is not UTF-8");
        let finding = Finding::error(Code::Encoding, Span::new(at, at), message)
            .help("save the file as UTF-8");
        place(finding, shown, &Lines::new(&text), &text)
    })
}
