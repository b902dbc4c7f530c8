//! Saved searches: keeping, finding, listing, renaming and deleting them.

use crate::args::Saved;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{kind, say};
use zhimai_api::messages::orders;
use zhimai_api::{
    ErrorCode, FrontDesk, NameRequest, Nothing, RenameSearch, SaveSearch, SavedSearch, SearchRequest, SortBy,
    UiLang, WireError,
};
use zhimai_model::DateRange;

pub(crate) fn saved(saved: Saved, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    match saved {
        Saved::List { json } => {
            let kept = library.saved_searches(desk.locale, Nothing {})?;
            if json {
                out.json(&kept)?;
            } else {
                kept.iter().try_for_each(|saved| line(saved, out))?;
            }
        }
        Saved::Rename { name, to, replace, json } => {
            let renamed = library
                .rename_search(desk.locale, RenameSearch { name, to, replace })
                .map_err(|e| told(lang, e))?;
            if json {
                out.json(&renamed)?;
            } else {
                line(&renamed, out)?;
            }
        }
        Saved::Delete { name } => {
            let said = say(lang, "已刪除", "已删除", "deleted");
            let said = format!("{said}: {}", plain(&name));
            library.delete_search(desk.locale, NameRequest { name })?;
            out.line(&said)?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// Keeps a search under a name.
pub(super) fn keep(
    name: String,
    search: &SearchRequest,
    replace: bool,
    desk: &Desk,
) -> Result<SavedSearch, Stop> {
    let save = SaveSearch { name, search: search.clone(), replace };
    desk.library.save_search(desk.locale, save).map_err(|e| told(desk.lang, e))
}

/// The search that is kept under a name.
pub(super) fn find(name: &str, desk: &Desk) -> Result<SearchRequest, Stop> {
    let lang = desk.lang;
    let kept = desk.library.saved_searches(desk.locale, Nothing {})?;
    let Some(saved) = kept.into_iter().find(|saved| saved.name == name.trim()) else {
        let none = match lang {
            UiLang::ZhHant => format!("沒有名為「{name}」的已儲存搜尋。用 zhimai saved list 看有哪些。"),
            UiLang::ZhHans => format!("没有名为“{name}”的已保存搜索。用 zhimai saved list 看有哪些。"),
            UiLang::En => {
                format!("No saved search is called “{name}”. zhimai saved list says which there are.")
            }
        };
        return Err(Stop::Failed(none));
    };
    saved.search.ok_or_else(|| {
        let unreadable = match lang {
            UiLang::ZhHant => format!("這個版本讀不懂已儲存的搜尋「{name}」。請更新程式，或刪除後重存。"),
            UiLang::ZhHans => format!("这个版本读不懂已保存的搜索“{name}”。请更新程序，或删除后重存。"),
            UiLang::En => format!(
                "This version cannot read the saved search “{name}”. Update the program, or delete it and save it anew."
            ),
        };
        Stop::Failed(unreadable)
    })
}

/// What the library says, and how to do it here.
fn told(lang: UiLang, error: WireError) -> Stop {
    if error.code != ErrorCode::Taken {
        return error.into();
    }
    let how = say(lang, "加上 --replace 就會取代。", "加上 --replace 就会替换。", " --replace does that.");
    Stop::Failed(format!("{}{how}", error.message))
}

/// The name, and what is searched.
fn line(saved: &SavedSearch, out: &mut Out) -> Result<(), Stop> {
    let name = out.styled(Style::Bold, &saved.name);
    let what = saved.search.as_ref().map_or_else(
        || say(out.lang, "這個版本讀不懂", "这个版本读不懂", "this version cannot read it").to_owned(),
        |search| described(search, out.lang),
    );
    let what = out.styled(Style::Dim, &what);
    out.line(&format!("{name}  {what}"))
}

/// A search in one line, such as `輝達 · article · 2025-11-01.. · newest`.
fn described(search: &SearchRequest, lang: UiLang) -> String {
    let day = |day: Option<i32>| {
        let date = day.and_then(|day| DateRange::from_days(day, day));
        date.map(|date| date.to_string()).unwrap_or_default()
    };
    let mut parts = vec![search.query.clone()];
    parts.extend(search.kinds.iter().map(|&of| kind(lang, of, None)));
    parts.extend([&search.entities, &search.sources, &search.languages].into_iter().flatten().cloned());
    if search.from_day.is_some() || search.to_day.is_some() {
        parts.push(format!("{}..{}", day(search.from_day), day(search.to_day)));
    }
    let order = match search.sort {
        SortBy::Relevance => None,
        SortBy::Newest => Some(orders::NEWEST),
        SortBy::Oldest => Some(orders::OLDEST),
        SortBy::Amount => Some(orders::AMOUNT),
    };
    parts.extend(order.map(|order| order.within_line(lang)));
    parts.retain(|part| !part.trim().is_empty());
    parts.join(" · ")
}
