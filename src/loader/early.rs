//! The first events of a large chronicle, so that there is something to read while the rest is read.

use super::files::File;
use super::pieces::{Cut, Unit, sound_beginning};
use super::resolve::{Part, Sight, resolve};
use super::{Loaded, ndjson, toml, unit};
use crate::timeline::Timeline;

/// Less than this is read at once.
const SMALL: u64 = 512 << 10;

/// How much of each file is looked at, and of how many files.
const BEGINNING: u64 = 64 << 10;
const FILES: usize = 32;

/// The first events that are found; none where the whole is as quickly read.
pub(super) fn early(files: &[File]) -> Option<Loaded> {
    if files.iter().map(|file| file.bytes).sum::<u64>() <= SMALL {
        return None;
    }
    let mut parts = Vec::new();
    for (file, it) in files.iter().take(FILES).enumerate() {
        let text = it.beginning(BEGINNING);
        let cut = if ndjson::is_ndjson(&text) { Cut::Line } else { Cut::Event };
        let whole = it.bytes <= BEGINNING;
        let text = if whole { &text } else { sound_beginning(&text, cut) };
        let stretch = Unit { start: 0, end: text.len(), line: 1 };
        let draft = match cut {
            Cut::Line => unit::json(text, stretch),
            Cut::Event => unit::toml(text, stretch, &mut toml::Tokens::default()),
        }
        .draft;
        let found = !draft.events.is_empty();
        parts.push(Part { file, draft });
        if found {
            // What is wrong is told when all is known.
            let (chronicle, _) = resolve(files, parts, Sight::Part);
            let timeline = Timeline::new(chronicle);
            return Some(Loaded { timeline, faults: Vec::new(), stopped: None });
        }
    }
    None
}
