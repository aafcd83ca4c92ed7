//! The least it costs to decode a chronicle: `cargo run --release --example parse -- FOLDER`.
//!
//! The `toml` crate reads the pieces that `dateline` reads, on as many threads, into structs that borrow
//! from the text and are dropped at once. Nothing is checked, ordered or kept.
#![expect(clippy::print_stdout, reason = "what is printed is the result")]

#[path = "parse/tables.rs"]
mod tables;

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, fs, io, thread};

/// About how large a piece is, as in `loader/pieces.rs`.
const PIECE: usize = 512 << 10;

fn main() -> io::Result<()> {
    let start = Instant::now();
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("usage: parse FOLDER"));
    };
    let mut files = Vec::new();
    find(&folder, &mut files)?;
    let texts: Vec<String> =
        side_by_side(&files, |path| fs::read_to_string(path).map_err(|error| told(path, &error)))?;
    let pieces: Vec<(usize, &str)> = texts
        .iter()
        .enumerate()
        .flat_map(|(file, text)| cut(text).into_iter().map(move |piece| (file, piece)))
        .collect();
    let counts: Vec<Option<usize>> = side_by_side(&pieces, |(_, piece)| Ok(decode(piece).ok()))?;

    // A cut may fall inside a string of several lines: such a file is decoded whole.
    let mut events = 0;
    for (file, (path, text)) in files.iter().zip(&texts).enumerate() {
        let own = pieces.iter().zip(&counts).filter(|((of, _), _)| *of == file);
        let added: Option<usize> = own.map(|(_, count)| *count).sum();
        events += match added {
            Some(count) => count,
            None => decode(text).map_err(|error| told(path, &error))?,
        };
    }
    println!("{events} events, {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}

fn told(path: &Path, error: &impl Display) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

fn find(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "toml") {
            find(&path, files)?;
        }
    }
    Ok(())
}

/// The stretches of a text, cut before lines that begin an event.
fn cut(text: &str) -> Vec<&str> {
    let mut pieces = Vec::with_capacity(text.len() / PIECE + 1);
    let mut rest = text;
    while rest.len() > PIECE * 2
        && let Some(at) = memchr::memmem::find(&rest.as_bytes()[PIECE..], b"\n[[event]]")
        && let Some((piece, after)) = rest.split_at_checked(PIECE + at + 1)
    {
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

fn decode(text: &str) -> Result<usize, toml::de::Error> {
    toml::from_str::<tables::File<'_>>(text).map(|file| file.event.len())
}

/// What is made of each of some things, in their order, by up to four threads.
fn side_by_side<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> io::Result<R> + Sync,
) -> io::Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let share = || -> io::Result<Vec<(usize, R)>> {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return Ok(done) };
            done.push((at, work(thing)?));
        }
    };
    let threads = thread::available_parallelism().map_or(1, |n| n.get().min(4));
    let mut all = thread::scope(|scope| -> io::Result<Vec<(usize, R)>> {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(share)).collect();
        let mut all = Vec::with_capacity(things.len());
        for worker in workers {
            all.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })?;
    all.sort_unstable_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(_, made)| made).collect())
}
