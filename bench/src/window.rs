//! The real window: hands over to the script that drives it, and puts what it prints in its place.

use crate::content::project;
use crate::report::{Report, circumstances};
use anyhow::{Context, Result, ensure};
use std::process::{Command, Stdio};

/// What to measure.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Put the report into docs/BENCHMARKS.md
    #[arg(long)]
    write: bool,
}

pub(crate) fn run(options: &Options, command: &str) -> Result<()> {
    let project = project();
    let mut script = Command::new("node");
    script.arg("tests/e2e/speed.mjs").current_dir(&project).stderr(Stdio::inherit());
    script.env("ZHIMAI_DESKTOP", project.join("target/release/zhimai-desktop"));
    let output = script.output().context("node could not be started")?;
    ensure!(output.status.success(), "tests/e2e/speed.mjs ended with {}", output.status);
    let measured = String::from_utf8(output.stdout)?;
    let markdown = format!("### The window\n\n{}\n\n{measured}", circumstances(command));
    Report { name: "window".to_owned(), markdown, pictures: Vec::new() }.publish(options.write)
}
