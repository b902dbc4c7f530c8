//! What lies beside a file on the disk: pictures that it shows, notes that it leads to, the other files of a dictionary.
//!
//! Nothing is opened that lies outside of the folder that the person chose, or that the chosen file lies in.

use crate::ending::extension;
use crate::open;
use crate::percent::unescaped;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};
use zhimai_model::ProblemKind;

/// Files that are nothing by themselves but parts of others, by the ends of their names.
const PARTS: [&str; 11] = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "idx", "dict", "dz", "syn", "edn"];

/// Whether a file is nothing by itself, by its name.
pub(crate) fn is_part(name: &str) -> bool {
    PARTS.contains(&extension(name).to_lowercase().as_str())
}

/// A file and what lies beside it.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    pub(crate) beside: &'a Beside,
    pub(crate) file: &'a Path,
}

/// What lies in a folder.
#[derive(Default)]
pub(crate) struct Beside {
    /// The folder, as it was chosen and with no link in its path.
    chosen: PathBuf,
    root: PathBuf,
    is_vault: bool,
    /// The files in it by name, in small letters and without what follows the last full stop for those that are read.
    names: HashMap<String, Vec<PathBuf>>,
    parts: Vec<PathBuf>,
    /// Those that something was made of.
    used: RefCell<HashSet<PathBuf>>,
}

impl Beside {
    /// Of a folder that was chosen.
    pub(crate) fn of_folder(chosen: &Path, root: &Path) -> Self {
        let has = |name: &str| fs::symlink_metadata(root.join(name)).is_ok_and(|meta| meta.is_dir());
        let is_vault = has(".obsidian") || has("logseq") || (has("pages") && has("journals"));
        Self { chosen: chosen.to_owned(), root: root.to_owned(), is_vault, ..Self::default() }
    }

    /// Of the folder, with no link in its path, of a file that was chosen by itself.
    pub(crate) fn of_file(root: &Path) -> Self {
        Self { chosen: root.to_owned(), root: root.to_owned(), ..Self::default() }
    }

    /// Notes a file that is read by itself.
    pub(crate) fn add(&mut self, path: &Path) {
        // Nobody else asks for a file by its mere name.
        if self.is_vault
            && let Some(stem) = path.file_stem()
        {
            let name = folded(&stem.to_string_lossy());
            self.names.entry(name).or_default().push(path.to_owned());
        }
    }

    /// Notes a file that is nothing by itself.
    pub(crate) fn add_part(&mut self, path: PathBuf) {
        if let Some(name) = path.file_name().filter(|_| self.is_vault) {
            self.names.entry(folded(&name.to_string_lossy())).or_default().push(path.clone());
        }
        self.parts.push(path);
    }

    /// Has nothing told of files that are nothing by themselves.
    pub(crate) fn forget_unused(&mut self) {
        self.parts.clear();
    }

    /// The files that are nothing by themselves, and that nothing was made of.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &PathBuf> {
        let settings = self.root.join("logseq");
        let used = self.used.borrow();
        // What a program keeps of its own settings in the folder was never meant to be read.
        self.parts.iter().filter(move |path| {
            let is_own = path.extension().is_some_and(|end| end == "edn") && at_root(path, &settings);
            !is_own && !fs::canonicalize(path).is_ok_and(|path| used.contains(&path))
        })
    }
}

/// Whether a file lies in a folder, both with links followed.
fn at_root(path: &Path, folder: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| path.starts_with(folder))
}

/// A name as names are compared.
fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}

impl Here<'_> {
    /// Whether the file lies in a folder of notes that lead to each other by name.
    pub(crate) fn is_vault(&self) -> bool {
        self.beside.is_vault
    }

    /// The path, from the root of the disk, of a file of the same folder that a text refers to; nothing where there is none,
    /// or where it is no path at all.
    pub(crate) fn path_of(&self, reference: &str) -> Option<PathBuf> {
        let reference = local(reference)?;
        let relative = Path::new(&reference);
        let from_root = relative.strip_prefix("/").ok();
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let place = match from_root {
            Some(relative) => self.beside.chosen.join(relative),
            None => folder.join(relative),
        };
        let place = std::path::absolute(tidy(&place)).ok()?;
        let inside = fs::canonicalize(&place).is_ok_and(|path| path.starts_with(&self.beside.root));
        inside.then_some(place)
    }

    /// The path, from the root of the disk, of what a note calls by name; of several the one with the shortest path, as the
    /// programs have it that write such names.
    pub(crate) fn named(&self, name: &str) -> Option<PathBuf> {
        let name = name.split(['#', '|']).next().unwrap_or(name).trim();
        if name.is_empty() {
            return None;
        }
        let last = name.rsplit('/').next().unwrap_or(name);
        let last = last.strip_suffix(".md").unwrap_or(last);
        // Logseq keeps the page `a/b` in the file `a___b.md`, or `a%2Fb.md`.
        let keys = [folded(last), folded(&name.replace('/', "___")), folded(&name.replace('/', "%2F"))];
        let paths = keys.iter().find_map(|key| self.beside.names.get(key))?;
        let whole = folded(name.strip_suffix(".md").unwrap_or(name));
        let fits = |path: &&PathBuf| {
            let path = folded(&path.with_extension("").to_string_lossy()).replace('\\', "/");
            !whole.contains('/') || path.ends_with(&whole) || folded(&path).ends_with(&keys[1])
        };
        let path = paths.iter().filter(fits).min_by_key(|path| path.components().count());
        std::path::absolute(path.or_else(|| paths.first())?).ok()
    }

    /// Opens a file of the folder and notes that something is made of it.
    pub(crate) fn open(&self, path: &Path) -> Result<(File, u64), ProblemKind> {
        let opened = sized(open::regular(path, Some(&self.beside.root))?)?;
        if let Ok(place) = fs::canonicalize(path) {
            self.beside.used.borrow_mut().insert(place);
        }
        Ok(opened)
    }

    /// Opens the file itself once more, to read it in another order.
    pub(crate) fn reopen(&self) -> Result<(File, u64), ProblemKind> {
        sized(open::regular(self.file, None)?)
    }
}

/// A file with its size in bytes.
fn sized(file: File) -> Result<(File, u64), ProblemKind> {
    let size = file.metadata().map_err(|error| open::unreadable(&error))?.len();
    Ok((file, size))
}

/// The path in an address that leads to a file beside; nothing where it leads elsewhere.
fn local(reference: &str) -> Option<String> {
    let reference = reference.trim();
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(is_of_scheme));
    if path.is_empty() || has_scheme || path.starts_with("//") || path.contains('\0') {
        return None;
    }
    Some(unescaped(&path.replace('\\', "/")))
}

fn is_of_scheme(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"+.-".contains(&b)
}

/// A path without `.` and `..`, as a walk through its folder writes it.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_a_file_beside() {
        assert_eq!(local("圖/a%20b.png?x#y").as_deref(), Some("圖/a b.png"));
        assert_eq!(local("..\\a.png").as_deref(), Some("../a.png"));
        assert_eq!(local("100%.png").as_deref(), Some("100%.png"));
        assert_eq!(local("a%00b.png").as_deref(), Some("a%00b.png"));
        for elsewhere in
            ["https://a.test/x.png", "data:image/png;base64,AA", "//a.test/x.png", "#x", "", "C:\\x.png"]
        {
            assert_eq!(local(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(tidy(Path::new("/a/b/../c/./d")), Path::new("/a/c/d"));
    }
}
