//! What is claimed, by whom, and where claims disagree. Every sum of a dossier leads here.

use super::markup::{Section, dotted, escape, web, within};
use super::page::Page;
use super::words;
use crate::messages::{flows, parts, said_by, statuses, word};
use crate::wire::{ClaimView, ConflictView, SourceView};
use std::fmt::Write;

impl Page<'_> {
    /// Every claim with its sources, under the event that it tells of.
    pub(super) fn claims_told(&self) -> Option<Section> {
        let claims = &self.matter.claims;
        let mut body = String::new();
        let mut event = "";
        for claim in claims {
            if claim.event.address != event {
                event = &claim.event.address;
                let title = Self::linked(self.event(event), escape(&claim.event.label));
                let _ = writeln!(body, "<h3>{title} <small>{}</small></h3>", escape(&claim.date.label));
            }
            body.push_str(&self.told(claim));
        }
        let title = parts::CLAIMS.in_language(self.lang).to_owned();
        (!claims.is_empty()).then_some(Section { id: "claims", title, count: Some(claims.len()), body })
    }

    fn told(&self, claim: &ClaimView) -> String {
        let place = self.claim(&claim.id).unwrap_or_default();
        let quote = claim
            .quote
            .as_ref()
            .map_or_else(String::new, |quote| format!("<blockquote>{}</blockquote>\n", escape(quote)));
        let sources = match claim.sources.as_slice() {
            [] => format!("<li>{}</li>\n", escape(words::NO_SOURCE.in_language(self.lang))),
            sources => sources.iter().map(|source| format!("<li>{}</li>\n", self.source(source))).collect(),
        };
        format!(
            "<article class=\"claim\" id=\"{place}\">\n<p>{}</p>\n{quote}<p class=\"about\">{}</p>\n<ul class=\"sources\">\n{sources}</ul>\n{}</article>\n",
            escape(&claim.text),
            self.about(claim),
            self.back(claim),
        )
    }

    /// The sum, who gives and gets, and how firm a claim is.
    fn about(&self, claim: &ClaimView) -> String {
        let lang = self.lang;
        let sum = claim.amount.as_ref().map_or_else(String::new, |amount| {
            let label = format!("<b>{}</b>", escape(&amount.label));
            dotted([label, escape(amount.horizon.as_deref().unwrap_or_default())])
        });
        let sides = match (&claim.from, &claim.to) {
            (None, None) => String::new(),
            (from, to) => {
                let side = |link: &Option<crate::wire::Link>| {
                    link.as_ref().map_or_else(|| "…".to_owned(), |link| escape(&link.label))
                };
                format!("{} → {}", side(from), side(to))
            }
        };
        let flow =
            if claim.flow == "none" { String::new() } else { escape(&word(lang, flows::ALL, &claim.flow)) };
        let whose = claim.said_by.as_deref().unwrap_or("untold");
        let reported = claim
            .reported
            .as_ref()
            .map_or_else(String::new, |date| escape(&words::REPORTED.with(lang, &[("date", &date.label)])));
        let status = escape(&word(lang, statuses::ALL, &claim.status));
        dotted([sum, sides, flow, status, escape(&word(lang, said_by::ALL, whose)), reported])
    }

    fn source(&self, source: &SourceView) -> String {
        let title = source.title.as_deref().unwrap_or_default();
        let date = source.date.as_ref().map_or("", |date| &date.label);
        let unopened = if source.unopened { words::UNOPENED.in_language(self.lang) } else { "" };
        let url = source.url.as_deref().map(web).unwrap_or_default();
        dotted([escape(&source.publisher), escape(title), escape(date), url, escape(unopened)])
    }

    /// The deal that a claim is an account of, and the conflicts that it stands in.
    fn back(&self, claim: &ClaimView) -> String {
        let matter = self.matter;
        let deals = matter.accounts.iter().filter(|(_, accounts)| accounts.contains(&claim.id));
        let deals = deals.filter_map(|(id, _)| self.deal(id));
        let deals = deals.map(|place| within(&place, &escape(words::IN_DEAL.in_language(self.lang))));
        let stands =
            matter.conflicts.iter().filter(|conflict| conflict.claims.iter().any(|one| one.id == claim.id));
        let stands = stands.filter_map(|conflict| self.conflict(&conflict.id));
        let stands = stands.map(|place| within(&place, &escape(words::IN_CONFLICT.in_language(self.lang))));
        let links = dotted(deals.chain(stands));
        if links.is_empty() { links } else { format!("<p class=\"back\">{links}</p>\n") }
    }

    /// Claims that disagree, side by side, and how they stand.
    pub(super) fn conflicts_told(&self) -> Option<Section> {
        let conflicts = &self.matter.conflicts;
        (!conflicts.is_empty()).then(|| Section {
            id: "conflicts",
            title: parts::CONFLICTS.in_language(self.lang).to_owned(),
            count: Some(conflicts.len()),
            body: conflicts.iter().map(|conflict| self.disagreement(conflict)).collect(),
        })
    }

    fn disagreement(&self, conflict: &ConflictView) -> String {
        let place = self.conflict(&conflict.id).unwrap_or_default();
        let sides = conflict.claims.iter().map(|claim| {
            let publishers: Vec<&str> =
                claim.sources.iter().map(|source| source.publisher.as_str()).collect();
            let text = Self::linked(self.claim(&claim.id), escape(&claim.text));
            format!("<li>{text} <small>{}</small></li>\n", escape(&publishers.join(" · ")))
        });
        let sides: String = sides.collect();
        let stands = if conflict.assessment.is_empty() {
            String::new()
        } else {
            let title = escape(words::ASSESSMENT.in_language(self.lang));
            format!("<p><b>{title}</b> {}</p>\n", escape(&conflict.assessment))
        };
        let topic = escape(&conflict.topic);
        format!(
            "<div class=\"conflict\" id=\"{place}\">\n<h3>{topic}</h3>\n<ul class=\"sides\">\n{sides}</ul>\n{stands}</div>\n"
        )
    }
}
