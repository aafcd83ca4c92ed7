//! Cutting a large file before lines that begin an event, so that each piece is parsed by itself:
//! a syntax tree takes some fifty times the memory of its text.

use super::schema::FILE;

/// A faulty remainder up to this size is also parsed in one go, for a verdict that no cut has spoilt.
pub(super) const WHOLE: usize = 8 << 20;

/// About how large a piece is.
const PIECE: usize = 256 << 10;

/// The pieces of a text with their offsets; one piece where the text is small.
pub(super) fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..) {
        if rest.len() <= PIECE * 2 {
            pieces.push((start, rest));
            break;
        }
        let from = (PIECE..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let cut = rest.get(from..).and_then(|tail| tail.find("\n[[event]]"));
        let Some(end) = cut.map(|at| from + at + 1) else {
            pieces.push((start, rest));
            break;
        };
        pieces.push((start, rest.get(..end).unwrap_or(rest)));
        start += end;
    }
    pieces
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

fn is_header(line: &str) -> bool {
    let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('['));
    name.and_then(|name| name.split_once(']'))
        .is_some_and(|(name, _)| FILE.keys.iter().any(|key| key.name == name.trim()))
}
