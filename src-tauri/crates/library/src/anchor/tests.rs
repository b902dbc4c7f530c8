use super::*;
use proptest::prelude::*;

/// The anchor for the nth place of a quote in a text, from 0.
fn anchor(text: &str, quote: &str, nth: usize) -> Anchor {
    let (byte, _) = text.match_indices(quote).nth(nth).unwrap();
    let start = text[..byte].chars().count();
    make(false, text, CharOffset(start), CharOffset(start + quote.chars().count()))
}

/// What is around the place that is found: the text with the place in brackets, or `detached`.
fn found(anchor: &Anchor, text: &str, earlier: &[&str]) -> String {
    let earlier: Vec<String> = earlier.iter().map(|&text| text.to_owned()).collect();
    let Some((start, end)) = find(anchor, text, || &earlier) else { return "detached".to_owned() };
    let part = |from, to| offset::slice(text, CharOffset(from), CharOffset(to));
    format!("{}[{}]{}", part(0, start.0), part(start.0, end.0), part(end.0, usize::MAX))
}

/// A note on the nth place of a quote in the text before, and where it stands after.
fn check(before: &str, quote: &str, nth: usize, after: &str, expect: &str) {
    let anchor = anchor(before, quote, nth);
    assert_eq!(found(&anchor, after, &[before]), expect, "{quote} in {before:?}");
}

const TEAMS: &str = "甲隊減少12%。\n\n乙隊減少12%。";
const ENGLISH: &str = "Team A fell 12%.\n\nTeam B fell 12%.";
const HANS: &str = "甲队减少12%。\n\n乙队减少12%。";

#[test]
fn what_did_not_change_is_where_it_was() {
    check(TEAMS, "減少12%", 0, TEAMS, "甲隊[減少12%]。\n\n乙隊減少12%。");
    check(TEAMS, "減少12%", 1, TEAMS, "甲隊減少12%。\n\n乙隊[減少12%]。");
    check("字", "字", 0, "字", "[字]");
    check("字字字", "字", 1, "字字字", "字[字]字");
    // What is read as it was does not need the text as it was.
    assert_eq!(found(&anchor(TEAMS, "減少12%", 1), TEAMS, &[]), "甲隊減少12%。\n\n乙隊[減少12%]。");
}

#[test]
fn a_note_on_a_line_that_went_is_not_moved_to_another() {
    check(TEAMS, "減少12%", 1, "甲隊減少12%。", "detached");
    check(TEAMS, "減少12%", 0, "乙隊減少12%。", "detached");
    check(TEAMS, "12%", 0, "乙隊減少12%。", "detached");
    check(HANS, "减少12%", 1, "甲队减少12%。", "detached");
    check(ENGLISH, "fell 12%", 1, "Team A fell 12%.", "detached");
    check(ENGLISH, "fell 12%", 0, "Team B fell 12%.", "detached");
    check(TEAMS, "減少12%", 1, "甲隊減少12%。\n\n丙隊增加3%。", "detached");
    // Under headings, where the lines themselves are the same.
    let headed = "甲隊\n\n營收減少12%。\n\n乙隊\n\n營收減少12%。";
    check(headed, "減少12%", 1, "甲隊\n\n營收減少12%。", "detached");
    check(headed, "減少12%", 0, "乙隊\n\n營收減少12%。", "detached");
    check(headed, "營收減少12%。", 1, "甲隊\n\n營收減少12%。", "detached");
    let lines = "減少12%。\n\n減少12%。";
    check(lines, "減少12%", 1, "減少12%。", "detached");
    check(lines, "減少12%。", 0, "減少12%。", "detached");
    // Whole sentences that differ in one name that stands outside of the clause.
    let told = |team: &str| {
        format!("截至第三季，{team}方面，營收較去年同期減少12%，主因是需求疲弱。公司預期第四季回升。")
    };
    let both = format!("{}\n\n{}\n\n{}", told("丁公司"), told("乙公司"), told("甲公司"));
    let left = told("甲公司");
    check(&both, "減少12%", 1, &left, "detached");
    check(&both, "營收較去年同期減少12%", 1, &left, "detached");
    // Nor does it matter whether the quote is the only one of its kind that is left.
    check(
        "甲隊減少12%。\n\n乙隊減少12%。\n\n丙隊減少12%。",
        "減少12%",
        1,
        "甲隊減少12%。\n\n丙隊減少12%。",
        "detached",
    );
}

#[test]
fn a_note_on_a_line_that_stayed_stays() {
    check(TEAMS, "減少12%", 0, "甲隊減少12%。", "甲隊[減少12%]。");
    check(TEAMS, "減少12%", 1, "乙隊減少12%。", "乙隊[減少12%]。");
    check(ENGLISH, "fell 12%", 1, "Team B fell 12%.", "Team B [fell 12%].");
    check(HANS, "减少12%", 0, "甲队减少12%。", "甲队[减少12%]。");
    // Of two short lines that were turned round, little of what was around them is left.
    check(TEAMS, "減少12%", 1, "乙隊減少12%。\n\n甲隊減少12%。", "detached");
}

#[test]
fn a_correction_elsewhere_moves_nothing() {
    check(TEAMS, "減少12%", 1, "甲隊減少15%。\n\n乙隊減少12%。", "甲隊減少15%。\n\n乙隊[減少12%]。");
    check(TEAMS, "減少12%", 0, "甲隊減少12%。\n\n乙隊減少9.5%。", "甲隊[減少12%]。\n\n乙隊減少9.5%。");
    check(
        TEAMS,
        "減少12%",
        0,
        "快訊。\n\n甲隊減少12%。\n\n乙隊減少12%。",
        "快訊。\n\n甲隊[減少12%]。\n\n乙隊減少12%。",
    );
    check(
        TEAMS,
        "減少12%",
        1,
        &format!("{TEAMS}\n\n丙隊增加3%。"),
        "甲隊減少12%。\n\n乙隊[減少12%]。\n\n丙隊增加3%。",
    );
    check(
        ENGLISH,
        "fell 12%",
        1,
        "Team A fell 1.5%.\n\nTeam B fell 12%.",
        "Team A fell 1.5%.\n\nTeam B [fell 12%].",
    );
    check(
        "去年1,000億，今年減少12%。",
        "減少12%",
        0,
        "去年1,200億，今年減少12%。",
        "去年1,200億，今年[減少12%]。",
    );
}

#[test]
fn a_paragraph_that_was_moved_takes_its_notes_along() {
    let first = "第一段說的是輝達的營收成長了兩成，市場很滿意。";
    let second = "第二段說的是微軟的雲端業務，增速放緩。";
    let third = "第三段說的是谷歌的搜尋廣告，依然穩健。";
    check(
        &format!("{first}\n\n{second}\n\n{third}"),
        "增速放緩",
        0,
        &format!("{second}\n\n{first}\n\n{third}"),
        &format!("第二段說的是微軟的雲端業務，[增速放緩]。\n\n{first}\n\n{third}"),
    );
    // Not where the line stood there twice, or is changed, or is short.
    check(
        &format!("甲\n\n{second}\n\n{first}\n\n乙\n\n{second}\n\n{third}"),
        "增速放緩",
        1,
        &format!("{third}\n\n丙\n\n{second}\n\n{first}"),
        "detached",
    );
    check(
        "第一行是甲。\n\n減少12%。\n\n第三行是乙。",
        "減少12%",
        0,
        "減少12%。\n\n第五行是丁。\n\n第六行是戊。",
        "detached",
    );
}

#[test]
fn a_quote_that_is_gone_or_whose_clause_changed_is_marked_nowhere() {
    check(TEAMS, "減少12%", 1, "甲隊減少12%。\n\n乙隊增加3%。", "detached");
    check(TEAMS, "乙隊", 0, "甲隊減少12%。", "detached");
    check(TEAMS, "減少12%", 1, "", "detached");
    check("減少12%", "減少12%", 0, "減少12%的是乙隊", "detached");
    check("營收減少12%。", "減少12%", 0, "乙隊減少12%。", "detached");
    check("預計投資1000億元。", "投資", 0, "預計投資1200億元。", "detached");
    // An anchor that says nothing stands nowhere.
    let empty = Anchor { quote: String::new(), ..anchor(TEAMS, "減少12%", 0) };
    assert_eq!(found(&empty, TEAMS, &[]), "detached");
}

#[test]
fn without_the_text_as_it_was_the_quote_must_stand_once_amid_its_context() {
    let text = "輝達週二說，第三季資料中心營收為512億美元，較去年同期成長66%，優於市場預期。";
    let own = anchor(text, "成長66%", 0);
    let one_word = "輝達週三說，第三季資料中心營收為512億美元，較去年同期成長66%，優於市場預期。";
    assert_eq!(found(&own, one_word, &[]).matches("[成長66%]").count(), 1);
    let other = "超微也公布財報，第三季的遊戲部門收入較去年同期成長66%，低於預期。";
    assert_eq!(found(&own, other, &[]), "detached");
    let twice = format!("{one_word}\n\n{other}");
    assert_eq!(found(&own, &twice, &[]), "detached");
    // An earlier text in which the anchor does not stand says nothing of it.
    assert_eq!(found(&own, &twice, &[other]), "detached");
}

#[test]
fn white_space_that_was_set_anew_is_no_change() {
    let text = "輝達 與微軟\n\n在週二宣布,\n兩家公司  將合作。";
    let own = anchor(text, "微軟\n\n在週二", 0);
    assert_eq!(
        found(&own, "輝達 與微軟\n在週二宣布,\n兩家公司 將合作。", &[text]),
        "輝達 與[微軟\n在週二]宣布,\n兩家公司 將合作。"
    );
    let spaced = anchor("one  two three", " two ", 0);
    assert_eq!(found(&spaced, "zero. one two three", &["one  two three"]), "zero. one [two] three");
}

#[test]
fn a_quote_that_stands_everywhere_takes_no_time() {
    let long = "的".repeat(2_000_000);
    let own = Anchor { prefix: "甲".to_owned(), ..anchor(&long, "的", 1_000_000) };
    let started = std::time::Instant::now();
    assert_eq!(find(&own, &long, || &[]), None);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

/// Sentences that repeat often, as reports do.
fn sentence() -> impl Strategy<Value = String> {
    let subject = prop_oneof![Just("甲隊"), Just("乙隊"), Just("公司"), Just("Team A "), Just("")];
    let said = prop_oneof![Just("減少"), Just("增加"), Just("fell ")];
    (subject, said, 8..13_u32, prop_oneof![Just("。"), Just("。\n\n"), Just(", "), Just("\n")])
        .prop_map(|(subject, said, number, end)| format!("{subject}{said}{number}%{end}"))
}

/// An edit of a text of sentences: take one out, put one in, change one.
fn edit() -> impl Strategy<Value = (usize, Option<String>, bool)> {
    (0..12_usize, prop::option::of(sentence()), any::<bool>())
}

/// Sentences, each with whether it stood in the first text, by its number there.
type Tracked = Vec<(Option<usize>, String)>;

fn edited(sentences: &[String], edits: &[(usize, Option<String>, bool)]) -> Tracked {
    let mut text: Tracked = sentences.iter().cloned().enumerate().map(|(n, s)| (Some(n), s)).collect();
    for (at, new, takes_out) in edits {
        let at = at % (text.len() + 1);
        if *takes_out && at < text.len() {
            text.remove(at);
        }
        if let Some(new) = new {
            text.insert(at.min(text.len()), (None, new.clone()));
        }
    }
    text
}

fn join(text: &Tracked) -> String {
    text.iter().map(|(_, sentence)| sentence.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whatever is edited, what is marked says what the quote says.
    #[test]
    fn a_mark_is_never_on_other_words(
        before in "[甲乙減少12%。，\n .a-c]{1,60}", after in "[甲乙減少12%。，\n .a-c]{0,60}",
        from in 0..60_usize, length in 1..8_usize,
    ) {
        let count = before.chars().count();
        let start = from % count;
        let own = make(false, &before, CharOffset(start), CharOffset((start + length).min(count)));
        for earlier in [vec![], vec![before.clone()]] {
            if let Some((start, end)) = find(&own, &after, || &earlier) {
                let marked = offset::slice(&after, start, end);
                let even = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
                prop_assert_eq!(even(marked), even(&own.quote));
            }
        }
        if !own.quote.trim().is_empty() {
            let place = (CharOffset(own.start as usize), CharOffset(own.end as usize));
            prop_assert_eq!(find(&own, &before, || &[]), Some(place));
        }
    }

    /// A note on a sentence, or the end of one, is only ever found at a sentence that says the same, of the same subject; and at
    /// another one that stood there before only where no reader could tell: all that was on one side of
    /// it is beside that one, or nothing but the same stands between the two.
    #[test]
    fn sentences_are_not_taken_for_each_other(
        sentences in prop::collection::vec(sentence(), 2..9), which in 0..9_usize, cut in 0..4_usize,
        edits in prop::collection::vec(edit(), 1..4),
    ) {
        let which = which % sentences.len();
        let before: String = sentences.concat();
        let start: usize = sentences[..which].iter().map(|s| s.chars().count()).sum();
        let words = sentences[which].trim_end().chars().count();
        let own = make(false, &before, CharOffset(start + cut.min(words - 2)), CharOffset(start + words));
        let text = edited(&sentences, &edits);
        let after = join(&text);
        let Some((at, end)) = find(&own, &after, || std::slice::from_ref(&before)) else { return Ok(()) };
        let mut place = 0;
        for (number, sentence) in &text {
            if at.0 >= place + sentence.chars().count() {
                place += sentence.chars().count();
                continue;
            }
            let told = |sentence: &str| sentence.trim_end_matches(['。', ',', ' ', '\n']).to_owned();
            prop_assert_eq!(told(sentence), told(&sentences[which]), "{:?} -> {:?}", before, after);
            if let Some(number) = number.filter(|&number| number != which) {
                let between = &sentences[number.min(which)..=number.max(which)];
                let are_twins = between.iter().all(|one| told(one) == told(&sentences[which]));
                let prefix = offset::slice(&after, CharOffset(at.0.saturating_sub(CONTEXT)), at);
                let suffix = offset::slice(&after, end, CharOffset(end.0 + CONTEXT));
                let is_around = prefix.ends_with(own.prefix.as_str()) || suffix.starts_with(own.suffix.as_str());
                prop_assert!(is_around || are_twins, "{before:?} -> {after:?}: {:?} at {at:?}", own.quote);
            }
            break;
        }
    }

    /// What stands amid words that were not touched, and nowhere else, is always found, wherever it moved.
    #[test]
    fn what_was_not_touched_is_found(
        head in "[a-z甲乙丙丁。\n ]{0,80}", tail in "[a-z甲乙丙丁。\n ]{0,80}",
        other_head in "[a-z甲乙丙丁。\n ]{0,80}", other_tail in "[a-z甲乙丙丁。\n ]{0,80}",
        inner in "[一二三, 0-9水火木金土]{75,90}", from in 33..36_usize,
    ) {
        let before = format!("{head}\n{inner}\n{tail}");
        let start = head.chars().count() + 1 + from;
        let own = make(false, &before, CharOffset(start), CharOffset(start + 3));
        prop_assume!(!own.quote.trim().is_empty());
        let after = format!("{other_head}\n{inner}\n{other_tail}");
        let there = other_head.chars().count() + 1 + from;
        let found = find(&own, &after, || &[]);
        let found = found.map(|(start, end)| offset::slice(&after, start, end).to_owned());
        prop_assert_eq!(found.as_deref().map(str::trim), Some(own.quote.trim()), "{} in {:?}", there, after);
    }
}
