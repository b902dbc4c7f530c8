//! Documents in several languages: every title is one, and what is shown is in the language that is asked for.

use super::*;
use zhimai_search::{Language, Role};

const ZH: Option<Language> = Some(Language::ZhHant);
const HANS: Option<Language> = Some(Language::ZhHans);
const EN: Option<Language> = Some(Language::En);

/// One document in two languages, and one in Chinese alone that tells the same in its body.
fn library() -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    let both = vec![
        Part::title(ZH, "輝達與微軟的約定"),
        Part::body(ZH, "先說別的。輝達承諾投入資金。微軟也是。"),
        Part::title(EN, "A pact of Nvidia and Microsoft"),
        Part::body(EN, "Other things first. Nvidia promises money. Cloud contracts follow."),
        Part { role: Role::Names, language: None, text: "Harbinger · 先聲".to_owned() },
    ];
    let alone = vec![
        Part::title(ZH, "市場"),
        Part::body(ZH, "A pact of Nvidia and Microsoft，這是原文的題目。市場沒有反應，也沒有別的消息。"),
    ];
    let term =
        vec![Part::title(ZH, "晶片"), Part::title(HANS, "芯片"), Part::title(EN, "chip"), Part::body(ZH, "")];
    for (id, parts) in [("both", both), ("alone", alone), ("term", term)] {
        writer.put(&Document { parts, ..document(id, "", "", "2026-01-01") }).unwrap();
    }
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    Library { index, _folder: folder }
}

fn hit(library: &Library, query: &str, prefer: Option<Language>, id: &str) -> Hit {
    let answer = library.answer(&Request { query: query.to_owned(), prefer, ..request() });
    answer.hits.into_iter().find(|hit| hit.id == id).unwrap_or_else(|| panic!("{query} does not find {id}"))
}

fn share(hit: &Hit, name: &str) -> f32 {
    hit.explanation.iter().find(|(known, _)| known == name).map_or(0.0, |(_, value)| *value)
}

#[test]
fn a_title_in_any_language_is_a_title() {
    let library = library();
    for query in ["pact of Nvidia and Microsoft", "輝達與微軟的約定"] {
        library.first(query, "both");
        assert!(share(&hit(&library, query, None, "both"), "title") > 0.0, "{query}");
    }
    let whole = hit(&library, "pact", None, "both");
    assert!((share(&whole, "title") - 0.4 * share(&whole, "words")).abs() < 1e-4, "{:?}", whole.explanation);
    assert_eq!(share(&hit(&library, "pact", None, "alone"), "title"), 0.0);
    // It is known by its sound too.
    library.finds("yueding", &["both"]);
}

#[test]
fn what_is_called_just_so_comes_first() {
    let library = library();
    // By name it counts more than by other words.
    for query in ["chip", "芯片"] {
        let whole = hit(&library, query, None, "term");
        assert!((share(&whole, "whole") - 0.2 * share(&whole, "words")).abs() < 1e-4, "{query}");
    }
    // More than the title is asked for: it counts by how much of that the title has.
    let more = hit(&library, "芯片 資金", None, "term");
    assert!(share(&more, "whole") > 0.0 && share(&more, "whole") < 0.05 * share(&more, "words"));
    // More stands in the title.
    assert_eq!(share(&hit(&library, "pact of Nvidia", None, "both"), "whole"), 0.0);
    assert_eq!(share(&hit(&library, "輝達與微軟", None, "both"), "whole"), 0.0);
    assert!(share(&hit(&library, "市場", None, "alone"), "whole") > 0.0);
}

#[test]
fn what_is_shown_is_in_the_language_that_is_preferred() {
    let library = library();
    let check = |query: &str, prefer: Option<Language>, title: (&str, &[&str]), snippet: (&str, &[&str])| {
        let hit = hit(&library, query, prefer, "both");
        let shown = |text: &zhimai_search::Marked| (text.text.clone(), marked(&text.text, &text.marks));
        let expect = |(text, marks): (&str, &[&str])| {
            (text.to_owned(), marks.iter().map(|mark| (*mark).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(shown(&hit.title), expect(title), "{query} {prefer:?}");
        assert_eq!(shown(&hit.snippet), expect(snippet), "{query} {prefer:?}");
        assert_eq!(hit.title.language, if title.0.is_ascii() { EN } else { ZH });
        assert_eq!(hit.other_titles.len(), 1);
    };
    let zh = "輝達與微軟的約定";
    let en = "A pact of Nvidia and Microsoft";
    let whole_zh = "先說別的。輝達承諾投入資金。微軟也是。";
    let whole_en = "Other things first. Nvidia promises money. Cloud contracts follow.";
    check("輝達", ZH, (zh, &["輝達"]), ("輝達承諾投入資金。微軟也是。", &["輝達"]));
    // Simplified characters are read by who reads Chinese.
    check("輝達", HANS, (zh, &["輝達"]), ("輝達承諾投入資金。微軟也是。", &["輝達"]));
    check("輝達", EN, (en, &["Nvidia"]), ("Nvidia promises money. Cloud contracts follow.", &["Nvidia"]));
    // It stands in the other language alone.
    check("contracts", ZH, (zh, &[]), ("Cloud contracts follow.", &["contracts"]));
    check("資金", EN, (en, &[]), ("輝達承諾投入資金。微軟也是。", &["資金"]));
    check("先聲", EN, (en, &[]), ("Harbinger · 先聲", &["先聲"]));
    // It stands in a title alone: the passage is the beginning in the language that is read.
    check("約定", ZH, (zh, &["約定"]), (whole_zh, &[]));
    check("約定", EN, (en, &[]), (whole_en, &[]));
    check("", EN, (en, &[]), (whole_en, &[]));
}

#[test]
fn all_titles_are_given_with_their_marks() {
    let library = library();
    for (prefer, expect) in [(None, "晶片"), (ZH, "晶片"), (HANS, "芯片"), (EN, "chip")] {
        let hit = hit(&library, "芯片", prefer, "term");
        let mut all = vec![hit.title.clone()];
        all.extend(hit.other_titles);
        assert_eq!((hit.title.text.as_str(), all.len()), (expect, 3), "{prefer:?}");
        assert!(
            all.iter().all(|title| marked(&title.text, &title.marks) == [title.text.as_str()]),
            "{all:?}"
        );
    }
}

#[test]
fn a_good_match_is_judged_by_all_and_not_by_what_is_narrowed_to() {
    let library = super::library();
    let ask = |languages: &[&str]| {
        let request = Request {
            query: "輝達 微軟 Anthropic".to_owned(),
            sort: Sort::Newest,
            languages: languages.iter().map(|code| (*code).to_owned()).collect(),
            ..request()
        };
        let answer = library.answer(&request);
        assert_eq!(answer.total as usize, answer.hits.len());
        answer.hits.into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>()
    };
    let all = ask(&[]);
    let parts: BTreeSet<String> = ask(&["en"]).into_iter().chain(ask(&["zh-hant"])).collect();
    assert_eq!(all, parts);
}
