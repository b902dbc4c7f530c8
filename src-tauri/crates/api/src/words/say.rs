//! Picks the wording for a language.

use crate::wire::UiLang;
use zhimai_model::Bilingual;
use zhimai_text::convert::convert;
use zhimai_text::script::Script;

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

/// A bilingual text in the language of the request. Simplified is made from Traditional.
pub(crate) fn text(lang: UiLang, both: &Bilingual) -> String {
    match lang {
        UiLang::ZhHant => both.zh.clone(),
        UiLang::ZhHans => to_hans(&both.zh),
        UiLang::En => both.en.clone(),
    }
}

/// A Traditional text in Simplified characters.
pub(crate) fn to_hans(hant: &str) -> String {
    convert(hant, Script::Hans).text
}

/// A serialised enum as its wire word, such as `up-to`.
pub(crate) fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
