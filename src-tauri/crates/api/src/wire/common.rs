//! What every request and answer is made of: the language, links, dates, errors, and what stands in many lists.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language of the interface, and of every text that is made for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum UiLang {
    /// 繁體中文
    #[default]
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// 简体中文
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English
    #[serde(rename = "en")]
    En,
}

/// A request that asks for nothing in particular.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What a person can be shown: a title, and where it leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Link {
    /// `zhimai://KIND/ID`
    pub address: String,
    /// The name or headline.
    pub label: String,
}

/// A text with marked spans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Start and end of each mark in code points; sorted, not overlapping.
    pub marks: Vec<[u32; 2]>,
}

/// A date as shown, with the days it may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DateView {
    /// As the person reads it, such as `2025年11月18日` or `Nov 2025`.
    pub label: String,
    /// EDTF.
    pub edtf: String,
    /// The first day it may mean, counted from 1970-01-01.
    pub first_day: i32,
    /// The last day it may mean.
    pub last_day: i32,
    /// `day`, `month`, `quarter`, `year` or `interval`.
    pub precision: String,
    /// True for "about".
    pub approximate: bool,
}

/// An error as it crosses to a door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WireError {
    /// What sort of error; the door branches on it and on nothing else.
    pub code: ErrorCode,
    /// What happened, to what, and what to do, in the language of the request.
    pub message: String,
    /// The particulars, for whoever looks closer.
    pub detail: String,
}

/// What sort of error. A code is added only when a door branches on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// Nothing has this address.
    NotFound,
    /// The request itself does not fit.
    BadRequest,
    /// What is to be changed is not as it was when it was read, or others rest on it.
    Conflict,
    /// Another process is writing to the library.
    Busy,
    /// The disk is full, the folder cannot be written, or what is there cannot be read.
    Storage,
    /// A newer request took this one's place, or the person stopped it.
    Cancelled,
    /// Something else has the name.
    Taken,
    /// The library is damaged, and a backup can be put in its place.
    Damaged,
    /// Our own fault.
    Internal,
}

/// How an article is displayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// 原文: as it came.
    #[default]
    Original,
    /// 繁: Traditional characters.
    Hant,
    /// 简: Simplified characters.
    Hans,
    /// EN: English, where there is a translation or the original is English.
    En,
    /// 對照: Chinese and English, paragraph by paragraph.
    Parallel,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ArticleSummary {
    /// `zhimai://article/ID`
    pub address: String,
    /// The identifier.
    pub id: String,
    /// The title, or the beginning of the text where there is none.
    pub title: String,
    /// The collection.
    pub collection: String,
    /// `retelling`, `brief`, `explainer`, `profile`, `timeline` or `imported`.
    pub kind: String,
    /// The publisher or file.
    pub source: Option<String>,
    /// When.
    pub date: Option<DateView>,
    /// `zh-hant`, `zh-hans`, `en` or nothing.
    pub language: Option<String>,
}

/// How many hits share a value.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FacetCount {
    /// What to send back to narrow.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// How many.
    pub count: u32,
}

/// A source as displayed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SourceView {
    /// Who published it.
    pub publisher: String,
    /// The title, or a hint at it.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<DateView>,
    /// Where.
    pub url: Option<String>,
    /// True when nobody opened the address.
    pub unopened: bool,
    /// `high`, `medium`, `low` or nothing.
    pub confidence: Option<String>,
}
