//! Standard output and error: checked to the last byte, and quiet when nobody reads on.

use crate::domain::text::clean;
use std::io::{self, BufWriter, Write};

/// Lets `write` fill standard output. A reader that leaves early (`| head`) is no error.
pub(crate) fn fill_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still in the buffer would be tried again when it is dropped.
            drop(out.into_parts());
            Ok(())
        }
        written => written,
    }
}

pub(crate) fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    fill_stdout(|out| out.write_all(bytes))
}

/// A line on standard error, as it is; the caller has cleaned what came from elsewhere. Where it
/// cannot be written there is nowhere left to say so.
pub(crate) fn tell(text: &str) {
    writeln!(io::stderr().lock(), "{text}").unwrap_or(());
}

/// A complaint on standard error: line by line, with nothing in it that controls a terminal.
pub(crate) fn complain(reason: &str) {
    let mut lines = reason.lines();
    tell(&format!("dateline: {}", clean(lines.next().unwrap_or_default())));
    for line in lines {
        tell(&clean(line));
    }
}
