//! The folder of an index as tantivy sees it: mapped into memory, but for the stored texts.
//!
//! A search reads some thirty documents from as many places of a file of hundreds of megabytes, and the system maps
//! sixteen pages for every one that is touched, until most of the file counts as the program's memory. So what is short
//! is read from the file instead.
//! What is long is asked for when files are merged, which copies whole stores; that is mapped for as long as it takes.

use crate::storage::files::{seal, unseal};
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// What is no longer than this is read; a block of stored texts is much shorter, unless it is one long text.
const SHORT: usize = 1 << 16;

#[derive(Clone, Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    mapped: MmapDirectory,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Folder, OpenDirectoryError> {
        Ok(Folder { path: path.to_owned(), mapped: MmapDirectory::open(path)? })
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if path.extension().is_none_or(|ending| ending != "store") {
            return self.mapped.get_file_handle(path);
        }
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let file = File::open(self.path.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => failed(error),
        })?;
        let length = file.metadata().map_err(failed)?.len();
        let length = usize::try_from(length).map_err(io::Error::other).map_err(failed)?;
        Ok(Arc::new(Store { path: path.to_owned(), file, length, mapped: self.mapped.clone() }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    /// These are the engine's lists of what there is. It gives every file a checksum but them.
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "its checksum is another one");
        unseal(self.mapped.atomic_read(path)?)
            .ok_or_else(|| OpenReadError::wrap_io_error(damaged(), path.to_owned()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, &seal(data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.mapped.acquire_lock(lock) {
            // A reader asks others not to delete what it is opening. Where it may not write, it goes without.
            Err(LockError::IoError(error)) if lock.is_blocking && may_only_read(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            acquired => acquired,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

fn may_only_read(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// A file of stored texts.
#[derive(Debug)]
struct Store {
    path: PathBuf,
    file: File,
    length: usize,
    mapped: MmapDirectory,
}

impl FileHandle for Store {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        // A file that was deleted since can still be read, but no longer be mapped.
        if range.len() > SHORT
            && let Ok(mapped) = self.mapped.get_file_handle(&self.path)
        {
            return mapped.read_bytes(range);
        }
        let mut bytes = vec![0; range.len()];
        read_exact_at(&self.file, &mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl HasLen for Store {
    fn len(&self) -> usize {
        self.length
    }
}

/// Several threads read at once: where one is in the file must not matter to the others.
#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = bytes.get_mut(read..).unwrap_or_default();
        at += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use tantivy::directory::TerminatingWrite;

    #[test]
    fn stores_are_read_like_other_files() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Folder::open(folder.path()).unwrap();
        let bytes: Vec<u8> = (0..3 * SHORT).map(|i| (i % 251) as u8).collect();
        for name in ["a.store", "a.idx"] {
            let path = Path::new(name);
            assert!(matches!(directory.get_file_handle(path), Err(OpenReadError::FileDoesNotExist(_))));
            let mut file = directory.open_write(path).unwrap();
            file.write_all(&bytes).unwrap();
            file.terminate().unwrap();
            let file = directory.get_file_handle(path).unwrap();
            assert_eq!(file.len(), bytes.len());
            let check = |range: Range<usize>| {
                assert_eq!(file.read_bytes(range.clone()).unwrap().as_slice(), &bytes[range], "{name}");
            };
            check(0..0);
            check(1..SHORT);
            check(7..bytes.len());
            check(bytes.len() - 5..bytes.len());
            // A mapped file cannot be deleted on Windows.
            if name == "a.store" {
                directory.delete(path).unwrap();
                check(3..SHORT);
                check(3..bytes.len());
            }
        }
    }

    #[test]
    fn reading_past_the_end_fails() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.store"), [1, 2, 3]).unwrap();
        let file = Folder::open(folder.path()).unwrap().get_file_handle(Path::new("a.store")).unwrap();
        assert!(file.read_bytes(2..4).is_err());
    }
}
