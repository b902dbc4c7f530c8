//! A library with the bundled collection, from the outside of the front desk: how long until a search can be answered,
//! and how long each answer takes as someone types.

use crate::measure::{Quantiles, child, ms_since, peak_memory};
use crate::report::{Report, circumstances, megabytes, number, table};
use crate::{intake, live};
use anyhow::{Result, anyhow};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;
use zhimai_api::{Content, FrontDesk, OpenLibrary, OpenOptions, SearchRequest, UiLang, WireError};

/// What to measure.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// How often a library is made, and how often it is opened again
    #[arg(long, default_value_t = 10)]
    times: usize,
    #[command(flatten)]
    intake: intake::Options,
    #[command(flatten)]
    live: live::Options,
    /// Put the report into docs/BENCHMARKS.md
    #[arg(long)]
    write: bool,
}

/// What is typed, key by key.
pub(crate) const TYPED: &[&str] = &[
    "英偉達",
    "英伟达",
    "nvidia",
    "資料中心",
    "数据中心的电力",
    "微軟 Anthropic 投資",
    "circular financing",
    "老黃",
    "450億美元",
    "2025年11月",
    "yingweida",
    "openai oracle 300 billion",
    "company:nvidia 晶片",
    "\"護城河\"",
    "compute commitment",
];

/// What a process that opens tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Opened {
    /// Until the library is open.
    open_ms: f64,
    /// Until the index holds everything, too.
    indexed_ms: f64,
    /// Until the first search is answered, too.
    answered_ms: f64,
    /// For every key of [`TYPED`], in the library's own words: in the engine, from query string to finished hits.
    engine_ms: Vec<f64>,
    /// The same, with the views for the window and as JSON.
    desk_ms: Vec<f64>,
    peak: Option<u64>,
}

/// Opens a library in this process, and asks it.
pub(crate) fn open(folder: &Path) -> Result<Opened> {
    let lang = UiLang::default();
    let start = Instant::now();
    let options = OpenOptions { folder: folder.to_owned(), clock: || 0, content: Content::Bundled };
    let library = OpenLibrary::open(lang, options).map_err(told)?;
    let open_ms = ms_since(start);
    library.bring_index_up_to_date(lang, &mut |_| ControlFlow::Continue(())).map_err(told)?;
    let indexed_ms = ms_since(start);
    let search = |query: String, typing| {
        let request = SearchRequest { query, typing, ..SearchRequest::default() };
        library.search(lang, request).map_err(told)
    };
    let first = search("英偉達".to_owned(), false)?;
    let answered_ms = ms_since(start);
    if first.hits.is_empty() {
        return Err(anyhow!("the library does not find 英偉達"));
    }
    let (mut engine_ms, mut desk_ms) = (Vec::new(), Vec::new());
    for words in TYPED {
        let mut typed = String::new();
        for key in words.chars() {
            typed.push(key);
            let start = Instant::now();
            let answer = search(typed.clone(), true)?;
            let json = serde_json::to_string(&answer)?;
            desk_ms.push(ms_since(start));
            engine_ms.push(f64::from(answer.took_us) / 1_000.0);
            drop(json);
        }
    }
    Ok(Opened { open_ms, indexed_ms, answered_ms, engine_ms, desk_ms, peak: peak_memory() })
}

fn told(error: WireError) -> anyhow::Error {
    anyhow!("{} {}", error.message, error.detail)
}

pub(crate) fn run(options: &Options, command: &str) -> Result<()> {
    let times = options.times.max(1);
    let work = tempfile::tempdir()?;
    let opened = |folder: &Path| {
        child::<Opened>(
            &["child", "library"].map(OsStr::new).into_iter().chain([folder.as_os_str()]).collect::<Vec<_>>(),
        )
    };
    let (mut new, mut again) = (Vec::new(), Vec::new());
    for time in 0..times {
        let folder = work.path().join(time.to_string());
        new.push(opened(&folder)?);
    }
    let folder = work.path().join("0");
    for _ in 0..times {
        again.push(opened(&folder)?);
    }
    let mut out = String::new();
    let _ = writeln!(out, "### A library with the bundled collection\n\n{}\n", circumstances(command));
    let _ = writeln!(
        out,
        "Until a search is answered, {times} times each, every time in a new process: milliseconds from the start of opening.\n"
    );
    let quantiles = |opened: &[Opened], of: fn(&Opened) -> f64| Quantiles::of(opened.iter().map(of));
    let line = |what: &str, took: Quantiles| {
        vec![what.to_owned(), number(took.p50), number(took.p95), number(took.max)]
    };
    let lines = [
        line("new library: opened", quantiles(&new, |one| one.open_ms)),
        line("new library: indexed", quantiles(&new, |one| one.indexed_ms)),
        line("new library: first answer", quantiles(&new, |one| one.answered_ms)),
        line("opened again: opened", quantiles(&again, |one| one.open_ms)),
        line("opened again: first answer", quantiles(&again, |one| one.answered_ms)),
    ];
    let _ = writeln!(out, "{}", table(&["", "p50 ms", "p95 ms", "longest ms"], &lines));
    let keys = again.first().map_or(0, |one| one.engine_ms.len());
    let _ = writeln!(
        out,
        "A search at every key of {} queries, {keys} keys, in {times} processes; 20 hits with snippets, facets and histogram.\n",
        TYPED.len()
    );
    let all = |of: fn(&Opened) -> &Vec<f64>| Quantiles::of(again.iter().flat_map(of).copied());
    let line = |what: &str, took: Quantiles| {
        vec![what.to_owned(), number(took.p50), number(took.p95), number(took.p99), number(took.max)]
    };
    let lines = [
        line("as the answer states it, `took_us`", all(|one| &one.engine_ms)),
        line("with the views for the window, as JSON", all(|one| &one.desk_ms)),
    ];
    let _ = writeln!(out, "{}", table(&["", "p50 ms", "p95 ms", "p99 ms", "longest ms"], &lines));
    let peak = again.iter().chain(&new).filter_map(|one| one.peak).max();
    if let Some(peak) = peak {
        let _ = writeln!(out, "Memory at the most: {} MB resident.\n", megabytes(peak));
    }
    Report { name: "library".to_owned(), markdown: out, pictures: Vec::new() }.publish(options.write)?;
    live::run(&options.live, command, options.write)?;
    intake::run(&options.intake, command, options.write)
}
