//! Events made into text on several threads, and written in order.
//!
//! Memory does not grow with the events: each thread is at most two batches ahead of the writer, and what
//! a batch was made in is used again.

use crate::domain::event::EventIx;
use crate::threads;
use crate::timeline::Timeline;
use std::io;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

/// Events in a batch: some 100 KB of text, so that threads rarely meet and little waits.
const BATCH: usize = 256;
/// Events that are fetched at once.
const FETCHED: usize = 16;

/// Hands what `make` adds to a part for each event of a batch to `take`, in the order of the events. `make`
/// also gets the number of the event; `take` leaves the part empty. After an error nothing more is taken.
pub(super) fn in_order<P: Default + Send>(
    timeline: &Timeline,
    events: &[EventIx],
    make: impl Fn(usize, EventIx, &mut P) + Sync,
    mut take: impl FnMut(&mut P) -> io::Result<()>,
) -> io::Result<()> {
    let batches = events.len().div_ceil(BATCH);
    let threads = threads::up_to(batches);
    let fill = |batch: usize, part: &mut P| {
        let mut number = batch * BATCH;
        let batch = events.chunks(BATCH).nth(batch).unwrap_or_default();
        for events in batch.chunks(FETCHED) {
            timeline.fetch(events);
            for &event in events {
                make(number, event, part);
                number += 1;
            }
        }
    };
    if threads < 2 {
        let mut part = P::default();
        return (0..batches).try_for_each(|batch| {
            fill(batch, &mut part);
            take(&mut part)
        });
    }
    thread::scope(|scope| {
        let lane = |thread: usize| {
            let (sender, lane) = sync_channel(1);
            let (empty, emptied) = channel();
            let fill = &fill;
            scope.spawn(move || {
                for batch in (thread..batches).step_by(threads) {
                    let mut part = emptied.try_recv().unwrap_or_default();
                    fill(batch, &mut part);
                    // Nobody takes any more after an error.
                    if sender.send(part).is_err() {
                        return;
                    }
                }
            });
            (lane, empty)
        };
        let lanes: Vec<_> = (0..threads).map(lane).collect();
        for (lane, empty) in lanes.iter().cycle().take(batches) {
            // A lane ends early only where its thread panics, which the scope hands on.
            let Ok(mut part) = lane.recv() else { break };
            take(&mut part)?;
            // A lane that has made all of its batches needs no more.
            empty.send(part).ok();
        }
        Ok(())
    })
}

/// Text on its way out, and why no more was added.
#[derive(Default)]
struct Bytes {
    text: Vec<u8>,
    failed: Option<io::Error>,
}

/// Writes each event as `make` adds it to a buffer.
pub(super) fn write(
    timeline: &Timeline,
    events: &[EventIx],
    out: &mut dyn io::Write,
    make: impl Fn(EventIx, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let make = |_, event, bytes: &mut Bytes| {
        if bytes.failed.is_none() {
            bytes.failed = make(event, &mut bytes.text).err();
        }
    };
    in_order(timeline, events, make, |bytes| {
        if let Some(error) = bytes.failed.take() {
            return Err(error);
        }
        out.write_all(&bytes.text)?;
        bytes.text.clear();
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::table::Index as _;
    use crate::export::sample;
    use std::io::Write as _;

    fn events(count: usize) -> Vec<EventIx> {
        let some = sample::timeline().len();
        (0..count).map(|number| EventIx::new(number % some)).collect()
    }

    #[test]
    fn events_are_written_in_their_order() {
        let timeline = sample::timeline();
        for count in [0, 1, BATCH, BATCH + 1, 20 * BATCH + 7] {
            let events = events(count);
            let mut out = Vec::new();
            write(&timeline, &events, &mut out, |event, out| {
                writeln!(out, "{}", timeline.event(event).id())
            })
            .unwrap();
            let expected = events.iter().map(|&event| timeline.event(event).id());
            assert!(String::from_utf8(out).unwrap().lines().eq(expected));
        }
    }

    #[test]
    fn every_event_comes_with_its_number() {
        let mut told = Vec::new();
        in_order(
            &sample::timeline(),
            &events(5 * BATCH + 7),
            |number, _, numbers: &mut Vec<usize>| numbers.push(number),
            |numbers| {
                told.append(numbers);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(told, (0..5 * BATCH + 7).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_taken_after_an_error() {
        let mut taken = 0;
        let outcome = in_order(
            &sample::timeline(),
            &events(50 * BATCH),
            |_, _, (): &mut ()| (),
            |()| {
                taken += 1;
                if taken == 3 { Err(io::Error::other("full")) } else { Ok(()) }
            },
        );
        assert_eq!((outcome.unwrap_err().to_string().as_str(), taken), ("full", 3));
    }
}
