//! Hashes of texts, for as long as the process runs.

use hashbrown::DefaultHashBuilder;
use std::hash::BuildHasher as _;
use std::sync::LazyLock;

/// The hash of a text, the same on all threads: who reads a text can make it while the text is at hand.
pub fn hash(text: &str) -> u64 {
    static HASHER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
    HASHER.hash_one(text)
}
