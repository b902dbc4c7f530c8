//! What was typed names more than running text does.

use crate::bundled::NAMES;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, units};

fn typed(text: &str) -> Vec<String> {
    let chars = fold(text).chars;
    let row: Vec<Unit> = units(&chars).collect();
    let mut out = Vec::new();
    NAMES.find_typed(&chars, &row, |named| {
        let group = NAMES.group(named.group).unwrap();
        if group.kind.is_entity() {
            out.push(format!("{}{}", group.id, if named.doubtful { "?" } else { "" }));
        }
    });
    out.dedup();
    out
}

#[test]
fn nicknames_and_numbers_are_names_when_typed() {
    for (text, expect) in [
        ("劈柴", "sundar-pichai?"),
        ("老馬 火星", "elon-musk?"),
        ("Researcher", "researcher-agent?"),
        ("2330", "tsmc?"),
        ("apple", "apple"),
        ("輝達", "nvidia"),
        ("Nividia", "nvidia"),
    ] {
        assert_eq!(typed(text), [expect], "{text}");
    }
    assert_eq!(typed("參加沙龍"), [""; 0]);
    assert_eq!(typed("老馬識途"), [""; 0]);
}

#[test]
fn a_text_as_a_whole_is_looked_up() {
    let lookup = |text: &str| -> Vec<String> {
        NAMES.lookup(text).into_iter().map(|number| NAMES.group(number).unwrap().id.clone()).collect()
    };
    assert_eq!(lookup(" jensen "), ["jensen-huang"]);
    assert_eq!(lookup("2330"), ["tsmc"]);
    assert_eq!(lookup("循環融資"), ["circular-financing", "circular-financing"]);
    assert_eq!(lookup("Jensen spoke"), [""; 0]);
}
