//! The pages of entities and events as displayed, and two entities side by side.

use super::common::{ArticleSummary, DateView, Link};
use super::deals::{DealList, LoopList, SumView, TotalView};
use super::knowledge::{
    AliasView, ClaimView, ConflictView, EntitySummary, RegionalName, RelationView, TimelineItem,
};
use super::notes::NoteView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An entity's page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EntityView {
    /// Name, kind, description and counts.
    pub summary: EntitySummary,
    /// Names per region.
    pub names: Vec<RegionalName>,
    /// Other names.
    pub aliases: Vec<AliasView>,
    /// The year it was founded in.
    pub founded: Option<i16>,
    /// Where its head office is.
    pub headquarters: Option<String>,
    /// When it came out.
    pub released: Option<DateView>,
    /// A remark.
    pub remark: Option<String>,
    /// Ties to others.
    pub relations: Vec<RelationView>,
    /// Deals by which money comes to it and to what belongs to it.
    pub deals_in: DealList,
    /// Deals by which they give money.
    pub deals_out: DealList,
    /// Whom it deals with, who most first. Products and subsidiaries count as their owners.
    pub partners: Vec<PartnerView>,
    /// Claims that are accounts of no deal, of those that name it or that tell of what it took part in, newest first, at most 100.
    pub claims: Vec<ClaimView>,
    /// How many of these there are.
    pub claim_count: u32,
    /// Its slice of the timeline, oldest first.
    pub events: Vec<TimelineItem>,
    /// Claims about it that disagree.
    pub conflicts: Vec<ConflictView>,
    /// Articles that mention it, newest first, at most 100.
    pub articles: Vec<ArticleSummary>,
    /// The person's notes on it.
    pub notes: Vec<NoteView>,
}

/// Whom an entity deals with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PartnerView {
    /// The other one; a product or subsidiary is its owner.
    pub entity: Link,
    /// How many deals there are.
    pub deals: u32,
    /// What comes from it.
    pub sums_in: Vec<SumView>,
    /// What goes to it.
    pub sums_out: Vec<SumView>,
}

/// Asks for two entities side by side.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct CompareRequest {
    /// The identifier of one.
    pub a: String,
    /// The identifier of the other.
    pub b: String,
}

/// Two entities side by side.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SideBySide {
    /// One.
    pub a: ComparedEntity,
    /// The other.
    pub b: ComparedEntity,
    /// Deals between them.
    pub between: DealList,
    /// Loops of money that go by both.
    pub loops: LoopList,
    /// Whom both deal with, those first with whom they have most deals.
    pub partners: Vec<CommonPartner>,
    /// What both took part in, oldest first.
    pub events: Vec<TimelineItem>,
}

/// One of two entities that are compared.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ComparedEntity {
    /// Name, kind, description and counts.
    pub summary: EntitySummary,
    /// The year it was founded in.
    pub founded: Option<i16>,
    /// Where its head office is.
    pub headquarters: Option<String>,
    /// When it came out.
    pub released: Option<DateView>,
    /// How many deals bring money to it and to what belongs to it.
    pub deals_in: u32,
    /// By how many they give money.
    pub deals_out: u32,
    /// What comes in, by kind and currency.
    pub sums_in: Vec<SumView>,
    /// What goes out.
    pub sums_out: Vec<SumView>,
    /// About how many matters claims about it disagree.
    pub conflicts: u32,
}

/// Whom two entities both deal with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CommonPartner {
    /// Who it is.
    pub entity: Link,
    /// The dealings of one with it.
    pub a: PartnerView,
    /// Those of the other.
    pub b: PartnerView,
}

/// An event's page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EventView {
    /// Date, title and participants.
    pub item: TimelineItem,
    /// Who says what of it.
    pub claims: Vec<ClaimView>,
    /// Which of them are accounts of which deal, in the order of the deals; those that are of none are in none.
    pub accounts: Vec<DealClaims>,
    /// Who pays whom: the deals that it tells of, those of which it has the best account first.
    pub deals: DealList,
    /// Sums that add some of them up, taken apart.
    pub totals: Vec<TotalView>,
    /// Which of them disagree.
    pub conflicts: Vec<ConflictView>,
    /// Articles that tell it.
    pub articles: Vec<ArticleSummary>,
    /// The person's notes on it.
    pub notes: Vec<NoteView>,
}

/// The claims of an event that are accounts of a deal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealClaims {
    /// The identifier of the deal.
    pub deal: String,
    /// The identifiers of the claims.
    pub claims: Vec<String>,
}
