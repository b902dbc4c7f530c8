//! A pool of articles and queries out of nothing: the same number gives the same articles, anywhere and at any time.
//!
//! An article is about four facts: a subject, another party, a place and a topic. A title and a lead sentence tell them;
//! the rest is filled with clauses of the bundled collection, recombined, and with sentences about other names, drawn
//! so that a few are everywhere and most are rare (Zipf's law). Half of the articles are in Traditional Chinese, three
//! tenths in Simplified, two tenths in English.
//!
//! A query asks for three of the facts; what answers it is known by construction: every article with these three.

use crate::dice::Dice;
use crate::pool::{Doc, Query};
use crate::words::{
    ACROSS, CHINESE, COMPANY_ENDINGS, ENGLISH, Language, NAME_CHARACTERS, PLACE_ENDINGS, SYLLABLES,
};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, HashMap};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use zhimai_import::collection::Collection;
use zhimai_model::{AliasKind, Article, Body, Entity, EntityKind, Lang};
use zhimai_text::convert::convert;
use zhimai_text::script::Script;

/// Made-up companies and places that there are to draw from.
const COMPANIES: u64 = 50_000;
const PLACES: u64 = 5_000;
/// Percentage of companies that are of the bundled collection: those that an article is about, and those in passing.
const SHARE_KNOWN: u64 = 40;
const PASSING_KNOWN: u64 = 10;
/// A query that more articles than these answer is no search for a known item.
const MOST_RELEVANT: usize = 20;

/// How an article or query is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Hant,
    Hans,
    English,
}

impl Written {
    /// The three are kept side by side in arrays.
    fn of(self, forms: &[String; 3]) -> &str {
        let [hant, hans, english] = forms;
        match self {
            Written::Hant => hant,
            Written::Hans => hans,
            Written::English => english,
        }
    }

    fn language(self) -> &'static Language {
        match self {
            Written::Hant | Written::Hans => &CHINESE,
            Written::English => &ENGLISH,
        }
    }

    fn other_script(self) -> Written {
        match self {
            Written::Hant => Written::Hans,
            Written::Hans => Written::Hant,
            Written::English => Written::English,
        }
    }
}

/// A company: one of the bundled collection, or the nth of the made-up ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Company {
    Known(usize),
    Made(u64),
}

/// What an article is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Facts {
    subject: Company,
    other: Company,
    place: u64,
    topic: usize,
}

struct Known {
    id: String,
    forms: [String; 3],
    /// Other right names, for queries.
    others: Vec<[String; 3]>,
}

/// Makes articles and queries.
pub(crate) struct Generator {
    seed: u64,
    articles: u64,
    known: Vec<Known>,
    topics: Vec<[String; 3]>,
    /// Clauses in Chinese, in both scripts, and in English.
    chinese: Vec<[String; 3]>,
    english: Vec<String>,
    characters: Vec<[char; 2]>,
    /// Templates in Simplified, by their Traditional form.
    simplified: HashMap<&'static str, String>,
}

impl Generator {
    /// `collection` gives names, terms and clauses.
    pub(crate) fn new(seed: u64, articles: u64, collection: &Collection) -> Result<Self> {
        let companies = collection.entities.iter().filter(|entity| entity.kind == EntityKind::Company);
        let known: Vec<Known> = companies
            .map(|entity| {
                let names = &entity.names;
                let forms = [names.zh_tw.clone(), names.zh_cn.clone(), names.en.clone()];
                let others = other_names(entity, &forms);
                Known { id: entity.id.clone(), forms, others }
            })
            .collect();
        let topics: Vec<[String; 3]> = collection
            .terms
            .iter()
            .filter_map(|term| Some([term.zh.clone(), term.zh_cn.clone(), term.en.first()?.clone()]))
            .collect();
        let (mut in_chinese, mut english) = (Vec::new(), Vec::new());
        for body in collection.articles.iter().flat_map(bodies) {
            match body.lang {
                Lang::Zh => in_chinese.extend(clauses(body, &['，', '。', '；', '：', '！', '？'])),
                Lang::En => english.extend(clauses(body, &[',', '.', ';', ':', '!', '?'])),
                Lang::Other => {}
            }
        }
        ensure!(
            !known.is_empty() && !topics.is_empty() && !in_chinese.is_empty() && !english.is_empty(),
            "content/ holds no companies, terms or articles in both languages"
        );
        let in_chinese =
            in_chinese.into_iter().map(|clause| [clause.clone(), simplified(&clause), clause]).collect();
        let characters = NAME_CHARACTERS.chars().filter(|c| !c.is_whitespace());
        let characters =
            characters.map(|c| [c, simplified(&c.to_string()).chars().next().unwrap_or(c)]).collect();
        let Language { titles, leads, fillers, keywords, questions } = CHINESE;
        let templates = [titles, leads, fillers, keywords, questions].into_iter().flatten();
        let simplified = templates.map(|template| (*template, simplified(template))).collect();
        Ok(Self { seed, articles, known, topics, chinese: in_chinese, english, characters, simplified })
    }

    /// The facts of an article, and the dice to go on with.
    fn facts(&self, number: u64) -> (Facts, Written, Dice) {
        let mut dice = Dice::new(self.seed, number);
        let written = match dice.below(10) {
            0..5 => Written::Hant,
            5..8 => Written::Hans,
            _ => Written::English,
        };
        let subject = self.company(&mut dice, SHARE_KNOWN);
        let mut other = self.company(&mut dice, SHARE_KNOWN);
        while other == subject {
            other = self.company(&mut dice, SHARE_KNOWN);
        }
        let topic = usize::try_from(dice.zipf(self.topics.len() as u64)).unwrap_or(0);
        (Facts { subject, other, place: dice.zipf(PLACES), topic }, written, dice)
    }

    fn company(&self, dice: &mut Dice, share_known: u64) -> Company {
        if dice.below(100) < share_known {
            Company::Known(usize::try_from(dice.zipf(self.known.len() as u64)).unwrap_or(0))
        } else {
            Company::Made(dice.zipf(COMPANIES))
        }
    }

    fn company_name(&self, company: Company, written: Written) -> String {
        match company {
            Company::Known(at) => self.known.get(at).map(|known| written.of(&known.forms).to_owned()),
            Company::Made(number) => Some(self.made_up(1, number, COMPANY_ENDINGS, written)),
        }
        .unwrap_or_default()
    }

    fn place_name(&self, number: u64, written: Written) -> String {
        self.made_up(2, number, PLACE_ENDINGS, written)
    }

    /// The nth made-up name of a sort.
    fn made_up(&self, sort: u64, number: u64, endings: &[(&str, &str)], written: Written) -> String {
        let mut dice = Dice::new(sort, number);
        let (chinese, english) = dice.pick(endings).copied().unwrap_or_default();
        let mut name = String::new();
        if written == Written::English {
            for _ in 0..2 + dice.below(2) {
                name.push_str(dice.pick(SYLLABLES).copied().unwrap_or_default());
            }
            let mut letters = name.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            let between = if endings.len() == COMPANY_ENDINGS.len() { " " } else { "" };
            return format!("{capital}{}{between}{english}", letters.as_str());
        }
        for _ in 0..2 + dice.below(2) {
            if let Some([hant, hans]) = dice.pick(&self.characters) {
                name.push(if written == Written::Hant { *hant } else { *hans });
            }
        }
        name + &if written == Written::Hant { chinese.to_owned() } else { simplified(chinese) }
    }

    fn template<'a>(&'a self, dice: &mut Dice, of: &[&'static str], written: Written) -> &'a str {
        let template = dice.pick(of).copied().unwrap_or_default();
        match self.simplified.get(template) {
            Some(simplified) if written == Written::Hans => simplified,
            _ => template,
        }
    }

    /// Puts in what an article is about.
    fn tell(&self, template: &str, facts: &Facts, written: Written) -> String {
        let topic = self.topics.get(facts.topic).map(|topic| written.of(topic)).unwrap_or_default();
        template
            .replace("{s}", &self.company_name(facts.subject, written))
            .replace("{o}", &self.company_name(facts.other, written))
            .replace("{p}", &self.place_name(facts.place, written))
            .replace("{t}", topic)
    }

    /// Puts in what else occurs.
    fn fill(&self, template: &str, dice: &mut Dice, written: Written) -> String {
        let topic =
            usize::try_from(dice.zipf(self.topics.len() as u64)).ok().and_then(|at| self.topics.get(at));
        let (a, b) = (self.company(dice, PASSING_KNOWN), self.company(dice, PASSING_KNOWN));
        template
            .replace("{a}", &self.company_name(a, written))
            .replace("{b}", &self.company_name(b, written))
            .replace("{c}", &self.place_name(dice.zipf(PLACES), written))
            .replace("{u}", topic.map(|topic| written.of(topic)).unwrap_or_default())
            .replace("{n}", &(2 + dice.zipf(800)).to_string())
            .replace("{y}", &(2019 + dice.below(9)).to_string())
            .replace("{m}", &(1 + dice.below(12)).to_string())
    }

    /// A sentence of two or three clauses that stand somewhere in the bundled collection.
    fn recombined(&self, dice: &mut Dice, written: Written) -> String {
        let count = 2 + dice.below(2);
        let clause = |dice: &mut Dice| match written {
            Written::English => dice.pick(&self.english).map(String::as_str),
            _ => dice.pick(&self.chinese).map(|clause| written.of(clause)),
        };
        let clauses: Vec<&str> = (0..count).filter_map(|_| clause(dice)).collect();
        match written {
            Written::English => clauses.join(", ") + ".",
            _ => clauses.join("，") + "。",
        }
    }

    /// The article with a number.
    fn article(&self, number: u64) -> Doc {
        let (facts, written, mut dice) = self.facts(number);
        let dice = &mut dice;
        let language = written.language();
        let title = self.tell(self.template(dice, language.titles, written), &facts, written);
        let mut sentences = vec![self.tell(self.template(dice, language.leads, written), &facts, written)];
        for _ in 0..7 + dice.below(10) {
            sentences.push(if dice.below(10) < 6 {
                self.recombined(dice, written)
            } else {
                self.fill(self.template(dice, language.fillers, written), dice, written)
            });
        }
        // The lead is not always what an article begins with.
        let at = usize::try_from(dice.below(3)).unwrap_or(0).min(sentences.len() - 1);
        sentences.swap(0, at);
        let month = 1 + dice.below(12);
        let mut text = self.fill(&sentences.remove(0), dice, written);
        for (at, sentence) in sentences.iter().enumerate() {
            text.push_str(match (at % 3, written) {
                (2, _) => "\n\n",
                (_, Written::English) => " ",
                _ => "",
            });
            text.push_str(&self.fill(sentence, dice, written));
        }
        let known = |company| match company {
            Company::Known(at) => self.known.get(at).map(|known| known.id.clone()),
            Company::Made(_) => None,
        };
        Doc {
            id: id(number),
            title,
            text,
            date: Some(format!("{}-{month:02}-{:02}", 2018 + dice.below(9), 1 + dice.below(28))),
            source: Some(format!("source-{}", dice.zipf(60))),
            entities: [facts.subject, facts.other].into_iter().filter_map(known).collect(),
        }
    }

    /// Writes `pool.jsonl` and `queries.jsonl` into a folder.
    pub(crate) fn write(&self, folder: &Path, per_kind: usize) -> Result<(PathBuf, PathBuf)> {
        let (pool, queries) = (folder.join("pool.jsonl"), folder.join("queries.jsonl"));
        write_lines(&pool, (0..self.articles).map(|number| self.article(number)))?;
        write_lines(&queries, self.queries(per_kind).into_iter())?;
        Ok((pool, queries))
    }

    /// Queries of every kind, as many of each, or fewer when the pool has no more.
    fn queries(&self, per_kind: usize) -> Vec<Query> {
        // More than are needed: some turn out to be answered by too many articles. All kinds ask about the same
        // articles in the same turn of words, so that kinds can be compared.
        let candidates: Vec<(Kind, Asked, String)> = (0..(per_kind as u64).saturating_mul(200))
            .flat_map(|turn| {
                let number = Dice::new(self.seed, turn ^ u64::MAX).below(self.articles);
                let (facts, written, _) = self.facts(number);
                Kind::ALL.into_iter().filter_map(move |kind| {
                    let (asked, query) =
                        self.query(kind, &facts, written, &mut Dice::new(self.seed, number))?;
                    Some((kind, asked, query))
                })
            })
            .collect();
        let mut relevant: HashMap<Asked, (Vec<u64>, bool)> =
            candidates.iter().map(|(_, asked, _)| (*asked, Default::default())).collect();
        for number in 0..self.articles {
            let (facts, written, _) = self.facts(number);
            for asked in [Asked::of(&facts), Asked::across(&facts)] {
                if let Some((articles, english)) = relevant.get_mut(&asked) {
                    articles.push(number);
                    *english |= written == Written::English;
                }
            }
        }
        let mut out: BTreeMap<Kind, Vec<Query>> = BTreeMap::new();
        for (kind, asked, query) in candidates {
            let Some((articles, english)) = relevant.get(&asked) else { continue };
            let list = out.entry(kind).or_default();
            let seen = list.iter().any(|other: &Query| other.query == query);
            if articles.len() <= MOST_RELEVANT
                && !seen
                && list.len() < per_kind
                && !(kind == Kind::Across && *english)
            {
                let relevant = articles.iter().map(|number| id(*number)).collect();
                list.push(Query { query, relevant, kind: kind.title().to_owned() });
            }
        }
        out.into_values().flatten().collect()
    }

    /// A query of a kind about an article, where the article allows it.
    fn query(&self, kind: Kind, facts: &Facts, written: Written, dice: &mut Dice) -> Option<(Asked, String)> {
        let three = Asked::of(facts);
        let ask = |templates, written: Written, dice: &mut Dice| {
            self.tell(self.template(dice, templates, written), facts, written)
        };
        let language = written.language();
        match (kind, written) {
            (Kind::Keywords, _) => Some((three, ask(language.keywords, written, dice))),
            (Kind::EnglishQuestion, Written::English) | (Kind::Question, Written::Hant | Written::Hans) => {
                Some((three, ask(language.questions, written, dice)))
            }
            (Kind::OtherScript, Written::Hant | Written::Hans) => {
                Some((three, ask(language.questions, written.other_script(), dice)))
            }
            (Kind::OtherName, Written::Hant | Written::Hans) => {
                let Company::Known(at) = facts.subject else { return None };
                let name = dice.pick(&self.known.get(at)?.others)?;
                let template =
                    self.template(dice, language.keywords, written).replace("{s}", written.of(name));
                Some((three, self.tell(&template, facts, written)))
            }
            (Kind::Across, Written::Hant | Written::Hans) => {
                let (Company::Known(_), Company::Known(_)) = (facts.subject, facts.other) else {
                    return None;
                };
                Some((Asked::across(facts), ask(ACROSS, Written::English, dice)))
            }
            _ => None,
        }
    }
}

/// What makes a query hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Keywords,
    EnglishQuestion,
    Question,
    OtherScript,
    OtherName,
    Across,
}

impl Kind {
    const ALL: [Kind; 6] = [
        Kind::Keywords,
        Kind::EnglishQuestion,
        Kind::Question,
        Kind::OtherScript,
        Kind::OtherName,
        Kind::Across,
    ];

    fn title(self) -> &'static str {
        match self {
            Kind::Keywords => "the article's words",
            Kind::EnglishQuestion => "English question",
            Kind::Question => "Chinese question",
            Kind::OtherScript => "the same in the other script",
            Kind::OtherName => "by another name",
            Kind::Across => "English asks Chinese",
        }
    }
}

/// The three facts that a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Asked {
    Place(Company, u64, usize),
    Other(Company, Company, usize),
}

impl Asked {
    fn of(facts: &Facts) -> Self {
        Asked::Place(facts.subject, facts.place, facts.topic)
    }

    fn across(facts: &Facts) -> Self {
        Asked::Other(facts.subject, facts.other, facts.topic)
    }
}

fn id(number: u64) -> String {
    format!("made-{number}")
}

fn bodies(article: &Article) -> impl Iterator<Item = &Body> {
    std::iter::once(&article.body).chain(&article.translation)
}

/// The clauses of a text that are neither too short to say anything nor too long to go on from.
fn clauses(body: &Body, ends: &[char]) -> Vec<String> {
    let text = body.blocks.iter().filter(|block| !block.is_heading());
    let pieces =
        text.flat_map(|block| block.text.split(|c| ends.contains(&c) || "「」『』“”\"()（）{}".contains(c)));
    let shortest = if body.lang == Lang::Zh { 5 } else { 15 };
    let fits = |piece: &&str| (shortest..120).contains(&piece.chars().count());
    pieces.map(str::trim).filter(fits).map(str::to_owned).collect()
}

/// Right names that neither stand in a usual one nor the other way round: `NVDA`, `臉書`, but not `微軟公司`.
fn other_names(entity: &Entity, forms: &[String; 3]) -> Vec<[String; 3]> {
    let plain = |name: &str| simplified(name).to_lowercase();
    let wrong = |kind| matches!(kind, AliasKind::Misspelling | AliasKind::Mistranslation);
    let names = [&entity.names.zh_hk, &entity.names.zh_tw, &entity.names.zh_cn, &entity.names.en];
    let aliases = entity.aliases.iter().filter(|alias| !wrong(alias.kind)).map(|alias| &alias.text);
    let apart = |name: &&String| {
        let name = plain(name);
        let [hant, hans, _] = forms;
        [hant, hans]
            .into_iter()
            .map(|form| plain(form))
            .all(|form| !form.contains(&name) && !name.contains(&form))
    };
    let others = names.into_iter().chain(aliases).filter(apart);
    others.map(|name| [name.clone(), simplified(name), name.clone()]).collect()
}

fn simplified(text: &str) -> String {
    convert(text, Script::Hans).text
}

fn write_lines<T: serde::Serialize>(path: &Path, lines: impl Iterator<Item = T>) -> Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(path).with_context(|| path.display().to_string())?);
    for line in lines {
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests;
