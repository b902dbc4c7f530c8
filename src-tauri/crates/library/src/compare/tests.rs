use super::*;
use proptest::prelude::*;

/// Pieces with what changed in brackets.
fn shown(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece.changed {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    });
    shown.collect()
}

fn rows(older: &[&str], newer: &[&str]) -> Vec<String> {
    let compared = compare(older, newer);
    let shown = compared.rows.iter().map(|row| match row.kind {
        RowKind::Same => format!("= {}", shown(&row.newer)),
        RowKind::Changed => format!("~ {} -> {}", shown(&row.older), shown(&row.newer)),
        RowKind::Added => format!("+ {}", shown(&row.newer)),
        RowKind::Removed => format!("- {}", shown(&row.older)),
    });
    shown.collect()
}

#[test]
fn a_number_that_was_corrected_is_all_that_changed() {
    assert_eq!(
        rows(&["甲隊減少12%。", "乙隊減少12%。"], &["甲隊減少15%。", "乙隊減少12%。"]),
        ["~ 甲隊減少[12]%。 -> 甲隊減少[15]%。", "= 乙隊減少12%。"]
    );
    assert_eq!(
        rows(&["Revenue fell 1,200 to $4.5 billion."], &["Revenue fell 1,300 to $4.5 billion."]),
        ["~ Revenue fell [1,200] to $4.5 billion. -> Revenue fell [1,300] to $4.5 billion."]
    );
}

#[test]
fn words_change_whole() {
    assert_eq!(
        rows(&["公司計畫在德州建立資料中心。"], &["公司計畫在亞利桑那州建立研究中心。"]),
        ["~ 公司計畫在[德州]建立[資料]中心。 -> 公司計畫在[亞利桑那州]建立[研究]中心。"]
    );
    assert_eq!(
        rows(&["人工智能正在改变世界的面貌。"], &["人工智慧正在改变世界的面貌。"]),
        ["~ [人工智能]正在改变世界的面貌。 -> [人工智慧]正在改变世界的面貌。"]
    );
    assert_eq!(
        rows(&["The chips are sold out for years."], &["The chips were sold out for years."]),
        ["~ The chips [are] sold out for years. -> The chips [were] sold out for years."]
    );
}

#[test]
fn paragraphs_come_and_go() {
    assert_eq!(rows(&["一", "二"], &["一", "三", "二"]), ["= 一", "+ [三]", "= 二"]);
    assert_eq!(rows(&["一", "二"], &["二"]), ["- [一]", "= 二"]);
    assert_eq!(rows(&[], &["一"]), ["+ [一]"]);
    assert_eq!(rows(&["一"], &[]), ["- [一]"]);
    assert_eq!(rows(&[], &[]), [""; 0]);
    // Of several in the place of several, those that are alike belong together.
    assert_eq!(
        rows(
            &["輝達第三季營收增加66%。", "微軟沒有回應。"],
            &["法說會在週二舉行。", "輝達第三季營收增加62%。", "天氣晴朗而炎熱。"]
        ),
        [
            "+ [法說會在週二舉行。]",
            "~ 輝達第三季營收增加[66]%。 -> 輝達第三季營收增加[62]%。",
            "- [微軟沒有回應。]",
            "+ [天氣晴朗而炎熱。]"
        ]
    );
}

#[test]
fn a_comma_between_two_changes_is_no_island() {
    assert_eq!(
        rows(&["本季蘋果，香蕉和其他水果的價格上漲。"], &["本季汽車，輪船和其他水果的價格上漲。"]),
        ["~ 本季[蘋果，香蕉]和其他水果的價格上漲。 -> 本季[汽車，輪船]和其他水果的價格上漲。"]
    );
}

#[test]
fn a_very_long_text_is_compared_in_bounded_time() {
    let text = |word: &str| -> Vec<String> {
        (0..20_000).map(|n| format!("{word}{n}：{}", "公司營收減少，需求疲弱。".repeat(20))).collect()
    };
    let (older, newer) = (text("甲"), text("乙"));
    let started = std::time::Instant::now();
    let compared = compare(
        &older.iter().map(String::as_str).collect::<Vec<_>>(),
        &newer.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    assert!(compared.is_coarse);
    assert_eq!(compared.rows.len(), 40_000);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    // One paragraph that is as long as a book.
    let (older, newer) = ("字".repeat(3_000_000), "句".repeat(3_000_000));
    assert!(compare(&[&older], &[&newer]).is_coarse);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Both texts can be put together again from the rows, and what is the same is the same.
    #[test]
    fn nothing_is_lost(
        older in prop::collection::vec("[甲乙丙公司減少增加12%， a-c]{1,12}", 0..8),
        newer in prop::collection::vec("[甲乙丙公司減少增加12%， a-c]{1,12}", 0..8),
        any in any::<String>(),
    ) {
        let mut older: Vec<&str> = older.iter().map(String::as_str).collect();
        let newer: Vec<&str> = newer.iter().map(String::as_str).collect();
        older.push(&any);
        let compared = compare(&older, &newer);
        let side = |of: fn(&Row) -> &Vec<Piece>, but: RowKind| -> Vec<String> {
            let rows = compared.rows.iter().filter(|row| row.kind != but);
            rows.map(|row| of(row).iter().map(|piece| piece.text.as_str()).collect()).collect()
        };
        prop_assert_eq!(side(|row| &row.older, RowKind::Added), older);
        prop_assert_eq!(side(|row| &row.newer, RowKind::Removed), newer);
        for row in &compared.rows {
            let same = |pieces: &[Piece]| -> String {
                pieces.iter().filter(|piece| !piece.changed).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(same(&row.older), same(&row.newer));
        }
    }

    #[test]
    fn words_make_the_text_again(text in any::<String>(), more in "[甲乙丙公司減少增加12%， a-c]{0,30}") {
        for text in [text, more] {
            prop_assert_eq!(words(&text).concat(), text);
        }
    }
}
