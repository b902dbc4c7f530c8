//! What readers are given beside their input, and where they put what they make of it.

use crate::beside::Here;
use crate::encoding::Failure;
use crate::held::Holder;
use crate::input::Input;
use crate::open::unreadable;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;
use zhimai_model::{Article, CollectionInfo, Dictionary, Picture, Place, Problem, ProblemCode, ProblemKind};

/// The identifier of the collection that imported articles go into.
pub const IMPORTED: &str = "imported";

/// What was made of an input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// The articles, in the order of the input.
    pub articles: Vec<Article>,
    /// Where each of the articles stands in the input.
    pub places: Vec<Place>,
    /// The dictionaries, one for each input that is one.
    pub dictionaries: Vec<Dictionary>,
    /// The pictures that the articles show, each once in a batch.
    pub pictures: Vec<Picture>,
    /// The collections that the input is of, where it was exported as such; before their articles.
    pub collections: Vec<Brought>,
    /// What could not be used, or not as it stood.
    pub problems: Vec<Problem>,
}

/// A collection that was exported and is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// What it is.
    pub info: CollectionInfo,
    /// How many articles it says it has.
    pub articles: u32,
}

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The identifier of the collection that articles go into.
    pub collection: String,
    /// Identifiers of collections that no file may bring.
    pub reserved: Vec<String>,
    /// The most that one article's text may have, in bytes of UTF-8.
    pub max_article: usize,
    /// The most that one line of a JSON Lines file, or one value of a JSON file, may have, in bytes of UTF-8.
    pub max_line: usize,
    /// The most entries that a dictionary may have.
    pub max_entries: usize,
    /// How many problems of one code a file may have before the rest are only counted.
    pub max_problems: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            collection: IMPORTED.to_owned(),
            reserved: vec![IMPORTED.to_owned()],
            max_article: 16 << 20,
            max_line: 32 << 20,
            max_entries: 500_000,
            max_problems: 1_000,
        }
    }
}

/// Where the readers of formats put what they make of one input.
pub(crate) struct Sink<'a> {
    pub(crate) name: &'a str,
    /// What a file of one text that names no source is from: the folder that the person chose, and the folder in it that
    /// holds the file; or the folder of a file that they chose by itself. A file of many texts is their source itself.
    pub(crate) folder: Option<&'a str>,
    /// The input as text, where it is one article: what is wrong in it is placed by line.
    pub(crate) text: Option<&'a str>,
    /// What lies beside the file, where it is one on the disk.
    pub(crate) here: Option<Here<'a>>,
    /// What holds the pictures that it shows, where it is a part of a whole.
    pub(crate) held: Option<&'a dyn Holder>,
    /// How many inputs it is a part of, one in the other.
    pub(crate) depth: usize,
    pub(crate) options: &'a Options,
    pub(crate) output: &'a mut Output,
    pub(crate) tally: &'a mut Tally,
    /// See [`Sink::step`].
    pub(crate) on_step: &'a mut OnStep<'a>,
}

/// Takes what was made so far, if it is enough; the number is how many bytes of the input were read. May stop the reader.
pub(crate) type OnStep<'a> = dyn FnMut(&mut Output, u64) -> ControlFlow<()> + 'a;

/// What is counted of a file and all of its parts.
#[derive(Default)]
pub(crate) struct Tally {
    /// How many problems of each code it has so far, refusals apart: a file may have millions.
    told: HashMap<(ProblemCode, bool), u32>,
    /// How many bytes were unpacked of it.
    pub(crate) unpacked: u64,
}

/// The most that is told of each text in a problem, in code points.
const MAX_DETAIL: usize = 500;

impl Sink<'_> {
    /// Says that some of an input was read, of which one that may be of any size consists of many. Where the answer is to
    /// break off, the reader stops.
    pub(crate) fn step(&mut self, read: u64) -> ControlFlow<()> {
        (self.on_step)(self.output, read)
    }

    /// Reads a part of the input, such as a file in an archive, as an input by itself: it goes by the name of the whole and
    /// its own. `folder` is what its text is from when it does not say so. `read`: how many bytes of the whole were read.
    pub(crate) fn part<T>(
        &mut self,
        name: &str,
        folder: &str,
        read: u64,
        reader: impl FnOnce(&mut Sink<'_>) -> T,
    ) -> T {
        let name = format!("{}/{name}", self.name);
        let depth = self.depth.saturating_add(1);
        let Self { options, output, tally, on_step, .. } = self;
        let mut on_part = |output: &mut Output, _| on_step(output, read);
        let on_step = &mut on_part;
        let folder = Some(folder);
        reader(&mut Sink {
            name: &name,
            folder,
            text: None,
            here: None,
            held: None,
            depth,
            options,
            output,
            tally,
            on_step,
        })
    }

    /// Lends what holds the pictures of the texts that are read meanwhile.
    pub(crate) fn holding<T>(&mut self, held: &dyn Holder, reader: impl FnOnce(&mut Sink<'_>) -> T) -> T {
        let Self { name, folder, text, here, depth, options, output, tally, on_step, .. } = self;
        reader(&mut Sink {
            name,
            folder: *folder,
            text: *text,
            here: *here,
            held: Some(held),
            depth: *depth,
            options,
            output,
            tally,
            on_step: *on_step,
        })
    }

    /// All of an input of at most so many bytes; of one that cannot be read, why is told.
    pub(crate) fn bytes<'b>(&mut self, input: Input<'b>, limit: usize) -> Option<Cow<'b, [u8]>> {
        input.bytes(limit).map_err(|failure| self.fail(failure)).ok()
    }

    /// An input that cannot be read at all.
    pub(crate) fn fail(&mut self, failure: Failure) {
        match failure {
            Failure::Io(error) => self.refuse(unreadable(&error), None),
            Failure::Format(what) => self.refuse(what, None),
        }
    }

    /// Takes back what was told of problems of a code that refuse something.
    pub(crate) fn take_back(&mut self, code: ProblemCode) {
        let is_such = |problem: &Problem| {
            problem.place.file == self.name && problem.what.code() == code && problem.refused
        };
        self.output.problems.retain(|problem| !is_such(problem));
        self.tally.told.remove(&(code, true));
    }

    /// Takes back what was told of an input as if it were taken in.
    pub(crate) fn take_back_told(&mut self) {
        let Self { name, output, tally, .. } = self;
        output.problems.retain(|problem| {
            let stays = problem.refused || problem.place.file != *name;
            if !stays && let Some(count) = tally.told.get_mut(&(problem.what.code(), false)) {
                *count = count.saturating_sub(1);
            }
            stays
        });
    }

    /// A problem with an input, or a part of it, that is not taken in.
    pub(crate) fn refuse(&mut self, what: ProblemKind, line: Option<u32>) {
        self.problem(what, line, true);
    }

    /// A problem with something that is taken in all the same.
    pub(crate) fn tell(&mut self, what: ProblemKind, line: Option<u32>) {
        self.problem(what, line, false);
    }

    fn problem(&mut self, mut what: ProblemKind, line: Option<u32>, refused: bool) {
        let count = self.tally.told.entry((what.code(), refused)).or_default();
        *count = count.saturating_add(1);
        if *count > self.options.max_problems {
            return;
        }
        for text in what.texts_mut() {
            if let Some((end, _)) = text.char_indices().nth(MAX_DETAIL) {
                text.truncate(end);
                text.push('…');
            }
        }
        let place = Place { file: self.name.to_owned(), line };
        self.output.problems.push(Problem { place, refused, what });
    }

    /// Ends a file: tells how many problems it has beside those that were told.
    pub(crate) fn tell_more(&mut self) {
        let Tally { told, .. } = std::mem::take(self.tally);
        let mut more: Vec<_> = told.into_iter().collect();
        more.sort_unstable_by_key(|((code, refused), _)| (*code as u8, *refused));
        for ((_, refused), count) in more {
            let count = count.saturating_sub(self.options.max_problems);
            if count > 0 {
                let place = Place { file: self.name.to_owned(), line: None };
                self.output.problems.push(Problem { place, refused, what: ProblemKind::More { count } });
            }
        }
    }
}

/// The line, from 1, of the first character that is such.
pub(crate) fn line_of(text: &str, is_such: impl Fn(char) -> bool) -> Option<u32> {
    let before = text.get(..text.find(is_such)?)?;
    u32::try_from(before.matches('\n').count().saturating_add(1)).ok()
}

/// How many lines end in a text.
pub(crate) fn lines_in(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}
