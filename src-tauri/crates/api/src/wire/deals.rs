//! Deals, what they add up to, and loops of money, as displayed.

use super::common::{DateView, FacetCount, Link};
use super::knowledge::{AmountView, ClaimView, ConflictView};
use super::notes::NoteView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for deals. What is empty narrows nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DealsRequest {
    /// Only deals in which one of these entities gives or gets.
    pub entities: Vec<String>,
    /// Only deals in which one of these entities, or what belongs to one, gives to others.
    pub givers: Vec<String>,
    /// Only deals in which one of these entities, or what belongs to one, gets from others.
    pub takers: Vec<String>,
    /// Only deals of these kinds, such as `equity`.
    pub kinds: Vec<String>,
    /// Only deals as firm as one of these, such as `committed`.
    pub statuses: Vec<String>,
    /// EDTF; not before.
    pub from: Option<String>,
    /// EDTF; not after.
    pub to: Option<String>,
    /// Only deals of at least so many whole units of `currency`. Of other currencies and of deals without a sum it is not known;
    /// they are left out, and counted.
    #[ts(type = "number | null")]
    pub minimum: Option<i64>,
    /// The currency of `minimum`, in ISO 4217; US dollars where it is empty.
    pub currency: String,
    /// Rates of the person's, such as `EUR=1.16` (in US dollars) or `EUR=0.86 GBP`: sums in that currency are told in the other
    /// one, too. The minimum and the order know nothing of them.
    pub rates: Vec<String>,
}

/// A deal in a list: all claims about the same money.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealView {
    /// `zhimai://deal/ID`
    pub address: String,
    /// The identifier of the claim by which it goes.
    pub id: String,
    /// Who gives; nothing where there are many, or they are not named.
    pub from: Option<Link>,
    /// Who gets; nothing where one builds for oneself.
    pub to: Option<Link>,
    /// Such as `equity`; the window has a word for each.
    pub kind: String,
    /// How firm it is: `paid`, `committed`, `announced`, `letter-of-intent`, `reported`, `rumoured`, `opinion`, `denied` or
    /// `called-off`.
    pub status: String,
    /// The sum of the account that is borne out best.
    pub amount: Option<AmountView>,
    /// The same at a rate of the person's, where they gave one.
    pub converted: Option<ConvertedView>,
    /// That account in a sentence.
    pub text: String,
    /// What it is part of.
    pub event: Link,
    /// When it came to be as firm as it is.
    pub date: DateView,
    /// How it got there, in order of time, where its accounts tell of more than one step.
    pub steps: Vec<DealStep>,
    /// How it ended, where it did.
    pub end: Option<DealEnd>,
    /// How many accounts there are of it.
    pub accounts: u32,
    /// The sums of accounts that say otherwise, the best borne out first, each once.
    pub other_sums: Vec<String>,
    /// True when an account of it disagrees with another claim.
    pub disputed: bool,
    /// How many sources tell it.
    pub sources: u32,
    /// How many of them are sources of their own.
    pub independent: u32,
    /// The identifiers of the deals within whose money this one's lies.
    pub within: Vec<String>,
    /// The identifiers of the deals whose money lies within this one's.
    pub includes: Vec<String>,
}

/// When a deal became as firm as this.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealStep {
    /// As in [`DealView`].
    pub status: String,
    /// The first event that tells it so.
    pub event: Link,
    /// When that happened.
    pub date: DateView,
}

/// How a deal ended.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealEnd {
    /// `denied`, `called-off` or `replaced`.
    pub how: String,
    /// From when on.
    pub date: DateView,
    /// What says so, in a sentence.
    pub text: String,
    /// The event that it is told with.
    pub event: Link,
}

/// Deals and what they add up to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealList {
    /// By date, newest first.
    pub deals: Vec<DealView>,
    /// By kind and currency.
    pub sums: Vec<SumView>,
    /// Deals that are in no sum, each with the reason.
    pub left_out: Vec<LeftOutView>,
    /// How many deals `minimum` leaves out because they name no sum in its currency.
    pub unmeasured: u32,
    /// Entities that occur, the most frequent first; whichever of them it is narrowed to.
    pub entities: Vec<FacetCount>,
    /// Kinds that occur, whichever of them it is narrowed to.
    pub kinds: Vec<FacetCount>,
    /// Degrees of firmness that occur, whichever of them it is narrowed to.
    pub statuses: Vec<FacetCount>,
    /// Of what gives or gets, and belongs to another: whose it is.
    pub owners: Vec<OwnerView>,
    /// Totals that headlines make of these deals, all of whose parts are among them.
    pub totals: Vec<TotalView>,
}

/// Whose a product or subsidiary is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OwnerView {
    /// The address of what is owned.
    pub owned: String,
    /// The owner at the top.
    pub owner: Link,
}

/// What deals of one kind in one currency add up to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SumView {
    /// Such as `equity`.
    pub kind: String,
    /// The code of the currency in ISO 4217.
    pub currency: String,
    /// At least so many whole units.
    #[ts(type = "number")]
    pub low: i64,
    /// At most so many; nothing where it is open upwards.
    #[ts(type = "number | null")]
    pub high: Option<i64>,
    /// As the person reads it: `最多150億美元`, `US$30 billion or more`.
    pub label: String,
    /// The same at a rate of the person's, where they gave one.
    pub converted: Option<ConvertedView>,
    /// The identifiers of the deals that are in it.
    pub deals: Vec<String>,
}

/// A sum in another currency, at a rate that the person gave.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConvertedView {
    /// The code of the currency in ISO 4217.
    pub currency: String,
    /// Whole units of the currency, to three digits; the lower end of a range.
    #[ts(type = "number")]
    pub low: i64,
    /// The upper end; nothing where it is open upwards.
    #[ts(type = "number | null")]
    pub high: Option<i64>,
    /// As the person reads it: `about US$1.16 billion`.
    pub label: String,
    /// At which rate: `at your rate of 1 EUR = 1.16 USD`. It goes wherever the label goes.
    pub at: String,
}

/// A deal that is in no sum.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeftOutView {
    /// The identifier of the deal.
    pub deal: String,
    /// `no-sum`, `within`, `ended`, `not-firm` or `too-large`.
    pub reason: String,
    /// The identifier of the deal within which its money lies, or with which it overlaps.
    pub within: Option<String>,
}

/// A deal with all accounts of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealPage {
    /// The deal.
    pub deal: DealView,
    /// What says that it ended.
    pub end: Option<ClaimView>,
    /// All accounts, the one that is borne out best first.
    pub accounts: Vec<ClaimView>,
    /// Deals whose money lies within this one's.
    pub includes: Vec<DealView>,
    /// Deals within whose money this one's lies.
    pub within: Vec<DealView>,
    /// Totals that headlines make of it and of others.
    pub totals: Vec<TotalView>,
    /// Claims about it that disagree.
    pub conflicts: Vec<ConflictView>,
    /// Loops that it is a leg of.
    pub loops: Vec<LoopView>,
    /// The person's notes on it.
    pub notes: Vec<NoteView>,
}

/// A sum that is no deal but adds deals up, taken apart.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TotalView {
    /// Who says so.
    pub claim: ClaimView,
    /// What it adds up.
    pub parts: Vec<DealView>,
    /// What its parts add up to, for each direction; a total of several adds money that flows in different directions.
    pub directions: Vec<DirectionView>,
}

/// Deals that go the same way.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DirectionView {
    /// The owner of who gives.
    pub from: Option<Link>,
    /// The owner of who gets.
    pub to: Option<Link>,
    /// What they add up to.
    pub sums: Vec<SumView>,
}

/// Asks for loops of money.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LoopsRequest {
    /// Only loops that go by one of these entities; empty: all.
    pub entities: Vec<String>,
}

/// Loops of money.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LoopList {
    /// The shortest first; of those that are as long, the one whose smallest leg is the largest.
    pub loops: Vec<LoopView>,
    /// Whether there are more than were looked for.
    pub more: bool,
}

/// Money that comes back to where it came from. It may be read as circular, which is not to say that it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LoopView {
    /// Its entities, parted by spaces, from the one whose identifier comes first.
    pub id: String,
    /// Its legs: each takes from where the one before it brings to.
    pub legs: Vec<LegView>,
    /// Claims about its deals that disagree.
    pub conflicts: Vec<ConflictView>,
}

/// A part of the way of a loop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LegView {
    /// Who gives, or the owner of it.
    pub from: Link,
    /// Who gets, or the owner of it.
    pub to: Link,
    /// The deals, the largest first. Where one of them is with a product or subsidiary, it names that.
    pub deals: Vec<DealView>,
}

/// Asks who pays whom. What is empty narrows nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FlowsRequest {
    /// Only money to or from one of these entities, or what belongs to it.
    pub entities: Vec<String>,
    /// EDTF; not before.
    pub from: Option<String>,
    /// EDTF; not after.
    pub to: Option<String>,
    /// As in [`DealsRequest`].
    pub rates: Vec<String>,
}

/// The money from one to another. Products and subsidiaries count as their owners.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FlowView {
    /// Who gives.
    pub from: Link,
    /// Who gets.
    pub to: Link,
    /// The identifiers of the deals.
    pub deals: Vec<String>,
    /// What they add up to, by kind and currency.
    pub sums: Vec<SumView>,
}

/// Asks for claims that disagree.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ConflictsRequest {
    /// Only about these entities; empty: all.
    pub entities: Vec<String>,
}
