//! The tray of problems.

use crate::damage;
use crate::error::Result;
use crate::json::{json, to_json};
use crate::place::FILE_NAME;
use crate::store::Store;
use rusqlite::{Row, params};
use zhimai_model::{Damage, Place, Problem, ProblemKind};

/// The tray keeps this many problems; the oldest go first.
const TRAY: u32 = 10_000;

/// A problem in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProblem {
    /// When it was put there, in milliseconds since 1970-01-01 UTC.
    pub time: i64,
    /// What it is.
    pub problem: Problem,
}

impl Store {
    /// Puts problems in the tray. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_problems(&self, problems: &[Problem], now: i64) -> Result<()> {
        if problems.is_empty() {
            return Ok(());
        }
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let add = || {
                let mut statement =
                    transaction.prepare_cached("INSERT INTO problem (time, problem) VALUES (?1, ?2)")?;
                // More than fit would only make the file grow.
                let fit = usize::try_from(TRAY).unwrap_or(usize::MAX);
                for problem in problems.iter().skip(problems.len().saturating_sub(fit)) {
                    statement.execute(params![now, to_json(problem)?])?;
                }
                let sql = "DELETE FROM problem WHERE key <= (SELECT max(key) FROM problem) - ?1";
                transaction.prepare_cached(sql)?.execute([TRAY])?;
                Ok(())
            };
            add().map_err(sqlite_error)
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
            let sql = "SELECT key, time, problem FROM problem ORDER BY key DESC LIMIT ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([limit], |row| {
                let whole = |row: &Row| Ok(StoredProblem { time: row.get(1)?, problem: json(row, 2)? });
                let damaged = |_| {
                    let place = Place { file: FILE_NAME.to_owned(), line: None };
                    let what = ProblemKind::Damaged(Damage::Problem);
                    let problem = Problem { place, refused: false, what };
                    StoredProblem { time: 0, problem }
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

    /// Empties the tray.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn clear_problems(&self) -> Result<()> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            transaction.execute("DELETE FROM problem", []).map(|_| ()).map_err(sqlite_error)
        })
    }
}
