//! Shows one thing: an article, an entity, an event, a term or a note.

use super::deals::{deal_line, deal_lines};
use super::note::lines as note_lines;
use super::timeline::item_line;
use crate::args::Show;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::say;
use serde::Serialize;
use zhimai_api::messages::{beside, flows, holds, parts, regions, said_by, statuses, verdicts, word};
use zhimai_api::{
    ArticleRequest, ArticleSummary, ArticleView, BlockKindView, BlockView, ClaimView, ConflictView, DealPage,
    EntityView, ErrorCode, EventView, FrontDesk, IdRequest, Link, NoteView, Reading, SearchRequest,
    SourceView, TermView, UiLang, WireError, parse_address,
};
use zhimai_model::{Address, MarkdownWriter};

/// What was found, in JSON under the name of its kind.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Thing {
    Article(Box<ArticleView>),
    Entity(Box<EntityView>),
    Event(Box<EventView>),
    Term(Box<TermView>),
    Note(Box<NoteView>),
    Deal(Box<DealPage>),
}

pub(crate) fn show(show: &Show, desk: &Desk, out: &mut Out) -> Run {
    let thing = if show.address.trim_start().starts_with("zhimai://") {
        let address = parse_address(desk.lang, &show.address)?;
        find(&address, show, desk)?
    } else {
        find_any(show.address.trim(), show, desk)?
    };
    if show.json {
        out.json(&thing)?;
        return Ok(Ended::Done);
    }
    match &thing {
        Thing::Article(view) => article(view, out)?,
        Thing::Entity(view) => entity(view, out)?,
        Thing::Event(view) => event(view, out)?,
        Thing::Term(view) => term(view, out)?,
        Thing::Note(view) => note_lines(view, out)?,
        Thing::Deal(view) => {
            out.line(&plain(&deal_line(desk.lang, &view.deal)))?;
            let accounts = view.accounts.iter().map(|account| claim(desk.lang, account));
            section(say(desk.lang, "各方說法", "各方说法", "Accounts"), accounts, out)?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn find(address: &Address, show: &Show, desk: &Desk) -> Result<Thing, WireError> {
    let (library, lang) = (&desk.library, desk.lang);
    let id = address.id().to_owned();
    let request = IdRequest { id: id.clone() };
    Ok(match address {
        Address::Article(_) => {
            let reading = show.reading.map_or_else(|| reading_in(lang), Into::into);
            let request = ArticleRequest { id, reading, query: String::new() };
            Thing::Article(Box::new(library.article(desk.locale, request)?))
        }
        Address::Entity(_) => Thing::Entity(Box::new(library.entity(desk.locale, request)?)),
        Address::Event(_) => Thing::Event(Box::new(library.event(desk.locale, request)?)),
        Address::Term(_) => Thing::Term(Box::new(library.term(desk.locale, request)?)),
        Address::Note(_) => Thing::Note(Box::new(library.note(desk.locale, request)?)),
        Address::Deal(_) => Thing::Deal(Box::new(library.deal(desk.locale, request)?)),
    })
}

/// The text of an article in a language; an article that has none in it is shown as it came.
fn reading_in(lang: UiLang) -> Reading {
    match lang {
        UiLang::ZhHant => Reading::Hant,
        UiLang::ZhHans => Reading::Hans,
        UiLang::En => Reading::En,
    }
}

/// The first kind of thing that has this identifier.
fn find_any(id: &str, show: &Show, desk: &Desk) -> Result<Thing, Stop> {
    for kind in ["article", "entity", "event", "term", "note"] {
        let Some(address) = Address::from_parts(kind, id) else { continue };
        match find(&address, show, desk) {
            Err(e) if e.code == ErrorCode::NotFound => {}
            found => return Ok(found?),
        }
    }
    // No identifier, so perhaps the name of an entity: 輝達, Sam Altman.
    let named =
        SearchRequest { query: id.to_owned(), limit: 1, without_facets: true, ..SearchRequest::default() };
    if let Some(card) = desk.library.search(desk.locale, named)?.card {
        return Ok(find(&Address::Entity(card.id), show, desk)?);
    }
    Err(Stop::Failed(match desk.lang {
        UiLang::ZhHant => format!("找不到「{id}」。用 zhimai search 可以查到位址。"),
        UiLang::ZhHans => format!("找不到“{id}”。用 zhimai search 可以查到地址。"),
        UiLang::En => format!("There is nothing called “{id}”. zhimai search finds its address."),
    }))
}

pub(super) fn heading(text: &str, out: &mut Out) -> Result<(), Stop> {
    let text = out.styled(Style::Bold, text);
    out.line(&format!("\n{text}"))
}

/// A heading with a line for each item; nothing when there is none.
pub(super) fn section(
    title: &str,
    items: impl IntoIterator<Item = String>,
    out: &mut Out,
) -> Result<(), Stop> {
    let mut items = items.into_iter().peekable();
    if items.peek().is_some() {
        heading(title, out)?;
    }
    items.try_for_each(|item| out.line(&format!("  {}", plain(&item))))
}

fn link(link: &Link) -> String {
    format!("{}  {}", link.label, link.address)
}

fn summary(article: &ArticleSummary) -> String {
    let date = article.date.as_ref().map_or_else(String::new, |date| format!("{}  ", date.label));
    format!("{date}{}  {}", article.title, article.address)
}

fn source(source: &SourceView) -> String {
    let parts = [
        Some(source.publisher.clone()),
        source.title.clone(),
        source.date.as_ref().map(|date| date.label.clone()),
        source.url.clone(),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A claim in a line: when, what, how much from whom to whom, how firm, of which kind, and whose word it is.
fn claim(lang: UiLang, claim: &ClaimView) -> String {
    let money = claim.amount.as_ref().map_or_else(String::new, |amount| format!("  {}", amount.label));
    let mut who = [&claim.from, &claim.to].into_iter().flatten().map(|link| link.label.as_str());
    let who = match (who.next(), who.next()) {
        (Some(from), Some(to)) => format!("  {from} → {to}"),
        _ => String::new(),
    };
    let flow = Some(&claim.flow).filter(|flow| *flow != "none");
    let whose = claim.said_by.as_deref().unwrap_or("untold");
    let about = std::iter::once(word(lang, statuses::ALL, &claim.status))
        .chain(flow.map(|flow| word(lang, flows::ALL, flow)))
        .chain([word(lang, said_by::ALL, whose)]);
    let about = about.collect::<Vec<_>>().join(" · ");
    format!("{}  {}{money}{who}  [{about}]", claim.date.label, claim.text)
}

/// What claims disagree about, and how they stand where that is known.
fn conflict(conflict: &ConflictView) -> String {
    let parts = [conflict.topic.as_str(), conflict.assessment.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

fn notes(notes: &[NoteView], out: &mut Out) -> Result<(), Stop> {
    if !notes.is_empty() {
        heading(holds::NOTES.in_language(out.lang), out)?;
    }
    notes.iter().try_for_each(|note| note_lines(note, out))
}

fn article(view: &ArticleView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    for title in &view.titles {
        let title = out.styled(Style::Bold, title);
        out.line(&title)?;
    }
    let date = view.date.as_ref().map(|date| date.label.clone());
    let about = [date, view.source.clone(), view.author.clone(), view.url.clone()];
    let mut about: Vec<_> = about.into_iter().flatten().collect();
    about.push(view.address.clone());
    let about = out.styled(Style::Dim, &about.join(" · "));
    out.line(&about)?;
    text(&view.blocks, out)?;
    section(parts::MENTIONED.in_language(lang), view.entities.iter().map(link), out)?;
    section(parts::TOLD.in_language(lang), view.events.iter().map(link), out)?;
    let statements = view
        .statements
        .iter()
        .map(|one| format!("[{}] {}", word(lang, verdicts::ALL, &one.verdict), one.text));
    section(parts::ASSERTED.in_language(lang), statements, out)?;
    section(parts::SOURCES.in_language(lang), view.sources.iter().map(source), out)?;
    notes(&view.notes, out)
}

/// The blocks of an article as Markdown; those of two columns below each other.
fn text(blocks: &[BlockView], out: &mut Out) -> Result<(), Stop> {
    let columns = blocks.iter().map(|block| block.columns.len()).max().unwrap_or(0);
    let mut writers: Vec<MarkdownWriter> = (0..columns).map(|_| MarkdownWriter::default()).collect();
    for (n, view) in blocks.iter().enumerate() {
        let is_heading = matches!(view.what, BlockKindView::Heading { .. });
        for (at, writer) in writers.iter_mut().enumerate() {
            let Some(block) = view.block(at) else { continue };
            let text = writer.block(&block);
            if at == 0 && (n == 0 || columns > 1 || !writer.separator().is_empty()) {
                out.line(writer.separator().trim_end())?;
            }
            let text = if is_heading { out.styled(Style::Bold, &text) } else { plain(&text) };
            out.line(&text)?;
        }
    }
    Ok(())
}

fn entity(view: &EntityView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let name = out.styled(Style::Bold, &view.summary.name);
    let address = out.styled(Style::Dim, &view.summary.address);
    out.line(&format!("{name}  {address}"))?;
    out.line(&plain(&view.summary.other_names.join(" · ")))?;
    out.line(&plain(&view.summary.description))?;
    let ties = view.relations.iter().map(|relation| format!("{}  {}", relation.label, link(&relation.to)));
    section(parts::RELATIONS.in_language(lang), ties, out)?;
    section(beside::IN.in_language(lang), deal_lines(lang, &view.deals_in), out)?;
    section(beside::OUT.in_language(lang), deal_lines(lang, &view.deals_out), out)?;
    section(parts::TIMELINE.in_language(lang), view.events.iter().map(item_line), out)?;
    section(parts::CONFLICTS.in_language(lang), view.conflicts.iter().map(conflict), out)?;
    section(parts::ARTICLES.in_language(lang), view.articles.iter().map(summary), out)?;
    notes(&view.notes, out)
}

fn event(view: &EventView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let title = out.styled(Style::Bold, &view.item.title);
    out.line(&title)?;
    let about = out.styled(Style::Dim, &format!("{} · {}", view.item.date.label, view.item.address));
    out.line(&about)?;
    out.line(&plain(&view.item.summary))?;
    section(parts::PARTICIPANTS.in_language(lang), view.item.participants.iter().map(link), out)?;
    section(parts::DEALS.in_language(lang), deal_lines(lang, &view.deals), out)?;
    let claims = view.claims.iter().flat_map(|told| {
        std::iter::once(claim(lang, told)).chain(told.sources.iter().map(|s| format!("    {}", source(s))))
    });
    section(parts::CLAIMS.in_language(lang), claims, out)?;
    section(parts::CONFLICTS.in_language(lang), view.conflicts.iter().map(conflict), out)?;
    section(parts::ARTICLES.in_language(lang), view.articles.iter().map(summary), out)?;
    notes(&view.notes, out)
}

fn term(view: &TermView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let zh = out.styled(Style::Bold, &view.summary.zh);
    let address = out.styled(Style::Dim, &view.summary.address);
    out.line(&format!(
        "{zh}  {}  {}  {address}",
        plain(&view.summary.pinyin),
        plain(&view.summary.en.join(", "))
    ))?;
    for definition in view.definitions.iter().filter(|definition| !definition.is_empty()) {
        out.line(&plain(definition))?;
    }
    let variants =
        view.variants.iter().map(|one| format!("{}  {}", word(lang, regions::ALL, &one.region), one.name));
    section(say(lang, "各地說法", "各地说法", "Regional forms"), variants, out)?;
    section(parts::NAMES.in_language(lang), view.entity.iter().map(link), out)?;
    section(parts::ARTICLES.in_language(lang), view.articles.iter().map(summary), out)?;
    notes(&view.notes, out)
}
