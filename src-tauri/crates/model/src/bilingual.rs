//! Texts in both languages.

use serde::{Deserialize, Serialize};

/// The same text in Traditional Chinese and English. Simplified Chinese is made from `zh` at display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Traditional Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}
