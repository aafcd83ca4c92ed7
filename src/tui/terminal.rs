//! The terminal: taken, given back, and given back whatever happens.

use super::canvas::Canvas;
use super::message::Message;
use super::model::Model;
use super::theme::Theme;
use super::{paint, view};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind, read};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command as _, cursor, execute};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::io::{self, Write as _, stdout};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// Whether the terminal is ours, so that it is given back once and only once.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Held while a frame is written, so that the terminal is not given back in the middle of one.
static WRITING: Mutex<()> = Mutex::new(());

/// So many bytes a pseudo-terminal hands over at once: a larger frame takes the program behind it two
/// steps anyhow, and the first can be earlier.
const AT_ONCE: usize = 4_095;

/// So many bytes of a frame that will be larger are sent while the rest is made.
const PART: usize = 1_200;

/// The screen while the program owns it; gives it back when dropped.
pub(super) struct Screen {
    /// What the terminal shows.
    shown: Buffer,
    /// Where the next frame is drawn.
    next: Buffer,
    cursor: Option<Position>,
    /// What is made of a frame and not sent yet.
    bytes: String,
}

impl Screen {
    pub(super) fn take() -> io::Result<Self> {
        restore_on_panic();
        acquire()?;
        let empty = Buffer::empty(area(size()));
        Ok(Self { shown: empty.clone(), next: empty, cursor: None, bytes: String::new() })
    }

    /// Begins with an empty screen of a new size.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.shown = Buffer::empty(area(size));
        self.next = self.shown.clone();
        Clear(ClearType::All).write_ansi(&mut self.bytes).unwrap_or(());
    }

    pub(super) fn draw(&mut self, model: &Model, theme: Theme) -> io::Result<()> {
        let mut canvas = Canvas::new(&mut self.next);
        view::draw(&mut canvas, model, theme);
        let cursor = canvas.cursor();
        self.show(cursor)?;
        // After the frame is on its way, as nobody waits for this.
        self.cursor = cursor;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.next.reset();
        Ok(())
    }

    /// Writes what differs from the frame before.
    fn show(&mut self, cursor: Option<Position>) -> io::Result<()> {
        let _writing = WRITING.lock();
        let (mut sent, mut gone) = (Ok(()), 0);
        BeginSynchronizedUpdate.write_ansi(&mut self.bytes).unwrap_or(());
        paint::changes(&self.shown, &self.next, &mut self.bytes, |part, (done, rows)| {
            let made = gone + part.len();
            if part.len() >= PART && made * rows / done > AT_ONCE && sent.is_ok() {
                gone = made;
                sent = send(part);
            }
        });
        if cursor.is_some() || self.cursor.is_some() {
            paint::cursor(cursor, &mut self.bytes);
        }
        EndSynchronizedUpdate.write_ansi(&mut self.bytes).unwrap_or(());
        sent.and_then(|()| send(&mut self.bytes))
    }

    /// Gives the terminal to `work` and takes it back.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = work();
        acquire()?;
        self.cursor = None;
        self.resize(size());
        Ok(result)
    }

    /// Asks the terminal to put text on its clipboard (OSC 52).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let copy = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
        copy.write_ansi(&mut self.bytes).unwrap_or(());
        let _writing = WRITING.lock();
        send(&mut self.bytes)
    }
}

/// Sends bytes, while `WRITING` is held, and empties them.
fn send(bytes: &mut String) -> io::Result<()> {
    // A signal has given the terminal back: a frame now would land on the shell.
    let sent = if TAKEN.load(Ordering::SeqCst) {
        let mut out = stdout();
        out.write_all(bytes.as_bytes()).and_then(|()| out.flush())
    } else {
        Ok(())
    };
    bytes.clear();
    sent
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Columns and rows, no larger than what is believed.
pub(super) fn size() -> (u16, u16) {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    (columns.min(super::layout::LARGEST.0), rows.min(super::layout::LARGEST.1))
}

fn area((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns, rows)
}

fn acquire() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
        .inspect_err(|_| give_back())
}

/// Gives the terminal back, not in the middle of a frame; a second call does nothing. A terminal that
/// takes no more bytes holds a frame up for ever, and is not waited for.
pub(super) fn give_back() {
    let mut writing = WRITING.try_lock();
    for _ in 0..50 {
        if writing.is_ok() {
            break;
        }
        thread::sleep(Duration::from_millis(4));
        writing = WRITING.try_lock();
    }
    if TAKEN.swap(false, Ordering::SeqCst) {
        // Nothing more can be done where the terminal is gone.
        // A frame of which a part is sent may never be ended.
        drop(execute!(
            stdout(),
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        ));
        drop(disable_raw_mode());
        drop(stdout().flush());
    }
}

/// A panic on any thread gives the terminal back, prints, and ends the program.
fn restore_on_panic() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        give_back();
        print(info);
        leave(101);
    }));
}

#[expect(clippy::exit, reason = "the main loop may not be able to end the program any more")]
fn leave(code: i32) {
    std::process::exit(code);
}

/// Reads the keyboard on its own thread, on which each event is taken before the next is read: so nothing
/// is taken from an editor that has the terminal. Ends when `take` says so.
pub(super) fn listen(take: impl Fn(Message) -> bool + Send + 'static) {
    thread::spawn(move || {
        loop {
            let message = match read() {
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => Message::Key(key),
                Ok(Event::Paste(text)) => Message::Paste(text),
                Ok(Event::Resize(columns, rows)) => Message::Resize(columns, rows),
                Ok(_) => continue,
                Err(_) => Message::InputClosed,
            };
            if !take(message) {
                return;
            }
        }
    });
}

#[cfg(unix)]
mod unix {
    use super::{Message, Sender, give_back, leave, thread};
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
        SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
    };
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::io;

    /// What ends a program that does not look after it, and can be looked after.
    const ENDS: [i32; 11] = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
        SIGXFSZ,
    ];

    /// Signals give the terminal back first and then do what they always do.
    pub(in super::super) fn watch_signals(to: Sender<Message>) -> io::Result<()> {
        let mut signals = Signals::new(ENDS.iter().chain(&[SIGTSTP, SIGCONT, SIGWINCH]))?;
        thread::spawn(move || {
            for signal in &mut signals {
                match signal {
                    SIGTSTP => {
                        give_back();
                        stop();
                    }
                    SIGCONT => drop(to.send(Message::Continued)),
                    // The keyboard's reader tells too, but not before its first read.
                    SIGWINCH => drop(to.send(Message::Resized)),
                    _ => {
                        give_back();
                        drop(emulate_default_handler(signal));
                    }
                }
            }
        });
        Ok(())
    }

    /// Stops the process; SIGTSTP would be dropped in an orphaned process group.
    pub(in super::super) fn stop() {
        drop(signal_hook::low_level::raise(signal_hook::consts::SIGSTOP));
    }

    /// Ends the program when its terminal goes away, even where SIGHUP is ignored: reading from a
    /// terminal that is gone would spin for ever.
    pub(in super::super) fn watch_hangup() {
        thread::spawn(|| {
            let Ok(tty) = std::fs::File::open("/dev/tty") else { return };
            let mut fds = [PollFd::new(&tty, PollFlags::empty())];
            loop {
                if poll(&mut fds, None).is_err() {
                    continue;
                }
                let seen = fds.iter().fold(PollFlags::empty(), |all, fd| all | fd.revents());
                // Some systems cannot wait for a terminal.
                if seen.contains(PollFlags::NVAL) {
                    return;
                }
                if seen.intersects(PollFlags::HUP | PollFlags::ERR) {
                    leave(129);
                }
            }
        });
    }
}

#[cfg(unix)]
pub(super) use unix::{stop, watch_hangup, watch_signals};
