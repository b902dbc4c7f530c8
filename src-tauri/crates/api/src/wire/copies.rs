//! Copies of one story, and how many sources articles are.

use super::common::ArticleSummary;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An article that is a copy of others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CopyView {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleSummary,
    /// The news agency that it is credited to, in the language of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub agency: Option<String>,
}

/// How many independent sources articles are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceCount {
    /// How many articles.
    pub articles: u32,
    /// How many independent sources.
    pub independent: u32,
    /// It in words, with the news agency where all is from one: `8 articles, 2 independent sources`.
    pub label: String,
}

/// The copies of an article.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct CopiesView {
    /// The article and its copies, the earliest first; none where it has none.
    pub copies: Vec<CopyView>,
    /// How many sources they are; nothing where there are none.
    pub sources: Option<SourceCount>,
    /// How many articles of the library are not compared yet.
    pub left: u32,
}

/// Asks for the groups of copies.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CopyGroupsRequest {
    /// At most so many groups; 0: 100.
    pub limit: u32,
}

/// The groups of copies.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CopyGroups {
    /// The groups, the largest first, each with its articles, the earliest first.
    pub groups: Vec<Vec<CopyView>>,
    /// How many groups there are in all.
    pub all: u32,
    /// How many articles of the library are not compared yet.
    pub left: u32,
}

/// Asks for what differs between two articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompareArticles {
    /// The one that stands on the left.
    pub older: String,
    /// The one that stands on the right.
    pub newer: String,
}
