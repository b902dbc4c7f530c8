//! Claims that an article makes, and names that it has and nobody knows: proposals, which a person accepts, corrects or
//! rejects. Nothing is added by itself.

mod candidate;
mod sentences;

pub use candidate::{Candidate, NewName};

use crate::Knowledge;
use zhimai_gazetteer::{Gazetteer, GroupKind};
use zhimai_model::{Amount, Article, Body, Claim, DateRange, FlowKind, Part, Status};
use zhimai_text::amount::{self, Stated};

/// The claims that an article makes, in its texts and titles, in the order in which they stand there.
pub fn candidates(article: &Article, names: &Gazetteer) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (part, text) in texts(article) {
        read(part, &text, article.date.as_ref(), names, &mut out);
    }
    out
}

/// Names that the gazetteer does not know.
pub fn new_names(_article: &Article, _names: &Gazetteer) -> Vec<NewName> {
    Vec::new()
}

/// The known claim that tells the same money as a candidate: from the same, to the same, in the same form, of the same sum.
pub fn known_as<'a>(candidate: &Candidate, knowledge: &'a Knowledge) -> Option<&'a Claim> {
    let same = |claim: &&Claim| {
        claim.from == candidate.from
            && claim.to == candidate.to
            && claim.flow == candidate.flow
            && claim.amount.as_ref().map(|a| (a.currency, a.low, a.high))
                == candidate.amount.as_ref().map(|a| (a.currency, a.low, a.high))
    };
    knowledge.events().iter().flat_map(|event| &event.claims).find(same)
}

/// The known claims that a candidate contradicts.
pub fn contradicts<'a>(_candidate: &Candidate, _knowledge: &'a Knowledge) -> Vec<&'a Claim> {
    Vec::new()
}

/// The texts of an article: titles first.
fn texts(article: &Article) -> Vec<(Part, String)> {
    let of = |body: &Body, title, text| [(title, body.title.clone()), (text, body.text())];
    let mut out = Vec::from(of(&article.body, Part::Title, Part::Text));
    if let Some(translation) = &article.translation {
        out.extend(of(translation, Part::TranslatedTitle, Part::Translation));
    }
    out
}

fn read(part: Part, text: &str, _published: Option<&DateRange>, names: &Gazetteer, out: &mut Vec<Candidate>) {
    let chars: Vec<char> = text.chars().collect();
    let found = names.find(text);
    let sums = amount::find(text);
    for range in sentences::sentences(&chars) {
        let sentence: String = chars.get(range.clone()).unwrap_or_default().iter().collect();
        let Some(at) = ["投資", "投资"].iter().find_map(|word| sentence.find(word)) else { continue };
        let verb = range.start + sentence.get(..at).map_or(0, |head| head.chars().count());
        let sides: Vec<_> = found
            .iter()
            .filter(|name| range.contains(&name.start.0))
            .filter_map(|name| Some((name.start.0, names.group(name.group)?)))
            .filter(|(_, group)| matches!(group.kind, GroupKind::Entity(_)))
            .collect();
        let [(first, from), (second, to)] = sides.as_slice() else { continue };
        let sum = sums.iter().find(|sum| range.contains(&sum.start.0));
        let amount = sum.and_then(|sum| match sum.currency {
            Stated::Code(currency) => Some(Amount {
                currency,
                low: sum.low,
                high: sum.high,
                qualifier: sum.qualifier,
                horizon: None,
            }),
            _ => None,
        });
        if *first < verb && first < second {
            out.push(Candidate {
                part,
                start: u32::try_from(range.start).unwrap_or(u32::MAX),
                end: u32::try_from(range.end).unwrap_or(u32::MAX),
                sentence,
                from: Some(from.id.clone()),
                to: Some(to.id.clone()),
                flow: FlowKind::Equity,
                amount,
                date: None,
                status: Status::Announced,
                is_sure: false,
            });
        }
    }
}
