//! Other orders than by relevance.

use crate::analysis::sums;
use crate::context::Context;
use crate::error::SearchError;
use crate::execute::Matches;
use crate::plan::clause::Plan;
use crate::request::Sort;
use crate::segment::bits::Bits;
use crate::segment::columns::Column;
use std::cmp::Reverse;

/// What scores less than this share of the best is left out.
const GOOD: f32 = 0.5;

/// Puts all that matches well in another order than by score.
pub(crate) fn sort(
    context: &Context,
    plan: &Plan,
    sort: Sort,
    matches: &mut Matches,
) -> Result<(), SearchError> {
    let searcher = &context.searcher;
    let best = matches.best_score;
    if plan.quoted.is_empty() && best > 0.0 {
        matches.best.retain(|found| found.score >= best * GOOD);
        for (segment, bits) in searcher.segment_readers().iter().zip(&mut matches.bits) {
            *bits = Bits::none(segment);
        }
        for found in &matches.best {
            let bits = matches.bits.get_mut(found.address.segment_ord as usize);
            bits.into_iter().for_each(|bits| bits.insert(found.address.doc_id));
        }
    }
    match sort {
        Sort::Relevance | Sort::Newest => {
            let days = Column::open(searcher, "last")?;
            matches.best.sort_by_cached_key(|found| Reverse(days.first(found.address)));
        }
        Sort::Oldest => {
            let days = Column::open(searcher, "first")?;
            matches.best.sort_by_cached_key(|found| days.first(found.address).unwrap_or(i64::MAX));
        }
        Sort::Amount => {
            let column = Column::open(searcher, "sums")?;
            let asked = plan.asked_sum();
            matches.best.sort_by_cached_key(|found| {
                let sums = column.values(found.address);
                Reverse(sums.filter(|sum| sums::same_currency(*sum, asked)).max())
            });
        }
    }
    Ok(())
}
