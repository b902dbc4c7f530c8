//! The fields of the query language: what `company:輝達` or `date:2025-09..2025-11` asks of a document.

use crate::analysis::group_term;
use crate::document::{GroupKind, Kind};
use crate::exact::Exact;
use crate::names::squeeze;
use crate::plan::{Condition, Planner};
use crate::query::FieldName;
use crate::request::Notice;
use crate::sums;
use tantivy::Term;
use tantivy::schema::Field;
use zhimai_model::EntityKind;
use zhimai_text::amount;
use zhimai_text::fold::folded;

impl Planner<'_> {
    /// The condition of a field; `None`, and a notice, when the value cannot be read.
    pub(crate) fn field(&mut self, field: FieldName, value: &str) -> Option<Condition> {
        let fields = &self.engine.fields;
        let ignored = |notice: fn(String) -> Notice| notice(value.trim().to_owned());
        let condition = match field {
            FieldName::Company => return self.named(value, Some(EntityKind::Company)),
            FieldName::Person => return self.named(value, Some(EntityKind::Person)),
            FieldName::Term => return self.named(value, None),
            FieldName::Source => Ok(Condition::Terms(self.sources(value))),
            FieldName::Language => match languages(value) {
                [] => Err(ignored(Notice::BadLanguage)),
                known => Ok(any(fields.language, known)),
            },
            FieldName::In => match kind(value) {
                Some(kind) => Ok(any(fields.kind, &[kind.name()])),
                None => Err(ignored(Notice::BadKind)),
            },
            FieldName::Date => match zhimai_text::date::parse_range(value) {
                Some(range) => Ok(Condition::Days(range.first, range.last)),
                None => Err(ignored(Notice::BadDate)),
            },
            FieldName::Amount => match amount::parse_range(value).and_then(|range| sums::ranges(&range)) {
                Some(ranges) => Ok(Condition::Sums(ranges)),
                None => Err(ignored(Notice::BadAmount)),
            },
        };
        condition.map_err(|notice| self.plan.notices.push(notice)).ok()
    }

    /// Documents that are about what has this name, or mention it. Without a kind, terms come before entities.
    fn named(&mut self, value: &str, kind: Option<EntityKind>) -> Option<Condition> {
        let wanted = squeeze(value);
        let id = value.trim();
        let names = &self.engine.names;
        let mut groups: Vec<_> = names
            .groups()
            .map(|(_, group)| group)
            .filter(|group| group.id == id || group.forms.iter().any(|form| squeeze(&form.text) == wanted))
            .collect();
        let fits = |wanted: GroupKind| groups.iter().any(|group| group.kind == wanted);
        let preferred = kind.map_or(GroupKind::Term, GroupKind::Entity);
        if fits(preferred) {
            groups.retain(|group| group.kind == preferred);
        } else if !groups.is_empty() {
            self.plan.notices.push(Notice::OtherKind(id.to_owned(), kind));
        }
        if groups.is_empty() {
            let exact = Exact::new(value)?;
            self.plan.notices.push(Notice::UnknownName(id.to_owned()));
            self.plan.exacts.push(exact.clone());
            return Some(Condition::Exact(exact));
        }
        let fields = &self.engine.fields;
        let terms = groups.iter().flat_map(|group| {
            let entity = matches!(group.kind, GroupKind::Entity(_));
            let about = entity.then(|| Term::from_field_text(fields.entities, &group.id));
            about.into_iter().chain([Term::from_field_text(fields.text, &group_term(group))])
        });
        Some(Condition::Terms(terms.collect()))
    }

    /// The sources whose name has the value in it.
    fn sources(&self, value: &str) -> Vec<Term> {
        let field = self.engine.fields.source;
        let wanted = folded(value.trim());
        let mut terms = Vec::new();
        for segment in self.searcher.segment_readers() {
            let Ok(inverted) = segment.inverted_index(field) else { continue };
            let Ok(mut stream) = inverted.terms().stream() else { continue };
            while stream.advance() {
                if let Ok(source) = std::str::from_utf8(stream.key())
                    && folded(source).contains(&wanted)
                {
                    terms.push(Term::from_field_text(field, source));
                }
            }
        }
        terms
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
        "entity" | "entities" | "company" | "companies" | "people" | "实体" | "公司" | "人物" => {
            Kind::Entity
        }
        "term" | "terms" | "glossary" | "词汇" | "术语" | "词汇表" | "术语表" => Kind::Term,
        "note" | "notes" | "笔记" | "注记" => Kind::Note,
        _ => return None,
    })
}
