//! How well questions about who pays whom are told from what only looks like one.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::fmt::Write;
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_knowledge::question::{Deed, Question, read};
use zhimai_model::EntityKind;

/// Of what is read as a question, so much must be one and be read right; of the questions, so much must be read right.
const PRECISION: f64 = 0.97;
const RECALL: f64 = 0.9;

fn names() -> Gazetteer {
    let company = EntityKind::Company;
    let groups = [
        ("nvidia", company, vec!["NVIDIA", "Nvidia", "輝達", "英偉達", "英伟达", "NVDA"]),
        ("microsoft", company, vec!["Microsoft", "微軟", "微软"]),
        ("google", company, vec!["Google", "谷歌"]),
        ("oracle", company, vec!["Oracle", "甲骨文"]),
        ("intel", company, vec!["Intel", "英特爾", "英特尔"]),
        ("arm", company, vec!["Arm", "安謀", "安谋"]),
        ("openai", company, vec!["OpenAI"]),
        ("anthropic", company, vec!["Anthropic"]),
        ("coreweave", company, vec!["CoreWeave"]),
        ("jensen-huang", EntityKind::Person, vec!["Jensen Huang", "黃仁勳", "黄仁勋"]),
        ("sam-altman", EntityKind::Person, vec!["Sam Altman"]),
        ("elon-musk", EntityKind::Person, vec!["Elon Musk", "馬斯克", "马斯克"]),
    ];
    let form = |text: &str| Form::new(text, FormKind::Name);
    let groups = groups.map(|(id, kind, forms)| {
        Group::new(id, GroupKind::Entity(kind), forms.into_iter().map(form).collect())
    });
    Gazetteer::of_groups(groups.into())
}

/// A question as the sample writes it.
fn written(question: &Question) -> String {
    let side = |ids: &[String]| if ids.is_empty() { "?".to_owned() } else { ids.join(",") };
    let deed = format!("{:?}", question.deed).to_lowercase();
    let mut out = format!("{deed} {} > {}", side(&question.from), side(&question.to));
    if let Some((first, last)) = question.days {
        assert!(first <= last);
        write!(out, " {}", 1970 + last * 400 / 146_097).unwrap();
    }
    out
}

#[test]
fn questions_are_told_from_what_only_looks_like_one() {
    let names = names();
    let (mut asked, mut taken, mut right, mut traps) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut wrong = String::new();
    let lines = include_str!("questions.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (expect, text) = line.split_once(" | ").unwrap();
        let found = read(text, &names).map_or_else(|| "-".to_owned(), |found| written(&found));
        let is_right = found == expect;
        asked += u32::from(expect != "-");
        traps += u32::from(expect == "-");
        taken += u32::from(found != "-");
        right += u32::from(is_right && expect != "-");
        if !is_right {
            writeln!(wrong, "{text}: {found}, not {expect}").unwrap();
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(taken), f64::from(right) / f64::from(asked));
    println!("{asked} questions, {traps} others: precision {precision:.3}, recall {recall:.3}\n{wrong}");
    assert!(asked >= 60 && traps >= 60);
    assert!(precision >= PRECISION && recall >= RECALL, "precision {precision}, recall {recall}\n{wrong}");
}

#[test]
fn goods_say_in_which_form_the_money_goes() {
    let names = names();
    let kinds = |text: &str| read(text, &names).unwrap().kinds;
    assert_eq!(kinds("who supplies OpenAI"), Deed::Buy.kinds());
    assert_eq!(kinds("who supplies OpenAI with power"), [zhimai_model::FlowKind::PowerPurchase]);
    assert!(!kinds("who pays OpenAI").contains(&zhimai_model::FlowKind::Guarantee));
    assert_eq!(kinds("誰向輝達採購晶片"), [zhimai_model::FlowKind::ComputePurchase]);
}

#[test]
fn nothing_typed_is_too_odd_to_be_read() {
    let names = names();
    for text in
        ["", " ", "?", "誰", "、", "和和和", "2025", "誰投資了和", "\u{0}輝達投資", "輝達、", "who who who"]
    {
        assert_eq!(read(text, &names), None, "{text}");
    }
    assert_eq!(read(&"輝達投資".repeat(50), &names), None);
}
