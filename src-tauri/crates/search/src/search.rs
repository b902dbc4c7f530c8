//! A search from request to answer: plan, execute, rescore or sort, collect, fetch.

use crate::budget::Budget;
use crate::claims::Claims;
use crate::collect::FacetColumns;
use crate::context::Context;
use crate::error::SearchError;
use crate::execute::matches;
use crate::fetch::hits;
use crate::group::{Group, earliest_first, grouped};
use crate::plan::clause::{Condition, Plan};
use crate::plan::plan;
use crate::query::unquoted;
use crate::request::{Answer, Notice, Request, Sort};
use crate::rescore::{Ranked, SECOND_STAGE, rescore};
use crate::segment::bits::Bits;
use crate::segment::stored::key_terms;
use crate::sort::sort;
use tantivy::Term;

/// What is asked, of whom, and what it may cost.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request,
    pub(crate) claims: &'a dyn Claims,
    pub(crate) budget: &'a Budget<'a>,
}

/// Answers a request.
///
/// A query may be read in several ways, and is read in the next where nothing is found by the one before: with its last word
/// as the beginning of one or as it stands, and with its typographic quotation marks or without. Such marks are often just
/// copied along; straight ones are typed to mean it.
pub(crate) fn search(
    context: &Context,
    facets: &FacetColumns,
    asked: Asked<'_>,
) -> Result<Answer, SearchError> {
    let request = asked.request;
    if request.facets {
        // At the first search the plan waits for the dictionary, which another thread may be loading.
        facets.prepare(&context.searcher)?;
    }
    let bare = unquoted(&request.query);
    let mut answer = Answer::default();
    for typing in [true, false] {
        if typing && !request.typing {
            continue;
        }
        let mut grows = false;
        for query in [Some(&request.query), bare.as_ref()].into_iter().flatten() {
            let mut plan = plan(context, query, typing, asked.budget, asked.claims);
            grows |= plan.grows;
            answer = answer_by(context, facets, asked, &mut plan)?;
            if answer.total > 0 {
                answer.notices.extend((bare.as_ref() == Some(query)).then_some(Notice::NotAsQuoted));
                return Ok(answer);
            }
        }
        if !grows {
            // To read it as it stands would be to read it as before.
            break;
        }
    }
    Ok(answer)
}

fn answer_by(
    context: &Context,
    facets: &FacetColumns,
    asked: Asked<'_>,
    plan: &mut Plan,
) -> Result<Answer, SearchError> {
    let Asked { request, claims, budget } = asked;
    let mut answer = Answer { named: entity_named(plan), ..Answer::default() };
    if !plan.finds_nothing() {
        plan.narrowing = narrowing(context, asked);
        let wanted = request.offset.saturating_add(request.limit);
        let is_ranked = request.sort == Sort::Relevance && plan.ranks();
        let mut most = if is_ranked { wanted.max(SECOND_STAGE) } else { usize::MAX };
        loop {
            let mut matches = matches(context, plan, most, budget)?;
            let ranked: Vec<Ranked> = if is_ranked {
                rescore(context, plan, matches.best, request.snippets)?
            } else {
                sort(context, plan, request.sort, &mut matches)?;
                matches.best.into_iter().map(Ranked::from).collect()
            };
            answer.total = matches.bits.iter().map(Bits::count).sum();
            let groups = match request.grouped {
                true => grouped(context, &matches.bits, ranked, wanted)?,
                false => ranked.into_iter().take(wanted).map(Group::from).collect(),
            };
            let all: usize = groups.iter().map(Group::size).sum();
            if request.grouped && groups.len() < wanted && all < answer.total as usize && most < usize::MAX {
                // What was looked at made fewer hits than are wanted.
                most = most.saturating_mul(2);
                continue;
            }
            if request.facets {
                facets.count(&context.searcher, &matches.bits, &claims.values(), &mut answer)?;
            }
            let mut shown: Vec<Group> = groups.into_iter().skip(request.offset).take(request.limit).collect();
            if request.sort == Sort::Relevance {
                earliest_first(context, &mut shown)?;
            }
            answer.hits = hits(context, plan, request, shown)?;
            answer.notices.extend((matches.undated > 0).then_some(Notice::Undated(matches.undated)));
            break;
        }
    }
    answer.suggestion = plan.suggestion.take();
    answer.notices.splice(0..0, std::mem::take(&mut plan.notices));
    answer.notices.extend(budget.is_spent().then_some(Notice::Unfinished));
    Ok(answer)
}

/// What the request asks for beside the query.
fn narrowing(context: &Context, asked: Asked<'_>) -> Vec<Condition> {
    let (fields, request) = (&context.fields, asked.request);
    let mut out = Vec::new();
    let mut any = |field, values: &mut dyn Iterator<Item = &str>| {
        let terms: Vec<Term> = values.map(|value| Term::from_field_text(field, value)).collect();
        if !terms.is_empty() {
            out.push(Condition::Terms(terms));
        }
    };
    any(fields.kind, &mut request.kinds.iter().map(|kind| kind.name()));
    any(fields.source, &mut request.sources.iter().map(String::as_str));
    any(fields.language, &mut request.languages.iter().map(String::as_str));
    for entity in &request.entities {
        any(fields.entities, &mut std::iter::once(entity.as_str()));
    }
    if !request.claims.is_empty() {
        out.push(Condition::Terms(key_terms(fields, &asked.claims.telling(&request.claims))));
    }
    if request.from_day.is_some() || request.to_day.is_some() {
        out.push(Condition::Days(request.from_day, request.to_day));
    }
    out
}

/// The entity that the whole query names.
fn entity_named(plan: &Plan) -> Option<String> {
    let mut groups = plan.named.iter().filter_map(|group| plan.names.group(*group));
    groups.find(|group| group.kind.is_entity()).map(|group| group.id.clone())
}
