use super::*;
use proptest::prelude::*;

/// Enough systematic damage to prove it, in our own words.
const PROOF: &str = "這項業(yè)務(wù)的數(shù)據(jù)由各網(wǎng)站提供。";

fn check(damaged: &str, expect: &str, certain: bool) {
    let text = format!("{PROOF}{damaged}");
    assert!(is_damaged(&text), "{text}");
    let repaired = repair(&text);
    assert_eq!(repaired.text, format!("這項業務的數據由各網站提供。{expect}"));
    let last = repaired.repairs.last().unwrap();
    assert_eq!(last.certain, certain, "{damaged}");
    assert_eq!(put_back(&repaired), text);
}

fn put_back(repaired: &Repaired) -> String {
    let chars: Vec<char> = repaired.text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    for repair in &repaired.repairs {
        out.extend(&chars[at..repair.start.0]);
        out.push_str(&repair.original);
        at = repair.end.0;
    }
    out.extend(&chars[at..]);
    out
}

#[test]
fn readings_are_taken_out() {
    check("雙方結(jié)盟", "雙方結盟", true);
    check("結（jié）盟", "結盟", true);
    check("轉(zhuǎn)向應(yīng)用", "轉向應用", true);
    check("綠(lǜ)色", "綠色", true);
}

#[test]
fn a_damaged_line_alone_is_one() {
    for (damaged, expect) in [
        ("結(jié)成聯(lián)盟", "結成聯盟"),
        ("數(shù)據(jù)中心的業(yè)務(wù)增長", "數據中心的業務增長"),
        ("轉(zhuǎn)向應(yīng)用", "轉向應用"),
        ("雙方結(jié)成戰(zhàn)略聯(lián)盟，優(yōu)先採用。", "雙方結成戰略聯盟，優先採用。"),
        ("發(fā)展數(shù)據(jù)中心，實(shí)現(xiàn)增長(zhǎng)", "發展數據中心，實現增長"),
    ] {
        assert!(is_damaged(damaged), "{damaged}");
        assert_eq!(repair(damaged).text, expect);
    }
}

#[test]
fn other_brackets_stay() {
    for text in ["模型(model)", "協議(MCP)", "規(guī)則(如下)"] {
        let text = format!("{PROOF}{text}");
        assert!(repair(&text).text.contains(text.rsplit('(').next().unwrap()), "{text}");
    }
}

#[test]
fn lost_bytes_are_worked_out() {
    check("這張?zhí)靸r船票", "這張天價船票", true);
    check("水火不容?,F(xiàn)在", "水火不容。現在", false);
    check("水火不容?，F(xiàn)在", "水火不容。現在", false);
    check("規(guī)?;\\行在雲上", "規模化運行在雲上", false);
}

#[test]
fn questions_stay_questions() {
    for text in ["不惜血本?答案很簡單", "贏家?", "誰?!", "為何?他說", "真的?\"他問"] {
        let text = format!("{PROOF}{text}");
        assert!(repair(&text).text.ends_with(text.rsplit('?').next().unwrap()), "{text}");
        assert_eq!(repair(&text).text.matches('?').count(), 1, "{text}");
    }
}

#[test]
fn undamaged_texts_are_not_taken_for_damaged() {
    for text in [
        "",
        "結成聯盟(alliance)，協議(MCP)與模型(model)。",
        // Readings of rare characters.
        "治水的鯀(gǔn)、犇(bēn)與龘(dá)，還有饕(tāo)餮(tiè)和魑(chī)魅。",
        // A text for learners: nearly every character.
        "業(yè)務(wù)數(shù)據(jù)網(wǎng)結(jié)",
        // Readings of whole words.
        "數據(shùjù)、業務(yèwù)、網絡(wǎngluò)、結構(jiégòu)",
        // Each only once of several times.
        "網(wǎng)有網眼，網孔，網線；業(yè)有業主，業者，業績；數(shù)有數目，數學，數字；結(jié)有結果，結論。",
        // Simplified.
        "业(yè)务(wù)的数(shù)据(jù)由各网(wǎng)站提供，还有很多很多别的内容要说一说才好。",
        // Names of places, of which the reading is not the usual one or the character rare.
        "樂(lè)山、鉛(yán)山、單(shàn)縣、蚌(bèng)埠、六(lù)安",
        "單(shàn)縣、鉛(yán)山、麗(lí)水、會(kuài)稽與樂(yuè)清",
        "樂(lè)山與陝(shǎn)西",
        "廈(xià)門、滎(xíng)陽、蕪(wú)湖、贛(gàn)州、瀏(liú)陽",
        "任(rén)丘、尉(yù)犁、番(pān)禺、華(huà)山",
        "結(jié)成聯盟",
        // Two in a long text are the author's.
        "結(jié)成的聯(lián)盟在這場關於業務與數據的討論裡沒有人會說是為了甚麼緣故，後來雙方還說這項業務將來要獨立發展。",
        "word(note) and jié (knot), shù (number), yè (trade)",
    ] {
        assert!(!is_damaged(text), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_repaired_can_be_put_back(text in "[結規張天價現在業務數網(jié)(guī)(zhí?;,\\\\Fr靸行，。 （）āy-z]{0,40}") {
        let text = format!("{PROOF}{text}");
        let repaired = repair(&text);
        prop_assert_eq!(put_back(&repaired), text);
        for pair in repaired.repairs.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
    }

    #[test]
    fn texts_without_readings_are_left_alone(text in "[一-龥a-zA-Z0-9，。?!()（）;,\\\\ ]{0,60}") {
        prop_assume!(!is_damaged(&text));
    }
}
