//! The fields of the query language that ask about claims: `from:輝達`, `status:committed`, `disputed:yes`.

use crate::claims::{ClaimField, ClaimTest};
use crate::plan::clause::Condition;
use crate::plan::homophone::heard;
use crate::plan::planner::Planner;
use crate::query::{FieldName, bounds};
use crate::request::Notice;
use crate::segment::stored::key_terms;
use zhimai_gazetteer::squeeze;
use zhimai_text::fold::fold;

/// The field about claims that a name means with a value; none where it means something else: a day behind `from:` or `to:`.
pub(crate) fn claim_field(field: FieldName, value: &str) -> Option<ClaimField> {
    match field {
        FieldName::Claim(ClaimField::From | ClaimField::To) if bounds::days(value).is_some() => None,
        FieldName::Claim(field) => Some(field),
        _ => None,
    }
}

/// What a field asks of a claim; nothing where it asks nothing of claims, or the value cannot be read.
pub(crate) fn claim_test(planner: &mut Planner<'_>, field: FieldName, value: &str) -> Option<ClaimTest> {
    let field = claim_field(field, value)?;
    if matches!(field, ClaimField::From | ClaimField::To) {
        let entities = entities_named(planner, value);
        return (!entities.is_empty()).then_some(ClaimTest::Side(field, entities));
    }
    let reads = planner.claims.reads(field, value, planner.growing_field);
    reads.then(|| ClaimTest::Is(field, vec![value.trim().to_owned()]))
}

/// The condition of a field about claims; where its value cannot be read, that is told.
pub(crate) fn claim_condition(planner: &mut Planner<'_>, field: FieldName, value: &str) -> Option<Condition> {
    if let Some(test) = claim_test(planner, field, value) {
        return Some(telling(planner, &[test]));
    }
    if let Some(field) = claim_field(field, value).filter(|_| !planner.growing_field) {
        planner.plan.notices.push(Notice::BadClaim(field, value.trim().to_owned()));
    }
    None
}

/// What tells a claim that passes all of the tests.
pub(crate) fn telling(planner: &Planner<'_>, tests: &[ClaimTest]) -> Condition {
    Condition::Terms(key_terms(&planner.context.fields, &planner.claims.telling(tests)))
}

/// The entities with this name or identifier, of whatever kind; else those that it sounds like.
fn entities_named(planner: &mut Planner<'_>, value: &str) -> Vec<String> {
    let names = &planner.context.names;
    let id =
        |group: u32| names.group(group).filter(|group| group.kind.is_entity()).map(|group| group.id.clone());
    if planner.growing_field {
        return names.by_prefix(value).into_iter().filter_map(id).collect();
    }
    let wanted = squeeze(value);
    let called = names.groups().filter(|(_, group)| {
        group.id == value.trim() || group.forms.iter().any(|form| squeeze(&form.text) == wanted)
    });
    let called: Vec<String> = called.filter_map(|(number, _)| id(number)).collect();
    if !called.is_empty() {
        return called;
    }
    let names = std::sync::Arc::clone(names);
    let heard = heard(planner, value.trim(), &fold(value.trim()).chars, true).unwrap_or_default();
    let entities =
        heard.into_iter().filter_map(|group| names.group(group)).filter(|group| group.kind.is_entity());
    entities.map(|group| group.id.clone()).collect()
}
