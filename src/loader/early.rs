//! The first events of a large chronicle, so that there is something to read while the rest is read.

use super::draft::Draft;
use super::encoding::Content;
use super::files::File;
use super::lexicon::Lexicon;
use super::pieces::{self, Cut, Unit};
use super::resolve::{Part, Sight, resolve};
use super::unit::{self, Desk};
use super::{Loaded, Reading, Stop, ndjson, team};
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
    let mut desk = Desk::default();
    for (file, it) in files.iter().take(FILES).enumerate() {
        let text = it.beginning(BEGINNING);
        let cut = if ndjson::is_ndjson(&text) { Cut::Line } else { Cut::Event };
        let whole = it.bytes <= BEGINNING;
        let text = if whole { &text } else { pieces::beginning(&text, cut).unwrap_or(&text) };
        let draft = draft(text, cut, &mut desk);
        let found = !draft.events.is_empty();
        parts.push(Part { file, draft });
        if found {
            return Some(loaded(files, parts, &[desk.lexicon]));
        }
    }
    None
}

fn draft(text: &str, cut: Cut, desk: &mut Desk) -> Draft {
    let stretch = Unit { start: 0, end: text.len(), line: 1 };
    let lowered = match cut {
        Cut::Line => unit::json(text, stretch, false, desk),
        Cut::Event => unit::toml(text, stretch, false, desk),
    };
    lowered.draft
}

/// What is wrong is told when all is known.
fn loaded(files: &[File], parts: Vec<Part>, lexicons: &[Lexicon]) -> Loaded {
    let (chronicle, _) = resolve(files, parts, lexicons, Sight::Part);
    Loaded { timeline: Timeline::new(chronicle), faults: Vec::new(), stopped: None }
}

/// The events of a text so far; none where there are none.
pub(super) fn glance(name: &str, text: &str) -> Option<Loaded> {
    let file = File::in_memory(name.to_owned(), Content::of_text(text.to_owned()));
    let silent = Reading { progress: &|_| (), early: None, stop: &Stop::default() };
    let files = [file];
    let harvest = team::read(&files, &silent);
    let parts = harvest.files.into_iter().flat_map(|file| file.drafts);
    let parts: Vec<Part> = parts.map(|draft| Part { file: 0, draft }).collect();
    let loaded = loaded(&files, parts, &harvest.lexicons);
    (!loaded.timeline.is_empty()).then_some(loaded)
}
