//! Ending a reading before its time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};

/// Set once, and then for ever; whoever waits for input is woken.
#[derive(Debug, Default)]
pub struct Stop {
    set: AtomicBool,
    bell: Mutex<Option<Sender<Input>>>,
}

/// What a reading of a pipe waits for.
#[derive(Debug)]
pub(super) enum Input {
    Bytes(Vec<u8>),
    Failed(std::io::Error),
    End,
}

impl Stop {
    pub fn stop(&self) {
        self.set.store(true, Ordering::SeqCst);
        let bell = self.bell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bell) = &*bell {
            // Nobody waits any more.
            bell.send(Input::End).unwrap_or(());
        }
    }

    pub(super) fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub(super) fn ring(&self, bell: Sender<Input>) {
        *self.bell.lock().unwrap_or_else(PoisonError::into_inner) = Some(bell);
    }
}
