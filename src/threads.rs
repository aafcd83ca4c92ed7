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

/// So many parts are freed at once.
const FEW: usize = 10_000;

/// Frees what has so many parts; where that takes a while, nobody waits for it.
pub(crate) fn give_back(parts: usize, whole: impl Send + 'static) {
    if parts > FEW {
        thread::spawn(move || drop(whole));
    }
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

/// Changes each thing, by its number, on as many threads as so many shares are worth.
pub(crate) fn each<T: Send>(
    things: &mut [T],
    shares: usize,
    change: impl Fn(usize, &mut T) + Sync,
) {
    let share = things.len().div_ceil(up_to(shares)).max(1);
    let change = |(number, things): (usize, &mut [T])| {
        (number * share..).zip(things).for_each(|(number, thing)| change(number, thing));
    };
    let change = &change;
    thread::scope(|scope| {
        let mut shares = things.chunks_mut(share).enumerate();
        let own = shares.next();
        shares.for_each(|other| drop(scope.spawn(move || change(other))));
        own.into_iter().for_each(change);
    });
}

/// What two works come to, side by side where that is worth a thread.
pub(crate) fn both<A: Send, B>(
    is_worth_it: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !is_worth_it || up_to(2) == 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}
