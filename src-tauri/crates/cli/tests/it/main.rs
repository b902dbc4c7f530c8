//! The program as a person at a terminal meets it: arguments in, text and JSON out, exit status, and what is there afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by panicking"
)]

mod articles;
mod backup;
mod batch;
mod copies;
mod dictionary;
mod expectations;
mod grown;
mod importing;
mod imports;
mod index;
mod known;
mod money;
mod notes;
mod reading;
mod saved;
mod terminal;
mod watch;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with a library, and room for files beside it.
struct Dir {
    folder: TempDir,
}

/// What a call of the program came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Dir {
    /// A folder without a library.
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A library without the bundled collection.
    fn empty() -> Self {
        let dir = Self::new();
        dir.ok(&["init", "--empty"]);
        dir
    }

    /// A library with the bundled collection.
    fn bundled() -> Self {
        let dir = Self::new();
        dir.ok(&["init"]);
        dir
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Puts a file beside the library.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program on this library, in English and without a terminal.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhimai"));
        command.env_clear().env("HOME", self.folder.path()).current_dir(self.folder.path());
        // The dictionary that comes with the program may have been put beside it or not.
        command.env("ZHIMAI_DICTIONARY", "");
        command.arg("--library").arg(self.library()).args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.command(arguments))
    }

    /// Runs what must succeed and say nothing on standard error.
    fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}: {ran:?}");
        ran.out
    }

    /// The one line of JSON of a call that must succeed.
    fn json(&self, arguments: &[&str]) -> Value {
        let out = self.ok(&[arguments, &["--json"]].concat());
        assert_eq!(out.lines().count(), 1, "{out}");
        serde_json::from_str(&out).unwrap()
    }
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// The addresses of the hits of an answer.
fn hits(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["address"].as_str().unwrap()).collect()
}

fn exists(path: &Path) -> bool {
    path.try_exists().unwrap()
}
