//! By which files a chronicle was read from: a document tells the SHA-256 of the data it was made of.
//!
//! That takes an eighth of the time of reading, and only documents tell it. So of a file that can be read
//! again, no more is kept at first than what tells whether it is still the same.

use super::hash::hash;
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};
use std::sync::OnceLock;

/// Bytes that are hashed together, so that no file has to be in memory whole.
const CHUNK: usize = 1 << 16;

/// A file as it was read; the default is one that was not. Equal ones have the same bytes.
#[derive(Clone, Debug, Default)]
pub struct Fingerprint {
    length: usize,
    hash: u64,
    sha256: OnceLock<[u8; 32]>,
}

impl Fingerprint {
    /// Of what can be read again.
    pub fn of(bytes: &[u8]) -> Self {
        let mut print = Self::default();
        bytes.chunks(CHUNK).for_each(|chunk| print.add(chunk));
        print
    }

    /// Of what cannot be read again: its SHA-256 is made at once.
    pub fn whole(bytes: &[u8]) -> Self {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        Self { sha256: sha256.into(), ..Self::of(bytes) }
    }

    /// Adds the next bytes; fewer than a whole chunk only at the end.
    fn add(&mut self, chunk: &[u8]) {
        self.length += chunk.len();
        self.hash = hash(&(self.hash, chunk));
    }

    /// Whether its SHA-256 is there.
    pub fn is_settled(&self) -> bool {
        self.sha256.get().is_some()
    }

    /// Makes the SHA-256 of the file, unless it no longer holds what was read.
    pub fn settle(&self, mut file: impl Read) -> io::Result<()> {
        let (mut print, mut sha256) = (Self::default(), Sha256::new());
        let mut chunk = Vec::with_capacity(CHUNK);
        while file.by_ref().take(CHUNK as u64).read_to_end(&mut chunk)? > 0 {
            print.add(&chunk);
            sha256.update(&chunk);
            chunk.clear();
        }
        if print == *self {
            self.sha256.get_or_init(|| sha256.finalize().into());
        }
        Ok(())
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
        let print = Fingerprint::of(b"a");
        print.settle(&b"b"[..]).unwrap();
        assert_eq!(digest(std::slice::from_ref(&print)), None);
        print.settle(&b"a"[..]).unwrap();
        let of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
        assert_eq!(digest(std::slice::from_ref(&print)).as_deref(), Some(of_a));
        assert_eq!(digest(&[print, Fingerprint::of(b"b")]), None);
    }

    #[test]
    fn a_large_file_is_the_same_in_pieces() {
        let large: Vec<u8> = (0..=u8::MAX).cycle().take(3 * CHUNK + 1).collect();
        let print = Fingerprint::of(&large);
        print.settle(&*large).unwrap();
        assert_eq!(digest(&[print]), digest(&[Fingerprint::whole(&large)]));
    }

    #[test]
    fn of_several_files_it_is_that_of_their_digests() {
        let files = [b"a", b"b"].map(|text| Fingerprint::whole(text));
        let of_both = hex(&Sha256::digest([Sha256::digest("a"), Sha256::digest("b")].concat()));
        assert_eq!(digest(&files), Some(of_both));
    }
}
