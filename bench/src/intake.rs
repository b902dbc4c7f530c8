//! The whole way in, and beside it the index alone: an import reads, looks for names, keeps and indexes, `reindex` only
//! the last. How much longer the one takes than the other is what the rest of the way costs.

use crate::generate::Generator;
use crate::measure::{Quantiles, child, peak_memory, processor_seconds};
use crate::report::{Report, circumstances, grouped, megabytes, number, table};
use crate::{content, pool};
use anyhow::{Context, Result, anyhow, ensure};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;
use zhimai_api::{Content, FrontDesk, IndexState, OpenLibrary, OpenOptions, UiLang, WireError};

/// What to take in.
#[derive(Clone, Debug, clap::Args)]
// Beside the options that these are a part of, and that are called the same.
#[group(id = "intake")]
pub(crate) struct Options {
    /// How many articles to generate for an import: as Markdown files, and as one file of JSON Lines
    #[arg(long, default_value_t = 10_000)]
    articles: u64,
    /// Files and folders of your own to import beside these
    #[arg(long, num_args = 1..)]
    input: Vec<PathBuf>,
    /// How often each is imported, and its index built anew
    #[arg(long, default_value_t = 3)]
    imports: usize,
}

/// What a process tells of its work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Took {
    seconds: f64,
    processor_seconds: Option<f64>,
    peak: Option<u64>,
    /// Articles that there are now.
    articles: u32,
}

/// Imports into a new library in this process, or, with nothing to import, builds the index anew.
pub(crate) fn work(folder: &Path, inputs: &[PathBuf]) -> Result<Took> {
    let lang = UiLang::default();
    let options = OpenOptions { folder: folder.to_owned(), clock: || 0, content: Content::Empty };
    let library = OpenLibrary::open(lang, options).map_err(told)?;
    let (start, before) = (Instant::now(), processor_seconds());
    let go_on = &mut |_| ControlFlow::Continue(());
    if inputs.is_empty() {
        library.reindex(lang, go_on).map_err(told)?;
    } else {
        let report = library.import_paths(lang, inputs, go_on).map_err(told)?;
        ensure!(report.added > 0, "nothing in {inputs:?} is an article");
    }
    let seconds = start.elapsed().as_secs_f64();
    let processor_seconds = processor_seconds().zip(before).map(|(after, before)| after - before);
    let status = library.status(lang, Default::default()).map_err(told)?;
    let is_ready = status.index == IndexState::Ready;
    ensure!(is_ready, "the index is not ready: {:?}", status.index);
    Ok(Took { seconds, processor_seconds, peak: peak_memory(), articles: status.counts.articles })
}

fn told(error: WireError) -> anyhow::Error {
    anyhow!("{} {}", error.message, error.detail)
}

/// One input, and what was measured of it.
struct Row {
    name: String,
    bytes: u64,
    articles: u32,
    imports: Vec<Took>,
    rebuilds: Vec<Took>,
}

pub(crate) fn run(options: &Options, command: &str, write: bool) -> Result<()> {
    let work = tempfile::tempdir()?;
    let mut inputs = generated(work.path(), options.articles)?;
    if !options.input.is_empty() {
        inputs.push(("input".to_owned(), options.input.clone()));
    }
    let rows = inputs
        .into_iter()
        .map(|(name, paths)| measured(name, &paths, work.path(), options.imports.max(1)))
        .collect::<Result<Vec<_>>>()?;
    let mut out = String::new();
    let _ = writeln!(out, "### Importing, beside building the index alone\n\n{}\n", circumstances(command));
    let _ = writeln!(
        out,
        "Each {} times by turns, every time in a new process; the middle one of the times. \
         MB/s are of the files' size; the ratio is that of import to `reindex`.\n",
        options.imports.max(1)
    );
    let head = [
        "",
        "articles",
        "MB",
        "import s",
        "MB/s",
        "`reindex` s",
        "ratio",
        "import processor s",
        "`reindex` processor s",
        "ratio",
        "memory importing MB",
    ];
    let lines: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
    let _ = writeln!(out, "{}", table(&head, &lines));
    Report { name: "import".to_owned(), markdown: out, pictures: Vec::new() }.publish(write)
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let middle = |took: &[Took], of: fn(&Took) -> f64| Quantiles::of(took.iter().map(of)).p50;
        let seconds = |took| middle(took, |took| took.seconds);
        let processor = |took| middle(took, |took| took.processor_seconds.unwrap_or(f64::NAN));
        let (import, rebuild) = (seconds(&self.imports), seconds(&self.rebuilds));
        let (import_processor, rebuild_processor) = (processor(&self.imports), processor(&self.rebuilds));
        let peak = self.imports.iter().filter_map(|took| took.peak).max();
        vec![
            self.name.clone(),
            grouped(&self.articles.to_string()),
            megabytes(self.bytes),
            number(import),
            number(self.bytes as f64 / 1e6 / import),
            number(rebuild),
            number(import / rebuild),
            number(import_processor),
            number(rebuild_processor),
            number(import_processor / rebuild_processor),
            peak.map_or_else(|| "—".to_owned(), megabytes),
        ]
    }
}

/// The same articles as Markdown files and as one file of JSON Lines.
fn generated(folder: &Path, articles: u64) -> Result<Vec<(String, Vec<PathBuf>)>> {
    let generator = Generator::new(1, articles, &content::collection()?)?;
    let (lines, _) = generator.write(folder, 0)?;
    let files = folder.join("markdown");
    let mut number = 0_u64;
    pool::each_doc(std::slice::from_ref(&lines), |doc| {
        let folder = files.join((number / 1_000).to_string());
        std::fs::create_dir_all(&folder)?;
        let date = doc.date.unwrap_or_default();
        let text = format!("---\ntitle: {:?}\ndate: {date}\n---\n\n{}\n", doc.title, doc.text);
        std::fs::write(folder.join(format!("{number}.md")), text)?;
        number += 1;
        Ok(())
    })?;
    Ok(vec![("Markdown files".to_owned(), vec![files]), ("JSON Lines".to_owned(), vec![lines])])
}

fn measured(name: String, paths: &[PathBuf], work: &Path, times: usize) -> Result<Row> {
    let bytes = paths.iter().map(|path| size(path)).sum::<Result<u64>>()?;
    let library = work.join("library");
    let (mut imports, mut rebuilds) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let arguments = ["child", "intake"].map(OsStr::new);
        let arguments: Vec<&OsStr> = arguments.into_iter().chain([library.as_os_str()]).collect();
        let with_paths = arguments.iter().copied().chain(paths.iter().map(|path| path.as_os_str()));
        imports.push(child::<Took>(&with_paths.collect::<Vec<_>>())?);
        rebuilds.push(child::<Took>(&arguments)?);
        std::fs::remove_dir_all(&library)?;
    }
    let articles = imports.first().map_or(0, |took| took.articles);
    Ok(Row { name, bytes, articles, imports, rebuilds })
}

/// The size of a file, or of all files in a folder.
fn size(path: &Path) -> Result<u64> {
    let meta = std::fs::metadata(path).with_context(|| path.display().to_string())?;
    if !meta.is_dir() {
        return Ok(meta.len());
    }
    std::fs::read_dir(path)?.map(|entry| size(&entry?.path())).sum()
}
