//! A query that is marked in texts that are shown, whether the index has them or not.

use crate::matcher::Matcher;
use crate::plan::clause::Plan;

/// A query, ready to be marked in texts.
pub struct Marker {
    pub(crate) plan: Plan,
}

impl Marker {
    /// Where the query matches in a text: start and end in code points, in order, not overlapping.
    pub fn marks(&self, text: &str) -> Vec<[u32; 2]> {
        let mut matcher = Matcher::new(&self.plan);
        matcher.look(text);
        matcher.marks()
    }
}
