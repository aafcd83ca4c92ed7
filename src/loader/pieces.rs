//! Cutting a file before lines that begin an event, so that each part is parsed by itself: the syntax
//! tree of a whole file takes some fifty times the memory of its text, and one thread.

use super::position::line_ends;
use super::schema::FILE;

/// A faulty remainder up to this size is also parsed in one go, for a verdict that no cut has spoilt.
pub(super) const WHOLE: usize = 8 << 20;

/// About how large a unit of work is.
const UNIT: usize = 512 << 10;

/// About how large a piece of a unit is: its tokens and its tree stay in the processor's cache.
const PIECE: usize = 64 << 10;

/// A stretch of a file that is read by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Number of its first line.
    pub(super) line: u32,
}

/// What a text may be cut before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A line that begins an event, in TOML.
    Event,
    /// Any line, in JSON lines.
    Line,
}

impl Cut {
    /// The first place to cut at after `from`.
    fn after(self, text: &str, from: usize) -> Option<usize> {
        let tail = text.as_bytes().get(from..)?;
        let at = match self {
            Self::Event => memchr::memmem::find(tail, b"\n[[event]]"),
            Self::Line => memchr::memchr(b'\n', tail),
        };
        at.map(|at| from + at + 1)
    }
}

/// The part of an unfinished text up to its last cut.
pub(super) fn beginning(text: &str, cut: Cut) -> Option<&str> {
    let end = match cut {
        Cut::Event => memchr::memmem::rfind(text.as_bytes(), b"\n[[event]]"),
        Cut::Line => memchr::memrchr(b'\n', text.as_bytes()),
    };
    text.get(..=end?)
}

/// Where a text is cut into stretches of about a size; one stretch where it is small.
fn cuts(text: &str, size: usize, cut: Cut) -> Vec<(usize, usize)> {
    let mut cuts = Vec::with_capacity(text.len() / size + 1);
    let mut start = 0;
    while text.len() - start > size * 2
        && let Some(end) = cut.after(text, start + size)
    {
        cuts.push((start, end));
        start = end;
    }
    cuts.push((start, text.len()));
    cuts
}

/// The units of work of a text.
pub(super) fn units(text: &str, cut: Cut) -> Vec<Unit> {
    let mut line = 1;
    cuts(text, UNIT, cut)
        .into_iter()
        .map(|(start, end)| {
            let unit = Unit { start, end, line };
            line += text.as_bytes().get(start..end).map_or(0, line_ends);
            unit
        })
        .collect()
}

/// The pieces of a unit of TOML, with their offsets in the file.
pub(super) fn pieces(offset: usize, text: &str) -> impl Iterator<Item = (usize, &str)> {
    cuts(text, PIECE, Cut::Event)
        .into_iter()
        .filter_map(move |(start, end)| Some((offset + start, text.get(start..end)?)))
}

/// A faulty piece cut before every table, so that a fault reaches no further than its own.
pub(super) fn tables(offset: usize, piece: &str) -> Vec<(usize, &str)> {
    let mut cuts = vec![0];
    let mut at = 0;
    for line in piece.split_inclusive('\n') {
        if at > 0 && is_header(line) {
            cuts.push(at);
        }
        at += line.len();
    }
    cuts.push(piece.len());
    cuts.iter()
        .zip(cuts.iter().skip(1))
        .filter_map(|(&start, &end)| Some((offset + start, piece.get(start..end)?)))
        .collect()
}

/// The quotation marks of a text of several lines that begins or ends in a table, but not both.
pub(super) fn open_text(table: &str) -> Option<&'static str> {
    ["\"\"\"", "'''"].into_iter().find(|quotes| table.matches(quotes).count() % 2 == 1)
}

fn is_header(line: &str) -> bool {
    let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('['));
    name.and_then(|name| name.split_once(']'))
        .is_some_and(|(name, _)| FILE.keys.iter().any(|key| key.name == name.trim()))
}
