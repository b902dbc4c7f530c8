//! Deals and what they add up to, who pays whom, and loops of money leg by leg.

use super::show::heading;
use super::timeline::entity;
use crate::columns::{apart, padded, width, wrapped};
use crate::desk::Desk;
use crate::money::{DealsArgs, FlowsArgs};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::say;
use zhimai_api::messages::{beside, flows as kinds, left_out, statuses, word};
use zhimai_api::{
    ConvertedView, DealList, DealView, DealsRequest, FlowsRequest, FrontDesk, Link, LoopView, LoopsRequest,
    SumView, UiLang, deals_csv,
};

/// The room for a date, with a gap after it.
const DATE: usize = 16;

pub(super) fn named(entities: &[String], desk: &Desk) -> Result<Vec<String>, Stop> {
    entities.iter().map(|one| entity(one, desk)).collect()
}

pub(crate) fn deals(args: DealsArgs, desk: &Desk, out: &mut Out) -> Run {
    let request = DealsRequest {
        entities: named(&args.entity, desk)?,
        givers: Vec::new(),
        takers: Vec::new(),
        kinds: args.kind,
        statuses: args.status,
        from: args.from,
        to: args.to,
        minimum: args.minimum,
        currency: args.currency,
        rates: args.rate,
    };
    let answer = desk.library.deals(desk.locale, request)?;
    if args.json {
        out.json(&answer)?;
        return Ok(Ended::Done);
    }
    if args.csv {
        out.raw(deals_csv(desk.lang, &answer.deals).as_bytes())?;
        out.flush()?;
        return Ok(Ended::Done);
    }
    let lang = desk.lang;
    sums(lang, &answer.sums, out)?;
    for deal in &answer.deals {
        for line in deal_block(lang, deal, 0) {
            out.line(&plain(&line))?;
        }
        at_rate(deal.converted.as_ref(), DATE, out)?;
    }
    let count = say(lang, "交易", "交易", "deals");
    let count = out.styled(Style::Dim, &format!("{count}: {}", answer.deals.len()));
    out.line(&count)?;
    outside(lang, &answer, out)?;
    out.flush()?;
    Ok(Ended::Done)
}

fn sums(lang: UiLang, sums: &[SumView], out: &mut Out) -> Result<(), Stop> {
    let names: Vec<String> = sums.iter().map(|sum| word(lang, kinds::ALL, &sum.kind)).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or_default();
    for (sum, name) in sums.iter().zip(&names) {
        let label = out.styled(Style::Bold, &sum.label);
        out.line(&format!("{}  {label}  ({})", padded(name, widest), sum.deals.len()))?;
        at_rate(sum.converted.as_ref(), widest.saturating_add(2), out)?;
    }
    if sums.is_empty() { Ok(()) } else { out.line("") }
}

/// What a sum is at a rate of the person's, and at which, in a line below it.
fn at_rate(converted: Option<&ConvertedView>, indent: usize, out: &mut Out) -> Result<(), Stop> {
    let Some(made) = converted else { return Ok(()) };
    out.line(&plain(&format!("{}{} ({})", " ".repeat(indent), made.label, made.at)))
}

/// When, who pays whom and how much in a line; in what form, how firm and where to look below it.
fn deal_block(lang: UiLang, deal: &DealView, indent: usize) -> [String; 2] {
    let under = indent + DATE;
    let star = if deal.disputed { " *" } else { "" };
    let date = format!("{}{}", " ".repeat(indent), padded(&deal.date.label, DATE));
    let amount = deal.amount.as_ref().map_or("", |amount| &amount.label);
    let ended = deal.end.as_ref().map(|end| format!(" ({})", end.date.label)).unwrap_or_default();
    let about = format!(
        "{}{} · {}{ended}",
        " ".repeat(under),
        word(lang, kinds::ALL, &deal.kind),
        word(lang, statuses::ALL, &deal.status)
    );
    [apart(&format!("{date}{}{star}", sides(deal)), amount, under), apart(&about, &deal.address, under)]
}

fn sides(deal: &DealView) -> String {
    let side = |link: &Option<Link>| link.as_ref().map_or_else(|| "…".to_owned(), |link| link.label.clone());
    format!("{} → {}", side(&deal.from), side(&deal.to))
}

/// What is in no sum and why, and what a minimum could not be held against.
fn outside(lang: UiLang, list: &DealList, out: &mut Out) -> Result<(), Stop> {
    if !list.left_out.is_empty() {
        heading(left_out::TITLE.in_language(lang), out)?;
    }
    for (reason, message) in left_out::ALL {
        let of_reason = list.left_out.iter().filter(|one| one.reason == *reason);
        let deals: Vec<&DealView> =
            of_reason.filter_map(|one| list.deals.iter().find(|deal| deal.id == one.deal)).collect();
        if deals.is_empty() {
            continue;
        }
        out.line(&format!("  {} ({})", message.in_language(lang), deals.len()))?;
        for deal in deals {
            let amount = deal.amount.as_ref().map_or("", |amount| &amount.label);
            let line = apart(&format!("    {}  {}", deal.date.label, sides(deal)), amount, 6);
            out.line(&plain(&line))?;
        }
    }
    if list.unmeasured > 0 {
        let told = say(
            lang,
            "沒有這種貨幣的金額，無法與下限相比",
            "没有这种货币的金额，无法与下限相比",
            "Without a sum in that currency to hold against the minimum",
        );
        out.line(&format!("{told}: {}", list.unmeasured))?;
    }
    Ok(())
}

pub(crate) fn flows(args: FlowsArgs, desk: &Desk, out: &mut Out) -> Run {
    let entities = named(&args.entity, desk)?;
    if args.loops {
        return loops(entities, args.json, desk, out);
    }
    let answer = desk
        .library
        .flows(desk.locale, FlowsRequest { entities, from: args.from, to: args.to, rates: args.rate })?;
    if args.json {
        out.json(&answer)?;
        return Ok(Ended::Done);
    }
    let lang = desk.lang;
    for flow in &answer {
        let title = out.styled(Style::Bold, &format!("{} → {}", flow.from.label, flow.to.label));
        out.line(&format!("{title}  ({})", flow.deals.len()))?;
        for sum in &flow.sums {
            let kind = word(lang, kinds::ALL, &sum.kind);
            out.line(&plain(&apart(&format!("    {kind} ({})", sum.deals.len()), &sum.label, 8)))?;
            at_rate(sum.converted.as_ref(), 8, out)?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn loops(entities: Vec<String>, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let answer = desk.library.loops(desk.locale, LoopsRequest { entities })?;
    if json {
        out.json(&answer)?;
        return Ok(Ended::Done);
    }
    let lang = desk.lang;
    if !answer.loops.is_empty() {
        out.line(beside::CIRCULAR.in_language(lang))?;
    }
    for one in &answer.loops {
        round(lang, one, out)?;
    }
    if answer.more {
        out.line(say(
            lang,
            "還有更長或更多的循環，這裡沒有列出。",
            "还有更长或更多的循环，这里没有列出。",
            "There are more or longer loops than are listed.",
        ))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// A loop: its way, its legs with all their deals, and who disputes it.
fn round(lang: UiLang, one: &LoopView, out: &mut Out) -> Result<(), Stop> {
    let start = one.legs.first().map(|leg| leg.from.label.as_str());
    let way: Vec<&str> = one.legs.iter().map(|leg| leg.from.label.as_str()).chain(start).collect();
    heading(&way.join(" → "), out)?;
    for (n, leg) in one.legs.iter().enumerate() {
        out.line(&plain(&format!("  {}. {} → {}", n + 1, leg.from.label, leg.to.label)))?;
        for deal in &leg.deals {
            for line in deal_block(lang, deal, 5) {
                out.line(&plain(&line))?;
            }
        }
    }
    let title = say(lang, "不同的看法", "不同的看法", "Disputed");
    for conflict in &one.conflicts {
        out.line(&plain(&wrapped(&format!("  {title}: {}", conflict.topic), 4)))?;
    }
    Ok(())
}
