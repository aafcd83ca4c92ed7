//! Cutting a large file before lines that begin an event, so that each piece is parsed by itself:
//! a syntax tree takes some fifty times the memory of its text.

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
