//! Notes: writing, changing and listing them.

use crate::args::{Note, NoteAdd, NoteEdit, NoteId, NoteList, NoteText};
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::say;
use std::io::Read;
use zhimai_api::messages::kinds;
use zhimai_api::{
    FrontDesk, IdRequest, NoteVersionView, NoteView, NotesRequest, RevertNote, SaveNote, UiLang,
};
use zhimai_model::Address;

pub(crate) fn note(note: Note, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    match note {
        Note::Add(note) => add(note, desk, out),
        Note::Edit(note) => edit(note, desk, out),
        Note::List(list) => all(list, desk, out),
        Note::History(note) => history(&note, desk, out),
        Note::Delete(note) => {
            changed(library.delete_note(desk.locale, request(lang, &note.id)?)?, note.json, desk, out)
        }
        Note::Restore(note) => {
            changed(library.restore_note(desk.locale, request(lang, &note.id)?)?, note.json, desk, out)
        }
        Note::Settle(note) => {
            changed(library.settle_note(desk.locale, request(lang, &note.id)?)?, note.json, desk, out)
        }
        Note::Revert { note, version } => {
            let revert = RevertNote { id: id_of(lang, &note.id)?, version };
            not_binned(&library.note(desk.locale, IdRequest { id: revert.id.clone() })?, lang)?;
            changed(library.revert_note(desk.locale, revert)?, note.json, desk, out)
        }
    }
}

fn add(note: NoteAdd, desk: &Desk, out: &mut Out) -> Run {
    let (zh, en) = halves(desk.lang, &note.text)?;
    let save = SaveNote {
        zh: zh.unwrap_or_default(),
        en: en.unwrap_or_default(),
        on: note.on.unwrap_or_default(),
        tags: tags(&note.text.tag),
        ..SaveNote::default()
    };
    if save.zh.trim().is_empty() && save.en.trim().is_empty() {
        let message = say(
            desk.lang,
            "筆記是空的：請給 --zh 或 --en。",
            "笔记是空的：请给 --zh 或 --en。",
            "The note is empty: give --zh or --en.",
        );
        return Err(Stop::Usage(message.to_owned()));
    }
    changed(desk.library.save_note(desk.locale, save)?, note.json, desk, out)
}

fn edit(note: NoteEdit, desk: &Desk, out: &mut Out) -> Run {
    let old = desk.library.note(desk.locale, request(desk.lang, &note.id)?)?;
    not_binned(&old, desk.lang)?;
    let (zh, en) = halves(desk.lang, &note.text)?;
    let save = SaveNote {
        id: old.id,
        // Between reading the note and writing it, someone else may have changed it too.
        version: note.version.unwrap_or(old.version),
        zh: zh.unwrap_or(old.zh),
        en: en.unwrap_or(old.en),
        tags: if note.text.tag.is_empty() { old.tags } else { tags(&note.text.tag) },
        ..SaveNote::default()
    };
    // A note on a passage may do without words.
    if save.zh.trim().is_empty() && save.en.trim().is_empty() && old.quote.is_none() {
        let message = match desk.lang {
            UiLang::ZhHant => {
                format!("這樣改筆記就空了，沒有改動。要刪除，請用 zhimai note delete {}。", save.id)
            }
            UiLang::ZhHans => {
                format!("这样改笔记就空了，没有改动。要删除，请用 zhimai note delete {}。", save.id)
            }
            UiLang::En => format!(
                "That would leave the note empty, so it was not changed. To delete it: zhimai note delete {}",
                save.id
            ),
        };
        return Err(Stop::Usage(message));
    }
    changed(desk.library.save_note(desk.locale, save)?, note.json, desk, out)
}

fn all(list: NoteList, desk: &Desk, out: &mut Out) -> Run {
    let request = NotesRequest { bin: list.bin, filter: list.filter, tag: list.tag, on: list.on };
    let notes = desk.library.notes(desk.locale, request)?;
    if list.json {
        out.json(&notes)?;
    } else {
        notes.iter().try_for_each(|note| lines(note, out))?;
        out.flush()?;
    }
    Ok(Ended::Done)
}

fn history(note: &NoteId, desk: &Desk, out: &mut Out) -> Run {
    let versions = desk.library.note_history(desk.locale, request(desk.lang, &note.id)?)?;
    if note.json {
        out.json(&versions)?;
        return Ok(Ended::Done);
    }
    for NoteVersionView { version, zh, en, tags, damaged, .. } in &versions {
        let title = out.styled(Style::Bold, &format!("{} {version}", kinds::VERSION.within_line(desk.lang)));
        out.line(&title)?;
        if let Some(damaged) = damaged {
            out.line(&format!("  {damaged}"))?;
        }
        body(zh, en, tags, out)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// Prints a note that was written. It is safe already; the index follows.
fn changed(note: NoteView, json: bool, desk: &Desk, out: &mut Out) -> Run {
    if json {
        out.json(&note)?;
    } else {
        lines(&note, out)?;
        out.flush()?;
    }
    desk.refresh(out);
    Ok(Ended::Done)
}

/// A note for people.
pub(super) fn lines(note: &NoteView, out: &mut Out) -> Result<(), Stop> {
    let lang = out.lang;
    let mut about = vec![format!("{} {}", kinds::VERSION.within_line(lang), note.version)];
    if let Some(on) = &note.on {
        about.push(if on.label.is_empty() {
            on.address.clone()
        } else {
            format!("{} {}", on.label, on.address)
        });
    }
    match note.stale.as_deref() {
        Some("zh") => about.push(say(lang, "中文未跟上", "中文未跟上", "the Chinese half lags").to_owned()),
        Some(_) => about.push(say(lang, "英文未跟上", "英文未跟上", "the English half lags").to_owned()),
        None => {}
    }
    if note.detached {
        about.push(
            say(lang, "已脫離原文", "已脱离原文", "detached: its passage has changed or is gone").to_owned(),
        );
    }
    if note.deleted.is_some() {
        about.push(say(lang, "在回收筒", "在回收站", "in the bin").to_owned());
    }
    let address = out.styled(Style::Bold, &note.address);
    let about = out.styled(Style::Dim, &about.join(" · "));
    out.line(&format!("{address}  {about}"))?;
    if let Some(damaged) = &note.damaged {
        out.line(&format!("  {damaged}"))?;
    }
    if let Some(quote) = &note.quote {
        out.line(&format!("  「{}」", plain(quote)))?;
    }
    body(&note.zh, &note.en, &note.tags, out)
}

fn body(zh: &str, en: &str, tags: &[String], out: &mut Out) -> Result<(), Stop> {
    for line in zh.lines().chain(en.lines()) {
        out.line(&format!("  {}", plain(line)))?;
    }
    if !tags.is_empty() {
        let tags: Vec<String> = tags.iter().map(|tag| format!("#{tag}")).collect();
        let tags = out.styled(Style::Dim, &tags.join(" "));
        out.line(&format!("  {tags}"))?;
    }
    Ok(())
}

/// The halves that were given; `-` stands for standard input.
fn halves(lang: UiLang, text: &NoteText) -> Result<(Option<String>, Option<String>), Stop> {
    if text.zh.as_deref() == Some("-") && text.en.as_deref() == Some("-") {
        let message = say(
            lang,
            "--zh 與 --en 只能有一個從標準輸入讀。",
            "--zh 与 --en 只能有一个从标准输入读。",
            "Only one of --zh and --en can be read from standard input.",
        );
        return Err(Stop::Usage(message.to_owned()));
    }
    let half = |given: &Option<String>| match given.as_deref() {
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().lock().read_to_string(&mut text)?;
            Ok::<_, Stop>(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
        }
        _ => Ok(given.clone()),
    };
    Ok((half(&text.zh)?, half(&text.en)?))
}

/// A note in the bin is not written to.
fn not_binned(note: &NoteView, lang: UiLang) -> Result<(), Stop> {
    if note.deleted.is_none() {
        return Ok(());
    }
    let id = &note.id;
    Err(Stop::Failed(match lang {
        UiLang::ZhHant => format!("這則筆記在回收筒裡，沒有改動。請先取回：zhimai note restore {id}"),
        UiLang::ZhHans => format!("这条笔记在回收站里，没有改动。请先取回：zhimai note restore {id}"),
        UiLang::En => {
            format!("The note is in the bin and was not changed. Restore it first: zhimai note restore {id}")
        }
    }))
}

/// Tags as given, several in one apart by commas of either width, as the window reads them.
fn tags(given: &[String]) -> Vec<String> {
    let tags = given.iter().flat_map(|tag| tag.split([',', '，', '、']));
    tags.map(|tag| tag.trim().trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty()).collect()
}

/// The identifier of a note that is named by it or by its address.
fn id_of(lang: UiLang, named: &str) -> Result<String, Stop> {
    let named = named.trim();
    if !named.starts_with("zhimai://") {
        return Ok(named.to_owned());
    }
    match named.parse() {
        Ok(Address::Note(id)) => Ok(id),
        _ => {
            let message =
                say(lang, "這不是筆記的位址", "这不是笔记的地址", "This is not the address of a note");
            Err(Stop::Usage(format!("{message}: {named}")))
        }
    }
}

fn request(lang: UiLang, named: &str) -> Result<IdRequest, Stop> {
    Ok(IdRequest { id: id_of(lang, named)? })
}
