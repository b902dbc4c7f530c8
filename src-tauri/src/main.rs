//! The desktop program: reads the environment and opens the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

use anyhow::Context;

/// Large pages spare an index that is being built a fifth of its time; the system's own allocator asks for none.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    take_file_limits_as_errors();
    match open_window() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("zhimai-desktop: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::disallowed_methods)] // This is the binary: here the environment is read.
fn open_window() -> anyhow::Result<()> {
    let folder = zhimai_api::default_folder(|name| std::env::var_os(name))
        .context("there is no folder for a person's data on this system; name one in ZHIMAI_LIBRARY")?;
    let program = std::env::current_exe().ok();
    zhimai_desktop::run(zhimai_desktop::Start {
        folder,
        dictionary: zhimai_api::bundled_dictionary(|name| std::env::var_os(name), program.as_deref()),
        clock: now,
        runtime_folder: std::env::var_os("XDG_RUNTIME_DIR").map(Into::into),
        // An argument that is no text is none of ours.
        arguments: std::env::args_os().skip(1).filter_map(|argument| argument.into_string().ok()).collect(),
    })
}

/// A write past the limit on file sizes kills a process, unless it minds the signal; then it is an error like any other.
fn take_file_limits_as_errors() {
    #[cfg(unix)]
    {
        // Where the signal cannot be minded, the write still loses nothing that was acknowledged.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    }
}

/// Milliseconds since 1970-01-01 UTC; a clock set before that counts as then.
#[allow(clippy::disallowed_methods)] // And here the clock.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
