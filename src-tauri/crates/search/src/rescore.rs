//! The second stage: the best of the first stage are read and weighed against each other.
//!
//! The first stage knows how often which terms occur.
//! This one knows how much of the query is there at all, how long a piece of it stands there word for word, how close
//! together the rest is, and what of it is in a title.

use crate::context::Context;
use crate::error::SearchError;
use crate::examine::{Examined, Features, examine};
use crate::execute::Candidate;
use crate::matcher::Matcher;
use crate::matter::Matter;
use crate::plan::clause::Plan;
use crate::request::ReasonKind;
use crate::segment::columns::Column;
use crate::segment::stored::parts;
use std::cmp::Reverse;
use tantivy::{DocAddress, TantivyDocument};

/// So many of the first stage are weighed again.
pub(crate) const SECOND_STAGE: usize = 30;
/// How much full coverage adds to the score of the first stage, as a share of it.
const COVERAGE: f32 = 0.6;
/// How much the query standing there in one piece adds.
const RUN: f32 = 0.3;
/// How much everything standing within one window adds.
const PROXIMITY: f32 = 1.0;
/// How much everything standing in the title adds.
const TITLE: f32 = 0.4;
/// How much more it adds when nothing else stands in the title: of what fits alike, what is called so comes first; for a
/// query that is just one name, it comes before most that only has the name in it, however often.
const WHOLE_TITLE: f32 = 0.05;
const NAMED_WHOLE: f32 = 0.2;
/// For a query that is just one name: what a text that has it starts from, and how much it adds, as a share of that, to be
/// named often. How long a text is says nothing about how much it is about somebody.
const NAMED: f32 = 10.0;
const NAMED_OFTEN: f32 = 1.0;
/// How much it adds that what is told matters, as far as all of the query stands together and in the title: of what fits alike,
/// an alliance comes before a kit for programmers; of what has the same score, it always does. For one word or name alone, what is called so comes first, not what happened to it.
const IMPORTANCE: f32 = 0.5;

/// A document in its place among the hits.
pub(crate) struct Ranked {
    pub(crate) address: DocAddress,
    /// By the first stage, or by both.
    pub(crate) score: f32,
    /// What the second stage read.
    pub(crate) read: Option<Read>,
}

/// A document that was read.
pub(crate) struct Read {
    pub(crate) document: TantivyDocument,
    pub(crate) examined: Examined,
    /// The score of the first stage.
    pub(crate) first: f32,
    /// How much of a matter what it tells is, between 0 and 1.
    pub(crate) importance: f32,
}

impl From<Candidate> for Ranked {
    fn from(candidate: Candidate) -> Self {
        Ranked { address: candidate.address, score: candidate.score, read: None }
    }
}

/// Reads the best and puts them in order again. `shown`: they may be shown, with what matched in them.
pub(crate) fn rescore(
    context: &Context,
    plan: &Plan,
    candidates: Vec<Candidate>,
    shown: bool,
) -> Result<Vec<Ranked>, SearchError> {
    let mut matcher = Matcher::new(plan);
    let searcher = &context.searcher;
    let (from, to) = (Column::open(searcher, "first")?, Column::open(searcher, "last")?);
    let matter = Matter::open(context)?;
    let mut ranked: Vec<Ranked> = candidates.into_iter().map(Ranked::from).collect();
    let count = SECOND_STAGE.min(ranked.len());
    let best = ranked.get_mut(..count).unwrap_or_default();
    for one in best.iter_mut() {
        let document: TantivyDocument = searcher.doc(one.address)?;
        let days = from.first(one.address).zip(to.first(one.address));
        let examined = examine(&mut matcher, parts(&document, &context.fields), days, shown);
        let first = one.score;
        let importance = matter.of(one.address)?;
        one.score = shares(plan, &examined.features, first, importance).iter().map(|(_, value)| value).sum();
        one.read = Some(Read { document, examined, first, importance });
    }
    best.sort_by(|a, b| {
        let importance = |one: &Ranked| one.read.as_ref().map_or(0.0, |read| read.importance);
        let newest = |one: &Ranked| Reverse(to.first(one.address));
        b.score
            .total_cmp(&a.score)
            .then_with(|| importance(b).total_cmp(&importance(a)))
            .then_with(|| newest(a).cmp(&newest(b)))
    });
    Ok(ranked)
}

/// What adds up to the score of the second stage: names and contributions. `first` is the score of the first stage.
pub(crate) fn shares(
    plan: &Plan,
    features: &Features,
    first: f32,
    importance: f32,
) -> [(&'static str, f32); 8] {
    let is_name = !plan.named.is_empty();
    let first = if is_name { NAMED } else { first };
    let alike = features.coverage * features.proximity * features.title;
    let whole = if is_name { NAMED_WHOLE } else { WHOLE_TITLE };
    let matters = if has_words(plan) { first * IMPORTANCE } else { 0.0 };
    [
        ("words", first),
        ("often", if is_name { first * NAMED_OFTEN * features.often } else { 0.0 }),
        ("coverage", first * COVERAGE * features.coverage),
        ("run", first * RUN * features.run),
        ("proximity", first * PROXIMITY * features.proximity),
        ("title", first * TITLE * features.title),
        ("whole", first * whole * features.whole_title),
        ("importance", matters * importance * alike),
    ]
}

/// Whether a query has more than one word or name. A word in the place of one that was mistyped is none more.
fn has_words(plan: &Plan) -> bool {
    let typed = plan.atoms.iter().filter(|atom| atom.reason != Some(ReasonKind::Spelling));
    let mut pieces = typed.map(|atom| atom.piece);
    pieces.next().is_some_and(|first| pieces.any(|other| other != first))
}
