//! Which documents match a plan, and the best of them by the first stage.

mod conditions;
mod near;
mod top_docs;

use crate::budget::Budget;
use crate::context::Context;
use crate::error::SearchError;
use crate::plan::clause::{Plan, Scored};
use crate::segment::bits::{Bits, Cost};
use crate::segment::columns::Column;
use crate::segment::present::Present;
use conditions::{matching, meets};
use std::collections::HashSet;
use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, SegmentReader};
pub(crate) use top_docs::Candidate;
use top_docs::TopDocs;

/// Once in so many documents that are ranked it is asked whether the search goes on.
const DOCUMENTS_AT_A_TIME: u32 = 4_096;

/// What matches in each segment, and the best of it.
pub(crate) struct Matches {
    pub(crate) bits: Vec<Bits>,
    /// By score, if there is anything to rank by; else by address.
    pub(crate) best: Vec<Candidate>,
    /// The best score of all that the query finds, also outside of what the request narrows it to: what matches well must not
    /// depend on the filters, or their counts would not hold. Only right where all of the best are asked for.
    pub(crate) best_score: f32,
    /// How many match too, and are left out as nobody knows whether they were known by the day that is asked for.
    pub(crate) undated: u32,
}

/// Finds what matches, and `most` of the best of it; `usize::MAX` for all.
pub(crate) fn matches(
    context: &Context,
    plan: &Plan,
    most: usize,
    budget: &Budget<'_>,
) -> Result<Matches, SearchError> {
    let searcher = &context.searcher;
    let weight = if plan.alone.is_empty() { union(searcher, plan)? } else { None };
    let mut bits = Vec::with_capacity(searcher.segment_readers().len());
    // What matches before it is narrowed, where the best score of that is wanted.
    let mut wide = Vec::new();
    let is_wide = most == usize::MAX && !plan.narrowing.is_empty() && plan.quoted.is_empty();
    // For each segment, the documents that have each of the characters.
    let mut alone: Vec<Vec<Bits>> = Vec::new();
    let mut top = TopDocs::new(most);
    let (mut best_score, mut undated) = (0.0_f32, 0);
    for (number, segment) in (0_u32..).zip(searcher.segment_readers()) {
        let has = plan.alone.iter().map(|(c, _)| Bits::of_char(segment, &context.fields, *c));
        let has: Vec<Bits> = has.collect::<Result<_, _>>()?;
        let present = Present::of(segment, &context.fields, context.as_of)?;
        let there = (segment, &present.bits);
        let mut matching = if is_wide {
            let mut all = matching(context, there, plan, plan.filters.iter(), &has, budget)?;
            let narrowed = narrow(context, segment, plan, all.clone(), budget)?;
            present.leave_out_undated(&mut all);
            wide.push(all);
            narrowed
        } else {
            // What is left out first need not be read.
            let filters = plan.filters.iter().chain(&plan.narrowing);
            matching(context, there, plan, filters, &has, budget)?
        };
        undated += present.leave_out_undated(&mut matching);
        if let Some(weight) = &weight {
            let all = if is_wide { wide.last() } else { None };
            let mut seen = 0_u32;
            weight.for_each_pruning(top.threshold(), segment, &mut |doc, score| {
                if score > best_score && all.is_some_and(|all| all.contains(doc)) {
                    best_score = score;
                }
                if matching.contains(doc) {
                    top.push(Candidate { score, address: DocAddress::new(number, doc) });
                }
                seen = seen.wrapping_add(1);
                // Above the highest score there is, nothing more is looked at.
                if seen.is_multiple_of(DOCUMENTS_AT_A_TIME) && !budget.goes_on() {
                    f32::MAX
                } else {
                    top.threshold()
                }
            })?;
        }
        budget.check()?;
        bits.push(matching);
        alone.push(has);
    }
    let mut best = match plan.alone.as_slice() {
        [] => top.into_sorted(),
        chars if is_wide => {
            let first = by_characters(searcher, chars, &alone, &wide, 1)?;
            best_score = first.first().map_or(0.0, |first| first.score);
            by_characters(searcher, chars, &alone, &bits, most)?
        }
        chars => by_characters(searcher, chars, &alone, &bits, most)?,
    };
    if !is_wide {
        best_score = best.first().map_or(0.0, |first| first.score);
    }
    if best.len() < most {
        // Nothing was passed over: what is missing has none of the terms, and follows in the order it came.
        let ranked: HashSet<DocAddress> = best.iter().map(|found| found.address).collect();
        for (number, bits) in (0_u32..).zip(&bits) {
            let rest = bits.iter().map(|doc| DocAddress::new(number, doc));
            let rest = rest.filter(|address| !ranked.contains(address)).take(most - best.len());
            best.extend(rest.map(|address| Candidate { score: 0.0, address }));
        }
    }
    Ok(Matches { bits, best, best_score, undated })
}

/// Those of the documents that the request asks for.
fn narrow(
    context: &Context,
    segment: &SegmentReader,
    plan: &Plan,
    mut bits: Bits,
    budget: &Budget<'_>,
) -> Result<Bits, SearchError> {
    for condition in &plan.narrowing {
        bits.and(&meets(context, segment, condition, &bits, Cost { budget, unread: false })?);
    }
    Ok(bits)
}

/// The best of what matches by the characters that it has, each by its rarity; of equals the newer comes first.
fn by_characters(
    searcher: &Searcher,
    chars: &[(char, f32)],
    alone: &[Vec<Bits>],
    matching: &[Bits],
    most: usize,
) -> Result<Vec<Candidate>, SearchError> {
    let days = Column::open(searcher, "last")?;
    let mut all = Vec::new();
    for (number, (matching, has)) in (0_u32..).zip(matching.iter().zip(alone)) {
        for doc in matching.iter() {
            let had = chars.iter().zip(has).filter(|(_, has)| has.contains(doc));
            let score: f32 = had.map(|((_, rarity), _)| rarity).sum();
            let address = DocAddress::new(number, doc);
            all.push((score, days.first(address), address));
        }
    }
    let order = |a: &(f32, Option<i64>, DocAddress), b: &(f32, Option<i64>, DocAddress)| {
        b.0.total_cmp(&a.0).then_with(|| b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2))
    };
    if most < all.len() {
        all.select_nth_unstable_by(most, order);
        all.truncate(most);
    }
    all.sort_unstable_by(order);
    Ok(all.into_iter().map(|(score, _, address)| Candidate { score, address }).collect())
}

/// The flat union of all terms to rank by: the one form of query whose evaluation skips what cannot reach the top.
fn union(searcher: &Searcher, plan: &Plan) -> Result<Option<Box<dyn Weight>>, SearchError> {
    let clause = |scored: &Scored| -> (Occur, Box<dyn Query>) {
        let query = TermQuery::new(scored.term.clone(), IndexRecordOption::WithFreqs);
        (Occur::Should, Box::new(BoostQuery::new(Box::new(query), scored.factor)))
    };
    let clauses: Vec<_> = plan.scored.iter().map(clause).collect();
    if clauses.is_empty() {
        return Ok(None);
    }
    Ok(Some(BooleanQuery::new(clauses).weight(EnableScoring::enabled_from_searcher(searcher))?))
}
