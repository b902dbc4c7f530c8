//! What a dossier is of: everything that the library has on one matter, gathered once, whatever it is written as.

use super::words;
use crate::messages::{beside, kinds, parts, word};
use crate::view::Desk;
use crate::wire::*;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicU32;
use zhimai_knowledge::deals::{Deals, Loop};
use zhimai_knowledge::headline_sum;
use zhimai_model::{Address, Event};
use zhimai_text::script::Script;

/// At most so many hits of a search are in its dossier.
const HITS: u32 = 200;

/// All of it, in the language of the request.
#[derive(Debug, Default)]
pub(super) struct Matter {
    /// What it is, in a word.
    pub(super) kind: String,
    pub(super) title: String,
    /// The title in the other language, where it has one.
    pub(super) other_title: Option<String>,
    /// Its address; of a search, what was looked for.
    pub(super) address: String,
    pub(super) summary: Vec<String>,
    /// Particulars: what each is, and how it reads.
    pub(super) facts: Vec<(String, String)>,
    /// Deals under a heading of their own, with what they add up to.
    pub(super) lists: Vec<(&'static str, DealList)>,
    pub(super) totals: Vec<TotalView>,
    pub(super) loops: Vec<LoopView>,
    pub(super) conflicts: Vec<ConflictView>,
    /// Everything that is claimed, by the date of the event, each once.
    pub(super) claims: Vec<ClaimView>,
    /// The claims that are accounts of a deal, the one that is borne out best first, by the identifier of the deal.
    pub(super) accounts: BTreeMap<String, Vec<String>>,
    /// Oldest first.
    pub(super) events: Vec<Happened>,
    pub(super) articles: Vec<Read>,
    pub(super) notes: Vec<NoteView>,
    pub(super) terms: Vec<TermSummary>,
    /// Who occurs, with all their names.
    pub(super) who: Vec<Who>,
}

/// An event, and the claim whose sum stands for it.
#[derive(Debug)]
pub(super) struct Happened {
    pub(super) item: TimelineItem,
    pub(super) sum_of: Option<String>,
}

/// An article, with what is quoted of it.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) article: ArticleSummary,
    pub(super) passage: Option<Marked>,
}

/// An entity that occurs.
#[derive(Debug)]
pub(super) struct Who {
    pub(super) address: String,
    /// Its kind by the library's name for it.
    pub(super) kind: String,
    /// In English, and as in Taiwan, Hong Kong and on the mainland.
    pub(super) names: [String; 4],
}

/// What is gathered before it is put into order.
struct Gathering<'a> {
    desk: &'a Desk<'a>,
    deals: Deals<'a>,
    /// The places of deals that the matter itself is of.
    places: BTreeSet<usize>,
    /// The identifiers of claims.
    claims: BTreeSet<String>,
    events: BTreeSet<String>,
    matter: Matter,
}

/// Gathers a matter. `tell` is told how many claims of how many are in.
pub(super) fn gather(
    desk: &Desk<'_>,
    request: &DossierRequest,
    tell: &mut dyn FnMut(usize, usize) -> Result<(), WireError>,
) -> Result<Matter, WireError> {
    let mut gathering = Gathering {
        desk,
        deals: desk.deals(),
        places: BTreeSet::new(),
        claims: BTreeSet::new(),
        events: BTreeSet::new(),
        matter: Matter { address: request.address.clone(), ..Matter::default() },
    };
    let no_subject = || crate::words::bad_request(words::NO_SUBJECT.in_language(desk.lang).to_owned());
    if request.address.is_empty() {
        gathering.search(request.search.as_ref().ok_or_else(no_subject)?)?;
    } else {
        match crate::parse_address(desk.lang, &request.address)? {
            Address::Entity(id) => gathering.entity(&id)?,
            Address::Event(id) => gathering.event(&id)?,
            Address::Deal(id) => gathering.deal(&id)?,
            Address::Article(_) | Address::Term(_) | Address::Note(_) => return Err(no_subject()),
        }
    }
    gathering.finish(request, tell)
}

impl Gathering<'_> {
    fn entity(&mut self, id: &str) -> Result<(), WireError> {
        let (desk, lang) = (self.desk, self.desk.lang);
        let view = desk.entity_view(id)?;
        let matter = &mut self.matter;
        matter.kind = word(lang, kinds::ALL, &view.summary.kind);
        matter.title = view.summary.name;
        matter.other_title = other_language(desk).entity_link(id).map(|link| link.label);
        matter.summary = [Some(view.summary.description), view.remark].into_iter().flatten().collect();
        let year = view.founded.map(|year| year.to_string());
        let released = view.released.map(|date| date.label);
        for (what, how) in [
            (words::TICKER, view.summary.ticker),
            (words::FOUNDED, year),
            (words::HEADQUARTERS, view.headquarters),
            (words::RELEASED, released),
        ] {
            matter.facts.extend(how.map(|how| (what.in_language(lang).to_owned(), how)));
        }
        for tie in view.relations {
            matter.facts.push((tie.label, tie.to.label));
        }
        matter.loops = desk.loop_list(&LoopsRequest { entities: vec![id.to_owned()] })?.loops;
        self.claims.extend(view.claims.into_iter().map(|claim| claim.id));
        self.events.extend(view.events.into_iter().map(|event| event.id));
        let matter = &mut self.matter;
        matter.conflicts = view.conflicts;
        matter.articles = without_passages(view.articles);
        self.list(beside::IN.in_language(lang), view.deals_in);
        self.list(beside::OUT.in_language(lang), view.deals_out);
        Ok(())
    }

    fn event(&mut self, id: &str) -> Result<(), WireError> {
        let (desk, lang) = (self.desk, self.desk.lang);
        let view = desk.event_view(id)?;
        let matter = &mut self.matter;
        kinds::EVENT.in_language(lang).clone_into(&mut matter.kind);
        matter.title = view.item.title;
        matter.other_title = other_language(desk).event_link(id).map(|link| link.label);
        matter.summary = vec![view.item.summary];
        matter.facts.push((words::DATE.in_language(lang).to_owned(), view.item.date.label));
        let participants: Vec<String> = view.item.participants.into_iter().map(|link| link.label).collect();
        if !participants.is_empty() {
            matter.facts.push((parts::PARTICIPANTS.in_language(lang).to_owned(), participants.join(" · ")));
        }
        matter.totals = view.totals;
        matter.conflicts = view.conflicts;
        matter.articles = without_passages(view.articles);
        self.claims.extend(view.claims.into_iter().map(|claim| claim.id));
        self.events.insert(id.to_owned());
        self.list(parts::DEALS.in_language(lang), view.deals);
        Ok(())
    }

    fn deal(&mut self, id: &str) -> Result<(), WireError> {
        let (desk, lang) = (self.desk, self.desk.lang);
        let view = desk.deal_page(id)?;
        let place = |deal: &DealView| self.deals.place(&deal.id);
        let list =
            |deals: &[DealView]| desk.list_of(&self.deals, deals.iter().filter_map(place).collect(), 0);
        let lists = [
            (parts::DEALS, list(std::slice::from_ref(&view.deal))),
            (words::PARTS, list(&view.includes)),
            (words::WHOLE, list(&view.within)),
        ];
        let matter = &mut self.matter;
        words::DEAL.in_language(lang).clone_into(&mut matter.kind);
        matter.title = desk
            .deal_label(&view.deal.id)
            .filter(|label| !label.is_empty())
            .unwrap_or_else(|| view.deal.text.clone());
        matter.other_title = other_language(desk).deal_label(&view.deal.id);
        matter.summary = [Some(view.deal.text), view.end.as_ref().map(|claim| claim.text.clone())]
            .into_iter()
            .flatten()
            .collect();
        matter.address.clone_from(&view.deal.address);
        matter.totals = view.totals;
        matter.conflicts = view.conflicts;
        self.claims.extend(view.end.map(|claim| claim.id));
        for (title, list) in lists {
            self.list(title.in_language(lang), list);
        }
        Ok(())
    }

    fn search(&mut self, request: &SearchRequest) -> Result<(), WireError> {
        let (desk, lang) = (self.desk, self.desk.lang);
        let asked = SearchRequest { limit: HITS, offset: 0, sequence: 0, typing: false, ..request.clone() };
        let answer = desk.search_view(asked, &AtomicU32::new(0))?;
        let matter = &mut self.matter;
        words::SEARCH.in_language(lang).clone_into(&mut matter.kind);
        matter.title.clone_from(&request.query);
        let found = words::FOUND
            .with(lang, &[("total", &answer.total.to_string()), ("n", &answer.hits.len().to_string())]);
        let hidden = Some(answer.hidden).filter(|hidden| !hidden.is_empty());
        matter.summary = std::iter::once(found).chain(answer.notices).chain(hidden).collect();
        let ids = |kind: HitKind| {
            answer
                .hits
                .iter()
                .filter(move |hit| hit.kind == kind)
                .map(|hit| hit.id.clone())
                .collect::<Vec<_>>()
        };
        let articles = desk.articles_called(&ids(HitKind::Article))?;
        for article in articles {
            let hit = answer.hits.iter().find(|hit| hit.address == article.address);
            let passage =
                hit.map(|hit| hit.snippet.clone()).filter(|passage| !passage.text.trim().is_empty());
            matter.articles.push(Read { article, passage });
        }
        let terms = ids(HitKind::Term);
        let terms = terms.iter().filter_map(|id| desk.knowledge().term(id));
        matter.terms.extend(terms.map(|term| desk.term_summary(term)));
        let mut places = BTreeSet::new();
        for event in ids(HitKind::Event).iter().filter_map(|id| desk.knowledge().event(id)) {
            self.events.insert(event.id.clone());
            self.claims.extend(desk.known_claims(event).into_iter().map(|claim| claim.id.clone()));
            places.extend(self.deals.of_event(event));
        }
        for id in ids(HitKind::Entity) {
            let Some(link) = desk.entity_link(&id) else { continue };
            matter.facts.push((kinds::ENTITY.in_language(lang).to_owned(), link.label));
        }
        for note in ids(HitKind::Note) {
            matter.notes.push(desk.note_or_damaged(&note)?);
        }
        let list = desk.list_of(&self.deals, places.into_iter().collect(), 0);
        self.list(parts::DEALS.in_language(lang), list);
        Ok(())
    }

    /// Deals that the matter is of, under a heading; no list where there are none.
    fn list(&mut self, title: &'static str, list: DealList) {
        self.places.extend(list.deals.iter().filter_map(|deal| self.deals.place(&deal.id)));
        self.matter.totals.extend(list.totals.iter().cloned());
        if !list.deals.is_empty() {
            self.matter.lists.push((title, list));
        }
    }

    /// Takes in what hangs together with what is there, and puts it into order.
    fn finish(
        mut self,
        request: &DossierRequest,
        tell: &mut dyn FnMut(usize, usize) -> Result<(), WireError>,
    ) -> Result<Matter, WireError> {
        let (desk, knowledge) = (self.desk, self.desk.knowledge());
        if !request.address.starts_with("zhimai://entity/") {
            let loops = self.deals.loops(knowledge);
            let has_leg = |one: &&Loop<'_>| {
                one.legs.iter().flat_map(|leg| &leg.deals).any(|at| self.places.contains(at))
            };
            let views = loops.loops.iter().filter(has_leg).filter_map(|one| desk.loop_view(&self.deals, one));
            self.matter.loops = views.collect();
        }
        let mut seen = BTreeSet::new();
        self.matter.totals.retain(|total| seen.insert(total.claim.id.clone()));
        let matter = &mut self.matter;
        let more = matter.loops.iter().flat_map(|one| &one.conflicts).cloned().collect::<Vec<_>>();
        matter.conflicts.extend(more);
        let listed = matter.lists.iter().flat_map(|(_, list)| &list.deals);
        let legs = matter.loops.iter().flat_map(|one| one.legs.iter().flat_map(|leg| &leg.deals));
        let parts = matter.totals.iter().flat_map(|total| &total.parts);
        let deals: BTreeSet<String> = listed.chain(legs).chain(parts).map(|deal| deal.id.clone()).collect();
        for id in deals {
            let Some(deal) = self.deals.of_claim(&id) else { continue };
            let accounts: Vec<String> = deal.accounts().map(|(_, claim)| claim.id.clone()).collect();
            self.claims.extend(accounts.iter().cloned());
            self.claims.extend(deal.end.map(|end| end.told.1.id.clone()));
            self.matter.accounts.insert(id, accounts);
        }
        self.claims.extend(self.matter.totals.iter().map(|total| total.claim.id.clone()));
        let disputes = desk.conflicts_of(&self.claims.iter().map(String::as_str).collect::<Vec<_>>());
        self.matter.conflicts.extend(disputes);
        let mut seen = BTreeSet::new();
        self.matter.conflicts.retain(|conflict| seen.insert(conflict.id.clone()));
        let of_conflicts = self.matter.conflicts.iter().flat_map(|conflict| &conflict.claims);
        self.claims.extend(of_conflicts.map(|claim| claim.id.clone()));
        self.sums_of_events();
        self.tell_claims(tell)?;
        self.happenings();
        self.notes(request)?;
        self.words_used();
        self.who();
        Ok(self.matter)
    }

    /// The claims whose sums stand for the events: of those that the matter has, and of those that its claims tell of.
    fn sums_of_events(&mut self) {
        let desk = self.desk;
        let told = self.claims.iter().filter_map(|id| desk.knowledge().claim(id)).map(|(event, _)| event);
        let own = self.events.iter().filter_map(|id| desk.knowledge().event(id));
        let sum =
            |event: &Event| headline_sum(event, &desk.known_claims(event)).map(|claim| claim.id.clone());
        let sums: Vec<String> = told.chain(own).filter_map(sum).collect();
        self.claims.extend(sums);
    }

    /// The claims with their events, by date.
    fn tell_claims(
        &mut self,
        tell: &mut dyn FnMut(usize, usize) -> Result<(), WireError>,
    ) -> Result<(), WireError> {
        let (desk, total) = (self.desk, self.claims.len());
        let mut told: Vec<_> = self.claims.iter().filter_map(|id| desk.knowledge().claim(id)).collect();
        told.retain(|(event, claim)| desk.knows(event, claim));
        let order = |event: &Event| (event.date.first_day(), event.date.last_day(), event.id.clone());
        // Within an event the claims stand as it tells them.
        let place = |event: &Event, id: &str| event.claims.iter().position(|claim| claim.id == id);
        told.sort_by_cached_key(|&(event, claim)| (order(event), place(event, &claim.id)));
        for (event, claim) in told {
            self.matter.claims.push(desk.claim_view(event, claim));
            tell(self.matter.claims.len(), total)?;
        }
        Ok(())
    }

    /// The events of the matter, and those that what is claimed is of, oldest first.
    fn happenings(&mut self) {
        let desk = self.desk;
        let of_claims =
            self.matter.claims.iter().filter_map(|claim| claim.event.address.strip_prefix("zhimai://event/"));
        self.events.extend(of_claims.map(str::to_owned));
        let mut events: Vec<&Event> =
            self.events.iter().filter_map(|id| desk.knowledge().event(id)).collect();
        events.sort_by_key(|event| (event.date.first_day(), event.date.last_day(), event.id.as_str()));
        for event in events {
            let Some(item) = desk.known_item(event) else { continue };
            let sum = headline_sum(event, &desk.known_claims(event)).map(|claim| claim.id.clone());
            let told = |id: &String| self.matter.claims.iter().any(|claim| claim.id == *id);
            self.matter.events.push(Happened { item, sum_of: sum.filter(told) });
        }
    }

    /// The person's notes on the matter and on what is told of it.
    fn notes(&mut self, request: &DossierRequest) -> Result<(), WireError> {
        if request.without_notes {
            self.matter.notes.clear();
            return Ok(());
        }
        let matter = &mut self.matter;
        let mut about: BTreeSet<String> =
            matter.events.iter().map(|event| event.item.address.clone()).collect();
        about.insert(matter.address.clone());
        about.extend(matter.accounts.keys().map(|id| Address::Deal(id.clone()).to_string()));
        about.extend(matter.articles.iter().map(|read| read.article.address.clone()));
        let all = self.desk.note_views(&NotesRequest::default())?;
        let is_about = |note: &NoteView| note.on.as_ref().is_some_and(|on| about.contains(&on.address));
        for note in all.into_iter().filter(is_about) {
            if !matter.notes.iter().any(|known| known.id == note.id) {
                matter.notes.push(note);
            }
        }
        matter.notes.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        Ok(())
    }

    /// The terms of the glossary that the texts name.
    fn words_used(&mut self) {
        let matter = &mut self.matter;
        let mut text = matter.summary.join("\n");
        for said in matter.claims.iter().map(|claim| &claim.text) {
            text.push('\n');
            text.push_str(said);
        }
        let mut known: BTreeSet<String> = matter.terms.iter().map(|term| term.id.clone()).collect();
        for link in self.desk.lookup_view(&LookupRequest { text }) {
            let Some(id) = link.address.strip_prefix("zhimai://term/") else { continue };
            let term = self.desk.knowledge().term(id).filter(|_| known.insert(id.to_owned()));
            matter.terms.extend(term.map(|term| self.desk.term_summary(term)));
        }
        matter.terms.sort_by(|a, b| (&a.pinyin, &a.id).cmp(&(&b.pinyin, &b.id)));
    }

    /// Who gives, gets or takes part.
    fn who(&mut self) {
        let matter = &mut self.matter;
        let of_claims = matter.claims.iter().flat_map(|claim| [&claim.from, &claim.to]).flatten();
        let of_events = matter.events.iter().flat_map(|event| &event.item.participants);
        let mut addresses: BTreeSet<&str> =
            of_claims.chain(of_events).map(|link| link.address.as_str()).collect();
        addresses.insert(&matter.address);
        let mut who = Vec::new();
        for address in addresses {
            let id = address.strip_prefix("zhimai://entity/");
            let Some(entity) = id.and_then(|id| self.desk.entity(id)) else { continue };
            let names = &entity.names;
            who.push(Who {
                address: address.to_owned(),
                kind: crate::words::word(entity.kind),
                names: [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn].map(Clone::clone),
            });
        }
        matter.who = who;
    }
}

fn without_passages(articles: Vec<ArticleSummary>) -> Vec<Read> {
    articles.into_iter().map(|article| Read { article, passage: None }).collect()
}

/// The same library in the other language: English for who reads Chinese, Chinese for who reads English.
fn other_language<'a>(desk: &Desk<'a>) -> Desk<'a> {
    let lang = match (desk.lang, desk.region.script()) {
        (UiLang::ZhHant | UiLang::ZhHans, _) => UiLang::En,
        (UiLang::En, Script::Hans) => UiLang::ZhHans,
        (UiLang::En, _) => UiLang::ZhHant,
    };
    Desk {
        library: desk.library,
        known: desk.known.clone(),
        lang,
        region: desk.region,
        as_of_day: desk.as_of_day,
        origins: OnceCell::new(),
    }
}
