//! What passages and articles may claim, for the person to decide.

use super::desk::Desk;
use super::reports;
use crate::wire::*;
use crate::words::{self, date_view, word};
use serde_json::{Map, Value, json};
use zhimai_knowledge::candidates::{self, Candidate, NewName};
use zhimai_library::{NewClaim, Proposal, Proposed};
use zhimai_model::{
    Address, Amount, Article, ArticleKind, Block, Body, Claim, DateRange, Event, FlowKind, Lang, Part, Status,
};
use zhimai_text::script;

/// How many proposals a list holds when the request does not say.
const PROPOSALS: u32 = 100;
/// At most so many events are suggested for a passage.
const EVENTS: usize = 5;
/// So many code points stand on each side of a name.
const AROUND: usize = 40;
/// A title made of a sentence has at most so many code points.
const TITLE: usize = 80;

type Fields = Map<String, Value>;

impl Desk<'_> {
    pub(crate) fn read_passage(&self, request: &ReadPassage) -> Result<PassageReading, WireError> {
        let article = match request.article.as_str() {
            "" => None,
            id => self.library.store().article(id).map_err(|e| words::store_error(self.lang, &e))?,
        };
        let passage = passage(&request.text, article.as_ref());
        let names = self.known.names();
        let found = candidates::candidates(&passage, names);
        let said = found.iter().find(|one| one.is_sure).or(found.first());
        let said = said.cloned().unwrap_or_else(|| nothing_said(&request.text));
        let mut entities: Vec<Link> = Vec::new();
        for name in names.find(&request.text) {
            let link = names.group(name.group).and_then(|group| self.entity_link(&group.id));
            entities.extend(link.filter(|link| !entities.contains(link)));
        }
        let (claim, event) = self.fields_of(&said, article.as_ref(), &request.text);
        let near = said.date.clone().or_else(|| article.as_ref().and_then(|article| article.date.clone()));
        let ids = entities.iter().filter_map(|link| link.address.rsplit('/').next());
        let events = self.events_near(&ids.collect::<Vec<_>>(), near.as_ref());
        Ok(PassageReading {
            claim,
            event,
            entities,
            events: events.into_iter().take(EVENTS).map(|event| self.link_to_event(event)).collect(),
        })
    }

    pub(crate) fn claims_like(&self, request: &ClaimsLike) -> LikeClaims {
        // While it is being written, a date may be none yet.
        let date = request.date.as_deref().and_then(|date| date.trim().parse().ok());
        let said = said(&request.claim, date);
        let own = request.claim.get("id").and_then(Value::as_str);
        let deals = self.deals();
        let sides = (said.from.as_deref(), said.to.as_deref());
        let has_sides = sides.0.is_some() || sides.1.is_some();
        let like = (0..deals.all().len())
            .filter(|at| has_sides && deals.all().get(*at).is_some_and(|deal| (deal.from, deal.to) == sides));
        LikeClaims {
            same: self.same(&said).filter(|claim| Some(claim.id.as_str()) != own),
            otherwise: self
                .otherwise(&said)
                .into_iter()
                .filter(|claim| Some(claim.id.as_str()) != own)
                .collect(),
            deals: like.map(|at| self.deal_view(&deals, at)).collect(),
        }
    }

    pub(crate) fn put_claim(&self, request: PutClaim) -> Result<ThingView, WireError> {
        let PutClaim { claim, event, proposal } = request;
        let proposal = proposal.map(|proposal| (proposal.article, proposal.id));
        let put = self.library.put_claim(NewClaim { claim, event, proposal });
        self.shown(KnownKind::Claim, put)
    }

    pub(crate) fn review(&self, request: &ReviewRequest) -> Result<Review, WireError> {
        let limit = if request.limit == 0 { PROPOSALS } else { request.limit };
        let found = self.library.to_review(request.examine, limit);
        let found = found.map_err(|e| words::library_error(self.lang, &e))?;
        let mut articles: Vec<(ReviewedArticle, Option<Article>)> = Vec::new();
        let mut made: u32 = 0;
        for Proposed { article: id, id: mark, what } in found.proposals {
            if articles.last().is_none_or(|(last, _)| last.article.id != id) {
                let rows = self.library.store().article_rows_by_ids(&[id.as_str()]);
                let rows = rows.map_err(|e| words::store_error(self.lang, &e))?;
                let Some(row) = rows.first() else { continue };
                let article = self.article_summary(row);
                let reviewed = ReviewedArticle { article, claims: Vec::new(), names: Vec::new() };
                articles.push((reviewed, self.library.store().article(&id).ok().flatten()));
            }
            let Some((reviewed, Some(article))) = articles.last_mut() else { continue };
            match what {
                // By hand, say.
                Proposal::Claim(said) if self.is_made(&said, article) => made = made.saturating_add(1),
                Proposal::Claim(said) => reviewed.claims.push(self.proposed_claim(mark, &said, article)),
                Proposal::Name(name) => reviewed.names.push(proposed_name(mark, name, article)),
            }
        }
        let articles = articles.into_iter().map(|(reviewed, _)| reviewed);
        let articles = articles.filter(|one| !one.claims.is_empty() || !one.names.is_empty()).collect();
        Ok(Review { articles, all: found.all.saturating_sub(made), left: found.left })
    }

    pub(crate) fn reject_proposal(&self, request: &ProposalRequest) -> Result<Nothing, WireError> {
        let done = self.library.reject_proposal(&request.article, &request.id);
        done.map(|()| Nothing {}).map_err(|e| words::library_error(self.lang, &e))
    }

    pub(crate) fn undecide(&self, request: &ProposalRequest) -> Result<Nothing, WireError> {
        let done = self.library.undecide(&request.article, &request.id);
        done.map(|()| Nothing {}).map_err(|e| words::library_error(self.lang, &e))
    }

    /// Whether the claim was made of this sentence of this article already.
    fn is_made(&self, said: &Candidate, article: &Article) -> bool {
        candidates::known_as(said, self.knowledge()).is_some_and(|claim| {
            claim.quote.as_deref().map(str::trim) == Some(said.sentence.trim())
                && claim.sources.iter().any(|source| source.publisher == reports::publisher(article))
        })
    }

    fn same(&self, said: &Candidate) -> Option<ClaimView> {
        let claim = candidates::known_as(said, self.knowledge())?;
        self.view_of(&claim.id)
    }

    fn otherwise(&self, said: &Candidate) -> Vec<ClaimView> {
        let claims = candidates::contradicts(said, self.knowledge());
        claims.into_iter().filter_map(|claim| self.view_of(&claim.id)).collect()
    }

    fn view_of(&self, claim: &str) -> Option<ClaimView> {
        self.knowledge().claim(claim).map(|(event, claim)| self.claim_view(event, claim))
    }

    fn proposed_claim(&self, id: String, said: &Candidate, article: &Article) -> ProposedClaim {
        let (mut claim, event) = self.fields_of(said, Some(article), &said.sentence);
        let same = self.same(said);
        let told = self.event_of(said, same.as_ref().map(|claim| claim.id.as_str()));
        if let Some(event) = told {
            claim.insert("event".to_owned(), json!(event.id));
        }
        if let Some(same) = &same {
            claim.insert("same_as".to_owned(), json!(same.id));
        }
        ProposedClaim {
            id,
            sure: said.is_sure,
            sentence: said.sentence.trim().to_owned(),
            address: place(article, said),
            from: said.from.as_deref().and_then(|id| self.entity_link(id)),
            to: said.to.as_deref().and_then(|id| self.entity_link(id)),
            flow: word(said.flow),
            status: word(said.status),
            amount: said.amount.as_ref().map(|amount| self.amount_of(amount)),
            date: said.date.as_ref().map(|date| date_view(self.lang, date)),
            same,
            otherwise: self.otherwise(said),
            told: told.map(|event| self.link_to_event(event)),
            claim,
            event: told.is_none().then_some(event),
        }
    }

    /// The event that a claim may tell of: that of what says the same or otherwise, else one of both sides at that time.
    fn event_of(&self, said: &Candidate, same: Option<&str>) -> Option<&Event> {
        let knowledge = self.knowledge();
        let otherwise = candidates::contradicts(said, knowledge);
        let like = same.or_else(|| otherwise.first().map(|claim| claim.id.as_str()));
        if let Some((event, _)) = like.and_then(|id| knowledge.claim(id)) {
            return Some(event);
        }
        let sides: Vec<&str> = [&said.from, &said.to].into_iter().flatten().map(String::as_str).collect();
        let date = said.date.as_ref()?;
        let of_both = self.events_near(&sides, Some(date)).into_iter();
        let mut of_both = of_both.filter(|event| is_near(event, date, 0));
        of_both.find(|event| sides.len() == 2 && sides.iter().all(|side| has(event, side)))
    }

    /// Events of any of these entities, the nearest to a day first, those of more of them before the others.
    fn events_near(&self, entities: &[&str], date: Option<&DateRange>) -> Vec<&Event> {
        let count = |event: &Event| entities.iter().filter(|id| has(event, id)).count();
        let mut all: Vec<(usize, &Event)> = self
            .knowledge()
            .events()
            .iter()
            .map(|event| (count(event), event))
            .filter(|(count, event)| *count > 0 && date.is_none_or(|date| is_near(event, date, 120)))
            .collect();
        let distance = |event: &Event| {
            date.map_or(0, |date| i64::from(event.date.first_day()).abs_diff(i64::from(date.first_day())))
        };
        all.sort_by_key(|(count, event)| (std::cmp::Reverse(*count), distance(event)));
        all.into_iter().map(|(_, event)| event).collect()
    }

    /// A claim and the event that it would be of, in the words of a collection's files.
    fn fields_of(&self, said: &Candidate, article: Option<&Article>, text: &str) -> (Fields, Fields) {
        let text = text.trim();
        let half = if script::detect(text) == script::Script::Latin { "en" } else { "zh" };
        let mut claim = Fields::new();
        let mut put = |field: &str, value: Value| drop(claim.insert(field.to_owned(), value));
        put("text", json!({ half: text }));
        put("quote", json!(text));
        put("from", json!(said.from));
        put("to", json!(said.to));
        put("flow", json!(said.flow));
        put("status", json!(said.status));
        put("amount", json!(said.amount));
        let sources = article.map(|article| vec![reports::source(article)]).unwrap_or_default();
        put("sources", json!(sources));
        let mut event = Fields::new();
        let date = said.date.clone().or_else(|| article.and_then(|article| article.date.clone()));
        event.extend(date.map(|date| ("date".to_owned(), json!(date))));
        event.insert("kind".to_owned(), json!(event_kind(said.flow)));
        event.insert("title".to_owned(), json!({ half: title(text) }));
        let sides: Vec<&String> = [&said.from, &said.to].into_iter().flatten().collect();
        event.insert("participants".to_owned(), json!(sides));
        (claim, event)
    }
}

/// A text as an article of its own, with the day of the one that it stands in.
fn passage(text: &str, within: Option<&Article>) -> Article {
    let script = script::detect(text);
    let lang = if script == script::Script::Latin { Lang::En } else { Lang::Zh };
    let blocks = text.split("\n\n").map(Block::paragraph).collect();
    Article {
        id: String::new(),
        collection: String::new(),
        kind: ArticleKind::Imported,
        body: Body { lang, script, title: String::new(), blocks },
        translation: None,
        source: None,
        author: None,
        url: None,
        date: within.and_then(|article| article.date.clone()),
        original: None,
        entities: Vec::new(),
        events: Vec::new(),
        sources: Vec::new(),
        statements: Vec::new(),
        repairs: Vec::new(),
    }
}

fn nothing_said(text: &str) -> Candidate {
    said(&Fields::from_iter([("text".to_owned(), json!(text))]), None)
}

/// What a claim that is being written says.
fn said(claim: &Fields, date: Option<DateRange>) -> Candidate {
    fn field<T: serde::de::DeserializeOwned>(claim: &Fields, name: &str) -> Option<T> {
        serde_json::from_value(claim.get(name)?.clone()).ok()
    }
    let side = |name| field::<String>(claim, name).filter(|id| !id.is_empty());
    let amount = claim.get("amount").and_then(Value::as_object).and_then(|given| {
        let mut whole = json!({ "qualifier": "exactly", "horizon": null, "high": given.get("low") });
        whole.as_object_mut()?.extend(given.clone());
        serde_json::from_value::<Amount>(whole).ok()
    });
    Candidate {
        part: Part::Text,
        start: 0,
        end: 0,
        sentence: String::new(),
        from: side("from"),
        to: side("to"),
        flow: field(claim, "flow").unwrap_or(FlowKind::None),
        amount,
        date,
        status: field(claim, "status").unwrap_or(Status::Reported),
        is_sure: false,
    }
}

/// What kind of event money of a form makes.
fn event_kind(flow: FlowKind) -> &'static str {
    match flow {
        FlowKind::Equity | FlowKind::Acquisition => "investment",
        FlowKind::Loan | FlowKind::Guarantee | FlowKind::Warrant | FlowKind::Grant => "funding",
        FlowKind::ComputePurchase | FlowKind::Lease | FlowKind::PowerPurchase => "compute-purchase",
        FlowKind::Capex => "hardware",
        FlowKind::Licence | FlowKind::RevenueShare => "partnership",
        FlowKind::None => "statement",
    }
}

fn title(sentence: &str) -> String {
    let line: String = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= TITLE {
        return line.trim_end_matches(['。', '.']).to_owned();
    }
    line.chars().take(TITLE).chain(['…']).collect()
}

/// Whether somebody took part, or gives or gets.
fn has(event: &Event, entity: &str) -> bool {
    let is_side = |claim: &Claim| [&claim.from, &claim.to].into_iter().flatten().any(|side| side == entity);
    event.participants.iter().any(|id| id == entity) || event.claims.iter().any(is_side)
}

fn is_near(event: &Event, date: &DateRange, days: i32) -> bool {
    event.date.first_day() <= date.last_day().saturating_add(days)
        && date.first_day() <= event.date.last_day().saturating_add(days)
}

/// The address of the paragraph that a sentence stands in.
fn place(article: &Article, said: &Candidate) -> String {
    let address = Address::Article(article.id.clone()).to_string();
    let body = match said.part {
        Part::Text => &article.body,
        Part::Translation => article.translation.as_ref().unwrap_or(&article.body),
        _ => return address,
    };
    let start = usize::try_from(said.start).unwrap_or(usize::MAX);
    let block = body.placed().take_while(|(from, _)| *from <= start).count().saturating_sub(1);
    format!("{address}#p{block}")
}

fn proposed_name(id: String, name: NewName, article: &Article) -> ProposedName {
    let NewName { text, kind, count, contexts } = name;
    let context = contexts.first().map(|(part, start, end)| around(article, *part, *start, *end));
    ProposedName { id, text, kind: kind.map(word), count, context: context.unwrap_or_default() }
}

fn around(article: &Article, part: Part, start: u32, end: u32) -> String {
    let other = article.translation.as_ref().unwrap_or(&article.body);
    let text = match part {
        Part::Title => article.body.title.clone(),
        Part::TranslatedTitle => other.title.clone(),
        Part::Text => article.body.text(),
        Part::Translation => other.text(),
    };
    let [start, end] = [start, end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    let from = start.saturating_sub(AROUND);
    let length = end.saturating_add(AROUND).saturating_sub(from);
    let some: String = text.chars().skip(from).take(length).collect();
    some.split_whitespace().collect::<Vec<_>>().join(" ")
}
