//! Reads files and folders and says what came of it: `cargo run --release -p zhimai-import --example walk -- PATH…`
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;
use zhimai_import::{Event, Options, walk};

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let begun = Instant::now();
    let (mut articles, mut text, mut read) = (0, 0, 0);
    let mut problems = BTreeMap::<String, (usize, String)>::new();
    let mut bodies = BTreeMap::<String, usize>::new();
    let _ = walk(&paths, &Options::default(), &mut |event| {
        if let Event::Batch { output, bytes, .. } = event {
            read = bytes;
            articles += output.articles.len();
            for article in output.articles {
                text += article.body.texts().map(str::len).sum::<usize>();
                *bodies.entry(format!("{:?} {:?}", article.body.lang, article.body.script)).or_default() += 1;
            }
            for problem in output.problems {
                let sample = format!("{}: {:?}", problem.place.file, problem.what);
                problems
                    .entry(format!("{:?} refused={}", problem.what.code(), problem.refused))
                    .or_insert((0, sample))
                    .0 += 1;
            }
        }
        ControlFlow::Continue(())
    });
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{articles} articles, {text} bytes of text, {read} bytes read in {seconds:.2} s: {:.0} MB/s",
        read as f64 / 1e6 / seconds
    );
    println!("{bodies:?}");
    for (what, (count, sample)) in problems {
        println!("{count} × {what}, such as {sample}");
    }
}
