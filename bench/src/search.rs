//! Side by side: every system indexes the same articles and answers the same queries, one after the other, each in
//! processes of its own: one that builds, and a fresh one that asks.

use crate::chart::{self, Bar, Panel};
use crate::generate::Generator;
use crate::measure::{Quantiles, child, ms_since, own_memory, peak_memory, processor_seconds};
use crate::pool::{self, Quality, Query};
use crate::report::{Report, circumstances, grouped, megabytes, number, table, version};
use crate::systems::{ALL, System};
use crate::{content, systems};
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use zhimai_gazetteer::Gazetteer;

/// What to measure.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// How many articles to generate
    #[arg(long, default_value_t = 10_000)]
    articles: u64,
    /// How many generated queries of each kind
    #[arg(long, default_value_t = 200)]
    queries_per_kind: usize,
    /// Another number gives other articles
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Articles to take instead, as JSON Lines ({"id", "title", "text", "date"?, "source"?})
    #[arg(long, num_args = 1.., requires = "queries")]
    pool: Vec<PathBuf>,
    /// Queries to go with them, as JSON Lines ({"query", "relevant": [id…]})
    #[arg(long, num_args = 1.., requires = "pool")]
    queries: Vec<PathBuf>,
    /// Only these, separated by commas
    #[arg(long, value_delimiter = ',')]
    systems: Vec<String>,
    /// Put the report into docs/BENCHMARKS.md
    #[arg(long)]
    write: bool,
}

/// What a process that builds tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Built {
    seconds: f64,
    processor_seconds: Option<f64>,
    peak: Option<u64>,
}

/// What a process that asks tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// From the closed index to the first answer.
    first_ms: f64,
    /// Per query, the second time it is asked.
    took_ms: Vec<f64>,
    /// The processor's time for all of them.
    processor_seconds: Option<f64>,
    hits: Vec<Vec<String>>,
    peak: Option<u64>,
    /// Without pages of files, at the end.
    own: Option<u64>,
}

struct Row {
    system: &'static System,
    built: Built,
    size: systems::Size,
    asked: Asked,
    took: Quantiles,
}

impl Row {
    /// The processor's time for a query, on average.
    fn processor_ms(&self) -> f64 {
        self.asked.processor_seconds.unwrap_or(f64::NAN) * 1_000.0 / self.asked.took_ms.len() as f64
    }
}

/// Builds in this process.
pub(crate) fn build(system: &str, folder: &Path, files: &[PathBuf]) -> Result<Built> {
    let system = System::named(system)?;
    let names = names_for(system)?;
    let start = Instant::now();
    system.build(folder, files, &names)?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Built { seconds, processor_seconds: processor_seconds(), peak: peak_memory() })
}

/// Asks in this process: every query once to get warm, then once more for the time.
pub(crate) fn ask(system: &str, folder: &Path, queries: &[PathBuf]) -> Result<Asked> {
    let system = System::named(system)?;
    let queries = pool::queries(queries)?;
    let names = names_for(system)?;
    let start = Instant::now();
    let index = system.open(folder, names)?;
    if let Some(first) = queries.first() {
        index.top(&first.query)?;
    }
    let first_ms = ms_since(start);
    for query in &queries {
        index.top(&query.query)?;
    }
    let before = processor_seconds();
    let (mut took_ms, mut hits) = (Vec::new(), Vec::new());
    for query in &queries {
        let start = Instant::now();
        let found = index.top(&query.query)?;
        took_ms.push(ms_since(start));
        hits.push(found);
    }
    let processor_seconds = processor_seconds().zip(before).map(|(after, before)| after - before);
    Ok(Asked { first_ms, took_ms, processor_seconds, hits, peak: peak_memory(), own: own_memory() })
}

/// Only ours knows names.
fn names_for(system: &System) -> Result<Arc<Gazetteer>> {
    if system.is_ours() { content::names() } else { Ok(Arc::default()) }
}

pub(crate) fn run(options: &Options, command: &str) -> Result<()> {
    let chosen = chosen(&options.systems)?;
    let work = tempfile::tempdir()?;
    let (files, queries) = if options.pool.is_empty() {
        tell(&format!("generating {} articles", grouped(&options.articles.to_string())));
        let generator = Generator::new(options.seed, options.articles, &content::collection()?)?;
        let (pool, queries) = generator.write(work.path(), options.queries_per_kind)?;
        (vec![pool], vec![queries])
    } else {
        (options.pool.clone(), options.queries.clone())
    };
    let (articles, bytes) = pool::size(&files)?;
    let mut rows: Vec<Row> = Vec::new();
    for system in chosen {
        let folder = work.path().join(system.shares_index_of().unwrap_or(system.name));
        let earlier = rows.iter().find(|row| Some(row.system.name) == system.shares_index_of());
        let built = match earlier {
            Some(row) => row.built.clone(),
            None => {
                tell(&format!("{}: building", system.name));
                std::fs::create_dir(&folder)?;
                child(&call("build", system, &folder, &files))?
            }
        };
        let size = systems::size(&folder)?;
        tell(&format!(
            "{}: built in {:.1} s, {} MB; asking",
            system.name,
            built.seconds,
            megabytes(size.bytes)
        ));
        let asked: Asked = child(&call("ask", system, &folder, &queries))?;
        let took = Quantiles::of(asked.took_ms.iter().copied());
        tell(&format!("{}: p50 {} ms, p95 {} ms", system.name, number(took.p50), number(took.p95)));
        rows.push(Row { system, built, size, asked, took });
        if !system.is_ours() {
            std::fs::remove_dir_all(&folder)?;
        }
    }
    let queries = pool::queries(&queries)?;
    let generated = options.pool.is_empty();
    let name = if generated { format!("search-{articles}") } else { format!("search-given-{articles}") };
    let (markdown, picture) = report(&name, &rows, &queries, articles, bytes, generated, command);
    Report { pictures: vec![(format!("{name}.svg"), picture)], name, markdown }.publish(options.write)
}

fn chosen(names: &[String]) -> Result<Vec<&'static System>> {
    const SYSTEMS: &[System] = &ALL;
    for name in names {
        System::named(name)?;
    }
    let wanted = |system: &&System| names.is_empty() || names.iter().any(|name| name == system.name);
    let chosen: Vec<_> = SYSTEMS.iter().filter(wanted).collect();
    for system in &chosen {
        let shared = system.shares_index_of();
        ensure!(
            shared.is_none_or(|name| chosen.iter().any(|system| system.name == name)),
            "{} asks the index of {}: name both",
            system.name,
            shared.unwrap_or_default()
        );
    }
    Ok(chosen)
}

fn call<'a>(step: &'a str, system: &'a System, folder: &'a Path, files: &'a [PathBuf]) -> Vec<&'a OsStr> {
    let mut call = vec![OsStr::new("child"), OsStr::new(step), OsStr::new(system.name), folder.as_os_str()];
    call.extend(files.iter().map(|file| file.as_os_str()));
    call
}

/// Progress goes where it is not mistaken for the report.
fn tell(what: &str) {
    use std::io::Write;
    // Nobody may be listening, and then nobody misses it.
    let _ = writeln!(std::io::stderr(), "{what}");
}

fn qualities(row: &Row, queries: &[Query], kind: Option<&str>) -> Quality {
    let of_kind = |query: &&Query| kind.is_none_or(|kind| query.kind == kind);
    let answered = queries.iter().zip(row.asked.hits.iter().map(Vec::as_slice));
    pool::quality(answered.filter(|(query, _)| of_kind(query)))
}

fn report(
    name: &str,
    rows: &[Row],
    queries: &[Query],
    articles: u64,
    bytes: u64,
    generated: bool,
    command: &str,
) -> (String, String) {
    let mut kinds: Vec<&str> = Vec::new();
    for query in queries.iter().filter(|query| !query.relevant.is_empty()) {
        if !kinds.contains(&query.kind.as_str()) {
            kinds.push(&query.kind);
        }
    }
    let mut out = String::new();
    let what = if generated { "generated" } else { "given" };
    let articles = grouped(&articles.to_string());
    let _ = writeln!(
        out,
        "### {articles} {what} articles, {} MB of text, {} queries\n",
        megabytes(bytes),
        queries.len()
    );
    let _ = writeln!(out, "{}", circumstances(command));
    let _ = writeln!(
        out,
        "tantivy {}, SQLite {}, jieba-rs {}.\n",
        version("tantivy"),
        rusqlite::version(),
        version("jieba-rs")
    );
    let _ = writeln!(out, "![Quality, time and size side by side](images/{name}.svg)\n");

    let _ = writeln!(out, "Quality: MRR@10 by kind of query, and over all queries MRR@10 and R@10.\n");
    let mut head = vec!["system"];
    head.extend(&kinds);
    head.extend(["all: MRR@10", "all: R@10"]);
    let lines = rows.iter().map(|row| {
        let mut cells = vec![row.system.title.to_owned()];
        cells.extend(kinds.iter().map(|kind| format!("{:.3}", qualities(row, queries, Some(kind)).mrr)));
        let all = qualities(row, queries, None);
        cells.extend([format!("{:.3}", all.mrr), format!("{:.3}", all.recall)]);
        cells
    });
    let _ = writeln!(out, "{}", table(&head, &lines.collect::<Vec<_>>()));

    let _ = writeln!(out, "Time and size.\n");
    let head = [
        "system",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "processor ms",
        "open to first answer ms",
        "build s",
        "build processor s",
        "build MB/s",
        "index MB",
        "index / text",
        "of it texts MB",
        "memory asking MB",
        "of it own MB",
        "memory building MB",
    ];
    let memory = |bytes: Option<u64>| bytes.map_or_else(|| number(f64::NAN), megabytes);
    let lines = rows.iter().map(|row| {
        vec![
            row.system.title.to_owned(),
            number(row.took.p50),
            number(row.took.p95),
            number(row.took.p99),
            number(row.processor_ms()),
            number(row.asked.first_ms),
            number(row.built.seconds),
            number(row.built.processor_seconds.unwrap_or(f64::NAN)),
            number(bytes as f64 / 1e6 / row.built.seconds),
            megabytes(row.size.bytes),
            number(row.size.bytes as f64 / bytes as f64),
            megabytes(row.size.texts),
            memory(row.asked.peak),
            memory(row.asked.own),
            memory(row.built.peak),
        ]
    });
    let _ = writeln!(out, "{}", table(&head, &lines.collect::<Vec<_>>()));

    if let Some(ours) = rows.iter().find(|row| row.system.is_ours()) {
        let _ = writeln!(
            out,
            "Zhimai divided by each of the others, from this run: above 1 is better for MRR@10, below 1 for the rest.\n"
        );
        let head = [
            "system",
            "MRR@10",
            "p50",
            "p95",
            "p99",
            "processor",
            "build time",
            "build processor",
            "index size",
            "memory asking",
        ];
        let lines = rows.iter().filter(|row| !row.system.is_ours()).map(|row| {
            let ratio = |of: fn(&Row) -> f64| number(of(ours) / of(row));
            let mrr = |row| qualities(row, queries, None).mrr;
            vec![
                row.system.title.to_owned(),
                number(mrr(ours) / mrr(row)),
                ratio(|row| row.took.p50),
                ratio(|row| row.took.p95),
                ratio(|row| row.took.p99),
                ratio(Row::processor_ms),
                ratio(|row| row.built.seconds),
                ratio(|row| row.built.processor_seconds.unwrap_or(f64::NAN)),
                ratio(|row| row.size.bytes as f64),
                ratio(|row| row.asked.peak.map_or(f64::NAN, |bytes| bytes as f64)),
            ]
        });
        let _ = writeln!(out, "{}", table(&head, &lines.collect::<Vec<_>>()));
    }
    (out, picture(rows, queries, bytes))
}

fn picture(rows: &[Row], queries: &[Query], bytes: u64) -> String {
    let bars = |value: &dyn Fn(&Row) -> f64| {
        let bar = |row: &Row| Bar {
            label: row.system.title.replace('*', ""),
            value: value(row),
            ours: row.system.is_ours(),
        };
        rows.iter().map(bar).collect::<Vec<_>>()
    };
    chart::bars(&[
        Panel {
            title: "MRR@10 over all kinds of query (longer is better)",
            bars: bars(&|row| qualities(row, queries, None).mrr),
        },
        Panel { title: "p95 per query, ms (shorter is better)", bars: bars(&|row| row.took.p95) },
        Panel { title: "Build, s (shorter is better)", bars: bars(&|row| row.built.seconds) },
        Panel {
            title: "Index / text (shorter is better)",
            bars: bars(&|row| row.size.bytes as f64 / bytes as f64),
        },
    ])
}
