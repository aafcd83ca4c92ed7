//! Local copies of sources.

use super::Input;
use super::fault::{Code, Fault, Severity};
use super::places::{Mark, Places};
use crate::domain::copies::{Copies, Held};
use crate::domain::digest::hex;
use crate::domain::event::EventIx;
use crate::domain::quote::Copy;
use crate::domain::source::SourceIx;
use crate::timeline::Timeline;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where a source's copy is looked for. In a folder of copies it is the file name of the source's
/// `text`, or its id with `.txt`; without one it is `text`, relative to the declaring file.
fn path(
    timeline: &Timeline,
    input: &Input,
    source: SourceIx,
    texts: Option<&Path>,
) -> Option<PathBuf> {
    let chronicle = timeline.chronicle();
    let it = &chronicle.sources[source];
    if let Some(folder) = texts {
        let name = it.text.as_deref().and_then(|text| Path::new(text).file_name());
        return Some(match name {
            Some(name) => folder.join(name),
            None => folder.join(format!("{}.txt", it.id)),
        });
    }
    let text = it.text.as_deref()?;
    let declared_in = chronicle.file(it.at.file);
    if !input.is_on_disk(declared_in) {
        return None;
    }
    Some(Path::new(declared_in).parent()?.join(text))
}

/// Reads all copies there are.
pub fn read(timeline: &Timeline, input: &Input, texts: Option<&Path>) -> Copies {
    read_of(timeline.chronicle().sources.indices(), timeline, input, texts)
}

/// Reads the copies that the quotes in events, or about them, are looked up in.
pub fn read_for_quotes(
    events: &[EventIx],
    timeline: &Timeline,
    input: &Input,
    texts: Option<&Path>,
) -> Copies {
    let claims = events.iter().flat_map(|&event| timeline.claims_in_or_about(event));
    let quoting = claims.filter(|claim| claim.quote.is_some());
    let cited: BTreeSet<SourceIx> =
        quoting.flat_map(|claim| claim.sources.iter().map(|at| at.source)).collect();
    read_of(cited, timeline, input, texts)
}

fn read_of(
    sources: impl IntoIterator<Item = SourceIx>,
    timeline: &Timeline,
    input: &Input,
    texts: Option<&Path>,
) -> Copies {
    let mut copies = Copies::default();
    for source in sources {
        let Some(path) = path(timeline, input, source, texts) else { continue };
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let sha256 = hex(&Sha256::digest(&bytes));
        let copy = Copy::new(String::from_utf8_lossy(&bytes).into_owned());
        copies.insert(source, Held { copy, sha256, path });
    }
    copies
}

/// Copies that are not the ones recorded.
pub(super) fn changed(timeline: &Timeline, copies: &Copies, places: &mut Places<'_>) -> Vec<Fault> {
    let sources = &timeline.chronicle().sources;
    let mut faults = Vec::new();
    for (source, held) in copies.iter() {
        let it = &sources[source];
        if it.sha256.as_deref().is_some_and(|recorded| recorded != held.sha256) {
            let path = held.path.display();
            let message = format!("the copy {path} is not the one recorded by `sha256`");
            let what = (Code::CopyChanged, Severity::Warning);
            faults.push(places.fault(what, it.at, &Mark::Value("sha256", ""), message));
        }
    }
    faults
}
