//! The query language: what a person typed, taken apart. Nothing typed is an error.
//!
//! ```text
//! query  := part*
//! part   := ["-" | "NOT"] item (("OR" | "AND") item)*
//! item   := quoted | field | plain words, as many as follow each other
//! field  := name ":" (quoted | word | sum | date)
//! ```
//! Quotation marks, colons and minus signs count in their full-width and typographic forms too.
//! In a whole sentence, such as a headline that was pasted, typographic quotation marks are the sentence's own.

use crate::Notice;
use zhimai_text::{amount, date};

/// Longer queries are cut, in code points.
const LONGEST: usize = 2_000;

/// So many words more than one may be a sum or a date: `> US$ 10 billion`.
const LONGEST_VALUE: usize = 4;

/// With so many characters outside of its typographic quotation marks, and text right beside them, a query is a sentence.
const SENTENCE: usize = 8;

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) parts: Vec<Part>,
    pub(crate) notices: Vec<Notice>,
    /// The last word may still be growing: no space, quotation mark or field ends the query.
    pub(crate) open: bool,
    /// The same of the value of a field.
    pub(crate) open_field: bool,
}

/// Items of which any will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) not: bool,
    /// Plain words that must be there: `AND` stands beside them.
    pub(crate) must: bool,
    pub(crate) any: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Words that follow each other: the best match of all.
    Words(String),
    /// Exactly these characters.
    Quoted(String),
    Field(FieldName, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    Company,
    Person,
    Term,
    Source,
    Language,
    Date,
    Amount,
    In,
}

impl FieldName {
    /// The names in English and in Chinese of both scripts.
    const NAMES: [(&'static str, FieldName); 29] = [
        ("company", FieldName::Company),
        ("公司", FieldName::Company),
        ("企業", FieldName::Company),
        ("企业", FieldName::Company),
        ("person", FieldName::Person),
        ("人物", FieldName::Person),
        ("term", FieldName::Term),
        ("詞彙", FieldName::Term),
        ("词汇", FieldName::Term),
        ("術語", FieldName::Term),
        ("术语", FieldName::Term),
        ("source", FieldName::Source),
        ("來源", FieldName::Source),
        ("来源", FieldName::Source),
        ("lang", FieldName::Language),
        ("language", FieldName::Language),
        ("語言", FieldName::Language),
        ("语言", FieldName::Language),
        ("date", FieldName::Date),
        ("日期", FieldName::Date),
        ("時間", FieldName::Date),
        ("时间", FieldName::Date),
        ("amount", FieldName::Amount),
        ("金額", FieldName::Amount),
        ("金额", FieldName::Amount),
        ("in", FieldName::In),
        ("於", FieldName::In),
        ("于", FieldName::In),
        ("在", FieldName::In),
    ];

    fn of(name: &str) -> Option<FieldName> {
        let name = name.to_lowercase();
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }
}

/// Takes a query apart.
pub(crate) fn parse(text: &str) -> Query {
    let mut chars: Vec<char> = text.chars().take(LONGEST + 1).collect();
    let mut query = Query::default();
    if chars.len() > LONGEST {
        chars.truncate(LONGEST);
        query.notices.push(Notice::TooLong(LONGEST));
    }
    if is_sentence(&chars) {
        chars = without_typographic(&chars);
    }
    let mut parser = Parser { chars: &chars, at: 0, query };
    parser.run();
    let mut query = parser.query;
    // Saying it twice asks for no more.
    let mut once: Vec<Part> = Vec::new();
    for part in query.parts {
        if !once.contains(&part) {
            once.push(part);
        }
    }
    query.parts = once;
    query
}

/// The same query with its typographic quotation marks left out; nothing when it has none.
pub(crate) fn unquoted(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.iter().copied().any(is_typographic).then(|| without_typographic(&chars).into_iter().collect())
}

fn without_typographic(chars: &[char]) -> Vec<char> {
    chars.iter().map(|c| if is_typographic(*c) { ' ' } else { *c }).collect()
}

/// Whether typographic quotation marks stand in running text.
fn is_sentence(chars: &[char]) -> bool {
    let (mut depth, mut outside, mut glued) = (0_usize, 0_usize, false);
    for (at, c) in chars.iter().enumerate() {
        if !is_typographic(*c) {
            outside += usize::from(depth == 0 && c.is_alphanumeric());
            continue;
        }
        let closes = depth > 0 && !matches!(c, '「' | '『' | '«' | '“');
        depth = if closes { depth - 1 } else { depth + 1 };
        let beside = if closes { Some(at + 1) } else { at.checked_sub(1) };
        let beside = beside.and_then(|at| chars.get(at));
        glued |= beside.is_some_and(|c| !c.is_whitespace() && !is_minus(*c) && !is_colon(*c));
    }
    glued && outside >= SENTENCE
}

fn is_typographic(c: char) -> bool {
    c != '"' && c != '＂' && (closing(c).is_some() || matches!(c, '」' | '』' | '»'))
}

fn is_value(field: FieldName, text: &str) -> bool {
    match field {
        FieldName::Amount => amount::parse_range(text).is_some(),
        FieldName::Date => date::parse_range(text).is_some(),
        _ => false,
    }
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    query: Query,
}

enum Token {
    Or,
    And,
    Item { not: bool, item: Item },
}

impl Parser<'_> {
    fn run(&mut self) {
        let (mut or, mut and) = (false, false);
        // Whether a plain word may be joined to the one before.
        let mut words = false;
        while let Some(token) = self.token() {
            match token {
                Token::Or if or || and || self.query.parts.is_empty() => self.nothing("OR"),
                Token::Or => or = true,
                Token::And if or || and || self.query.parts.is_empty() => self.nothing("AND"),
                Token::And => {
                    and = true;
                    self.query.parts.last_mut().into_iter().for_each(|part| part.must |= !part.not);
                }
                Token::Item { not, item } => {
                    let plain = matches!(item, Item::Words(_)) && !not;
                    let last = self.query.parts.last_mut();
                    match (last, item) {
                        (Some(part), item) if or && part.not == not => {
                            if !part.any.contains(&item) {
                                part.any.push(item);
                            }
                        }
                        (Some(Part { not: false, any, .. }), Item::Words(more)) if words && plain && !and => {
                            if let Some(Item::Words(text)) = any.last_mut() {
                                text.push(' ');
                                text.push_str(&more);
                            }
                        }
                        (_, item) => {
                            if or {
                                self.query.notices.push(Notice::OrBesideNot);
                            }
                            self.query.parts.push(Part { not, must: and && !not, any: vec![item] });
                        }
                    }
                    words = plain;
                    (or, and) = (false, false);
                }
            }
        }
        if or || and {
            self.nothing(if or { "OR" } else { "AND" });
        }
    }

    fn nothing(&mut self, what: &str) {
        self.query.notices.push(Notice::NothingToApply(what.to_owned()));
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn token(&mut self) -> Option<Token> {
        let mut negated = false;
        loop {
            while self.char(self.at).is_some_and(char::is_whitespace) {
                self.at += 1;
            }
            let Some(first) = self.char(self.at) else {
                if negated {
                    self.nothing("NOT");
                }
                return None;
            };
            (self.query.open, self.query.open_field) = (false, false);
            let next = self.char(self.at + 1);
            let minus = is_minus(first) && next.is_some_and(|c| !c.is_whitespace() && !is_minus(c));
            if minus {
                self.at += 1;
            } else if is_minus(first) && next.is_none_or(char::is_whitespace) {
                self.at += 1;
                self.nothing("-");
                continue;
            }
            if let Some(item) = self.item()? {
                let word = match &item {
                    Item::Words(word) if !minus && !negated => word.as_str(),
                    _ => "",
                };
                match word {
                    "NOT" => negated = true,
                    "OR" => return Some(Token::Or),
                    "AND" => return Some(Token::And),
                    _ => return Some(Token::Item { not: minus || negated, item }),
                }
            }
        }
    }

    /// The item that begins here. `Some(None)`: nothing came of it, go on.
    #[allow(clippy::option_option)]
    fn item(&mut self) -> Option<Option<Item>> {
        let first = self.char(self.at)?;
        if let Some(close) = closing(first) {
            let text = self.quoted(close);
            return Some(text.map(Item::Quoted));
        }
        let start = self.at;
        while let Some(c) = self.char(self.at) {
            if c.is_whitespace() || opens_here(c, self.at, start) {
                break;
            }
            if is_colon(c)
                && let Some(field) = FieldName::of(&self.slice(start, self.at))
            {
                self.at += 1;
                return Some(self.field(field, start));
            }
            self.at += 1;
        }
        self.query.open = self.char(self.at).is_none();
        Some(Some(Item::Words(self.slice(start, self.at))))
    }

    fn field(&mut self, field: FieldName, start: usize) -> Option<Item> {
        // A space after the colon is a habit of some: `date: 2025`.
        let mut at = self.at;
        while self.char(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        let Some(first) = self.char(at) else {
            self.at = at;
            let name = self.slice(start, at);
            self.nothing(name.trim_end());
            return None;
        };
        self.at = at;
        if let Some(close) = closing(first) {
            return self.quoted(close).map(|text| Item::Field(field, text));
        }
        let from = self.at;
        let mut end = self.word_end(from);
        // Sums and dates may be of several words: as many as can be read as one.
        let mut further = end;
        for _ in 0..LONGEST_VALUE {
            further = self.word_end(further);
            if is_value(field, &self.slice(from, further)) {
                end = further;
            }
        }
        self.at = end;
        self.query.open_field = self.char(end).is_none();
        Some(Item::Field(field, self.slice(from, end)))
    }

    /// The end of the word that begins at a place, or after the spaces there; the place itself when none does.
    fn word_end(&self, from: usize) -> usize {
        let mut at = from;
        while self.char(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        if self.char(at).is_none() {
            return from;
        }
        while self.char(at).is_some_and(|c| !c.is_whitespace()) {
            at += 1;
        }
        at
    }

    /// The text up to the closing mark; `None` when there is none in it.
    fn quoted(&mut self, close: char) -> Option<String> {
        let from = self.at + 1;
        let mut end = from;
        while self.char(end).is_some_and(|c| c != close && !(close == '"' && is_double(c))) {
            end += 1;
        }
        if self.char(end).is_none() {
            self.query.notices.push(Notice::UnclosedQuote);
        }
        self.at = end + 1;
        let text = self.slice(from, end);
        if text.trim().is_empty() {
            self.nothing("\"");
            return None;
        }
        Some(text)
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to.min(self.chars.len())).unwrap_or_default().iter().collect()
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„' | '〝' | '〞')
}

/// The mark that closes what this one opens. A stray closing mark opens too: people mix them up.
fn closing(open: char) -> Option<char> {
    match open {
        c if is_double(c) => Some('"'),
        '「' => Some('」'),
        '『' => Some('』'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Whether a quotation begins inside a word; a straight mark does not (`27" screen`, `5'11"`).
fn opens_here(c: char, at: usize, start: usize) -> bool {
    at > start && c != '"' && c != '”' && closing(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &str) {
        let query = parse(text);
        let show = |item: &Item| match item {
            Item::Words(text) => text.clone(),
            Item::Quoted(text) => format!("<{text}>"),
            Item::Field(field, text) => format!("{field:?}={text}"),
        };
        let parts: Vec<String> = query
            .parts
            .iter()
            .map(|part| {
                let any: Vec<String> = part.any.iter().map(show).collect();
                let sign = if part.not { "!" } else { "" };
                format!("{sign}{}{}", if part.must { "+" } else { "" }, any.join("|"))
            })
            .collect();
        assert_eq!(parts.join(" ; "), expect, "{text}");
    }

    #[test]
    fn queries_taken_apart() {
        check("輝達 投資 Anthropic", "輝達 投資 Anthropic");
        check("\"輝達\" 投資", "<輝達> ; 投資");
        check("「輝達」投資『微軟』", "<輝達> ; 投資 ; <微軟>");
        check("“new york” times", "<new york> ; times");
        check("輝達 -微軟 晶片", "輝達 ; !微軟 ; 晶片");
        check("jensen huang OR 黃仁勳 date:2025", "jensen huang|黃仁勳 ; Date=2025");
        check("北韓稱「不可能」單方面解除核武", "北韓稱 不可能 單方面解除核武");
        check("英國脫歐：“永遠後悔”失去汽車製造商", "英國脫歐： 永遠後悔 失去汽車製造商");
        check("財政部長 公司：「輝達」", "財政部長 ; Company=輝達");
        check("「輝達」 最新一代的圖形處理器", "<輝達> ; 最新一代的圖形處理器");
        check("-\"a b\" －c", "!<a b> ; !c");
        check("公司：輝達 人物:「Sam Altman」", "Company=輝達 ; Person=Sam Altman");
        check("date: 2025-09..2025-11 amount:>10B", "Date=2025-09..2025-11 ; Amount=>10B");
        check("amount:$45 billion chips", "Amount=$45 billion ; chips");
        check("amount: > 10 billion date:Nov 2025 輝達", "Amount=> 10 billion ; Date=Nov 2025 ; 輝達");
        check("amount:RMB 2 billion date:someday 2025", "Amount=RMB 2 billion ; Date=someday ; 2025");
        check("-in:notes 在：事件", "!In=notes ; In=事件");
        check("http://a.b GPT-5 a-b C++ 3:4", "http://a.b GPT-5 a-b C++ 3:4");
        check("27\" screen", "27\" screen");
        check("a OR -b", "a ; !b");
        check("-a OR b OR c -d OR -e", "!a ; b|c ; !d|e");
        check("輝達 AND 微軟", "+輝達 ; +微軟");
        check("a b AND \"c\" d", "+a b ; +<c> ; d");
        check("a OR b AND c NOT d e", "+a|b ; +c ; !d ; e");
        check("a AND NOT b", "+a ; !b");
        check("\"a\" OR \"a\" OR \"b\" date:2025 -c date:2025 -c", "<a>|<b> ; Date=2025 ; !c");
        check("a and b not c", "a and b not c");
        check("", "");
    }

    #[test]
    fn what_is_ignored_is_told() {
        let check = |text: &str, notices: &[Notice]| assert_eq!(parse(text).notices, notices, "{text}");
        check("OR a", &[Notice::NothingToApply("OR".to_owned())]);
        check("a OR", &[Notice::NothingToApply("OR".to_owned())]);
        check("a - b", &[Notice::NothingToApply("-".to_owned())]);
        check("a OR -b", &[Notice::OrBesideNot]);
        check("-a OR b OR c", &[Notice::OrBesideNot]);
        check("-a OR -b", &[]);
        check("公司：", &[Notice::NothingToApply("公司：".to_owned())]);
        check("\"輝達", &[Notice::UnclosedQuote]);
        check("a \"\"", &[Notice::NothingToApply("\"".to_owned())]);
        check(&"長".repeat(3_000), &[Notice::TooLong(LONGEST)]);
    }

    #[test]
    fn a_last_word_may_grow() {
        for (text, open) in
            [("nvid", true), ("nvid ", false), ("\"nvid", false), ("date:20", false), ("a nvid", true)]
        {
            assert_eq!(parse(text).open, open, "{text}");
        }
    }

    #[test]
    fn typographic_marks_can_be_left_out() {
        assert_eq!(unquoted("他說「好」"), Some("他說 好 ".to_owned()));
        assert_eq!(unquoted("\"輝達\""), None);
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in "([-:：\"「」“”a公司 OR]|company|in:|\\PC){0,60}") {
            let query = parse(&text);
            prop_assert!(query.parts.iter().all(|part| !part.any.is_empty()));
        }
    }
}
