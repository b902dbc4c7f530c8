//! Claims that an article makes, and names that it has and nobody knows: proposals, which a person accepts, corrects or
//! rejects. Nothing is added by itself.

mod candidate;
mod days;
mod doubts;
mod firmness;
mod known;
mod latin;
mod lexicon;
mod naming;
mod parties;
mod reading;
mod sentence;
mod sentences;
mod slots;
mod sums;
mod telling;
mod tokens;
mod told;
mod verbs;
mod words;
mod written;

pub use candidate::{Candidate, NewName};
pub use known::{contradicts, known_as};

use days::Dated;
use sentence::Sentence;
use slots::Who;
use tokens::{Sort, Text};
use told::Told;
use zhimai_gazetteer::Gazetteer;
use zhimai_model::{
    Amount, Article, Body, Currency, DateRange, FlowKind, Part, Precision, Qualifier, Script, Status,
};
use zhimai_text::amount::Stated;

/// The claims that an article makes, in its texts and titles, in the order in which they stand there.
pub fn candidates(article: &Article, names: &Gazetteer) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (part, script, text) in texts(article) {
        read(part, script, &text, article.date.as_ref(), names, &mut out);
    }
    out
}

/// Names that an article has and the gazetteer does not know, the most frequent first; only those of which the words beside
/// them say that they are names.
pub fn new_names(article: &Article, names: &Gazetteer) -> Vec<NewName> {
    let texts: Vec<(Part, Text)> =
        texts(article).into_iter().map(|(part, _, text)| (part, Text::new(&text, names))).collect();
    let mut found = Vec::new();
    for (at, (part, text)) in texts.iter().enumerate() {
        let is_title = matches!(part, Part::Title | Part::TranslatedTitle);
        for range in sentences::sentences(text.written()) {
            let tokens = text.tokens(&range);
            let sentence = Sentence::new(text, &tokens);
            let claims = reading::claims(&sentence);
            found.extend(naming::named(&sentence, &claims, is_title).into_iter().map(|named| (at, named)));
        }
    }
    naming::gather(&texts, &found, names)
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
    published: Option<&DateRange>,
    names: &Gazetteer,
    out: &mut Vec<Candidate>,
) {
    let text = Text::new(text, names);
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for range in sentences::sentences(text.written()) {
        let tokens = text.tokens(&range);
        let sentence = Sentence::new(&text, &tokens);
        let dates = dates(&sentence, published);
        let mut own: Vec<Candidate> = Vec::new();
        for told in reading::claims(&sentence) {
            let date = date(&sentence, &dates, &told);
            let status = if is_over(&told, date.as_ref(), published) { Status::Paid } else { told.status };
            let candidate = Candidate {
                part,
                start: offset(range.start),
                end: offset(range.end),
                sentence: text.written().get(range.clone()).unwrap_or_default().iter().collect(),
                from: name(&text, told.from),
                to: name(&text, told.to),
                flow: told.flow,
                amount: amount(&sentence, &told, script),
                date,
                status,
                is_sure: told.doubts.is_empty(),
            };
            let same = own.iter_mut().find(|other| is_same(other, &candidate));
            match same {
                Some(other) => other.is_sure |= candidate.is_sure,
                None if candidate.from != candidate.to => own.push(candidate),
                None => {}
            }
        }
        out.append(&mut own);
    }
}

/// Whether money was spent in a year that was over: 2025 年資本開支為 81 億美元.
fn is_over(told: &Told, date: Option<&DateRange>, published: Option<&DateRange>) -> bool {
    let over = date.zip(published).is_some_and(|(date, published)| date.last() < published.first());
    told.flow == FlowKind::Capex && told.status == Status::Announced && over
}

/// Whether two tell the same money.
fn is_same(one: &Candidate, other: &Candidate) -> bool {
    let of = |candidate: &Candidate| {
        (candidate.from.clone(), candidate.to.clone(), candidate.flow, candidate.amount.clone())
    };
    of(one) == of(other)
}

fn name(text: &Text, who: Option<Who>) -> Option<String> {
    match who? {
        Who::Known(at) => text.names.get(at).map(|name| name.id.clone()),
        _ => None,
    }
}

/// The sum of a claim. Without a country 元 are those of where the text is from.
fn amount(sentence: &Sentence<'_>, told: &Told, script: Script) -> Option<Amount> {
    let Sort::Sum(at) = sentence.sort(told.sum?)? else { return None };
    let (_, sum) = sentence.text.sums.get(at)?;
    let currency = match sum.currency {
        Stated::Code(currency) => currency,
        Stated::Yuan => match beside(sentence, told.sum?) {
            Some(currency) if currency == Currency::CNY || currency == Currency::TWD => currency,
            _ if script == Script::Hant => Currency::TWD,
            _ => Currency::CNY,
        },
        Stated::Unknown if sentence.is_chinese => beside(sentence, told.sum?)?,
        Stated::Other | Stated::Unknown => return None,
    };
    let said = sums::qualifier(&sentence.tokens.all, &sentence.text.folded.chars, told.sum?, &told.span);
    let qualifier = if sum.qualifier == Qualifier::Exactly { said } else { sum.qualifier };
    Some(Amount { currency, low: sum.low, high: sum.high, qualifier, horizon: None })
}

/// The currency of the sum before, else of the one behind: 50 億與 100 億美元.
fn beside(sentence: &Sentence<'_>, at: usize) -> Option<Currency> {
    let currency = |token: &tokens::Token| match token.sort {
        Sort::Sum(sum) => match sentence.text.sums.get(sum)?.1.currency {
            Stated::Code(currency) => Some(currency),
            _ => None,
        },
        _ => None,
    };
    let (before, behind) = sentence.tokens.all.split_at_checked(at)?;
    before.iter().rev().find_map(currency).or_else(|| behind.iter().skip(1).find_map(currency))
}

/// The dates of a sentence, in their order, without the ends of times.
fn dates(sentence: &Sentence<'_>, published: Option<&DateRange>) -> Vec<Dated> {
    let chars = &sentence.text.folded.chars;
    let stated = sentence.tokens.all.iter().filter_map(|token| match token.sort {
        Sort::Date(at) => {
            let (range, date) = sentence.text.dates.get(at)?;
            Some(Dated { range: range.clone(), date: DateRange::from_days(date.first_day, date.last_day)? })
        }
        _ => None,
    });
    let mut out: Vec<Dated> = stated.collect();
    if let Some(published) = published.filter(|date| date.precision() == Precision::Day) {
        let within = sentence.start(0)..sentence.start(sentence.len());
        for dated in days::relative(chars, &within, published.first()) {
            let overlaps =
                |other: &Dated| other.range.start < dated.range.end && dated.range.start < other.range.end;
            if !out.iter().any(overlaps) {
                out.push(dated);
            }
        }
    }
    out.retain(|dated| !days::is_end(chars, &dated.range));
    out.sort_by_key(|dated| dated.range.start);
    out
}

/// The date of a claim: in what is said of it, else before.
fn date(sentence: &Sentence<'_>, dates: &[Dated], told: &Told) -> Option<DateRange> {
    let (from, to) = (sentence.start(told.span.start), sentence.start(told.span.end));
    if told.flow == FlowKind::Capex
        && let Some(year) = days::year_before(&sentence.text.folded.chars, sentence.start(told.verb))
    {
        return Some(year);
    }
    let own = dates.iter().find(|dated| from <= dated.range.start && dated.range.end <= to);
    let earlier = || dates.iter().rev().find(|dated| dated.range.end <= from);
    own.or_else(earlier).map(|dated| dated.date.clone())
}
