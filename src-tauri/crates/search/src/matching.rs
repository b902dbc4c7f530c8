//! Which documents match a plan, and the best of them by the first stage.

use crate::SearchError;
use crate::bits::{Bits, Cost};
use crate::budget::Budget;
use crate::plan::{Condition, Plan, Scored};
use crate::search::{Engine, Found, columns, value};
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashSet};
use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, SegmentReader};

/// Once in so many documents that are ranked it is asked whether the search goes on.
const DOCUMENTS_AT_A_TIME: u32 = 4_096;

/// What matches in each segment, and the best of it.
pub(crate) struct Matches {
    pub(crate) bits: Vec<Bits>,
    /// By score, if there is anything to rank by; else by address.
    pub(crate) best: Vec<Found>,
}

impl Engine {
    pub(crate) fn matches(
        &self,
        searcher: &Searcher,
        plan: &Plan,
        most: usize,
        budget: &Budget<'_>,
    ) -> Result<Matches, SearchError> {
        let weight = if plan.alone.is_empty() { union(searcher, plan)? } else { None };
        let mut bits = Vec::with_capacity(searcher.segment_readers().len());
        // For each segment, the documents that have each of the characters.
        let mut alone: Vec<Vec<Bits>> = Vec::new();
        let mut top = Top { most, heap: BinaryHeap::new(), all: Vec::new() };
        for (number, segment) in (0_u32..).zip(searcher.segment_readers()) {
            let has = plan.alone.iter().map(|(c, _)| Bits::of_char(segment, &self.fields, *c));
            let has: Vec<Bits> = has.collect::<Result<_, _>>()?;
            let matching = self.matching(segment, plan, &has, budget)?;
            if let Some(weight) = &weight {
                let mut seen = 0_u32;
                weight.for_each_pruning(top.threshold(), segment, &mut |doc, score| {
                    if matching.contains(doc) {
                        top.push(Ranked { score, address: DocAddress::new(number, doc) });
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
            chars => by_characters(searcher, chars, &alone, &bits, most)?,
        };
        if best.len() < most {
            // Nothing was passed over: what is missing has none of the terms, and follows in the order it came.
            let ranked: HashSet<DocAddress> = best.iter().map(|found| found.address).collect();
            for (number, bits) in (0_u32..).zip(&bits) {
                let rest = bits.iter().map(|doc| DocAddress::new(number, doc));
                let rest = rest.filter(|address| !ranked.contains(address)).take(most - best.len());
                best.extend(rest.map(|address| Found { address, score: 0.0, fit: None }));
            }
        }
        Ok(Matches { bits, best })
    }

    /// The documents of a segment that match. `alone`: those with each of the characters of [`Plan::alone`].
    fn matching(
        &self,
        segment: &SegmentReader,
        plan: &Plan,
        alone: &[Bits],
        budget: &Budget<'_>,
    ) -> Result<Bits, SearchError> {
        let wanted = Cost { budget, unread: false };
        let alive = Bits::alive(segment);
        let mut bits;
        if !plan.quoted.is_empty() {
            bits = alive.clone();
        } else if plan.wants_text {
            bits = Bits::none(segment);
            for scored in plan.scored.iter().filter(|scored| scored.matches) {
                bits.add_term(segment, &scored.term)?;
            }
            alone.iter().for_each(|has| bits.or(has));
            bits.and(&alive);
            if !plan.sums.is_empty() {
                bits.or(&spanning(segment, &plan.sums, &alive)?);
            }
        } else {
            bits = alive.clone();
        }
        for condition in plan.filters.iter().chain(&plan.quoted) {
            let meets = self.meets(segment, condition, &bits, wanted)?;
            bits.and(&meets);
        }
        if plan.quoted.is_empty() {
            let mut others = alive;
            for condition in plan.filters.iter().filter(|_| !plan.also.is_empty()) {
                others.and(&self.meets(segment, condition, &others, wanted)?);
            }
            for (_, exact) in &plan.also {
                // What matches already need not be read.
                others.and_not(&bits);
                bits.or(&Bits::of_exact(segment, &self.fields, exact, &others, wanted)?);
            }
        }
        for condition in &plan.not {
            let meets = self.meets(segment, condition, &bits, Cost { budget, unread: true })?;
            bits.and_not(&meets);
        }
        Ok(bits)
    }

    /// The documents that meet a condition; those outside of `within` need not be told.
    fn meets(
        &self,
        segment: &SegmentReader,
        condition: &Condition,
        within: &Bits,
        cost: Cost<'_>,
    ) -> Result<Bits, SearchError> {
        cost.budget.check()?;
        let mut bits = Bits::none(segment);
        match condition {
            Condition::Exact(exact) => return Bits::of_exact(segment, &self.fields, exact, within, cost),
            Condition::Near(near) => return near.documents(self, segment, within, cost),
            Condition::Terms(terms) => return Bits::of_terms(segment, terms),
            Condition::Any(any) => {
                for condition in any {
                    bits.or(&self.meets(segment, condition, within, cost)?);
                }
            }
            Condition::All(all) => {
                bits = within.clone();
                for condition in all {
                    bits.and(&self.meets(segment, condition, &bits, cost)?);
                }
            }
            Condition::Not(condition) => {
                let unread = !cost.unread;
                bits = within.clone();
                bits.and_not(&self.meets(segment, condition, within, Cost { unread, ..cost })?);
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
}

/// The documents that state a range of sums over one of these.
pub(crate) fn spanning(
    segment: &SegmentReader,
    ranges: &[(i64, i64)],
    within: &Bits,
) -> Result<Bits, SearchError> {
    let spans = segment.fast_fields().i64("spans")?;
    let mut bits = Bits::none(segment);
    for doc in within.iter() {
        let mut ends = spans.values_for_doc(doc);
        let mut between = std::iter::from_fn(|| Some((ends.next()?, ends.next()?)));
        if between.any(|(from, to)| ranges.iter().any(|(low, high)| to >= *low && from <= *high)) {
            bits.insert(doc);
        }
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
) -> Result<Vec<Found>, SearchError> {
    let days = columns(searcher, "last")?;
    let mut all = Vec::new();
    for (number, (matching, has)) in (0_u32..).zip(matching.iter().zip(alone)) {
        for doc in matching.iter() {
            let had = chars.iter().zip(has).filter(|(_, has)| has.contains(doc));
            let score: f32 = had.map(|((_, rarity), _)| rarity).sum();
            let address = DocAddress::new(number, doc);
            all.push((score, value(&days, address), address));
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
    Ok(all.into_iter().map(|(score, _, address)| Found { address, score, fit: None }).collect())
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

/// The best documents so far.
struct Top {
    most: usize,
    heap: BinaryHeap<Reverse<Ranked>>,
    /// Instead of the heap when all are wanted.
    all: Vec<Ranked>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Ranked {
    score: f32,
    address: DocAddress,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.address.cmp(&self.address))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Top {
    /// What a score must exceed.
    fn threshold(&self) -> f32 {
        if self.heap.len() < self.most {
            return f32::MIN;
        }
        self.heap.peek().map_or(f32::MIN, |least| least.0.score)
    }

    fn push(&mut self, ranked: Ranked) {
        if self.most > 10_000 {
            self.all.push(ranked);
            return;
        }
        if self.heap.len() >= self.most {
            self.heap.pop();
        }
        self.heap.push(Reverse(ranked));
    }

    fn into_sorted(self) -> Vec<Found> {
        let mut all: Vec<Ranked> = self.heap.into_iter().map(|ranked| ranked.0).chain(self.all).collect();
        all.sort_by(|a, b| b.cmp(a));
        all.truncate(self.most);
        all.into_iter()
            .map(|ranked| Found { address: ranked.address, score: ranked.score, fit: None })
            .collect()
    }
}
