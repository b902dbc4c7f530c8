//! What is found.

use super::*;

#[test]
fn every_name_of_a_thing_finds_the_same() {
    let library = library();
    for query in
        ["輝達", "辉达", "英偉達", "英伟达", "NVIDIA", "nvidia", "NVDA", "company:輝達", "公司：NVIDIA"]
    {
        library.finds(query, &["hant", "hans", "en", "ticker"]);
    }
    for query in ["老黃", "黄仁勋", "Jensen Huang", "jensen huang"] {
        library.finds(query, &["hans", "en"]);
    }
    for query in ["晶片", "芯片", "chip", "chips"] {
        library.finds(query, &["hans", "en"]);
    }
    for query in ["compute", "算力"] {
        library.finds(query, &["compute"]);
    }
    assert_eq!(library.ask("輝達").named.as_deref(), Some("nvidia"));
    assert_eq!(library.ask("輝達 投資").named, None);
    library.reason("老黃", "en", ReasonKind::Alias, "老黃", "Jensen Huang");
    library.reason("晶片", "hans", ReasonKind::Term, "晶片", "芯片");
    assert!(library.ask("輝達").hits.iter().find(|hit| hit.id == "hant").unwrap().reasons.is_empty());
}

#[test]
fn what_stands_in_a_text_is_found() {
    let library = library();
    library.finds("\"輝達\"", &["hant"]);
    library.finds("「辉达」", &["hant"]);
    library.finds("\"abc一二三\"", &["gpt"]);
    library.finds("\"c一\"", &["gpt"]);
    library.finds("\"C++\"", &["gpt"]);
    library.finds("\"4.5 都\"", &["gpt"]);
    library.finds("\"50億美元\"", &["hant", "sum-zh", "tsmc"]);
    library.finds("\"AI\"", &["ai"]);
    library.finds("\"🎉\"", &["emoji"]);
    library.finds("🙂", &["emoji"]);
    library.finds("擴", &["tsmc"]);
    library.finds("\"很成功🎉大\"", &["emoji"]);
    library.finds("\"nvidia's data\"", &["en"]);
    library.finds("C++", &["gpt"]);
    library.first("4.5", "gpt");
    library.first("gpt5", "gpt");
    library.first("GPT-5", "gpt");
    library.finds("\"沒有這句話\"", &[]);
    library.finds("Nvidea", &["hant", "hans", "en", "ticker", "typo"]);
}

#[test]
fn sums_and_dates_in_any_notation() {
    let library = library();
    for query in ["450億美元", "450亿美元", "US$45B", "$45 billion", "45,000,000,000 dollars"] {
        library.finds(query, &["sum", "sum-zh"]);
    }
    library.reason("450億美元", "sum", ReasonKind::Amount, "450億美元", "$45 billion");
    library.finds("amount:>40B", &["sum", "sum-zh", "tsmc"]);
    library.finds("金額：4B..12B", &["hant"]);
    for query in ["人民幣20億元", "RMB 2 billion", "CN¥2B", "20亿人民币"] {
        library.finds(query, &["rmb", "rmb-en"]);
    }
    library.finds("amount:>10億人民幣", &["rmb", "rmb-en"]);
    library.finds("金額:10億元..30億元", &["rmb", "rmb-en"]);
    library.finds("amount:>10億日圓", &["yen"]);
    library.finds("amount:>10億歐元", &[]);
    for query in ["2025年11月", "Nov 2025", "2025-11"] {
        library.finds(query, &["hant", "hans", "en", "date"]);
    }
    library.finds("date:2025-08..2025-09", &["sum", "sum-zh", "gpt"]);
    library.finds("date:2025-11 輝達", &["hant", "hans", "en"]);
    library.reason("2025-11-18", "date", ReasonKind::Date, "2025-11-18", "2025 年 11 月 18 日");
}

#[test]
fn operators() {
    let library = library();
    library.finds("輝達 -微軟", &["hans", "en", "ticker"]);
    library.finds("輝達 OR 台積電", &["hant", "hans", "en", "ticker", "tsmc"]);
    library.finds("\"輝達\" OR \"台積電\"", &["hant", "tsmc"]);
    library.finds("輝達 AND 微軟", &["hant"]);
    library.finds("輝達 NOT 微軟", &["hans", "en", "ticker"]);
    library.finds("budget AND RMB", &["rmb-en"]);
    library.finds("in:notes", &["date"]);
    library.finds("輝達 in:notes", &[]);
    library.finds("source:wire chips", &["en"]);
    library.finds("author:smith chips", &["en"]);
    library.finds("作者：王小明 chips", &["en"]);
    library.finds("author:nobody chips", &[]);
    library.finds("lang:en nvidia", &["en", "ticker"]);
    library.finds("-lang:en -date:2025 -date:2026", &["compute", "cloudy", "emoji"]);
    library.finds("person:黃仁勳", &["hans", "en"]);
    library.finds("term:chip", &["hans", "en"]);
    let told = |query: &str, notice: Notice| assert_eq!(library.ask(query).notices, [notice], "{query}");
    told("輝達 date:soon", Notice::BadDate("soon".to_owned()));
    told("amount:many 輝達", Notice::BadAmount("many".to_owned()));
    told("company:無名", Notice::UnknownName("無名".to_owned()));
    told("person:輝達", Notice::OtherKind("輝達".to_owned(), Some(EntityKind::Person)));
    told("term:輝達", Notice::OtherKind("輝達".to_owned(), None));
    // A public body acts like a company, and is asked for by the same field.
    assert_eq!(library.ask("company:工業與安全局").notices, []);
    told("person:工業與安全局", Notice::OtherKind("工業與安全局".to_owned(), Some(EntityKind::Person)));
    told("in:nowhere", Notice::BadKind("nowhere".to_owned()));
    told("lang:xx", Notice::BadLanguage("xx".to_owned()));
}

#[test]
fn slips_and_sounds() {
    let library = library();
    library.finds("Antropic", &["hant"]);
    assert_eq!(library.ask("Antropic").suggestion.as_deref(), Some("Anthropic"));
    assert_eq!(
        library.ask("Antropic").notices,
        [Notice::ReadAs("Antropic".to_owned(), "Anthropic".to_owned())]
    );
    library.first("maintenence", "said");
    library.finds("yingweida", &["hant", "hans", "en", "ticker"]);
    library.finds("ywd", &["hant", "hans", "en", "ticker"]);
    library.reason("yingweida", "hans", ReasonKind::Pinyin, "yingweida", "英伟达");
    library.finds("suanli", &["compute"]);
    library.finds("kuochan", &["tsmc"]);
    // A word that is there is never respelled.
    assert_eq!(library.ask("paint").suggestion, None);
    library.finds("paint", &["said"]);
    library.finds("zzzzqq", &[]);
    library.finds("run", &["running"]);
    library.finds("gloom", &["cloudy"]);
    library.reason("gloom", "cloudy", ReasonKind::Dictionary, "gloom", "陰霾");
}

#[test]
fn a_sum_is_not_found_inside_a_larger_one() {
    let library = library();
    let found = library.set("50億美元");
    assert!(found.contains("hant") && !found.contains("sum-zh") && !found.contains("tsmc"), "{found:?}");
    assert_eq!(library.set("450億"), library.set("450億美元"));
    assert_eq!(library.set("45B"), library.set("US$45B"));
}

#[test]
fn what_is_written_as_one_is_looked_for_as_one() {
    let library = library();
    assert_eq!(library.set("A100"), BTreeSet::new());
    assert_eq!(library.set("GPT5"), library.set("gpt-5"));
    assert!(!library.set("h100").contains("h200"));
}

#[test]
fn a_rare_character_finds_what_its_neighbours_do_not() {
    let library = library();
    let first = |query: &str| library.ask(query).hits.first().map(|hit| hit.id.clone());
    assert_eq!(first("霾的影響").as_deref(), Some("cloudy"));
    assert_eq!(first("隨着訓練").as_deref(), Some("compute"));
    let set = |query: &str| library.set(query).into_iter().collect::<Vec<_>>();
    // A word of its own is looked for, a part of a word only counts beside the rest.
    assert_eq!(set("霾與算力"), ["cloudy", "compute"]);
    assert_eq!(set("發布"), ["emoji", "hans"]);
    // 公布 has one of the characters, and is no word for it.
    assert_eq!(set("宣布"), [] as [&str; 0]);
}
