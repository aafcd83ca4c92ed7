//! Many items made into text on several threads, and written in order.
//!
//! Memory does not grow with the items: each thread is at most two batches ahead of the writer.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Items in a batch: some 100 KB of text, so that threads rarely meet and little waits.
const BATCH: usize = 256;

/// Hands what `make` makes of each batch to `take`, in the order of the items. After an error nothing more is taken.
pub(super) fn in_order<T: Sync, P: Send>(
    items: &[T],
    make: impl Fn(&[T]) -> P + Sync,
    mut take: impl FnMut(P) -> io::Result<()>,
) -> io::Result<()> {
    let batches = items.len().div_ceil(BATCH);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4).min(batches);
    if threads < 2 {
        return items.chunks(BATCH).try_for_each(|batch| take(make(batch)));
    }
    thread::scope(|scope| {
        let lane = |thread: usize| {
            let (sender, lane) = sync_channel(1);
            let make = &make;
            scope.spawn(move || {
                let batches = items.chunks(BATCH).skip(thread).step_by(threads);
                // Nobody takes any more after an error.
                batches.map(make).try_for_each(|batch| sender.send(batch)).ok();
            });
            lane
        };
        let lanes: Vec<_> = (0..threads).map(lane).collect();
        // A lane ends early only where its thread panics, which the scope hands on.
        let mut in_turn = lanes.iter().cycle().take(batches).map_while(|lane| lane.recv().ok());
        in_turn.try_for_each(&mut take)
    })
}

/// Writes each item as `make` adds it to a buffer.
pub(super) fn write<T: Sync>(
    items: &[T],
    out: &mut dyn io::Write,
    make: impl Fn(&T, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let batch = |items: &[T]| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        items.iter().try_for_each(|item| make(item, &mut bytes))?;
        Ok(bytes)
    };
    in_order(items, batch, |bytes| out.write_all(&bytes?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn items_are_written_in_their_order() {
        for count in [0, 1, BATCH, BATCH + 1, 20 * BATCH + 7] {
            let items: Vec<usize> = (0..count).collect();
            let mut out = Vec::new();
            write(&items, &mut out, |item, out| writeln!(out, "{item}")).unwrap();
            let written = String::from_utf8(out).unwrap();
            let read: Vec<usize> = written.lines().map(|line| line.parse().unwrap()).collect();
            assert_eq!(read, items);
        }
    }

    #[test]
    fn nothing_is_taken_after_an_error() {
        let items = vec![0; 50 * BATCH];
        let mut taken = 0;
        let outcome = in_order(&items, <[i32]>::len, |_| {
            taken += 1;
            if taken == 3 { Err(io::Error::other("full")) } else { Ok(()) }
        });
        assert_eq!((outcome.unwrap_err().to_string().as_str(), taken), ("full", 3));
    }
}
