//! Dictionaries: which there are, what they say of a word, taking one out, and the one that comes with the program.

use crate::desk::Desk;
use crate::dictionary::{Dictionary, Switch};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::words::{entries, say};
use zhimai_api::{
    BundledDictionaryView, DefinitionView, DictionaryAbout, FrontDesk, IdRequest, LookupRequest, Nothing,
    UseBundledDictionary, messages,
};

pub(crate) fn dictionary(dictionary: Dictionary, desk: &Desk, out: &mut Out) -> Run {
    match dictionary {
        Dictionary::List { json } => list(json, desk, out),
        Dictionary::LookUp { text, json } => look_up(text, json, desk, out),
        Dictionary::Bundled { switch, json } => bundled(switch, json, desk, out),
        Dictionary::Remove { name, json } => {
            desk.library.remove_dictionary(desk.locale, IdRequest { id: name.clone() })?;
            if json {
                return list(json, desk, out);
            }
            let removed = say(desk.lang, "已移除詞典", "已移除词典", "The dictionary is removed");
            out.line(&format!("{removed}: {}", plain(&name)))?;
            out.flush()?;
            Ok(Ended::Done)
        }
    }
}

/// Those that were imported; for a person, the one that comes with the program too.
fn list(json: bool, desk: &Desk, out: &mut Out) -> Run {
    let dictionaries = desk.library.status(desk.locale, Nothing {})?.dictionaries;
    if json {
        out.json(&dictionaries)?;
        return Ok(Ended::Done);
    }
    for dictionary in &dictionaries {
        let name = out.styled(Style::Bold, &dictionary.name);
        out.line(&format!("{name}: {}", entries(desk.lang, dictionary.entries)))?;
    }
    let bundled = desk.library.bundled_dictionary(desk.lang, Nothing {})?;
    if let Some(about) = &bundled.about {
        tell_bundled(about, bundled.on, desk, out)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn bundled(switch: Option<Switch>, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let bundled = match switch {
        Some(switch) => {
            let request = UseBundledDictionary { on: switch == Switch::On };
            desk.library.use_bundled_dictionary(desk.lang, request)?
        }
        None => desk.library.bundled_dictionary(desk.lang, Nothing {})?,
    };
    if json {
        out.json(&bundled)?;
        return Ok(Ended::Done);
    }
    let BundledDictionaryView { on, about, trouble } = bundled;
    if let Some(about) = about {
        tell_bundled(&about, on, desk, out)?;
    }
    if !trouble.is_empty() {
        out.remark(&trouble);
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// What it is, and whom it is from.
fn tell_bundled(about: &DictionaryAbout, on: bool, desk: &Desk, out: &mut Out) -> Result<(), Stop> {
    let name = out.styled(Style::Bold, &about.name);
    let state = match on {
        true => messages::dictionary::BUNDLED,
        false => messages::dictionary::OFF,
    };
    let lang = desk.lang;
    out.line(&format!("{name}: {} ({})", entries(lang, about.entries), state.in_language(lang)))?;
    let of = messages::dictionary::OF.with(lang, &[("by", &about.by), ("date", &about.date)]);
    out.line(&format!("  {of}\n  {}", about.address))?;
    out.line(&format!("  {}: {}\n  {}", about.licence, about.licence_address, about.package))
}

fn look_up(text: String, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let definitions = desk.library.define(desk.lang, LookupRequest { text })?;
    if json {
        out.json(&definitions)?;
        return Ok(Ended::Done);
    }
    for entry in &definitions.entries {
        tell(entry, desk, out)?;
    }
    if !definitions.trouble.is_empty() {
        out.remark(&definitions.trouble);
    } else if definitions.entries.is_empty() {
        out.remark(messages::dictionary::NONE.in_language(desk.lang));
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn tell(entry: &DefinitionView, desk: &Desk, out: &mut Out) -> Result<(), Stop> {
    let mut head = out.styled(Style::Bold, &entry.traditional);
    if entry.simplified != entry.traditional {
        head = format!("{head} {}", out.styled(Style::Bold, &entry.simplified));
    }
    out.line(&format!("{head}  {}  ({})", plain(&entry.pinyin), plain(&entry.dictionary)))?;
    for (number, gloss) in (1..).zip(&entry.glosses) {
        out.line(&format!("  {number}. {}", plain(gloss)))?;
    }
    if !entry.measure_words.is_empty() {
        let label = messages::dictionary::MEASURE_WORDS.in_language(desk.lang);
        out.line(&format!("  {label}: {}", plain(&entry.measure_words.join(", "))))?;
    }
    Ok(())
}
