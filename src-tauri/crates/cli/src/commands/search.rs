//! Searching: one query for people or as JSON, or a file of them.

use super::saved;
use crate::args::Search;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{kind, relax, say, unreadable};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use zhimai_api::{
    DealView, FrontDesk, Hit, HitKind, Link, SearchRequest, SearchResponse, WireError, messages,
    messages::copies, parse_date,
};
use zhimai_model::DateRange;

/// How many hits there are when nobody says: few for a person, more for a program.
const LIMIT: u32 = 20;
const LIMIT_JSON: u32 = 100;
/// How many deals are listed above the hits.
const DEALS: usize = 8;

pub(crate) fn search(search: Search, desk: &Desk, out: &mut Out) -> Run {
    let day = |date: Option<&String>, pick: fn(&DateRange) -> i32| {
        let parsed = date.map(|date| parse_date(desk.lang, date)).transpose()?;
        Ok::<_, Stop>(parsed.as_ref().map(pick))
    };
    let wanted = match &search.saved {
        Some(name) => saved::find(name, desk)?,
        None => SearchRequest {
            query: search.query.join(" "),
            kinds: search.kind.iter().map(|&kind| kind.into()).collect(),
            from_day: day(search.from.as_ref(), DateRange::first_day)?,
            to_day: day(search.to.as_ref(), DateRange::last_day)?,
            sort: search.sort.into(),
            ..SearchRequest::default()
        },
    };
    let mut request = SearchRequest {
        limit: search.limit.unwrap_or(if search.json || search.batch.is_some() { LIMIT_JSON } else { LIMIT }),
        offset: search.offset,
        explain: search.explain,
        with_hidden: search.hidden,
        apart: search.apart || wanted.apart,
        ..wanted
    };
    let kept = match search.save {
        Some(name) => Some(saved::keep(name, &request, search.replace, desk)?),
        None => None,
    };
    desk.refresh_to_read(out);
    if let Some(file) = &search.batch {
        if request.kinds.is_empty() {
            request.kinds = vec![HitKind::Article];
        }
        return batch(file, &request, desk, out);
    }
    let response = desk.library.search(desk.locale, request.clone())?;
    if search.json {
        out.json(&response)?;
    } else {
        people(&response, &request, out)?;
        if let Some(kept) = kept {
            let said = say(desk.lang, "已儲存為", "已保存为", "saved as");
            out.line(&format!("{said}: {}", plain(&kept.name)))?;
        }
        out.flush()?;
    }
    Ok(Ended::Done)
}

fn people(response: &SearchResponse, request: &SearchRequest, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    if let Some(card) = &response.card {
        let name = out.styled(Style::Bold, &card.name);
        out.line(&format!("{name}  {}", plain(&card.other_names.join(" · "))))?;
        out.line(&plain(&card.description))?;
        let address = out.styled(Style::Dim, &card.address);
        out.line(&format!("{address}\n"))?;
    }
    if let Some(card) = &response.deals {
        let reading = out.styled(Style::Bold, &card.reading);
        out.line(&reading)?;
        for deal in card.list.deals.iter().take(DEALS) {
            one_deal(deal, out)?;
        }
        out.line("")?;
    }
    for (number, hit) in (u64::from(request.offset) + 1..).zip(&response.hits) {
        one(number, hit, out)?;
    }
    for notice in &response.notices {
        out.line(&plain(notice))?;
    }
    if !response.hidden.is_empty() {
        let how = say(
            lang,
            "要一起搜尋，請加 --hidden。",
            "要一起搜索，请加 --hidden。",
            "To search them too: --hidden",
        );
        let how = if request.with_hidden { "" } else { how };
        out.line(format!("{} {how}", plain(&response.hidden)).trim_end())?;
    }
    if let Some(suggestion) = &response.suggestion {
        let asked = say(lang, "您要找的是不是：", "您要找的是不是：", "Did you mean: ");
        out.line(&format!("{asked}{}", plain(suggestion)))?;
    }
    if response.total == 0 {
        out.line(&relax(lang, request))?;
    }
    let found = say(lang, "符合", "符合", "found");
    let took = f64::from(response.took_us) / 1e3;
    let line = out.styled(Style::Dim, &format!("{found}: {} ({took:.1} ms)", response.total));
    out.line(&line)
}

/// A deal in a line: when, from whom to whom, how much, how firm, and where it is told.
fn one_deal(deal: &DealView, out: &mut Out) -> Result<(), Stop> {
    let side = |link: &Option<Link>| link.as_ref().map_or_else(|| "…".to_owned(), |link| plain(&link.label));
    let status = messages::word(out.lang, messages::statuses::ALL, &deal.status);
    let sum = deal.amount.as_ref().map(|amount| amount.label.clone());
    let about = [Some(deal.date.label.clone()), sum, Some(status)].into_iter().flatten().collect::<Vec<_>>();
    let address = out.styled(Style::Dim, &deal.address);
    out.line(&format!(
        "  {} → {}  {}  {address}",
        side(&deal.from),
        side(&deal.to),
        plain(&about.join(" · "))
    ))
}

fn one(number: u64, hit: &Hit, out: &mut Out) -> Result<(), Stop> {
    let title = out.marked(&hit.title);
    let mut about = vec![kind(out.lang, hit.kind, hit.entity_kind.as_deref())];
    about.extend(hit.date.as_ref().map(|date| date.label.clone()));
    about.extend(hit.source.clone());
    let about = out.styled(Style::Dim, &about.join(" · "));
    out.line(&format!("{number:>3}. {title}  {about}"))?;
    let snippet = out.marked(&hit.snippet).replace('\n', " ");
    if !snippet.is_empty() {
        out.line(&format!("     {snippet}"))?;
    }
    let mut foot = vec![hit.address.clone()];
    foot.extend(hit.reasons.iter().map(|reason| format!("{} → {}", reason.written, reason.found)));
    let foot = out.styled(Style::Dim, &foot.join("  "));
    out.line(&format!("     {foot}"))?;
    if hit.of_copies {
        let n = hit.beside.len().to_string();
        let and = copies::AND.with(out.lang, &[("n", &n)]);
        let sources = hit.sources.as_ref().map(|sources| sources.label.clone());
        let line = [Some(and), sources].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        out.line(&format!("     {line}"))?;
    } else if let Some(sources) = &hit.sources {
        out.line(&format!("     {}", sources.label))?;
    }
    for other in &hit.beside {
        let title = out.marked(&other.title);
        let mut about = vec![kind(out.lang, other.kind, other.entity_kind.as_deref())];
        if hit.of_copies {
            about.extend(other.date.as_ref().map(|date| date.label.clone()));
            about.extend(other.source.clone());
        }
        let about = out.styled(Style::Dim, &format!("{}  {}", about.join(" · "), other.address));
        out.line(&format!("     + {title}  {about}"))?;
    }
    // A part that rounds to nothing says nothing.
    for part in hit.explanation.iter().filter(|part| part.value.abs() >= 0.0005) {
        out.line(&format!("       {:+.3}  {}", part.value, plain(&part.name)))?;
    }
    Ok(())
}

/// A line of a batch.
#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    query: String,
}

/// The answer to a line of a batch.
#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    took_us: u32,
    total: u32,
    hits: Vec<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<WireError>,
}

#[derive(Serialize)]
struct Found {
    id: String,
    kind: HitKind,
    title: String,
    score: f32,
}

/// Answers the lines of a file in order, each as soon as it is known.
fn batch(file: &Path, like: &SearchRequest, desk: &Desk, out: &mut Out) -> Run {
    let failed = |e: io::Error| Stop::Failed(unreadable(desk.lang, file, &e));
    let mut lines: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).map_err(failed)?))
    };
    let mut ended = Ended::Done;
    let (mut line, mut number) = (Vec::new(), 0u64);
    while lines.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        number += 1;
        let text = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        if !text.trim_ascii().is_empty() {
            match serde_json::from_slice::<Question>(text) {
                Ok(question) => {
                    let answer = answer(question, like, desk);
                    if answer.error.is_some() {
                        ended = Ended::SomeRefused;
                    }
                    out.json(&answer)?;
                }
                Err(e) => {
                    out.remark(&format!("{}:{number}: {e}", file.display()));
                    ended = Ended::SomeRefused;
                }
            }
        }
        line.clear();
    }
    Ok(ended)
}

fn answer(question: Question, like: &SearchRequest, desk: &Desk) -> Answer {
    let request = SearchRequest { query: question.query, ..like.clone() };
    match desk.library.search(desk.locale, request) {
        Ok(response) => {
            let found =
                |hit: Hit| Found { id: hit.id, kind: hit.kind, title: hit.title.text, score: hit.score };
            let each = |mut hit: Hit| {
                let beside = std::mem::take(&mut hit.beside);
                std::iter::once(hit).chain(beside)
            };
            let hits = response.hits.into_iter().flat_map(each).map(found).collect();
            Answer { id: question.id, took_us: response.took_us, total: response.total, hits, error: None }
        }
        Err(error) => Answer { id: question.id, took_us: 0, total: 0, hits: Vec::new(), error: Some(error) },
    }
}
