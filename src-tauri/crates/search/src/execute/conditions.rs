//! Which documents of a segment match a plan.

use super::near;
use crate::budget::Budget;
use crate::context::Context;
use crate::error::SearchError;
use crate::plan::clause::{Condition, Plan};
use crate::segment::bits::{Bits, Cost};
use crate::segment::columns::spanning;
use tantivy::SegmentReader;

/// The documents of a segment that match, of those that there are. `filters` must hold of them; `alone`: those with each of the
/// characters of [`Plan::alone`].
pub(super) fn matching<'c>(
    context: &Context,
    (segment, there): (&SegmentReader, &Bits),
    plan: &'c Plan,
    filters: impl Iterator<Item = &'c Condition> + Clone,
    alone: &[Bits],
    budget: &Budget<'_>,
) -> Result<Bits, SearchError> {
    let wanted = Cost { budget, unread: false };
    let mut bits;
    if !plan.quoted.is_empty() {
        bits = there.clone();
    } else if plan.wants_text {
        bits = Bits::none(segment);
        for scored in plan.scored.iter().filter(|scored| scored.matches) {
            bits.add_term(segment, &scored.term)?;
        }
        alone.iter().for_each(|has| bits.or(has));
        bits.and(there);
        if !plan.sums.is_empty() {
            bits.or(&spanning(segment, &plan.sums, there)?);
        }
    } else {
        bits = there.clone();
    }
    for condition in filters.clone().chain(&plan.quoted) {
        bits.and(&meets(context, segment, condition, &bits, wanted)?);
    }
    if plan.quoted.is_empty() {
        let mut others = there.clone();
        for condition in filters.filter(|_| !plan.also.is_empty()) {
            others.and(&meets(context, segment, condition, &others, wanted)?);
        }
        for (_, exact) in &plan.also {
            // What matches already need not be read.
            others.and_not(&bits);
            bits.or(&Bits::of_exact(segment, &context.fields, exact, &others, wanted)?);
        }
    }
    for condition in &plan.not {
        bits.and_not(&meets(context, segment, condition, &bits, Cost { budget, unread: true })?);
    }
    Ok(bits)
}

/// The documents that meet a condition; those outside of `within` need not be told.
pub(super) fn meets(
    context: &Context,
    segment: &SegmentReader,
    condition: &Condition,
    within: &Bits,
    cost: Cost<'_>,
) -> Result<Bits, SearchError> {
    cost.budget.check()?;
    let mut bits = Bits::none(segment);
    match condition {
        Condition::Exact(exact) => return Bits::of_exact(segment, &context.fields, exact, within, cost),
        Condition::Near(near) => return near::documents(context, segment, near, within, cost),
        Condition::Terms(terms) => return Bits::of_terms(segment, terms),
        Condition::Any(any) => {
            for condition in any {
                bits.or(&meets(context, segment, condition, within, cost)?);
            }
        }
        Condition::All(all) => {
            bits = within.clone();
            for condition in all {
                bits.and(&meets(context, segment, condition, &bits, cost)?);
            }
        }
        Condition::Not(condition) => {
            let unread = !cost.unread;
            bits = within.clone();
            bits.and_not(&meets(context, segment, condition, within, Cost { unread, ..cost })?);
        }
        Condition::Days(from, to) => {
            let (first, last) = (segment.fast_fields().i64("first")?, segment.fast_fields().i64("last")?);
            for doc in within.iter() {
                if let (Some(first), Some(last)) = (first.first(doc), last.first(doc))
                    && from.is_none_or(|from| last >= from.into())
                    && to.is_none_or(|to| first <= to.into())
                {
                    bits.insert(doc);
                }
            }
        }
        Condition::Sums(ranges) => {
            let sums = segment.fast_fields().i64("sums")?;
            bits = spanning(segment, ranges, within)?;
            let fits = |sum: i64| ranges.iter().any(|(low, high)| (*low..=*high).contains(&sum));
            for doc in within.iter() {
                if sums.values_for_doc(doc).any(fits) {
                    bits.insert(doc);
                }
            }
        }
    }
    Ok(bits)
}
