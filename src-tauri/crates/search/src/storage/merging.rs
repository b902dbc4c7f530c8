//! Which files of the index are made one.
//!
//! A note that is saved is a commit of one document, and each commit makes files of its own. So small segments are merged
//! among themselves, soon and at little cost, and large ones only by who has put in much and waits for it anyway: otherwise
//! every eighth note would copy an eighth of a large library.

use tantivy::index::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// A segment of at most so many documents is small.
pub(crate) const SMALL: u32 = 500;
/// So many small ones are merged.
const TOGETHER: usize = 8;

/// Merges small segments among themselves.
#[derive(Debug)]
pub(crate) struct Small;

impl MergePolicy for Small {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let small: Vec<_> =
            segments.iter().filter(|one| one.num_docs() <= SMALL).map(SegmentMeta::id).collect();
        if small.len() < TOGETHER { Vec::new() } else { vec![MergeCandidate(small)] }
    }
}

/// Merges small segments among themselves, and large ones with others of their size.
#[derive(Debug, Default)]
pub(crate) struct All(LogMergePolicy);

impl MergePolicy for All {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let large: Vec<_> = segments.iter().filter(|one| one.num_docs() > SMALL).cloned().collect();
        let mut all = Small.compute_merge_candidates(segments);
        all.extend(self.0.compute_merge_candidates(&large));
        all
    }
}
