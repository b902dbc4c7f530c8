//! Backups: making one, looking at one, and putting one in the place of the library.

use super::dossier;
use crate::desk::{self, Desk};
use crate::kept::{Backup, Restore, Verify};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{bytes, moment, say};
use std::path::PathBuf;
use zhimai_api::messages::{holds, kept};
use zhimai_api::{BackupView, RestoreChange, RestoreKind, RestorePreview, UiLang};

pub(crate) fn backup(backup: &Backup, desk: &Desk, out: &mut Out) -> Run {
    let made = desk.library.back_up(desk.lang, &backup.to)?;
    if backup.json {
        out.json(&made)?;
        return Ok(Ended::Done);
    }
    let what =
        say(desk.lang, "備份已做好，也檢查過", "备份已做好，也检查过", "The backup is made and checked");
    show(&made, what, desk.lang, out)
}

pub(crate) fn restore(restore: &Restore, named: Option<PathBuf>, out: &mut Out) -> Run {
    let lang = out.lang;
    let folder = desk::folder(lang, named)?;
    let preview = zhimai_api::preview_restore(lang, &folder, &restore.file)?;
    if restore.dry_run {
        if restore.json {
            out.json(&preview)?;
            return Ok(Ended::Done);
        }
        show(&preview.backup, say(lang, "這份備份", "这份备份", "The backup"), lang, out)?;
        return changes(&preview, lang, out);
    }
    if !restore.json {
        changes(&preview, lang, out)?;
    }
    let restored = zhimai_api::restore(lang, &folder, &restore.file, crate::system::now())?;
    if restore.json {
        out.json(&restored)?;
        return Ok(Ended::Done);
    }
    let done = say(lang, "已還原", "已还原", "Restored");
    out.line(&format!("{done}: {}", plain(&folder.display().to_string())))?;
    if !restored.set_aside.is_empty() {
        let aside = say(lang, "原來的文庫放在", "原来的文库放在", "The library that was there lies in");
        out.line(&format!("{aside}: {}", plain(&restored.set_aside)))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

pub(crate) fn verify(verify: &Verify, named: Option<PathBuf>, out: &mut Out) -> Run {
    let lang = out.lang;
    let sound = say(lang, "完好", "完好", "Sound");
    if let Some(file) = &verify.file {
        if zhimai_api::is_page(file) {
            return dossier::verify(lang, file, verify.json, out);
        }
        let view = zhimai_api::verify_backup(lang, file)?;
        if verify.json {
            out.json(&view)?;
            return Ok(Ended::Done);
        }
        return show(&view, sound, lang, out);
    }
    let folder = desk::existing_folder(lang, named)?;
    let found = zhimai_api::verify_library(lang, &folder)?;
    if verify.json {
        out.json(&found)?;
    }
    if !found.damage.is_empty() {
        let mut told =
            format!("{}: {}", say(lang, "文庫已損壞", "文库已损坏", "The library is damaged"), found.path);
        for line in &found.damage {
            told.push_str(&format!("\n  {line}"));
        }
        told.push_str(&desk::offer(lang, &folder));
        return Err(Stop::Failed(told));
    }
    if !verify.json {
        out.line(&format!("{sound}: {}", plain(&found.path)))?;
        out.flush()?;
    }
    Ok(Ended::Done)
}

fn show(view: &BackupView, what: &str, lang: UiLang, out: &mut Out) -> Run {
    out.line(&format!("{what}: {}", out.styled(Style::Bold, &view.path)))?;
    let counts = &view.counts;
    let made = say(lang, "時間", "时间", "made");
    out.line(&format!("  {made}: {} ({})", moment(view.made), bytes(view.bytes)))?;
    for (kind, count) in [
        (RestoreKind::Note, counts.notes),
        (RestoreKind::Article, counts.articles),
        (RestoreKind::Dictionary, counts.dictionaries),
        (RestoreKind::SavedSearch, counts.saved_searches),
        (RestoreKind::Own, counts.own),
    ] {
        out.line(&format!("  {}: {count}", name(lang, kind)))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// What would change, a line for each kind, and which notes and articles would go or become older.
fn changes(preview: &RestorePreview, lang: UiLang, out: &mut Out) -> Run {
    if !preview.compared {
        let none = say(
            lang,
            "這裡沒有可以比較的文庫。",
            "这里没有可以比较的文库。",
            "There is no library here that it could be compared with.",
        );
        out.line(none)?;
        out.flush()?;
        return Ok(Ended::Done);
    }
    out.line(say(
        lang,
        "還原會這樣改動文庫：",
        "还原会这样改动文库：",
        "What a restore changes in the library:",
    ))?;
    for change in &preview.changes {
        let mut line = format!("  {}: {} → {}", name(lang, change.kind), change.here, change.there);
        for (count, words) in parts(lang, change) {
            if count > 0 {
                line.push_str(&format!(" · {words}: {count}"));
            }
        }
        out.line(&line)?;
        for title in &change.named {
            out.line(&format!("    - {}", plain(title).replace('\n', " ")))?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn parts(lang: UiLang, change: &RestoreChange) -> [(u32, &'static str); 4] {
    [
        (change.only_here, say(lang, "會消失", "会消失", "go")),
        (change.newer_here, say(lang, "會變回舊版本", "会变回旧版本", "become older")),
        (change.only_there, say(lang, "會回來", "会回来", "come back")),
        (change.newer_there, say(lang, "會變成較新的", "会变成较新的", "become newer")),
    ]
}

fn name(lang: UiLang, kind: RestoreKind) -> String {
    let name = match kind {
        RestoreKind::Note => kept::NOTE,
        RestoreKind::Article => holds::ARTICLES,
        RestoreKind::Dictionary => holds::DICTIONARIES,
        RestoreKind::SavedSearch => kept::SAVED_SEARCH,
        RestoreKind::Own => kept::OWN,
        RestoreKind::Draft => kept::DRAFT,
    };
    name.within_line(lang)
}
