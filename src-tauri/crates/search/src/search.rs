//! A search from request to answer: plan, match, rank, show.

use crate::bits::Bits;
use crate::dictionary::Dictionary;
use crate::facets::FacetColumns;
use crate::names::Names;
use crate::plan::{Condition, Plan, Scored, plan};
use crate::query;
use crate::rank::{Fit, fit};
use crate::request::{Answer, Marked, Notice, Request, Sort};
use crate::schema::Fields;
use crate::show::Shower;
use crate::snippet::passage;
use crate::spot::Spotter;
use crate::stored::texts;
use crate::sums;
use crate::{GroupKind, SearchError};
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, IndexReader, Searcher, SegmentReader, TantivyDocument, Term};

/// So many of the first stage are weighed again.
const SECOND_STAGE: usize = 30;
/// In another order than by relevance, what scores less than this share of the best is left out.
const GOOD: f32 = 0.5;

/// A query, ready to be marked in texts.
pub struct Marker<'a> {
    engine: &'a Engine,
    plan: Plan,
}

impl Marker<'_> {
    /// Where the query matches in a text: start and end in code points, in order, not overlapping.
    pub fn marks(&self, text: &str) -> Vec<[u32; 2]> {
        let mut spotter = Spotter::new(self.engine, &self.plan);
        spotter.look(text);
        spotter.marks()
    }

    /// The passage of a text where the query matches first, with its marks. Where it does not match: nothing, or with
    /// `anyway` the beginning.
    pub fn passage(&self, text: &str, anyway: bool) -> Option<Marked> {
        let marks = self.marks(text);
        let [start, end] = marks.first().copied().or(anyway.then_some([0, 0]))?;
        Some(passage(text, start as usize, end as usize, &marks))
    }
}

/// What answers searches.
pub(crate) struct Engine {
    pub(crate) index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    /// The names that are in the index.
    pub(crate) names: Arc<Names>,
    /// Words for queries only. It may change at any time; a search goes on with the one it began with.
    dictionary: RwLock<Arc<Dictionary>>,
    pub(crate) facets: FacetColumns,
}

/// A document that matches.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) address: DocAddress,
    /// By the first stage, or by both.
    pub(crate) score: f32,
    pub(crate) fit: Option<(Fit, f32)>,
}

/// What matches in each segment, and the best of it.
struct Matches {
    bits: Vec<Bits>,
    /// By score, if there is anything to rank by; else by address.
    best: Vec<Found>,
}

impl Engine {
    pub(crate) fn new(index: tantivy::Index, reader: IndexReader, fields: Fields, names: Arc<Names>) -> Self {
        Engine {
            index,
            reader,
            fields,
            names,
            dictionary: RwLock::default(),
            facets: FacetColumns::default(),
        }
    }

    pub(crate) fn dictionary(&self) -> Arc<Dictionary> {
        Arc::clone(&self.dictionary.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_dictionary(&self, dictionary: Arc<Dictionary>) {
        *self.dictionary.write().unwrap_or_else(PoisonError::into_inner) = dictionary;
    }

    pub(crate) fn search(&self, request: &Request) -> Result<(Answer, Marker<'_>), SearchError> {
        let answered = self.answer(request)?;
        // Typographic marks are often just copied along; straight ones are typed to mean it.
        match query::unquoted(&request.query) {
            Some(query) if answered.0.total == 0 => {
                let (mut answer, marker) = self.answer(&Request { query, ..request.clone() })?;
                if answer.total > 0 {
                    answer.notices.push(Notice::NotAsQuoted);
                }
                Ok((answer, marker))
            }
            _ => Ok(answered),
        }
    }

    fn answer(&self, request: &Request) -> Result<(Answer, Marker<'_>), SearchError> {
        let searcher = self.reader.searcher();
        if request.facets {
            // At the first search the plan waits for the dictionary, which another thread may be loading.
            self.facets.prepare(&searcher)?;
        }
        let mut plan = plan(self, &searcher, &request.query, request.typing);
        let best = self.best_of_all(&searcher, &plan, request)?;
        self.narrow(&mut plan, request);
        let wanted = request.offset.saturating_add(request.limit);
        let ranked = request.sort == Sort::Relevance && plan.ranks();
        let most = if ranked { wanted.max(SECOND_STAGE) } else { usize::MAX };
        let mut matches = self.matches(&searcher, &plan, most)?;
        let mut documents = HashMap::new();
        if ranked {
            self.second_stage(&searcher, &plan, &mut matches.best, &mut documents)?;
        } else {
            self.sort(&searcher, &plan, request.sort, best, &mut matches)?;
        }
        let mut answer = Answer {
            total: matches.bits.iter().map(Bits::count).sum(),
            named: self.entity(&plan),
            ..Answer::default()
        };
        if request.facets {
            self.facets.count(&searcher, &matches.bits, &mut answer)?;
        }
        let shown = matches.best.get(request.offset..wanted.min(matches.best.len())).unwrap_or_default();
        answer.hits = Shower::new(self, &searcher, &plan, request).hits(shown, documents)?;
        answer.suggestion = plan.suggestion.take();
        answer.notices = std::mem::take(&mut plan.notices);
        Ok((answer, Marker { engine: self, plan }))
    }

    pub(crate) fn marker(&self, query: &str) -> Marker<'_> {
        Marker { engine: self, plan: plan(self, &self.reader.searcher(), query, false) }
    }

    /// The best score before the request narrows the query: what matches well must not depend on the filters, or their
    /// counts would not hold. Nothing where it is not wanted, or where nothing narrows.
    fn best_of_all(
        &self,
        searcher: &Searcher,
        plan: &Plan,
        request: &Request,
    ) -> Result<Option<f32>, SearchError> {
        let narrowed = !request.kinds.is_empty()
            || !request.entities.is_empty()
            || !request.sources.is_empty()
            || !request.languages.is_empty()
            || request.from_day.is_some()
            || request.to_day.is_some();
        if request.sort == Sort::Relevance || !narrowed || !plan.ranks() || !plan.quoted.is_empty() {
            return Ok(None);
        }
        Ok(self.matches(searcher, plan, 1)?.best.first().map(|found| found.score))
    }

    /// Adds what the request asks for beside the query.
    fn narrow(&self, plan: &mut Plan, request: &Request) {
        let mut any = |field, values: &mut dyn Iterator<Item = &str>| {
            let terms: Vec<Term> = values.map(|value| Term::from_field_text(field, value)).collect();
            if !terms.is_empty() {
                plan.filters.push(Condition::Terms(terms));
            }
        };
        any(self.fields.kind, &mut request.kinds.iter().map(|kind| kind.name()));
        any(self.fields.source, &mut request.sources.iter().map(String::as_str));
        any(self.fields.language, &mut request.languages.iter().map(String::as_str));
        for entity in &request.entities {
            any(self.fields.entities, &mut std::iter::once(entity.as_str()));
        }
        if request.from_day.is_some() || request.to_day.is_some() {
            plan.filters.push(Condition::Days(request.from_day, request.to_day));
        }
    }

    /// The entity that the whole query names.
    fn entity(&self, plan: &Plan) -> Option<String> {
        let groups = plan.named.iter().filter_map(|group| self.names.group(*group));
        groups
            .into_iter()
            .find(|group| matches!(group.kind, GroupKind::Entity(_)))
            .map(|group| group.id.clone())
    }

    fn matches(&self, searcher: &Searcher, plan: &Plan, most: usize) -> Result<Matches, SearchError> {
        let weight = if plan.alone.is_empty() { union(searcher, plan)? } else { None };
        let mut bits = Vec::with_capacity(searcher.segment_readers().len());
        // For each segment, the documents that have each of the characters.
        let mut alone: Vec<Vec<Bits>> = Vec::new();
        let mut top = Top { most, heap: BinaryHeap::new(), all: Vec::new() };
        for (number, segment) in (0_u32..).zip(searcher.segment_readers()) {
            let has = plan.alone.iter().map(|(c, _)| Bits::of_char(segment, &self.fields, *c));
            let has: Vec<Bits> = has.collect::<Result<_, _>>()?;
            let matching = self.matching(segment, plan, &has)?;
            if let Some(weight) = &weight {
                weight.for_each_pruning(top.threshold(), segment, &mut |doc, score| {
                    if matching.contains(doc) {
                        top.push(Ranked { score, address: DocAddress::new(number, doc) });
                    }
                    top.threshold()
                })?;
            }
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
    fn matching(&self, segment: &SegmentReader, plan: &Plan, alone: &[Bits]) -> Result<Bits, SearchError> {
        let alive = Bits::alive(segment);
        let mut bits;
        if !plan.quoted.is_empty() {
            bits = alive.clone();
        } else if plan.wants_text {
            bits = Bits::none(segment);
            for scored in plan.scored.iter().filter(|scored| scored.matches) {
                bits.add_term(segment, &scored.term)?;
            }
            for exact in &plan.also {
                bits.or(&Bits::of_exact(segment, &self.fields, exact, None)?);
            }
            alone.iter().for_each(|has| bits.or(has));
            bits.and(&alive);
        } else {
            bits = alive.clone();
        }
        for condition in plan.filters.iter().chain(&plan.quoted) {
            let meets = self.meets(segment, condition, &bits)?;
            bits.and(&meets);
        }
        for condition in &plan.not {
            let meets = self.meets(segment, condition, &bits)?;
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
    ) -> Result<Bits, SearchError> {
        let mut bits = Bits::none(segment);
        match condition {
            Condition::Exact(exact) => return Bits::of_exact(segment, &self.fields, exact, Some(within)),
            Condition::Terms(terms) => return Bits::of_terms(segment, terms),
            Condition::Any(any) => {
                for condition in any {
                    bits.or(&self.meets(segment, condition, within)?);
                }
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
                let spans = segment.fast_fields().i64("spans")?;
                let fits = |from: i64, to: i64| ranges.iter().any(|(low, high)| to >= *low && from <= *high);
                for doc in within.iter() {
                    let mut ends = spans.values_for_doc(doc);
                    let mut between = std::iter::from_fn(|| Some((ends.next()?, ends.next()?)));
                    if sums.values_for_doc(doc).any(|sum| fits(sum, sum))
                        || between.any(|(low, high)| fits(low, high))
                    {
                        bits.insert(doc);
                    }
                }
            }
        }
        Ok(bits)
    }

    /// Reads the best and puts them in order again.
    fn second_stage(
        &self,
        searcher: &Searcher,
        plan: &Plan,
        best: &mut [Found],
        documents: &mut HashMap<DocAddress, TantivyDocument>,
    ) -> Result<(), SearchError> {
        let mut spotter = Spotter::new(self, plan);
        let Some(best) = best.get_mut(..SECOND_STAGE.min(best.len())) else { return Ok(()) };
        let (from, to) = (columns(searcher, "first")?, columns(searcher, "last")?);
        for found in best.iter_mut() {
            let document: TantivyDocument = searcher.doc(found.address)?;
            let days = value(&from, found.address).zip(value(&to, found.address));
            let fit = fit(&mut spotter, texts(&document, &self.fields), days);
            let first = found.score;
            found.score = fit.score(first, !plan.named.is_empty()).0;
            found.fit = Some((fit, first));
            documents.insert(found.address, document);
        }
        best.sort_by(|a, b| {
            let newest = |found: &Found| Reverse(value(&to, found.address));
            b.score.total_cmp(&a.score).then_with(|| newest(a).cmp(&newest(b)))
        });
        Ok(())
    }

    /// Puts all that matches well in another order than by score. `best` is the best score of all, where that is not the
    /// first of the matches.
    fn sort(
        &self,
        searcher: &Searcher,
        plan: &Plan,
        sort: Sort,
        best: Option<f32>,
        matches: &mut Matches,
    ) -> Result<(), SearchError> {
        let best = best.or_else(|| matches.best.first().map(|found| found.score)).unwrap_or(0.0);
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
                let days = columns(searcher, "last")?;
                matches.best.sort_by_cached_key(|found| Reverse(value(&days, found.address)));
            }
            Sort::Oldest => {
                let days = columns(searcher, "first")?;
                matches.best.sort_by_cached_key(|found| value(&days, found.address).unwrap_or(i64::MAX));
            }
            Sort::Amount => {
                let sums = columns(searcher, "sums")?;
                let asked = plan.asked_sum();
                matches.best.sort_by_cached_key(|found| {
                    let sums = sums.get(found.address.segment_ord as usize);
                    let sums = sums.into_iter().flat_map(|sums| sums.values_for_doc(found.address.doc_id));
                    Reverse(sums.filter(|sum| sums::same_currency(*sum, asked)).max())
                });
            }
        }
        Ok(())
    }
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

type Columns = Vec<tantivy::columnar::Column<i64>>;

pub(crate) fn columns(searcher: &Searcher, field: &str) -> Result<Columns, SearchError> {
    let columns = searcher.segment_readers().iter().map(|segment| segment.fast_fields().i64(field));
    Ok(columns.collect::<Result<_, _>>()?)
}

pub(crate) fn value(columns: &Columns, address: DocAddress) -> Option<i64> {
    columns.get(address.segment_ord as usize)?.first(address.doc_id)
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

/// Documents in the order of the files, for reading many of them.
pub(crate) fn in_file_order(found: &[Found]) -> Vec<(usize, DocAddress)> {
    let mut order: Vec<(usize, DocAddress)> = found.iter().map(|found| found.address).enumerate().collect();
    order.sort_by_key(|(_, address): &(usize, DocAddress)| (address.segment_ord, address.doc_id as DocId));
    order
}
