use crate::{Dir, exists, hits};

#[test]
fn a_name_in_one_script_finds_articles_in_the_other() {
    let dir = Dir::bundled();
    for query in ["英伟达", "輝達", "英偉達", "Nvidia", "NVDA"] {
        let found = dir.json(&["search", query]);
        let hits = hits(&found);
        for address in [
            "zhimai://entity/nvidia",
            "zhimai://event/nvidia-openai-loi",
            "zhimai://article/brief-nvidia-openai-loi",
        ] {
            assert!(hits.contains(&address), "{query}: {address} is not among {hits:?}");
        }
    }
    // Only the Traditional text says so; the question is in Simplified.
    let article =
        dir.json(&["show", "zhimai://article/alliance-retold", "--reading", "original"])["article"].clone();
    assert_eq!(article["blocks"][0]["columns"][0]["lang"], "zh-Hant-TW", "{}", article["blocks"][0]);
}

#[test]
fn hits_have_marks_in_code_points() {
    let dir = Dir::bundled();
    let found = dir.json(&["search", "Anthropic", "--limit", "10"]);
    let mut marks = 0;
    for hit in found["hits"].as_array().unwrap() {
        for part in ["title", "snippet"] {
            let text: Vec<char> = hit[part]["text"].as_str().unwrap().chars().collect();
            for mark in hit[part]["marks"].as_array().unwrap() {
                let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
                assert!(start < end && end <= text.len(), "{hit}");
                marks += 1;
            }
        }
    }
    assert!(marks > 0, "{found}");
}

#[test]
fn searches_are_narrowed_sorted_and_paged() {
    let dir = Dir::bundled();
    let all = dir.json(&["search", "OpenAI", "--kind", "event"]);
    assert!(all["hits"].as_array().unwrap().iter().all(|hit| hit["kind"] == "event"));
    let page = dir.json(&["search", "OpenAI", "--kind", "event", "--limit", "2", "--offset", "1"]);
    assert_eq!(hits(&page), hits(&all)[1..3]);
    let late = dir.json(&["search", "OpenAI", "--kind", "event", "--from", "2026", "--sort", "oldest"]);
    let days: Vec<i64> = late["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["date"]["first_day"].as_i64().unwrap())
        .collect();
    assert!(!days.is_empty() && days.is_sorted() && days[0] >= 20_454, "{days:?}");
}

#[test]
fn everything_with_an_address_can_be_shown() {
    let dir = Dir::bundled();
    let show = |address: &str| dir.json(&["show", address]);
    assert_eq!(show("zhimai://entity/nvidia")["entity"]["summary"]["id"], "nvidia");
    assert_eq!(show("zhimai://event/alliance-2025")["event"]["item"]["id"], "alliance-2025");
    assert_eq!(show("alliance-retold")["article"]["id"], "alliance-retold", "an identifier alone");
    let glossary = dir.json(&["search", "供給約束", "--kind", "term"]);
    let term = hits(&glossary).first().map(|address| show(address)["term"]["summary"]["address"].clone());
    assert!(term.is_some(), "{glossary}");
    for address in
        ["zhimai://entity/nvidia", "zhimai://event/alliance-2025", "zhimai://article/alliance-retold"]
    {
        for lang in ["zh-Hant", "zh-Hans", "en"] {
            let text = dir.ok(&["--lang", lang, "show", address]);
            assert!(text.contains(address), "{text}");
        }
    }
    let parallel =
        &dir.json(&["show", "zhimai://article/alliance-retold", "--reading", "parallel"])["article"];
    assert_eq!(parallel["blocks"][0]["columns"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_ties_entities_is_told_in_words() {
    let dir = Dir::bundled();
    let ties = dir.json(&["show", "nvidia"])["entity"]["relations"].clone();
    let kinds: Vec<&str> = ties.as_array().unwrap().iter().filter_map(|tie| tie["kind"].as_str()).collect();
    assert!(kinds.contains(&"investor-in"), "{kinds:?}");
    for (lang, word) in [("zh-Hant", "投資對象"), ("zh-Hans", "投资对象"), ("en", "Investor in")] {
        let text = dir.ok(&["--lang", lang, "show", "nvidia"]);
        assert!(text.contains(word), "{text}");
        let left: Vec<_> = kinds.iter().filter(|kind| kind.contains('-') && text.contains(**kind)).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn an_article_is_shown_in_the_language_asked_for() {
    let dir = Dir::bundled();
    let shown = |id: &str, lang: &str, more: &[&str]| {
        let mut call = vec!["--lang", lang, "show", id];
        call.extend(more);
        let article = dir.json(&call)["article"].clone();
        (article["reading"].as_str().unwrap().to_owned(), article["blocks"][0]["columns"][0]["lang"].clone())
    };
    for (lang, reading, text) in [
        ("en", "en", "en"),
        ("zh-Hans", "hans", "zh-Hans-CN"),
        ("zh-Hant", "hant", "zh-Hant-TW"),
        ("zh-TW", "hant", "zh-Hant-TW"),
        ("zh-HK", "hant", "zh-Hant-HK"),
        ("zh-CN", "hans", "zh-Hans-CN"),
    ] {
        assert_eq!(shown("alliance-retold", lang, &[]), (reading.to_owned(), text.into()));
    }
    let original = shown("alliance-retold", "en", &["--reading", "original"]);
    assert_eq!(original, ("original".to_owned(), "zh-Hant-TW".into()), "what is asked for counts");
    let file = dir.file("only.txt", "輝達的新聞");
    dir.ok(&["import", &file]);
    let found = dir.json(&["search", "輝達的新聞", "--kind", "article"]);
    assert_eq!(shown(hits(&found)[0], "en", &[]).0, "original", "there is no English");
}

#[test]
fn the_timeline_is_in_order_and_narrowed() {
    let dir = Dir::bundled();
    let all = dir.json(&["timeline"]);
    let days: Vec<i64> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["date"]["first_day"].as_i64().unwrap())
        .collect();
    assert!(days.len() > 50 && days.is_sorted(), "{days:?}");
    let by_id = dir.json(&["timeline", "--entity", "nvidia", "--from", "2025-11", "--to", "2025-11"]);
    let ids: Vec<&str> =
        by_id["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"alliance-2025"), "{ids:?}");
    for named in ["英伟达", "zhimai://entity/nvidia"] {
        let by_name = dir.json(&["timeline", "--entity", named, "--from", "2025-11", "--to", "2025-11"]);
        assert_eq!(by_name["items"], by_id["items"], "{named}");
    }
    let early = dir.json(&["timeline", "--as-of", "2025-06"]);
    assert!(early["items"].as_array().unwrap().len() < days.len());
    assert!(dir.ok(&["--lang", "zh-Hant", "timeline", "--entity", "nvidia"]).contains("2025年11月18日"));
}

#[test]
fn a_library_is_made_kept_and_found() {
    let dir = Dir::new();
    assert!(dir.ok(&["init", "--empty"]).contains("articles: 0"));
    assert_eq!(dir.json(&["search", "英伟达", "--kind", "article"])["total"], 0);
    let file = dir.file("a.txt", "輝達的新聞");
    dir.ok(&["import", &file]);
    // The names are known even so: another name of the same company finds it.
    assert_eq!(dir.json(&["search", "英伟达", "--kind", "article"])["total"], 1);
    let again = dir.ok(&["init", "--empty"]);
    assert!(again.contains("there already") && again.contains("articles: 1"), "{again}");
    let status = dir.json(&["stats"]);
    assert_eq!(status["counts"]["articles"], 1);
    assert_eq!(status["index"]["state"], "ready");
    assert!(exists(&dir.library().join("library.db")));

    // Without --library: the variable, else the person's data folder.
    let place = dir.folder.path().join("elsewhere");
    for (name, value, expected) in [
        ("ZHIMAI_LIBRARY", place.clone(), place.clone()),
        ("XDG_DATA_HOME", dir.folder.path().join("data"), dir.folder.path().join("data/zhimai")),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zhimai"));
        command.env_clear().env("HOME", dir.folder.path()).env(name, value).args(["init", "--empty"]);
        let ran = crate::ran(&mut command);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(exists(&expected.join("library.db")), "{name}: {ran:?}");
    }
}

#[test]
fn a_date_holds_for_whatever_is_asked() {
    let dir = Dir::bundled();
    let early = dir.run(&["--as-of", "2025-11-17", "show", "zhimai://event/alliance-2025"]);
    assert_eq!(early.code, 1, "{early:?}");
    assert!(early.err.contains("By Nov 17, 2025 nothing had been reported"), "{early:?}");
    let known = dir.ok(&["show", "zhimai://event/alliance-2025", "--as-of", "2025-11"]);
    assert!(known.contains("Who pays whom") && known.contains("US$30 billion"), "{known}");
    let articles = |arguments: &[&str]| {
        dir.json(&[&["show", "zhimai://entity/nvidia"], arguments].concat())["entity"]["summary"]["articles"]
            .as_u64()
            .unwrap()
    };
    assert!(articles(&["--as-of", "2025"]) < articles(&[]));
    let off = dir.run(&["timeline", "--as-of", "soon"]);
    assert_eq!((off.code, off.out.as_str()), (2, ""), "{off:?}");
}

#[test]
fn two_are_compared_by_any_of_their_names() {
    let dir = Dir::bundled();
    let answer = dir.json(&["compare", "輝達", "zhimai://entity/openai"]);
    assert_eq!(answer["a"]["summary"]["id"], "nvidia");
    assert_eq!(answer["b"]["summary"]["id"], "openai");
    assert!(!answer["between"]["deals"].as_array().unwrap().is_empty(), "{answer}");
    let told = dir.ok(&["compare", "nvidia", "openai"]);
    for part in [
        "NVIDIA",
        "OpenAI",
        "Coming in",
        "Going out",
        "Deals between them",
        "Whom both deal with",
        "Events with both",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let same = dir.run(&["compare", "nvidia", "輝達"]);
    assert_eq!(same.code, 2, "{same:?}");
    let nobody = dir.run(&["compare", "nvidia", "nobody at all"]);
    assert_eq!(nobody.code, 1, "{nobody:?}");
    let mixed = dir.run(&["compare", "nvidia", "openai", "--older", "1"]);
    assert_eq!(mixed.code, 2, "{mixed:?}");
}
