//! What a process can tell of itself, and what numbers say when there are many.

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The most memory that this process has had resident, in bytes: `VmHWM` of Linux, nothing elsewhere.
/// Pages of mapped files count while they are in.
pub(crate) fn peak_memory() -> Option<u64> {
    status_of_memory("VmHWM:")
}

/// The memory that this process has resident now and that is no page of a file, in bytes: `RssAnon` of Linux, nothing
/// elsewhere. The system takes pages of files back whenever it needs the room.
pub(crate) fn own_memory() -> Option<u64> {
    status_of_memory("RssAnon:")
}

fn status_of_memory(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

/// The time that this process has had a processor for, all threads together, in seconds: from Linux, nothing elsewhere.
/// Unlike the time on the clock, it hardly depends on what else the machine does.
pub(crate) fn processor_seconds() -> Option<f64> {
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name, in parentheses, may hold anything;
    // utime and stime are the 14th and 15th fields, in ticks of which every Linux gives programs 100 a second.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<f64>);
    Some(ticks.sum::<Result<f64, _>>().ok()? / 100.0)
}

/// Runs this program again with other arguments, and reads what it prints as JSON. A process of its own has its own
/// memory, and has not yet loaded anything.
pub(crate) fn child<T: DeserializeOwned>(arguments: &[&OsStr]) -> Result<T> {
    let program = std::env::current_exe()?;
    let mut command = Command::new(program);
    let output = command.args(arguments).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "measuring {arguments:?} ended with {}", output.status);
    serde_json::from_slice(&output.stdout).with_context(|| format!("what measuring {arguments:?} printed"))
}

/// Milliseconds since a moment.
pub(crate) fn ms_since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1_000.0
}

/// Quantiles of durations, by nearest rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Quantiles {
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
}

impl Quantiles {
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let rank = (share * values.len() as f64).ceil() as usize;
            values.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
        };
        Self { p50: at(0.50), p95: at(0.95), p99: at(0.99), max: at(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_occurred() {
        let check = |values: &[f64], p50: f64, p95: f64, p99: f64, max: f64| {
            assert_eq!(Quantiles::of(values.iter().copied()), Quantiles { p50, p95, p99, max });
        };
        check(&[3.0, 1.0, 2.0], 2.0, 3.0, 3.0, 3.0);
        check(&[7.0], 7.0, 7.0, 7.0, 7.0);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        check(&hundred, 50.0, 95.0, 99.0, 100.0);
        assert!(Quantiles::of([]).p50.is_nan());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_process_knows_its_memory_and_time() {
        assert!(peak_memory().unwrap() >= own_memory().unwrap() && own_memory().unwrap() > 1 << 16);
        let before = processor_seconds().unwrap();
        while processor_seconds().unwrap() - before < 0.05 {
            std::hint::black_box((0..100_000_u64).sum::<u64>());
        }
    }
}
