//! The articles of the library: listing them, editing and removing many, taking that back.

use super::collections::named;
use super::imports::{forget, stayed, turned};
use crate::articles::{Articles, Choice, Edit, Filter, List, Remove, Turned};
use crate::columns::apart;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{moment, say};
use zhimai_api::messages::holds;
use zhimai_api::{
    ArticleChoice, ArticlesRequest, ChangedView, EditArticles, FieldEdit, FrontDesk, ImportRequest,
    ImportView, Nothing, TakenBackView, UiLang,
};
use zhimai_model::Address;

pub(crate) fn articles(articles: Articles, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    match articles {
        Articles::List(asked) => list(&asked, desk, out)?,
        Articles::Edit(edit) => {
            let request = EditArticles { which: choice(&edit.which, desk)?, fields: fields(&edit, desk)? };
            let changed = library.edit_articles(desk.locale, request)?;
            told(&changed, edit.json, desk, out)?;
        }
        Articles::Remove(Remove { which, json }) => {
            let changed = library.remove_articles(desk.locale, choice(&which, desk)?)?;
            told(&changed, json, desk, out)?;
        }
        Articles::Changes { json } => {
            let all = library.own_changes(desk.locale, Nothing {})?;
            if json {
                out.json(&all)?;
            } else if all.is_empty() {
                out.line(say(
                    lang,
                    "還沒有修改或移除過。",
                    "还没有修改或移除过。",
                    "Nothing was edited or removed yet.",
                ))?;
            } else {
                all.iter().try_for_each(|change| line(change, out))?;
            }
        }
        Articles::Undo(Turned { id, json }) => {
            let id = match id {
                Some(id) => id,
                None => last(desk)?,
            };
            let done = library.undo_import(desk.locale, ImportRequest { id })?;
            turned(&done, json, &undone(lang, id, &done), desk, out)?;
        }
        Articles::Redo(which) => {
            let done = library.redo_import(desk.locale, ImportRequest { id: which.id })?;
            turned(&done, which.json, &redone(lang, &done), desk, out)?;
        }
        Articles::Forget(which) => forget(&which, desk, out)?,
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// The last change that stands.
fn last(desk: &Desk) -> Result<i64, Stop> {
    let all = desk.library.own_changes(desk.locale, Nothing {})?;
    all.iter().find(|change| change.standing > 0).map(|change| change.id).ok_or_else(|| {
        Stop::Failed(
            say(desk.lang, "沒有可以復原的改動。", "没有可以撤销的改动。", "There is nothing to take back.")
                .to_owned(),
        )
    })
}

fn list(asked: &List, desk: &Desk, out: &mut Out) -> Result<(), Stop> {
    let request = ArticlesRequest {
        sort: asked.sort.into(),
        reversed: asked.reverse,
        limit: asked.limit,
        offset: asked.offset,
        ..matching(&asked.filter, desk)?
    };
    let answer = desk.library.articles(desk.locale, request)?;
    if asked.json {
        return out.json(&answer);
    }
    for article in &answer.articles {
        let date = article.date.as_ref().map_or("—", |date| date.label.as_str());
        let source = plain(article.source.as_deref().unwrap_or_default()).to_string();
        let title = out.styled(Style::Bold, &article.title);
        out.line(&apart(&format!("{date}  {title}"), &source, 2))?;
        let address = out.styled(Style::Dim, &article.address);
        out.line(&format!("  {address}"))?;
    }
    let count = format!("{}: {}", holds::ARTICLES.within_line(desk.lang), answer.total);
    let count = out.styled(Style::Dim, &count);
    out.line(&count)
}

fn matching(filter: &Filter, desk: &Desk) -> Result<ArticlesRequest, Stop> {
    Ok(ArticlesRequest {
        collection: named(&filter.collection, desk)?,
        words: filter.words.clone(),
        language: filter.language.clone(),
        date: filter.date.clone(),
        undated: filter.undated,
        noted: filter.noted,
        problems: filter.problems,
        import: filter.import,
        ..ArticlesRequest::default()
    })
}

fn choice(which: &Choice, desk: &Desk) -> Result<ArticleChoice, Stop> {
    let id = |named: &String| match named.parse() {
        Ok(Address::Article(id)) => id,
        _ => named.clone(),
    };
    Ok(ArticleChoice {
        ids: which.articles.iter().map(id).collect(),
        matching: which.all.then(|| matching(&which.filter, desk)).transpose()?,
        except: Vec::new(),
    })
}

fn fields(edit: &Edit, desk: &Desk) -> Result<Vec<FieldEdit>, Stop> {
    let collection = edit.collection.as_deref().map(|collection| named(collection, desk)).transpose()?;
    let said = [
        ("title", &edit.title),
        ("date", &edit.date),
        ("source", &edit.source),
        ("language", &edit.language),
        ("collection", &collection),
    ];
    let set = said.into_iter().filter_map(|(field, value)| {
        let value = value.as_ref()?;
        Some(FieldEdit { field: field.to_owned(), value: Some(value.clone()), given: false })
    });
    let given =
        edit.as_given.iter().map(|field| FieldEdit { field: field.clone(), value: None, given: true });
    Ok(set.chain(given).collect())
}

/// What became of a change, and how it is taken back.
fn told(changed: &ChangedView, json: bool, desk: &Desk, out: &mut Out) -> Result<(), Stop> {
    desk.refresh(out);
    if json {
        return out.json(changed);
    }
    let back = changed.id.map(|id| match desk.lang {
        UiLang::ZhHant => format!("要復原請用 zhimai articles undo {id}。"),
        UiLang::ZhHans => format!("要撤销请用 zhimai articles undo {id}。"),
        UiLang::En => format!(" To take it back: zhimai articles undo {id}"),
    });
    out.line(&format!("{}{}", changed.told, back.unwrap_or_default()))?;
    stayed(&changed.named, changed.kept, out)
}

fn undone(lang: UiLang, id: i64, done: &TakenBackView) -> String {
    let (n, kept) = (done.articles.saturating_add(done.versions), done.kept);
    match lang {
        UiLang::ZhHant => {
            format!("已復原 {n} 篇，{kept} 篇保持原狀。要重做請用 zhimai articles redo {id}。")
        }
        UiLang::ZhHans => {
            format!("已撤销 {n} 篇，{kept} 篇保持原状。要重做请用 zhimai articles redo {id}。")
        }
        UiLang::En => format!(
            "taken back: {n} as before, {kept} left as they are. To do it again: zhimai articles redo {id}"
        ),
    }
}

fn redone(lang: UiLang, done: &TakenBackView) -> String {
    let (n, kept) = (done.articles.saturating_add(done.versions), done.kept);
    match lang {
        UiLang::ZhHant => format!("已重做 {n} 篇，{kept} 篇保持原狀。"),
        UiLang::ZhHans => format!("已重做 {n} 篇，{kept} 篇保持原状。"),
        UiLang::En => format!("done again: {n}, {kept} left as they are"),
    }
}

/// The number, the time, what was done to how many.
fn line(change: &ImportView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let n = change.standing.saturating_add(change.taken_back);
    let fields = change.fields.join(if lang == UiLang::En { ", " } else { "、" });
    let what = match (change.kind.as_str(), lang) {
        ("removal", UiLang::ZhHant) => format!("移除 {n} 篇"),
        ("removal", UiLang::ZhHans) => format!("移除 {n} 篇"),
        ("removal", UiLang::En) => format!("removed {n}"),
        (_, UiLang::ZhHant) => format!("修改{fields}：{n} 篇"),
        (_, UiLang::ZhHans) => format!("修改{fields}：{n} 篇"),
        (_, UiLang::En) => format!("edited {fields}: {n}"),
    };
    let state = match (change.undone, change.standing, lang) {
        (None, ..) => String::new(),
        (Some(_), 0, UiLang::ZhHant) => " · 已復原".to_owned(),
        (Some(_), 0, UiLang::ZhHans) => " · 已撤销".to_owned(),
        (Some(_), 0, UiLang::En) => " · taken back".to_owned(),
        (Some(_), n, UiLang::ZhHant) => format!(" · 已復原，留下 {n} 篇"),
        (Some(_), n, UiLang::ZhHans) => format!(" · 已撤销，留下 {n} 篇"),
        (Some(_), n, UiLang::En) => format!(" · taken back but for {n}"),
    };
    let id = out.styled(Style::Bold, &change.id.to_string());
    out.line(&format!("{id}  {}  {what}{state}", moment(change.began)))
}
