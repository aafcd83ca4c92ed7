//! The program in a real terminal.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_dateline");
const PATIENCE: Duration = Duration::from_secs(20);
/// "N of M" stands in the title line once the data is read.
const TITLE: &str = " of ";

struct Tty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    screen: vt100::Parser,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Tty {
    fn start(program: &str, args: &[&str], environment: &[(&str, &str)], folder: &Path) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(folder);
        command.env_remove("NO_COLOR");
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (to, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if to.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        let screen = vt100::Parser::new(24, 80, 0);
        Self { master: Some(pair.master), writer, child, output, bytes: Vec::new(), screen }
    }

    /// The program with its own chronicle, its first frame drawn.
    fn built_in() -> Self {
        let mut tty = Self::start(BINARY, &[], &[], Path::new("/"));
        tty.wait_for(TITLE);
        // The footer is the last line of the frame.
        tty.wait_for("q quit");
        tty
    }

    /// Takes in output; false once there will be no more.
    fn read(&mut self, end: Instant) -> bool {
        match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.bytes.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Disconnected) => false,
            Err(RecvTimeoutError::Timeout) => panic!("nothing more came:\n{}", self.text()),
        }
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self.screen.screen()) {
            assert!(self.read(end), "ended before {what}:\n{}", self.text());
        }
    }

    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Changes files until that is noticed, since watching begins unannounced.
    #[track_caller]
    fn change_until(&mut self, text: &str, change: impl Fn(u32)) {
        let end = Instant::now() + PATIENCE;
        let mut round = 0;
        while !self.text().contains(text) {
            assert!(Instant::now() < end, "never noticed:\n{}", self.text());
            round += 1;
            change(round);
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
                self.screen.process(&bytes);
            }
        }
    }

    fn keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Reads to the end and gives the exit code, or the signal's name.
    fn ended(&mut self) -> portable_pty::ExitStatus {
        let end = Instant::now() + PATIENCE;
        while self.read(end) {}
        self.child.wait().unwrap()
    }

    fn gave_the_terminal_back(&self) {
        let tail = String::from_utf8_lossy(&self.bytes[self.bytes.len().saturating_sub(64)..]);
        assert!(tail.contains("\u{1b}[?1049l"), "{tail:?}");
        assert!(tail.ends_with("\u{1b}[?25h"), "{tail:?}");
        assert!(!self.screen.screen().alternate_screen() && !self.screen.screen().hide_cursor());
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

#[test]
fn q_leaves_the_terminal_as_it_was() {
    let mut tty = Tty::built_in();
    assert!(tty.screen.screen().alternate_screen());
    tty.keys("q");
    assert!(tty.ended().success());
    tty.gave_the_terminal_back();
}

#[test]
fn signals_give_the_terminal_back_and_end_the_program() {
    for name in ["TERM", "INT", "HUP", "USR1", "XCPU"] {
        let mut tty = Tty::built_in();
        let id = tty.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
        let status = tty.ended();
        tty.gave_the_terminal_back();
        let expected = Command::new("sh").args(["-c", &format!("kill -s {name} $$")]).status();
        let expected = portable_pty::ExitStatus::from(expected.unwrap());
        assert_eq!(status.signal(), expected.signal(), "{name}: {status:?}");
        assert!(status.signal().is_some());
    }
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let ignoring = format!("trap '' HUP; exec '{BINARY}'");
    for (program, args) in [(BINARY, vec![]), ("/bin/sh", vec!["-c", &ignoring])] {
        let mut tty = Tty::start(program, &args, &[], Path::new("/"));
        tty.wait_for(TITLE);
        let started = Instant::now();
        // The reader's copy of the terminal is closed when it reads no more.
        drop(tty.writer.take());
        drop(tty.master.take());
        let id = tty.child.process_id().unwrap();
        drop(std::mem::replace(&mut tty.output, channel().1));
        while tty.child.try_wait().unwrap().is_none() {
            assert!(started.elapsed() < Duration::from_secs(2), "{program} {id} goes on");
            thread::yield_now();
        }
    }
}

#[test]
fn without_colour_the_selected_row_is_still_seen() {
    let mut tty = Tty::start(BINARY, &[], &[("NO_COLOR", "1")], Path::new("/"));
    tty.wait_until("a selected row", |screen| {
        (0..24).any(|y| screen.cell(y, 20).is_some_and(vt100::Cell::inverse))
    });
    for y in 0..24 {
        for x in 0..80 {
            let cell = tty.screen.screen().cell(y, x).unwrap();
            assert_eq!(cell.fgcolor(), vt100::Color::Default);
            assert_eq!(cell.bgcolor(), vt100::Color::Default);
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let bad = r"x\u001b]0;PWN\u0007\u202e\u009b31m\u009d0;PWN\u009c";
    let text = format!(
        r#"
[chronicle]
title = "T{bad}"
[[region]]
id = "XX-1"
name = "R{bad}"
[[actor]]
id = "someone"
name = "A{bad}"
[[source]]
id = "paper"
title = "S{bad}"
publisher = "P{bad}"
[[event]]
id = "one"
title = "E{bad}"
date = "2024-06-01"
regions = ["XX-1"]
actors = ["someone"]
summary = "U{bad}"
sources = ["paper"]
tags = ["t{bad}"]
colour = "{bad}"
[[event.claim]]
by = "someone"
stance = "asserts"
text = "C{bad}"
quote = "Q{bad}"
sources = ["paper"]
[[event.figure]]
measure = "M{bad}"
value = 3
unit = "n{bad}"
"#
    );
    std::fs::write(folder.path().join("bad.toml"), text).unwrap();
    let mut tty = Tty::start(BINARY, &["bad.toml"], &[], folder.path());
    tty.wait_for(TITLE);
    tty.keys("\r");
    tty.keys("ra");
    tty.wait_for("Regions");
    tty.keys("\u{3}");
    tty.ended();
    let bytes = String::from_utf8_lossy(&tty.bytes).into_owned();
    for escape in ["\u{1b}]", "\u{202e}", "\u{9b}", "\u{9d}", "\u{7}"] {
        assert!(!bytes.contains(escape), "{escape:?}");
    }
}

#[test]
fn a_terminal_without_a_screen_is_not_drawn_on() {
    let mut tty = Tty::start(BINARY, &[], &[("TERM", "dumb")], Path::new("/"));
    tty.wait_for("`dateline list` writes lines");
    assert_eq!(tty.ended().exit_code(), 2);
    assert!(!tty.bytes.contains(&0x1b), "{:?}", String::from_utf8_lossy(&tty.bytes));
}

#[test]
fn what_is_exported_home_comes_there() {
    let home = tempfile::tempdir().unwrap();
    let mut tty =
        Tty::start(BINARY, &[], &[("HOME", home.path().to_str().unwrap())], Path::new("/"));
    tty.wait_for(TITLE);
    tty.keys("e\u{15}~/out.csv\r");
    tty.wait_for("events written to");
    assert!(home.path().join("out.csv").is_file());
}

#[test]
fn a_resized_terminal_is_filled_again() {
    let mut tty = Tty::built_in();
    let before = tty.text();
    let resize = |tty: &mut Tty, columns, rows| {
        tty.screen.screen_mut().set_size(rows, columns);
        tty.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    };
    resize(&mut tty, 30, 8);
    tty.wait_until("a small screen", |screen| {
        let rows: Vec<String> = screen.rows(0, 30).collect();
        rows[0].contains(" of ") && rows[7].contains("open")
    });
    resize(&mut tty, 80, 24);
    tty.wait_until("the first screen again", |screen| screen.contents() == before);
}

#[test]
fn a_range_is_exported_as_the_command_line_would() {
    let folder = tempfile::tempdir().unwrap();
    let event = |id: &str, date: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"Event {id}\"\ndate = \"{date}\"\n")
    };
    let days = ["2024-06-01", "2024-06-02", "2024-06-03", "2024-06-04"];
    let text: String =
        ["a", "b", "c", "d"].into_iter().zip(days).map(|(id, day)| event(id, day)).collect();
    let said = "[[event.claim]]\nby = \"a\"\nstance = \"asserts\"\nquote = \"we did\"\nsources = [\"s\"]\n\
                [[actor]]\nid = \"a\"\nname = \"A\"\n\
                [[source]]\nid = \"s\"\ntitle = \"S\"\ntext = \"s.txt\"\n";
    let (before, last) = text.split_at(text.rfind("[[event]]").unwrap());
    std::fs::write(folder.path().join("days.toml"), [before, said, last].concat()).unwrap();
    std::fs::write(folder.path().join("s.txt"), "They said we did.\n").unwrap();
    let mut tty = Tty::start(BINARY, &["days.toml"], &[], folder.path());
    tty.wait_for("4 of 4");
    tty.keys("jvje");
    tty.wait_for("export to: dateline.md  as Markdown");
    tty.keys("\r");
    tty.wait_for("2 events written to dateline.md");
    tty.keys("e\u{15}tty.csv\r");
    tty.wait_for("2 events written to tty.csv");
    tty.keys("q");
    assert!(tty.ended().success());
    for name in ["cli.md", "cli.csv"] {
        let args =
            ["export", "days.toml", "--from", "2024-06-02", "--to", "2024-06-03", "-o", name];
        Command::new(BINARY).args(args).current_dir(folder.path()).output().unwrap();
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("dateline.md"), read("cli.md"));
    assert_eq!(read("tty.csv"), read("cli.csv"));
    assert!(read("cli.md").contains("“we did” (✓ exact)"), "{}", read("cli.md"));
}

#[test]
fn a_pipe_is_shown_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let piped = format!("exec '{BINARY}' - < lines");
    let mut tty = Tty::start("/bin/sh", &["-c", &piped], &[], folder.path());
    let mut pipe = std::fs::File::options().write(true).open(&path).unwrap();
    let line = |id: &str| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"Event {id}\",\"date\":\"2024\",\"regions\":[\"UA\"]}}\n"
        )
    };
    pipe.write_all(line("one").as_bytes()).unwrap();
    tty.wait_for("Event one");
    // The row ends there.
    tty.wait_for("1 event\n");
    pipe.write_all(line("two").as_bytes()).unwrap();
    tty.wait_for("Event two");
    drop(pipe);
    tty.wait_for("2 of 2 events");
    tty.keys("q");
    assert!(tty.ended().success());
}

#[test]
fn a_pipe_beside_files_is_shown_with_what_they_know() {
    let folder = tempfile::tempdir().unwrap();
    let registry = "[[actor]]\nid = \"a\"\nname = \"Harbour Authority\"\n";
    std::fs::write(folder.path().join("registry.toml"), registry).unwrap();
    let line = "{\"id\":\"one\",\"title\":\"Event one\",\"date\":\"2024\",\"regions\":[\"UA\"],\"actors\":[\"a\"]}\n";
    std::fs::write(folder.path().join("lines"), line).unwrap();
    let piped = format!("cat lines | '{BINARY}' registry.toml -");
    let mut tty = Tty::start("/bin/sh", &["-c", &piped], &[], folder.path());
    tty.wait_for("1 of 1 event");
    tty.keys("\r");
    tty.wait_for("Harbour Authority");
    // An edit would read the pipe again.
    tty.keys("E");
    tty.wait_for("cannot be read again");
    tty.keys("q");
    assert!(tty.ended().success());
}

#[test]
fn a_saved_file_is_shown_as_it_is_now() {
    let folder = tempfile::tempdir().unwrap();
    let event = |id: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"Event {id}\"\ndate = 2024\nunplaced = true\n")
    };
    std::fs::write(folder.path().join("a.toml"), event("one")).unwrap();
    let mut tty = Tty::start(BINARY, &["."], &[], folder.path());
    tty.wait_for("1 of 1 event");
    // Beside and renamed, as editors do.
    tty.change_until("2 of 2 events", |round| {
        let saved = folder.path().join("a.toml~");
        let text = format!("{}{}# {round}\n", event("one"), event("two"));
        std::fs::write(&saved, text).unwrap();
        std::fs::rename(&saved, folder.path().join("a.toml")).unwrap();
    });
    tty.wait_for("Event two");
    std::fs::write(folder.path().join("b.toml"), event("three")).unwrap();
    tty.wait_for("3 of 3 events");
    tty.keys("q");
    assert!(tty.ended().success());
}

#[test]
fn a_folder_that_is_made_again_is_shown_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    let event = |id: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"Event {id}\"\ndate = 2024\nunplaced = true\n")
    };
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    std::fs::create_dir(&folder).unwrap();
    write("a.toml", &event("one"));
    let mut tty = Tty::start(BINARY, &["data"], &[], home.path());
    tty.wait_for("1 of 1 event");
    tty.change_until("2 of 2 events", |round| {
        write("b.toml", &format!("{}# {round}\n", event("two")));
    });
    std::fs::remove_dir_all(&folder).unwrap();
    tty.wait_for("no such file or directory");
    std::fs::create_dir(&folder).unwrap();
    write("a.toml", &event("one"));
    write("b.toml", &event("two"));
    tty.wait_for("read again: 2 events");
    write("b.toml", &event("three"));
    tty.wait_for("Event three");
    tty.keys("q");
    assert!(tty.ended().success());
}

#[test]
fn a_copy_that_is_slow_to_read_blocks_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("s.txt");
    assert!(Command::new("mkfifo").arg(&copy).status().unwrap().success());
    let text = "[[source]]\nid = \"s\"\ntitle = \"S\"\n[[actor]]\nid = \"a\"\nname = \"A\"\n\
                [[event]]\nid = \"one\"\ntitle = \"One\"\ndate = 2024\nunplaced = true\nsources = [\"s\"]\n\
                [[event.claim]]\nby = \"a\"\nstance = \"asserts\"\nquote = \"we did\"\nsources = [\"s\"]\n";
    std::fs::write(folder.path().join("a.toml"), text).unwrap();
    let mut tty = Tty::start(BINARY, &["a.toml", "--texts", "."], &[], folder.path());
    tty.wait_for("Reading");
    tty.keys("?");
    tty.wait_for("Keys");
    tty.keys("\u{1b}");
    tty.wait_until("the help is closed", |screen| !screen.contents().contains("Keys"));
    // Not opened for writing before the program reads it.
    std::fs::write(&copy, "They said we did.\n").unwrap();
    tty.wait_for("1 of 1 event");
    tty.keys("\r");
    tty.wait_for("exact");
    tty.keys("q");
    assert!(tty.ended().success());
}

#[test]
fn an_editor_gets_the_keys_that_are_typed_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[[event]]\nid = \"one\"\ntitle = \"Event one\"\ndate = 2024\nunplaced = true\n";
    std::fs::write(folder.path().join("a.toml"), text).unwrap();
    let editor = folder.path().join("editor");
    let script = "#!/bin/sh\necho editing\nread line\necho \"$line\" > typed\n";
    std::fs::write(&editor, script).unwrap();
    assert!(Command::new("chmod").arg("+x").arg(&editor).status().unwrap().success());
    let editor = editor.to_str().unwrap();
    let environment = [("VISUAL", editor), ("EDITOR", editor)];
    let mut tty = Tty::start(BINARY, &["a.toml"], &environment, folder.path());
    tty.wait_for("1 of 1 event");
    tty.keys("E");
    tty.wait_until("the editor", |screen| {
        !screen.alternate_screen() && screen.contents().contains("editing")
    });
    tty.keys("jjq?\n");
    tty.wait_until("the list", |screen| {
        screen.alternate_screen() && screen.contents().contains("Event one")
    });
    assert_eq!(std::fs::read_to_string(folder.path().join("typed")).unwrap(), "jjq?\n");
    tty.keys("?");
    tty.wait_for("Keys");
    tty.keys("\u{1b}");
    tty.wait_until("no help", |screen| !screen.contents().contains("Keys"));
    tty.keys("q");
    assert!(tty.ended().success());
}
