//! Measures quality, speed and size of search on sets of documents and questions.
//!
//! ```text
//! cargo run --release -p zhimai-search --example measure -- SET... [--pool FILE.jsonl]...
//! ```
//! A set is a folder with `docs.jsonl` (`{"id", "title", "text"}` a line) and `queries*.jsonl`
//! (`{"query", "relevant": [id]}` a line). All sets and pools go into one index. `--each` gives every set its own.
//! Times are by the clock; on Linux also the processor's, which other work on the machine does not lengthen.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use zhimai_search::{Document, Index, Kind, News, Part, Request};

#[derive(Deserialize)]
struct Doc {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

#[derive(Deserialize)]
struct Question {
    query: String,
    relevant: Vec<String>,
}

fn main() {
    let (mut sets, mut pools, mut each, mut facets) = (Vec::new(), Vec::new(), false, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--pool" => pools.push(PathBuf::from(args.next().expect("a file after --pool"))),
            "--each" => each = true,
            "--facets" => facets = true,
            _ => sets.push(PathBuf::from(arg)),
        }
    }
    let groups: Vec<Vec<PathBuf>> =
        if each { sets.iter().map(|set| vec![set.clone()]).collect() } else { vec![sets] };
    for sets in groups {
        let folder = std::env::temp_dir().join(format!("zhimai-measure-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let index = Index::create(&folder, Arc::default()).expect("an empty index");
        let files: Vec<PathBuf> =
            sets.iter().map(|set| set.join("docs.jsonl")).chain(pools.clone()).collect();
        build(&index, &files);
        for set in &sets {
            let mut queries: Vec<PathBuf> =
                std::fs::read_dir(set).unwrap().map(|file| file.unwrap().path()).collect();
            queries.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with("queries"));
            queries.sort();
            for path in queries {
                ask(&index, &path, facets);
            }
        }
        std::fs::remove_dir_all(&folder).expect("the folder is ours");
    }
}

fn build(index: &Index, files: &[PathBuf]) {
    let documents: Vec<Doc> = files.iter().flat_map(|file| lines::<Doc>(file)).collect();
    let bytes: usize = documents.iter().map(|doc| doc.title.len() + doc.text.len()).sum();
    index.warm_up();
    let (start, processor) = (Instant::now(), process_seconds());
    let mut writer = index.writer().expect("the only writer");
    for doc in &documents {
        writer
            .put(&Document {
                kind: Kind::Article,
                id: doc.id.clone(),
                parts: vec![Part::title(None, doc.title.as_str()), Part::body(None, doc.text.as_str())],
                source: None,
                author: None,
                language: None,
                collection: String::new(),
                days: None,
                entities: Vec::new(),
                sums: Vec::new(),
                news: News::default(),
            })
            .unwrap();
    }
    writer.commit(1).unwrap();
    let (seconds, processor) = (start.elapsed().as_secs_f64(), process_seconds() - processor);
    writer.finish().unwrap();
    let (megabytes, size) = (bytes as f64 / 1e6, index.size_bytes() as f64 / 1e6);
    println!(
        "{} documents, {megabytes:.1} MB in {seconds:.2} s ({:.1} MB/s; processor {processor:.2} s; settled after {:.2} s), index {size:.1} MB ({:.2})",
        documents.len(),
        megabytes / seconds,
        start.elapsed().as_secs_f64(),
        size / megabytes
    );
}

fn ask(index: &Index, path: &Path, facets: bool) {
    let questions = lines::<Question>(path);
    let (mut mrr, mut first, mut hundred) = (0.0, 0.0, 0.0);
    let (mut took, mut processor) = (Vec::new(), Vec::new());
    for question in &questions {
        let request = Request {
            query: question.query.clone(),
            limit: 10,
            snippets: true,
            facets,
            ..Request::default()
        };
        let (start, before) = (Instant::now(), thread_seconds());
        let answer = index.search(&request).unwrap();
        took.push(start.elapsed().as_secs_f64() * 1e3);
        processor.push((thread_seconds() - before) * 1e3);
        let rank =
            |ids: &[zhimai_search::Hit]| ids.iter().position(|hit| question.relevant.contains(&hit.id));
        if let Some(rank) = rank(&answer.hits) {
            mrr += 1.0 / (rank as f64 + 1.0);
            first += f64::from(u8::from(rank == 0));
        } else if std::env::args().any(|arg| arg == "--misses") {
            println!("missed {} {:?}", question.query, question.relevant);
        }
        let answer = index.search(&Request { limit: 100, snippets: false, ..request }).unwrap();
        hundred += f64::from(u8::from(rank(&answer.hits).is_some()));
    }
    took.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    let n = questions.len() as f64;
    let quantile = |of: &[f64], share: f64| of[((of.len() as f64 * share) as usize).min(of.len() - 1)];
    let at = |share| quantile(&took, share);
    println!(
        "{:40} n {:5}  MRR@10 {:.4}  R@1 {:.4}  R@100 {:.4}  p50 {:.2} ms  p95 {:.2} ms  p99 {:.2} ms  processor {:.2} {:.2}",
        path.iter()
            .rev()
            .take(2)
            .collect::<Vec<_>>()
            .iter()
            .rev()
            .map(|p| p.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/"),
        questions.len(),
        mrr / n,
        first / n,
        hundred / n,
        at(0.5),
        at(0.95),
        at(0.99),
        quantile(&processor, 0.5),
        quantile(&processor, 0.95)
    );
}

fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the processor has worked for this thread, in seconds; 0 where the system does not say.
fn thread_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// What the processor has worked for this process, in seconds; 0 where the system does not say.
fn process_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}
