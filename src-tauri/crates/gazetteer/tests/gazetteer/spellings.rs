//! Spellings, scripts and spacing of names, on a few groups of our own.

use crate::{COMPANY, MODEL, PERSON, found, group, tied};
use zhimai_gazetteer::{Gazetteer, GroupKind};

fn names() -> Gazetteer {
    Gazetteer::of_groups(vec![
        group("nvidia", COMPANY, &["NVIDIA", "輝達", "英偉達", "NVDA", "!Nvidea"]),
        group("microsoft", COMPANY, &["Microsoft", "微軟", "MSFT", "M$"]),
        group("anthropic", COMPANY, &["Anthropic"]),
        tied(group("jensen-huang", PERSON, &["Jensen Huang", "黃仁勳", "~老黃", "~Jensen"]), &["nvidia"]),
        group("gpt-5", MODEL, &["GPT-5"]),
        group("chip", GroupKind::Term, &["chip", "晶片", "芯片"]),
        group("data-center", GroupKind::Term, &["data center", "資料中心", "數據中心"]),
        group("ai-agent", GroupKind::Term, &["AI agent"]),
        group("compute", GroupKind::Term, &["compute", "算力"]),
        group("cloud-compute", GroupKind::Term, &["雲算力", "cloud compute"]),
        group("coreweave", COMPANY, &["CoreWeave"]),
        group("amd", COMPANY, &["AMD", "超微"]),
        group("apple", COMPANY, &["Apple", "蘋果", "$AAPL"]),
        group("xai", COMPANY, &["xAI"]),
    ])
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(found(&names(), text), expect, "{text}");
}

#[test]
fn names_in_texts() {
    check("辉达与英伟达 NVIDIA's", &["nvidia:辉达", "nvidia:英伟达", "nvidia:NVIDIA"]);
    check("GPT-5、GPT 5、gpt5，GPT-5.1", &["gpt-5:GPT-5", "gpt-5:GPT 5", "gpt-5:gpt5"]);
    check("chips, microchip; Data-Centers", &["chip:chips", "data-center:Data-Centers"]);
    check("AI agents, AI agent's", &["ai-agent:AI agents", "ai-agent:AI agent"]);
    check("Jensen Huang; Jensen, Huang", &["jensen-huang:Jensen Huang", "jensen-huang:Jensen"]);
    check(
        "datacenters, core weave, CoreWeave",
        &["data-center:datacenters", "coreweave:core weave", "coreweave:CoreWeave"],
    );
    check("M$ M3 M", &[]);
    check("", &[]);
}

#[test]
fn names_are_found_in_every_script_and_case() {
    check("😀輝達與英伟达、nVidia都是", &["nvidia:輝達", "nvidia:英伟达", "nvidia:nVidia"]);
    check("老黄談NVDA", &["jensen-huang:老黄", "nvidia:NVDA"]);
    check("Nvidea", &[]);
}

#[test]
fn a_name_in_a_longer_one_counts_where_it_is_one() {
    check("雲算力不只是算力", &["cloud-compute:雲算力", "compute:算力", "compute:算力"]);
}

#[test]
fn a_name_within_a_longer_word_is_not_named() {
    check("GAMDA AMD2 amd", &["amd:amd"]);
    check("computer", &[]);
    check("GPT-5o and GPT-50", &[]);
}

#[test]
fn words_in_small_letters_are_words() {
    check("an apple a day", &[]);
    check("Apple said", &["apple:Apple"]);
    check("買apple的人", &["apple:apple"]);
    check("aapl AAPL", &["apple:AAPL"]);
    check("explainable AI (XAI)", &[]);
    check("xAI raised", &["xai:xAI"]);
}

#[test]
fn ordinary_words_at_the_beginning_of_a_sentence() {
    let names = Gazetteer::of_groups(vec![
        group("block", COMPANY, &["Block"]),
        group("target", COMPANY, &["Target"]),
        group("meta", COMPANY, &["Meta"]),
        group("nvidia", COMPANY, &["NVIDIA"]),
        group("apollo", COMPANY, &["Apollo Global", "~Apollo"]),
        group("sol", MODEL, &["GPT-5.6 Sol", "~Sol"]),
    ]);
    for text in [
        "Block the sender",
        "Target the right users, and spend less.",
        "Meta tags matter.",
        "The rule is simple. Block all of it.",
        "“Target older readers,” it says.",
        "Note: block that caller. Block this number too.",
        "Target groups were asked again.",
        "Target prices in the table are ours.",
        "Block can be undone.",
        "Apollo was a god. Apollo's temple stands.",
        "Apollo 11 landed.",
        "Sol said nothing.",
    ] {
        assert_eq!(found(&names, text), [""; 0], "{text}");
    }
    for (text, id) in [
        ("Block said it would close.", "block"),
        ("Block's shares fell.", "block"),
        ("Block will not sell the unit.", "block"),
        ("Block, the payments company, laid off staff.", "block"),
        ("Block this week closed an office.", "block"),
        ("Target and NVIDIA signed a deal.", "target"),
        ("Target is closing shops.", "target"),
        ("Target shareholders sued.", "target"),
        ("In May Target bought a bank.", "target"),
        ("Meta", "meta"),
        ("Meta: a history", "meta"),
        ("Meta didn’t.", "meta"),
        ("Apollo lent the company a billion.", "apollo"),
        ("NVIDIA and Apollo agreed on a loan.", "apollo"),
    ] {
        let found = found(&names, text);
        assert!(found.iter().any(|one| one.starts_with(id)), "{text}: {found:?}");
    }
    // What is named elsewhere in the text is known.
    assert_eq!(found(&names, "Meta sold it. Meta glasses sold well."), ["meta:Meta", "meta:Meta"]);
}

#[test]
fn surnames_of_others() {
    let names = Gazetteer::of_groups(vec![
        tied(group("sam-altman", PERSON, &["Sam Altman", "奧特曼", "+Altman"]), &["openai"]),
        group("openai", COMPANY, &["OpenAI"]),
        tied(group("claude", MODEL, &["Claude"]), &["anthropic"]),
        group("anthropic", COMPANY, &["Anthropic"]),
    ]);
    for (text, expect) in [
        ("Altman said so.", vec!["sam-altman:Altman"]),
        ("Mr. Altman said so.", vec!["sam-altman:Altman"]),
        ("But Altman said so.", vec!["sam-altman:Altman"]),
        ("The films of Robert Altman are long.", vec![]),
        ("Robert Altman made films.", vec![]),
        ("OpenAI's Altman left.", vec!["openai:OpenAI", "sam-altman:Altman"]),
        ("Jean-Claude came.", vec![]),
        ("The museum shows Claude Lorrain.", vec![]),
        ("Anthropic updated Claude Pro.", vec!["anthropic:Anthropic", "claude:Claude"]),
        ("Anthropic Claude is here.", vec!["anthropic:Anthropic", "claude:Claude"]),
    ] {
        assert_eq!(found(&names, text), expect, "{text}");
    }
}

#[test]
fn a_name_of_two_is_nobodys_without_evidence() {
    let names = Gazetteer::of_groups(vec![
        tied(group("one", PERSON, &["Ada One", "阿達一", "+阿達"]), &["firm"]),
        group("two", PERSON, &["Ada Two", "阿達二", "+阿達"]),
        group("firm", COMPANY, &["Firm Works", "豐年廠"]),
    ]);
    assert_eq!(found(&names, "阿達來了"), [""; 0]);
    assert_eq!(found(&names, "豐年廠的阿達來了"), ["firm:豐年廠", "one:阿達"]);
    assert_eq!(found(&names, "阿達二說，阿達是我"), ["two:阿達二", "two:阿達"]);
}

#[test]
fn an_entity_stands_beside_a_term_of_the_same_form() {
    let names = Gazetteer::of_groups(vec![
        group("nvidia", COMPANY, &["NVIDIA", "英偉達"]),
        group("chip-maker", GroupKind::Term, &["英偉達", "chip maker"]),
    ]);
    assert_eq!(found(&names, "英偉達"), ["nvidia:英偉達", "chip-maker:英偉達"]);
    assert_eq!(names.lookup("英伟达"), [0, 1]);
}

#[test]
fn names_by_sound_and_beginning() {
    let names = names();
    assert_eq!(names.by_sound("yingweida", false), [0]);
    assert_eq!(names.by_sound("ywd", false), [0]);
    assert_eq!(names.by_sound("yingw", false), [] as [u32; 0]);
    assert_eq!(names.by_sound("yingw", true), [0]);
    assert_eq!(names.by_prefix("jensen h"), [3]);
    assert_eq!(names.by_prefix("英"), [0]);
    assert_eq!(names.by_prefix(""), [] as [u32; 0]);
}

#[test]
fn however_names_and_words_meet_what_is_found_stands_there() {
    let names = names();
    let parts = [
        "amd",
        "AMD2",
        "輝達",
        "雲",
        "算力",
        "算",
        "Jensen ",
        "Jensen Huang",
        "compute",
        "cloud ",
        "r",
        "，",
        " ",
        "\n",
    ];
    for a in parts {
        for b in parts {
            for c in parts {
                let text = [a, b, c].concat();
                let mut last = None;
                for one in names.find(&text) {
                    let words = zhimai_text::offset::slice(&text, one.start, one.end);
                    let group = names.group(one.group).unwrap();
                    let form = &group.forms[one.form as usize];
                    assert_eq!(
                        zhimai_gazetteer::squeeze(words),
                        zhimai_gazetteer::squeeze(&form.text),
                        "{text}"
                    );
                    assert!(!words.contains('\n'), "{text}");
                    assert!(last <= Some(one.start), "{text}");
                    last = Some(one.start);
                }
            }
        }
    }
}

#[test]
fn nothing_to_find_is_fine() {
    check("", &[]);
    assert_eq!(Gazetteer::default().find("輝達"), []);
}
