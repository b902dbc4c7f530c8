//! A search from request to answer: plan, match, rank, show.

use crate::SearchError;
use crate::bits::Bits;
use crate::budget::{Budget, Limits};
use crate::current::Current;
use crate::dictionary::Dictionary;
use crate::facets::FacetColumns;
use crate::matching::Matches;
use crate::plan::{Condition, Plan, plan};
use crate::query;
use crate::rank::{Fit, fit};
use crate::request::{Answer, Marked, Notice, Request, Sort};
use crate::schema::Fields;
use crate::show::Shower;
use crate::snippet::passage;
use crate::spot::Spotter;
use crate::stored::texts;
use crate::sums;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::{DocAddress, DocId, IndexReader, Searcher, TantivyDocument, Term};
use zhimai_gazetteer::Gazetteer;

/// So many of the first stage are weighed again.
const SECOND_STAGE: usize = 30;
/// In another order than by relevance, what scores less than this share of the best is left out.
const GOOD: f32 = 0.5;
/// At most so many texts are read to make out a query that is only to be marked.
const MARKED_TEXTS: u32 = 10_000;

/// A query, ready to be marked in texts.
pub struct Marker {
    plan: Plan,
}

impl Marker {
    /// Where the query matches in a text: start and end in code points, in order, not overlapping.
    pub fn marks(&self, text: &str) -> Vec<[u32; 2]> {
        let mut spotter = Spotter::new(&self.plan);
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
    /// The names of now. They may change at any time; a search goes on with those it began with ([`Plan::names`]).
    names: Arc<Current>,
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

impl Engine {
    pub(crate) fn new(
        index: tantivy::Index,
        reader: IndexReader,
        fields: Fields,
        names: Arc<Current>,
    ) -> Self {
        Engine {
            index,
            reader,
            fields,
            names,
            dictionary: RwLock::default(),
            facets: FacetColumns::default(),
        }
    }

    pub(crate) fn names(&self) -> Arc<Gazetteer> {
        self.names.get()
    }

    pub(crate) fn set_names(&self, names: Arc<Gazetteer>) {
        self.names.set(names);
    }

    pub(crate) fn dictionary(&self) -> Arc<Dictionary> {
        Arc::clone(&self.dictionary.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_dictionary(&self, dictionary: Arc<Dictionary>) {
        *self.dictionary.write().unwrap_or_else(PoisonError::into_inner) = dictionary;
    }

    pub(crate) fn search(
        &self,
        request: &Request,
        budget: &Budget<'_>,
    ) -> Result<(Answer, Marker), SearchError> {
        let answered = self.answer(request, budget)?;
        // Typographic marks are often just copied along; straight ones are typed to mean it.
        match query::unquoted(&request.query) {
            Some(query) if answered.0.total == 0 => {
                let (mut answer, marker) = self.answer(&Request { query, ..request.clone() }, budget)?;
                if answer.total > 0 {
                    answer.notices.push(Notice::NotAsQuoted);
                }
                Ok((answer, marker))
            }
            _ => Ok(answered),
        }
    }

    fn answer(&self, request: &Request, budget: &Budget<'_>) -> Result<(Answer, Marker), SearchError> {
        let searcher = self.reader.searcher();
        if request.facets {
            // At the first search the plan waits for the dictionary, which another thread may be loading.
            self.facets.prepare(&searcher)?;
        }
        let mut plan = plan(self, &searcher, &request.query, request.typing, budget);
        let best = self.best_of_all(&searcher, &plan, request, budget)?;
        self.narrow(&mut plan, request);
        let wanted = request.offset.saturating_add(request.limit);
        let ranked = request.sort == Sort::Relevance && plan.ranks();
        let most = if ranked { wanted.max(SECOND_STAGE) } else { usize::MAX };
        let mut matches = self.matches(&searcher, &plan, most, budget)?;
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
        answer.notices.extend(budget.is_spent().then_some(Notice::Unfinished));
        Ok((answer, Marker { plan }))
    }

    pub(crate) fn marker(&self, query: &str) -> Marker {
        let budget = Budget::new(Limits { texts: MARKED_TEXTS, ..Limits::NONE });
        Marker { plan: plan(self, &self.reader.searcher(), query, false, &budget) }
    }

    /// Marks nothing.
    pub(crate) fn no_marker(&self) -> Marker {
        Marker { plan: Plan::default() }
    }

    /// The best score before the request narrows the query: what matches well must not depend on the filters, or their
    /// counts would not hold. Nothing where it is not wanted, or where nothing narrows.
    fn best_of_all(
        &self,
        searcher: &Searcher,
        plan: &Plan,
        request: &Request,
        budget: &Budget<'_>,
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
        Ok(self.matches(searcher, plan, 1, budget)?.best.first().map(|found| found.score))
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
        let groups = plan.named.iter().filter_map(|group| plan.names.group(*group));
        groups.into_iter().find(|group| group.kind.is_entity()).map(|group| group.id.clone())
    }

    /// Reads the best and puts them in order again.
    fn second_stage(
        &self,
        searcher: &Searcher,
        plan: &Plan,
        best: &mut [Found],
        documents: &mut HashMap<DocAddress, TantivyDocument>,
    ) -> Result<(), SearchError> {
        let mut spotter = Spotter::new(plan);
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

type Columns = Vec<tantivy::columnar::Column<i64>>;

pub(crate) fn columns(searcher: &Searcher, field: &str) -> Result<Columns, SearchError> {
    let columns = searcher.segment_readers().iter().map(|segment| segment.fast_fields().i64(field));
    Ok(columns.collect::<Result<_, _>>()?)
}

pub(crate) fn value(columns: &Columns, address: DocAddress) -> Option<i64> {
    columns.get(address.segment_ord as usize)?.first(address.doc_id)
}

/// Documents in the order of the files, for reading many of them.
pub(crate) fn in_file_order(found: &[Found]) -> Vec<(usize, DocAddress)> {
    let mut order: Vec<(usize, DocAddress)> = found.iter().map(|found| found.address).enumerate().collect();
    order.sort_by_key(|(_, address): &(usize, DocAddress)| (address.segment_ord, address.doc_id as DocId));
    order
}
