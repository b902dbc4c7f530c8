//! Imports that were made: listing them, taking them back, bringing them back.

use crate::desk::Desk;
use crate::imports::{Imports, Turn, Which};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{moment, say};
use zhimai_api::messages::imports as words;
use zhimai_api::{FrontDesk, ImportRequest, ImportView, Nothing, StayedView, TakenBackView, UiLang};

pub(crate) fn imports(imports: &Imports, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    let request = |which: &Which| ImportRequest { id: which.id };
    match &imports.turn {
        None => {
            let all = library.imports(desk.locale, Nothing {})?;
            if imports.json {
                out.json(&all)?;
            } else if all.is_empty() {
                out.line(say(lang, "還沒有匯入紀錄。", "还没有导入记录。", "No import is remembered yet."))?;
            } else {
                all.iter().try_for_each(|import| line(import, out))?;
            }
        }
        Some(Turn::Undo(which)) => {
            let done = library.undo_import(desk.locale, request(which))?;
            turned(&done, which.json, &undone(lang, which.id, &done), desk, out)?;
        }
        Some(Turn::Redo(which)) => {
            let done = library.redo_import(desk.locale, request(which))?;
            turned(&done, which.json, &redone(lang, &done), desk, out)?;
        }
        Some(Turn::Forget(which)) => forget(which, desk, out)?,
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// Forgets an import or another change.
pub(super) fn forget(which: &Which, desk: &Desk, out: &mut Out) -> Result<(), Stop> {
    let nothing = desk.library.forget_import(desk.locale, ImportRequest { id: which.id })?;
    if which.json {
        return out.json(&nothing);
    }
    out.line(&format!("{}: {}", say(desk.lang, "已刪除紀錄", "已删除记录", "forgotten"), which.id))
}

/// What became of an import or another change, and what stayed.
pub(super) fn turned(
    done: &TakenBackView,
    json: bool,
    told: &str,
    desk: &Desk,
    out: &mut Out,
) -> Result<(), Stop> {
    desk.refresh(out);
    if json {
        return out.json(done);
    }
    out.line(told)?;
    stayed(&done.named, done.kept, out)
}

/// The articles that stayed as they were.
pub(super) fn stayed(named: &[StayedView], kept: u32, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    for kept in named {
        let title = out.styled(Style::Bold, &kept.title);
        let stays = say(lang, "保持原狀", "保持原状", "stays as it is");
        out.line(&format!("  {stays}: {title} ({}): {}", plain(&kept.address), kept.why))?;
    }
    let more = kept.saturating_sub(u32::try_from(named.len()).unwrap_or(u32::MAX));
    if more > 0 {
        out.line(&match lang {
            UiLang::ZhHant => format!("  另有 {more} 篇保持原狀"),
            UiLang::ZhHans => format!("  另有 {more} 篇保持原状"),
            UiLang::En => format!("  and {more} more stay as they are"),
        })?;
    }
    Ok(())
}

fn undone(lang: UiLang, id: i64, done: &TakenBackView) -> String {
    let (articles, versions, kept) = (done.articles, done.versions, done.kept);
    match lang {
        UiLang::ZhHant => format!(
            "已撤回：移除 {articles} 篇，{versions} 篇恢復原來的版本，{kept} 篇保持原狀。要取回請用 zhimai imports redo {id}。"
        ),
        UiLang::ZhHans => format!(
            "已撤回：移除 {articles} 篇，{versions} 篇恢复原来的版本，{kept} 篇保持原状。要取回请用 zhimai imports redo {id}。"
        ),
        UiLang::En => format!(
            "taken back: {articles} removed, {versions} as before, {kept} left as they are. To bring them back: zhimai imports redo {id}"
        ),
    }
}

fn redone(lang: UiLang, done: &TakenBackView) -> String {
    let (articles, versions, kept) = (done.articles, done.versions, done.kept);
    match lang {
        UiLang::ZhHant => {
            format!("已取回：{articles} 篇回到文庫，{versions} 篇換回匯入的版本，{kept} 篇保持原狀。")
        }
        UiLang::ZhHans => {
            format!("已取回：{articles} 篇回到文库，{versions} 篇换回导入的版本，{kept} 篇保持原状。")
        }
        UiLang::En => {
            format!("brought back: {articles} there again, {versions} as imported, {kept} left as they are")
        }
    }
}

/// The number, the time, the counts and where it is from.
fn line(import: &ImportView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let mut parts = counts(import, lang);
    parts.extend(import.dictionaries.iter().map(|name| plain(name).to_string()));
    if import.ended.is_none() {
        parts.push(words::BROKEN.in_language(lang).to_owned());
    } else if import.cancelled {
        parts.push(words::STOPPED.in_language(lang).to_owned());
    }
    if import.undone.is_some() {
        parts.push(match (import.standing, lang) {
            (0, UiLang::ZhHant) => "已撤回".to_owned(),
            (0, UiLang::ZhHans) => "已撤回".to_owned(),
            (0, UiLang::En) => "taken back".to_owned(),
            (n, UiLang::ZhHant) => format!("已撤回，留下 {n} 篇"),
            (n, UiLang::ZhHans) => format!("已撤回，留下 {n} 篇"),
            (n, UiLang::En) => format!("taken back but for {n}"),
        });
    }
    let id = out.styled(Style::Bold, &import.id.to_string());
    let from = out.styled(Style::Dim, &import.from.join(", "));
    out.line(&format!("{id}  {}  {}  {from}", moment(import.began), parts.join(" · ")))
}

/// What an import came to; nothing of what there was none of.
pub(super) fn counts(import: &ImportView, lang: UiLang) -> Vec<String> {
    let counts = [
        (import.added, words::ADDED.in_language(lang)),
        (import.changed, say(lang, "有改動", "有改动", "changed")),
        (import.updated, words::UPDATED.in_language(lang)),
        (import.unchanged, words::UNCHANGED.in_language(lang)),
        (import.refused, words::REFUSED.in_language(lang)),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{word} {count}")).collect()
}
