//! The tray of problems.

use crate::articles::Import;
use crate::damage;
use crate::error::Result;
use crate::json::{json, to_json};
use crate::place::FILE_NAME;
use crate::store::Store;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use zhimai_model::{Damage, Place, Problem, ProblemKind};

/// The tray keeps this many problems; the oldest go first.
const TRAY: u32 = 10_000;

/// A problem in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProblem {
    /// Its number; never used again.
    pub key: i64,
    /// When it was put there, in milliseconds since 1970-01-01 UTC.
    pub time: i64,
    /// What it is.
    pub problem: Problem,
    /// The path of the file that it is of; nothing where it is of none, as of a text that was pasted.
    pub path: Option<String>,
    /// The import that told it, as it is listed.
    pub import: Option<i64>,
}

/// A file that a problem is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProblemFile {
    /// Where it lies.
    pub path: String,
    /// What was chosen when it was imported, if that is remembered: a folder, or the file itself.
    pub chosen: Option<String>,
}

impl Store {
    /// Puts problems in the tray. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_problems(&self, problems: &[Problem], now: i64) -> Result<()> {
        self.add_problems_of(problems, &[], None, now)
    }

    /// The same, where it is known which file each is of: `paths` are those of `problems`, in their order. What an import tells
    /// of can be told from the rest.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_problems_of(
        &self,
        problems: &[Problem],
        paths: &[Option<String>],
        import: Option<&Import>,
        now: i64,
    ) -> Result<()> {
        if problems.is_empty() {
            return Ok(());
        }
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let add = || {
                let mut put =
                    transaction.prepare_cached("INSERT INTO problem (time, problem) VALUES (?1, ?2)")?;
                let mut put_file = transaction
                    .prepare_cached("INSERT INTO problem_file (problem, path, import) VALUES (?1, ?2, ?3)")?;
                // More than fit would only make the file grow.
                let fit = usize::try_from(TRAY).unwrap_or(usize::MAX);
                for (at, problem) in problems.iter().enumerate().skip(problems.len().saturating_sub(fit)) {
                    put.execute(params![now, to_json(problem)?])?;
                    if let Some(path) = paths.get(at).and_then(Option::as_ref) {
                        let key = transaction.last_insert_rowid();
                        put_file.execute(params![key, path, import.and_then(Import::record)])?;
                    }
                }
                let sql = "DELETE FROM problem WHERE key <= (SELECT max(key) FROM problem) - ?1";
                transaction.prepare_cached(sql)?.execute([TRAY])?;
                let sql = "DELETE FROM problem_file WHERE problem < (SELECT min(key) FROM problem)";
                transaction.prepare_cached(sql)?.execute([])?;
                Ok(())
            };
            add().map_err(sqlite_error)
        })
    }

    /// The number of the last problem; 0 when there was none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_problem(&self) -> Result<i64> {
        self.read(|connection| {
            connection.query_row("SELECT coalesce(max(key), 0) FROM problem", [], |row| row.get(0))
        })
    }

    /// Takes problems of files out of the tray, as far as they are not newer than `last`: whoever read the files again tells
    /// those that are still there.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn settle_problems(&self, paths: &[String], last: i64) -> Result<()> {
        let any = self.read(|connection| {
            let sql = "SELECT 1 FROM problem_file WHERE path = ?1 AND problem <= ?2";
            let mut statement = connection.prepare_cached(sql)?;
            for path in paths {
                if statement.exists(params![path, last])? {
                    return Ok(true);
                }
            }
            Ok(false)
        })?;
        if !any {
            return Ok(());
        }
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let settle = || {
                let sql = "DELETE FROM problem WHERE key IN
                    (SELECT problem FROM problem_file WHERE path = ?1 AND problem <= ?2)";
                let mut statement = transaction.prepare_cached(sql)?;
                for path in paths {
                    statement.execute(params![path, last])?;
                }
                forget_files(transaction)
            };
            settle().map_err(sqlite_error)
        })
    }

    /// Puts a problem in the tray, unless the same one is there already. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_problem_once(&self, problem: &Problem, now: i64) -> Result<()> {
        let text = to_json(problem).map_err(self.sqlite_error())?;
        let there = self.read(|connection| {
            connection.prepare_cached("SELECT 1 FROM problem WHERE problem = ?1")?.exists([&text])
        })?;
        if there { Ok(()) } else { self.add_problems(std::slice::from_ref(problem), now) }
    }

    /// Problems of past imports, newest first. In place of one that is itself damaged stands that it is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn problems(&self, limit: u32) -> Result<Vec<StoredProblem>> {
        self.read(|connection| {
            let sql = "SELECT key, time, problem.problem, path, coalesce(leader, file.import) FROM problem
                LEFT JOIN problem_file AS file ON file.problem = key
                LEFT JOIN watched_import AS watched ON watched.import = file.import
                ORDER BY key DESC LIMIT ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([limit], |row| {
                let key = row.get(0)?;
                let whole = |row: &Row| {
                    let (time, path, import) = (row.get(1)?, row.get(3)?, row.get(4)?);
                    Ok(StoredProblem { key, time, problem: json(row, 2)?, path, import })
                };
                let damaged = |_| {
                    let place = Place { file: FILE_NAME.to_owned(), line: None };
                    let what = ProblemKind::Damaged(Damage::Problem);
                    let problem = Problem { place, refused: false, what };
                    StoredProblem { key, time: 0, problem, path: None, import: None }
                };
                Ok(damage::read(row, &[], whole)?.unwrap_or_else(damaged))
            })?;
            rows.collect()
        })
    }

    /// How many problems are in the tray.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn problem_count(&self) -> Result<u32> {
        self.read(|connection| connection.query_row("SELECT count(*) FROM problem", [], |row| row.get(0)))
    }

    /// The files that problems are of; of those problems, or of all. Each file once, in order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn problem_files(&self, keys: Option<&[i64]>) -> Result<Vec<ProblemFile>> {
        let files = self.read(|connection| {
            let sql = "SELECT file.path, origin FROM problem_file AS file LEFT JOIN import ON import.id = file.import";
            let of = |row: &Row| {
                let (path, origin): (String, Option<String>) = (row.get(0)?, row.get(1)?);
                let origin = origin.and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok());
                let holds = |chosen: &String| std::path::Path::new(&path).starts_with(chosen);
                let chosen = origin.unwrap_or_default().into_iter().find(holds);
                Ok(ProblemFile { path, chosen })
            };
            let Some(keys) = keys else {
                return connection.prepare_cached(sql)?.query_map([], of)?.collect();
            };
            let mut statement = connection.prepare_cached(&format!("{sql} WHERE file.problem = ?1"))?;
            let mut files = Vec::new();
            for key in keys {
                files.extend(statement.query_row([key], of).optional()?);
            }
            Ok(files)
        })?;
        // The import that told last knows best.
        let by_path: std::collections::BTreeMap<_, _> =
            files.into_iter().map(|file: ProblemFile| (file.path, file.chosen)).collect();
        Ok(by_path.into_iter().map(|(path, chosen)| ProblemFile { path, chosen }).collect())
    }

    /// Takes problems out of the tray.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn clear_some_problems(&self, keys: &[i64]) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let clear = || {
                let mut statement = transaction.prepare_cached("DELETE FROM problem WHERE key = ?1")?;
                for key in keys {
                    statement.execute([key])?;
                }
                forget_files(transaction)
            };
            clear().map_err(sqlite_error)
        })
    }

    /// Empties the tray.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn clear_problems(&self) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            transaction.execute_batch("DELETE FROM problem; DELETE FROM problem_file;").map_err(sqlite_error)
        })
    }
}

/// Forgets the files of problems that are gone.
fn forget_files(transaction: &Transaction) -> rusqlite::Result<()> {
    let sql =
        "DELETE FROM problem_file WHERE NOT EXISTS (SELECT 1 FROM problem WHERE key = problem_file.problem)";
    transaction.prepare_cached(sql)?.execute([])?;
    Ok(())
}
