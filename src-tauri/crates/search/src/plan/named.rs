//! Names in a query, and what a document has that names the same.

use crate::analysis::exact::Exact;
use crate::analysis::terms::group_term;
use crate::plan::clause::Condition;
use crate::plan::planner::Planner;
use std::ops::Range;
use tantivy::Term;
use zhimai_gazetteer::{Gazetteer, Group, GroupKind, Named, squeeze};
use zhimai_model::EntityKind;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, units};

/// The names in a text, leftmost and longest, with the ranges of their units; several groups may share a name.
pub(crate) fn longest_names(
    names: &Gazetteer,
    chars: &[char],
    row: &[Unit],
) -> Vec<(Range<usize>, Vec<Named>)> {
    let mut all = Vec::new();
    names.find_typed(chars, row, |named| all.push(named));
    all.sort_by_key(|named| (named.start, std::cmp::Reverse(named.end)));
    let mut out: Vec<(Range<usize>, Vec<Named>)> = Vec::new();
    for named in all {
        match out.last_mut() {
            Some((_, last))
                if last.first().is_some_and(|first| (first.start, first.end) == (named.start, named.end)) =>
            {
                last.push(named);
            }
            Some((_, last)) if last.first().is_some_and(|first| named.start < first.end) => {}
            _ => {
                let from = row.partition_point(|unit| unit.start < named.start);
                let to = row.partition_point(|unit| unit.end <= named.end);
                out.push((from..to, vec![named]));
            }
        }
    }
    out
}

/// Whether a name is all there is, but for signs around it.
pub(crate) fn covers(named: &[Named], row: &[Unit]) -> bool {
    named.first().is_some_and(|named| {
        row.iter()
            .all(|unit| unit.kind == UnitKind::Symbol || unit.start >= named.start && unit.end <= named.end)
    })
}

/// A text that is a name, by any of its forms; what may be an ordinary word, as written too.
pub(crate) fn name_condition(planner: &Planner<'_>, text: &str) -> Option<Condition> {
    let named = whole_name(planner, text)?;
    let groups: Vec<u32> = named.iter().map(|named| named.group).collect();
    let by_name = groups_condition(planner, &groups);
    let doubtful = named.iter().any(|named| named.doubtful);
    Some(match Exact::new(text).filter(|_| doubtful) {
        Some(exact) => Condition::Any(vec![by_name, Condition::Exact(exact)]),
        None => by_name,
    })
}

/// The groups that a text names, if it is nothing but a name.
pub(crate) fn groups_of_whole(planner: &Planner<'_>, text: &str) -> Option<Vec<u32>> {
    Some(whole_name(planner, text)?.iter().map(|named| named.group).collect())
}

/// What a text names, if it is nothing but a name.
fn whole_name(planner: &Planner<'_>, text: &str) -> Option<Vec<Named>> {
    let folded = fold(text);
    let row: Vec<Unit> = units(&folded.chars).collect();
    let names = longest_names(&planner.context.names, &folded.chars, &row);
    names.into_iter().next().map(|(_, named)| named).filter(|named| covers(named, &row))
}

/// Documents that name any of these groups.
pub(crate) fn groups_condition(planner: &Planner<'_>, groups: &[u32]) -> Condition {
    let text = planner.context.fields.text;
    let groups = groups.iter().filter_map(|group| planner.context.names.group(*group));
    Condition::Terms(groups.map(|group| Term::from_field_text(text, &group_term(group))).collect())
}

/// The groups with this name or identifier. Those of the kind alone if there are any; without a kind, terms.
pub(crate) fn groups_named(planner: &Planner<'_>, value: &str, kind: Option<EntityKind>) -> Vec<u32> {
    let names = &planner.context.names;
    if planner.growing_field {
        let fits = |group: &u32| names.group(*group).is_some_and(|group| is_of(group, kind));
        return names.by_prefix(value).into_iter().filter(fits).collect();
    }
    let wanted = squeeze(value);
    let id = value.trim();
    let has_name =
        |group: &Group| group.id == id || group.forms.iter().any(|form| squeeze(&form.text) == wanted);
    let groups: Vec<_> = names.groups().filter(|(_, group)| has_name(group)).collect();
    let fits = groups.iter().any(|(_, group)| is_of(group, kind));
    let chosen = groups.into_iter().filter(|(_, group)| !fits || is_of(group, kind));
    chosen.map(|(number, _)| number).collect()
}

/// Whether a group is of the kind that a field asks for; without a kind, a term. `company:` asks for whoever acts and is no
/// person, so for public bodies too.
pub(crate) fn is_of(group: &Group, kind: Option<EntityKind>) -> bool {
    match (kind, group.kind) {
        (Some(EntityKind::Company), GroupKind::Entity(EntityKind::PublicBody)) => true,
        (Some(kind), GroupKind::Entity(own)) => kind == own,
        (kind, own) => kind.is_none() && !own.is_entity(),
    }
}
