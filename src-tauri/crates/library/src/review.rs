//! What imported articles may claim, and the person's word on it. Nothing is added by itself.
//!
//! Articles are examined when somebody asks for what there is to decide, a few at a time, and once each: again only when the
//! text changes, the names in it, or the way of reading.

use crate::content::BUNDLED;
use crate::error::LibraryError;
use crate::fault::ThingError;
use crate::library::Library;
use crate::things::{OneThing, placed};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zhimai_knowledge::candidates::{Candidate, NewName, candidates, new_names};
use zhimai_model::{Amount, Article, DateRange, EntityKind, FlowKind, Part, Status};
use zhimai_store::{Expected, StoredProposal, ThingKind};

/// Raised when articles are read otherwise for what they claim, so that all are examined anew.
const VERSION: u32 = 2;

/// What an article may claim or name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The article.
    pub article: String,
    /// The same for the same sentence that is taken to say the same.
    pub id: String,
    /// What is proposed.
    pub what: Proposal,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A claim.
    Claim(Candidate),
    /// A name that is not known.
    Name(NewName),
}

/// What there is to decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToReview {
    /// Proposals, those of the newest article first, and of each those that are sure first.
    pub proposals: Vec<Proposed>,
    /// How many there are in all.
    pub all: u32,
    /// How many articles are not examined yet.
    pub left: u32,
}

/// A claim to put in, with what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewClaim {
    /// The claim, as in [`crate::PutThing`].
    pub claim: Map<String, Value>,
    /// The event that it tells of, where that is new: the claim has no `event` then.
    pub event: Option<Map<String, Value>>,
    /// The proposal that it was made of: article and identifier.
    pub proposal: Option<(String, String)>,
}

impl Library {
    /// Examines some articles more, at most so many, and tells what there is to decide, at most so much.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn to_review(&self, examine: u32, limit: u32) -> Result<ToReview, LibraryError> {
        let left = self.examine(examine)?;
        let (all, stored) = self.store().proposals(limit)?;
        let known = self.known();
        let names = known.names();
        let mut proposals: Vec<Proposed> = stored.iter().filter_map(read).collect();
        let before = proposals.len();
        proposals.retain(|one| match &one.what {
            Proposal::Claim(_) => true,
            // A name that was made known since is none any more.
            Proposal::Name(name) => names.lookup(&name.text).is_empty(),
        });
        let gone = u32::try_from(before - proposals.len()).unwrap_or(u32::MAX);
        Ok(ToReview { proposals, all: all.saturating_sub(gone), left })
    }

    /// Gives how many articles are left.
    fn examine(&self, most: u32) -> Result<u32, LibraryError> {
        let (all, next) = self.store().unexamined(BUNDLED, VERSION, most)?;
        if next.is_empty() {
            return Ok(all);
        }
        let known = self.known();
        let mut found = Vec::with_capacity(next.len());
        for unexamined in next {
            // One that is damaged is told elsewhere.
            let article = self.store().article(&unexamined.article).ok().flatten();
            let proposals = article.map(|article| proposals_of(&article, known.names())).unwrap_or_default();
            found.push((unexamined, proposals));
        }
        self.store().put_proposals(&found, VERSION)?;
        Ok(all.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX)))
    }

    /// One proposal.
    ///
    /// # Errors
    /// `Thing` when there is none, and whatever the store says.
    pub fn proposal(&self, article: &str, id: &str) -> Result<Proposed, LibraryError> {
        let found = self.store().proposal(article, id)?;
        let missing = || ThingError::NoProposal { id: id.to_owned() };
        Ok(found.as_ref().and_then(read).ok_or_else(missing)?)
    }

    /// Puts a claim in, with the event where that is new, and with the word on the proposal that it was made of; all of it in one
    /// transaction.
    ///
    /// # Errors
    /// `Thing` when something does not fit, and whatever the store says.
    pub fn put_claim(&self, new: NewClaim) -> Result<OneThing, LibraryError> {
        let known = self.knowing().take_up()?;
        let NewClaim { mut claim, event, proposal } = new;
        let mut things = Vec::new();
        if let Some(event) = event {
            let event = self.fitting_free(ThingKind::Event, event, &known)?;
            claim.insert("event".to_owned(), Value::from(event.id()));
            things.push((event, Expected::Nothing));
        }
        let along = things.first().map(|(event, _)| event.id().to_owned());
        let claim = self.fitting_with(ThingKind::Claim, claim, &known, along.as_deref())?;
        let id = claim.id().to_owned();
        things.push((claim, Expected::Nothing));
        let put = match &proposal {
            Some((article, proposal)) => {
                self.proposal(article, proposal)?;
                self.store().accept_proposal((article, proposal), &things, self.now())?
            }
            None => self.store().put_things(&things, self.now())?,
        };
        placed(ThingKind::Claim, &id, put)?;
        self.known_changed()?;
        self.one_thing(ThingKind::Claim, &id)
    }

    /// Rejects a proposal. It does not come back, in whatever article the sentence stands.
    ///
    /// # Errors
    /// `Thing` when there is none, and whatever the store says.
    pub fn reject_proposal(&self, article: &str, id: &str) -> Result<(), LibraryError> {
        self.proposal(article, id)?;
        Ok(self.store().reject_proposal(id, self.now())?)
    }

    /// Takes the word on a proposal back, with the claim and the event that were made by it.
    ///
    /// # Errors
    /// `Thing` when there was none, and whatever the store says.
    pub fn undecide(&self, article: &str, id: &str) -> Result<(), LibraryError> {
        if !self.store().undecide(article, id)? {
            return Err(ThingError::NoProposal { id: id.to_owned() }.into());
        }
        self.known_changed()
    }
}

/// What an article may claim and name, those that are sure first; of what it says more than once, the surest.
fn proposals_of(article: &Article, names: &zhimai_gazetteer::Gazetteer) -> Vec<StoredProposal> {
    let mut all = candidates(article, names);
    all.sort_by_key(|one| !one.is_sure);
    let mut claims: Vec<Candidate> = Vec::new();
    for one in all {
        let is_same = |other: &Candidate| {
            (&one.from, &one.to, one.flow, &one.amount, one.status)
                == (&other.from, &other.to, other.flow, &other.amount, other.status)
        };
        if !claims.iter().any(is_same) {
            claims.push(one);
        }
    }
    let claims = claims.into_iter().map(|candidate| (mark(&candidate), Kept::of_claim(candidate)));
    let names = new_names(article, names).into_iter().map(|name| {
        let id = format!("n{:016x}", hash(&zhimai_text::fold::folded(&name.text)));
        (id, Kept::of_name(name))
    });
    claims
        .chain(names)
        .filter_map(|(id, kept)| {
            let proposal = serde_json::to_string(&kept).ok()?;
            Some(StoredProposal { article: article.id.clone(), id, proposal })
        })
        .collect()
}

/// What is the same for the same sentence that is taken to say the same.
fn mark(one: &Candidate) -> String {
    let sum = one.amount.as_ref().map(|sum| (sum.currency.code(), sum.low, sum.high));
    let what = format!("{}\n{:?} {:?} {:?} {sum:?}", one.sentence.trim(), one.from, one.to, one.flow);
    format!("c{:016x}", hash(&what))
}

/// FNV-1a of 64 bits: it is written down, so that it has to be the same in every version of the program.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A proposal as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kept {
    Claim {
        part: u8,
        start: u32,
        end: u32,
        sentence: String,
        from: Option<String>,
        to: Option<String>,
        flow: FlowKind,
        amount: Option<Amount>,
        date: Option<DateRange>,
        status: Status,
        is_sure: bool,
    },
    Name {
        text: String,
        kind: Option<EntityKind>,
        count: u32,
        contexts: Vec<(u8, u32, u32)>,
    },
}

impl Kept {
    fn of_claim(one: Candidate) -> Self {
        let Candidate { part, start, end, sentence, from, to, flow, amount, date, status, is_sure } = one;
        Self::Claim {
            part: part.number(),
            start,
            end,
            sentence,
            from,
            to,
            flow,
            amount,
            date,
            status,
            is_sure,
        }
    }

    fn of_name(name: NewName) -> Self {
        let NewName { text, kind, count, contexts } = name;
        let contexts = contexts.into_iter().map(|(part, start, end)| (part.number(), start, end)).collect();
        Self::Name { text, kind, count, contexts }
    }
}

/// Nothing for one that a later version wrote.
fn read(stored: &StoredProposal) -> Option<Proposed> {
    let what = match serde_json::from_str(&stored.proposal).ok()? {
        Kept::Claim { part, start, end, sentence, from, to, flow, amount, date, status, is_sure } => {
            let part = Part::of_number(part)?;
            Proposal::Claim(Candidate {
                part,
                start,
                end,
                sentence,
                from,
                to,
                flow,
                amount,
                date,
                status,
                is_sure,
            })
        }
        Kept::Name { text, kind, count, contexts } => {
            let place = |(part, start, end)| Some((Part::of_number(part)?, start, end));
            let contexts = contexts.into_iter().filter_map(place).collect();
            Proposal::Name(NewName { text, kind, count, contexts })
        }
    };
    Some(Proposed { article: stored.article.clone(), id: stored.id.clone(), what })
}
