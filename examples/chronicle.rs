//! Writes a synthetic chronicle: `cargo run --release --example chronicle -- EVENTS FOLDER`.

#[path = "../benches/chronicle.rs"]
mod chronicle;

use std::path::PathBuf;
use std::{env, fs, io};

/// Events in a file.
const FILE: usize = 5000;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let wanted = arguments.next().and_then(|events| events.parse::<usize>().ok());
    let (Some(all), Some(folder)) = (wanted, arguments.next().map(PathBuf::from)) else {
        return Err(io::Error::other("usage: chronicle EVENTS FOLDER"));
    };
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("declared.toml"), chronicle::declarations())?;
    for start in (0..all).step_by(FILE) {
        let events = chronicle::events(start..all.min(start + FILE), all);
        fs::write(folder.join(format!("{:04}.toml", start / FILE)), events)?;
    }
    Ok(())
}
