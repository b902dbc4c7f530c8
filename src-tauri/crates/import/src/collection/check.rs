//! Looks at a collection as a whole: identifiers, references, dates, alignment, sources.

use super::{Collection, problem};
use crate::told::narrow;
use std::collections::{HashMap, HashSet};
use zhimai_model::{
    Article, ArticleKind, Claim, FlowKind, Front, Misaligned, Precision, Problem, ProblemKind,
};
use zhimai_text::fold::folded;

/// The kinds of relations between entities.
pub const RELATIONS: &[&str] = &[
    "adopted-by",
    "available-on",
    "ceo-of",
    "chair-of",
    "competitor-of",
    "created-by",
    "customer-of",
    "executive-of",
    "founded",
    "investor-in",
    "makes",
    "member-of",
    "owns",
    "parent-of",
    "part-of",
    "partner-of",
    "product-of",
    "project-of",
    "received-investment-from",
    "related-to",
    "steward-of",
    "stewarded-by",
    "subsidiary-of",
    "successor-of",
    "supplied-by",
    "supplier-to",
];

/// Everything that does not fit together in a collection; nothing, when it is sound.
pub fn check(collection: &Collection) -> Vec<Problem> {
    let mut found = Findings::default();
    if collection.info.is_none() {
        found.bad("collection.json", "collection.json", None);
    }
    found.unique("entities", collection.entities.iter().map(|e| &e.id));
    found.unique("events", collection.events.iter().map(|e| &e.id));
    found.unique("conflicts.json", collection.conflicts.iter().map(|c| &c.id));
    found.unique("glossary.json", collection.terms.iter().map(|t| &t.id));
    found.unique("articles", collection.articles.iter().map(|a| &a.id));
    found.regions(&collection.regions);
    let entities: HashSet<&str> = collection.entities.iter().map(|e| e.id.as_str()).collect();
    let events: HashSet<&str> = collection.events.iter().map(|e| e.id.as_str()).collect();
    let claims: HashMap<&str, &Claim> =
        collection.events.iter().flat_map(|e| &e.claims).map(|c| (c.id.as_str(), c)).collect();
    for entity in &collection.entities {
        let file = format!("entities: {}", entity.id);
        for relation in &entity.relations {
            found.reference(&file, &relation.target, &entities);
            if relation.target == entity.id {
                found.bad(&file, "relation", Some(&relation.target));
            }
            if !RELATIONS.contains(&relation.kind.as_str()) {
                found.bad(&file, "relation", Some(&relation.kind));
            }
        }
    }
    for event in &collection.events {
        let file = format!("events/{}.json", event.id);
        // A stretch of days is told as days: both ends are known.
        let fits = event.date.precision() == event.precision
            || (event.date.precision() == Precision::Interval && event.precision == Precision::Day);
        if !fits {
            found.bad(&file, "precision", Some(event.date.edtf()));
        }
        if event.claims.is_empty() {
            found.bad(&file, "claims", None);
        }
        for participant in &event.participants {
            found.reference(&file, participant, &entities);
        }
        for claim in &event.claims {
            let known = [&claim.from, &claim.to];
            for side in known.into_iter().flatten() {
                found.reference(&file, side, &entities);
            }
            if !claim.id.starts_with(&format!("{}#", event.id)) {
                found.bad(&file, "id", Some(&claim.id));
            }
            // What flows leaves one or reaches one: a round has many givers, what one builds for itself no taker.
            if claim.flow != FlowKind::None && claim.from == claim.to {
                found.bad(&file, "flow", Some(&claim.id));
            }
            for other in claim.same_as.iter().chain(&claim.includes).chain(&claim.ends) {
                if *other == claim.id || !claims.contains_key(other.as_str()) {
                    found.dangling(&file, other);
                }
            }
            // The one account that all others name is no other's account.
            let head = claim.same_as.as_ref().and_then(|head| claims.get(head.as_str()));
            if head.is_some_and(|head| head.same_as.is_some()) {
                found.bad(&file, "same_as", Some(&claim.id));
            }
            if claim.amount.as_ref().is_some_and(|amount| !amount.is_sound()) {
                found.bad(&file, "amount", Some(&claim.id));
            }
            if claim.sources.is_empty() {
                found.bad(&file, "sources", Some(&claim.id));
            }
            for other in &claim.conflicts_with {
                let mutual =
                    claims.get(other.as_str()).is_some_and(|other| other.conflicts_with.contains(&claim.id));
                if !mutual || *other == claim.id {
                    found.dangling(&file, other);
                }
            }
        }
    }
    found.unique("claims", collection.events.iter().flat_map(|e| &e.claims).map(|c| &c.id));
    for conflict in &collection.conflicts {
        if conflict.claims.iter().collect::<HashSet<_>>().len() < 2 {
            found.bad("conflicts.json", "claims", Some(&conflict.id));
        }
        for claim in &conflict.claims {
            if !claims.contains_key(claim.as_str()) {
                found.dangling("conflicts.json", claim);
            }
        }
    }
    for term in &collection.terms {
        if let Some(entity) = &term.entity {
            found.reference("glossary.json", entity, &entities);
        }
        if term.en.is_empty() || term.pinyin.is_empty() {
            found.bad("glossary.json", "term", Some(&term.id));
        }
    }
    for article in &collection.articles {
        check_article(&mut found, article, &entities, &events);
    }
    if let Some(front) = collection.info.as_ref().and_then(|info| info.front.as_ref()) {
        check_front(&mut found, front, collection, &events, &claims);
    }
    found.problems
}

/// The front page leads to what is there: an event, the article and the sum of just this event, and each article once.
fn check_front(
    found: &mut Findings,
    front: &Front,
    collection: &Collection,
    events: &HashSet<&str>,
    claims: &HashMap<&str, &Claim>,
) {
    let file = "collection.json";
    found.reference(file, &front.lead, events);
    let articles: HashSet<&str> = collection.articles.iter().map(|a| a.id.as_str()).collect();
    for article in front.article.iter().chain(&front.start) {
        found.reference(file, article, &articles);
    }
    if let Some(id) = &front.article
        && collection.articles.iter().any(|a| a.id == *id && !a.events.contains(&front.lead))
    {
        found.bad(file, "front.article", Some(id));
    }
    if let Some(id) = &front.total {
        match claims.get(id.as_str()) {
            None => found.dangling(file, id),
            Some(claim) if claim.amount.is_none() || !id.starts_with(&format!("{}#", front.lead)) => {
                found.bad(file, "front.total", Some(id));
            }
            Some(_) => {}
        }
    }
    found.unique(file, front.start.iter());
}

fn check_article(found: &mut Findings, article: &Article, entities: &HashSet<&str>, events: &HashSet<&str>) {
    let file = format!("articles/{}.md", article.id);
    for entity in &article.entities {
        found.reference(&file, entity, entities);
    }
    for event in &article.events {
        found.reference(&file, event, events);
    }
    let Some(translation) = &article.translation else {
        if article.kind == ArticleKind::Imported {
            return;
        }
        found.add(ProblemKind::Misaligned(Misaligned::NoTranslation), &file);
        return;
    };
    for (n, (zh, en)) in article.body.blocks.iter().zip(&translation.blocks).enumerate() {
        // An English paragraph may quote a little Chinese, and a Chinese one names companies in Latin letters.
        let ((han, latin), (en_han, en_latin)) = (characters(&zh.text), characters(&en.text));
        if zh.kind != en.kind || han <= en_han || en_latin <= latin {
            found.add(ProblemKind::Misaligned(Misaligned::Paragraph(narrow(n))), &file);
        }
    }
    if article.kind.is_from_facts() && article.sources.is_empty() {
        found.bad(&file, "sources", None);
    }
    found.unique(&file, article.statements.iter().map(|s| &s.id));
    for statement in &article.statements {
        for entity in &statement.entities {
            found.reference(&file, entity, entities);
        }
        for event in &statement.events {
            found.reference(&file, event, events);
        }
        if statement.paragraph as usize >= article.body.blocks.len() {
            found.bad(&file, "paragraph", Some(&statement.id));
        }
    }
}

/// How many Chinese characters and how many Latin letters a text has.
fn characters(text: &str) -> (usize, usize) {
    let han = text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9fff}')).count();
    (han, text.chars().filter(char::is_ascii_alphabetic).count())
}

#[derive(Default)]
struct Findings {
    problems: Vec<Problem>,
}

impl Findings {
    fn add(&mut self, what: ProblemKind, file: &str) {
        self.problems.push(problem(what, file));
    }

    /// A field that is missing, or does not fit: with its value, or what it belongs to.
    fn bad(&mut self, file: &str, field: &str, value: Option<&str>) {
        let value = value.map(str::to_owned);
        self.add(ProblemKind::BadField { field: field.to_owned(), value }, file);
    }

    fn dangling(&mut self, file: &str, name: &str) {
        self.add(ProblemKind::BadReference { name: name.to_owned() }, file);
    }

    fn taken(&mut self, file: &str, id: &str) {
        self.add(ProblemKind::IdTaken { id: id.to_owned() }, file);
    }

    fn reference(&mut self, file: &str, id: &str, known: &HashSet<&str>) {
        if !known.contains(id) {
            self.dangling(file, id);
        }
    }

    fn unique<'a>(&mut self, file: &str, ids: impl Iterator<Item = &'a String>) {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.taken(file, id);
            }
        }
    }

    /// Search takes the words of a list for one: they must differ for it, and a word may mean one thing only.
    fn regions(&mut self, regions: &[Vec<String>]) {
        let mut seen = HashSet::new();
        for words in regions {
            if words.len() < 2 {
                self.bad("regions.json", "words", Some(&words.concat()));
            }
            for word in words {
                if !seen.insert(folded(word)) {
                    self.taken("regions.json", word);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::read;
    use crate::tests::told_of;
    use zhimai_model::ProblemCode;

    /// A small sound collection with one thing replaced, and the problem that this makes.
    fn broken(from: &str, to: &str, expect: &[(ProblemCode, &str)]) {
        broken_by(&[(from, to)], expect);
    }

    fn broken_by(changes: &[(&str, &str)], expect: &[(ProblemCode, &str)]) {
        let files = [
            (
                "collection.json",
                r#"{"id":"c","version":1,"title":{"zh":"集","en":"C"},"description":{"zh":"","en":""},"compiled":"2026-01-01","latest_evidence":"2026-01-01","front":{"lead":"deal","article":"a","start":["a"]}}"#,
            ),
            (
                "entities/companies.json",
                r#"[{"id":"ant","kind":"company","names":{"en":"Ant","zh_tw":"蟻","zh_hk":"蟻","zh_cn":"蚁"},"aliases":[],"description":{"zh":"","en":""},"relations":[{"kind":"owns","target":"bee"}],"ticker":null,"founded":null,"headquarters":null,"released":null,"note":null},{"id":"bee","kind":"company","names":{"en":"Bee","zh_tw":"蜂","zh_hk":"蜂","zh_cn":"蜂"},"aliases":[],"description":{"zh":"","en":""},"relations":[],"ticker":null,"founded":null,"headquarters":null,"released":null,"note":null}]"#,
            ),
            (
                "events/deal.json",
                r#"{"id":"deal","date":"2025-11","precision":"month","kind":"investment","title":{"zh":"","en":""},"summary":{"zh":"","en":""},"participants":["ant"],"claims":[{"id":"deal#1","text":{"zh":"","en":""},"quote":null,"amount":null,"from":"ant","to":"bee","flow":"equity","status":"announced","conflicts_with":["deal#2"],"sources":[{"publisher":"P"}]},{"id":"deal#2","text":{"zh":"","en":""},"quote":null,"amount":null,"from":null,"to":null,"flow":"none","status":"reported","conflicts_with":["deal#1"],"sources":[{"publisher":"Q"}]}]}"#,
            ),
            (
                "conflicts.json",
                r#"[{"id":"k","topic":{"zh":"","en":""},"claims":["deal#1","deal#2"],"assessment":{"zh":"","en":""}}]"#,
            ),
            (
                "glossary.json",
                r#"[{"id":"t","zh":"詞","zh_cn":"词","en":["word"],"pinyin":"cí","definition":{"zh":"","en":""},"variants":{"tw":[],"hk":[],"cn":[]},"entity":"ant"}]"#,
            ),
            ("regions.json", r#"[["網路","网络"],["軟體","软件"]]"#),
            (
                "articles/a.md",
                "---\nid: a\nkind: brief\ndate: \"2025\"\ntitle: {zh: 題, en: T}\nsource: S\nsources: [{publisher: P}]\nentities: [bee]\nevents: [deal]\n---\n\n蟻買下蜂。\n\nAnt buys Bee.\n",
            ),
        ];
        let changed =
            |text: &str| changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        let files: Vec<_> = files.into_iter().map(|(path, text)| (path.to_owned(), changed(text))).collect();
        let (collection, problems) = read(files.iter().map(|(path, text)| (path.clone(), text.as_bytes())));
        assert_eq!(problems, [], "{changes:?}");
        let found: Vec<_> =
            check(&collection).into_iter().map(|p| (p.what.code(), told_of(&p.what))).collect();
        assert_eq!(found.iter().map(|(c, d)| (*c, d.as_str())).collect::<Vec<_>>(), expect, "{changes:?}");
    }

    #[test]
    fn a_sound_collection_has_no_findings() {
        broken("", "", &[]);
    }

    #[test]
    fn every_rule_finds_what_breaks_it() {
        use ProblemCode::*;
        broken(r#""target":"bee""#, r#""target":"cat""#, &[(BadReference, "cat")]);
        broken(r#""target":"bee""#, r#""target":"ant""#, &[(BadField, "relation: ant")]);
        // One end is enough, where it is not both.
        let ends = r#""from":"ant","to":"bee""#;
        for (from, to) in [(r#""ant""#, "null"), ("null", r#""bee""#)] {
            broken(ends, &format!(r#""from":{from},"to":{to}"#), &[]);
        }
        for end in ["null", r#""ant""#] {
            broken(ends, &format!(r#""from":{end},"to":{end}"#), &[(BadField, "flow: deal#1")]);
        }
        let (first, second) = (r#""conflicts_with":["deal#2"]"#, r#""conflicts_with":["deal#1"]"#);
        for (same, expect) in [
            (r#""same_as":"deal#2""#, &[][..]),
            (r#""same_as":"deal#9""#, &[(BadReference, "deal#9")]),
            (r#""same_as":"deal#1""#, &[(BadReference, "deal#1"), (BadField, "same_as: deal#1")]),
            (r#""includes":["deal#2","deal#9"]"#, &[(BadReference, "deal#9")]),
            (r#""ends":["deal#2","deal#9"]"#, &[(BadReference, "deal#9")]),
        ] {
            broken(first, &format!("{first},{same}"), expect);
        }
        // The one that others name is no other's account: here each is the other's.
        let chained = format!(r#"{first},"same_as":"deal#2""#);
        let files = [(first, chained.as_str()), (second, &format!(r#"{second},"same_as":"deal#1""#))];
        broken_by(&files, &[(BadField, "same_as: deal#1"), (BadField, "same_as: deal#2")]);
        for claims in [r#"["deal#1"]"#, r#"["deal#1","deal#1"]"#] {
            broken(r#"["deal#1","deal#2"]"#, claims, &[(BadField, "claims: k")]);
        }
        broken(r#""kind":"owns""#, r#""kind":"hugs""#, &[(BadField, "relation: hugs")]);
        broken(r#""precision":"month""#, r#""precision":"day""#, &[(BadField, "precision: 2025-11")]);
        broken(r#""participants":["ant"]"#, r#""participants":["cat"]"#, &[(BadReference, "cat")]);
        broken(r#""to":"bee""#, r#""to":"cat""#, &[(BadReference, "cat")]);
        for (low, high) in [(2, 1), (-1, 1), (-2, -1)] {
            let sum = format!(
                r#""amount":{{"currency":"EUR","low":{low},"high":{high},"qualifier":"about","horizon":null}},"from":"ant""#
            );
            broken(r#""amount":null,"from":"ant""#, &sum, &[(BadField, "amount: deal#1")]);
        }
        broken(r#"[{"publisher":"Q"}]"#, "[]", &[(BadField, "sources: deal#2")]);
        broken(r#""conflicts_with":["deal#1"]"#, r#""conflicts_with":[]"#, &[(BadReference, "deal#2")]);
        broken(
            r#""claims":["deal#1","deal#2"]"#,
            r#""claims":["deal#1","deal#9"]"#,
            &[(BadReference, "deal#9")],
        );
        broken(r#""entity":"ant""#, r#""entity":"cat""#, &[(BadReference, "cat")]);
        broken(r#""pinyin":"cí""#, r#""pinyin":"""#, &[(BadField, "term: t")]);
        broken(r#"["軟體","软件"]"#, r#"["軟體"]"#, &[(BadField, "words: 軟體")]);
        broken("软件", "软体", &[(IdTaken, "软体")]);
        broken("entities: [bee]", "entities: [cat]", &[(BadReference, "cat")]);
        broken("sources: [{publisher: P}]", "sources: []", &[(BadField, "sources")]);
        // The lead story's article is to tell it.
        let told = [(BadReference, "none"), (BadField, "front.article: a")];
        broken("events: [deal]", "events: [none]", &told);
        broken(r#""lead":"deal""#, r#""lead":"none""#, &told);
        broken(r#""start":["a"]"#, r#""start":["a","a"]"#, &[(IdTaken, "a")]);
        broken(r#""start":["a"]"#, r#""start":["b"]"#, &[(BadReference, "b")]);
        broken(r#""article":"a""#, r#""article":"b""#, &[(BadReference, "b")]);
        broken(r#""article":"a""#, r#""total":"deal#9""#, &[(BadReference, "deal#9")]);
        broken(r#""article":"a""#, r#""total":"deal#1""#, &[(BadField, "front.total: deal#1")]);
        broken("Ant buys Bee.", "蟻買下蜂", &[(Misaligned, "Paragraph(0)")]);
        broken("Ant buys Bee.", "## Ant buys Bee.", &[(Misaligned, "Paragraph(0)")]);
        broken(
            r#""id":"bee","kind""#,
            r#""id":"ant","kind""#,
            &[(IdTaken, "ant"), (BadReference, "bee"), (BadReference, "bee"), (BadReference, "bee")],
        );
    }
}
