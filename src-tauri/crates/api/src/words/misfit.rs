//! What a reader of JSON or YAML said of a value that does not fit, in the languages of the window.
//!
//! Those readers speak English. The kinds of what they say that people meet are known here by how they are worded, and a
//! test has the readers say each of them; of what is not known only that it does not fit is told.

use super::say::say;
use crate::wire::UiLang;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Misfit<'a> {
    /// Another sort of value than the one that should be there.
    Type {
        found: Option<Sort>,
        expected: Option<Sort>,
    },
    Missing(&'a str),
    NoField {
        field: &'a str,
        all: Vec<&'a str>,
    },
    NoWord {
        word: &'a str,
        all: Vec<&'a str>,
    },
    Twice(&'a str),
    NoDate(&'a str),
    /// Nothing that this program has words for.
    Other,
}

/// A sort of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Text,
    Number,
    YesOrNo,
    Nothing,
    List,
    Object,
}

/// What a reader said, in words, with the line and column where it says them. `is_yaml`: what is not known is told to be no
/// YAML.
pub(super) fn misfit(lang: UiLang, said: &str, is_yaml: bool) -> String {
    let (said, place) = placed(said);
    let why = match misfit_of(said) {
        Misfit::Type { found: Some(found), expected: Some(expected) } => {
            let (found, expected) = (sort(lang, found), sort(lang, expected));
            say(
                lang,
                format!("這裡該是{expected}，卻是{found}"),
                format!("这里应是{expected}，却是{found}"),
                format!("{expected} should be here, not {found}"),
            )
        }
        Misfit::Type { found: None, expected: Some(expected) } => {
            let expected = sort(lang, expected);
            say(
                lang,
                format!("這裡該是{expected}"),
                format!("这里应是{expected}"),
                format!("{expected} should be here"),
            )
        }
        Misfit::Missing(field) => say(
            lang,
            format!("缺少欄位 {field}"),
            format!("缺少字段 {field}"),
            format!("the field {field} is missing"),
        ),
        Misfit::NoField { field, all } => {
            let none = say(
                lang,
                format!("沒有欄位 {field}"),
                format!("没有字段 {field}"),
                format!("there is no field {field}"),
            );
            if all.is_empty() { none } else { format!("{none}{}", these(lang, &all)) }
        }
        Misfit::NoWord { word, all } => no_word(lang, word, &all),
        Misfit::Twice(field) => say(
            lang,
            format!("欄位 {field} 寫了兩次"),
            format!("字段 {field} 写了两次"),
            format!("the field {field} is there twice"),
        ),
        Misfit::NoDate(written) => say(
            lang,
            format!("「{written}」不是日期，可寫成 2025-11-18、2025-11 或 2025"),
            format!("“{written}”不是日期，可写成 2025-11-18、2025-11 或 2025"),
            format!("“{written}” is no date; write it as 2025-11-18, 2025-11 or 2025"),
        ),
        Misfit::Type { .. } | Misfit::Other if is_yaml => {
            say(lang, "不合 YAML 的寫法", "不合 YAML 的写法", "this is no YAML")
        }
        Misfit::Type { .. } | Misfit::Other => {
            say(lang, "這裡的值不合用", "这里的值不合用", "the value here does not fit")
        }
    };
    match place {
        Some((line, column)) => say(
            lang,
            format!("第 {line} 行第 {column} 字：{why}"),
            format!("第 {line} 行第 {column} 字：{why}"),
            format!("line {line}, column {column}: {why}"),
        ),
        None => why,
    }
}

/// That something is none of the words that may stand there, and which may.
pub(super) fn no_word(lang: UiLang, word: &str, all: &[&str]) -> String {
    let none = say(
        lang,
        format!("「{word}」不是可用的字"),
        format!("“{word}”不是可用的字"),
        format!("“{word}” is none of its words"),
    );
    if all.is_empty() { none } else { format!("{none}{}", these(lang, all)) }
}

fn these(lang: UiLang, all: &[&str]) -> String {
    let all = all.join(", ");
    say(lang, format!("。可用的是 {all}"), format!("。可用的是 {all}"), format!("; there are {all}"))
}

fn sort(lang: UiLang, sort: Sort) -> String {
    match sort {
        Sort::Text => say(lang, "一段文字", "一段文字", "a text"),
        Sort::Number => say(lang, "一個數字", "一个数字", "a number"),
        Sort::YesOrNo => say(lang, "true 或 false", "true 或 false", "true or false"),
        Sort::Nothing => say(lang, "空值", "空值", "nothing"),
        Sort::List => say(lang, "一個清單", "一个列表", "a list"),
        Sort::Object => say(lang, "一組欄位", "一组字段", "a group of fields"),
    }
}

/// What was said, and the line and column that it ends with: ` at line 3 column 5`, ` at line 3, column 5`.
fn placed(said: &str) -> (&str, Option<(u32, u32)>) {
    let place = || {
        let (said, place) = said.trim_end().rsplit_once(" at line ")?;
        let (line, column) = place.split_once(" column ")?;
        Some((said, (line.trim_end_matches(',').parse().ok()?, column.parse().ok()?)))
    };
    place().map_or((said, None), |(said, place)| (said, Some(place)))
}

fn misfit_of(said: &str) -> Misfit<'_> {
    let known = || {
        if let Some(rest) = said.strip_prefix("missing field ") {
            return Some(Misfit::Missing(quoted(rest)?.0));
        }
        if let Some(rest) = said.strip_prefix("duplicate field ") {
            return Some(Misfit::Twice(quoted(rest)?.0));
        }
        if let Some(rest) = said.strip_prefix("duplicate mapping key: ") {
            return Some(Misfit::Twice(rest.split(", set ").next()?));
        }
        if let Some(rest) = said.strip_prefix("unknown field ") {
            let (field, rest) = quoted(rest)?;
            return Some(Misfit::NoField { field, all: listed(rest) });
        }
        if let Some(rest) = said.strip_prefix("unknown variant ") {
            let (word, rest) = quoted(rest)?;
            return Some(Misfit::NoWord { word, all: listed(rest) });
        }
        if let Some((date, _)) = said.split_once("` is not a date of the form ") {
            return Some(Misfit::NoDate(date.strip_prefix('`')?));
        }
        if let Some(expected) = said.strip_prefix("expected ") {
            return Some(Misfit::Type { found: None, expected: expected_sort(expected) });
        }
        let rest = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "))?;
        // What was found may have the same words in it.
        let (found, expected) = rest.rsplit_once(", expected ")?;
        Some(Misfit::Type { found: found_sort(found), expected: expected_sort(expected) })
    };
    known().unwrap_or(Misfit::Other)
}

/// What stands in the first pair of backquotes, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('`')?.split_once('`')
}

/// The words after `, expected one of`, which YAML's reader lists without backquotes.
fn listed(text: &str) -> Vec<&str> {
    let Some((_, all)) = text.split_once(", expected ") else { return Vec::new() };
    let all = all.strip_prefix("one of ").unwrap_or(all);
    let words = all.split(", ").flat_map(|part| part.split("` or `"));
    words.map(|word| word.trim_matches('`')).filter(|word| !word.is_empty()).collect()
}

fn found_sort(found: &str) -> Option<Sort> {
    let is = |begins: &[&str]| begins.iter().any(|word| found.starts_with(word));
    match () {
        () if is(&["string", "character", "unit variant", "byte"]) => Some(Sort::Text),
        () if is(&["integer", "floating point", "number"]) => Some(Sort::Number),
        () if is(&["boolean"]) => Some(Sort::YesOrNo),
        () if is(&["null", "unit", "Option"]) => Some(Sort::Nothing),
        () if is(&["sequence", "tuple"]) => Some(Sort::List),
        () if is(&["map", "struct", "newtype"]) => Some(Sort::Object),
        () => None,
    }
}

fn expected_sort(expected: &str) -> Option<Sort> {
    let has = |words: &[&str]| words.iter().any(|word| expected.contains(word));
    let whole = ["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128", "f32", "f64"];
    match () {
        () if whole.contains(&expected) || has(&["number", "integer"]) => Some(Sort::Number),
        () if has(&["bool"]) => Some(Sort::YesOrNo),
        () if has(&["sequence", "array", "tuple"]) => Some(Sort::List),
        () if has(&["string", "variant", "enum", "identifier"]) || expected == "str" => Some(Sort::Text),
        () if has(&["struct", "map", "object"]) => Some(Sort::Object),
        () if has(&["unit", "null"]) => Some(Sort::Nothing),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::{Article, Entity, Event};

    /// What a reader says of an entity that fits but for one field, in a language.
    fn of_entity(field: &str, value: &str, lang: UiLang) -> String {
        let mut fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(
            r#"{"id": "x", "kind": "company", "names": {"en": "a", "zh_tw": "a", "zh_hk": "a", "zh_cn": "a"},
                "aliases": [], "description": {"zh": "", "en": ""}, "relations": [], "ticker": null,
                "founded": null, "headquarters": null, "released": null, "note": null}"#,
        )
        .unwrap();
        match value {
            "" => drop(fields.remove(field)),
            value => drop(fields.insert(field.to_owned(), serde_json::from_str(value).unwrap())),
        }
        let said = serde_json::from_value::<Entity>(fields.into()).unwrap_err().to_string();
        misfit(lang, &said, false)
    }

    #[test]
    fn what_the_reader_of_json_says_has_words_in_three_languages() {
        for (field, value, hant, hans, en) in [
            ("kind", "7", "", "", ""),
            ("names", "[1]", "", "", ""),
            (
                "ticker",
                "7",
                "這裡該是一段文字，卻是一個數字",
                "这里应是一段文字，却是一个数字",
                "a text should be here, not a number",
            ),
            (
                "aliases",
                "true",
                "這裡該是一個清單，卻是true 或 false",
                "这里应是一个列表，却是true 或 false",
                "a list should be here, not true or false",
            ),
            (
                "description",
                r#""x""#,
                "這裡該是一組欄位，卻是一段文字",
                "这里应是一组字段，却是一段文字",
                "a group of fields should be here, not a text",
            ),
            (
                "id",
                "null",
                "這裡該是一段文字，卻是空值",
                "这里应是一段文字，却是空值",
                "a text should be here, not nothing",
            ),
            (
                "founded",
                "[]",
                "這裡該是一個數字，卻是一個清單",
                "这里应是一个数字，却是一个列表",
                "a number should be here, not a list",
            ),
            ("names", "", "缺少欄位 names", "缺少字段 names", "the field names is missing"),
            ("nmae", "1", "", "", ""),
            (
                "released",
                r#""soon""#,
                "「soon」不是日期，可寫成 2025-11-18、2025-11 或 2025",
                "“soon”不是日期，可写成 2025-11-18、2025-11 或 2025",
                "“soon” is no date; write it as 2025-11-18, 2025-11 or 2025",
            ),
        ] {
            for (lang, expect) in [(UiLang::ZhHant, hant), (UiLang::ZhHans, hans), (UiLang::En, en)] {
                let told = of_entity(field, value, lang);
                if expect.is_empty() {
                    let no_english = !told.contains("expected") && !told.contains("invalid");
                    assert!(no_english && told != misfit(lang, "?", false), "{field}: {told}");
                } else {
                    assert_eq!(told, expect, "{field}");
                }
            }
        }
        assert!(
            of_entity("nmae", "1", UiLang::ZhHant).starts_with("沒有欄位 nmae。可用的是 id, kind, names")
        );
        let kind = of_entity("kind", r#""firm""#, UiLang::En);
        assert!(kind.starts_with("“firm” is none of its words; there are company, "), "{kind}");
    }

    #[test]
    fn the_place_goes_before() {
        let said = serde_json::from_str::<Event>("{\n  \"id\": 7}").unwrap_err().to_string();
        assert_eq!(misfit(UiLang::ZhHant, &said, false), "第 2 行第 9 字：這裡該是一段文字，卻是一個數字");
        let said = serde_json::from_str::<Event>(r#"{"id": "a", "id": "b"}"#).unwrap_err().to_string();
        let told = misfit(UiLang::En, &said, false);
        assert!(
            told.starts_with("line 1, column ") && told.ends_with(": the field id is there twice"),
            "{told}"
        );
    }

    #[test]
    fn what_the_reader_of_yaml_says_has_words_too() {
        for (said, told) in [
            ("expected string scalar at line 2, column 5", "第 2 行第 5 字：這裡該是一段文字"),
            ("expected sequence start at line 4, column 1", "第 4 行第 1 字：這裡該是一個清單"),
            ("missing field `date` at line 2, column 1", "第 2 行第 1 字：缺少欄位 date"),
            (
                "unknown field `x`, expected one of id, kind at line 3, column 1",
                "第 3 行第 1 字：沒有欄位 x。可用的是 id, kind",
            ),
            (
                "duplicate mapping key: id, set DuplicateKeyPolicy in Options if acceptable at line 3, column 1",
                "第 3 行第 1 字：欄位 id 寫了兩次",
            ),
            ("expected ',' or ']' at line 3, column 1", "第 3 行第 1 字：不合 YAML 的寫法"),
        ] {
            assert_eq!(misfit(UiLang::ZhHant, said, true), told);
        }
    }

    #[test]
    fn what_has_no_words_is_not_told_in_english() {
        for said in
            ["", "EOF while parsing", "invalid type: , expected ", "missing field x", "unknown field `a"]
        {
            assert_eq!(misfit(UiLang::ZhHans, said, false), "这里的值不合用", "{said}");
            assert_eq!(misfit(UiLang::ZhHans, said, true), "不合 YAML 的写法", "{said}");
        }
        let said = serde_json::from_str::<Article>("[]").unwrap_err().to_string();
        assert!(!misfit(UiLang::ZhHant, &said, false).contains("invalid"), "{said}");
    }
}
