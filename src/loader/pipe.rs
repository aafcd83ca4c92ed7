//! Standard input, shown while it is written: its events so far are read again and again, as often as
//! costs a tenth of the time, until it ends.

use super::encoding::Content;
use super::files::File;
use super::pieces::{Cut, beginning};
use super::stop::Input;
use super::{LoadError, Progress, Reading, STDIN, early, ndjson, scan};
use std::io::Read;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// No glance follows another more quickly than this.
const BETWEEN: Duration = Duration::from_millis(100);

/// How many times as long as a glance took is waited before the next.
const REST: u32 = 9;

fn failed(reason: String) -> LoadError {
    LoadError { path: STDIN.to_owned(), reason }
}

/// Reads to the end, or until the reading is stopped; the text as one file.
pub(super) fn read(
    source: impl Read + Send + 'static,
    reading: &Reading<'_>,
) -> Result<File, LoadError> {
    let (to, from) = channel();
    reading.stop.ring(to.clone());
    std::thread::spawn(move || pump(source, &to));
    let mut pipe = Pipe::default();
    while !reading.stop.is_set() {
        match pipe.wait(&from) {
            Ok(Input::Bytes(bytes)) => pipe.take(&bytes)?,
            Ok(Input::Failed(error)) => return Err(failed(scan::reason(&error))),
            Ok(Input::End) | Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        pipe.look(reading);
    }
    let mut content = Content::of_bytes(pipe.bytes);
    if reading.stop.is_set() {
        let end = whole_events(&content.text).map_or(0, str::len);
        content = content.up_to(end);
    }
    Ok(File::in_memory(STDIN.to_owned(), content))
}

/// A text up to its last whole event.
fn whole_events(text: &str) -> Option<&str> {
    let cut = if ndjson::is_ndjson(text) { Cut::Line } else { Cut::Event };
    beginning(text, cut)
}

/// Hands on what is written as it comes.
fn pump(mut source: impl Read, to: &Sender<Input>) {
    let mut buffer = vec![0; 256 << 10];
    loop {
        let input = match source.read(&mut buffer) {
            Ok(0) => Input::End,
            Ok(count) => Input::Bytes(buffer.get(..count).unwrap_or_default().to_vec()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => Input::Failed(error),
        };
        let more = matches!(input, Input::Bytes(_));
        if to.send(input).is_err() || !more {
            return;
        }
    }
}

#[derive(Default)]
struct Pipe {
    bytes: Vec<u8>,
    /// How many bytes the last glance saw.
    seen: usize,
    events: usize,
    /// When the next glance is due; none before the first.
    due: Option<Instant>,
}

impl Pipe {
    /// The next input. While there is nothing new to show, nothing else ends the waiting.
    fn wait(&self, from: &Receiver<Input>) -> Result<Input, RecvTimeoutError> {
        match self.due {
            Some(due) if self.bytes.len() > self.seen => {
                from.recv_timeout(due.saturating_duration_since(Instant::now()))
            }
            _ => from.recv().or(Err(RecvTimeoutError::Disconnected)),
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), LoadError> {
        self.bytes.extend_from_slice(bytes);
        let size = u64::try_from(self.bytes.len()).unwrap_or(u64::MAX);
        if size > scan::MOST_BYTES_A_FILE {
            let most = scan::MOST_BYTES_A_FILE >> 20;
            return Err(failed(format!("longer than {most} MiB, which is the most that is read")));
        }
        Ok(())
    }

    /// Shows the events so far, where it is time and there are new ones.
    fn look(&mut self, reading: &Reading<'_>) {
        let began = Instant::now();
        if self.bytes.len() == self.seen || self.due.is_some_and(|due| began < due) {
            return;
        }
        let bytes_done = u64::try_from(self.bytes.len()).unwrap_or(0);
        // What is not UTF-8 is told in the end.
        let text = String::from_utf8_lossy(&self.bytes);
        if let Some(tell) = reading.early
            && let Some(loaded) = whole_events(&text).and_then(|text| early::glance(STDIN, text))
        {
            self.events = loaded.timeline.len();
            tell(loaded);
        }
        (reading.progress)(Progress { bytes_done, events: self.events, ..Progress::default() });
        self.seen = self.bytes.len();
        self.due = Some(began + BETWEEN.max(began.elapsed() * REST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::{Loaded, Stop};
    use std::sync::Mutex;

    /// A pipe that is written to in steps.
    struct Steps(Receiver<String>);

    impl Read for Steps {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Ok(text) = self.0.recv() else { return Ok(0) };
            buffer[..text.len()].copy_from_slice(text.as_bytes());
            Ok(text.len())
        }
    }

    fn line(id: &str) -> String {
        format!("{{\"id\":\"{id}\",\"title\":\"T\",\"date\":\"2024\",\"actors\":[\"A\"]}}\n")
    }

    /// Writes a step whenever the one before is shown; how many events were shown each time, and the
    /// text in the end.
    fn piped(steps: &[String], stop: &Stop, at_the_end: impl Fn() + Sync) -> (Vec<usize>, u64) {
        let (to, from) = channel();
        let rest = Mutex::new((Some(to), steps.iter()));
        let shown = Mutex::new(Vec::new());
        let write = || {
            let mut rest = rest.lock().unwrap();
            if let Some(text) = rest.1.next() {
                rest.0.as_ref().unwrap().send(text.clone()).unwrap();
            } else {
                at_the_end();
                rest.0 = None;
            }
        };
        write();
        let early = |loaded: Loaded| {
            shown.lock().unwrap().push(loaded.timeline.len());
            write();
        };
        let reading = Reading { progress: &|_| (), early: Some(&early), stop };
        let file = read(Steps(from), &reading).unwrap();
        (shown.into_inner().unwrap(), file.bytes)
    }

    #[test]
    fn events_are_shown_while_more_are_written() {
        let half = line("c");
        let (one, other) = half.split_at(20);
        let steps = [line("a"), format!("{}{one}", line("b")), format!("{other}{}", line("d"))];
        let (shown, bytes) = piped(&steps, &Stop::default(), || ());
        assert_eq!(shown, [1, 2, 4]);
        assert_eq!(bytes, steps.concat().len() as u64);
    }

    #[test]
    fn toml_is_shown_event_by_event() {
        let event = |id: &str| {
            format!(
                "[[event]]\nid = \"{id}\"\ntitle = \"T\"\ndate = 2024\nregions = [\"UA\"]\nsources = [\"s\"]\n"
            )
        };
        let steps = [event("a") + &event("b"), event("c"), event("d")];
        assert_eq!(piped(&steps, &Stop::default(), || ()).0, [1, 2, 3]);
    }

    #[test]
    fn bytes_that_are_not_utf_8_end_neither_the_showing_nor_the_reading() {
        let bytes = [line("a"), line("b"), line("c")].concat().replace("\"T\"", "\"T@\"");
        let bytes: Vec<u8> =
            bytes.bytes().map(|byte| if byte == b'@' { 0xe9 } else { byte }).collect();
        let shown = Mutex::new(0);
        let early = |loaded: Loaded| *shown.lock().unwrap() = loaded.timeline.len();
        let stop = Stop::default();
        let reading = Reading { progress: &|_| (), early: Some(&early), stop: &stop };
        let content = read(std::io::Cursor::new(bytes), &reading).unwrap().content(String::new());
        let flaws = content.unwrap().flaws.unwrap();
        assert_eq!((*shown.lock().unwrap(), flaws.findings.len()), (3, 3));
    }

    #[test]
    fn a_pipe_that_is_stopped_keeps_its_whole_events() {
        let stop = Stop::default();
        let steps = [line("a"), format!("{}{{\"id\":", line("b"))];
        let (shown, bytes) = piped(&steps, &stop, || stop.stop());
        assert_eq!(shown, [1, 2]);
        assert_eq!(bytes, (line("a") + &line("b")).len() as u64);
    }
}
