//! Pictures that lie in the same whole as the text that shows them: in an archive, a book, a document, a letter.

use crate::archive::Archive;
use crate::ending::extension;
use crate::percent::unescaped;
use std::cell::RefCell;
use zhimai_model::ProblemKind;

/// What the names of pictures end in that can be shown. Others are none, or may hold programs.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "bmp"];

/// Whether a file is a picture that can be shown, by its name.
pub(crate) fn is_picture(path: &str) -> bool {
    PICTURES.contains(&extension(path).to_ascii_lowercase().as_str())
}

/// What a text came in, where that holds pictures, too.
pub(crate) trait Holder {
    /// The name of the part that an address in the text means; nothing where there is none such.
    fn find(&self, address: &str) -> Option<String>;

    /// The bytes of that part, if they are no more than `limit`.
    ///
    /// # Errors
    /// It is damaged, protected, or too large.
    fn read(&self, name: &str, limit: usize) -> Result<Vec<u8>, ProblemKind>;
}

/// A text in an archive.
pub(crate) struct InArchive<'a, 'b> {
    archive: RefCell<&'a mut Archive<'b>>,
    /// Its own path, which addresses in it begin at.
    path: &'a str,
}

impl<'a, 'b> InArchive<'a, 'b> {
    pub(crate) fn new(archive: &'a mut Archive<'b>, path: &'a str) -> Self {
        Self { archive: RefCell::new(archive), path }
    }
}

impl Holder for InArchive<'_, '_> {
    fn find(&self, address: &str) -> Option<String> {
        let archive = self.archive.try_borrow().ok()?;
        [address, &unescaped(address)]
            .into_iter()
            .filter_map(|address| joined(self.path, address))
            .find(|path| is_picture(path) && archive.has(path))
    }

    fn read(&self, name: &str, limit: usize) -> Result<Vec<u8>, ProblemKind> {
        let missing = || ProblemKind::BadReference { name: name.to_owned() };
        let mut archive = self.archive.try_borrow_mut().map_err(|_| missing())?;
        archive.named(name, limit)?.ok_or_else(missing)
    }
}

/// The path that an address means in the text at `at`; nothing where it leads out, or is no path.
pub(crate) fn joined(at: &str, address: &str) -> Option<String> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty()
        || path.starts_with("//")
        || path.split('/').next().is_some_and(|first| first.contains(':'))
    {
        return None;
    }
    let (mut parts, path): (Vec<&str>, &str) = match path.strip_prefix('/') {
        Some(path) => (Vec::new(), path),
        None => (at.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()), path),
    };
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_an_archive() {
        for (at, address, expect) in [
            ("a/b/c.md", "d.png", Some("a/b/d.png")),
            ("a/b/c.md", "../d.png", Some("a/d.png")),
            ("c.md", "./x/d.png?y#z", Some("x/d.png")),
            ("a/c.md", "/d.png", Some("d.png")),
            ("c.md", "../d.png", None),
            ("c.md", "https://a.test/d.png", None),
            ("c.md", "//a.test/d.png", None),
            ("c.md", "", None),
        ] {
            assert_eq!(joined(at, address).as_deref(), expect, "{address}");
        }
    }
}
