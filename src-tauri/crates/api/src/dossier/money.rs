//! The deals of a dossier: who pays whom, what that adds up to, what is left out and why, totals taken apart, and loops.

use super::markup::{Section, dotted, escape, within};
use super::page::Page;
use super::words;
use crate::messages::{beside, flows, left_out, parts, statuses, word};
use crate::wire::{DealList, DealView, DirectionView, Link, LoopView, SumView, TotalView};
use std::fmt::Write;

impl Page<'_> {
    /// Deals with their sums, and the totals that headlines make of them.
    pub(super) fn money(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        let lists = &self.matter.lists;
        if !lists.is_empty() {
            let count = lists.iter().map(|(_, list)| list.deals.len()).sum();
            let own = parts::DEALS.in_language(self.lang);
            let body = lists.iter().map(|(title, list)| {
                let heading =
                    if *title == own { String::new() } else { format!("<h3>{}</h3>\n", escape(title)) };
                heading + &self.table(list) + &self.sums(list)
            });
            let body = body.collect();
            sections.push(Section { id: "deals", title: own.to_owned(), count: Some(count), body });
        }
        let totals = &self.matter.totals;
        if !totals.is_empty() {
            sections.push(Section {
                id: "totals",
                title: words::TOTALS.in_language(self.lang).to_owned(),
                count: Some(totals.len()),
                body: totals.iter().map(|total| self.total(total)).collect(),
            });
        }
        sections
    }

    fn table(&self, list: &DealList) -> String {
        let heads =
            [words::DATE, words::FROM, words::TO, words::SUM, words::KIND, words::FIRMNESS, words::EVENT];
        let heads =
            heads.map(|head| format!("<th scope=\"col\">{}</th>", escape(head.in_language(self.lang))));
        let mut out =
            format!("<div class=\"wide\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n", heads.concat());
        for deal in &list.deals {
            out.push_str(&self.row(deal));
        }
        out + "</tbody>\n</table></div>\n"
    }

    fn row(&self, deal: &DealView) -> String {
        let lang = self.lang;
        let place = self.deal(&deal.id).map_or_else(String::new, |place| format!(" id=\"{place}\""));
        let side =
            |link: &Option<Link>| link.as_ref().map_or_else(|| "…".to_owned(), |link| escape(&link.label));
        let ended = deal.end.as_ref().map(|end| {
            let how = words::ending(lang, &end.how);
            escape(&words::ENDED.with(lang, &[("how", &how), ("date", &end.date.label)]))
        });
        let firmness = dotted([escape(&word(lang, statuses::ALL, &deal.status))].into_iter().chain(ended));
        let event = Self::linked(self.event(&deal.event.address), escape(&deal.event.label));
        format!(
            "<tr{place}{}><td>{}</td><td>{}</td><td>{}</td><td class=\"sum\">{}{}</td><td>{}</td><td>{firmness}</td><td>{event}<br><small>{}</small></td></tr>\n",
            if deal.end.is_some() { " class=\"ended\"" } else { "" },
            escape(&deal.date.label),
            side(&deal.from),
            side(&deal.to),
            self.sum_of(deal),
            self.others(deal),
            escape(&word(lang, flows::ALL, &deal.kind)),
            self.borne_out(deal),
        )
    }

    /// What other accounts of a deal say, each with a link to its sentence.
    fn others(&self, deal: &DealView) -> String {
        let accounts = self.matter.accounts.get(&deal.id).map(Vec::as_slice).unwrap_or_default();
        let best = deal.amount.as_ref().map(|amount| &amount.label);
        let mut told: Vec<&str> = Vec::new();
        let mut links = Vec::new();
        for id in accounts.iter().skip(1) {
            let claim = self.matter.claims.iter().find(|claim| claim.id == *id);
            let Some(amount) = claim.and_then(|claim| claim.amount.as_ref()) else { continue };
            if best != Some(&amount.label) && !told.contains(&amount.label.as_str()) {
                told.push(&amount.label);
                links.push(Self::linked(self.claim(id), escape(&amount.label)));
            }
        }
        if links.is_empty() {
            return String::new();
        }
        format!("<br><small>{}: {}</small>", escape(words::OTHERS.in_language(self.lang)), links.join(" · "))
    }

    /// How many accounts and sources a deal has.
    fn borne_out(&self, deal: &DealView) -> String {
        let (n, own) = (deal.sources.to_string(), deal.independent.to_string());
        let accounts = self.matter.accounts.get(&deal.id).map(Vec::as_slice).unwrap_or_default();
        let links = accounts
            .iter()
            .enumerate()
            .filter_map(|(at, id)| Some(within(&self.claim(id)?, &(at + 1).to_string())));
        let links: Vec<String> = links.collect();
        let told = words::ACCOUNTS.with(self.lang, &[("n", &deal.accounts.to_string())]);
        let sources = words::INDEPENDENT.with(self.lang, &[("n", &n), ("own", &own)]);
        format!("{} ({}) · {}", escape(&told), links.join(" "), escape(&sources))
    }

    /// What deals add up to, each sum with the sums that are in it; and what is in none, and why.
    fn sums(&self, list: &DealList) -> String {
        let lang = self.lang;
        let mut out = format!("<h4>{}</h4>\n", escape(words::ADDS_UP.in_language(lang)));
        if list.sums.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", escape(words::NO_SUMS.in_language(lang)));
        } else {
            let rows = list.sums.iter().map(|sum| self.sum(sum, &list.deals));
            let _ = write!(out, "<ul class=\"sums\">\n{}</ul>\n", rows.collect::<String>());
        }
        let reasons = left_out::ALL.iter().filter_map(|(reason, message)| {
            let of_reason = list.left_out.iter().filter(|one| one.reason == *reason);
            let deals = of_reason.filter_map(|one| list.deals.iter().find(|deal| deal.id == one.deal));
            let links: Vec<String> = deals
                .map(|deal| {
                    let sum =
                        if deal.amount.is_some() { format!(" {}", self.sum_of(deal)) } else { String::new() };
                    Self::linked(self.deal(&deal.id), Self::sides(deal)) + &sum
                })
                .collect();
            let reason = escape(message.in_language(lang));
            (!links.is_empty())
                .then(|| format!("<li>{reason} ({}): {}</li>\n", links.len(), links.join(" · ")))
        });
        let reasons: String = reasons.collect();
        if !reasons.is_empty() {
            let title = escape(left_out::TITLE.in_language(lang));
            let _ = write!(out, "<h4>{title}</h4>\n<ul class=\"sums\">\n{reasons}</ul>\n");
        }
        out
    }

    fn sum(&self, sum: &SumView, deals: &[DealView]) -> String {
        let of = sum.deals.iter().filter_map(|id| deals.iter().find(|deal| deal.id == *id));
        let of: Vec<String> = of.map(|deal| self.sum_of(deal)).collect();
        let count = words::OF.with(self.lang, &[("n", &sum.deals.len().to_string())]);
        let kind = escape(&word(self.lang, flows::ALL, &sum.kind));
        // A single deal leads to its sentence itself.
        match of.as_slice() {
            [only] => format!("<li>{kind}: <b>{only}</b></li>\n"),
            of => format!(
                "<li>{kind}: <b>{}</b> <small>{} = {}</small></li>\n",
                escape(&sum.label),
                escape(&count),
                of.join(" + ")
            ),
        }
    }

    fn total(&self, total: &TotalView) -> String {
        let claim = &total.claim;
        let text = Self::linked(self.claim(&claim.id), escape(&claim.text));
        let ways = total.directions.iter().map(|way| self.direction(way, &total.parts)).collect::<String>();
        format!("<div class=\"total\"><p>{text}</p>\n<ul class=\"sums\">\n{ways}</ul></div>\n")
    }

    fn direction(&self, way: &DirectionView, parts: &[DealView]) -> String {
        let side =
            |link: &Option<Link>| link.as_ref().map_or_else(|| "…".to_owned(), |link| escape(&link.label));
        let sums = way.sums.iter().map(|sum| self.sum(sum, parts)).collect::<String>();
        format!("<li>{} → {}<ul>\n{sums}</ul></li>\n", side(&way.from), side(&way.to))
    }

    /// Loops of money, leg by leg.
    pub(super) fn loops(&self) -> Option<Section> {
        let loops = &self.matter.loops;
        let intro = format!("<p>{}</p>\n", escape(beside::CIRCULAR.in_language(self.lang)));
        (!loops.is_empty()).then(|| Section {
            id: "loops",
            title: words::LOOPS.in_language(self.lang).to_owned(),
            count: Some(loops.len()),
            body: intro + &loops.iter().map(|one| self.round(one)).collect::<String>(),
        })
    }

    fn round(&self, one: &LoopView) -> String {
        let lang = self.lang;
        let start = one.legs.first().map(|leg| &leg.from);
        let way: Vec<String> =
            one.legs.iter().map(|leg| &leg.from).chain(start).map(|link| escape(&link.label)).collect();
        let mut out = format!("<div class=\"loop\">\n<h3>{}</h3>\n<ol>\n", way.join(" → "));
        for leg in &one.legs {
            let deals = leg.deals.iter().map(|deal| {
                let about = dotted([
                    escape(&word(lang, flows::ALL, &deal.kind)),
                    escape(&word(lang, statuses::ALL, &deal.status)),
                    escape(&deal.date.label),
                    Self::linked(self.deal(&deal.id), escape(&deal.event.label)),
                ]);
                format!(
                    "<li>{} <b>{}</b> <small>{about}</small></li>\n",
                    Self::sides(deal),
                    self.sum_of(deal)
                )
            });
            let deals: String = deals.collect();
            let _ = write!(
                out,
                "<li>{} → {}\n<ul>\n{deals}</ul></li>\n",
                escape(&leg.from.label),
                escape(&leg.to.label)
            );
        }
        let disputes: Vec<String> = one
            .conflicts
            .iter()
            .map(|conflict| Self::linked(self.conflict(&conflict.id), escape(&conflict.topic)))
            .collect();
        let disputes = match disputes.as_slice() {
            [] => escape(words::UNDISPUTED.in_language(lang)),
            some => format!("{}: {}", escape(words::DISPUTED.in_language(lang)), some.join(" · ")),
        };
        let _ = write!(out, "</ol>\n<p class=\"about\">{disputes}</p>\n</div>\n");
        out
    }
}
