//! What searches ask about claims: from whom to whom, in which form, how firm, whether disputed, and what they say.

use super::desk::Desk;
use crate::messages::{Domain, answers, event_kinds, flows, statuses};
use crate::words::word;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use zhimai_knowledge::Owners;
use zhimai_knowledge::deals::Deals;
use zhimai_model::{Claim, Event, FlowKind, Status};
use zhimai_search::{ClaimField, ClaimTest, ClaimValue, Claims, Kind};
use zhimai_text::amount;
use zhimai_text::fold::folded;

/// Claims as known by the day of a request.
pub(crate) struct ClaimSearch<'d> {
    desk: &'d Desk<'d>,
    deals: OnceCell<Deals<'d>>,
    owners: OnceCell<Owners<'d>>,
}

impl<'d> ClaimSearch<'d> {
    pub(crate) fn new(desk: &'d Desk<'d>) -> Self {
        Self { desk, deals: OnceCell::new(), owners: OnceCell::new() }
    }

    fn owners(&self) -> &Owners<'d> {
        self.owners.get_or_init(|| self.desk.owners())
    }

    /// All claims that are known.
    fn known(&self) -> impl Iterator<Item = (&'d Event, &'d Claim)> {
        let desk = self.desk;
        let events = desk.knowledge().events().iter();
        let told = events.flat_map(|event| event.claims.iter().map(move |claim| (event, claim)));
        told.filter(|(event, claim)| desk.knows(event, claim))
    }

    fn passes(&self, event: &Event, claim: &Claim, test: &Test) -> bool {
        let belongs = |side: Option<&String>, ids: &[String]| {
            side.is_some_and(|side| ids.iter().any(|id| self.owners().belongs(side, id)))
        };
        match test {
            Test::From(ids) => belongs(claim.from.as_ref(), ids),
            Test::To(ids) => belongs(claim.to.as_ref(), ids),
            Test::Status(words) => words.contains(&word(self.status(claim))),
            Test::Flow(words) => words.contains(&word(claim.flow)),
            Test::Kind(words) => words.contains(&word(event.kind)) || words.contains(&word(claim.flow)),
            Test::Disputed(wanted) => wanted.contains(&self.is_disputed(claim)),
            Test::Says(sayings) => sayings.iter().any(|saying| saying.is_in(claim)),
        }
    }

    /// How firm a claim is: what it says, or how the money that it tells of ended.
    fn status(&self, claim: &Claim) -> Status {
        let deal = self.deals.get_or_init(|| self.desk.deals()).of_claim(&claim.id);
        let ended = deal.map(|deal| deal.status).filter(|status| is_end(*status));
        ended.unwrap_or(claim.status)
    }

    fn is_disputed(&self, claim: &Claim) -> bool {
        claim.conflicts_with.iter().any(|id| self.desk.is_known(id))
    }

    fn test(&self, test: &ClaimTest) -> Test {
        match test {
            ClaimTest::Side(ClaimField::To, ids) => Test::To(ids.clone()),
            ClaimTest::Side(_, ids) => Test::From(ids.clone()),
            ClaimTest::Is(field, values) => {
                let read = || values.iter().flat_map(|value| read(*field, value, true)).collect();
                match field {
                    ClaimField::Status => Test::Status(read()),
                    ClaimField::Flow => Test::Flow(read()),
                    ClaimField::Disputed => {
                        Test::Disputed(read().iter().map(|answer| answer == YES).collect())
                    }
                    ClaimField::Says => Test::Says(values.iter().map(|text| self.saying(text)).collect()),
                    ClaimField::Kind | ClaimField::From | ClaimField::To => Test::Kind(read()),
                }
            }
        }
    }

    fn saying(&self, text: &str) -> Saying {
        let names = self.desk.known.names();
        let named = names.lookup(text).into_iter().filter_map(|group| names.group(group));
        let forms = named.flat_map(|group| &group.forms).filter(|form| !form.is_mistake());
        let forms = forms.map(|form| folded(&form.text)).chain([folded(text.trim())]);
        Saying { forms: forms.collect(), sum: amount::parse(text).map(|sum| (sum.low, sum.high)) }
    }

    /// Events, and the articles that tell them and no others: what tells of much tells of each only in passing.
    fn documents<'e>(&self, events: impl IntoIterator<Item = &'e str>) -> Vec<(Kind, String)> {
        let mut out = Vec::new();
        for event in events {
            out.push((Kind::Event, event.to_owned()));
            let articles = self.desk.known.articles_about(event);
            out.extend(articles.map(|article| (Kind::Article, article.clone())));
        }
        out
    }
}

impl Claims for ClaimSearch<'_> {
    fn reads(&self, field: ClaimField, value: &str, growing: bool) -> bool {
        match field {
            ClaimField::From | ClaimField::To => false,
            ClaimField::Says => !value.trim().is_empty(),
            _ => !read(field, value, growing).is_empty(),
        }
    }

    fn telling(&self, tests: &[ClaimTest]) -> Vec<(Kind, String)> {
        let tests: Vec<Test> = tests.iter().map(|test| self.test(test)).collect();
        let telling =
            self.known().filter(|(event, claim)| tests.iter().all(|test| self.passes(event, claim, test)));
        self.documents(telling.map(|(event, _)| event.id.as_str()).collect::<BTreeSet<_>>())
    }

    fn values(&self) -> Vec<ClaimValue> {
        let mut told: BTreeMap<(ClaimField, String), BTreeSet<&str>> = BTreeMap::new();
        for (event, claim) in self.known() {
            let mut tell = |field, value: String| {
                told.entry((field, value)).or_default().insert(&event.id);
            };
            tell(ClaimField::Status, word(self.status(claim)));
            if claim.flow != FlowKind::None {
                tell(ClaimField::Flow, word(claim.flow));
            }
            tell(ClaimField::Disputed, if self.is_disputed(claim) { YES } else { NO }.to_owned());
        }
        let value = |((field, value), events): ((ClaimField, String), BTreeSet<&str>)| ClaimValue {
            field,
            value,
            events: events.into_iter().map(str::to_owned).collect(),
        };
        told.into_iter().map(value).collect()
    }
}

const YES: &str = "yes";
const NO: &str = "no";

/// A test of a claim, with the words that its value was read as.
enum Test {
    From(Vec<String>),
    To(Vec<String>),
    Status(Vec<String>),
    Flow(Vec<String>),
    Kind(Vec<String>),
    Disputed(Vec<bool>),
    Says(Vec<Saying>),
}

/// Something that a claim may say.
struct Saying {
    /// Folded; any of them.
    forms: Vec<String>,
    /// The ends of a sum.
    sum: Option<(i64, i64)>,
}

impl Saying {
    fn is_in(&self, claim: &Claim) -> bool {
        let texts = [Some(&claim.text.zh), Some(&claim.text.en), claim.quote.as_ref()];
        let says = texts.into_iter().flatten().any(|text| {
            let text = folded(text);
            self.forms.iter().any(|form| stands_in(form, &text))
        });
        let sum = claim.amount.as_ref().map(|amount| (amount.low, amount.high));
        says || self.sum.is_some() && self.sum == sum
    }
}

/// Whether a string stands in a text, both folded: letters and digits begin and end where words and numbers do.
fn stands_in(form: &str, text: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        is_word(a) && is_word(b) || is_number(b) && matches!(a, Some('.' | ','))
    };
    text.match_indices(form).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !joins(before, form.chars().next()) && !joins(form.chars().next_back(), after)
    })
}

fn is_end(status: Status) -> bool {
    matches!(status, Status::Denied | Status::CalledOff)
}

/// The words of the library that a value means, in any of the three languages. Of a word in Chinese a part is enough; of one that
/// is still being typed (`growing`), its beginning.
fn read(field: ClaimField, value: &str, growing: bool) -> Vec<String> {
    let wanted = plain(value);
    if wanted.is_empty() {
        return Vec::new();
    }
    let domains: &[Domain] = match field {
        ClaimField::Status => &[statuses::ALL],
        ClaimField::Flow => &[flows::ALL],
        ClaimField::Kind => &[event_kinds::ALL, flows::ALL],
        ClaimField::Disputed => &[answers::ALL],
        ClaimField::From | ClaimField::To | ClaimField::Says => return Vec::new(),
    };
    let all = || domains.iter().flat_map(|domain| domain.iter());
    let meaning = |fits: &dyn Fn(&str) -> bool| {
        let known = all()
            .filter(|(key, message)| std::iter::once(*key).chain(message.0).any(|word| fits(&plain(word))));
        known.map(|(key, _)| (*key).to_owned()).collect::<BTreeSet<_>>()
    };
    let mut found = meaning(&|word| word == wanted);
    if found.is_empty() {
        let others = OTHERS.iter().filter(|(_, others)| others.contains(&wanted.as_str()));
        let is_known = |key: &&str| all().any(|(known, _)| known == key);
        found = others.map(|(key, _)| *key).filter(is_known).map(str::to_owned).collect();
    }
    let is_chinese = wanted.chars().count() > 1 && !wanted.is_ascii();
    // 股權 begins 股權投資, and is no 認股權證.
    if found.is_empty() && is_chinese {
        found = meaning(&|word| word.starts_with(&wanted));
    }
    if found.is_empty() && is_chinese {
        found = meaning(&|word| word.contains(&wanted));
    }
    if found.is_empty() && growing {
        found = meaning(&|word| word.starts_with(&wanted));
    }
    found.into_iter().collect()
}

/// What people type for words of the library, as [`plain`] makes it.
const OTHERS: &[(&str, &[&str])] = &[
    ("rumoured", &["rumored", "rumor", "rumour", "rumors", "rumours", "谣传", "风声"]),
    ("letter-of-intent", &["loi", "mou", "letterofintention", "备忘录"]),
    ("committed", &["signed", "contracted", "commitment", "签约", "已签约", "签署"]),
    ("announced", &["announcement", "公布", "已公布"]),
    ("paid", &["payment", "已付", "付清", "已付清"]),
    ("denied", &["denial", "refuted", "辟谣"]),
    ("called-off", &["cancelled", "canceled", "terminated", "作罢", "告吹", "终止"]),
    ("equity", &["shares", "stock", "stake", "入股", "持股"]),
    ("loan", &["loans", "debt", "borrowing", "借款", "借贷", "债务"]),
    ("guarantee", &["guarantees", "backstop", "保证"]),
    ("warrant", &["warrants", "options", "选择权", "期权"]),
    ("compute-purchase", &["compute", "cloud"]),
    ("lease", &["leases", "rent", "租用"]),
    ("power-purchase", &["power", "electricity", "ppa", "电力"]),
    ("licence", &["license", "licensing", "licences", "licenses"]),
    ("acquisition", &["acquisitions", "takeover", "buyout", "merger", "m&a", "并购"]),
    ("grant", &["grants", "subsidy", "subsidies", "补贴"]),
    ("yes", &["y", "true", "1", "是"]),
    ("no", &["n", "false", "0", "否", "无"]),
];

/// A word without what does not matter: script, case, and what joins its parts.
fn plain(word: &str) -> String {
    folded(word.trim()).replace([' ', '-'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_in_every_language_and_a_part_of_it_in_chinese() {
        for (field, value, expect) in [
            (ClaimField::Status, "committed", &["committed"][..]),
            (ClaimField::Status, "Letter of intent", &["letter-of-intent"]),
            (ClaimField::Status, "已承諾", &["committed"]),
            (ClaimField::Status, "承诺", &["committed"]),
            (ClaimField::Status, "否認", &["denied"]),
            (ClaimField::Flow, "貸款", &["loan"]),
            (ClaimField::Flow, "算力", &["compute-purchase"]),
            (ClaimField::Kind, "監管", &["regulation"]),
            (ClaimField::Disputed, "yes", &["yes"]),
            (ClaimField::Disputed, "沒有", &["no"]),
            (ClaimField::Status, "rumored", &["rumoured"]),
            (ClaimField::Status, "LOI", &["letter-of-intent"]),
            (ClaimField::Status, "已付", &["paid"]),
            (ClaimField::Status, "canceled", &["called-off"]),
            (ClaimField::Flow, "license", &["licence"]),
            (ClaimField::Flow, "股權", &["equity"]),
            (ClaimField::Flow, "借款", &["loan"]),
            (ClaimField::Flow, "併購", &["acquisition"]),
            (ClaimField::Flow, "rumored", &[]),
            (ClaimField::Disputed, "是", &["yes"]),
            (ClaimField::Disputed, "False", &["no"]),
            (ClaimField::Status, "com", &[]),
            (ClaimField::Status, "", &[]),
            (ClaimField::Flow, "committed", &[]),
        ] {
            assert_eq!(read(field, value, false), expect, "{value}");
        }
        assert_eq!(read(ClaimField::Status, "com", true), ["committed"]);
    }

    #[test]
    fn a_saying_stands_by_itself() {
        for (form, text, expect) in [
            ("450亿", "最多450亿美元", true),
            ("450亿", "至1450亿美元", false),
            ("45", "$45 billion", true),
            ("45", "$1.45 billion", false),
            ("arm", "alarm", false),
            ("arm", "with arm.", true),
            ("算力", "买算力", true),
        ] {
            assert_eq!(stands_in(form, text), expect, "{form} in {text}");
        }
    }
}
