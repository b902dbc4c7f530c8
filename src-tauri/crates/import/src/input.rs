//! An input as readers see it: its beginning, by which its format is told, then all of it, at once or as it comes.

use crate::encoding::{Failure, HEAD};
use crate::told::too_large;
use std::borrow::Cow;
use std::io::{self, Read};

/// An input.
pub(crate) struct Input<'a> {
    head: Cow<'a, [u8]>,
    /// What follows the head.
    rest: Box<dyn Read + 'a>,
    /// In bytes, as it was when it was found. A file may have grown since.
    size: u64,
}

impl<'a> Input<'a> {
    /// Bytes that are there.
    pub(crate) fn of_bytes(bytes: &'a [u8]) -> Self {
        Self { head: Cow::Borrowed(bytes), rest: Box::new(io::empty()), size: bytes.len() as u64 }
    }

    /// A file, of which the beginning is read.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn of_file(mut file: impl Read + 'a, size: u64) -> io::Result<Self> {
        let mut head = Vec::new();
        (&mut file).take(HEAD as u64).read_to_end(&mut head)?;
        Ok(Self { head: Cow::Owned(head), rest: Box::new(file), size })
    }

    /// Its beginning, in bytes, and whether that is all of it.
    pub(crate) fn head(&self) -> (&[u8], bool) {
        let head = self.head.get(..HEAD).unwrap_or(&self.head);
        (head, head.len() < HEAD)
    }

    /// All of it, if it has no more than so many bytes.
    pub(crate) fn bytes(self, limit: usize) -> Result<Cow<'a, [u8]>, Failure> {
        let too_large = || Failure::Format(too_large(limit));
        if self.size > limit as u64 {
            return Err(too_large());
        }
        let Self { mut head, rest, .. } = self;
        let mut more = Vec::new();
        let room = limit.saturating_sub(head.len()).saturating_add(1);
        rest.take(room as u64).read_to_end(&mut more).map_err(Failure::Io)?;
        if !more.is_empty() {
            head.to_mut().append(&mut more);
        }
        if head.len() > limit { Err(too_large()) } else { Ok(head) }
    }

    /// All of it as it comes.
    pub(crate) fn stream(self) -> impl Read + 'a {
        io::Cursor::new(self.head).chain(self.rest)
    }
}
