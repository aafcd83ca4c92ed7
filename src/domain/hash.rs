//! Hashes, for as long as the process runs.

use hashbrown::DefaultHashBuilder;
use std::hash::{BuildHasher as _, Hash};
use std::sync::LazyLock;

/// The hash of something, the same on all threads: who reads a text can make it while the text is at hand.
pub fn hash<T: Hash + ?Sized>(of: &T) -> u64 {
    static HASHER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
    HASHER.hash_one(of)
}
