//! The SHA-256 of the data, for documents that tell it.

use crate::domain::chronicle::Chronicle;
use crate::threads;
use std::fs::File;

/// Makes the digest of a chronicle as far as it is not there yet, from its files on disk. One that is gone, or
/// no longer what was read, leaves the chronicle without.
pub fn settle(chronicle: &Chronicle) {
    let files: Vec<_> =
        chronicle.files.iter().zip(&*chronicle.prints).filter(|(_, it)| !it.is_settled()).collect();
    threads::by_shares(files.len(), 1, |share| {
        for (path, print) in files.get(share).unwrap_or_default() {
            let settled = File::open(&***path).and_then(|file| print.settle(file));
            // Without, the document tells none.
            settled.unwrap_or(());
        }
    });
}
