//! Closing the window: the page is asked first, so that it can save what was just typed.
//!
//! A page that does not even say that it heard is not waited for: it hangs, and must not keep the window open.
//! One that did closes the window itself, as soon as it has saved, or the person does not mind.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a page may take to say that it heard.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// The question to the page that has no answer yet, if any. Cheap to clone: all clones are one.
#[derive(Clone, Default)]
pub(crate) struct Closing {
    /// Counts the questions.
    asked: Arc<AtomicU64>,
    waiting: Arc<Mutex<Option<u64>>>,
}

impl Closing {
    /// Waits for a page that has been asked, and calls `close` when it stays silent.
    pub(crate) fn wait(&self, patience: Duration, close: impl FnOnce() + Send + 'static) {
        let question = self.asked.fetch_add(1, Ordering::Relaxed);
        *self.lock() = Some(question);
        let closing = self.clone();
        std::thread::spawn(move || {
            std::thread::sleep(patience);
            if *closing.lock() == Some(question) {
                close();
            }
        });
    }

    /// The page heard, and takes over.
    pub(crate) fn heard(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<u64>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls `close` when the system asks the program to end; at the second time the program ends at once.
///
/// # Errors
/// When the system does not let the signals be heard; they end the program then, as ever.
#[cfg(unix)]
pub(crate) fn on_signal(close: impl Fn() + Send + 'static) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::atomic::AtomicBool;

    let (mut heard, told) = UnixStream::pair()?;
    let again = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT, SIGHUP] {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))?;
        flag::register(signal, Arc::clone(&again))?;
        low_level::pipe::register(signal, told.try_clone()?)?;
    }
    std::thread::spawn(move || {
        while heard.read_exact(&mut [0]).is_ok() {
            close();
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{RecvTimeoutError, channel};

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(10);

    #[test]
    fn a_page_that_stays_silent_is_not_waited_for() {
        let (sender, closed) = channel();
        Closing::default().wait(SHORT, move || sender.send(()).unwrap());
        closed.recv_timeout(LONG).unwrap();
    }

    #[test]
    fn a_page_that_heard_closes_by_itself() {
        let (sender, closed) = channel::<()>();
        let closing = Closing::default();
        closing.wait(SHORT, move || sender.send(()).unwrap());
        closing.heard();
        assert_eq!(closed.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected), "it was not closed");
    }

    #[test]
    fn who_heard_once_may_hang_the_next_time() {
        let (sender, closed) = channel();
        let closing = Closing::default();
        closing.wait(LONG, || ());
        closing.heard();
        closing.wait(SHORT, move || sender.send(()).unwrap());
        closed.recv_timeout(LONG).unwrap();
    }
}
