//! What every request and answer is made of: the language, links, dates, errors, and what stands in many lists.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zhimai_model::{Region, Script};

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

/// How answers are to be: the language of the interface, the region in whose words, names and marks Chinese is shown, and the day
/// as of which they tell what was known. An interface in Chinese has a region of its script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Locale {
    lang: UiLang,
    /// `tw`, `hk` or `cn`.
    #[ts(type = "\"tw\" | \"hk\" | \"cn\"")]
    region: Region,
    #[serde(skip)]
    as_of_day: Option<i32>,
}

impl Locale {
    /// A language with a region. Where the script of the language is another one than that of the region, the language decides.
    pub fn new(lang: UiLang, region: Region) -> Self {
        let region = match lang {
            UiLang::ZhHans => Region::Cn,
            UiLang::ZhHant if region == Region::Cn => Region::Tw,
            UiLang::ZhHant | UiLang::En => region,
        };
        Self { lang, region, as_of_day: None }
    }

    /// The same as of a day: whatever is answered is as it was known at its end. Days count from 1970-01-01.
    pub fn as_of(self, day: Option<i32>) -> Self {
        Self { as_of_day: day, ..self }
    }

    /// The day at whose end what is answered was known; nothing for now.
    pub fn as_of_day(self) -> Option<i32> {
        self.as_of_day
    }

    /// What fits a locale of the system, such as `zh-TW`, `zh_HK.UTF-8`, `zh-Hans-SG` or `en_GB`. Without Chinese: English,
    /// with the Chinese of the territory where it has one.
    pub fn of_system(locale: &str) -> Self {
        let tag = locale.split(['.', '@']).next().unwrap_or_default().to_ascii_lowercase().replace('_', "-");
        let has = |names: &[&str]| tag.split('-').skip(1).any(|part| names.contains(&part));
        let territory = match () {
            () if has(&["hk", "mo"]) => Some(Region::Hk),
            () if has(&["tw"]) => Some(Region::Tw),
            () if has(&["cn", "sg"]) => Some(Region::Cn),
            () => None,
        };
        if tag.split('-').next() != Some("zh") {
            return Self::new(UiLang::En, territory.unwrap_or_default());
        }
        // The script decides where it is named: `zh-Hans-HK` is Simplified.
        let is_traditional = has(&["hant"])
            || !has(&["hans"]) && territory.is_some_and(|region| region.script() == Script::Hant);
        let lang = if is_traditional { UiLang::ZhHant } else { UiLang::ZhHans };
        Self::new(lang, territory.unwrap_or_default())
    }

    /// The language of the interface.
    pub fn lang(self) -> UiLang {
        self.lang
    }

    /// The region whose Chinese is shown.
    pub fn region(self) -> Region {
        self.region
    }
}

impl From<UiLang> for Locale {
    fn from(lang: UiLang) -> Self {
        Self::new(lang, Region::default())
    }
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
    /// The field that does not fit, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<FieldFault>,
}

/// What does not fit in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FieldFault {
    /// The name of the field.
    pub name: String,
    /// What does not fit in it, and what to do, as a sentence.
    pub why: String,
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
    /// 原文: as it came; what is bundled, in the Chinese of the reader's region.
    #[default]
    Original,
    /// 繁: in the Chinese of the reader's region, of Taiwan for who reads Simplified characters.
    Hant,
    /// 简: in the Chinese of the mainland.
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
    /// Who wrote it, where the source is somebody else.
    pub author: Option<String>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_of_systems() {
        for (locale, lang, region) in [
            ("zh-TW", UiLang::ZhHant, Region::Tw),
            ("zh_HK.UTF-8", UiLang::ZhHant, Region::Hk),
            ("zh_MO", UiLang::ZhHant, Region::Hk),
            ("zh-Hant-CN", UiLang::ZhHant, Region::Tw),
            ("zh-Hant", UiLang::ZhHant, Region::Tw),
            ("zh-Hans-HK", UiLang::ZhHans, Region::Cn),
            ("zh_CN.UTF-8", UiLang::ZhHans, Region::Cn),
            ("zh_SG", UiLang::ZhHans, Region::Cn),
            ("zh", UiLang::ZhHans, Region::Cn),
            ("ZH-tw", UiLang::ZhHant, Region::Tw),
            ("en-GB", UiLang::En, Region::Tw),
            ("en_HK.UTF-8", UiLang::En, Region::Hk),
            ("en_SG", UiLang::En, Region::Cn),
            ("de", UiLang::En, Region::Tw),
            ("C.UTF-8", UiLang::En, Region::Tw),
            ("", UiLang::En, Region::Tw),
        ] {
            let found = Locale::of_system(locale);
            assert_eq!((found.lang(), found.region()), (lang, region), "{locale}");
        }
    }

    #[test]
    fn a_chinese_interface_has_a_region_of_its_script() {
        assert_eq!(Locale::new(UiLang::ZhHans, Region::Hk).region(), Region::Cn);
        assert_eq!(Locale::new(UiLang::ZhHant, Region::Cn).region(), Region::Tw);
        assert_eq!(Locale::new(UiLang::ZhHant, Region::Hk).region(), Region::Hk);
        assert_eq!(Locale::new(UiLang::En, Region::Cn).region(), Region::Cn);
    }
}
