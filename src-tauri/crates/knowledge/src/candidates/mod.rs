//! Claims that an article makes, and names that it has and nobody knows: proposals, which a person accepts, corrects or
//! rejects. Nothing is added by itself.

mod candidate;
mod firmness;
mod known;
mod lexicon;
mod reading;
mod sentences;
mod slots;
mod sums;
mod tokens;
mod verbs;
mod words;

pub use candidate::{Candidate, NewName};
pub use known::{contradicts, known_as};

use reading::{Reading, Told};
use slots::Who;
use tokens::{Sort, Text};
use zhimai_gazetteer::Gazetteer;
use zhimai_model::{Amount, Article, Body, Currency, DateRange, Part, Script};
use zhimai_text::amount::Stated;

/// The claims that an article makes, in its texts and titles, in the order in which they stand there.
pub fn candidates(article: &Article, names: &Gazetteer) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (part, script, text) in texts(article) {
        read(part, script, &text, article.date.as_ref(), names, &mut out);
    }
    out
}

/// Names that the gazetteer does not know.
pub fn new_names(_article: &Article, _names: &Gazetteer) -> Vec<NewName> {
    Vec::new()
}

/// The texts of an article with their scripts, titles first.
fn texts(article: &Article) -> Vec<(Part, Script, String)> {
    let of = |body: &Body, title, text| {
        [(title, body.script, body.title.clone()), (text, body.script, body.text())]
    };
    let mut out = Vec::from(of(&article.body, Part::Title, Part::Text));
    if let Some(translation) = &article.translation {
        out.extend(of(translation, Part::TranslatedTitle, Part::Translation));
    }
    out
}

fn read(
    part: Part,
    script: Script,
    text: &str,
    _published: Option<&DateRange>,
    names: &Gazetteer,
    out: &mut Vec<Candidate>,
) {
    let text = Text::new(text, names);
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for range in sentences::sentences(text.written()) {
        let tokens = text.tokens(&range);
        let reading = Reading::new(&text, &tokens);
        let mut own: Vec<Candidate> = Vec::new();
        for told in reading.claims() {
            let candidate = Candidate {
                part,
                start: offset(range.start),
                end: offset(range.end),
                sentence: text.written().get(range.clone()).unwrap_or_default().iter().collect(),
                from: name(&text, told.from),
                to: name(&text, told.to),
                flow: told.flow,
                amount: amount(&text, &reading, &told, script),
                date: None,
                status: told.status,
                is_sure: told.doubts.is_empty(),
            };
            if candidate.from != candidate.to && !own.contains(&candidate) {
                own.push(candidate);
            }
        }
        out.append(&mut own);
    }
}

fn name(text: &Text, who: Option<Who>) -> Option<String> {
    match who? {
        Who::Known(at) => text.names.get(at).map(|name| name.id.clone()),
        _ => None,
    }
}

fn amount(text: &Text, reading: &Reading<'_>, told: &Told, script: Script) -> Option<Amount> {
    let Sort::Sum(at) = reading.tokens.all.get(told.sum?)?.sort else { return None };
    let (_, sum) = text.sums.get(at)?;
    let currency = match sum.currency {
        Stated::Code(currency) => currency,
        Stated::Yuan if script == Script::Hant => Currency::TWD,
        Stated::Yuan => Currency::CNY,
        Stated::Other | Stated::Unknown => return None,
    };
    Some(Amount { currency, low: sum.low, high: sum.high, qualifier: sum.qualifier, horizon: None })
}
