//! Entities, events, claims and terms: adding, changing, taking away and putting back.

use super::fields::{Fields, Options};
use crate::desk::Desk;
use crate::known::{Add, Edit, EntityCommand, Id, Known};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{say, unreadable};
use clap::Args;
use serde_json::Value;
use std::io::Read;
use std::path::Path;
use zhimai_api::{
    FrontDesk, IdRequest, KnownKind, MergeEntities, Nothing, Ownership, PutThing, TakeOutNames, ThingRequest,
    ThingView, UiLang,
};

pub(crate) fn known<F: Args + Options>(kind: KnownKind, known: Known<F>, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    match known {
        Known::Add(add) => new(kind, add, desk, out),
        Known::Edit(edit) => change(kind, edit, desk, out),
        Known::Remove(Id { id, json }) => {
            let request = request(kind, &id);
            library.remove_thing(desk.locale, request.clone())?;
            if json {
                out.json(&request)?;
            } else {
                let removed = say(lang, "已移除", "已移除", "removed");
                let back = say(lang, "要還原", "要还原", "to put it back");
                let (name, id) = (name(kind), plain(&request.id));
                out.line(&format!("{removed}: {id}  ({back}: zhimai {name} revert '{id}')"))?;
                out.flush()?;
            }
            desk.refresh(out);
            Ok(Ended::Done)
        }
        Known::Revert(Id { id, json }) => {
            done(&library.revert_thing(desk.locale, request(kind, &id))?, json, desk, out)
        }
        Known::Show { id } => {
            let thing = library.thing(desk.locale, request(kind, &id))?;
            let text = serde_json::to_string_pretty(&thing.value).map_err(|e| Stop::Failed(e.to_string()))?;
            for line in text.lines() {
                out.line(&plain(line))?;
            }
            out.flush()?;
            Ok(Ended::Done)
        }
        Known::List { json } => list(kind, json, desk, out),
    }
}

/// What can be done with entities.
pub(crate) fn entity(command: EntityCommand, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    let id = |named: &str| request(KnownKind::Entity, named).id;
    let link = match command {
        EntityCommand::Known(known_of) => return known(KnownKind::Entity, *known_of, desk, out),
        EntityCommand::Split { id: named, name, json } if !name.is_empty() => {
            let taken = library.take_out_names(desk.locale, TakeOutNames { id: id(&named), names: name })?;
            return done(&taken, json, desk, out);
        }
        EntityCommand::Merged { json } => {
            let merged = library.merged_entities(desk.locale, Nothing {})?;
            if json {
                out.json(&merged)?;
                return Ok(Ended::Done);
            }
            for one in &merged {
                let (id, name) = (out.styled(Style::Bold, &one.id), plain(&one.name));
                out.line(&format!("{id}  {name} → {} {}", plain(&one.kept.label), one.kept.address))?;
            }
            out.flush()?;
            return Ok(Ended::Done);
        }
        EntityCommand::Merge { kept, gone, json } => {
            let (gone, kept) = (id(&gone), id(&kept));
            let link = library.merge_entities(desk.locale, MergeEntities { gone: gone.clone(), kept })?;
            let back = say(lang, "要分開", "要分开", "to take it back");
            (link, json, format!("  ({back}: zhimai entity split '{}')", plain(&gone)))
        }
        EntityCommand::Split { id: named, json, .. } => {
            (library.split_entity(desk.locale, IdRequest { id: id(&named) })?, json, String::new())
        }
    };
    let (link, json, after) = link;
    if json {
        out.json(&link)?;
    } else {
        let name = out.styled(Style::Bold, &link.label);
        out.line(&format!("{name}  {}{after}", out.styled(Style::Dim, &link.address)))?;
        out.flush()?;
    }
    desk.refresh(out);
    Ok(Ended::Done)
}

fn new<F: Args + Options>(kind: KnownKind, add: Add<F>, desk: &Desk, out: &mut Out) -> Run {
    let mut value = given(desk.lang, add.file.as_deref())?;
    add.fields.put(&mut value);
    value.extend(add.id.map(|id| ("id".to_owned(), Value::String(id))));
    let put = PutThing { kind, value, new: true, version: None };
    done(&desk.library.put_thing(desk.locale, put)?, add.json, desk, out)
}

fn change<F: Args + Options>(kind: KnownKind, edit: Edit<F>, desk: &Desk, out: &mut Out) -> Run {
    let old = desk.library.thing(desk.locale, request(kind, &edit.id))?;
    let mut value = old.value;
    let fields = given(desk.lang, edit.file.as_deref())?;
    if let Some(other) = fields.get("id").filter(|id| id.as_str() != Some(&old.id)) {
        let (own, other) = (plain(&old.id), plain(&other.to_string()));
        return Err(Stop::Usage(match desk.lang {
            UiLang::ZhHant => format!(
                "檔案裡的識別碼 {other} 不是 {own}，什麼也沒有改。識別碼不能改；若是另一個，請用 add 加入。"
            ),
            UiLang::ZhHans => format!(
                "文件里的标识符 {other} 不是 {own}，什么也没有改。标识符不能改；若是另一个，请用 add 加入。"
            ),
            UiLang::En => format!(
                "The file is of {other}, not of {own}; nothing was changed. An identifier stays: add the other one with add."
            ),
        }));
    }
    value.extend(fields);
    edit.fields.put(&mut value);
    value.insert("id".to_owned(), Value::String(old.id));
    value.remove("event");
    // Between reading it and writing it, someone else may have changed it too.
    let version = Some(edit.version.unwrap_or(old.version));
    let put = PutThing { kind, value, new: false, version };
    done(&desk.library.put_thing(desk.locale, put)?, edit.json, desk, out)
}

fn list(kind: KnownKind, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let mut own = desk.library.own_things(desk.locale, Nothing {})?;
    own.retain(|thing| thing.kind == kind);
    if json {
        out.json(&own)?;
        return Ok(Ended::Done);
    }
    for thing in &own {
        let (id, whose) = (out.styled(Style::Bold, &thing.id), whose(desk.lang, thing.whose));
        out.line(&format!("{id}  {}", out.styled(Style::Dim, whose)))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// Prints a thing that was put in. It is safe already; the index follows.
fn done(thing: &ThingView, json: bool, desk: &Desk, out: &mut Out) -> Run {
    if json {
        out.json(thing)?;
    } else {
        let id = out.styled(Style::Bold, &thing.id);
        let about = format!("{} · {}", whose(desk.lang, thing.whose), thing.address);
        out.line(&format!("{id}  {}", out.styled(Style::Dim, &about)))?;
        out.flush()?;
    }
    desk.refresh(out);
    Ok(Ended::Done)
}

fn whose(lang: UiLang, whose: Ownership) -> &'static str {
    match whose {
        Ownership::Collection => say(lang, "資料集的", "资料集的", "as the collection has it"),
        Ownership::Changed => say(lang, "您改過的", "您改过的", "changed by you"),
        Ownership::Person => say(lang, "您加的", "您加的", "added by you"),
        Ownership::Removed => say(lang, "您移除的", "您移除的", "taken away by you"),
    }
}

/// The fields that a file gives; `-` stands for standard input.
fn given(lang: UiLang, file: Option<&Path>) -> Result<Fields, Stop> {
    let Some(file) = file else { return Ok(Fields::new()) };
    let mut text = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut text)?;
    } else {
        text = std::fs::read(file).map_err(|e| Stop::Failed(unreadable(lang, file, &e)))?;
    }
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    serde_json::from_slice(text).map_err(|e| {
        let message = say(lang, "這不是JSON物件", "这不是JSON对象", "This is no JSON object");
        Stop::Usage(format!("{message} ({e}): {}", plain(&file.display().to_string())))
    })
}

/// The word of the command for a kind.
fn name(kind: KnownKind) -> &'static str {
    match kind {
        KnownKind::Entity => "entity",
        KnownKind::Event => "event",
        KnownKind::Claim => "claim",
        KnownKind::Conflict => "conflict",
        KnownKind::Term => "term",
    }
}

/// A thing that is named by its identifier or by its address. A claim's identifier has a sign that ends an address.
fn request(kind: KnownKind, named: &str) -> ThingRequest {
    let named = named.trim();
    let address = format!("zhimai://{}/", name(kind));
    let id = named.strip_prefix(&address).unwrap_or(named).to_owned();
    ThingRequest { kind, id }
}
