//! Collections: listing and making them, moving articles between them, hiding, removing and exporting them.

use crate::collections::{Collection, Collections};
use crate::desk::{Desk, shown};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::say;
use std::path::{Path, PathBuf};
use zhimai_api::messages::{collections as words, holds};
use zhimai_api::{
    ArticleChoice, ArticlesRequest, ChangeCollection, ChangedView, CollectionView, EditArticles, FieldEdit,
    FrontDesk, HideCollection, MakeCollection, Nothing, RemoveCollection, RestoreCollection, UiLang,
};
use zhimai_model::Address;

pub(crate) fn collections(collections: Collections, desk: &Desk, out: &mut Out) -> Run {
    let library = &desk.library;
    match collections.turn {
        None => {
            let all = library.status(desk.locale, Nothing {})?.collections;
            if collections.json {
                out.json(&all)?;
                return Ok(Ended::Done);
            }
            all.iter().try_for_each(|one| line(one, out))?;
        }
        Some(Collection::Make { name, description, json }) => {
            let made = library.make_collection(desk.locale, MakeCollection { name, description })?;
            return one(&made, json, out);
        }
        Some(Collection::Rename { collection, name }) => {
            let id = named(&collection, desk)?;
            let request = ChangeCollection { id, name: Some(name), description: None };
            return one(&library.change_collection(desk.locale, request)?, false, out);
        }
        Some(Collection::Describe { collection, text }) => {
            let id = named(&collection, desk)?;
            let request = ChangeCollection { id, name: None, description: Some(text) };
            return one(&library.change_collection(desk.locale, request)?, false, out);
        }
        Some(Collection::Hide { collection }) => return hide(&collection, true, desk, out),
        Some(Collection::Show { collection }) => return hide(&collection, false, desk, out),
        Some(Collection::Move { articles, from, to, json }) => {
            let to = named(&to, desk)?;
            let which = match from {
                Some(from) => {
                    let list =
                        ArticlesRequest { collection: named(&from, desk)?, ..ArticlesRequest::default() };
                    ArticleChoice { matching: Some(list), ..ArticleChoice::default() }
                }
                None => {
                    let ids = articles.iter().map(|one| identifier(one)).collect();
                    ArticleChoice { ids, ..ArticleChoice::default() }
                }
            };
            let field = FieldEdit { field: "collection".to_owned(), value: Some(to), given: false };
            let moved = library.edit_articles(desk.locale, EditArticles { which, fields: vec![field] })?;
            return changed(&moved, json, desk, out);
        }
        Some(Collection::Remove { collection, to, with_articles: _, json }) => {
            let id = named(&collection, desk)?;
            let to = to.map(|to| named(&to, desk)).transpose()?.unwrap_or_default();
            let removed = library.remove_collection(desk.locale, RemoveCollection { id, to })?;
            return changed(&removed, json, desk, out);
        }
        Some(Collection::Undo { json }) => return undo(json, desk, out),
        Some(Collection::Export { collection, to, json }) => {
            return export(&named(&collection, desk)?, to.as_deref(), json, desk, out);
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// The identifier of a collection that is named by it or by its name; of none, none. A file that was opened may have brought a second one of a name.
pub(super) fn named(collection: &str, desk: &Desk) -> Result<String, Stop> {
    if collection.is_empty() {
        return Ok(String::new());
    }
    let all = desk.library.status(desk.locale, Nothing {})?.collections;
    if all.iter().any(|one| one.id == collection) {
        return Ok(collection.to_owned());
    }
    let called = all.iter().filter(|one| one.title == collection).map(|one| one.id.as_str());
    match called.collect::<Vec<_>>().as_slice() {
        // What the front desk says of one that is not there, it says of any identifier.
        [] => Ok(collection.to_owned()),
        [id] => Ok((*id).to_owned()),
        several => Err(Stop::Usage(many_called(desk.lang, collection, &several.join(", ")))),
    }
}

/// More than one collection has the name.
fn many_called(lang: UiLang, name: &str, ids: &str) -> String {
    match lang {
        UiLang::ZhHant => format!("不只一個文集名為「{name}」。請改用識別碼：{ids}。"),
        UiLang::ZhHans => format!("不止一个文集名为“{name}”。请改用标识符：{ids}。"),
        UiLang::En => {
            format!("More than one collection is called “{name}”. Say which by its identifier: {ids}.")
        }
    }
}

/// The identifier of an article that is named by it or by its address.
fn identifier(article: &str) -> String {
    match article.parse::<Address>() {
        Ok(Address::Article(id)) => id,
        _ => article.to_owned(),
    }
}

fn hide(collection: &str, hidden: bool, desk: &Desk, out: &mut Out) -> Run {
    let id = named(collection, desk)?;
    one(&desk.library.hide_collection(desk.locale, HideCollection { id, hidden })?, false, out)
}

fn one(collection: &CollectionView, json: bool, out: &mut Out) -> Run {
    if json {
        out.json(collection)?;
    } else {
        line(collection, out)?;
        out.flush()?;
    }
    Ok(Ended::Done)
}

/// The name, how many articles it holds, whether it is hidden, and what it is.
fn line(collection: &CollectionView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let name = out.styled(Style::Bold, &collection.title);
    let mut parts = vec![format!("{}: {}", holds::ARTICLES.within_line(lang), collection.articles)];
    if collection.hidden {
        parts.push(words::HIDDEN.within_line(lang));
    }
    out.line(&format!("{name}  {}", parts.join(" · ")))?;
    if !collection.description.is_empty() {
        out.line(&format!("  {}", plain(&collection.description)))?;
    }
    Ok(())
}

/// What became of articles.
fn changed(changed: &ChangedView, json: bool, desk: &Desk, out: &mut Out) -> Run {
    desk.refresh(out);
    if json {
        out.json(changed)?;
        return Ok(Ended::Done);
    }
    out.line(&changed.told)?;
    for kept in &changed.named {
        let title = out.styled(Style::Bold, &kept.title);
        out.line(&format!("  {title} ({}): {}", plain(&kept.address), kept.why))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn undo(json: bool, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let gone = desk.library.removed_collections(desk.locale, Nothing {})?;
    let Some(last) = gone.first() else {
        return Err(Stop::Failed(
            say(lang, "沒有移除過的文集。", "没有移除过的文集。", "No collection was removed.").to_owned(),
        ));
    };
    let done = desk.library.restore_collection(desk.locale, RestoreCollection { number: last.number })?;
    desk.refresh(out);
    if json {
        out.json(&done)?;
        return Ok(Ended::Done);
    }
    let back = say(lang, "已取回文集", "已取回文集", "The collection is back");
    let name = out.styled(Style::Bold, &last.title);
    let articles = done.articles.saturating_add(done.versions);
    out.line(&format!("{back}: {name} ({}: {articles})", holds::ARTICLES.within_line(lang)))?;
    out.flush()?;
    Ok(Ended::Done)
}

fn export(id: &str, to: Option<&Path>, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let to = match to {
        Some(to) => to.to_owned(),
        None => PathBuf::from(desk.library.export_name(lang, id)?),
    };
    let written =
        desk.library.export_collection(lang, id, (&to, false), &mut |progress| shown(out, &progress));
    out.progress_done();
    let written = written?;
    if json {
        out.json(&written)?;
        return Ok(Ended::Done);
    }
    let done = say(lang, "文集已匯出", "文集已导出", "The collection is exported");
    let (articles, pictures) = (written.articles, written.pictures);
    let holds = match lang {
        UiLang::ZhHant => format!("{articles} 篇文章，{pictures} 張圖片"),
        UiLang::ZhHans => format!("{articles} 篇文章，{pictures} 张图片"),
        UiLang::En => format!("articles: {articles}, pictures: {pictures}"),
    };
    out.line(&format!("{done}: {} ({holds})", plain(&written.path)))?;
    out.line(&format!("  SHA-256 {}", written.sha256))?;
    written.remarks.iter().try_for_each(|remark| out.line(&format!("  {remark}")))?;
    out.flush()?;
    Ok(Ended::Done)
}
