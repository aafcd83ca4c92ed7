//! By which files a chronicle was read from: a document tells the SHA-256 of the data it was made of.
//!
//! That takes an eighth of the time of reading, and only documents tell it. So of a file that can be read
//! again, no more is kept at first than what tells whether it is still the same.

use super::hash::hash;
use sha2::{Digest as _, Sha256};
use std::sync::OnceLock;

/// A file as it was read; the default is one that was not. Equal ones have the same text.
#[derive(Clone, Debug, Default)]
pub struct Fingerprint {
    length: usize,
    hash: u64,
    sha256: OnceLock<[u8; 32]>,
}

impl Fingerprint {
    /// Of a text that can be read again.
    pub fn of(text: &str) -> Self {
        Self { length: text.len(), hash: hash(text), sha256: OnceLock::new() }
    }

    /// Of a text that cannot be read again: its SHA-256 is made at once.
    pub fn whole(text: &str) -> Self {
        let print = Self::of(text);
        print.settle(text.as_bytes());
        print
    }

    /// Whether its SHA-256 is there.
    pub fn is_settled(&self) -> bool {
        self.sha256.get().is_some()
    }

    /// Makes the SHA-256 of the bytes of the file, unless they are no longer those that were read.
    pub fn settle(&self, bytes: &[u8]) {
        if *self == Self::of(&String::from_utf8_lossy(bytes)) {
            self.sha256.get_or_init(|| Sha256::digest(bytes).into());
        }
    }
}

impl PartialEq for Fingerprint {
    fn eq(&self, other: &Self) -> bool {
        (self.length, self.hash) == (other.length, other.hash)
    }
}

impl Eq for Fingerprint {}

/// In hexadecimal the SHA-256 of a file; of several, the SHA-256 over that of each in order of path. None
/// where one is not settled, and of no files.
pub(super) fn digest(files: &[Fingerprint]) -> Option<String> {
    let digests: Option<Vec<[u8; 32]>> =
        files.iter().map(|file| file.sha256.get().copied()).collect();
    Some(match digests?.as_slice() {
        [] => return None,
        [one] => hex(one),
        all => hex(&Sha256::digest(all.concat())),
    })
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_has_no_digest() {
        let print = Fingerprint::of("a");
        print.settle(b"b");
        assert_eq!(digest(std::slice::from_ref(&print)), None);
        print.settle(b"a");
        let of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
        assert_eq!(digest(std::slice::from_ref(&print)).as_deref(), Some(of_a));
        assert_eq!(digest(&[print, Fingerprint::of("b")]), None);
    }

    #[test]
    fn of_several_files_it_is_that_of_their_digests() {
        let files = ["a", "b"].map(Fingerprint::whole);
        let of_both = hex(&Sha256::digest([Sha256::digest("a"), Sha256::digest("b")].concat()));
        assert_eq!(digest(&files), Some(of_both));
    }
}
