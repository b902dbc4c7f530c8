//! A text in the three languages of the interface.

use super::common::UiLang;

/// A text in 繁體中文, 简体中文 and English. `{name}` takes a value; `{n|article|articles}` takes a word by whether `n` is one,
/// which only English needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(pub(crate) [&'static str; 3]);

impl Message {
    /// The text in a language, with its places for values as they are.
    pub const fn in_language(self, lang: UiLang) -> &'static str {
        let [hant, hans, en] = self.0;
        match lang {
            UiLang::ZhHant => hant,
            UiLang::ZhHans => hans,
            UiLang::En => en,
        }
    }

    /// The text as it stands within a line: English begins with a small letter there.
    pub fn within_line(self, lang: UiLang) -> String {
        let text = self.in_language(lang);
        let mut rest = text.chars();
        match rest.next() {
            Some(first) if lang == UiLang::En => first.to_lowercase().chain(rest).collect(),
            _ => text.to_owned(),
        }
    }

    /// The text in a language, with values in their places. A place whose value is not given stays as it is.
    pub fn with(self, lang: UiLang, values: &[(&str, &str)]) -> String {
        let (mut text, mut rest) = (String::new(), self.in_language(lang));
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((place, after)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            let mut parts = place.split('|');
            let name = parts.next().unwrap_or_default();
            match (values.iter().find(|(known, _)| *known == name), parts.next(), parts.next()) {
                (Some((_, value)), Some(one), Some(many)) => {
                    text.push_str(if *value == "1" { one } else { many });
                }
                (Some((_, value)), ..) => text.push_str(value),
                (None, ..) => text.push_str(&format!("{{{place}}}")),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_their_places() {
        let message = Message(["{n} 篇「{name}」", "{n} 篇“{name}”", "{n} {n|article|articles} “{name}”"]);
        let with = |lang, n| message.with(lang, &[("n", n), ("name", "{n}")]);
        assert_eq!(with(UiLang::ZhHant, "3"), "3 篇「{n}」");
        assert_eq!(with(UiLang::ZhHans, "3"), "3 篇“{n}”");
        assert_eq!(with(UiLang::En, "1"), "1 article “{n}”");
        assert_eq!(with(UiLang::En, "0"), "0 articles “{n}”");
        assert_eq!(Message(["筆記", "笔记", "Notes"]).within_line(UiLang::En), "notes");
        assert_eq!(message.with(UiLang::ZhHant, &[]), "{n} 篇「{name}」");
        assert_eq!(Message(["{", "{a", "}{}"]).with(UiLang::ZhHans, &[]), "{a");
    }
}
