//! What the command line itself says, in three languages. What the front desk says is in the right language already.

use std::ffi::OsString;
use zhimai_library::api::{HitKind, UiLang};

/// Picks one of three wordings: 繁體中文, 简体中文, English.
pub(crate) fn say<'a>(lang: UiLang, hant: &'a str, hans: &'a str, en: &'a str) -> &'a str {
    match lang {
        UiLang::ZhHant => hant,
        UiLang::ZhHans => hans,
        UiLang::En => en,
    }
}

/// The language of the locale, by the variables of POSIX in their order. Without any: English.
pub(crate) fn of_locale(variable: impl Fn(&str) -> Option<OsString>) -> UiLang {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    let locale = locale.unwrap_or_default().to_string_lossy().to_lowercase();
    match locale
        .split_once(['_', '-', '.'])
        .map_or((locale.as_str(), ""), |(language, rest)| (language, rest))
    {
        ("zh", rest) if ["tw", "hk", "mo", "hant"].iter().any(|region| rest.starts_with(region)) => {
            UiLang::ZhHant
        }
        ("zh", _) => UiLang::ZhHans,
        _ => UiLang::En,
    }
}

/// The name of a kind of hit.
pub(crate) fn kind(lang: UiLang, kind: HitKind) -> &'static str {
    match kind {
        HitKind::Article => say(lang, "文章", "文章", "article"),
        HitKind::Event => say(lang, "事件", "事件", "event"),
        HitKind::Entity => say(lang, "條目", "条目", "entity"),
        HitKind::Term => say(lang, "術語", "术语", "term"),
        HitKind::Note => say(lang, "筆記", "笔记", "note"),
    }
}

/// Says that a text is no date.
pub(crate) fn no_date(lang: UiLang, text: &str) -> String {
    match lang {
        UiLang::ZhHant => format!("「{text}」不是日期。日期寫成 2025-11-18、2025-11 或 2025。"),
        UiLang::ZhHans => format!("“{text}”不是日期。日期写成 2025-11-18、2025-11 或 2025。"),
        UiLang::En => format!("“{text}” is not a date. A date looks like 2025-11-18, 2025-11 or 2025."),
    }
}

/// Says that a text is no address.
pub(crate) fn no_address(lang: UiLang, text: &str) -> String {
    match lang {
        UiLang::ZhHant => format!("「{text}」不是位址。位址寫成 zhimai://entity/nvidia。"),
        UiLang::ZhHans => format!("“{text}”不是地址。地址写成 zhimai://entity/nvidia。"),
        UiLang::En => format!("“{text}” is not an address. An address looks like zhimai://entity/nvidia."),
    }
}

/// How many entries a dictionary has.
pub(crate) fn entries(lang: UiLang, count: u32) -> String {
    match lang {
        UiLang::ZhHant => format!("{count} 條"),
        UiLang::ZhHans => format!("{count} 条"),
        UiLang::En if count == 1 => "1 entry".to_owned(),
        UiLang::En => format!("{count} entries"),
    }
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
            assert_eq!(of_locale(found), expected, "{variables:?}");
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
