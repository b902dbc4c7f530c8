//! A dossier as a page: what it begins with, its table of contents, its sections, and what it was made of.

use super::about::About;
use super::markup::{Section, contents, dotted, escape};
use super::matter::Matter;
use super::{seal, words};
use crate::messages::parts;
use crate::wire::{DealView, UiLang};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// How the page looks, on a screen and on paper.
const STYLE: &str = include_str!("style.css");

/// Nothing is loaded, from anywhere, and nothing runs.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// A matter with the places in the page that its parts are at.
pub(super) struct Page<'a> {
    pub(super) lang: UiLang,
    pub(super) matter: &'a Matter,
    claims: HashMap<&'a str, usize>,
    deals: BTreeMap<&'a str, usize>,
    events: HashMap<&'a str, usize>,
    conflicts: HashMap<&'a str, usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(lang: UiLang, matter: &'a Matter) -> Self {
        let mut deals = BTreeMap::new();
        for deal in matter.lists.iter().flat_map(|(_, list)| &list.deals) {
            let next = deals.len() + 1;
            deals.entry(deal.id.as_str()).or_insert(next);
        }
        Self {
            lang,
            matter,
            claims: numbered(matter.claims.iter().map(|claim| claim.id.as_str())),
            deals,
            events: numbered(matter.events.iter().map(|event| event.item.address.as_str())),
            conflicts: numbered(matter.conflicts.iter().map(|conflict| conflict.id.as_str())),
        }
    }

    /// The place of a claim, such as `c12`.
    pub(super) fn claim(&self, id: &str) -> Option<String> {
        self.claims.get(id).map(|number| format!("c{number}"))
    }

    /// The place of the row of a deal.
    pub(super) fn deal(&self, id: &str) -> Option<String> {
        self.deals.get(id).map(|number| format!("d{number}"))
    }

    /// The place of an event, by its address.
    pub(super) fn event(&self, address: &str) -> Option<String> {
        self.events.get(address).map(|number| format!("e{number}"))
    }

    /// The place of a conflict.
    pub(super) fn conflict(&self, id: &str) -> Option<String> {
        self.conflicts.get(id).map(|number| format!("k{number}"))
    }

    /// Markup with a link to a place in the page, if there is such a place.
    pub(super) fn linked(place: Option<String>, markup: String) -> String {
        match place {
            Some(place) => super::markup::within(&place, &markup),
            None => markup,
        }
    }

    /// The sum of a deal, or else what it is called, with a link to the sentence that names it.
    pub(super) fn sum_of(&self, deal: &DealView) -> String {
        let best = self.matter.accounts.get(&deal.id).and_then(|accounts| accounts.first());
        let label = match &deal.amount {
            Some(amount) => escape(&amount.label),
            None => "—".to_owned(),
        };
        Self::linked(best.and_then(|id| self.claim(id)), label)
    }

    /// Who gives to whom.
    pub(super) fn sides(deal: &DealView) -> String {
        let side = |link: &Option<crate::wire::Link>| {
            link.as_ref().map_or_else(|| "…".to_owned(), |link| escape(&link.label))
        };
        format!("{} → {}", side(&deal.from), side(&deal.to))
    }

    fn sections(&self) -> Vec<Section> {
        let timeline = Section {
            id: "timeline",
            title: parts::TIMELINE.in_language(self.lang).to_owned(),
            count: Some(self.matter.events.len()),
            body: self.picture() + &self.happened(),
        };
        let mut sections: Vec<Section> = self.money();
        sections.extend(self.loops());
        sections.extend(self.conflicts_told());
        if !self.matter.events.is_empty() {
            sections.push(timeline);
        }
        sections.extend(self.claims_told());
        sections.extend(self.rest());
        sections
    }

    /// The events, oldest first.
    fn happened(&self) -> String {
        let mut out = "<ol class=\"events\">\n".to_owned();
        for (n, event) in self.matter.events.iter().enumerate() {
            let item = &event.item;
            let sum = item.amount.as_ref().map_or_else(String::new, |amount| {
                let label = format!("<b>{}</b>", escape(&amount.label));
                Self::linked(event.sum_of.as_deref().and_then(|id| self.claim(id)), label)
            });
            let own = self.matter.claims.iter().filter(|claim| claim.event.address == item.address);
            let (first, count) = (own.clone().next().and_then(|claim| self.claim(&claim.id)), own.count());
            let told = if count == 0 {
                String::new()
            } else {
                let told = words::CLAIMS_BELOW.with(self.lang, &[("n", &count.to_string())]);
                Self::linked(first, escape(&told))
            };
            let disputed = if item.conflicted { words::CONFLICTED.in_language(self.lang) } else { "" };
            let about = dotted([sum, told, escape(disputed)]);
            let (date, title, summary) =
                (escape(&item.date.label), escape(&item.title), escape(&item.summary));
            let _ = writeln!(
                out,
                "<li id=\"e{}\"><p class=\"date\">{date}</p><div><h3>{title}</h3><p>{summary}</p><p class=\"about\">{about}</p></div></li>",
                n + 1
            );
        }
        out + "</ol>\n"
    }

    fn header(&self) -> String {
        let matter = self.matter;
        let kind = dotted([escape(words::DOSSIER.in_language(self.lang)), escape(&matter.kind)]);
        let mut out = format!("<header>\n<p class=\"kind\">{kind}</p>\n<h1>{}</h1>\n", escape(&matter.title));
        if let Some(other) = matter.other_title.as_ref().filter(|other| **other != matter.title) {
            let _ =
                writeln!(out, "<p class=\"other\" lang=\"{}\">{}</p>", other_tag(self.lang), escape(other));
        }
        out + "</header>\n"
    }

    fn summary(&self) -> String {
        let matter = self.matter;
        let mut out = String::new();
        for text in matter.summary.iter().filter(|text| !text.is_empty()) {
            let _ = writeln!(out, "<p class=\"lede\">{}</p>", escape(text));
        }
        let mut facts: Vec<(&str, &str)> =
            matter.facts.iter().map(|(what, how)| (what.as_str(), how.as_str())).collect();
        if !matter.address.is_empty() {
            facts.push((words::ADDRESS.in_language(self.lang), &matter.address));
        }
        if !facts.is_empty() {
            out.push_str("<dl>\n");
            for (what, how) in facts {
                let _ = writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(what), escape(how));
            }
            out.push_str("</dl>\n");
        }
        out
    }

    /// What the file says of itself.
    fn colophon(&self, about: &About) -> String {
        let lang = self.lang;
        let mut lines = Vec::new();
        lines.extend(about.as_of.as_ref().map(|date| words::AS_OF.with(lang, &[("date", &date.label)])));
        lines.push(about.made(lang));
        if !about.collections.is_empty() {
            lines.push(words::OF_COLLECTIONS.with(lang, &[("names", &about.collections.join(" · "))]));
        }
        let notes = self.matter.notes.len().to_string();
        lines.push(match about.without_notes {
            true => words::NOTES_OUT.in_language(lang).to_owned(),
            false => words::NOTES_IN.with(lang, &[("n", &notes)]),
        });
        lines.push(words::SEALED.in_language(lang).to_owned());
        lines.iter().fold(String::new(), |out, line| format!("{out}<p>{}</p>\n", escape(line)))
    }

    /// The whole page, with its checksum.
    pub(super) fn markup(&self, about: &About) -> String {
        let lang = self.lang;
        let mut sections = vec![Section {
            id: "summary",
            title: words::SUMMARY.in_language(lang).to_owned(),
            count: None,
            body: self.summary(),
        }];
        sections.extend(self.sections());
        sections.push(Section {
            id: "about",
            title: words::ABOUT.in_language(lang).to_owned(),
            count: None,
            body: self.colophon(about),
        });
        let as_of = about.as_of.as_ref().map_or_else(String::new, |date| {
            format!("<p class=\"as-of\">{}</p>\n", escape(&words::AS_OF.with(lang, &[("date", &date.label)])))
        });
        let (title, dossier) = (escape(&self.matter.title), escape(words::DOSSIER.in_language(lang)));
        let body = sections.iter().map(Section::markup).collect::<String>();
        let contents = contents(words::CONTENTS.in_language(lang), &sections);
        seal::sealed(&format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n{blank}\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title} · {dossier}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             {header}{as_of}{contents}<main>\n{body}</main>\n</body>\n</html>\n",
            tag = about.tag,
            blank = seal::blank(),
            header = self.header(),
        ))
    }
}

fn numbered<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(n, id)| (id, n + 1)).collect()
}

/// For the `lang` attribute of what is in the other language.
fn other_tag(lang: UiLang) -> &'static str {
    match lang {
        UiLang::ZhHant | UiLang::ZhHans => "en",
        UiLang::En => "zh",
    }
}
