//! What every system can be asked, and what peers need of a text.

use anyhow::Result;

/// How many hits a query asks for.
pub(super) const TOP: usize = 10;

/// An open index.
pub(crate) trait Ask {
    /// The identifiers of the best hits.
    fn top(&self, query: &str) -> Result<Vec<String>>;
}

/// Runs of ideographs and runs of letters and digits, apart from each other; all else separates.
pub(super) fn runs(text: &str) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let ideograph = zhimai_text::segment::is_ideograph(c);
        if !ideograph && !c.is_alphanumeric() {
            open = false;
            continue;
        }
        match out.last_mut() {
            Some((kind, run)) if open && *kind == ideograph => run.push(c),
            _ => out.push((ideograph, c.to_string())),
        }
        open = true;
    }
    out
}
