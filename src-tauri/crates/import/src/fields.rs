//! The fields of an article as files name them, in a header or in JSON.
//!
//! Each is read by itself: one that cannot be read is told, and the others count.

use crate::finish::{Draft, address_in, is_address, is_date, misfit};
use crate::html;
use crate::sink::Sink;
use crate::told::{bad_field, second_spelling};
use serde_json::Value;

/// What an article has a place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Text,
    Lang,
    Date,
    Source,
    Author,
    Url,
}

/// The most that the value of a field may have beside the text, in bytes as written. Longer ones are told and left out.
pub(crate) const MAX_VALUE: usize = 64 << 10;

/// The field that a name stands for; capitals and the signs between words do not matter.
pub(crate) fn field(name: &str) -> Option<Field> {
    let name: String = name
        .trim()
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .take(32)
        .collect();
    Some(match name.as_str() {
        "id" => Field::Id,
        "title" | "headline" | "標題" | "标题" => Field::Title,
        "text" | "content" | "body" | "contenttext" | "contenthtml" | "articlebody" | "content:encoded"
        | "內文" | "内文" | "正文" => Field::Text,
        "lang" | "language" | "語言" | "语言" => Field::Lang,
        "date" | "published" | "pubdate" | "publishedat" | "datepublished" | "publishdate"
        | "publishtime" | "日期" | "發布日期" | "发布日期" | "發布時間" | "发布时间" | "發佈日期"
        | "發佈時間" => Field::Date,
        "source" | "publisher" | "domainname" | "來源" | "来源" | "出處" | "出处" => Field::Source,
        "author" | "authors" | "byline" | "creator" | "publishedby" | "作者" | "撰文" | "記者" | "记者" => {
            Field::Author
        }
        "url" | "link" | "網址" | "网址" | "連結" | "链接" | "鏈接" | "原文連結" | "原文链接"
        | "原文鏈接" => Field::Url,
        _ => return None,
    })
}

impl Draft {
    /// Where a field goes; the text goes elsewhere.
    fn slot(&mut self, field: Field) -> Option<&mut Option<String>> {
        match field {
            Field::Id => Some(&mut self.id),
            Field::Title => Some(&mut self.title),
            Field::Lang => Some(&mut self.lang),
            Field::Date => Some(&mut self.date),
            Field::Source => Some(&mut self.source),
            Field::Author => Some(&mut self.author),
            Field::Url => Some(&mut self.url),
            Field::Text => None,
        }
    }

    /// Takes the value of a field, as written under `name`. The first that says anything counts; another is told.
    pub(crate) fn set(
        &mut self,
        sink: &mut Sink<'_>,
        line: Option<u32>,
        (name, field): (&str, Field),
        value: Value,
    ) {
        let value = unwrapped(value);
        let text = match value {
            Value::Null => return,
            Value::Object(mut of) if field == Field::Source => {
                let name_of = ["name", "title", "label"]
                    .iter()
                    .find_map(|key| of.remove(*key)?.as_str().map(str::to_owned));
                if let Some(url) =
                    ["url", "link"].iter().find_map(|key| of.remove(*key)?.as_str().map(str::to_owned))
                {
                    if is_address(address_in(&url)) {
                        self.url.get_or_insert(url);
                    } else {
                        self.misfits.push((line, misfit("url", &url)));
                    }
                }
                name_of
            }
            Value::Object(of) if field == Field::Author => name_of(Value::Object(of)),
            Value::Array(values) if matches!(field, Field::Source | Field::Author) => {
                let names: Option<Vec<_>> = values.into_iter().map(name_of).collect();
                names.map(|names| names.join("、"))
            }
            Value::Array(mut values) if matches!(field, Field::Date | Field::Url) && values.len() == 1 => {
                values.pop().and_then(scalar)
            }
            value => scalar(value),
        };
        let Some(text) = text else { return sink.tell(bad_field(name), line) };
        if text.trim().is_empty() {
            return;
        }
        // What cannot be read takes no place from what can, such as a `published: true` before the date.
        match field {
            Field::Date if !is_date(&text) => {
                self.states_date = true;
                return self.misfits.push((line, misfit("date", &text)));
            }
            Field::Url if !is_address(address_in(&text)) => {
                return self.misfits.push((line, misfit("url", &text)));
            }
            _ => {}
        }
        match self.slot(field) {
            Some(Some(first)) if first.trim() == text.trim() => {}
            Some(Some(_)) | None => sink.tell(second_spelling(name, text), line),
            Some(slot) => *slot = Some(text),
        }
    }

    /// A source that is an address is both.
    pub(crate) fn source_as_url(&mut self) {
        let is_web = |source: &&str| source.starts_with("http://") || source.starts_with("https://");
        if let Some(source) = self.source.as_deref().filter(is_web) {
            self.url.get_or_insert_with(|| source.to_owned());
        }
    }
}

/// Who the properties of a document name, unless that is what a program puts there when it knows nobody.
pub(crate) fn written_by(stated: Option<String>) -> Option<String> {
    const NOBODY: [&str; 14] = [
        "admin",
        "administrator",
        "anonymous",
        "author",
        "microsoft office user",
        "owner",
        "python-docx",
        "root",
        "un-named",
        "unknown",
        "user",
        "windows user",
        "作者",
        "使用者",
    ];
    stated.filter(|name| !NOBODY.contains(&name.trim().to_lowercase().as_str()))
}

/// A value out of the wrappings that programs put around it: `{"rendered": …}`, `{"$date": …}`.
fn unwrapped(value: Value) -> Value {
    match value {
        Value::Object(mut of) => {
            if let Some(Value::String(html)) = of.get("rendered") {
                return Value::String(html::words(html));
            }
            let is_typed = of.len() == 1 && of.keys().all(|key| key.starts_with('$'));
            match of.values_mut().next().filter(|_| is_typed) {
                Some(inner) => unwrapped(inner.take()),
                None => Value::Object(of),
            }
        }
        value => value,
    }
}

/// A name, or the name of an object that has one.
fn name_of(value: Value) -> Option<String> {
    match value {
        Value::Object(mut of) => of.remove("name").and_then(scalar),
        value => scalar(value),
    }
}

fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::told_of;
    use crate::{Options, read};

    fn check(name: &str, header: &str, expect: (&str, Option<&str>, Option<&str>), told: &[&str]) {
        let output = read(name, format!("{header}\n文").as_bytes(), &Options::default());
        let article = output.articles.first().unwrap_or_else(|| panic!("{header}: {:?}", output.problems));
        let date = article.date.as_ref().map(|date| date.edtf());
        assert_eq!((article.body.title.as_str(), date, article.url.as_deref()), expect, "{header}");
        assert_eq!(article.body.texts().collect::<Vec<_>>(), ["文"], "{header}");
        let details: Vec<_> = output.problems.iter().map(|p| told_of(&p.what)).collect();
        assert_eq!(details, told, "{header}");
    }

    #[test]
    fn headers_as_programs_and_people_write_them() {
        let day = Some("2025-11-18");
        for header in [
            "\n\n---\ntitle: 題\ndate: 2025-11-18\n---",
            " \u{feff}\r\n---\r\ntitle: 題\r\ndate: 2025-11-18\r\n---",
            "---\n  title: 題\n  date: 2025-11-18\n---",
            "---\ntitle:\t題\ndate:\t2025-11-18\n---",
            "title: 題\ndate: 2025-11-18 10:30:00\n---",
            "---\n標題: 題\n發布時間: 2025年11月18日 10:30\n---",
        ] {
            check("a.md", header, ("題", day, None), &[]);
        }
        let toml = "+++\ntitle = '題'\ndate = 2025-11-18\n[params]\ndate = 2020-01-01\n[[menu.main]]\n title = '別'\n+++";
        check("a.md", toml, ("題", day, None), &["menu.main, params"]);
        for header in [
            "+++\ntitle = \"\\u984c\"\ndate = 2025-11-18T10:30:00+08:00\n+++",
            "+++\ntitle = \"題\" # 註\npublishDate = \"Nov 18, 2025\"\n+++",
            "+++\ntitle = \"\"\"\n題\"\"\"\ndate = [\n  \"2025/11/18\",\n]\n+++",
            "+++\n\"title\" = '題'\ndate = '18 November 2025'\n+++",
            "{\"title\": \"題\", \"date\": \"2025.11.18\"}\n",
            "{\n  \"title\": \"題\",\n  \"datePublished\": {\"$date\": \"2025-11-18T00:00:00Z\"}\n}\n",
            "---\ntitle: 題\ndate: Tue, 18 Nov 2025 10:30:00 GMT\n---",
            "---\ntitle: 題\ndate: 20251118\n---",
            "---\ntitle: 題\ndate: 二〇二五年十一月十八日\n---",
        ] {
            check("a.md", header, ("題", day, None), &[]);
        }
        let sentence = read("a.md", "title: 一句話\n---\n文".as_bytes(), &Options::default());
        let body = &sentence.articles[0].body;
        assert_eq!(body.texts().collect::<Vec<_>>(), ["title: 一句話", "文"]);
        assert!(body.blocks[0].is_heading());
    }

    #[test]
    fn what_cannot_be_read_takes_no_place_from_what_can() {
        let day = Some("2025-11-18");
        let url = Some("https://a.test/x");
        check(
            "a.md",
            "---\ntitle: 題\npublished: true\ndate: 2025-11-18\n---",
            ("題", day, None),
            &["date: true"],
        );
        check(
            "a.md",
            "---\ndate: {{date}}\npublished: 2025-11-18\n---",
            ("a", day, None),
            &["date: {{date}}"],
        );
        check(
            "a.md",
            "---\nurl: /posts/x/\nlink: https://a.test/x\n---",
            ("a", None, url),
            &["url: /posts/x/"],
        );
        check("a.md", "---\ndate:\n  - 2025-11-18\n---", ("a", day, None), &[]);
        check("a.md", "---\nurl: <https://a.test/x>\n---", ("a", None, url), &[]);
        check("a.md", "---\nurl: \"[原文](https://a.test/x)\"\n---", ("a", None, url), &[]);
        // A date that is stated, and cannot be read, is not guessed.
        check("2025-01-05 x.md", "---\ndate: 2025-02-30\n---", ("x", None, None), &["date: 2025-02-30"]);
        check("2025-01-05T1030 x.md", "---\ndate:\n---", ("x", Some("2025-01-05"), None), &["2025-01-05"]);
        check("20001231a.md", "---\ndate:\n---", ("20001231a", None, None), &[]);
    }
}
