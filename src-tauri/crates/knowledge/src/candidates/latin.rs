//! Latin names that nobody knows: words with a capital, and what says what they are names of.

use super::sentence::Sentence;
use super::tokens::Sort;
use super::told::{Named, Told};
use super::words::Word;
use std::ops::Range;
use zhimai_model::EntityKind;

/// The last words of names of companies.
const ENDINGS: &str = "inc corp corporation ltd llc plc gmbh labs lab technologies ventures capital robotics holdings \
    semiconductor semiconductors therapeutics biosciences networks partners motors energy";

/// Words before a name or behind its comma that say that it is a company.
const COMPANIES: &str = "startup start-up chipmaker company firm developer maker unicorn lab carmaker provider insurer \
    operator bank retailer investor";

/// Those that say that it is a person.
const PEOPLE: &str = "ceo cfo cto executive founder co-founder cofounder president chairman chairwoman analyst scientist \
    economist professor researcher";

/// Verbs whose object is a product.
const LAUNCHED: &str =
    "launched launches launch unveiled unveils unveil released releases introduced introduces";

/// Words that are no name, or one of a place, a people, a paper or a stock exchange.
const NONE: &str = "american chinese european japanese korean british french german indian taiwanese israeli saudi arabian \
    emirati united states kingdom china japan korea taiwan india britain france germany europe america asia africa canada \
    australia singapore malaysia norway sweden finland ireland italy spain brazil mexico israel arabia emirates qatar russia \
    ukraine vietnam indonesia washington beijing shanghai shenzhen hangzhou london paris berlin tokyo seoul taipei texas \
    arizona ohio louisiana california york jersey nevada virginia georgia oregon michigan wisconsin indiana tennessee \
    mississippi pennsylvania silicon valley wall street white house congress senate pentagon nasdaq nyse reuters bloomberg \
    financial times journal information cnbc series phase stage round chip chips act act gpu gpus tpu api ceo cfo cto ipo llm \
    agi nasdaq hong kong san francisco north south east west new big tech internet english board court supreme federal \
    department ministry commission union university shares class title section article act law bill order note notes";

/// What Chinese says right before a name.
const CHINESE_BEFORE: &[(EntityKind, &[&str])] = &[
    (
        EntityKind::Company,
        &[
            "新创公司",
            "新创",
            "初创公司",
            "初创企业",
            "初创",
            "公司",
            "晶片商",
            "芯片商",
            "开发商",
            "业者",
            "独角兽",
            "实验室",
        ],
    ),
    (EntityKind::Model, &["模型", "大模型"]),
    (
        EntityKind::Person,
        &[
            "执行长",
            "首席执行官",
            "创办人",
            "创始人",
            "董事长",
            "总裁",
            "分析师",
            "财务长",
            "技术长",
            "首席科学家",
        ],
    ),
    (EntityKind::Product, &["推出", "发布", "发表"]),
];

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|own| own == word)
}

/// The Latin names of a sentence that nobody knows.
pub(super) fn named(sentence: &Sentence<'_>, claims: &[Told]) -> Vec<Named> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let Some(last) = run(sentence, at) else {
            at += 1;
            continue;
        };
        if let Some(kind) = kind(sentence, at..last + 1, claims) {
            out.push(Named { range: sentence.start(at)..end(sentence, last), kind });
        }
        at = last + 1;
    }
    out
}

fn end(sentence: &Sentence<'_>, at: usize) -> usize {
    sentence.tokens.all.get(at).map_or(0, |token| token.range.end)
}

/// A token as folded text.
fn word(sentence: &Sentence<'_>, at: usize) -> String {
    let range = sentence.tokens.all.get(at).map(|token| token.range.clone());
    range.and_then(|range| sentence.text.folded.chars.get(range)).unwrap_or_default().iter().collect()
}

/// Whether a token is written with a capital.
fn is_capital(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.tokens.all.get(at) else { return false };
    let is_own = !matches!(token.sort, Sort::Name(_) | Sort::Sum(_) | Sort::Date(_));
    let written = sentence.text.original(&token.range);
    is_own && sentence.text.written().get(written.start).is_some_and(|c| c.is_uppercase())
}

/// Whether a token stands right behind the one before, but for a space or nothing.
fn is_next(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let between = sentence.text.folded.chars.get(end(sentence, before)..sentence.start(at));
    between.is_some_and(|between| matches!(between, [' ']))
}

/// The last token of a name that begins at a token. What stands beside a known name is a part of it, or says of it what it is.
fn run(sentence: &Sentence<'_>, first: usize) -> Option<usize> {
    let is_known = |at: usize| matches!(sentence.sort(at), Some(Sort::Name(_)));
    let before = first.checked_sub(1);
    if !matches!(sentence.sort(first), Some(Sort::Unknown)) || !is_capital(sentence, first) {
        return None;
    }
    let mut last = first;
    while last - first < 3 && is_next(sentence, last + 1) && is_capital(sentence, last + 1) {
        last += 1;
    }
    let is_beside = before.is_some_and(is_known) && is_next(sentence, first)
        || is_known(last + 1) && is_next(sentence, last + 1);
    (!is_beside).then_some(last)
}

/// What it is a name of; nothing where nothing says that it is one.
fn kind(sentence: &Sentence<'_>, run: Range<usize>, claims: &[Told]) -> Option<Option<EntityKind>> {
    let words: Vec<String> = run.clone().map(|at| word(sentence, at)).collect();
    let last = words.last()?;
    let company = Some(Some(EntityKind::Company));
    if words.len() > 1 && is_in(ENDINGS, last) && !words.iter().rev().skip(1).any(|word| is_in(NONE, word)) {
        return company;
    }
    let is_short = words.len() == 1 && last.chars().count() < 4;
    if is_short || words.iter().any(|word| is_in(NONE, word)) {
        return None;
    }
    // A word that only begins a sentence has its capital from there.
    let begins = run.start == 0;
    let before = run.start.checked_sub(1).filter(|at| !is_capital(sentence, *at));
    let before = before.map(|at| word(sentence, at)).unwrap_or_default();
    // The startup is one token.
    let before = before.rsplit(' ').next().unwrap_or_default();
    if sentence.is_chinese {
        let head = sentence.text.folded.chars.get(sentence.start(0)..sentence.start(run.start))?;
        let head: String = head.iter().collect();
        let head = head.trim_end_matches([' ', '「', '“', '"', '《']);
        let says = |word: &&&str| head.ends_with(**word);
        for (kind, said) in CHINESE_BEFORE {
            if said.iter().any(|word| says(&word)) && (*kind != EntityKind::Person || words.len() > 1) {
                return Some(Some(*kind));
            }
        }
        let tail = sentence.text.folded.chars.get(end(sentence, run.end - 1)..).unwrap_or_default();
        let tail: String = tail.iter().take(3).collect();
        if tail.trim_start().starts_with("公司") || tail.trim_start().starts_with("集团") {
            return company;
        }
    } else {
        if is_in(COMPANIES, before) {
            return company;
        }
        if is_in(PEOPLE, before) && (2..4).contains(&words.len()) {
            return Some(Some(EntityKind::Person));
        }
        if is_in(LAUNCHED, before) {
            return Some(Some(EntityKind::Product));
        }
        let is_owner = matches!(sentence.word(run.end), Some(Word::Possessive));
        if ["called", "named", "dubbed"].contains(&before) && !is_owner {
            return Some(None);
        }
        if let Some(kind) = behind(sentence, run.end) {
            let fits = kind != EntityKind::Person || (2..4).contains(&words.len());
            return fits.then_some(Some(kind));
        }
    }
    let told = claims.iter().find(|told| told.doubts.is_empty() && told.unknown.contains(&run.start))?;
    (!begins || words.len() > 1 || claims.len() == 1).then(|| {
        // Who gives may be a person.
        let is_giver = told.to.is_some_and(|who| matches!(who, super::slots::Who::Known(_)));
        (!is_giver || words.len() == 1).then_some(EntityKind::Company)
    })
}

/// What is said behind the comma after a name: , a startup in Paris; , chief executive of.
fn behind(sentence: &Sentence<'_>, at: usize) -> Option<EntityKind> {
    if !matches!(sentence.word(at), Some(Word::Pause)) {
        return None;
    }
    let first = word(sentence, at + 1);
    let is_article = ["a", "an", "the", "its", "chief"].contains(&first.as_str());
    let from = at + 1 + usize::from(is_article);
    for i in from..from + if is_article { 4 } else { 1 } {
        if matches!(sentence.word(i), Some(Word::Pause | Word::Stop | Word::Mark(_) | Word::Verb { .. })) {
            return None;
        }
        let own = word(sentence, i);
        if is_in(COMPANIES, &own) && is_article {
            return Some(EntityKind::Company);
        }
        if is_in(PEOPLE, &own) {
            return Some(EntityKind::Person);
        }
    }
    None
}
