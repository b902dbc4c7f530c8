//! What the command line itself says, in three languages. What the front desk says is in the right language already.

use crate::out::plain;
use std::ffi::OsString;
use std::path::Path;
use zhimai_api::{HitKind, Locale, SearchRequest, UiLang, messages};

pub(crate) use zhimai_api::moment;

/// Picks one of three wordings: 繁體中文, 简体中文, English.
pub(crate) fn say<'a>(lang: UiLang, hant: &'a str, hans: &'a str, en: &'a str) -> &'a str {
    match lang {
        UiLang::ZhHant => hant,
        UiLang::ZhHans => hans,
        UiLang::En => en,
    }
}

/// A file that the call names cannot be read.
pub(crate) fn unreadable(lang: UiLang, file: &Path, error: &std::io::Error) -> String {
    let file = plain(&file.display().to_string());
    match lang {
        UiLang::ZhHant => format!("讀不到 {file}（{error}）。請檢查它在不在、可不可以讀。"),
        UiLang::ZhHans => format!("读不到 {file}（{error}）。请检查它在不在、可不可以读。"),
        UiLang::En => format!("{file} cannot be read ({error}). See whether it is there and may be read."),
    }
}

/// What the locale asks for, by the variables of POSIX in their order. Without any: English.
pub(crate) fn of_locale(variable: impl Fn(&str) -> Option<OsString>) -> Locale {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    Locale::of_system(&locale.unwrap_or_default().to_string_lossy())
}

/// The name of a kind of hit; of an entity, where that is known, what it is.
pub(crate) fn kind(lang: UiLang, kind: HitKind, entity: Option<&str>) -> String {
    let name = match kind {
        HitKind::Article => "article",
        HitKind::Event => "event",
        HitKind::Entity => entity.unwrap_or("entity"),
        HitKind::Term => "term",
        HitKind::Note => "note",
    };
    let found = messages::find(messages::kinds::ALL, name);
    found.map_or_else(|| name.to_owned(), |message| message.within_line(lang))
}

/// What to try when nothing was found: what narrows a search first, then quotation marks, then the words.
pub(crate) fn relax(lang: UiLang, request: &SearchRequest) -> String {
    let narrowed = !request.kinds.is_empty()
        || !request.entities.is_empty()
        || !request.sources.is_empty()
        || !request.languages.is_empty()
        || !request.statuses.is_empty()
        || !request.flows.is_empty()
        || request.disputed.is_some()
        || request.from_day.is_some()
        || request.to_day.is_some();
    let advice = match narrowed {
        true => messages::relax::FILTERS,
        false if request.query.contains('"') => messages::relax::QUOTES,
        false => messages::relax::WORDS,
    };
    let none = say(lang, "沒有找到。", "没有找到。", "Nothing found. ");
    format!("{none}{}", advice.in_language(lang))
}

/// How many entries a dictionary has.
pub(crate) fn entries(lang: UiLang, count: u32) -> String {
    messages::holds::ENTRIES.with(lang, &[("n", &count.to_string())])
}

/// A size in bytes, such as `1.2 MB`.
pub(crate) fn bytes(bytes: u64) -> String {
    let number = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", number / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", number / 1e6),
        _ => format!("{:.1} GB", number / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_follows_the_locale() {
        let check = |variables: &[(&str, &str)], expected: UiLang| {
            let found =
                |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into());
            assert_eq!(of_locale(found).lang(), expected, "{variables:?}");
        };
        check(&[], UiLang::En);
        check(&[("LANG", "C.UTF-8")], UiLang::En);
        check(&[("LANG", "zh_TW.UTF-8")], UiLang::ZhHant);
        check(&[("LANG", "zh_HK")], UiLang::ZhHant);
        check(&[("LANG", "zh-Hant-TW")], UiLang::ZhHant);
        check(&[("LANG", "zh_CN.UTF-8")], UiLang::ZhHans);
        check(&[("LANG", "zh")], UiLang::ZhHans);
        check(&[("LANG", "zh_TW"), ("LC_ALL", "en_US.UTF-8")], UiLang::En);
        check(&[("LANG", "en_US"), ("LC_ALL", ""), ("LC_MESSAGES", "zh_SG")], UiLang::ZhHans);
    }

    #[test]
    fn sizes() {
        for (size, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_250, "1.2 kB"),
            (130_000_000, "130.0 MB"),
            (u64::MAX, "18446744073.7 GB"),
        ] {
            assert_eq!(bytes(size), text);
        }
    }
}
