//! The library as a whole: making one, taking things in, what it holds.

use crate::args::{Import, Init, Stats};
use crate::desk::{self, Desk, shown};
use crate::out::{Ended, Out, Run, Style, plain};
use crate::words::{bytes, entries, say};
use std::path::PathBuf;
use zhimai_api::messages::{done, holds, imports, kinds};
use zhimai_api::{Content, FrontDesk, ImportReport, IndexState, Nothing, OnProgress};

pub(crate) fn init(init: Init, named: Option<PathBuf>, out: &mut Out) -> Run {
    let lang = out.lang;
    let folder = desk::folder(lang, named)?;
    let existed = zhimai_api::exists(lang, &folder)?;
    let content = if init.empty { Content::Empty } else { Content::Bundled };
    let desk = Desk::open(out.locale, Some(folder.clone()), Some(content))?;
    desk.refresh(out);
    let articles = desk.library.status(desk.locale, Nothing {})?.counts.articles;
    let what = if existed {
        say(
            lang,
            "文庫已經在這裡，內容照舊",
            "文库已经在这里，内容照旧",
            "The library was there already, and keeps what it holds",
        )
    } else {
        say(lang, "文庫已建立", "文库已建立", "The library is made")
    };
    let count = holds::ARTICLES.within_line(lang);
    out.line(&format!("{what}: {} ({count}: {articles})", plain(&folder.display().to_string())))?;
    out.flush()?;
    Ok(Ended::Done)
}

pub(crate) fn import(import: Import, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let progress: OnProgress<'_> = &mut |progress| shown(out, &progress);
    let result = match import.dry_run {
        true => desk.library.rehearse_paths(lang, &import.paths, progress),
        false => desk.library.import_paths(lang, &import.paths, progress),
    };
    out.progress_done();
    reported(&result?, import.json, desk, out)
}

/// Says what became of an import.
pub(super) fn reported(report: &ImportReport, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    for problem in &report.problems {
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        out.remark(&format!("{}{line}: {}", problem.file, problem.message));
    }
    if !report.rehearsed {
        // The articles are in; a search would bring the index up to date just as well.
        desk.refresh(out);
    }
    if json {
        out.json(report)?;
    } else {
        let (added, changed, updated, unchanged, refused) = (
            imports::ADDED.in_language(lang),
            say(lang, "有改動（存為新版本）", "有改动（存为新版本）", "changed (a new version)"),
            imports::UPDATED.in_language(lang),
            imports::UNCHANGED.in_language(lang),
            imports::REFUSED.in_language(lang),
        );
        out.line(&format!(
            "{added}: {}  {changed}: {}  {updated}: {}  {unchanged}: {}  {refused}: {}",
            report.added, report.changed, report.updated, report.unchanged, report.refused
        ))?;
        if !report.remark.is_empty() {
            out.line(&report.remark)?;
        }
        for collection in &report.collections {
            let what = match collection.new {
                true => say(lang, "新文集", "新文集", "new collection"),
                false => say(lang, "更新已有的文集", "更新已有的文集", "collection, brought up to date"),
            };
            let name = out.styled(Style::Bold, &collection.title);
            let count = holds::ARTICLES.within_line(lang);
            out.line(&format!("{what}: {name} ({count}: {})", collection.articles))?;
            if !collection.description.is_empty() {
                out.line(&format!("  {}", plain(&collection.description)))?;
            }
        }
        for dictionary in &report.dictionaries {
            let what = if dictionary.replaced {
                say(lang, "已換新的詞典", "已更换的词典", "dictionary, in place of the one before").to_owned()
            } else {
                kinds::DICTIONARY.within_line(lang)
            };
            let name = out.styled(Style::Bold, &dictionary.name);
            out.line(&format!("{what}: {name}, {}", entries(lang, dictionary.entries)))?;
        }
        out.flush()?;
    }
    let taken_in = [report.added, report.changed, report.updated, report.unchanged];
    let nothing = taken_in.iter().all(|&count| count == 0) && report.dictionaries.is_empty();
    Ok(match (report.refused, nothing) {
        (0, _) => Ended::Done,
        (_, true) => Ended::AllRefused,
        (_, false) => Ended::SomeRefused,
    })
}

pub(crate) fn stats(stats: &Stats, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let status = desk.library.status(desk.locale, Nothing {})?;
    if stats.json {
        out.json(&status)?;
        return Ok(Ended::Done);
    }
    let title = out.styled(Style::Bold, &status.folder);
    out.line(&title)?;
    let counts = &status.counts;
    for (what, count) in [
        (holds::ARTICLES, counts.articles),
        (holds::ENTITIES, counts.entities),
        (holds::EVENTS, counts.events),
        (holds::CLAIMS, counts.claims),
        (holds::CONFLICTS, counts.conflicts),
        (holds::TERMS, counts.terms),
        (holds::NOTES, counts.notes),
    ] {
        out.line(&format!("  {}: {count}", what.within_line(lang)))?;
    }
    for (what, count) in [
        (say(lang, "回收筒裡的筆記", "回收站里的笔记", "notes in the bin"), counts.binned),
        (say(lang, "匯入時的問題", "导入时的问题", "problems of imports"), counts.problems),
    ] {
        out.line(&format!("  {what}: {count}"))?;
    }
    for collection in &status.collections {
        let title = if collection.title.is_empty() { &collection.id } else { &collection.title };
        let title = out.styled(Style::Bold, title);
        out.line(&format!("{title}: {}", collection.articles))?;
    }
    for dictionary in &status.dictionaries {
        let name = out.styled(Style::Bold, &dictionary.name);
        let what = kinds::DICTIONARY.within_line(lang);
        out.line(&format!("{what} {name}: {}", entries(lang, dictionary.entries)))?;
    }
    let index = match &status.index {
        IndexState::Ready => say(lang, "可用", "可用", "ready").to_owned(),
        IndexState::Building { .. } if status.index_bytes == 0 => say(
            lang,
            "尚未建立，下次搜尋時建立",
            "尚未建立，下次搜索时建立",
            "not built yet; the next search builds it",
        )
        .to_owned(),
        IndexState::Building { done, total } => {
            format!("{} ({done} / {total})", say(lang, "尚待補齊", "尚待补齐", "behind"))
        }
        IndexState::Failed { reason } => {
            format!("{}: {reason}", say(lang, "無法建立", "无法建立", "cannot be built"))
        }
    };
    let (store, search) = (say(lang, "文庫", "文库", "library"), say(lang, "索引", "索引", "index"));
    out.line(&format!("{store}: {}", bytes(status.store_bytes)))?;
    let index = out.styled(Style::Dim, &index);
    out.line(&format!("{search}: {}, {index}", bytes(status.index_bytes)))?;
    out.flush()?;
    Ok(Ended::Done)
}

pub(crate) fn reindex(desk: &Desk, out: &mut Out) -> Run {
    let result = desk.library.reindex(desk.lang, &mut |progress| shown(out, &progress));
    out.progress_done();
    result?;
    out.line(done::REBUILT.in_language(desk.lang))?;
    out.flush()?;
    Ok(Ended::Done)
}
