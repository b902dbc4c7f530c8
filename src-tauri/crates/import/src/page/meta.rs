//! What a page says of itself for programs: JSON-LD, `meta`, `link`, and the remarks of programs that save pages.

use crate::finish::{is_address, is_date};
use dom_query::Document;
use serde_json::Value;

/// What a page says of itself.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) url: Option<String>,
}

/// The names under which `meta` states each.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "title", "dc.title"];
const DATES: [&str; 18] = [
    "article:published_time",
    "og:published_time",
    "bytedance:published_time",
    "apub:time",
    "datepublished",
    "publishdate",
    "publish_date",
    "publish-date",
    "publish_time",
    "pubdate",
    "weibo: article:create_at",
    "article:create_at",
    "og:release_date",
    "dc.date",
    "dcterms.created",
    "dc.date.issued",
    "sailthru.date",
    "date",
];
const SOURCES: [&str; 5] = ["og:site_name", "mediaid", "source", "dc.publisher", "application-name"];
const AUTHORS: [&str; 6] =
    ["author", "article:author", "og:article:author", "dc.creator", "byl", "sailthru.author"];
const ADDRESSES: [&str; 2] = ["og:url", "twitter:url"];

/// JSON-LD that is longer, in bytes, is no description of a page.
const LONGEST_JSON: usize = 1 << 20;
/// So deep are objects in objects looked through.
const DEEPEST: usize = 6;

impl Meta {
    /// Reads what a page says of itself. `html` is its source.
    pub(super) fn of(document: &Document, html: &str) -> Self {
        let mut meta = Self::default();
        for script in document.select("script[type='application/ld+json']").iter().take(20) {
            let json = script.text();
            if json.len() <= LONGEST_JSON
                && let Ok(value) = serde_json::from_str::<Value>(&json)
            {
                meta.linked(&value, 0);
            }
        }
        let stated: Vec<(String, String)> = document
            .select("meta[content]")
            .iter()
            .filter_map(|meta| {
                let name = ["property", "name", "itemprop"].iter().find_map(|name| meta.attr(name))?;
                Some((name.trim().to_lowercase(), meta.attr("content")?.trim().to_owned()))
            })
            .filter(|(_, content)| !content.is_empty() && content.len() <= LONGEST_VALUE)
            .collect();
        let find = |names: &[&str], is_such: &dyn Fn(&str) -> bool| {
            names.iter().find_map(|name| {
                let found = stated.iter().find(|(own, content)| own == name && is_such(content));
                found.map(|(_, content)| content.clone())
            })
        };
        let is_name = |text: &str| !text.contains("://");
        meta.title = meta.title.or_else(|| find(&TITLES, &|_| true));
        meta.date = meta.date.or_else(|| find(&DATES, &is_date));
        meta.source = meta.source.or_else(|| find(&SOURCES, &is_name));
        meta.author = meta.author.or_else(|| find(&AUTHORS, &is_name));
        let canonical = document.select("link[rel='canonical'][href]").attr("href");
        let canonical = canonical.map(|url| url.trim().to_owned()).filter(|url| is_address(url));
        meta.url =
            meta.url.or(canonical).or_else(|| find(&ADDRESSES, &is_address)).or_else(|| saved_from(html));
        meta.wechat(document, html);
        meta.date = meta.date.or_else(|| {
            let times = document.select("time[datetime]");
            times
                .iter()
                .take(10)
                .filter_map(|time| time.attr("datetime"))
                .map(|at| at.trim().to_owned())
                .find(|at| is_date(at))
        });
        meta
    }

    /// Takes what JSON-LD says of articles; what was said first counts.
    fn linked(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(values) => {
                values.iter().take(100).for_each(|value| self.linked(value, depth.saturating_add(1)))
            }
            Value::Object(of) => {
                if let Some(graph) = of.get("@graph") {
                    self.linked(graph, depth.saturating_add(1));
                }
                let is_article = |kind: &Value| {
                    kind.as_str().is_some_and(|kind| {
                        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
                    })
                };
                let kind = of.get("@type").unwrap_or(&Value::Null);
                if !is_article(kind) && !kind.as_array().is_some_and(|kinds| kinds.iter().any(is_article)) {
                    return;
                }
                let text = |key: &str| {
                    of.get(key)
                        .and_then(Value::as_str)
                        .map(|text| text.trim().to_owned())
                        .filter(|text| !text.is_empty())
                };
                self.title = self.title.take().or_else(|| text("headline")).or_else(|| text("name"));
                let date = text("datePublished").or_else(|| text("dateCreated")).filter(|date| is_date(date));
                self.date = self.date.take().or(date);
                self.author = self.author.take().or_else(|| names(of.get("author")?));
                self.source = self.source.take().or_else(|| names(of.get("publisher")?));
                let page = of.get("mainEntityOfPage");
                let page = page
                    .and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()))
                    .map(str::to_owned);
                self.url = self.url.take().or_else(|| text("url").or(page).filter(|url| is_address(url)));
            }
            _ => {}
        }
    }

    /// Pages of WeChat state the account and the time in their own ways.
    fn wechat(&mut self, document: &Document, html: &str) {
        if !html.contains("js_name") {
            return;
        }
        let account = document.select("#js_name").text();
        let account = account.trim();
        if !account.is_empty() {
            self.source = Some(account.to_owned());
        }
        if self.date.is_none() {
            // `var ct = "1717380000"`: seconds since 1970.
            let time = ["var ct = \"", "var ct=\"", "create_time: '"].iter().find_map(|start| {
                let (_, rest) = html.split_once(start)?;
                rest.split_once(['"', '\'']).map(|(time, _)| time.to_owned())
            });
            let shown = || Some(document.select("#publish_time").text().trim().to_owned());
            self.date = time.filter(|time| is_date(time)).or_else(shown).filter(|time| is_date(time));
        }
    }
}

/// A value that is longer, in bytes, is no name or date.
const LONGEST_VALUE: usize = 2_000;

/// The names of one person or body, or of several.
fn names(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name.trim().to_owned(),
        Value::Object(of) => of.get("name").and_then(Value::as_str).unwrap_or_default().trim().to_owned(),
        Value::Array(values) => {
            let all: Vec<_> = values.iter().filter(|value| !value.is_array()).filter_map(names).collect();
            all.join("、")
        }
        _ => String::new(),
    };
    (!name.is_empty() && !name.contains("://")).then_some(name)
}

/// The address that a program which saved the page wrote into a remark.
fn saved_from(html: &str) -> Option<String> {
    let head = html
        .get(..html.len().min(4_096))
        .or_else(|| html.char_indices().nth(2_000).and_then(|(at, _)| html.get(..at)))?;
    let url = match head.split_once("saved from url=(") {
        Some((_, rest)) => rest.split_once(')')?.1,
        None => head.split_once("SingleFile")?.1.split_once("url:")?.1,
    };
    let url = url.split_whitespace().next()?.trim_end_matches("-->");
    is_address(url).then(|| url.to_owned())
}

/// A title without the name of its site, as `title` elements have it: `三方結盟_科技_某網`.
pub(super) fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    const SIGNS: [&str; 8] = ["_", " - ", " | ", "｜", " – ", " — ", " · ", "|"];
    /// What is left is no shorter, in columns.
    const SHORTEST: usize = 8;
    let title = title.trim();
    let cut = SIGNS.iter().filter_map(|sign| {
        let (first, rest) = title.split_once(sign)?;
        let is_site = site.is_some_and(|site| !site.is_empty() && rest.contains(site));
        // What stands behind the name of the site is short.
        let is_short = rest.chars().count() <= 20 && *sign != " · " && *sign != " — ";
        (crate::paragraphs::width(first.trim()) >= SHORTEST && (is_site || is_short)).then(|| first.trim())
    });
    cut.min_by_key(|first| first.len()).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Meta {
        Meta::of(&Document::from(html), html)
    }

    #[test]
    fn linked_data_counts_before_meta() {
        let html = r#"<head><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},
            {"@type":["NewsArticle"],"headline":"題","datePublished":"2024-06-03T10:00:00+08:00",
             "author":[{"name":"甲"},{"name":"乙"}],"publisher":{"name":"某報"},"mainEntityOfPage":{"@id":"https://a.test/1"}}]}</script>
            <meta property="article:published_time" content="2020-01-01"><meta name="author" content="丙"></head>"#;
        let meta = of(html);
        assert_eq!(meta.date.as_deref(), Some("2024-06-03T10:00:00+08:00"));
        assert_eq!((meta.author.as_deref(), meta.source.as_deref()), (Some("甲、乙"), Some("某報")));
        assert_eq!((meta.title.as_deref(), meta.url.as_deref()), (Some("題"), Some("https://a.test/1")));
    }

    #[test]
    fn meta_of_any_name_and_remarks_of_programs() {
        let html = "<!-- saved from url=(0021)https://a.test/x.html -->\n<meta NAME='PubDate' content='2024-06-03 10:00'><meta name=mediaid content=某网>";
        let meta = of(html);
        assert_eq!((meta.date.as_deref(), meta.source.as_deref()), (Some("2024-06-03 10:00"), Some("某网")));
        assert_eq!(meta.url.as_deref(), Some("https://a.test/x.html"));
        let single =
            "<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://a.test/y \n saved date: x\n-->";
        assert_eq!(of(single).url.as_deref(), Some("https://a.test/y"));
    }

    #[test]
    fn pages_of_wechat() {
        let html = "<a id=js_name> 某某研究 </a><script>var ct = \"1717380000\";</script>";
        let meta = of(html);
        assert_eq!((meta.source.as_deref(), meta.date.as_deref()), (Some("某某研究"), Some("1717380000")));
    }

    #[test]
    fn the_name_of_a_site_is_no_part_of_a_title() {
        assert_eq!(without_site("三方宣布結盟_科技_某網", None), "三方宣布結盟");
        assert_eq!(
            without_site("The three companies agree - A Newspaper", None),
            "The three companies agree"
        );
        assert_eq!(without_site("GPT-4 | 某網", None), "GPT-4 | 某網");
    }
}
