//! Measures Zhimai, and beside it what one would otherwise take: `./dev bench`.
//!
//! Everything that is measured runs in processes of its own, and what is printed was measured in this run.

mod chart;
mod content;
mod dice;
mod generate;
mod intake;
mod library;
mod live;
mod measure;
mod pool;
mod report;
mod search;
mod systems;
mod window;
mod words;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::io::Write;
use std::path::PathBuf;

/// As the programs have it, for all that is measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(name = "./dev bench", about = "Measures Zhimai")]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Search, side by side with SQLite FTS5 and a plain tantivy index
    Search(search::Options),
    /// Opening a library, searching it as one types, changing what is known, and importing beside building the index anew
    Library(library::Options),
    /// From the start to the first view, and from a key to the screen (`./dev bench window` builds what it needs)
    Window(window::Options),
    /// One step, in a process of its own
    #[command(hide = true, subcommand)]
    Child(Child),
}

#[derive(Debug, Subcommand)]
enum Child {
    Build { system: String, folder: PathBuf, files: Vec<PathBuf> },
    Ask { system: String, folder: PathBuf, queries: Vec<PathBuf> },
    Library { folder: PathBuf },
    Intake { folder: PathBuf, inputs: Vec<PathBuf> },
    Live { folder: PathBuf, inputs: Vec<PathBuf> },
}

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = format!("./dev bench {}", words.join(" "));
    match Arguments::parse().what {
        What::Search(options) => search::run(&options, &command),
        What::Library(options) => library::run(&options, &command),
        What::Window(options) => window::run(&options, &command),
        What::Child(Child::Build { system, folder, files }) => {
            answer(&search::build(&system, &folder, &files)?)
        }
        What::Child(Child::Ask { system, folder, queries }) => {
            answer(&search::ask(&system, &folder, &queries)?)
        }
        What::Child(Child::Library { folder }) => answer(&library::open(&folder)?),
        What::Child(Child::Live { folder, inputs }) => answer(&live::work(&folder, &inputs)?),
        What::Child(Child::Intake { folder, inputs }) => answer(&intake::work(&folder, &inputs)?),
    }
}

fn answer(measured: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, measured)?;
    Ok(out.flush()?)
}
