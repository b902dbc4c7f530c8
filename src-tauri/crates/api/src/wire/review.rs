//! What passages and articles may claim, for the person to decide, and what is known of it already.

use super::common::{ArticleSummary, DateView, Link};
use super::deals::DealView;
use super::knowledge::{AmountView, ClaimView};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// Asks what a passage may be taken to say.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReadPassage {
    /// The passage.
    pub text: String,
    /// The identifier of the article that it stands in; empty for none.
    pub article: String,
}

/// What a passage may be taken to say, to fill in forms with: nothing is kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PassageReading {
    /// A claim, in the words of a collection's files, without an event.
    #[ts(type = "Record<string, unknown>")]
    pub claim: Map<String, Value>,
    /// The event that it would tell of, likewise.
    #[ts(type = "Record<string, unknown>")]
    pub event: Map<String, Value>,
    /// What the passage names.
    pub entities: Vec<Link>,
    /// Events that it may tell of, the likeliest first.
    pub events: Vec<Link>,
}

/// Asks what is known of the money that a claim tells of.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ClaimsLike {
    /// The claim, in the words of a collection's files. What does not fit counts as left out.
    #[ts(type = "Record<string, unknown>")]
    pub claim: Map<String, Value>,
    /// When it was (EDTF); nothing where that is not known.
    pub date: Option<String>,
}

/// What is known of the money that a claim tells of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LikeClaims {
    /// A claim that says the same.
    pub same: Option<ClaimView>,
    /// Claims that say otherwise.
    pub otherwise: Vec<ClaimView>,
    /// Deals of the same giver and taker.
    pub deals: Vec<DealView>,
}

/// Puts a claim in, with what goes with it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PutClaim {
    /// The claim, in the words of a collection's files, with the identifier of its `event` unless that is new.
    #[ts(type = "Record<string, unknown>")]
    pub claim: Map<String, Value>,
    /// The event that it tells of, where that is new.
    #[ts(type = "Record<string, unknown> | null")]
    pub event: Option<Map<String, Value>>,
    /// The proposal that it was made of.
    pub proposal: Option<ProposalRequest>,
}

/// Names a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProposalRequest {
    /// The identifier of the article; empty to take a decision back, whichever article it was on.
    pub article: String,
    /// The mark of the proposal.
    pub id: String,
}

/// Asks what there is to decide.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReviewRequest {
    /// At most so many articles that were not examined yet are examined now.
    pub examine: u32,
    /// At most so many proposals; 0: 100.
    pub limit: u32,
}

/// What there is to decide.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Review {
    /// By article, the newest first.
    pub articles: Vec<ReviewedArticle>,
    /// How many proposals there are in all.
    pub all: u32,
    /// How many articles are not examined yet.
    pub left: u32,
}

/// What an article may claim and name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReviewedArticle {
    /// The article.
    pub article: ArticleSummary,
    /// Claims, those that are sure first.
    pub claims: Vec<ProposedClaim>,
    /// Names that are not known.
    pub names: Vec<ProposedName>,
}

/// A claim that an article may make.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProposedClaim {
    /// Its mark.
    pub id: String,
    /// Whether the sentence leaves little room to read it otherwise.
    pub sure: bool,
    /// The sentence as written.
    pub sentence: String,
    /// `zhimai://article/ID#p3`: where it stands.
    pub address: String,
    /// Who gives.
    pub from: Option<Link>,
    /// Who gets.
    pub to: Option<Link>,
    /// Such as `equity`.
    pub flow: String,
    /// Such as `announced`.
    pub status: String,
    /// The sum.
    pub amount: Option<AmountView>,
    /// When it was, as far as the sentence tells.
    pub date: Option<DateView>,
    /// A known claim that says the same.
    pub same: Option<ClaimView>,
    /// Known claims that say otherwise.
    pub otherwise: Vec<ClaimView>,
    /// The event that it may tell of.
    pub told: Option<Link>,
    /// The claim, in the words of a collection's files; with its `event` where one is known that it may tell of.
    #[ts(type = "Record<string, unknown>")]
    pub claim: Map<String, Value>,
    /// The event that it would be of, where none is known: its date is missing where nothing tells it.
    #[ts(type = "Record<string, unknown> | null")]
    pub event: Option<Map<String, Value>>,
}

/// A name that is not known.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProposedName {
    /// Its mark.
    pub id: String,
    /// The name as it is first written.
    pub text: String,
    /// What it may be a name of, such as `company`; nothing where that is not told.
    pub kind: Option<String>,
    /// How often the article has it.
    pub count: u32,
    /// Where it stands first, with some words around it.
    pub context: String,
}
