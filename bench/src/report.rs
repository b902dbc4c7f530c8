//! Tables in Markdown, and their place in `docs/BENCHMARKS.md`: between two comments that bear the report's name.

use crate::content::project;
use anyhow::{Context, Result};
use std::fmt::Write;

/// A report and the pictures that belong to it.
pub(crate) struct Report {
    /// Unique; a later report of the same name takes its place.
    pub(crate) name: String,
    pub(crate) markdown: String,
    /// File name and content.
    pub(crate) pictures: Vec<(String, String)>,
}

impl Report {
    /// Prints it, and puts it into the documents if asked to.
    pub(crate) fn publish(&self, write: bool) -> Result<()> {
        use std::io::Write;
        writeln!(std::io::stdout(), "{}", self.markdown)?;
        if !write {
            return Ok(());
        }
        let docs = project().join("docs");
        let path = docs.join("BENCHMARKS.md");
        let page = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        std::fs::write(&path, placed(&page, &self.name, &self.markdown))?;
        let images = docs.join("images");
        std::fs::create_dir_all(&images)?;
        for (name, picture) in &self.pictures {
            std::fs::write(images.join(name), picture)?;
        }
        Ok(())
    }
}

/// The page with a report in its place, or at the end when it has none yet.
fn placed(page: &str, name: &str, report: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let whole = format!("{open}\n{}\n{close}", report.trim());
    if let Some((before, rest)) = page.split_once(&open)
        && let Some((_, after)) = rest.split_once(&close)
    {
        return format!("{before}{whole}{after}");
    }
    format!("{}\n\n{whole}\n", page.trim_end())
}

/// A table; the first column is text, the others are numbers.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    let mut line = |cells: &[String]| {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    line(&head.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    line(
        &head
            .iter()
            .enumerate()
            .map(|(at, _)| if at == 0 { "---" } else { "---:" }.to_owned())
            .collect::<Vec<_>>(),
    );
    rows.iter().for_each(|row| line(row));
    out
}

/// Three significant digits, a thin line for what could not be measured.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    let digits = match value.abs() {
        0.0 => 0,
        size if size < 1.0 => 3,
        size if size < 10.0 => 2,
        size if size < 100.0 => 1,
        _ => 0,
    };
    let text = format!("{value:.digits$}");
    if digits > 0 { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { grouped(&text) }
}

/// Bytes as MB (10⁶).
pub(crate) fn megabytes(bytes: u64) -> String {
    number(bytes as f64 / 1e6)
}

pub(crate) fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.starts_with(|c: char| c.is_ascii_digit())
        {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Where and when something was measured, and how to measure it again.
pub(crate) fn circumstances(command: &str) -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let after = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once(':'));
        line.map(|(_, value)| value.trim().to_owned())
    };
    let processor =
        after(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = after(&read("/proc/meminfo"), "MemTotal")
        .and_then(|total| total.trim_end_matches("kB").trim().parse::<f64>().ok())
        .map(|kib| format!(", {:.0} GB of memory", kib * 1024.0 / 1e9))
        .unwrap_or_default();
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().filter(|load| !load.is_empty());
    let load = load.map(|load| format!(" Load of the machine when it ended: {load}.")).unwrap_or_default();
    let profile = if cfg!(debug_assertions) { " **Debug build: the figures mean nothing.**" } else { "" };
    format!(
        "Measured on {} with `{command}`, on {processor}, {cores} cores{memory}, {}.{load}{profile}",
        jiff::Zoned::now().date(),
        std::env::consts::OS,
    )
}

/// The version of a library that Cargo.lock names.
pub(crate) fn version(package: &str) -> String {
    let lock = std::fs::read_to_string(project().join("Cargo.lock")).unwrap_or_default();
    let entry = lock.split_once(&format!("name = \"{package}\"\nversion = \"")).map(|(_, rest)| rest);
    entry.and_then(|rest| rest.split('"').next()).unwrap_or("of unknown version").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_takes_its_place() {
        let first = placed("# Page\n", "search", "one");
        assert_eq!(first, "# Page\n\n<!-- search -->\none\n<!-- /search -->\n");
        let both = placed(&first, "library", "two");
        assert_eq!(placed(&both, "search", "three"), both.replace("one", "three"));
    }

    #[test]
    fn numbers_are_short() {
        let check = |value: f64, expect: &str| assert_eq!(number(value), expect);
        check(0.97412, "0.974");
        check(1.0, "1");
        check(12.34, "12.3");
        check(1_234_567.8, "1,234,568");
        check(0.0, "0");
        check(f64::NAN, "—");
    }

    #[test]
    fn versions_come_from_the_lock() {
        assert!(version("tantivy").starts_with("0."));
        assert_eq!(version("no-such-package"), "of unknown version");
    }
}
