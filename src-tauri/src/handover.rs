//! One window for a library: a second start hands its address to the first and ends.
//!
//! They meet at a Unix socket in the person's runtime folder, which nobody else may enter.
//! A system without such a folder gets a second window; two windows on one library do no harm.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// More than any address of ours.
const MOST_BYTES: u64 = 4096;
/// A window that does not answer in this time is taken to be gone.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a start finds.
#[derive(Debug)]
pub(crate) enum Found {
    /// A window is open on this library, and has heard the address.
    Another,
    /// None is; later starts are heard here. Nothing where the system has no place to meet.
    Nobody(Option<UnixListener>),
}

/// Looks for a window on the library in `folder`, and hands it `address` (empty: just come to the front).
pub(crate) fn knock(runtime_folder: Option<&Path>, folder: &Path, address: &str) -> Found {
    let runtime_folder = runtime_folder.filter(|runtime| is_private(runtime));
    let Some(socket) = runtime_folder.map(|runtime| meeting_place(runtime, folder)) else {
        return Found::Nobody(None);
    };
    if let Ok(stream) = UnixStream::connect(&socket)
        && tell(stream, address).is_ok()
    {
        return Found::Another;
    }
    // What is there belongs to a program that has ended.
    drop(std::fs::remove_file(&socket));
    Found::Nobody(UnixListener::bind(&socket).ok())
}

/// Calls `heard` with every address that a later start hands over, as long as `is_open`: who has no window any more, and
/// only makes the backup of the day, leaves the address to the one that starts.
pub(crate) fn listen(
    listener: UnixListener,
    is_open: impl Fn() -> bool + Send + 'static,
    mut heard: impl FnMut(String) + Send + 'static,
) {
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if let Some(address) = hear(stream, &is_open) {
                heard(address);
            }
        }
    });
}

/// True for a folder that nobody else may enter: elsewhere anyone could wait in the place of the first window.
fn is_private(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(folder).is_ok_and(|folder| folder.is_dir() && folder.permissions().mode() & 0o077 == 0)
}

fn meeting_place(runtime: &Path, folder: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    runtime.join(format!("zhimai-{:016x}.sock", hasher.finish()))
}

fn tell(mut stream: UnixStream, address: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(address.as_bytes())?;
    stream.shutdown(std::net::Shutdown::Write)?;
    stream.read_exact(&mut [0])
}

fn hear(mut stream: UnixStream, is_open: impl Fn() -> bool) -> Option<String> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut address = String::new();
    (&stream).take(MOST_BYTES).read_to_string(&mut address).ok()?;
    if !is_open() {
        return None;
    }
    stream.write_all(&[1]).ok()?;
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    /// A folder that nobody else may enter, as the system makes one.
    fn private() -> tempfile::TempDir {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o700);
        tempfile::Builder::new().permissions(private).tempdir().unwrap()
    }

    #[test]
    fn the_second_start_hands_its_address_to_the_first() {
        let runtime = private();
        let knock_at =
            |library: &str, address: &str| knock(Some(runtime.path()), Path::new(library), address);
        let Found::Nobody(Some(listener)) = knock_at("/a", "zhimai://entity/nvidia") else {
            panic!("the first is alone")
        };
        let (sender, heard) = channel();
        listen(listener, || true, move |address| sender.send(address).unwrap());
        assert!(matches!(knock_at("/a", "zhimai://entity/tsmc"), Found::Another));
        assert_eq!(heard.recv().unwrap(), "zhimai://entity/tsmc");
        assert!(matches!(knock_at("/a", ""), Found::Another));
        assert_eq!(heard.recv().unwrap(), "");
        // Another library has a window of its own.
        assert!(matches!(knock_at("/b", ""), Found::Nobody(Some(_))));
    }

    #[test]
    fn a_program_that_ended_is_not_waited_for() {
        let runtime = private();
        for _ in 0..2 {
            // The listener is dropped at once and leaves its socket behind, as a killed program does.
            assert!(matches!(knock(Some(runtime.path()), Path::new("/a"), ""), Found::Nobody(Some(_))));
        }
    }

    #[test]
    fn a_program_whose_window_has_closed_keeps_no_start_from_its_window() {
        let runtime = private();
        let knock_here = || knock(Some(runtime.path()), Path::new("/a"), "zhimai://entity/tsmc");
        let Found::Nobody(Some(listener)) = knock_here() else { panic!("the first is alone") };
        let (sender, heard) = channel();
        listen(listener, || false, move |address| sender.send(address).unwrap());
        let Found::Nobody(Some(listener)) = knock_here() else { panic!("its window is gone") };
        listen(listener, || true, |_| {});
        assert!(matches!(knock_here(), Found::Another), "the later one is met from now on");
        assert!(heard.try_recv().is_err());
    }

    #[test]
    fn without_a_place_to_meet_each_start_is_alone() {
        assert!(matches!(knock(None, Path::new("/a"), ""), Found::Nobody(None)));
        assert!(matches!(
            knock(Some(Path::new("/no/such/folder")), Path::new("/a"), ""),
            Found::Nobody(None)
        ));
    }

    #[test]
    fn nobody_meets_where_others_may_enter() {
        use std::os::unix::fs::PermissionsExt;
        let runtime = private();
        std::fs::set_permissions(runtime.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        assert!(matches!(knock(Some(runtime.path()), Path::new("/a"), ""), Found::Nobody(None)));
    }

    #[test]
    fn noise_is_heard_as_nothing() {
        let runtime = private();
        let Found::Nobody(Some(listener)) = knock(Some(runtime.path()), Path::new("/a"), "") else {
            panic!("alone")
        };
        let (sender, heard) = channel();
        listen(listener, || true, move |address| sender.send(address).unwrap());
        let place = meeting_place(runtime.path(), Path::new("/a"));
        let mut stream = UnixStream::connect(&place).unwrap();
        stream.write_all(&[0xff, 0xfe]).unwrap();
        drop(stream);
        assert!(matches!(
            knock(Some(runtime.path()), Path::new("/a"), "zhimai://view/notes"),
            Found::Another
        ));
        assert_eq!(heard.recv().unwrap(), "zhimai://view/notes");
    }
}
