//! The fields of the query language: what `company:輝達` or `date:2025-09..2025-11` asks of a document.

use crate::analysis::exact::Exact;
use crate::analysis::sums;
use crate::analysis::terms::group_term;
use crate::claims::ClaimField;
use crate::document::Kind;
use crate::plan::claims::{claim_condition, claim_field, claim_test};
use crate::plan::clause::{Atom, Condition, Find, Mark};
use crate::plan::homophone::heard;
use crate::plan::named::{groups_named, is_of};
use crate::plan::planner::Planner;
use crate::plan::words::words;
use crate::query::FieldName;
use crate::query::bounds;
use crate::request::{Notice, ReasonKind};
use tantivy::Term;
use tantivy::schema::Field;
use zhimai_model::EntityKind;
use zhimai_text::fold::{fold, folded};

/// The weight of what only shows why a document meets a condition: the best passage is still chosen by the words.
const SHOWN: f32 = 0.001;

/// The condition of a field; `None`, and a notice, when the value cannot be read.
pub(crate) fn field_condition(planner: &mut Planner<'_>, field: FieldName, value: &str) -> Option<Condition> {
    let fields = &planner.context.fields;
    let ignored = |notice: fn(String) -> Notice| notice(value.trim().to_owned());
    let condition = match field {
        FieldName::Company | FieldName::Person | FieldName::Term => {
            return named_condition(planner, value, kind_of(field));
        }
        FieldName::Claim(side) => match (side, bounds::days(unfinished(planner, value))) {
            (ClaimField::From, Some(range)) => Ok(Condition::Days(range.first, None)),
            (ClaimField::To, Some(range)) => Ok(Condition::Days(None, range.last)),
            _ => return claim_condition(planner, field, value),
        },
        FieldName::Source => Ok(Condition::Terms(named_so(planner, fields.source, value))),
        FieldName::Author => Ok(Condition::Terms(named_so(planner, fields.author, value))),
        FieldName::Language => match languages(value) {
            [] => Err(ignored(Notice::BadLanguage)),
            known => Ok(any(fields.language, known)),
        },
        FieldName::In => match kind(value) {
            Some(kind) => Ok(any(fields.kind, &[kind.name()])),
            None => Err(ignored(Notice::BadKind)),
        },
        FieldName::Date => match bounds::days(unfinished(planner, value)) {
            Some(range) => Ok(Condition::Days(range.first, range.last)),
            None => Err(ignored(Notice::BadDate)),
        },
        FieldName::Amount => match bounds::sums(value).and_then(|range| sums::ranges(&range)) {
            Some(ranges) => Ok(Condition::Sums(ranges)),
            None => Err(ignored(Notice::BadAmount)),
        },
    };
    condition.map_err(|notice| unread(planner, notice)).ok()
}

/// Tells that a value cannot be read, unless it is still being typed.
fn unread(planner: &mut Planner<'_>, notice: Notice) {
    if !planner.growing_field {
        planner.plan.notices.push(notice);
    }
}

/// A date without the sign that its next part begins with, while it is being typed.
fn unfinished<'v>(planner: &Planner<'_>, value: &'v str) -> &'v str {
    if planner.growing_field { value.trim_end_matches(['-', '/', '.']) } else { value }
}

/// Shows in what is found by a field why it was found: nothing is ranked by it.
pub(crate) fn show_field(planner: &mut Planner<'_>, field: FieldName, value: &str) {
    let (find, reason) = match field {
        FieldName::Company | FieldName::Person | FieldName::Term => {
            let groups = groups_meant(planner, value, kind_of(field));
            if groups.is_empty() {
                if let Some(exact) = Exact::new(value).filter(|_| !planner.growing_field) {
                    let piece = planner.piece(value);
                    planner.exact(exact, SHOWN, piece);
                }
                return;
            }
            let reason = if field == FieldName::Term { ReasonKind::Term } else { ReasonKind::Alias };
            (Find::Groups(groups), reason)
        }
        FieldName::Amount => {
            let ranges = bounds::sums(value).and_then(|range| sums::ranges(&range));
            (Find::Sums(ranges.unwrap_or_default()), ReasonKind::Amount)
        }
        FieldName::Claim(_) => {
            let is_unread =
                claim_field(field, value).is_some() && claim_test(planner, field, value).is_none();
            if is_unread && !planner.growing_field {
                words(planner, value, false, 1.0);
            }
            return;
        }
        FieldName::Source | FieldName::Author | FieldName::Language | FieldName::Date | FieldName::In => {
            return;
        }
    };
    let piece = planner.piece(value);
    let reason = Some(reason);
    planner.plan.atoms.push(Atom { find, weight: SHOWN, piece, mark: Mark::Always, reason });
}

/// The groups with this name, or else those that it sounds like.
fn groups_meant(planner: &mut Planner<'_>, value: &str, kind: Option<EntityKind>) -> Vec<u32> {
    let groups = groups_named(planner, value, kind);
    if !groups.is_empty() || planner.growing_field {
        return groups;
    }
    heard(planner, value.trim(), &fold(value.trim()).chars, true).unwrap_or_default()
}

/// Documents that are about what has this name, or mention it.
fn named_condition(planner: &mut Planner<'_>, value: &str, kind: Option<EntityKind>) -> Option<Condition> {
    let groups = groups_meant(planner, value, kind);
    let first = groups.first().and_then(|group| planner.context.names.group(*group));
    if first.is_some_and(|group| !is_of(group, kind)) {
        planner.plan.notices.push(Notice::OtherKind(value.trim().to_owned(), kind));
    }
    if groups.is_empty() && planner.growing_field {
        return None;
    }
    if groups.is_empty() {
        let exact = Exact::new(value)?;
        planner.plan.notices.push(Notice::UnknownName(value.trim().to_owned()));
        return Some(Condition::Exact(exact));
    }
    let fields = &planner.context.fields;
    let groups = groups.into_iter().filter_map(|group| planner.context.names.group(group));
    let terms = groups.flat_map(|group| {
        let about = group.kind.is_entity().then(|| Term::from_field_text(fields.entities, &group.id));
        about.into_iter().chain([Term::from_field_text(fields.text, &group_term(group))])
    });
    Some(Condition::Terms(terms.collect()))
}

/// The terms of a field of names that have the value in them.
fn named_so(planner: &Planner<'_>, field: Field, value: &str) -> Vec<Term> {
    let wanted = folded(value.trim());
    let mut terms = Vec::new();
    for segment in planner.context.searcher.segment_readers() {
        let Ok(inverted) = segment.inverted_index(field) else { continue };
        let Ok(mut stream) = inverted.terms().stream() else { continue };
        while stream.advance() {
            if let Ok(name) = std::str::from_utf8(stream.key())
                && folded(name).contains(&wanted)
            {
                terms.push(Term::from_field_text(field, name));
            }
        }
    }
    terms
}

fn kind_of(field: FieldName) -> Option<EntityKind> {
    match field {
        FieldName::Company => Some(EntityKind::Company),
        FieldName::Person => Some(EntityKind::Person),
        _ => None,
    }
}

fn any(field: Field, values: &[&str]) -> Condition {
    Condition::Terms(values.iter().map(|value| Term::from_field_text(field, value)).collect())
}

fn languages(value: &str) -> &'static [&'static str] {
    match folded(value.trim()).as_str() {
        "en" | "english" | "英文" | "英语" => &["en"],
        "zh-hant" | "hant" | "zh-tw" | "zh-hk" | "tw" | "hk" | "traditional" | "繁体" | "繁体中文"
        | "繁中" | "正体" => &["zh-hant"],
        "zh-hans" | "hans" | "zh-cn" | "cn" | "simplified" | "简体" | "简体中文" | "简中" => {
            &["zh-hans"]
        }
        "zh" | "chinese" | "中文" | "汉语" | "华语" => &["zh-hant", "zh-hans"],
        _ => &[],
    }
}

fn kind(value: &str) -> Option<Kind> {
    Some(match folded(value.trim()).as_str() {
        "article" | "articles" | "文章" | "新闻" => Kind::Article,
        "event" | "events" | "事件" => Kind::Event,
        "entity" | "entities" | "company" | "companies" | "people" | "public bodies" | "实体" | "公司"
        | "人物" | "机构" => Kind::Entity,
        "term" | "terms" | "glossary" | "词汇" | "术语" | "词汇表" | "术语表" => Kind::Term,
        "note" | "notes" | "笔记" | "注记" => Kind::Note,
        _ => return None,
    })
}
