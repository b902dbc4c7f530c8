//! What the command line itself says, in three languages. What the front desk says is in the right language already.

use std::ffi::OsString;
use zhimai_api::{HitKind, SearchRequest, UiLang};
use zhimai_model::DateRange;

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

/// The name of a kind of hit; of an entity, where that is known, what it is.
pub(crate) fn kind(lang: UiLang, kind: HitKind, entity: Option<&str>) -> &'static str {
    match (kind, entity) {
        (HitKind::Article, _) => say(lang, "文章", "文章", "article"),
        (HitKind::Event, _) => say(lang, "事件", "事件", "event"),
        (HitKind::Entity, Some("company")) => say(lang, "公司", "公司", "company"),
        (HitKind::Entity, Some("person")) => say(lang, "人物", "人物", "person"),
        (HitKind::Entity, Some("product")) => say(lang, "產品", "产品", "product"),
        (HitKind::Entity, Some("model")) => say(lang, "模型", "模型", "model"),
        (HitKind::Entity, Some("hardware")) => say(lang, "硬體", "硬件", "hardware"),
        (HitKind::Entity, Some("standard")) => say(lang, "標準", "标准", "standard"),
        (HitKind::Entity, Some("concept")) => say(lang, "概念", "概念", "concept"),
        (HitKind::Entity, _) => say(lang, "條目", "条目", "entity"),
        (HitKind::Term, _) => say(lang, "術語", "术语", "term"),
        (HitKind::Note, _) => say(lang, "筆記", "笔记", "note"),
    }
}

/// What to try when nothing was found: what narrows a search first, then quotation marks, then the words.
pub(crate) fn relax(lang: UiLang, request: &SearchRequest) -> &'static str {
    let narrowed = !request.kinds.is_empty()
        || !request.entities.is_empty()
        || !request.sources.is_empty()
        || !request.languages.is_empty()
        || request.from_day.is_some()
        || request.to_day.is_some();
    if narrowed {
        say(
            lang,
            "沒有找到。試試放寬種類、日期等篩選條件。",
            "没有找到。试试放宽种类、日期等筛选条件。",
            "Nothing found. Try without the kinds, dates or other limits.",
        )
    } else if request.query.contains('"') {
        say(
            lang,
            "沒有找到。引號只找一模一樣的字；拿掉引號會連別名與兩岸用詞一起找。",
            "没有找到。引号只找一模一样的字；去掉引号会连别名与两岸用词一起找。",
            "Nothing found. Quotation marks find exactly these characters; without them, other names and spellings are found too.",
        )
    } else {
        say(
            lang,
            "沒有找到。試試少一點字、另一個名字，或換一種語言。繁簡、別名、拼音都通。",
            "没有找到。试试少一点字、另一个名字，或换一种语言。繁简、别名、拼音都通。",
            "Nothing found. Try fewer words, another name, or the other language. Scripts, other names and pinyin all work.",
        )
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

/// A time in milliseconds since 1970-01-01, such as `2026-11-29 13:14 UTC`.
pub(crate) fn moment(time: i64) -> String {
    const DAY: i64 = 86_400_000;
    let day = i32::try_from(time.div_euclid(DAY)).unwrap_or_default();
    let date = DateRange::from_days(day, day).map(|date| date.edtf().to_owned()).unwrap_or_default();
    let minute = time.rem_euclid(DAY) / 60_000;
    format!("{date} {:02}:{:02} UTC", minute / 60, minute % 60)
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
    fn moments() {
        assert_eq!(moment(1_767_225_600_000 + 3_723_000), "2026-01-01 01:02 UTC");
        assert_eq!(moment(-60_000), "1969-12-31 23:59 UTC");
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
