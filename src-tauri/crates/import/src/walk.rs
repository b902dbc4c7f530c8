//! Reads files and folders batch by batch, in bounded memory.

use crate::beside::{Beside, Here, is_part};
use crate::input::Input;
use crate::open;
use crate::readers::{self, Named, extension, named};
use crate::sink::{Options, Output, Sink, Tally};
use crate::told::narrow;
use std::collections::HashSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhimai_model::{Place, Problem, ProblemKind, UnknownFormat, UnsafePath};

/// What happens on the way through files and folders.
#[derive(Debug)]
pub enum Event {
    /// All that will be read was found; sizes are in bytes. Comes once, first.
    Found {
        /// How many files there are.
        files: u64,
        /// How many bytes they have.
        bytes: u64,
    },
    /// Some articles and problems, in the order of the files.
    Batch {
        /// What was read since the batch before.
        output: Output,
        /// How many files were read to the end so far.
        files: u64,
        /// How many bytes were read so far.
        bytes: u64,
    },
}

/// A batch is handed over when it has so many articles, or its articles so many bytes of text.
const BATCH_ARTICLES: usize = 500;
const BATCH_BYTES: usize = 4 << 20;
/// How many dates taken from names are told one by one.
const MAX_GUESSED: usize = 20;
/// Folders in folders, at most.
const MAX_DEPTH: usize = 64;

/// Reads files and all files in folders, in the order of their names. `on` may stop the walk at any event.
///
/// Hidden files inside folders are passed over; files there that are of no format known here are problems. Symbolic links inside folders are followed to files of the same
/// folder only; whatever else they lead to is a problem, and so is a file that is no regular one.
pub fn walk(
    paths: &[PathBuf],
    options: &Options,
    on: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut found = Found::default();
    for path in paths {
        found.path(path);
    }
    read(found, paths.first(), options, on)
}

/// Reads some files of a folder as [`walk`] would among the rest of it. One that is not there any more is a problem.
pub fn walk_only(
    folder: &Path,
    only: &HashSet<PathBuf>,
    options: &Options,
    on: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut found = Found::default();
    found.path(folder);
    let is_all = found.files.iter().all(|file| only.contains(&file.path));
    found.files.retain(|file| only.contains(&file.path));
    let names: HashSet<_> = only.iter().map(|path| path.to_string_lossy()).collect();
    found.problems.retain(|problem| names.contains(problem.place.file.as_str()));
    if !is_all {
        // A text that is not read now may show them.
        found.beside.iter_mut().for_each(Beside::forget_unused);
    }
    let mut missing: Vec<_> =
        only.iter().filter_map(|path| fs::symlink_metadata(path).err().map(|error| (path, error))).collect();
    missing.sort_by_key(|(path, _)| *path);
    for (path, error) in missing {
        found.problem(open::unreadable(&error), path);
    }
    read(found, None, options, on)
}

/// Reads what was found. What is told of many files at once is told of `whole`.
fn read(
    found: Found,
    whole: Option<&PathBuf>,
    options: &Options,
    on: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let bytes = found.files.iter().map(|file| file.size).fold(0, u64::saturating_add);
    on(Event::Found { files: found.files.len() as u64, bytes })?;
    let Found { files, problems, beside } = found;
    let mut output = Output { problems, ..Output::default() };
    let mut tally = Tally::default();
    let mut batch = Batch { on, counted: 0, size: 0, files: 0, bytes: 0 };
    let mut guessed = 0;
    for file in &files {
        let problems = output.problems.len();
        // Batches that were handed over on the way had those of the file before.
        batch.file(file, &beside, options, &mut output, &mut tally)?;
        keep_few_guesses(&mut output, problems, &mut guessed);
        batch.files = batch.files.saturating_add(1);
        batch.bytes = batch.bytes.saturating_add(file.size);
        batch.hand_over_when_full(&mut output, 0)?;
    }
    tell_guessed(&mut output, whole, guessed);
    // What no article shows and no dictionary is made of is a file like any other that cannot be read.
    for path in beside.iter().flat_map(Beside::unused) {
        let looks = UnknownFormat::Extension(extension(&path.to_string_lossy()).to_owned());
        output.problems.push(problem(ProblemKind::UnknownFormat(looks), path));
    }
    batch.hand_over(&mut output, 0)
}

#[derive(Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<FoundFile>,
    pub(crate) problems: Vec<Problem>,
    /// What lies beside the files, for each path that the person chose.
    beside: Vec<Beside>,
}

pub(crate) struct FoundFile {
    pub(crate) path: PathBuf,
    /// In bytes.
    size: u64,
    /// What its text is from when it does not say so: see [`Sink::folder`].
    folder: Arc<str>,
    /// The folder that it was found in, which it may not lead out of; none for a file that the person chose.
    root: Option<Arc<Path>>,
    /// Which of what was chosen it belongs to.
    beside: usize,
}

/// A folder on the way.
struct Folder<'a> {
    path: &'a Path,
    /// The one that the person chose, with no link in its path.
    root: &'a Arc<Path>,
    /// How many folders it lies in below the root.
    depth: usize,
    name: Arc<str>,
}

impl Found {
    /// A path that the person chose: a link is followed.
    pub(crate) fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => match fs::canonicalize(path) {
                Ok(root) => {
                    let root: Arc<Path> = root.into();
                    self.beside.push(Beside::of_folder(path, &root));
                    self.folder(&Folder { path, root: &root, depth: 0, name: last_name(&root) });
                }
                Err(error) => self.problem(open::unreadable(&error), path),
            },
            Ok(meta) if meta.is_file() => {
                let whole = fs::canonicalize(path);
                let whole = whole.ok();
                let parent = whole.as_deref().and_then(Path::parent);
                let folder = parent.map(last_name).unwrap_or_default();
                self.beside.push(Beside::of_file(parent.unwrap_or(Path::new(""))));
                self.found(path.to_owned(), meta.len(), folder, None);
            }
            Ok(_) => self.problem(ProblemKind::UnknownFormat(UnknownFormat::NoFile), path),
            Err(error) => self.problem(open::unreadable(&error), path),
        }
    }

    fn folder(&mut self, folder: &Folder<'_>) {
        let Folder { path: here, root, depth, name } = folder;
        if *depth > MAX_DEPTH {
            return self.problem(ProblemKind::UnsafePath(UnsafePath::TooDeep), here);
        }
        let mut entries = Vec::new();
        match fs::read_dir(here) {
            Ok(list) => {
                for entry in list {
                    match entry {
                        Ok(entry) => entries.push(entry.path()),
                        Err(error) => self.problem(open::unreadable(&error), here),
                    }
                }
            }
            Err(error) => return self.problem(open::unreadable(&error), here),
        }
        entries.sort();
        for path in entries {
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_symlink() => self.link(&path, folder),
                Ok(meta) if meta.is_dir() => {
                    // Of all the folders in it only the first says what is in them: a month of a newspaper is no source.
                    let name = match depth {
                        0 => format!("{name}/{}", last_name(&path)).into(),
                        _ => Arc::clone(name),
                    };
                    self.folder(&Folder { path: &path, root, depth: depth + 1, name });
                }
                Ok(meta) if meta.is_file() => self.file_in_folder(path, meta.len(), folder),
                Ok(_) => self.problem(ProblemKind::UnknownFormat(UnknownFormat::NoFile), &path),
                Err(error) => self.problem(open::unreadable(&error), &path),
            }
        }
    }

    /// Whatever lies in a folder is read only where its name says that it is of a format known here. A file that the
    /// person chose is looked at.
    fn file_in_folder(&mut self, path: PathBuf, size: u64, within: &Folder<'_>) {
        let name = path.to_string_lossy();
        if let Named::Known(_) = named(&name) {
            let (folder, root) = (Arc::clone(&within.name), Some(Arc::clone(within.root)));
            if let Some(beside) = self.beside.last_mut() {
                beside.add(&path);
            }
            self.found(path, size, folder, root);
        } else if let Some(beside) = self.beside.last_mut().filter(|_| is_part(&name)) {
            beside.add_part(path);
        } else {
            let looks = match extension(&name) {
                "" => UnknownFormat::NoExtension,
                extension => UnknownFormat::Extension(extension.to_owned()),
            };
            self.problem(ProblemKind::UnknownFormat(looks), &path);
        }
    }

    /// A link inside a folder. One to a folder may lead in a circle; one out of the folder is not what was chosen.
    fn link(&mut self, path: &Path, folder: &Folder<'_>) {
        match fs::canonicalize(path) {
            Ok(target) => match fs::metadata(&target) {
                Ok(meta) if meta.is_file() && target.starts_with(folder.root) => {
                    let (folder, root) = (Arc::clone(&folder.name), Some(Arc::clone(folder.root)));
                    self.found(path.to_owned(), meta.len(), folder, root);
                }
                _ => {
                    let target = UnsafePath::To(target.to_string_lossy().into_owned());
                    self.problem(ProblemKind::UnsafePath(target), path);
                }
            },
            Err(error) => {
                let why = UnsafePath::Unreadable(open::why(&error));
                self.problem(ProblemKind::UnsafePath(why), path);
            }
        }
    }

    fn found(&mut self, path: PathBuf, size: u64, folder: Arc<str>, root: Option<Arc<Path>>) {
        let beside = self.beside.len().saturating_sub(1);
        self.files.push(FoundFile { path, size, folder, root, beside });
    }

    fn problem(&mut self, what: ProblemKind, path: &Path) {
        self.problems.push(problem(what, path));
    }
}

/// A file that is not taken in.
fn problem(what: ProblemKind, path: &Path) -> Problem {
    let place = Place { file: path.to_string_lossy().into_owned(), line: None };
    Problem { place, refused: true, what }
}

/// The name of a folder; nothing for the root of a disk.
fn last_name(folder: &Path) -> Arc<str> {
    folder.file_name().unwrap_or_default().to_string_lossy().into()
}

/// In a folder where every name begins with a date it is enough to say so some times.
fn keep_few_guesses(output: &mut Output, from: usize, guessed: &mut usize) {
    let mut at = 0_usize;
    output.problems.retain(|problem| {
        let is_guess = at >= from && matches!(problem.what, ProblemKind::Guessed { .. });
        at = at.saturating_add(1);
        *guessed = guessed.saturating_add(usize::from(is_guess));
        !is_guess || *guessed <= MAX_GUESSED
    });
}

fn tell_guessed(output: &mut Output, path: Option<&PathBuf>, guessed: usize) {
    let more = guessed.saturating_sub(MAX_GUESSED);
    if let Some(path) = path.filter(|_| more > 0) {
        let place = Place { file: path.to_string_lossy().into_owned(), line: None };
        let what = ProblemKind::MoreGuessed { count: narrow(more) };
        output.problems.push(Problem { place, refused: false, what });
    }
}

/// Opens a file, or says why not.
fn input(file: &FoundFile) -> Result<Input<'static>, ProblemKind> {
    let opened = open::regular(&file.path, file.root.as_deref())?;
    Input::of_file(opened, file.size).map_err(|error| open::unreadable(&error))
}

/// What was read since the last batch, in numbers.
struct Batch<'a> {
    on: &'a mut dyn FnMut(Event) -> ControlFlow<()>,
    /// How many of the articles `size` counts.
    counted: usize,
    /// The text of the articles, in bytes.
    size: usize,
    files: u64,
    /// The bytes of the files read to the end.
    bytes: u64,
}

impl Batch<'_> {
    /// Reads a file. Its name is looked at before it is opened.
    fn file(
        &mut self,
        file: &FoundFile,
        beside: &[Beside],
        options: &Options,
        output: &mut Output,
        tally: &mut Tally,
    ) -> ControlFlow<()> {
        let name = file.path.to_string_lossy();
        let folder = Some(&*file.folder).filter(|folder| !folder.is_empty());
        let mut on_step = |output: &mut Output, read: u64| self.hand_over_when_full(output, read);
        let here = beside.get(file.beside).map(|beside| Here { beside, file: &file.path });
        let on_step = &mut on_step;
        let mut sink = Sink {
            name: &name,
            folder,
            text: None,
            here,
            held: None,
            depth: 0,
            options,
            output,
            tally,
            on_step,
        };
        let flow = match named(&name) {
            Named::Unreadable(extension) => {
                sink.refuse(ProblemKind::UnknownFormat(UnknownFormat::Extension(extension)), None);
                ControlFlow::Continue(())
            }
            _ => match input(file) {
                Ok(input) => readers::read(input, &mut sink),
                Err(what) => {
                    sink.refuse(what, None);
                    ControlFlow::Continue(())
                }
            },
        };
        sink.tell_more();
        flow
    }

    /// Hands over what was read, if it is enough. `read`: the bytes read of a file that is not at its end.
    fn hand_over_when_full(&mut self, output: &mut Output, read: u64) -> ControlFlow<()> {
        for article in output.articles.iter().skip(self.counted) {
            let text = article.body.texts().map(str::len).fold(0, usize::saturating_add);
            self.size = self.size.saturating_add(text);
        }
        self.counted = output.articles.len();
        let pictures =
            output.pictures.iter().map(|picture| picture.bytes.len()).fold(0, usize::saturating_add);
        let full = self.counted.max(output.problems.len()) >= BATCH_ARTICLES
            || self.size.saturating_add(pictures) >= BATCH_BYTES
            || !output.dictionaries.is_empty();
        if full { self.hand_over(output, read) } else { ControlFlow::Continue(()) }
    }

    fn hand_over(&mut self, output: &mut Output, read: u64) -> ControlFlow<()> {
        (self.counted, self.size) = (0, 0);
        let output = std::mem::take(output);
        (self.on)(Event::Batch { output, files: self.files, bytes: self.bytes.saturating_add(read) })
    }
}
