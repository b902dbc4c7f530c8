//! Search answers as displayed.

use super::desk::Desk;
use crate::wire::{
    Bar, Contribution, FacetCount, Facets, Hit, HitKind, Marked, Reason, ReasonKind, SearchRequest,
    SearchResponse, SortBy, UiLang, WireError,
};
use crate::words::{self, date_view, month_bar, notice};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use zhimai_model::{Address, DateRange, Term};
use zhimai_search::{self as engine, Limits, Pace};

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
        let ask = |request: &SearchRequest| {
            let answered = index.search_and_mark(&engine_request(request), limits);
            answered.map_err(|e| words::search_error(self.lang, &e))
        };
        let (mut answer, mut marker) = ask(&request)?;
        if answer.total == 0 && request.typing {
            // What is typed begins no word there is: it is read as it stands, so that a slip is respelled.
            (answer, marker) = ask(&SearchRequest { typing: false, ..request.clone() })?;
        }
        let hits = answer.hits.into_iter().map(|hit| self.hit(hit, &marker)).collect();
        let took_us = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        let entity_label = |id: &str| self.entity_link(id).map(|link| link.label);
        let plain = |counts: Vec<(String, u32)>| {
            counts
                .into_iter()
                .map(|(value, count)| FacetCount { label: value.clone(), value, count })
                .collect()
        };
        let facets = Facets {
            kinds: plain(
                answer
                    .facets
                    .kinds
                    .into_iter()
                    .map(|(kind, count)| (kind.name().to_owned(), count))
                    .collect(),
            ),
            entities: answer
                .facets
                .entities
                .into_iter()
                .filter_map(|(value, count)| Some(FacetCount { label: entity_label(&value)?, value, count }))
                .collect(),
            sources: plain(answer.facets.sources),
            languages: plain(answer.facets.languages),
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
            notices: self.notices(&answer.notices),
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

    fn hit(&self, hit: engine::Hit, marker: &engine::Marker) -> Hit {
        let (kind, address) = match hit.kind {
            engine::Kind::Article => (HitKind::Article, Address::Article(hit.id.clone())),
            engine::Kind::Event => (HitKind::Event, Address::Event(hit.id.clone())),
            engine::Kind::Entity => (HitKind::Entity, Address::Entity(hit.id.clone())),
            engine::Kind::Term => (HitKind::Term, Address::Term(hit.id.clone())),
            engine::Kind::Note => (HitKind::Note, Address::Note(hit.id.clone())),
        };
        let title = match self.shown_title(&address) {
            Some(text) if text != hit.title.text => Marked { marks: marker.marks(&text), text },
            _ => Marked { text: hit.title.text, marks: hit.title.marks },
        };
        let unmarked = hit.snippet.marks.is_empty();
        let snippet = match self.own_passage(&address, marker, unmarked) {
            Some(passage) => passage,
            None => hit.snippet,
        };
        let snippet = Marked { text: snippet.text, marks: snippet.marks };
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
        }
    }

    /// Why a hit matched. A document often has several forms of what was written: told is one of those that are marked in
    /// what is shown, else one in the characters that the person reads.
    fn reason(&self, reason: engine::Reason, shown: &[String]) -> Reason {
        let forms = std::iter::once(reason.found.clone()).chain(reason.others);
        let forms: Vec<String> = forms
            .flat_map(|form| {
                // What is bundled is shown in Simplified characters, and kept in Traditional ones.
                let hans = (self.lang == UiLang::ZhHans).then(|| words::to_hans(&form));
                std::iter::once(form).chain(hans)
            })
            .collect();
        let marked = forms.iter().find(|form| shown.iter().any(|piece| piece.contains(form.as_str())));
        let read = || {
            let form = forms.iter().find(|form| form.is_ascii() == (self.lang == UiLang::En))?;
            Some(if self.lang == UiLang::ZhHans { words::to_hans(form) } else { form.clone() })
        };
        let found = marked.cloned().or_else(read).unwrap_or(reason.found);
        Reason { kind: reason_kind(reason.kind), written: reason.written, found }
    }

    /// Where what is bundled matches in the language of the request, if it does: the engine shows the best passage in any.
    /// `unmarked`: nothing is marked there, so the beginning will do.
    fn own_passage(
        &self,
        address: &Address,
        marker: &engine::Marker,
        unmarked: bool,
    ) -> Option<engine::Marked> {
        let knowledge = self.knowledge();
        let written = match address {
            Address::Article(id) => {
                self.known.bundled_title(id)?;
                let article = self.library.store().article(id).ok()??;
                let translation = article.translation?;
                let body = if self.lang == UiLang::En { translation } else { article.body };
                let text = body.text();
                if self.lang == UiLang::ZhHans { words::to_hans(&text) } else { text }
            }
            Address::Event(id) => {
                let event = knowledge.event(id)?;
                let claims = event.claims.iter().map(|claim| &claim.text);
                let texts = std::iter::once(&event.summary).chain(claims);
                texts.map(|both| words::text(self.lang, both)).collect::<Vec<_>>().join("\n\n")
            }
            Address::Entity(id) => words::text(self.lang, &knowledge.entity(id)?.description),
            Address::Term(id) => words::text(self.lang, &knowledge.term(id)?.definition),
            Address::Note(_) => return None,
        };
        marker.passage(&written, unmarked)
    }

    /// The title in the language of the request, for what has one in each; what the person wrote or imported stays as it is.
    fn shown_title(&self, address: &Address) -> Option<String> {
        let knowledge = self.knowledge();
        match address {
            Address::Article(id) => self.known.bundled_title(id).map(|title| words::text(self.lang, title)),
            Address::Event(id) => knowledge.event(id).map(|event| words::text(self.lang, &event.title)),
            Address::Entity(id) => self.entity_link(id).map(|link| link.label),
            Address::Term(id) => knowledge.term(id).map(|term| both(self.lang, term)),
            Address::Note(_) => None,
        }
    }
}

/// A term's headword in both languages, the person's first, as the list of hits shows it.
fn both(lang: UiLang, term: &Term) -> String {
    let en = term.en.first().map_or("", String::as_str);
    match lang {
        UiLang::ZhHant => format!("{} · {en}", term.zh),
        UiLang::ZhHans => format!("{} · {en}", term.zh_cn),
        UiLang::En => format!("{en} · {}", term.zh),
    }
}

fn engine_request(request: &SearchRequest) -> engine::Request {
    let kinds = request.kinds.iter().map(|kind| match kind {
        HitKind::Article => engine::Kind::Article,
        HitKind::Event => engine::Kind::Event,
        HitKind::Entity => engine::Kind::Entity,
        HitKind::Term => engine::Kind::Term,
        HitKind::Note => engine::Kind::Note,
    });
    let limit = if request.limit == 0 { HITS } else { request.limit };
    engine::Request {
        query: request.query.clone(),
        limit: limit as usize,
        offset: request.offset as usize,
        kinds: kinds.collect(),
        entities: request.entities.clone(),
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
        facets: !request.without_facets,
        snippets: true,
    }
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
