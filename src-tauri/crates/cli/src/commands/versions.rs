//! The versions of an article, what changed from one to another, and what differs between two articles.

use crate::args::{Compare, Versions};
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{moment, say};
use zhimai_api::messages::kinds;
use zhimai_api::{
    BlockKindView, CompareArticles, CompareVersions, ComparedBlock, ComparedPiece, ComparedRow, Comparison,
    FrontDesk, IdRequest, UiLang, parse_address,
};
use zhimai_model::Address;

pub(crate) fn versions(versions: &Versions, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let request = IdRequest { id: id_of(lang, &versions.article)? };
    let all = desk.library.article_versions(desk.locale, request)?;
    if versions.json {
        out.json(&all)?;
        return Ok(Ended::Done);
    }
    for one in &all {
        let number = format!("{} {}", kinds::VERSION.within_line(lang), one.version);
        let until = match (one.replaced, &one.damaged) {
            (_, Some(damaged)) => damaged.clone(),
            (None, None) => say(lang, "現在", "现在", "as it is now").to_owned(),
            (Some(time), None) => format!("{} {}", say(lang, "到", "到", "until"), moment(time)),
        };
        let mut about = vec![until];
        about.extend(one.date.as_ref().map(|date| date.label.clone()));
        about.extend(one.author.clone());
        let (number, about) = (out.styled(Style::Bold, &number), out.styled(Style::Dim, &about.join(" · ")));
        out.line(&format!("{number}  {}  {about}", plain(&one.title)))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

pub(crate) fn compare(compare: &Compare, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let id = id_of(lang, &compare.one)?;
    let newer = match compare.newer {
        Some(newer) => newer,
        None => {
            let all = desk.library.article_versions(desk.locale, IdRequest { id: id.clone() })?;
            all.first().map_or(1, |newest| newest.version)
        }
    };
    let older = compare.older.unwrap_or_else(|| newer.saturating_sub(1).max(1));
    let comparison = desk.library.compare_versions(desk.locale, CompareVersions { id, older, newer })?;
    compared(&comparison, compare.json, out)
}

/// Whether something is the address of an article.
pub(crate) fn is_article(named: &str) -> bool {
    named.trim().starts_with("zhimai://article/")
}

pub(crate) fn compare_articles(compare: &Compare, other: &str, desk: &Desk, out: &mut Out) -> Run {
    let request = CompareArticles { older: id_of(desk.lang, &compare.one)?, newer: id_of(desk.lang, other)? };
    let comparison = desk.library.compare_articles(desk.locale, request)?;
    compared(&comparison, compare.json, out)
}

/// Prints where two texts differ.
fn compared(comparison: &Comparison, json: bool, out: &mut Out) -> Run {
    if json {
        out.json(comparison)?;
        return Ok(Ended::Done);
    }
    let heading = out.styled(Style::Bold, &format!("{} → {}", comparison.older, comparison.newer));
    out.line(&heading)?;
    if let Some(remark) = &comparison.remark {
        out.remark(remark);
    }
    let mut same = 0;
    for row in &comparison.rows {
        if row.kind == "same" {
            same += 1;
            continue;
        }
        skipped(&mut same, out)?;
        changed(row, out)?;
    }
    skipped(&mut same, out)?;
    out.flush()?;
    Ok(Ended::Done)
}

/// A block that is another one, as it was and as it is.
fn changed(row: &ComparedRow, out: &mut Out) -> Result<(), Stop> {
    let form_of = |side: &Option<ComparedBlock>| side.as_ref().map(form);
    let is_other_form =
        row.older.is_some() && row.newer.is_some() && form_of(&row.older) != form_of(&row.newer);
    for (block, sign, marks) in [(&row.older, "-", ["[-", "-]"]), (&row.newer, "+", ["{+", "+}"])] {
        let Some(block) = block else { continue };
        let piece = |piece: &ComparedPiece| {
            if !piece.changed || row.kind != "changed" {
                return plain(&piece.text);
            }
            out.styled(Style::Match, &format!("{}{}{}", marks[0], piece.text, marks[1]))
        };
        let text: String = block.pieces.iter().map(piece).collect();
        let form = if is_other_form { form(block) } else { String::new() };
        out.line(&format!("{sign} {}{text}", plain(&form)))?;
    }
    Ok(())
}

/// What a block is, in the signs of Markdown, before its words.
fn form(block: &ComparedBlock) -> String {
    let kind = match &block.what {
        BlockKindView::Paragraph => String::new(),
        BlockKindView::Heading { level } => format!("{} ", "#".repeat(usize::from(*level))),
        BlockKindView::Item { number: Some(number), .. } => format!("{number}. "),
        BlockKindView::Item { checked: Some(true), .. } => "- [x] ".to_owned(),
        BlockKindView::Item { checked: Some(false), .. } => "- [ ] ".to_owned(),
        BlockKindView::Item { .. } => "- ".to_owned(),
        BlockKindView::Code { language } => format!("```{}\n", language.as_deref().unwrap_or_default()),
        BlockKindView::Table { .. } => "|".to_owned(),
        BlockKindView::Image { source } => format!("![]({source}) "),
        BlockKindView::Rule => "---".to_owned(),
        BlockKindView::Footnote { label } => format!("[^{label}]: "),
    };
    let depth = usize::from(block.indent.saturating_sub(1));
    format!("{}{}{kind}", "> ".repeat(usize::from(block.quote)), "  ".repeat(depth))
}

/// Says how many blocks are the same, instead of printing them.
fn skipped(same: &mut usize, out: &mut Out) -> Result<(), Stop> {
    let count = std::mem::take(same);
    if count == 0 {
        return Ok(());
    }
    let text = match (out.lang, count) {
        (UiLang::ZhHant, _) => format!("… {count} 段相同"),
        (UiLang::ZhHans, _) => format!("… {count} 段相同"),
        (UiLang::En, 1) => "… 1 paragraph is the same".to_owned(),
        (UiLang::En, _) => format!("… {count} paragraphs are the same"),
    };
    let text = out.styled(Style::Dim, &text);
    out.line(&format!("  {text}"))
}

/// The identifier of an article that is named by it or by its address.
pub(super) fn id_of(lang: UiLang, named: &str) -> Result<String, Stop> {
    let named = named.trim();
    if !named.starts_with("zhimai://") {
        return Ok(named.to_owned());
    }
    match parse_address(lang, named)? {
        Address::Article(id) => Ok(id),
        _ => {
            let message =
                say(lang, "這不是文章的位址", "这不是文章的地址", "This is not the address of an article");
            Err(Stop::Usage(format!("{message}: {named}")))
        }
    }
}
