//! Dictionaries: which there are, and taking one out.

use crate::args::Dictionary;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Style, plain};
use crate::words::{entries, say};
use zhimai_api::{FrontDesk, IdRequest, Nothing};

pub(crate) fn dictionary(dictionary: Dictionary, desk: &Desk, out: &mut Out) -> Run {
    match dictionary {
        Dictionary::List { json } => list(json, desk, out),
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
    out.flush()?;
    Ok(Ended::Done)
}
