//! Reads files and folders batch by batch, in bounded memory.

use crate::lines::{Failure, Line, each_line, each_part};
use crate::told::narrow;
use crate::{Format, Options, Output, Sink, Tally, extension, format_of, json, open};
use std::fs;
use std::io::Read;
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
    let bytes = found.files.iter().map(|file| file.size).fold(0, u64::saturating_add);
    on(Event::Found { files: found.files.len() as u64, bytes })?;
    let output = Output { problems: found.problems, ..Output::default() };
    let tally = Tally::default();
    let mut batch = Batch { options, on, output, tally, guessed: 0, counted: 0, size: 0, files: 0, bytes: 0 };
    for file in &found.files {
        batch.file(file)?;
    }
    batch.tell_guessed(paths.first());
    batch.hand_over()
}

#[derive(Default)]
struct Found {
    files: Vec<FoundFile>,
    problems: Vec<Problem>,
}

struct FoundFile {
    path: PathBuf,
    /// In bytes.
    size: u64,
    /// What its text is from when it does not say so: see [`crate::Sink::folder`].
    folder: Arc<str>,
    /// The folder that it was found in, which it may not lead out of; none for a file that the person chose.
    root: Option<Arc<Path>>,
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
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => match fs::canonicalize(path) {
                Ok(root) => {
                    let root: Arc<Path> = root.into();
                    self.folder(&Folder { path, root: &root, depth: 0, name: last_name(&root) });
                }
                Err(error) => self.problem(open::unreadable(&error), path),
            },
            Ok(meta) if meta.is_file() => {
                let whole = fs::canonicalize(path);
                let folder = whole.ok().and_then(|path| path.parent().map(last_name)).unwrap_or_default();
                self.files.push(FoundFile { path: path.to_owned(), size: meta.len(), folder, root: None });
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
        if let Ok(Some(_)) = format_of(&name) {
            let (folder, root) = (Arc::clone(&within.name), Some(Arc::clone(within.root)));
            self.files.push(FoundFile { path, size, folder, root });
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
                    self.files.push(FoundFile { path: path.to_owned(), size: meta.len(), folder, root });
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

    fn problem(&mut self, what: ProblemKind, path: &Path) {
        self.problems.push(refusal(what, path));
    }
}

fn refusal(what: ProblemKind, path: &Path) -> Problem {
    let place = Place { file: path.to_string_lossy().into_owned(), line: None };
    Problem { place, refused: true, what }
}

/// The name of a folder; nothing for the root of a disk.
fn last_name(folder: &Path) -> Arc<str> {
    folder.file_name().unwrap_or_default().to_string_lossy().into()
}

struct Batch<'a> {
    options: &'a Options,
    on: &'a mut dyn FnMut(Event) -> ControlFlow<()>,
    output: Output,
    tally: Tally,
    /// How many dates were taken from the names of files.
    guessed: usize,
    /// How many of the articles `size` counts.
    counted: usize,
    /// The text of the articles, in bytes.
    size: usize,
    files: u64,
    /// The bytes of the files read to the end.
    bytes: u64,
}

impl Batch<'_> {
    fn file(&mut self, file: &FoundFile) -> ControlFlow<()> {
        let name = file.path.to_string_lossy();
        let problems = self.output.problems.len();
        let flow = match format_of(&name) {
            Ok(Some(Format::JsonLines)) => self.lines(file, &name),
            Ok(Some(Format::Json)) => self.values(file, &name),
            _ => {
                self.whole(file, &name);
                ControlFlow::Continue(())
            }
        };
        self.sink(&name, None).tell_more();
        flow?;
        self.keep_few_guesses(problems);
        self.files = self.files.saturating_add(1);
        self.bytes = self.bytes.saturating_add(file.size);
        self.hand_over_when_full(0)
    }

    fn sink<'s>(&'s mut self, name: &'s str, folder: Option<&'s str>) -> Sink<'s> {
        let Self { options, output, tally, .. } = self;
        Sink { name, folder, text: None, options, output, tally }
    }

    /// In a folder where every name begins with a date it is enough to say so some times.
    fn keep_few_guesses(&mut self, from: usize) {
        let mut at = 0_usize;
        let guessed = &mut self.guessed;
        self.output.problems.retain(|problem| {
            let is_guess = at >= from && matches!(problem.what, ProblemKind::Guessed { .. });
            at = at.saturating_add(1);
            *guessed = guessed.saturating_add(usize::from(is_guess));
            !is_guess || *guessed <= MAX_GUESSED
        });
    }

    fn tell_guessed(&mut self, path: Option<&PathBuf>) {
        let more = self.guessed.saturating_sub(MAX_GUESSED);
        if let Some(path) = path.filter(|_| more > 0) {
            let place = Place { file: path.to_string_lossy().into_owned(), line: None };
            let what = ProblemKind::MoreGuessed { count: narrow(more) };
            self.output.problems.push(Problem { place, refused: false, what });
        }
    }

    fn refuse(&mut self, what: ProblemKind, path: &Path) {
        self.output.problems.push(refusal(what, path));
    }

    /// Opens a file, or tells why not.
    fn open(&mut self, file: &FoundFile) -> Option<fs::File> {
        match open::regular(&file.path, file.root.as_deref()) {
            Ok(file) => Some(file),
            Err(what) => {
                self.refuse(what, &file.path);
                None
            }
        }
    }

    /// A file that is read at once, up to what is taken in.
    ///
    /// Its name is looked at before its size, and its size before its bytes.
    fn whole(&mut self, file: &FoundFile, name: &str) {
        let FoundFile { path, size, folder, .. } = file;
        let limit = match format_of(name) {
            Ok(format) => self.options.max_bytes(format) as u64,
            Err(extension) => {
                return self.refuse(ProblemKind::UnknownFormat(UnknownFormat::Extension(extension)), path);
            }
        };
        if *size > limit {
            return self.refuse(ProblemKind::TooLarge { limit }, path);
        }
        let Some(opened) = self.open(file) else { return };
        let mut bytes = Vec::new();
        // It may have grown since.
        match opened.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
            Ok(_) => self.sink(name, Some(&**folder).filter(|folder| !folder.is_empty())).read(&bytes),
            Err(error) => self.refuse(open::unreadable(&error), path),
        }
    }

    /// A file of lines, of any length.
    fn lines(&mut self, file: &FoundFile, name: &str) -> ControlFlow<()> {
        let Some(opened) = self.open(file) else { return ControlFlow::Continue(()) };
        let mut flow = ControlFlow::Continue(());
        let max_line = self.options.max_line;
        let mut reader = json::Reader::default();
        let done = each_line(opened, max_line, |line, number, read| {
            match line {
                Line::Text(text) => reader.text_line(&mut self.sink(name, None), text, number),
                Line::TooLong => reader.long_line(&mut self.sink(name, None), number),
            }
            flow = self.hand_over_when_full(read);
            flow.is_continue()
        });
        self.end(file, done, flow, |sink| reader.tell_left_out(sink))
    }

    /// A file that is an array of any length, or values one after the other.
    fn values(&mut self, file: &FoundFile, name: &str) -> ControlFlow<()> {
        let Some(opened) = self.open(file) else { return ControlFlow::Continue(()) };
        let mut flow = ControlFlow::Continue(());
        let mut reader = json::Reader::default();
        let folder = Some(&*file.folder).filter(|folder| !folder.is_empty());
        let done = each_part(opened, |part, read| {
            reader.part(&mut self.sink(name, folder), part);
            flow = self.hand_over_when_full(read);
            flow.is_continue()
        });
        self.end(file, done, flow, |sink| reader.end(sink))
    }

    /// Ends a file that came in pieces.
    fn end(
        &mut self,
        file: &FoundFile,
        done: Result<usize, Failure>,
        flow: ControlFlow<()>,
        end: impl FnOnce(&mut Sink<'_>),
    ) -> ControlFlow<()> {
        let name = file.path.to_string_lossy();
        match done {
            Err(Failure::Io(error)) => self.refuse(open::unreadable(&error), &file.path),
            Err(Failure::Format(what)) => self.refuse(what, &file.path),
            Ok(mixed) if flow.is_continue() => {
                let folder = Some(&*file.folder).filter(|folder| !folder.is_empty());
                let mut sink = self.sink(&name, folder);
                if mixed > 0 {
                    sink.tell(ProblemKind::MixedEncodings { lines: narrow(mixed) }, None);
                }
                end(&mut sink);
            }
            Ok(_) => {}
        }
        flow
    }

    /// `read`: the bytes read of a file that is not at its end.
    fn hand_over_when_full(&mut self, read: u64) -> ControlFlow<()> {
        for article in self.output.articles.iter().skip(self.counted) {
            let text = article.body.texts().map(str::len).fold(0, usize::saturating_add);
            self.size = self.size.saturating_add(text);
        }
        self.counted = self.output.articles.len();
        let full = self.counted.max(self.output.problems.len()) >= BATCH_ARTICLES
            || self.size >= BATCH_BYTES
            || !self.output.dictionaries.is_empty();
        if full { self.hand_over_at(read) } else { ControlFlow::Continue(()) }
    }

    fn hand_over(&mut self) -> ControlFlow<()> {
        self.hand_over_at(0)
    }

    fn hand_over_at(&mut self, read: u64) -> ControlFlow<()> {
        (self.counted, self.size) = (0, 0);
        let output = std::mem::take(&mut self.output);
        (self.on)(Event::Batch { output, files: self.files, bytes: self.bytes.saturating_add(read) })
    }
}
