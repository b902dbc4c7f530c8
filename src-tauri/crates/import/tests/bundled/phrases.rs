//! Phrases that articles share: twelve Chinese characters or eight English words in a row stand in two of them at most, and no
//! whole sentence in two.

use crate::texts::is_han;
use crate::{Rule, Tell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use zhimai_import::collection::Collection;
use zhimai_model::Lang;

pub(crate) const RULES: &[Rule] =
    &[("phrase-told-again", phrase_told_again), ("sentence-told-twice", sentence_told_twice)];

/// How many in a row are a phrase: Chinese characters, English words.
const HAN: usize = 12;
const WORDS: usize = 8;
/// In how many articles one may stand.
const MOST: usize = 2;

/// What stands in the texts of the articles, without titles of things, cut into characters and words. What is of a block
/// follows each other; a sign between does not matter.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut in_title = false;
    for c in text.chars() {
        in_title = c == '《' || in_title && c != '》';
        if c.is_alphanumeric() && !is_han(c) && !in_title {
            word.extend(c.to_lowercase());
            continue;
        }
        // Within $1.5 and company's.
        if matches!(c, '.' | '\'' | ',') && !word.is_empty() {
            word.push(c);
            continue;
        }
        push(&mut out, &mut word);
        if is_han(c) && !in_title {
            out.push(c.to_string());
        }
    }
    push(&mut out, &mut word);
    out
}

fn push(out: &mut Vec<String>, word: &mut String) {
    let bare = word.trim_end_matches(['.', '\'', ',']);
    if !bare.is_empty() {
        out.push(bare.to_owned());
    }
    word.clear();
}

fn is_character(token: &str) -> bool {
    token.chars().next().is_some_and(is_han)
}

/// Where a phrase that begins at a token ends: after twelve characters in Chinese, whatever else is among them.
fn end(tokens: &[String], at: usize, lang: Lang) -> Option<usize> {
    if lang == Lang::En {
        return (at + WORDS <= tokens.len()).then_some(at + WORDS);
    }
    is_character(tokens.get(at)?).then_some(())?;
    let mut counted = 0;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        counted += usize::from(is_character(token));
        if counted == HAN {
            return Some(n + 1);
        }
    }
    None
}

/// The texts of each article in a language, block by block.
fn blocks(collection: &Collection, lang: Lang) -> Vec<(usize, Vec<String>)> {
    let mut out = Vec::new();
    for (n, article) in collection.articles.iter().enumerate() {
        let body = [&article.body].into_iter().chain(&article.translation).find(|body| body.lang == lang);
        out.extend(body.into_iter().flat_map(|body| body.texts()).map(|text| (n, tokens(text))));
    }
    out
}

fn phrase_told_again(collection: &Collection, tell: Tell<'_>) {
    for lang in [Lang::Zh, Lang::En] {
        let blocks = blocks(collection, lang);
        let mut stands: HashMap<&[String], BTreeSet<usize>> = HashMap::new();
        for (article, tokens) in &blocks {
            for at in 0..tokens.len() {
                if let Some(phrase) = end(tokens, at, lang).and_then(|end| tokens.get(at..end)) {
                    stands.entry(phrase).or_default().insert(*article);
                }
            }
        }
        // Phrases that overlap are told as one.
        let mut told: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (_, tokens) in &blocks {
            let mut span: Option<(usize, usize, BTreeSet<usize>)> = None;
            for at in 0..=tokens.len() {
                let again =
                    end(tokens, at, lang).and_then(|end| Some((end, stands.get(tokens.get(at..end)?)?)));
                match again.filter(|(_, all)| all.len() > MOST) {
                    Some((end, all)) => {
                        let (from, _, known) = span.take().unwrap_or((at, end, all.clone()));
                        span = Some((from, end, known.union(all).copied().collect()));
                    }
                    None => {
                        if let Some((from, end, all)) = span.take() {
                            let between = if lang == Lang::En { " " } else { "" };
                            told.entry(tokens[from..end].join(between)).or_default().extend(all);
                        }
                    }
                }
            }
        }
        for (phrase, all) in told {
            let ids: Vec<&str> = all.iter().map(|n| collection.articles[*n].id.as_str()).collect();
            tell(phrase, format!("{ids:?}"));
        }
    }
}

/// A sentence of some length stands once.
fn sentence_told_twice(collection: &Collection, tell: Tell<'_>) {
    let mut first: HashMap<Vec<String>, &str> = HashMap::new();
    let mut told: HashSet<Vec<String>> = HashSet::new();
    for article in &collection.articles {
        for body in [&article.body].into_iter().chain(&article.translation) {
            let ends = |c: char| matches!(c, '。' | '！' | '？' | '；');
            let texts = body.texts().flat_map(|text| match body.lang {
                Lang::Zh => text.split(ends).map(str::to_owned).collect::<Vec<_>>(),
                _ => text.split_inclusive(". ").map(str::to_owned).collect(),
            });
            for sentence in texts.map(|text| tokens(&text)) {
                let long = end(&sentence, 0, body.lang).is_some();
                if !long {
                    continue;
                }
                let known = first.entry(sentence.clone()).or_insert(&article.id);
                if *known != article.id && told.insert(sentence.clone()) {
                    let between = if body.lang == Lang::En { " " } else { "" };
                    tell(article.id.clone(), format!("as in {known}: {}", sentence.join(between)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{end, phrase_told_again, sentence_told_twice, tokens};
    use zhimai_import::collection::{Collection, read};
    use zhimai_model::Lang;

    fn of(texts: &[(&str, &str)]) -> Collection {
        let file = |(n, (zh, en)): (usize, &(&str, &str))| {
            let id = ["a", "b", "c"][n];
            (
                format!("articles/{id}.md"),
                format!(
                    "---\nid: {id}\nkind: brief\ndate: \"2025\"\ntitle: {{zh: 題, en: T}}\nsource: S\n---\n\n{zh}\n\n{en}\n"
                ),
            )
        };
        let files: Vec<(String, String)> = texts.iter().enumerate().map(file).collect();
        let (collection, problems) = read(files.iter().map(|(path, text)| (path.clone(), text.as_bytes())));
        assert_eq!(problems, []);
        collection
    }

    fn told(rule: fn(&Collection, crate::Tell<'_>), texts: &[(&str, &str)]) -> Vec<String> {
        let mut out = Vec::new();
        rule(&of(texts), &mut |place, _| out.push(place));
        out
    }

    const ZH: &str = "一二三四五六七八九十甲乙";
    const EN: &str = "the ant is to buy all the bees";

    #[test]
    fn a_phrase_in_three_articles_is_told() {
        let zh = |before: &str, after: &str| format!("{before}{ZH}{after}");
        let (one, two, three) = (zh("子", "丑"), zh("寅", "，卯"), zh("", "辰"));
        assert_eq!(told(phrase_told_again, &[(&one, "A."), (&two, "B."), (&three, "C.")]), [ZH]);
        assert_eq!(told(phrase_told_again, &[(&one, "A."), (&two, "B."), ("丙丁", "C.")]), [""; 0]);
        let broken = "一二三四五，六七八九十甲乙";
        assert_eq!(told(phrase_told_again, &[(&one, "A."), (&two, "B."), (broken, "C.")]), [ZH]);
        let titled = format!("《{ZH}》");
        assert_eq!(told(phrase_told_again, &[(&one, "A."), (&two, "B."), (&titled, "C.")]), [""; 0]);
        let (one, two) = (format!("Today {EN}."), format!("{EN}, they say."));
        assert_eq!(told(phrase_told_again, &[("甲", &one), ("乙", &two), ("丙", EN)]), [EN]);
        assert_eq!(
            told(phrase_told_again, &[("甲", &one), ("乙", &two), ("丙", "the ant is to buy")]),
            [""; 0]
        );
    }

    #[test]
    fn a_sentence_in_two_articles_is_told() {
        let one = format!("子丑。{ZH}。寅");
        assert_eq!(told(sentence_told_twice, &[(&one, "A."), (ZH, "B.")]), ["b"]);
        assert_eq!(told(sentence_told_twice, &[(&one, "A."), ("一二三", "B.")]), [""; 0]);
        assert_eq!(
            told(sentence_told_twice, &[("甲", &format!("So. {EN}. No.")), ("乙", &format!("{EN}."))]),
            ["b"]
        );
    }

    #[test]
    fn a_phrase_is_of_characters_or_words() {
        assert_eq!(tokens("用$1.5億，AI's 模型"), ["用", "1.5", "億", "ai's", "模", "型"]);
        assert_eq!(end(&tokens("一二AI三四五六七八九十甲乙丙"), 0, Lang::Zh), Some(13));
        assert_eq!(end(&tokens("AI一二三四五六七八九十甲乙"), 0, Lang::Zh), None);
    }
}
