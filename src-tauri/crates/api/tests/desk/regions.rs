//! The same in the Chinese of each region.

use super::*;

const TW: (UiLang, Region) = (UiLang::ZhHant, Region::Tw);
const HK: (UiLang, Region) = (UiLang::ZhHant, Region::Hk);
const CN: (UiLang, Region) = (UiLang::ZhHans, Region::Cn);

fn locale((lang, region): (UiLang, Region)) -> Locale {
    Locale::new(lang, region)
}

/// The part of a text from one code point to another.
fn part(text: &str, start: u32, end: u32) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

#[test]
fn names_titles_and_texts_follow_the_region() {
    let desk = open(Content::AsIs);
    for (reader, name, lang, quote, other) in [
        (TW, "輝達", "zh-Hant-TW", '「', '“'),
        (HK, "英偉達", "zh-Hant-HK", '「', '“'),
        (CN, "英伟达", "zh-Hans-CN", '“', '「'),
    ] {
        let reader = locale(reader);
        let entity = desk.library.entity(reader, IdRequest { id: "nvidia".into() }).unwrap();
        assert_eq!(entity.summary.name, name);
        let request = ArticleRequest { id: "alliance-retold".into(), ..ArticleRequest::default() };
        let article = desk.library.article(reader, request).unwrap();
        let columns: Vec<&Column> = article.blocks.iter().map(|block| &block.columns[0]).collect();
        let text: String = columns.iter().map(|column| column.text.as_str()).collect();
        assert!(columns.iter().all(|column| column.lang == lang));
        assert!(text.contains(quote) && !text.contains(other), "{name}");
        // Names are marked where they stand in the text that is shown.
        let nvidia = SpanKind::Mention { entity: "nvidia".into() };
        let named: Vec<String> = columns
            .iter()
            .flat_map(|column| column.spans.iter().map(|span| (column.text.as_str(), span)))
            .filter(|(_, span)| span.what == nvidia)
            .map(|(text, span)| part(text, span.start, span.end))
            .collect();
        assert!(named.len() > 3);
        if reader.region() != Region::Tw {
            assert!(named.iter().all(|shown| shown == name || shown.is_ascii()), "{named:?}");
            let event = desk.library.event(reader, IdRequest { id: "alliance-2025".into() }).unwrap();
            assert!(event.item.title.contains(name), "{}", event.item.title);
            let request =
                SearchRequest { query: "輝達 聯盟".into(), limit: 50, ..SearchRequest::default() };
            let hits = desk.library.search(reader, request).unwrap().hits;
            let marked = hits
                .iter()
                .flat_map(|hit| [&hit.title, &hit.snippet])
                .flat_map(|shown| shown.marks.iter().map(|[start, end]| part(&shown.text, *start, *end)));
            assert!(marked.into_iter().any(|shown| shown == name));
        }
    }
    // English shows Chinese as the region writes it.
    let english = Locale::new(UiLang::En, Region::Hk);
    let request =
        ArticleRequest { id: "alliance-retold".into(), reading: Reading::Parallel, query: String::new() };
    let article = desk.library.article(english, request).unwrap();
    assert_eq!(
        article.blocks[1].columns.iter().map(|column| column.lang.as_str()).collect::<Vec<_>>(),
        ["zh-Hant-HK", "en"]
    );
}

#[test]
fn an_imported_text_is_read_as_it_came_or_in_the_words_of_the_region() {
    let desk = open(Content::AsIs);
    let text = "英伟达的芯片供不应求，数据中心投资达1.5万亿美元。他看着屏幕说：“数据很多。”";
    let import = ImportText { name: "a.txt".into(), text: text.into() };
    let report = desk.library.import_text(UiLang::ZhHant, import).unwrap();
    let id = report.addresses[0].trim_start_matches("zhimai://article/").to_owned();
    let read = |reader, reading| {
        let request = ArticleRequest { id: id.clone(), reading, query: String::new() };
        desk.library.article(locale(reader), request).unwrap()
    };
    let shown = |reader, reading| read(reader, reading).blocks[0].columns[0].text.clone();
    for reader in [TW, HK, CN] {
        assert_eq!(shown(reader, Reading::Original), text);
        assert_eq!(shown(reader, Reading::Hans), text);
    }
    let in_taiwan = "輝達的晶片供不應求，資料中心投資達1.5兆美元。他看著螢幕說：「資料很多。」";
    assert_eq!(shown(TW, Reading::Hant), in_taiwan);
    assert_eq!(shown(CN, Reading::Hant), in_taiwan);
    let in_hong_kong = "英偉達的芯片供不應求，數據中心投資達1.5萬億美元。他看着螢幕說：「數據很多。」";
    assert_eq!(shown(HK, Reading::Hant), in_hong_kong);

    // A note on what was read in other words stands at its place in the text as it came, and in every reading.
    let start = u32::try_from(in_taiwan.chars().position(|c| c == '兆').unwrap()).unwrap();
    let selection = Selection {
        quote: String::new(),
        reading: Reading::Hant,
        column: 0,
        start_paragraph: 0,
        start,
        end_paragraph: 0,
        end: start + 3,
    };
    let address = format!("zhimai://article/{id}");
    let note =
        SaveNote { zh: "總額".into(), on: address, selection: Some(selection), ..SaveNote::default() };
    let saved = desk.library.save_note(locale(TW), note).unwrap();
    assert_eq!(saved.quote.as_deref(), Some("万亿美元"));
    for (reader, reading, words) in
        [(TW, Reading::Original, "万亿美元"), (TW, Reading::Hant, "兆美元"), (HK, Reading::Hant, "萬億美元")]
    {
        let article = read(reader, reading);
        let column = &article.blocks[0].columns[0];
        let is_note = |span: &&Span| span.what == SpanKind::Note { note: saved.id.clone() };
        let span = column.spans.iter().find(is_note).unwrap();
        assert_eq!(part(&column.text, span.start, span.end), words);
    }
}

#[test]
fn code_and_addresses_stay_as_they_came() {
    let desk = open(Content::AsIs);
    let text = "# 軟體\n\n寫成`軟體「甲」 3兆`的軟體在 https://a.tw/軟體.zip 裡。\n\n```\n軟體 = \"網路\" # 3兆\n```\n";
    let import = ImportText { name: "a.md".into(), text: text.into() };
    let report = desk.library.import_text(UiLang::ZhHant, import).unwrap();
    let id = report.addresses[0].trim_start_matches("zhimai://article/").to_owned();
    let request = ArticleRequest { id, reading: Reading::Hans, query: "軟體".into() };
    let article = desk.library.article(locale(CN), request).unwrap();
    let columns: Vec<&Column> = article.blocks.iter().map(|block| &block.columns[0]).collect();
    let [words, code] = columns.last_chunk().unwrap();
    assert_eq!(words.text, "写成軟體「甲」 3兆的软件在 https://a.tw/軟體.zip 里。");
    assert_eq!(code.text, "軟體 = \"網路\" # 3兆");
    let marked = columns.iter().flat_map(|column| {
        let spans = column.spans.iter().filter(|span| span.what == SpanKind::Match);
        spans.map(|span| part(&column.text, span.start, span.end))
    });
    assert!(marked.into_iter().all(|words| ["軟體", "软件"].contains(&words.as_str())));
}
