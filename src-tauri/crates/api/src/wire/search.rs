//! Search requests and answers.

use super::common::{DateView, FacetCount, Marked};
use super::copies::SourceCount;
use super::deals::{DealList, DealsRequest};
use super::knowledge::EntitySummary;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum HitKind {
    Article,
    Event,
    Entity,
    Term,
    Note,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SortBy {
    /// Best match first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// The largest sum first.
    Amount,
}

/// Ends searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CancelSearch {
    /// Searches with a lower number than this are cancelled.
    pub sequence: u32,
}

/// A search. Everything but `query` may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchRequest {
    /// What the person typed, in the query language.
    pub query: String,
    /// Given back in the answer; a search with a higher number cancels those with a lower one.
    pub sequence: u32,
    /// How many hits at the most, what stands beside them not counted; 0 means 20.
    pub limit: u32,
    /// How many hits to skip, counted like `limit`.
    pub offset: u32,
    /// Only hits of these kinds; empty: all.
    pub kinds: Vec<HitKind>,
    /// Only hits about all of these entities.
    pub entities: Vec<String>,
    /// Only hits from one of these sources.
    pub sources: Vec<String>,
    /// Only hits in one of these languages (`zh-hant`, `zh-hans`, `en`).
    pub languages: Vec<String>,
    /// Not before this day, counted from 1970-01-01.
    pub from_day: Option<i32>,
    /// Not after this day.
    pub to_day: Option<i32>,
    /// Only what tells a claim as firm as one of these, such as `committed`. This and the next two hold for one and the same claim.
    pub statuses: Vec<String>,
    /// Only what tells a claim of money of one of these kinds, such as `equity`.
    pub flows: Vec<String>,
    /// Only what tells a claim that others dispute; or only what tells one that nobody does.
    pub disputed: Option<bool>,
    /// The order.
    pub sort: SortBy,
    /// Also say for each hit why it stands where it stands.
    pub explain: bool,
    /// True while the person is typing: the last word is a prefix.
    pub typing: bool,
    /// True when the counts to narrow by and the histogram are not wanted.
    pub without_facets: bool,
    /// True when an event and what tells it, and copies of one story, are to be hits of their own, and not one.
    pub apart: bool,
    /// True when collections are to be searched, too, that no search looks into otherwise.
    pub with_hidden: bool,
}

/// The answer to a search.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SearchResponse {
    /// The number of the request.
    pub sequence: u32,
    /// From query string to finished hits, snippets included, in microseconds.
    pub took_us: u32,
    /// How many match in all, those beside others among them.
    pub total: u32,
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// Counts to narrow by.
    pub facets: Facets,
    /// How many match per month; months without any are left out.
    pub histogram: Vec<Bar>,
    /// The entity that the query names.
    pub card: Option<EntitySummary>,
    /// The deals that the query asks for, where it asks who pays whom and any are known; only with the first hits.
    pub deals: Option<DealCard>,
    /// What was ignored or read in another way than written, in sentences.
    pub notices: Vec<String>,
    /// Which collections are hidden from search, or were searched all the same, in a sentence; empty where none is hidden.
    pub hidden: String,
    /// The nearest spelling, when nothing or little was found.
    pub suggestion: Option<String>,
    /// How many changes the index has not seen yet, if any: what they hold is not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub behind: Option<u32>,
}

/// The deals that a query asks for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DealCard {
    /// How the query was read, and how many deals answer it: `Who invested in Anthropic: 12 deals`.
    pub reading: String,
    /// The deals, what they add up to, and what is left out.
    pub list: DealList,
    /// What asks for the same deals.
    pub asked: DealsRequest,
}

/// One hit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Hit {
    /// `zhimai://KIND/ID`
    pub address: String,
    /// The identifier without the kind.
    pub id: String,
    /// What it is.
    pub kind: HitKind,
    /// What an entity is: `company`, `person` and so on.
    pub entity_kind: Option<String>,
    /// The title with what matched in it.
    pub title: Marked,
    /// The best passage with what matched in it.
    pub snippet: Marked,
    /// The publisher or file, if any.
    pub source: Option<String>,
    /// When.
    pub date: Option<DateView>,
    /// `zh-hant`, `zh-hans`, `en` or nothing.
    pub language: Option<String>,
    /// Larger is better; only the order within one answer means anything.
    pub score: f32,
    /// Why it matched, where that is not plain to see.
    pub reasons: Vec<Reason>,
    /// Why it stands where it stands, if asked for: name and contribution to the score.
    pub explanation: Vec<Contribution>,
    /// What matches too and belongs to it: the event that both are about, or what tells it and no other; or else copies of the same
    /// story. These are among [`SearchResponse::total`].
    pub beside: Vec<Hit>,
    /// Whether what stands beside it are copies of the same story.
    pub of_copies: bool,
    /// How many sources the imported articles among these are; nothing for fewer than two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sources: Option<SourceCount>,
}

/// Why a hit matched.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Reason {
    /// What sort of tie it is.
    pub kind: ReasonKind,
    /// What the person wrote.
    pub written: String,
    /// What stands in the text: where it can be, in the words that are shown.
    pub found: String,
}

/// What ties what was written to what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonKind {
    /// Another name of the same entity.
    Alias,
    /// Another region's word, or the other language, by the glossary.
    Term,
    /// By a dictionary.
    Dictionary,
    /// Another spelling.
    Spelling,
    /// Pinyin.
    Pinyin,
    /// The same sum.
    Amount,
    /// The same date.
    Date,
}

/// A part of a hit's score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Contribution {
    /// What it is for, in words.
    pub name: String,
    /// How much it adds.
    pub value: f32,
}

/// Counts to narrow a search by; the most frequent first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Facets {
    pub kinds: Vec<FacetCount>,
    pub entities: Vec<FacetCount>,
    pub sources: Vec<FacetCount>,
    pub languages: Vec<FacetCount>,
    pub statuses: Vec<FacetCount>,
    pub flows: Vec<FacetCount>,
    pub disputed: Vec<FacetCount>,
}

/// A bar of the date histogram.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Bar {
    /// The first day of the month, counted from 1970-01-01.
    pub first_day: i32,
    /// The last day of the month.
    pub last_day: i32,
    /// As the person reads it.
    pub label: String,
    /// How many hits.
    pub count: u32,
}
