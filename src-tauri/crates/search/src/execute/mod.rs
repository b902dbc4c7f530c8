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
    // A single character or a date is there or it is not, however often.
    let is_there_or_not = !plan.alone.is_empty() || plan.has_dates_alone(context.fields.dates);
    let weight = if is_there_or_not { None } else { union(searcher, plan)? };
    let mut bits = Vec::with_capacity(searcher.segment_readers().len());
    // What matches before it is narrowed, where the best score of that is wanted.
    let mut wide = Vec::new();
    let is_wide = most == usize::MAX && !plan.narrowing.is_empty() && plan.quoted.is_empty();
    // For each segment, the documents that have each of what is there or not.
    let mut having: Vec<Vec<Bits>> = Vec::new();
    let mut top = TopDocs::new(most);
    let (mut best_score, mut undated) = (0.0_f32, 0);
    let mut hidden = context.hidden.iter();
    for (number, segment) in (0_u32..).zip(searcher.segment_readers()) {
        let has = plan.alone.iter().map(|(c, _)| Bits::of_char(segment, &context.fields, *c));
        let has: Vec<Bits> = has.collect::<Result<_, _>>()?;
        let present = Present::of(segment, &context.fields, context.as_of, hidden.next())?;
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
        having.push(if is_there_or_not && plan.alone.is_empty() {
            having_terms(segment, plan)?
        } else {
            has
        });
    }
    let mut best = if is_there_or_not {
        let scores = scores_of_presence(plan);
        if is_wide {
            let first = by_presence(searcher, &scores, &having, &wide, 1)?;
            best_score = first.first().map_or(0.0, |first| first.score);
        }
        by_presence(searcher, &scores, &having, &bits, most)?
    } else {
        top.into_sorted()
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

/// What it adds to have each of what is there or not.
fn scores_of_presence(plan: &Plan) -> Vec<f32> {
    match plan.alone.as_slice() {
        [] => plan.scored.iter().map(|scored| scored.factor * scored.rarity).collect(),
        chars => chars.iter().map(|(_, rarity)| *rarity).collect(),
    }
}

/// The documents that have each of the terms.
fn having_terms(segment: &SegmentReader, plan: &Plan) -> Result<Vec<Bits>, SearchError> {
    plan.scored.iter().map(|scored| Bits::of_terms(segment, std::slice::from_ref(&scored.term))).collect()
}

/// The best of what matches by what of this it has, each worth its score; of equals comes first what weighs more, then the newer.
fn by_presence(
    searcher: &Searcher,
    scores: &[f32],
    having: &[Vec<Bits>],
    matching: &[Bits],
    most: usize,
) -> Result<Vec<Candidate>, SearchError> {
    let (weights, days) = (Column::open(searcher, "weight")?, Column::open(searcher, "last")?);
    let mut all = Vec::new();
    for (number, (matching, has)) in (0_u32..).zip(matching.iter().zip(having)) {
        for doc in matching.iter() {
            let had = scores.iter().zip(has).filter(|(_, has)| has.contains(doc));
            let score: f32 = had.map(|(score, _)| score).sum();
            let address = DocAddress::new(number, doc);
            all.push((Candidate { score, address }, weights.first(address), days.first(address)));
        }
    }
    let order = |a: &(Candidate, Option<i64>, Option<i64>), b: &(Candidate, Option<i64>, Option<i64>)| {
        b.0.score.total_cmp(&a.0.score).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))).then_with(|| b.0.cmp(&a.0))
    };
    if most < all.len() {
        all.select_nth_unstable_by(most, order);
        all.truncate(most);
    }
    all.sort_unstable_by(order);
    Ok(all.into_iter().map(|(candidate, ..)| candidate).collect())
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
