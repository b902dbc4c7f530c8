//! Dictionaries: which there are, and what they say of a word.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A dictionary of the person's own as displayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DictionaryView {
    /// What it is known by; its identifier too.
    pub name: String,
    /// How many entries it has.
    pub entries: u32,
}

/// The dictionary that comes with the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BundledDictionaryView {
    /// Whether the person wants it used.
    pub on: bool,
    /// What it is; nothing where it is not there or cannot be used.
    pub about: Option<DictionaryAbout>,
    /// Why it is not there or cannot be used, and what to do; empty where it can be.
    pub trouble: String,
}

/// What a dictionary is and whom it is from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DictionaryAbout {
    /// What it is known by.
    pub name: String,
    /// Who made it.
    pub by: String,
    /// The short name of its licence.
    pub licence: String,
    /// The address of the licence's text.
    pub licence_address: String,
    /// Where it can be found.
    pub address: String,
    /// The day of its data, `2026-01-04`.
    pub date: String,
    /// The package that it was taken from, with its version.
    pub package: String,
    /// How many entries it has.
    pub entries: u32,
}

/// Has the dictionary that comes with the program used or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UseBundledDictionary {
    /// Whether it is used from now on.
    pub on: bool,
}

/// What the dictionaries say of a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Definitions {
    /// The entries of its words, in their order; those of the person's own dictionaries first.
    pub entries: Vec<DefinitionView>,
    /// Why nothing could be looked up; empty where it could.
    pub trouble: String,
}

/// An entry of a dictionary as displayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DefinitionView {
    /// The headword in Traditional characters.
    pub traditional: String,
    /// The headword in Simplified characters.
    pub simplified: String,
    /// Its sound in pinyin, with marks for the tones.
    pub pinyin: String,
    /// What it means in English, the most usual first.
    pub glosses: Vec<String>,
    /// The measure words that it is counted by, such as `家 jiā`.
    pub measure_words: Vec<String>,
    /// What its dictionary is known by.
    pub dictionary: String,
}
