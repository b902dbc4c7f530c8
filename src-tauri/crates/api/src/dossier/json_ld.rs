//! A dossier as linked data (JSON-LD 1.1) in the words of schema.org. What schema.org has no word for is in words of our own,
//! which begin with `zhimai:`. Everything goes by its address in the library.

use super::about::About;
use super::markup::{is_unfit, is_web};
use super::matter::{Matter, Who};
use crate::wire::*;
use serde_json::{Map, Value, json};

/// What our own words begin with. It is a name, and leads nowhere.
const VOCABULARY: &str = "urn:zhimai:";

/// The whole matter as one document, indented.
pub(super) fn written(matter: &Matter, about: &About) -> serde_json::Result<String> {
    let mut graph = vec![report(matter, about)];
    graph.extend(matter.who.iter().map(entity));
    graph.extend(matter.events.iter().map(|event| happened(&event.item)));
    graph.extend(deals(matter));
    graph.extend(matter.claims.iter().map(|claim| told(matter, claim)));
    graph.extend(matter.conflicts.iter().map(review));
    graph.extend(matter.loops.iter().map(round));
    graph.extend(matter.articles.iter().map(|read| article(&read.article)));
    graph.extend(matter.terms.iter().map(term));
    graph.extend(matter.notes.iter().map(note));
    let document = json!({
        "@context": ["https://schema.org", { "zhimai": VOCABULARY }],
        "@graph": graph,
    });
    Ok(escaped(&serde_json::to_string_pretty(&document)?) + "\n")
}

/// An object of these fields, without those that say nothing.
/// The same document without a character that ends a script it may be put into, that steers a terminal, or that turns the
/// order of what is written: each stands within a string, where it may be written as an escape.
fn escaped(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    for c in document.chars() {
        if matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}') || is_unfit(c) {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

fn object(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let fields = fields.into_iter().filter(|(_, value)| says(value));
    Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

fn reference(address: &str) -> Value {
    json!({ "@id": address })
}

fn referred(link: &Option<Link>) -> Value {
    link.as_ref().map_or(Value::Null, |link| reference(&link.address))
}

fn deal_address(id: &str) -> String {
    zhimai_model::Address::Deal(id.to_owned()).to_string()
}

fn claim_address(id: &str) -> String {
    format!("urn:zhimai:claim:{}", encoded(id))
}

/// A part of a name, with everything that may not stand in one as its bytes (RFC 3986).
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn report(matter: &Matter, about: &About) -> Value {
    let is_address = matter.address.starts_with("zhimai://");
    object([
        ("@type", json!("Report")),
        ("name", json!(matter.title)),
        ("alternateName", json!(matter.other_title)),
        ("abstract", json!(matter.summary.join("\n"))),
        ("inLanguage", json!(about.tag)),
        ("about", if is_address { reference(&matter.address) } else { Value::Null }),
        ("dateCreated", json!(about.time.replacen(' ', "T", 1).replace(" UTC", "Z"))),
        ("zhimai:asKnownOn", json!(about.as_of.as_ref().map(|date| &date.edtf))),
        (
            "creator",
            json!({ "@type": "SoftwareApplication", "name": "Zhimai", "softwareVersion": env!("CARGO_PKG_VERSION") }),
        ),
        ("isBasedOn", json!(about.collections)),
    ])
}

fn entity(who: &Who) -> Value {
    let kind = match who.kind.as_str() {
        "company" => "Organization",
        "public-body" => "GovernmentOrganization",
        "person" => "Person",
        "product" | "hardware" => "Product",
        "model" => "SoftwareApplication",
        _ => "Thing",
    };
    let languages = ["en", "zh-Hant-TW", "zh-Hant-HK", "zh-Hans-CN"];
    let names: Vec<Value> = languages
        .iter()
        .zip(&who.names)
        .filter(|(_, name)| !name.is_empty())
        .map(|(language, name)| json!({ "@language": language, "@value": name }))
        .collect();
    object([
        ("@type", json!(kind)),
        ("@id", json!(who.address)),
        ("name", json!(names)),
        ("zhimai:kind", json!(who.kind)),
    ])
}

/// The first and the last day that a date may mean, and the date as it is known (EDTF).
fn dates(date: &DateView, first: &'static str, last: &'static str) -> [(&'static str, Value); 3] {
    let day = |day: i32| {
        let date = zhimai_model::DateRange::from_days(day, day);
        date.map_or(Value::Null, |date| json!(date.edtf()))
    };
    [(first, day(date.first_day)), (last, day(date.last_day)), ("zhimai:date", json!(date.edtf))]
}

fn happened(item: &TimelineItem) -> Value {
    let who: Vec<Value> = item.participants.iter().map(|link| reference(&link.address)).collect();
    let fields = [
        ("@type", json!("Event")),
        ("@id", json!(item.address)),
        ("name", json!(item.title)),
        ("description", json!(item.summary)),
        ("about", json!(who)),
        ("zhimai:kind", json!(item.kind)),
    ];
    object(fields.into_iter().chain(dates(&item.date, "startDate", "endDate")))
}

fn amount(amount: &Option<AmountView>) -> Value {
    let Some(amount) = amount else { return Value::Null };
    let mut fields = vec![("@type", json!("MonetaryAmount")), ("currency", json!(amount.currency))];
    // Only a single sum has a value; an end that the qualifier leaves open is not told.
    match amount.qualifier.as_str() {
        "exactly" | "about" if amount.low == amount.high => fields.push(("value", json!(amount.low))),
        "up-to" | "less-than" => fields.push(("maxValue", json!(amount.high))),
        "more-than" | "at-least" => fields.push(("minValue", json!(amount.low))),
        _ => fields.extend([("minValue", json!(amount.low)), ("maxValue", json!(amount.high))]),
    }
    fields.extend([("zhimai:qualifier", json!(amount.qualifier)), ("description", json!(amount.label))]);
    object(fields)
}

/// Every deal that is told of, each once.
fn deals(matter: &Matter) -> Vec<Value> {
    let listed = matter.lists.iter().flat_map(|(_, list)| &list.deals);
    let legs = matter.loops.iter().flat_map(|one| one.legs.iter().flat_map(|leg| &leg.deals));
    let parts = matter.totals.iter().flat_map(|total| &total.parts);
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for deal in listed.chain(legs).chain(parts) {
        if seen.insert(&deal.id) {
            out.push(transfer(matter, deal));
        }
    }
    out
}

/// A grant has a word of its own, a loan another; other money is moved from one to the other.
fn transfer(matter: &Matter, deal: &DealView) -> Value {
    let (kind, giver, taker) = match deal.kind.as_str() {
        "grant" => ("MonetaryGrant", "funder", "fundedItem"),
        "loan" => ("LoanOrCredit", "provider", "zhimai:borrower"),
        _ => ("MoneyTransfer", "agent", "recipient"),
    };
    let state = match (deal.status.as_str(), deal.end.is_some()) {
        (_, true) | ("denied" | "called-off", _) => "FailedActionStatus",
        ("paid", _) => "CompletedActionStatus",
        _ => "PotentialActionStatus",
    };
    let accounts = matter.accounts.get(&deal.id).map(Vec::as_slice).unwrap_or_default();
    let accounts: Vec<Value> = accounts.iter().map(|id| reference(&claim_address(id))).collect();
    let within: Vec<Value> = deal.within.iter().map(|id| reference(&deal_address(id))).collect();
    let state = if kind == "MoneyTransfer" { json!(state) } else { Value::Null };
    object([
        ("@type", json!(kind)),
        ("@id", json!(deal.address)),
        ("description", json!(deal.text)),
        (giver, referred(&deal.from)),
        (taker, referred(&deal.to)),
        ("amount", amount(&deal.amount)),
        ("actionStatus", state),
        ("zhimai:kind", json!(deal.kind)),
        ("zhimai:status", json!(deal.status)),
        ("zhimai:date", json!(deal.date.edtf)),
        ("zhimai:ended", json!(deal.end.as_ref().map(|end| &end.date.edtf))),
        ("zhimai:endedBy", json!(deal.end.as_ref().map(|end| &end.how))),
        ("zhimai:within", json!(within)),
        ("zhimai:independentSources", json!(deal.independent)),
        ("zhimai:accounts", json!(accounts)),
        ("subjectOf", reference(&deal.event.address)),
    ])
}

fn told(matter: &Matter, claim: &ClaimView) -> Value {
    let sources = claim.sources.iter().map(|source| {
        object([
            ("@type", json!("CreativeWork")),
            ("publisher", json!({ "@type": "Organization", "name": source.publisher })),
            ("headline", json!(source.title)),
            ("datePublished", json!(source.date.as_ref().map(|date| &date.edtf))),
            ("url", json!(source.url.as_deref().filter(|url| is_web(url)))),
        ])
    });
    let sources: Vec<Value> = sources.collect();
    let deal = matter.accounts.iter().find(|(_, accounts)| accounts.contains(&claim.id));
    let deal = deal.map_or(Value::Null, |(id, _)| reference(&deal_address(id)));
    object([
        ("@type", json!("Claim")),
        ("@id", json!(claim_address(&claim.id))),
        ("text", json!(claim.text)),
        ("about", reference(&claim.event.address)),
        ("appearance", json!(sources)),
        ("zhimai:quote", json!(claim.quote)),
        ("zhimai:deal", deal),
        ("zhimai:from", referred(&claim.from)),
        ("zhimai:to", referred(&claim.to)),
        ("zhimai:amount", amount(&claim.amount)),
        ("zhimai:kind", json!(claim.flow)),
        ("zhimai:status", json!(claim.status)),
        ("zhimai:saidBy", json!(claim.said_by)),
        ("zhimai:reported", json!(claim.reported.as_ref().map(|date| &date.edtf))),
    ])
}

fn review(conflict: &ConflictView) -> Value {
    let claims: Vec<Value> =
        conflict.claims.iter().map(|claim| reference(&claim_address(&claim.id))).collect();
    object([
        ("@type", json!("ClaimReview")),
        ("@id", json!(format!("urn:zhimai:conflict:{}", encoded(&conflict.id)))),
        ("name", json!(conflict.topic)),
        ("itemReviewed", json!(claims)),
        ("reviewBody", json!(conflict.assessment)),
    ])
}

fn round(one: &LoopView) -> Value {
    let legs = one.legs.iter().map(|leg| {
        let deals: Vec<Value> = leg.deals.iter().map(|deal| reference(&deal.address)).collect();
        json!({ "zhimai:from": reference(&leg.from.address), "zhimai:to": reference(&leg.to.address), "zhimai:deals": deals })
    });
    let legs: Vec<Value> = legs.collect();
    object([
        ("@type", json!("ItemList")),
        ("@id", json!(format!("urn:zhimai:loop:{}", encoded(&one.id)))),
        ("additionalType", json!("zhimai:Loop")),
        ("zhimai:legs", json!({ "@list": legs })),
    ])
}

fn article(article: &ArticleSummary) -> Value {
    object([
        ("@type", json!("Article")),
        ("@id", json!(article.address)),
        ("headline", json!(article.title)),
        (
            "publisher",
            json!(article.source.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))),
        ),
        ("author", json!(article.author)),
        ("datePublished", json!(article.date.as_ref().map(|date| &date.edtf))),
        ("inLanguage", json!(article.language)),
        ("zhimai:kind", json!(article.kind)),
    ])
}

fn term(term: &TermSummary) -> Value {
    object([
        ("@type", json!("DefinedTerm")),
        ("@id", json!(term.address)),
        ("name", json!(term.zh)),
        ("alternateName", json!(term.en)),
        ("description", json!(term.definition)),
    ])
}

fn note(note: &NoteView) -> Value {
    let half = |language: &str, text: &str| {
        (!text.trim().is_empty()).then(|| json!({ "@language": language, "@value": text }))
    };
    let text: Vec<Value> = [half("zh", &note.zh), half("en", &note.en)].into_iter().flatten().collect();
    object([
        ("@type", json!("Comment")),
        ("@id", json!(note.address)),
        ("text", json!(text)),
        ("about", referred(&note.on)),
        ("keywords", json!(note.tags)),
        ("zhimai:quote", json!(note.quote)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_ends_no_script_and_turns_nothing_around() {
        let text = "</script>\u{202e}a & b\u{9b}\u{1fffe}";
        let written = escaped(&json!({ "a": text }).to_string());
        assert!(written.is_ascii(), "{written}");
        assert!(!written.contains(['<', '>', '&']));
        let read: Value = serde_json::from_str(&written).unwrap_or_default();
        assert_eq!(read["a"], text);
    }

    #[test]
    fn what_says_nothing_is_not_there() {
        let made = object([("a", json!("")), ("b", Value::Null), ("c", json!([])), ("d", json!(0))]);
        assert_eq!(made, json!({ "d": 0 }));
        assert_eq!(claim_address("a b#own-1"), "urn:zhimai:claim:a%20b%23own-1");
    }
}
