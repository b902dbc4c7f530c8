//! What may be read otherwise when all claims of a sentence are seen together.

use super::sentence::Sentence;
use super::slots::Who;
use super::told::Told;
use super::verbs::Form;
use zhimai_model::FlowKind;

/// Notes what is doubtful about each claim beside the others, and drops what says less than another.
pub(super) fn weigh(sentence: &Sentence<'_>, claims: &mut Vec<Told>) {
    drop_lesser(sentence, claims);
    let used: Vec<(usize, usize)> = claims.iter().filter_map(|told| Some((told.sum?, told.verb))).collect();
    let left: Vec<usize> =
        sentence.sums.iter().copied().filter(|sum| !used.iter().any(|(own, _)| own == sum)).collect();
    for told in claims {
        let known = |who: Option<Who>| matches!(who, Some(Who::Known(_)));
        match told.sum {
            None if !left.is_empty() => told.doubts.push("a sum is left"),
            None if !(known(told.from) && known(told.to)) => told.doubts.push("who else"),
            None => {}
            Some(sum) => {
                let is_other = |other: &usize| told.span.contains(other) && *other != sum;
                if told.flow != FlowKind::Capex && left.iter().any(is_other) {
                    told.doubts.push("another sum");
                }
                // The first verb that tells it has it.
                if used.iter().any(|(own, verb)| *own == sum && *verb < told.verb) {
                    told.doubts.push("told before");
                }
            }
        }
    }
}

/// Led by A, which gave so much: that it led says less.
fn drop_lesser(sentence: &Sentence<'_>, claims: &mut Vec<Told>) {
    let is_same = |one: Option<Who>, other: Option<Who>| match (one, other) {
        (Some(one), Some(other)) => one == other || sentence.is_same(one, other),
        (None, None) => true,
        _ => false,
    };
    let all = claims.clone();
    claims.retain(|told| {
        let joins = sentence
            .verb(told.verb)
            .is_some_and(|(verb, _)| matches!(verb.form, Form::Join | Form::Lead | Form::Backers));
        let says_more = |other: &Told| {
            other.sum.is_some()
                && other.flow == told.flow
                && is_same(other.from, told.from)
                && is_same(other.to, told.to)
        };
        !(joins && told.sum.is_none() && all.iter().any(says_more))
    });
}
