//! Queries and what they are taken apart into.

use super::syntax::MOST_ITEMS;
use super::*;
use proptest::prelude::*;

fn check(text: &str, expect: &str) {
    let query = parse(text);
    assert_eq!(shown(&query.clauses), expect, "{text}");
}

fn shown(clauses: &[Clause]) -> String {
    let show = |item: &Item| item_shown(item);
    let clause = |clause: &Clause| {
        let any: Vec<String> = clause.any.iter().map(show).collect();
        let sign = if clause.not { "!" } else { "" };
        format!("{sign}{}{}", if clause.must { "+" } else { "" }, any.join("|"))
    };
    clauses.iter().map(clause).collect::<Vec<_>>().join(" ; ")
}

fn item_shown(item: &Item) -> String {
    match item {
        Item::Words(text) => text.clone(),
        Item::Quoted(text) => format!("<{text}>"),
        Item::Field(field, text) => format!("{field:?}={text}"),
        Item::Near(one, within, other) => format!("{} ~{within} {}", item_shown(one), item_shown(other)),
        Item::Group(clauses) => format!("({})", shown(clauses)),
    }
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

#[test]
fn parentheses_group_as_in_algebra() {
    check("(輝達 OR 英特爾) AND 投資 -甲骨文", "+輝達|英特爾 ; +投資 ; !甲骨文");
    check("（輝達 OR 英特爾）AND 投資 －甲骨文", "+輝達|英特爾 ; +投資 ; !甲骨文");
    check("投資 AND(輝達 OR (英特爾 OR 超微))", "+投資 ; +輝達|英特爾|超微");
    check("(a AND b) OR (c AND d)", "(+a ; +b)|(+c ; +d)");
    check("a AND (b OR (c AND -d))", "+a ; +b|(+c ; !d)");
    check("a OR (b AND c)", "a|(+b ; +c)");
    check("(a OR b) AND (c OR d)", "+a|b ; +c|d");
    check("(a)", "a");
    check("((a b)) c", "a b c");
    check("(\"a\" b) c", "<a> ; b c");
    check("x AND (a b) c", "+x ; +a b ; c");
    check("(a b) AND \"c\"", "+a b ; +<c>");
    check("a -(b OR c)", "a ; !b|c");
    check("a NOT (b c)", "a ; !b c");
    check("a -(b \"c\")", "a ; !b ; !<c>");
    check("a -(b AND c)", "a ; !(+b ; +c)");
    check("a -(-b)", "a ; +b");
    check("a -(b -c)", "a ; !(b ; !c)");
    check("公司:(輝達 OR \"微軟\") 投資", "Company=輝達|Company=微軟 ; 投資");
    check("(company:a OR b) date:2025", "Company=a|b ; Date=2025");
    check("+輝達 +(a OR b) c", "+輝達 ; +a|b ; c");
}

#[test]
fn parentheses_of_a_text_are_its_own() {
    check("輝達(NVIDIA)大漲", "輝達(NVIDIA)大漲");
    check("輝達（NVIDIA）大漲 3%", "輝達（NVIDIA）大漲 3%");
    check("(圖)輝達大漲", "(圖)輝達大漲");
    check("輝達 (NVIDIA) 大漲", "輝達 NVIDIA 大漲");
    check("輝達(NVIDIA Corp)大漲", "輝達(NVIDIA Corp)大漲");
    check("f(x) :-)", "f(x) :-");
    check("()", "()");
    // An operator inside is no part of a text.
    check("輝達（微軟 OR 台積電）", "輝達 ; 微軟|台積電");
    check("\"a (b\" c", "<a (b> ; c");
}

#[test]
fn parentheses_without_their_other_half_are_told() {
    for (text, expect) in [
        ("(輝達 OR 英特爾 AND 投資", "+輝達|英特爾 ; +投資"),
        ("輝達 OR 英特爾) AND 投資", "+輝達|英特爾 ; +投資"),
        (")輝達(", "輝達"),
        ("（輝達", "輝達"),
        ("a AND ((b OR c)", "+a ; +b|c"),
        ("1) 輝達", "1 輝達"),
    ] {
        check(text, expect);
        assert_eq!(parse(text).notices, [Notice::UnbalancedParenthesis], "{text}");
    }
    let deep = format!("{}a{}", "(".repeat(900), ")".repeat(900));
    assert!(!parse(&deep).clauses.is_empty());
    assert_eq!(parse(&"(".repeat(1_900)).notices, [Notice::UnbalancedParenthesis]);
}

#[test]
fn operators_are_words_where_all_is_in_capitals() {
    check("TO BE OR NOT TO BE", "TO BE or not TO BE");
    check("NVIDIA AND OPENAI: FRIENDS OR RIVALS?", "NVIDIA and OPENAI: FRIENDS or RIVALS?");
    check("BUY (OR SELL) NOW", "BUY or SELL NOW");
    check("NVDA OR AMD", "NVDA or AMD");
    check("ＮＶＤＡ ＡＮＤ ＡＭＤ", "ＮＶＤＡ ａｎｄ ＡＭＤ");
    check("SHARES NEAR RECORD", "SHARES near RECORD");
    check("台積電 R AND D 支出", "台積電 R and D 支出");
    for told in ["TO BE OR NOT TO BE", "GPU AND TPU", "NOT A BUBBLE"] {
        assert_eq!(parse(told).notices, [Notice::InCapitals], "{told}");
        assert!(parse(told).capitals);
    }
    assert_eq!(parse("NVDA OR AMD").notices, []);
    check("AND JUSTICE FOR ALL", "JUSTICE FOR ALL");
    // What else is of the query language says that these are too.
    check("輝達 AND 微軟", "+輝達 ; +微軟");
    check("AMD AND 英特爾", "+AMD ; +英特爾");
    check("輝達 NOT AMD", "輝達 ; !AMD");
    check("輝達 GPU NOT AMD", "輝達 GPU ; !AMD");
    check("(NVDA OR AMD) AND GPU", "+NVDA|AMD ; +GPU");
    check("NVDA AND AMD -INTC", "+NVDA ; +AMD ; !INTC");
    check("\"NVDA\" AND \"AMD\"", "+<NVDA> ; +<AMD>");
    check("NVDA AND 公司:AMD", "+NVDA ; +Company=AMD");
    check("NVDA AND GPT-4o", "+NVDA ; +GPT-4o");
    check("AI NEAR/5 GPU AND TPU", "+AI ~5 GPU ; +TPU");
}

#[test]
fn near() {
    check("輝達 NEAR/10 投資", "輝達 ~10 投資");
    check("輝達 NEAR 投資", "輝達 ~10 投資");
    check("輝達 near/3 投資", "輝達 ~3 投資");
    check("輝達 ＮＥＡＲ／3 投資", "輝達 ~3 投資");
    check("輝達 AROUND(3) 投資", "輝達 ~3 投資");
    check("\"輝達\" NEAR/5 \"100 億\" c", "<輝達> ~5 <100 億> ; c");
    check("a b NEAR/2 c d", "a b ~2 c d");
    check("a NEAR/2 b NEAR/3 c", "+a ~2 b ; +b ~3 c");
    check("(a OR b) NEAR/2 c", "(a|b) ~2 c");
    check("x OR a NEAR/2 b", "x|a ~2 b");
    check("-a NEAR/2 b", "!a ~2 b");
    check("a AND b NEAR/2 c", "+a ; +b ~2 c");
    check("NEAR 投資", "NEAR 投資");
    check("price of NEAR", "price of NEAR");
    assert_eq!(parse("a NEAR/2").notices, [Notice::NothingToApply("NEAR/2".to_owned())]);
    assert_eq!(parse("a NEAR/2 -b").notices, [Notice::NotDone("NEAR/2".to_owned())]);
}

#[test]
fn two_bounds_are_one_value() {
    check("amount:>10B <50B", "Amount=>10B <50B");
    check("amount:>10B amount:<50B 輝達", "Amount=>10B <50B ; 輝達");
    check("amount:>=1 billion <= 5 billion chips", "Amount=>=1 billion <= 5 billion ; chips");
    check("金額：>10億美元 且 <50億美元", "Amount=>10億美元 且 <50億美元");
    check("amount:>10B AND <50B chips", "Amount=>10B AND <50B ; chips");
    check("amount:10B-50B", "Amount=10B-50B");
    check("date:>2025-01 <2025-06", "Date=>2025-01 <2025-06");
    check("amount:>10B amount:>50B", "Amount=>10B ; Amount=>50B");
    check("amount:10B amount:50B", "Amount=10B ; Amount=50B");
    assert_eq!(parse("amount:10B <50B").notices, [Notice::NotDone("<50B".to_owned())]);
}

#[test]
fn habits_from_elsewhere_are_told() {
    for (text, told, expect) in [
        ("chip*", "chip*", "chip"),
        ("輝達* 投資", "輝達*", "輝達 投資"),
        ("*chip", "*chip", "chip"),
        ("colo*r", "colo*r", "colo*r"),
        ("wom?n", "wom?n", "wom?n"),
        ("chip~", "chip~", "chip"),
        ("chip~2", "chip~2", "chip"),
        ("輝達~ 投資", "輝達~", "輝達 投資"),
        ("~chip", "~chip", "chip"),
        ("\"a b\"~5", "~5", "<a b>"),
        ("chip^2 gpu", "chip^2", "chip gpu"),
        ("\"a b\"^2.5", "^2.5", "<a b>"),
        ("/chi[pn]/", "/chi[pn]/", "chi[pn]"),
        ("title:chip", "title:", "chip"),
        ("標題：輝達", "標題：", "輝達"),
        ("-title:\"a b\"", "title:", "!<a b>"),
        ("site:example.com gpu", "site:", "example.com gpu"),
        ("!chip", "!chip", "chip"),
        (">10B", ">10B", "10B"),
        ("a W/5 b", "W/5", "a b"),
        ("a NEAR/few b", "NEAR/few", "a b"),
    ] {
        check(text, expect);
        assert_eq!(parse(text).notices, [Notice::NotDone(told.to_owned())], "{text}");
    }
    for text in
        ["A* search", "5 * 3", "why?", "10~20", "x^2", "/usr/bin/", "C++", "Title: a", "AC/DC", "!", "+5%"]
    {
        assert_eq!(parse(text).notices, [], "{text}");
    }
    check("a && b", "+a ; +b");
    check("a || b", "a|b");
}

#[test]
fn a_query_has_an_end() {
    let many: String = (0..300).map(|n| format!("\"{n}\" ")).collect();
    let query = parse(&many);
    assert_eq!((query.clauses.len(), query.notices), (MOST_ITEMS, vec![Notice::TooMany(MOST_ITEMS)]));
    assert_eq!(parse(&"\"$100 billion\" ".repeat(50)).clauses.len(), 1);
}

proptest! {
    #[test]
    fn anything_can_be_typed(text in "([-:：\"「」“”()（）*~^/+<>a公司 OR]|company|in:|amount:| NEAR/2 | AND | NOT |10B|\\PC){0,60}") {
        let query = parse(&text);
        prop_assert!(query.clauses.iter().all(|clause| !clause.any.is_empty()));
    }
}
