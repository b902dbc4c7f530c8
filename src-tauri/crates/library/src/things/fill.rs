//! Fills in what was left out of a thing, and reads it.

use crate::error::LibraryError;
use crate::fault::Fault;
use serde_json::{Map, Value, json};
use zhimai_knowledge::Knowledge;
use zhimai_model::DateRange;
use zhimai_store::{Thing, ThingKind};
use zhimai_text::convert::convert;
use zhimai_text::pinyin;
use zhimai_text::script::Script;

type Fields = Map<String, Value>;

/// The longest identifier that is made of a name, in characters.
const MADE_ID: usize = 60;

/// The thing that these fields make, with what they leave out.
pub(super) fn filled(
    kind: ThingKind,
    mut given: Fields,
    known: &Knowledge,
    is_new: bool,
) -> Result<Thing, LibraryError> {
    let (usual, needed) = usual(kind);
    let event = (kind == ThingKind::Claim).then(|| given.remove("event")).flatten();
    if let Some(field) = given.keys().find(|field| !usual.contains_key(*field)) {
        let all = usual.keys().cloned().collect();
        return Err(Fault::of(field, Fault::NoField(all)).into());
    }
    given.retain(|_, value| *value != Value::String(String::new()));
    match kind {
        ThingKind::Entity => entity(&mut given),
        ThingKind::Event => dated(&mut given),
        ThingKind::Claim => claim(&mut given),
        ThingKind::Term => term(&mut given),
        ThingKind::Conflict | ThingKind::Region => {}
    }
    for field in ["description", "title", "summary", "text", "definition", "note", "topic", "assessment"] {
        if let Some(value) = given.get_mut(field) {
            both(value);
        }
    }
    if is_new && !given.contains_key("id") {
        let made = match kind {
            ThingKind::Claim => claim_id(event.as_ref(), known)?,
            _ => made_id(&given),
        };
        given.extend(made.map(|id| ("id".to_owned(), Value::String(id))));
    }
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => {
            fields.values().all(|value| value.as_str().is_some_and(|text| text.trim().is_empty()))
        }
        _ => false,
    };
    let is_missing = |field: &&str| given.get(*field).is_none_or(is_empty);
    // What an identifier is made of goes first: of what does not fit, none can be made.
    if let Some(field) = needed.iter().copied().filter(|field| *field != "id").find(is_missing) {
        return Err(Fault::of(field, Fault::Missing).into());
    }
    for (field, value) in given.iter().filter(|(_, value)| !value.is_null()) {
        let mut one = usual.clone();
        one.insert(field.clone(), value.clone());
        // One at a time, so that it is known which of them does not fit.
        Thing::from_json(kind, Value::Object(one))
            .map_err(|e| Fault::of(field, Fault::Shape(e.to_string())))?;
    }
    if is_missing(&"id") {
        return Err(Fault::of("id", Fault::Missing).into());
    }
    let mut all = usual;
    all.extend(given);
    Ok(Thing::from_json(kind, Value::Object(all)).map_err(|e| Fault::of("", Fault::Shape(e.to_string())))?)
}

/// A thing of which nothing is said, and the fields that have to be given.
fn usual(kind: ThingKind) -> (Fields, &'static [&'static str]) {
    let (usual, needed): (Value, &[&str]) = match kind {
        ThingKind::Entity => (
            json!({
                "id": "x", "kind": "company", "names": {"en": "", "zh_tw": "", "zh_hk": "", "zh_cn": ""},
                "aliases": [], "description": {"zh": "", "en": ""}, "relations": [], "ticker": null,
                "founded": null, "headquarters": null, "released": null, "note": null,
            }),
            &["kind", "names", "id"],
        ),
        ThingKind::Event => (
            json!({
                "id": "x", "date": "2000", "precision": "year", "kind": "statement",
                "title": {"zh": "", "en": ""}, "summary": {"zh": "", "en": ""}, "participants": [], "claims": [],
            }),
            &["date", "kind", "title", "id"],
        ),
        ThingKind::Claim => (
            json!({
                "id": "x#1", "text": {"zh": "", "en": ""}, "quote": null, "amount": null, "from": null, "to": null,
                "flow": "none", "status": "reported", "said_by": null, "conflicts_with": [],
                "same_as": null, "includes": [], "ends": [], "sources": [],
            }),
            &["text", "sources", "id"],
        ),
        ThingKind::Term => (
            json!({
                "id": "x", "zh": "", "zh_cn": "", "en": [], "pinyin": "", "definition": {"zh": "", "en": ""},
                "variants": {"tw": [], "hk": [], "cn": []}, "entity": null,
            }),
            &["zh", "en", "id"],
        ),
        ThingKind::Conflict => (
            json!({ "id": "x", "topic": {"zh": "", "en": ""}, "claims": [], "assessment": {"zh": "", "en": ""} }),
            &["topic", "claims", "id"],
        ),
        // Lists of words are no objects, and come with collections alone.
        ThingKind::Region => (json!({}), &["id"]),
    };
    match usual {
        Value::Object(fields) => (fields, needed),
        _ => (Fields::new(), needed),
    }
}

/// A text in one language stands for the other where nothing does.
fn both(value: &mut Value) {
    if let Value::String(text) = value {
        *value = json!({ "zh": text.clone(), "en": text.clone() });
    } else if let Value::Object(halves) = value {
        for (half, other) in [("zh", "en"), ("en", "zh")] {
            let is_there =
                halves.get(half).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
            if !is_there && let Some(text) = halves.get(other).filter(|text| text.is_string()) {
                halves.insert(half.to_owned(), text.clone());
            }
        }
    }
}

fn hans(text: &str) -> String {
    convert(text, Script::Hans).text
}

fn hant(text: &str) -> String {
    convert(text, Script::Hant).text
}

/// Names of regions follow from those that are given; a name that is a string is one everywhere.
fn entity(given: &mut Fields) {
    match given.get_mut("names") {
        Some(names @ Value::String(_)) => {
            let name = names.clone();
            *names = json!({ "en": name, "zh_tw": name, "zh_hk": name, "zh_cn": name });
        }
        Some(Value::Object(names)) => {
            let name = |region: &str| {
                names
                    .get(region)
                    .and_then(Value::as_str)
                    .map(str::trim)
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
            };
            let (en, tw, hk, cn) = (name("en"), name("zh_tw"), name("zh_hk"), name("zh_cn"));
            let traditional = || cn.as_deref().map(hant).or_else(|| en.clone());
            let all = [
                ("en", en.clone().or_else(|| hk.clone()).or_else(|| tw.clone()).or_else(|| cn.clone())),
                ("zh_tw", tw.clone().or_else(|| hk.clone()).or_else(traditional)),
                ("zh_hk", hk.clone().or_else(|| tw.clone()).or_else(traditional)),
                (
                    "zh_cn",
                    cn.clone().or_else(|| tw.as_deref().or(hk.as_deref()).map(hans)).or_else(|| en.clone()),
                ),
            ];
            for (region, name) in all {
                names.extend(name.map(|name| (region.to_owned(), Value::String(name))));
            }
        }
        _ => {}
    }
    if let Some(Value::Array(aliases)) = given.get_mut("aliases") {
        for alias in aliases.iter_mut().filter(|alias| alias.is_string()) {
            *alias = json!({ "text": alias.clone(), "kind": "alias" });
        }
    }
}

/// How precise a date is shows in how it is written.
fn dated(given: &mut Fields) {
    let date = given.get("date").and_then(Value::as_str).and_then(|date| date.parse::<DateRange>().ok());
    if let Some(date) = date {
        let precision = match date.precision() {
            // A stretch of days is told as days: both ends are known.
            zhimai_model::Precision::Interval => zhimai_model::Precision::Day,
            precision => precision,
        };
        given.insert("precision".to_owned(), serde_json::to_value(precision).unwrap_or_default());
    }
}

/// A sum is single, exact and without a time unless it says otherwise; a source that is a string is its publisher.
fn claim(given: &mut Fields) {
    if let Some(Value::Object(amount)) = given.get_mut("amount") {
        let low = amount.get("low").cloned();
        for (field, value) in
            [("high", low), ("qualifier", Some(json!("exactly"))), ("horizon", Some(Value::Null))]
        {
            if let (false, Some(value)) = (amount.contains_key(field), value) {
                amount.insert(field.to_owned(), value);
            }
        }
        if let Some(horizon) = amount.get_mut("horizon") {
            both(horizon);
        }
    }
    if let Some(Value::Array(sources)) = given.get_mut("sources") {
        for source in sources.iter_mut().filter(|source| source.is_string()) {
            *source = json!({ "publisher": source.clone() });
        }
    }
}

/// The other script of the headword follows from the one that is given.
fn term(given: &mut Fields) {
    let text = |given: &Fields, field: &str| given.get(field).and_then(Value::as_str).map(str::to_owned);
    match (text(given, "zh"), text(given, "zh_cn")) {
        (Some(zh), None) => drop(given.insert("zh_cn".to_owned(), Value::String(hans(&zh)))),
        (None, Some(zh_cn)) => drop(given.insert("zh".to_owned(), Value::String(hant(&zh_cn)))),
        _ => {}
    }
    if let Some(en @ Value::String(_)) = given.get_mut("en") {
        *en = Value::Array(vec![en.clone()]);
    }
    if let Some(Value::Object(variants)) = given.get_mut("variants") {
        for region in ["tw", "hk", "cn"] {
            variants.entry(region).or_insert_with(|| json!([]));
        }
    }
}

/// The next identifier of the person's claims about an event. A collection gives its own other ones.
fn claim_id(event: Option<&Value>, known: &Knowledge) -> Result<Option<String>, LibraryError> {
    let Some(event) = event.and_then(Value::as_str) else {
        return Err(Fault::of("event", Fault::Missing).into());
    };
    let taken = |nth: u32| known.claim(&format!("{event}#own-{nth}")).is_some();
    let free = (1..u32::MAX).find(|nth| !taken(*nth)).unwrap_or(u32::MAX);
    Ok(Some(format!("{event}#own-{free}")))
}

/// An identifier that is made of the English name, or of how the Chinese one sounds.
fn made_id(given: &Fields) -> Option<String> {
    let written =
        ["names", "title", "en", "zh", "topic"].iter().find_map(|field| match given.get(*field)? {
            Value::String(text) => Some(text.clone()),
            Value::Array(list) => list.first()?.as_str().map(str::to_owned),
            Value::Object(halves) => halves.get("en")?.as_str().map(str::to_owned),
            _ => None,
        })?;
    let sound = |c: char| match pinyin::sound(&c.to_string()) {
        Some((sound, _)) if !c.is_ascii() => format!("-{sound}-"),
        _ => c.to_lowercase().to_string(),
    };
    let spelt: String = written.chars().map(sound).collect();
    let parts = spelt.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|part| !part.is_empty());
    let made: String = parts.collect::<Vec<_>>().join("-").chars().take(MADE_ID).collect();
    let made = made.trim_matches(['-', '.']).to_owned();
    (!made.is_empty()).then_some(made)
}
