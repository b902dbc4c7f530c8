//! Picks the wording for a language.

use crate::wire::UiLang;

/// Picks one of three wordings: 繁體中文, 简体中文, English.
pub(crate) fn say(
    lang: UiLang,
    hant: impl Into<String>,
    hans: impl Into<String>,
    en: impl Into<String>,
) -> String {
    match lang {
        UiLang::ZhHant => hant.into(),
        UiLang::ZhHans => hans.into(),
        UiLang::En => en.into(),
    }
}

/// A date or a sum that is not exact.
pub(crate) fn about(lang: UiLang, what: &str) -> String {
    say(lang, format!("約{what}"), format!("约{what}"), format!("about {what}"))
}

/// A serialised enum as its wire word, such as `up-to`.
pub(crate) fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
