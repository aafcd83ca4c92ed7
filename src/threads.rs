//! How many threads work at one thing.

use std::num::NonZero;
use std::thread::available_parallelism;

/// More would wait for memory or for each other, and each has its own buffers.
const MOST: usize = 4;

/// As many as there are processors, but not more than shares of the work, and at least one.
pub(crate) fn up_to(shares: usize) -> usize {
    available_parallelism().map_or(1, NonZero::get).min(MOST).min(shares).max(1)
}
