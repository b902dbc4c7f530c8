//! Looks after the page, which lives in a process of its own: when that dies, the page is started again.
//!
//! The window would show its last picture for ever, and hear nothing.
//! What was typed is in the library as drafts; the page takes them up as it does at every start.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::WebviewWindow;
use webkit2gtk::{InputMethodContextExt, WebViewExt};

/// A page that dies again so soon after it was started is given this long to breathe, lest the two of us do nothing else.
const PAUSE: Duration = Duration::from_secs(5);

/// Starts the page again whenever its process dies, and lets input methods show what they compose in the page itself.
///
/// # Errors
/// When the window has gone already.
pub(crate) fn look_after(window: &WebviewWindow) -> tauri::Result<()> {
    let again = window.clone();
    let started: Arc<Mutex<Instant>> = Arc::new(Mutex::new(Instant::now()));
    window.with_webview(move |webview| {
        let view = webview.inner();
        // Without it the page would not know that a text is being composed, and the text would not stand in its place.
        if let Some(input) = view.input_method_context() {
            input.set_enable_preedit(true);
        }
        view.connect_web_process_terminated(move |_, _| {
            let mut started = started.lock().unwrap_or_else(PoisonError::into_inner);
            let wait = pause_after(started.elapsed());
            *started = Instant::now() + wait;
            drop(started);
            let window = again.clone();
            // Not from within the signal: the view is still putting its things away.
            std::thread::spawn(move || {
                std::thread::sleep(wait);
                // A window that has closed meanwhile needs no page.
                drop(window.reload());
            });
        });
    })
}

/// How long to wait before the page is started again, when it lived for `lived`.
fn pause_after(lived: Duration) -> Duration {
    if lived < PAUSE { PAUSE } else { Duration::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_dies_at_once_is_not_started_at_once() {
        assert_eq!(pause_after(Duration::ZERO), PAUSE);
        assert_eq!(pause_after(PAUSE), Duration::ZERO);
    }
}
