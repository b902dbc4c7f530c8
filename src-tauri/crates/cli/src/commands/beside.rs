//! Two entities side by side.

use super::deals::{deal_line, deal_lines, sum_line};
use super::show::{heading, section};
use super::timeline::{entity, item_line};
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use zhimai_api::messages::{beside as words, holds};
use zhimai_api::{CompareRequest, ComparedEntity, FrontDesk, LegView, LoopView, PartnerView, UiLang};

pub(crate) fn beside(one: &str, other: &str, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let request = CompareRequest { a: entity(one, desk)?, b: entity(other, desk)? };
    let answer = desk.library.compare(desk.locale, request)?;
    if json {
        out.json(&answer)?;
        return Ok(Ended::Done);
    }
    let lang = desk.lang;
    side(&answer.a, out)?;
    out.line("")?;
    side(&answer.b, out)?;
    section(words::BETWEEN.in_language(lang), deal_lines(lang, &answer.between), out)?;
    if !answer.loops.loops.is_empty() {
        heading(words::LOOPS.in_language(lang), out)?;
        out.line(words::CIRCULAR.in_language(lang))?;
    }
    for one in &answer.loops.loops {
        round(one, out)?;
    }
    let partners = answer.partners.iter().map(|partner| {
        let [a, b] = [(&answer.a, &partner.a), (&answer.b, &partner.b)]
            .map(|(one, dealings)| format!("    {}: {}", one.summary.name, money(lang, dealings)));
        format!("{}  {}\n{a}\n{b}", partner.entity.label, partner.entity.address)
    });
    section(words::PARTNERS.in_language(lang), partners, out)?;
    section(words::TOGETHER.in_language(lang), answer.events.iter().map(item_line), out)?;
    out.flush()?;
    Ok(Ended::Done)
}

/// What one of the two is, and what comes in and goes out.
fn side(one: &ComparedEntity, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let (summary, name) = (&one.summary, out.styled(Style::Bold, &one.summary.name));
    let address = out.styled(Style::Dim, &summary.address);
    out.line(&format!("{name}  {address}"))?;
    out.line(&plain(&summary.description))?;
    let founded = one.founded.map(|year| year.to_string());
    let released = one.released.as_ref().map(|date| date.label.clone());
    let facts = [summary.ticker.clone(), founded, one.headquarters.clone(), released];
    let events = format!("{} {}", holds::EVENTS.within_line(lang), summary.events);
    let articles = format!("{} {}", holds::ARTICLES.within_line(lang), summary.articles);
    let facts: Vec<String> = facts.into_iter().flatten().chain([events, articles]).collect();
    let facts = out.styled(Style::Dim, &facts.join(" · "));
    out.line(&facts)?;
    for (way, deals, sums) in
        [(words::IN, one.deals_in, &one.sums_in), (words::OUT, one.deals_out, &one.sums_out)]
    {
        out.line(&format!("{} ({deals})", way.in_language(lang)))?;
        sums.iter().try_for_each(|sum| out.line(&format!("    {}", plain(&sum_line(lang, sum)))))?;
    }
    Ok(())
}

/// What comes from a partner and what goes to it.
fn money(lang: UiLang, partner: &PartnerView) -> String {
    let ways = [("←", &partner.sums_in), ("→", &partner.sums_out)];
    let sums = ways
        .iter()
        .flat_map(|(sign, sums)| sums.iter().map(move |sum| format!("{sign} {}", sum_line(lang, sum))));
    let told: Vec<String> = sums.collect();
    if told.is_empty() { format!("({})", partner.deals) } else { told.join(" · ") }
}

/// A loop: who gives to whom, and below each leg its largest deal.
fn round(one: &LoopView, out: &mut Out) -> Result<(), Stop> {
    let start = one.legs.first().map(|leg| leg.from.label.as_str());
    let way: Vec<&str> = one.legs.iter().map(|leg| leg.from.label.as_str()).chain(start).collect();
    out.line(&plain(&way.join(" → ")))?;
    let largest = |leg: &LegView| leg.deals.first().map(|deal| deal_line(out.lang, deal));
    let lines: Vec<String> = one.legs.iter().filter_map(largest).collect();
    lines.iter().try_for_each(|line| out.line(&format!("    {}", plain(line))))
}
