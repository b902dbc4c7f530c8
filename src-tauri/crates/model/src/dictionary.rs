//! Dictionaries that the person imports: Chinese headwords with what they mean in English.

/// A dictionary as it is read from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// What it is known by: one of the same name takes its place.
    pub name: String,
    /// Its entries, in the order of the file.
    pub entries: Vec<DictionaryEntry>,
}

/// A headword with what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DictionaryEntry {
    /// The headword in Traditional characters.
    pub traditional: String,
    /// The headword in Simplified characters.
    pub simplified: String,
    /// Its sound in pinyin, as written in the file.
    pub pinyin: String,
    /// What it means in English, as written in the file; at least one.
    pub glosses: Vec<String>,
}
