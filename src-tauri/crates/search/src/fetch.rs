//! From ranked documents to hits.

use crate::context::Context;
use crate::error::SearchError;
use crate::examine::{Examined, examine};
use crate::group::Group;
use crate::highlight::{snippet, titles};
use crate::matcher::Matcher;
use crate::plan::clause::Plan;
use crate::reasons::reasons;
use crate::request::{Hit, Request};
use crate::rescore::{Ranked, shares};
use crate::segment::columns::Column;
use crate::segment::stored::{Stored, StoredPart, parts};
use tantivy::{DocAddress, TantivyDocument};

/// Of a longer list, only so many hits get a passage.
const PASSAGES: usize = 1_000;

/// The hits, in the order given, each with what is beside it.
pub(crate) fn hits(
    context: &Context,
    plan: &Plan,
    request: &Request,
    groups: Vec<Group>,
) -> Result<Vec<Hit>, SearchError> {
    let sizes: Vec<(usize, bool)> = groups.iter().map(|group| (group.size(), group.of_copies)).collect();
    let ranked: Vec<Ranked> =
        groups.into_iter().flat_map(|group| std::iter::once(group.first).chain(group.beside)).collect();
    let mut hits = each(context, plan, request, &ranked)?.into_iter();
    let mut out = Vec::with_capacity(sizes.len());
    for (size, of_copies) in sizes {
        let mut of_group = hits.by_ref().take(size).flatten();
        if let Some(first) = of_group.next() {
            out.push(Hit { beside: of_group.collect(), of_copies, ..first });
        }
    }
    Ok(out)
}

/// A hit for each document; nothing for one that this crate did not write.
fn each(
    context: &Context,
    plan: &Plan,
    request: &Request,
    ranked: &[Ranked],
) -> Result<Vec<Option<Hit>>, SearchError> {
    let (first, last) = (Column::open(&context.searcher, "first")?, Column::open(&context.searcher, "last")?);
    let mut matcher = Matcher::new(plan);
    let mut hits: Vec<Option<Hit>> = Vec::new();
    hits.resize_with(ranked.len(), || None);
    for (place, one) in in_file_order(ranked) {
        let fetched: TantivyDocument;
        let document = match &one.read {
            Some(read) => &read.document,
            None => {
                fetched = context.searcher.doc(one.address)?;
                &fetched
            }
        };
        let Some(stored) = Stored::new(document, &context.fields) else { continue };
        let day = |column: &Column| column.first(one.address).and_then(|day| i32::try_from(day).ok());
        let parts: Vec<StoredPart<'_>> = parts(document, &context.fields).collect();
        let shown = request.snippets && place < PASSAGES;
        let examined: Examined;
        let found = match &one.read {
            Some(read) => read.examined.parts.as_slice(),
            None if shown => {
                examined = examine(&mut matcher, parts.iter().copied(), None, true);
                examined.parts.as_slice()
            }
            None => &[],
        };
        let mut titles = titles(&parts, found, request.prefer).into_iter();
        let hit = Hit {
            kind: stored.kind,
            id: stored.id.to_owned(),
            title: titles.next().unwrap_or_default(),
            other_titles: titles.collect(),
            snippet: if shown { snippet(&parts, found, request.prefer) } else { Default::default() },
            source: stored.source.map(str::to_owned),
            language: stored.language.map(str::to_owned),
            collection: stored.collection.to_owned(),
            days: day(&first).zip(day(&last)),
            score: one.score,
            reasons: if shown { reasons(plan, &parts, found) } else { Vec::new() },
            explanation: if request.explain { explanation(plan, one) } else { Vec::new() },
            beside: Vec::new(),
            of_copies: false,
        };
        if let Some(slot) = hits.get_mut(place) {
            *slot = Some(hit);
        }
    }
    Ok(hits)
}

/// What adds up to the score: names and contributions.
fn explanation(plan: &Plan, one: &Ranked) -> Vec<(String, f32)> {
    match &one.read {
        Some(read) => {
            let shares = shares(plan, &read.examined.features, read.first, read.importance);
            shares.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
        }
        None => vec![("words".to_owned(), one.score)],
    }
}

/// The documents with their places, in the order of the files: so many of them are read best.
fn in_file_order(ranked: &[Ranked]) -> Vec<(usize, &Ranked)> {
    let mut order: Vec<(usize, &Ranked)> = ranked.iter().enumerate().collect();
    order.sort_by_key(|(_, one)| {
        let DocAddress { segment_ord, doc_id } = one.address;
        (segment_ord, doc_id)
    });
    order
}
