//! Articles, the person's notes, the words of the glossary, and who is who.

use super::markup::{Section, dotted, escape};
use super::matter::Read;
use super::page::Page;
use super::words;
use crate::messages::{holds, kinds, parts, regions, word};
use crate::wire::{Marked, NoteView};

impl Page<'_> {
    pub(super) fn rest(&self) -> Vec<Section> {
        let (lang, matter) = (self.lang, self.matter);
        let section = |id, title: &str, count, body: String| {
            (count > 0).then(|| Section { id, title: title.to_owned(), count: Some(count), body })
        };
        let list = |items: String| format!("<ul class=\"plain\">\n{items}</ul>\n");
        let articles = list(matter.articles.iter().map(|read| self.article(read)).collect());
        let notes = matter.notes.iter().map(|note| self.note(note)).collect();
        [
            section("articles", parts::ARTICLES.in_language(lang), matter.articles.len(), articles),
            section("notes", holds::NOTES.in_language(lang), matter.notes.len(), notes),
            section("terms", holds::TERMS.in_language(lang), matter.terms.len(), self.terms()),
            section("who", words::WHO.in_language(lang), matter.who.len(), self.who()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn article(&self, Read { article, passage }: &Read) -> String {
        let date = article.date.as_ref().map_or("", |date| &date.label);
        let kind = word(self.lang, kinds::ALL, &article.kind);
        let about = dotted([
            escape(date),
            escape(article.source.as_deref().unwrap_or_default()),
            escape(article.author.as_deref().unwrap_or_default()),
            escape(&kind),
            escape(&article.address),
        ]);
        let passage = passage
            .as_ref()
            .map_or_else(String::new, |passage| format!("<blockquote>{}</blockquote>", marked(passage)));
        format!("<li><b>{}</b><br><small>{about}</small>{passage}</li>\n", escape(&article.title))
    }

    fn note(&self, note: &NoteView) -> String {
        let lang = self.lang;
        let on = note.on.as_ref().map(|on| if on.label.is_empty() { &on.address } else { &on.label });
        let on = on.map_or_else(String::new, |on| {
            format!("<h3>{}</h3>\n", escape(&words::NOTES_ON.with(lang, &[("on", on)])))
        });
        let quote = note
            .quote
            .as_ref()
            .map_or_else(String::new, |quote| format!("<blockquote>{}</blockquote>\n", escape(quote)));
        let half = |title: crate::wire::Message, tag: &str, text: &str| {
            if text.trim().is_empty() {
                return String::new();
            }
            let title = escape(title.in_language(lang));
            format!("<h4>{title}</h4>\n<div class=\"note\" lang=\"{tag}\">{}</div>\n", escape(text))
        };
        let halves = half(words::CHINESE, "zh", &note.zh) + &half(words::ENGLISH, "en", &note.en);
        let tags = dotted(note.tags.iter().map(|tag| escape(tag)));
        let tags = if tags.is_empty() { tags } else { format!("<p class=\"about\">{tags}</p>\n") };
        format!("<article>\n{on}{quote}{halves}{tags}</article>\n")
    }

    fn terms(&self) -> String {
        let term = |term: &crate::wire::TermSummary| {
            let zh = escape(&term.zh);
            let english = escape(&term.en.join(", "));
            let pinyin = escape(&term.pinyin);
            let definition = escape(&term.definition);
            format!(
                "<div><dt><span lang=\"zh\">{zh}</span> <span lang=\"en\">{english}</span> <small>{pinyin}</small></dt><dd>{definition}</dd></div>\n"
            )
        };
        format!("<dl class=\"terms\">\n{}</dl>\n", self.matter.terms.iter().map(term).collect::<String>())
    }

    /// Names in both languages, and of each region.
    fn who(&self) -> String {
        let heads = [regions::EN, regions::TW, regions::HK, regions::CN, words::KIND_OF];
        let heads =
            heads.map(|head| format!("<th scope=\"col\">{}</th>", escape(head.in_language(self.lang))));
        let rows = self.matter.who.iter().map(|who| {
            let [en, tw, hk, cn] = who.names.each_ref().map(|name| escape(name));
            let kind = escape(&word(self.lang, kinds::ALL, &who.kind));
            format!("<tr><td lang=\"en\">{en}</td><td lang=\"zh-TW\">{tw}</td><td lang=\"zh-HK\">{hk}</td><td lang=\"zh-CN\">{cn}</td><td>{kind}</td></tr>\n")
        });
        let rows: String = rows.collect();
        format!(
            "<div class=\"wide\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n",
            heads.concat()
        )
    }
}

/// A text with what is marked in it.
fn marked(passage: &Marked) -> String {
    let mut out = String::new();
    let mut inside = false;
    let mut piece = String::new();
    for (at, c) in (0u32..).zip(passage.text.chars()) {
        let marks = passage.marks.iter().any(|[start, end]| (*start..*end).contains(&at));
        if marks != inside {
            out.push_str(&wrapped(inside, &piece));
            piece.clear();
            inside = marks;
        }
        piece.push(c);
    }
    out + &wrapped(inside, &piece)
}

fn wrapped(is_marked: bool, text: &str) -> String {
    let text = escape(text);
    if is_marked && !text.is_empty() { format!("<mark>{text}</mark>") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_marked_and_is_text() {
        let passage = Marked { text: "買<輝達>的".to_owned(), marks: vec![[1, 5], [9, 12]] };
        assert_eq!(marked(&passage), "買<mark>&lt;輝達&gt;</mark>的");
    }
}
