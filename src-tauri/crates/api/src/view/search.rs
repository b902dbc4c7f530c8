//! Search answers as displayed.

use super::article::wire;
use super::claims::ClaimSearch;
use super::desk::Desk;
use crate::wire::{
    Bar, Contribution, FacetCount, Facets, Hit, HitKind, Marked, Reason, ReasonKind, SearchRequest,
    SearchResponse, SortBy, UiLang, WireError,
};
use crate::words::{self, date_view, month_bar, notice};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use zhimai_library::BUNDLED;
use zhimai_model::{Address, DateRange, Region};
use zhimai_search::{self as engine, Limits, Pace};
use zhimai_text::offset::CharOffset;

/// How many hits an answer holds when the request does not say.
const HITS: u32 = 20;

/// What one search may cost: so many stored texts read to verify exact strings, and so much time. Of a million articles all
/// can be read for two strings that stand everywhere; a query that asks for more than that is stopped and says so.
const MOST_TEXTS: u32 = 2_500_000;
const LONGEST: Duration = Duration::from_secs(10);

impl Desk<'_> {
    /// Answers a search, until `newest`, the highest number of a search so far, is above that of the request.
    pub(crate) fn search_view(
        &self,
        request: SearchRequest,
        newest: &AtomicU32,
    ) -> Result<SearchResponse, WireError> {
        let index = self.library.indexer().index().map_err(|e| words::library_error(self.lang, &e))?;
        if self.library.indexer().is_kept() {
            self.library.indexer().notice_other_processes();
            if !request.query.trim().is_empty() && !self.library.has_loaded_dictionaries() {
                // Without them the search still works; the next change tries again.
                let _ = self.library.load_dictionaries();
            }
        } else {
            self.library.load_dictionaries().map_err(|e| words::store_error(self.lang, &e))?;
        }
        let started = Instant::now();
        let pace = || {
            let overtaken = request.sequence < newest.load(Ordering::Relaxed);
            match started.elapsed() > LONGEST {
                _ if overtaken && request.sequence != 0 => Pace::Cancelled,
                true => Pace::Enough,
                false => Pace::GoOn,
            }
        };
        let limits = Limits { texts: MOST_TEXTS, pace: &pace };
        let claims = ClaimSearch::new(self);
        let hidden =
            self.library.store().hidden_collections().map_err(|e| words::store_error(self.lang, &e))?;
        let titles = self.collection_titles(&hidden)?;
        let asked = self.engine_request(&request, if request.with_hidden { Vec::new() } else { hidden });
        let answered = index.search_with(&asked, limits, &claims);
        let answer = answered.map_err(|e| words::search_error(self.lang, &e))?;
        let hits = answer.hits.into_iter().map(|hit| self.hit_with_sources(hit)).collect::<Result<_, _>>()?;
        let took_us = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        let entity_label = |id: &str| self.entity_link(id).map(|link| link.label);
        let plain = |counts: Vec<(String, u32)>| {
            counts
                .into_iter()
                .map(|(value, count)| FacetCount { label: value.clone(), value, count })
                .collect()
        };
        let of_claims = |wanted| {
            let counts = answer.facets.claims.iter().filter(|(field, ..)| *field == wanted);
            counts
                .map(|(_, value, count)| FacetCount {
                    label: value.clone(),
                    value: value.clone(),
                    count: *count,
                })
                .collect()
        };
        let mut entities: Vec<FacetCount> = answer
            .facets
            .entities
            .into_iter()
            .filter_map(|(value, count)| Some(FacetCount { label: entity_label(&value)?, value, count }))
            .collect();
        self.name_all(&mut entities, &self.kept(&request.entities));
        let facets = Facets {
            kinds: plain(
                answer
                    .facets
                    .kinds
                    .into_iter()
                    .map(|(kind, count)| (kind.name().to_owned(), count))
                    .collect(),
            ),
            entities,
            sources: plain(answer.facets.sources),
            languages: plain(answer.facets.languages),
            statuses: of_claims(engine::ClaimField::Status),
            flows: of_claims(engine::ClaimField::Flow),
            disputed: of_claims(engine::ClaimField::Disputed),
        };
        // Above nothing found, a card would say that something was.
        let named = answer.named.as_deref().filter(|_| answer.total > 0);
        let card = match named.and_then(|id| self.entity(id)) {
            Some(entity) => Some(self.entity_summary(entity, &self.mention_counts()?)),
            None => None,
        };
        let histogram: Vec<Bar> = answer
            .histogram
            .into_iter()
            .filter_map(|((year, month), count)| month_bar(self.lang, year, month, count))
            .collect();
        // What was searched for instead is told already.
        let respelled = answer.notices.iter().any(|notice| matches!(notice, engine::Notice::ReadAs(..)));
        Ok(SearchResponse {
            sequence: request.sequence,
            took_us,
            total: answer.total,
            hits,
            facets,
            histogram,
            card,
            deals: if request.offset == 0 { self.deal_card(&request.query)? } else { None },
            notices: self.notices(&answer.notices),
            hidden: words::hidden(self.lang, &titles, request.with_hidden),
            suggestion: answer.suggestion.filter(|_| !respelled),
            behind: None,
        })
    }

    /// What is to be told about the query, each thing once, in the order of the query.
    fn notices(&self, notices: &[engine::Notice]) -> Vec<String> {
        let mut told = Vec::new();
        for text in notices.iter().map(|one| notice(self.lang, one)) {
            if !told.contains(&text) {
                told.push(text);
            }
        }
        told
    }

    /// A hit, with how many sources it and what stands beside it are.
    fn hit_with_sources(&self, hit: engine::Hit) -> Result<Hit, WireError> {
        let is_imported = |hit: &engine::Hit| hit.kind == engine::Kind::Article && hit.collection != BUNDLED;
        let all = std::iter::once(&hit).chain(&hit.beside).filter(|hit| is_imported(hit));
        let sources = self.source_count(all.map(|hit| (hit.id.as_str(), hit.source.as_deref())))?;
        Ok(Hit { sources, ..self.hit(hit) })
    }

    fn hit(&self, hit: engine::Hit) -> Hit {
        let (kind, address) = match hit.kind {
            engine::Kind::Article => (HitKind::Article, Address::Article(hit.id.clone())),
            engine::Kind::Event => (HitKind::Event, Address::Event(hit.id.clone())),
            engine::Kind::Entity => (HitKind::Entity, Address::Entity(hit.id.clone())),
            engine::Kind::Term => (HitKind::Term, Address::Term(hit.id.clone())),
            engine::Kind::Note => (HitKind::Note, Address::Note(hit.id.clone())),
        };
        // What the person wrote or imported stays as it is.
        let is_own = match hit.kind {
            engine::Kind::Article => hit.collection != BUNDLED,
            engine::Kind::Note => true,
            engine::Kind::Event | engine::Kind::Entity | engine::Kind::Term => false,
        };
        let show = |marked: engine::Marked| if is_own { as_it_is(marked) } else { self.read(marked) };
        let title = match hit.kind {
            engine::Kind::Term => self.both(hit.title, hit.other_titles),
            _ => show(hit.title),
        };
        let is_untold =
            hit.kind == engine::Kind::Event && self.is_of_later_summary(&hit.id, &hit.snippet.text);
        let snippet =
            if is_untold { Marked { text: String::new(), marks: Vec::new() } } else { show(hit.snippet) };
        let entity = (hit.kind == engine::Kind::Entity).then(|| self.entity(&hit.id)).flatten();
        let shown = marked_texts([&title, &snippet]);
        let reasons = hit.reasons.into_iter().map(|one| self.reason(one, &shown)).collect();
        let date = hit.days.and_then(|(first, last)| DateRange::from_days(first, last));
        Hit {
            address: address.to_string(),
            id: hit.id,
            kind,
            entity_kind: entity.map(|entity| words::word(entity.kind)),
            title,
            snippet,
            source: hit.source,
            date: date.map(|date| date_view(self.lang, &date)),
            language: hit.language,
            score: hit.score,
            reasons,
            explanation: hit
                .explanation
                .into_iter()
                .map(|(name, value)| Contribution { name, value })
                .collect(),
            beside: hit.beside.into_iter().map(|hit| self.hit(hit)).collect(),
            of_copies: hit.of_copies,
            sources: None,
        }
    }

    /// Why a hit matched. A document often has several forms of what was written: told is one of those that are marked in
    /// what is shown, else one in the characters that the person reads.
    fn reason(&self, reason: engine::Reason, shown: &[String]) -> Reason {
        let forms = std::iter::once(reason.found.clone()).chain(reason.others);
        let forms: Vec<String> = forms
            .flat_map(|form| {
                // What is bundled is shown in the words of the region, and kept in those of Taiwan.
                let shown = (self.region != Region::Tw).then(|| self.chinese(&form));
                std::iter::once(form).chain(shown)
            })
            .collect();
        let marked = forms.iter().find(|form| shown.iter().any(|piece| piece.contains(form.as_str())));
        let read = || {
            let form = forms.iter().find(|form| form.is_ascii() == (self.lang == UiLang::En))?;
            Some(self.chinese(form))
        };
        let found = marked.cloned().or_else(read).unwrap_or(reason.found);
        Reason { kind: reason_kind(reason.kind), written: reason.written, found }
    }

    fn engine_request(&self, request: &SearchRequest, hidden: Vec<String>) -> engine::Request {
        let kinds = request.kinds.iter().map(|kind| match kind {
            HitKind::Article => engine::Kind::Article,
            HitKind::Event => engine::Kind::Event,
            HitKind::Entity => engine::Kind::Entity,
            HitKind::Term => engine::Kind::Term,
            HitKind::Note => engine::Kind::Note,
        });
        let is = |field, values: &[String]| {
            (!values.is_empty()).then(|| engine::ClaimTest::Is(field, values.to_vec()))
        };
        let disputed = request.disputed.map(|disputed| if disputed { "yes" } else { "no" }.to_owned());
        let claims = [
            is(engine::ClaimField::Status, &request.statuses),
            is(engine::ClaimField::Flow, &request.flows),
            disputed.and_then(|disputed| is(engine::ClaimField::Disputed, &[disputed])),
        ];
        let claims = claims.into_iter().flatten();
        let limit = if request.limit == 0 { HITS } else { request.limit };
        engine::Request {
            query: request.query.clone(),
            limit: limit as usize,
            offset: request.offset as usize,
            kinds: kinds.collect(),
            entities: self.kept(&request.entities),
            sources: request.sources.clone(),
            languages: request.languages.clone(),
            from_day: request.from_day,
            to_day: request.to_day,
            sort: match request.sort {
                SortBy::Relevance => engine::Sort::Relevance,
                SortBy::Newest => engine::Sort::Newest,
                SortBy::Oldest => engine::Sort::Oldest,
                SortBy::Amount => engine::Sort::Amount,
            },
            explain: request.explain,
            typing: request.typing,
            prefer: Some(match self.lang {
                UiLang::ZhHant => engine::Language::ZhHant,
                UiLang::ZhHans => engine::Language::ZhHans,
                UiLang::En => engine::Language::En,
            }),
            facets: !request.without_facets,
            snippets: true,
            claims: claims.collect(),
            as_of: self.as_of_day,
            hidden,
            grouped: !request.apart,
        }
    }

    /// A text that is kept in the Chinese of Taiwan as the person reads it, with the marks where they belong.
    fn read(&self, marked: engine::Marked) -> Marked {
        if marked.language != Some(engine::Language::ZhHant) {
            return as_it_is(marked);
        }
        let converted = self.converted(&marked.text);
        let place = |[start, end]: [u32; 2]| {
            let (start, end) = (CharOffset(start as usize), CharOffset(end as usize));
            let (start, end) = converted.range_to_converted(start, end);
            [start, end].map(|at| wire(at.0))
        };
        Marked { marks: marked.marks.into_iter().map(place).collect(), text: converted.text }
    }

    /// A term's headword in both languages, the person's first, as the list of hits shows it.
    fn both(&self, first: engine::Marked, others: Vec<engine::Marked>) -> Marked {
        let is_english = |title: &engine::Marked| title.language == Some(engine::Language::En);
        let other = others.into_iter().find(|title| is_english(title) != is_english(&first));
        let mut both = self.read(first);
        if let Some(other) = other {
            both.text.push_str(" · ");
            let before = wire(both.text.chars().count());
            both.marks.extend(other.marks.iter().map(|mark| mark.map(|at| at.saturating_add(before))));
            both.text.push_str(&other.text);
        }
        both
    }
}

fn as_it_is(marked: engine::Marked) -> Marked {
    Marked { text: marked.text, marks: marked.marks }
}

/// The pieces that are marked in some texts.
fn marked_texts(texts: [&Marked; 2]) -> Vec<String> {
    let pieces = texts.into_iter().flat_map(|marked| {
        let piece = |[start, end]: &[u32; 2]| {
            let (from, length) = (*start as usize, end.saturating_sub(*start) as usize);
            marked.text.chars().skip(from).take(length).collect()
        };
        marked.marks.iter().map(piece)
    });
    pieces.collect()
}

fn reason_kind(kind: engine::ReasonKind) -> ReasonKind {
    match kind {
        engine::ReasonKind::Alias => ReasonKind::Alias,
        engine::ReasonKind::Term => ReasonKind::Term,
        engine::ReasonKind::Dictionary => ReasonKind::Dictionary,
        engine::ReasonKind::Spelling => ReasonKind::Spelling,
        engine::ReasonKind::Pinyin => ReasonKind::Pinyin,
        engine::ReasonKind::Amount => ReasonKind::Amount,
        engine::ReasonKind::Date => ReasonKind::Date,
    }
}
