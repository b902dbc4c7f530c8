//! Entities, events, claims, conflicts, timeline and glossary as displayed.

use super::article::wire;
use super::desk::Desk;
use crate::parse::parse_date;
use crate::wire::*;
use crate::words::{self, amount_label, date_view, word};
use std::collections::HashMap;
use zhimai_gazetteer::{Group, GroupKind};
use zhimai_knowledge::deals::independent_sources;
use zhimai_knowledge::{TimelineFilter, headline_sum, named_in};
use zhimai_model::{
    Amount, Claim, Conflict, DateRange, Entity, EntityKind, Event, EventKind, Region, Source, Term,
};
use zhimai_search::{Kind, Request};
use zhimai_store::ArticleRow;

/// At most so many articles are listed on a page.
pub(super) const ARTICLES: u32 = 100;

impl Desk<'_> {
    /// An entity that has a page in this library, and was known.
    pub(crate) fn entity(&self, id: &str) -> Option<&Entity> {
        self.knowledge().entity(id).filter(|entity| self.is_entity_known(entity))
    }

    /// The name of an entity in the language of the request, in Chinese that of the region.
    pub(crate) fn entity_name(&self, entity: &Entity) -> String {
        let names = &entity.names;
        let name = match (self.lang, self.region) {
            (UiLang::En, _) => &names.en,
            (_, Region::Tw) => &names.zh_tw,
            (_, Region::Hk) => &names.zh_hk,
            (_, Region::Cn) => &names.zh_cn,
        };
        name.clone()
    }

    /// A link to an entity, or that there is none.
    pub(crate) fn entity_or_missing(&self, id: &str) -> Result<Link, WireError> {
        let missing = || words::not_found(self.lang, &format!("zhimai://entity/{id}"));
        self.entity_link(id).ok_or_else(missing)
    }

    /// The entities that these count as.
    pub(crate) fn kept(&self, entities: &[String]) -> Vec<String> {
        let merged = self.knowledge().merged();
        entities.iter().map(|id| merged.kept(id).to_owned()).collect()
    }

    pub(crate) fn entity_link(&self, id: &str) -> Option<Link> {
        let entity = self.entity(id)?;
        Some(Link { address: format!("zhimai://entity/{}", entity.id), label: self.entity_name(entity) })
    }

    /// Adds those to a list that it is narrowed to and does not have: each has a name, also where nothing of it is left.
    pub(crate) fn name_all(&self, list: &mut Vec<FacetCount>, ids: &[String]) {
        for id in ids {
            if list.iter().all(|one| one.value != *id)
                && let Some(Link { label, .. }) = self.entity_link(id)
            {
                list.push(FacetCount { value: id.clone(), label, count: 0 });
            }
        }
    }

    pub(crate) fn event_link(&self, id: &str) -> Option<Link> {
        let event = self.knowledge().event(id).filter(|event| self.is_event_known(event))?;
        Some(self.link_to_event(event))
    }

    pub(crate) fn link_to_event(&self, event: &Event) -> Link {
        Link { address: format!("zhimai://event/{}", event.id), label: self.text(&event.title) }
    }

    pub(crate) fn term_link(&self, id: &str) -> Option<Link> {
        let term = self.knowledge().term(id)?;
        Some(Link { address: format!("zhimai://term/{id}"), label: self.headword(term) })
    }

    fn headword(&self, term: &Term) -> String {
        match self.lang {
            UiLang::ZhHant | UiLang::ZhHans => self.chinese_headword(term),
            UiLang::En => term.en.first().cloned().unwrap_or_else(|| term.zh.clone()),
        }
    }

    /// The Chinese headword of a term in the region: the form that the glossary has of it, else the headword in its words.
    fn chinese_headword(&self, term: &Term) -> String {
        let of_region = match self.region {
            Region::Tw => return term.zh.clone(),
            Region::Hk => term.variants.hk.first(),
            Region::Cn => return term.zh_cn.clone(),
        };
        of_region.cloned().unwrap_or_else(|| self.chinese(&term.zh))
    }

    pub(crate) fn entity_summary(&self, entity: &Entity, mentions: &HashMap<String, u32>) -> EntitySummary {
        let name = self.entity_name(entity);
        let mut other_names: Vec<String> = Vec::new();
        let names = &entity.names;
        let names = [&names.en, &names.zh_hk, &names.zh_tw, &names.zh_cn];
        let aliases = entity.aliases.iter().filter(|one| !one.kind.is_mistake() && self.is_name_known(one));
        for other in names.into_iter().chain(aliases.map(|alias| &alias.text)) {
            if *other != name && !other_names.contains(other) {
                other_names.push(other.clone());
            }
        }
        EntitySummary {
            address: format!("zhimai://entity/{}", entity.id),
            id: entity.id.clone(),
            kind: word(entity.kind),
            name,
            other_names,
            misspellings: entity.mistakes().cloned().collect(),
            description: self.text_by_then(&entity.description),
            ticker: entity.ticker.clone(),
            articles: mentions.get(&entity.id).copied().unwrap_or(0),
            events: count(self.known_events_of(&entity.id).iter()),
        }
    }

    pub(crate) fn entity_summaries(
        &self,
        request: &EntitiesRequest,
    ) -> Result<Vec<EntitySummary>, WireError> {
        let kind: Option<EntityKind> = self.named(&request.kind)?;
        let mentions = self.mention_counts()?;
        let entities = self.knowledge().entities().iter();
        let mut all: Vec<_> = entities
            .filter(|entity| kind.is_none_or(|kind| entity.kind == kind) && self.is_entity_known(entity))
            .map(|entity| self.entity_summary(entity, &mentions))
            .collect();
        all.sort_by(|a, b| {
            (b.articles + b.events).cmp(&(a.articles + a.events)).then_with(|| a.name.cmp(&b.name))
        });
        Ok(all)
    }

    pub(crate) fn mention_counts(&self) -> Result<HashMap<String, u32>, WireError> {
        self.library.store().mention_counts(self.as_of_day).map_err(|e| words::store_error(self.lang, &e))
    }

    /// Stored articles in a list.
    pub(crate) fn summaries(&self, rows: &[ArticleRow]) -> Vec<ArticleSummary> {
        rows.iter().map(|row| self.article_summary(row)).collect()
    }

    /// Articles that hold a form of the term, best first.
    fn articles_with(&self, term: &Term) -> Result<Vec<ArticleSummary>, WireError> {
        let request = Request {
            query: format!("\"{}\"", term.zh.replace('"', " ")),
            limit: ARTICLES as usize,
            kinds: vec![Kind::Article],
            as_of: self.as_of_day,
            ..Request::default()
        };
        let Ok(index) = self.library.indexer().index() else { return Ok(Vec::new()) };
        let answer = index.search(&request).map_err(|e| words::search_error(self.lang, &e))?;
        let ids: Vec<_> = answer.hits.into_iter().map(|hit| hit.id).collect();
        self.articles_called(&ids)
    }

    /// Articles for a list, in the order asked for, of those that were out.
    pub(crate) fn articles_called<S: AsRef<str>>(&self, ids: &[S]) -> Result<Vec<ArticleSummary>, WireError> {
        let rows = self.library.store().article_rows_by_ids(ids);
        let mut rows = rows.map_err(|e| words::store_error(self.lang, &e))?;
        rows.retain(|row| self.is_out(row.date.as_ref()));
        Ok(self.summaries(&rows))
    }

    pub(crate) fn source_view(&self, source: &Source) -> SourceView {
        SourceView {
            publisher: source.publisher.clone(),
            title: source.title.clone(),
            date: source.date.as_ref().map(|date| date_view(self.lang, date)),
            url: source.url.clone(),
            unopened: source.address == Some(zhimai_model::AddressState::NotOpened),
            confidence: source.confidence.map(word),
        }
    }

    pub(crate) fn claim_view(&self, event: &Event, claim: &Claim) -> ClaimView {
        let known = self.told_by_then(claim);
        ClaimView {
            id: claim.id.clone(),
            event: self.link_to_event(event),
            date: date_view(self.lang, &event.date),
            text: self.text(&claim.text),
            quote: claim.quote.clone(),
            amount: self.amount_view(claim),
            from: claim.from.as_deref().and_then(|id| self.entity_link(id)),
            to: claim.to.as_deref().and_then(|id| self.entity_link(id)),
            flow: word(claim.flow),
            status: word(claim.status),
            said_by: claim.said_by.map(word),
            reported: zhimai_knowledge::reported(event, claim).map(|date| date_view(self.lang, date)),
            conflicts_with: claim.conflicts_with.iter().filter(|id| self.is_known(id)).cloned().collect(),
            sources: known.sources.iter().map(|source| self.source_view(source)).collect(),
        }
    }

    pub(crate) fn amount_view(&self, claim: &Claim) -> Option<AmountView> {
        claim.amount.as_ref().map(|amount| self.amount_of(amount))
    }

    pub(crate) fn amount_of(&self, amount: &Amount) -> AmountView {
        AmountView {
            currency: amount.currency.code().to_owned(),
            low: amount.low,
            high: amount.high,
            qualifier: word(amount.qualifier),
            label: amount_label(self.lang, self.region, amount),
            horizon: amount.horizon.as_ref().map(|horizon| self.text(horizon)),
        }
    }

    /// Those of some conflicts of which two sides or more were known.
    pub(crate) fn conflict_views<'a>(
        &self,
        conflicts: impl Iterator<Item = &'a Conflict>,
    ) -> Vec<ConflictView> {
        conflicts.filter_map(|conflict| self.conflict_view(conflict)).collect()
    }

    /// A conflict. How it stands is told once all of its claims are known: it weighs them.
    fn conflict_view(&self, conflict: &Conflict) -> Option<ConflictView> {
        let known: Vec<&String> = conflict.claims.iter().filter(|id| self.is_known(id)).collect();
        let is_whole = known.len() == conflict.claims.len();
        let claims = known.iter().filter_map(|id| self.knowledge().claim(id));
        let view = ConflictView {
            id: conflict.id.clone(),
            topic: self.text(&conflict.topic),
            claims: claims.map(|(event, claim)| self.claim_view(event, claim)).collect(),
            assessment: if is_whole { self.text_by_then(&conflict.assessment) } else { String::new() },
        };
        (view.claims.len() > 1).then_some(view)
    }

    pub(crate) fn event_view(&self, id: &str) -> Result<EventView, WireError> {
        let address = format!("zhimai://event/{id}");
        let knowledge = self.knowledge();
        let event = knowledge.event(id).ok_or_else(|| words::not_found(self.lang, &address))?;
        let known = self.known_claims(event);
        if !self.is_event_known(event) {
            return Err(self.not_yet(&address));
        }
        let deals = self.deals();
        let places = deals.of_event(event);
        let of_deal = |place: &usize| {
            let ids = known.iter().map(|claim| &claim.id);
            let claims: Vec<String> = ids.filter(|id| deals.place(id) == Some(*place)).cloned().collect();
            DealClaims { deal: deals.all()[*place].id.to_owned(), claims }
        };
        Ok(EventView {
            item: self.timeline_item(event, &known, &self.known_by_now()),
            claims: known.iter().map(|claim| self.claim_view(event, claim)).collect(),
            accounts: places.iter().map(of_deal).collect(),
            deals: self.list_of(&deals, places, 0),
            totals: self.totals(&deals, |claim| event.claims.iter().any(|own| own.id == claim.id)),
            conflicts: self.conflict_views(knowledge.conflicts_of_event(id)),
            articles: self.articles_called(self.known.articles_that_tell(id))?,
            notes: self.notes_on(&address)?,
        })
    }

    /// What had been reported by the day of the request.
    fn known_by_now(&self) -> TimelineFilter {
        TimelineFilter { as_of_day: self.as_of_day, ..TimelineFilter::default() }
    }

    /// An event with what was known of it by the day of the request; nothing where that is nothing.
    pub(crate) fn known_item(&self, event: &Event) -> Option<TimelineItem> {
        let claims = self.known_claims(event);
        self.is_event_known(event).then(|| self.timeline_item(event, &claims, &self.known_by_now()))
    }

    /// An event on the timeline, told by these of its claims: those that the filter knows.
    fn timeline_item(&self, event: &Event, claims: &[&Claim], filter: &TimelineFilter) -> TimelineItem {
        let sum = headline_sum(event, claims);
        let knowledge = self.knowledge();
        // Who disagrees later does not yet.
        let disagrees =
            |id: &String| knowledge.claim(id).is_none_or(|(event, claim)| filter.knows(event, claim));
        let by_then: Vec<_> = claims.iter().map(|claim| self.told_by_then(claim)).collect();
        TimelineItem {
            address: format!("zhimai://event/{}", event.id),
            id: event.id.clone(),
            title: self.text(&event.title),
            summary: self.summary_by_then(event),
            date: date_view(self.lang, &event.date),
            kind: word(event.kind),
            participants: event.participants.iter().filter_map(|id| self.entity_link(id)).collect(),
            conflicted: claims.iter().any(|claim| claim.conflicts_with.iter().any(disagrees)),
            amount: sum.and_then(|claim| self.amount_view(claim)),
            claims: count(claims.iter()),
            sources: count(by_then.iter().flat_map(|claim| &claim.sources)),
            independent: wire(independent_sources(by_then.iter().map(|claim| &**claim), self.origins())),
        }
    }

    pub(crate) fn timeline_view(&self, request: &TimelineRequest) -> Result<Timeline, WireError> {
        let kinds: Vec<EventKind> = request
            .kinds
            .iter()
            .map(|kind| self.named(kind))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect();
        let filter = TimelineFilter {
            entities: self.kept(&request.entities),
            kinds,
            from_day: self.date(request.from.as_deref())?.map(|date| date.first_day()),
            to_day: self.date(request.to.as_deref())?.map(|date| date.last_day()),
            as_of_day: self.as_of_day,
        };
        let (mut by_entity, mut by_kind) = (HashMap::<&str, u32>::new(), HashMap::<String, u32>::new());
        let mut items = Vec::new();
        for (event, claims) in self.knowledge().timeline(&filter) {
            for id in &event.participants {
                *by_entity.entry(id).or_default() += 1;
            }
            *by_kind.entry(word(event.kind)).or_default() += 1;
            items.push(self.timeline_item(event, &claims, &filter));
        }
        let entities = by_entity.into_iter().filter_map(|(id, count)| {
            Some(FacetCount { value: id.to_owned(), label: self.entity_link(id)?.label, count })
        });
        let kinds =
            by_kind.into_iter().map(|(kind, count)| FacetCount { label: kind.clone(), value: kind, count });
        Ok(Timeline { items, entities: most_first(entities), kinds: most_first(kinds) })
    }

    pub(crate) fn glossary_view(&self, request: &GlossaryRequest) -> Vec<TermSummary> {
        self.knowledge().glossary(&request.filter).map(|term| self.term_summary(term)).collect()
    }

    pub(crate) fn term_summary(&self, term: &Term) -> TermSummary {
        TermSummary {
            address: format!("zhimai://term/{}", term.id),
            id: term.id.clone(),
            zh: self.chinese_headword(term),
            en: term.en.clone(),
            pinyin: term.pinyin.clone(),
            definition: self.text_by_then(&term.definition),
        }
    }

    pub(crate) fn term_view(&self, id: &str) -> Result<TermView, WireError> {
        let address = format!("zhimai://term/{id}");
        let term = self.knowledge().term(id).ok_or_else(|| words::not_found(self.lang, &address))?;
        let regions = [("tw", &term.variants.tw), ("hk", &term.variants.hk), ("cn", &term.variants.cn)];
        let chinese = self.chinese(&term.definition.zh);
        Ok(TermView {
            summary: self.term_summary(term),
            hant: term.zh.clone(),
            hans: term.zh_cn.clone(),
            definitions: [chinese, term.definition.en.clone()],
            variants: regions
                .into_iter()
                .flat_map(|(region, names)| {
                    names
                        .iter()
                        .map(move |name| RegionalName { region: region.to_owned(), name: name.clone() })
                })
                .collect(),
            entity: term.entity.as_deref().and_then(|id| self.entity_link(id)),
            articles: self.articles_with(term)?,
            notes: self.notes_on(&address)?,
        })
    }

    pub(crate) fn lookup_view(&self, request: &LookupRequest) -> Vec<Link> {
        let link = |group: &Group| match group.kind {
            GroupKind::Entity(_) => self.entity_link(&group.id),
            GroupKind::Term => self.term_link(&group.id),
            GroupKind::Region => None,
        };
        named_in(self.known.names(), &request.text).into_iter().filter_map(link).collect()
    }

    /// The value of an enum by its wire word; an empty word is none.
    pub(crate) fn named<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<Option<T>, WireError> {
        if name.is_empty() {
            return Ok(None);
        }
        serde_json::from_value(serde_json::Value::String(name.to_owned()))
            .map(Some)
            .map_err(|e| words::bad_request(e.to_string()))
    }

    pub(crate) fn date(&self, edtf: Option<&str>) -> Result<Option<DateRange>, WireError> {
        edtf.filter(|text| !text.trim().is_empty()).map(|text| parse_date(self.lang, text)).transpose()
    }
}

pub(crate) fn most_first(counts: impl Iterator<Item = FacetCount>) -> Vec<FacetCount> {
    let mut all: Vec<_> = counts.collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    all
}

pub(super) fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
