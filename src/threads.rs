//! How many threads work at one thing.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread::{self, available_parallelism};

/// More would wait for memory or for each other, and each has its own buffers.
const MOST: usize = 4;

/// As many as there are processors, but not more than shares of the work, and at least one.
pub(crate) fn up_to(shares: usize) -> usize {
    available_parallelism().map_or(1, NonZero::get).min(MOST).min(shares).max(1)
}

/// Frees what takes a while to be freed, while nobody waits.
pub(crate) fn give_back(large: impl Send + 'static) {
    thread::spawn(move || drop(large));
}

/// What is made of each share of so many things, in their order. Less than `least` of them are not
/// worth a thread.
pub(crate) fn by_shares<T: Send>(
    things: usize,
    least: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let share = things.div_ceil(up_to(things / least)).max(1);
    let make = &make;
    thread::scope(|scope| {
        let others: Vec<_> = (share..things)
            .step_by(share)
            .map(|start| scope.spawn(move || make(start..things.min(start + share))))
            .collect();
        let own = make(0..things.min(share));
        let others = others
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    })
}
