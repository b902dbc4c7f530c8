//! What other programs export: lists of literature, chats, articles to read later.

use super::*;

fn skipped(name: &str, count: u32) -> ProblemKind {
    ProblemKind::Skipped { parts: vec![(name.to_owned(), count)] }
}

pub(super) const BIBTEX: &str = "A remark of a@b.test.\n@string{nat = \"Nature\"}\n@article{k1,\n  title = {{G{\\\"o}del} and 人工智慧},\n  author = {Wang, Xiaoming and Li, Si},\n  journal = nat # { Letters},\n  year = 2024, month = jun, day = 3,\n  doi = {10.1/x},\n  abstract = {One \\& two.}\n}\n@book{k2, title = \"No text\"}\n@misc{k3, title = {三}, abstract = {甲。}, author = {王小明}, date = {2024-05}, url = {https://a.test/a_b}}\n@article{broken, title = {never ends\n";

#[test]
fn bibtex() {
    for name in ["a.bib", "Pasted text"] {
        let text = if name == "a.bib" { BIBTEX } else { BIBTEX.split_once('\n').unwrap().1 };
        let output = output(name, text.as_bytes());
        let [first, second] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
        assert_eq!(
            header(first),
            ("Gödel and 人工智慧", "2024-06-03", "Nature Letters", "https://doi.org/10.1/x")
        );
        assert_eq!(shape(first), ["One & two."]);
        assert_eq!(first.author.as_deref(), Some("Wang, Xiaoming、Li, Si"));
        assert_eq!(header(second), ("三", "2024-05", "王小明", "https://a.test/a_b"));
        // Who wrote it is its source, too, where none is named.
        assert_eq!(second.author.as_deref(), Some("王小明"));
        assert_eq!(told(&output).len(), 2);
        assert!(told(&output).contains(&(&skipped("without-text", 1), false)));
    }
    assert_eq!(output("a.bib", BIBTEX.as_bytes()).places[0].line, Some(3));
}

pub(super) const RIS: &str = "TY  - JOUR\r\nTI  - 三方結盟\r\nAU  - 王小明\r\nT2  - 某刊\r\nAB  - 第一句。\r\n第二句。\r\nDA  - 2024/06/03/\r\nUR  - https://a.test/1\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - 無文\r\nER  - \r\n";

#[test]
fn ris() {
    let output = output("a.ris", RIS.as_bytes());
    let [article] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
    assert_eq!(header(article), ("三方結盟", "2024-06-03", "某刊", "https://a.test/1"));
    assert_eq!(shape(article), ["第一句。", "第二句。"]);
    assert_eq!(article.author.as_deref(), Some("王小明"));
    assert_eq!(told(&output), [(&skipped("without-text", 1), false)]);
}

pub(super) const CSL: &str = r#"[
 {"id":"1","type":"article-journal","title":"三方結盟","abstract":"一段。","container-title":"某刊","issued":{"date-parts":[["2024",6,3]]},"author":[{"family":"王","given":"小明"}],"URL":"https://a.test/1"},
 {"id":"2","type":"book","title":"無文"}
]"#;

#[test]
fn csl_json() {
    let output = output("a.json", CSL.as_bytes());
    let [article] = output.articles.as_slice() else { panic!("{:?}", output.problems) };
    assert_eq!(header(article), ("三方結盟", "2024-06-03", "某刊", "https://a.test/1"));
    assert_eq!(output.places[0].line, Some(2));
    assert_eq!(article.author.as_deref(), Some("王小明"));
    assert_eq!(told(&output), [(&skipped("without-text", 1), false)]);
}

pub(super) const ZOTERO: &str = r##"<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#">
 <bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>王</foaf:surname><foaf:givenName>小明</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
  <dcterms:isReferencedBy rdf:resource="#item_2"/><dc:title>三方結盟</dc:title><dcterms:abstract>摘要。</dcterms:abstract><dc:date>2024-06-03</dc:date>
  <dc:identifier><dcterms:URI><rdf:value>https://a.test/1</rdf:value></dcterms:URI></dc:identifier></bib:Article>
 <bib:Journal rdf:about="urn:issn:1"><dc:title>某刊</dc:title></bib:Journal>
 <bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;我的筆記&lt;/p&gt;</rdf:value></bib:Memo></rdf:RDF>"##;

#[test]
fn zotero_rdf() {
    let article = one("a.rdf", ZOTERO.as_bytes());
    assert_eq!(header(&article), ("三方結盟", "2024-06-03", "某刊", "https://a.test/1"));
    assert_eq!(shape(&article), ["摘要。", "我的筆記"]);
    assert_eq!(article.author.as_deref(), Some("王小明"));
}

const MESSAGES: &str = r#""messages": [
 {"id":1,"type":"service","date":"2024-06-03T08:00:00","date_unixtime":"1"},
 {"id":2,"type":"message","date":"2024-06-03T09:00:00","from":"王","author":"王小明","text":["三方結盟\n\n見 ",{"type":"text_link","text":"原文","href":"https://a.test/1"},"。"],"text_entities":[]},
 {"id":3,"type":"message","date":"2024-06-03T10:00:00","from":"李","text":"好。"},
 {"id":4,"type":"message","date":"2024-06-04T10:00:00","from":"王","photo":"x.jpg","text":""},
 {"id":5,"type":"message","date":"2024-06-04T11:00:00","from":"王","text":"再見。"}]"#;

/// An export of a chat of a kind.
pub(super) fn telegram(kind: &str) -> String {
    format!(r#"{{"name":"算力頻道","type":"{kind}","id":1,{MESSAGES}}}"#)
}

#[test]
fn posts_and_chats_of_telegram() {
    let channel = output("result.json", telegram("public_channel").as_bytes());
    assert_eq!(channel.articles.len(), 3, "{:?}", channel.problems);
    assert_eq!(header(&channel.articles[0]), ("三方結盟", "2024-06-03", "算力頻道", ""));
    assert_eq!(shape(&channel.articles[0]), ["見 原文。"]);
    assert_eq!(links(&channel.articles[0]), ["https://a.test/1"]);
    let signed: Vec<_> = channel.articles.iter().map(|article| article.author.as_deref()).collect();
    assert_eq!(signed, [Some("王小明"), None, None]);
    let parts = ProblemKind::Skipped { parts: vec![("notice".to_owned(), 1), ("media".to_owned(), 1)] };
    assert_eq!(told(&channel), [(&parts, false)]);
    let chat = output("result.json", telegram("personal_chat").as_bytes());
    let [first, second] = chat.articles.as_slice() else { panic!("{:?}", chat.problems) };
    assert_eq!(header(first), ("算力頻道 2024-06-03", "2024-06-03", "算力頻道", ""));
    assert_eq!(shape(first), ["###王", "三方結盟", "見 原文。", "###李", "好。"]);
    assert_eq!(shape(second), ["###王", "再見。"]);
}

#[test]
fn articles_to_read_later() {
    let text = r#"[{"id":1,"title":"三方結盟","url":"https://a.test/1","content":"<p>一段。</p><p>二段。</p>","published_at":"2024-06-03T00:00:00+0000","domain_name":"a.test","published_by":["王小明","李四"],"tags":[]}]"#;
    let article = one("wallabag.json", text.as_bytes());
    assert_eq!(header(&article), ("三方結盟", "2024-06-03", "a.test", "https://a.test/1"));
    assert_eq!(shape(&article), ["一段。", "二段。"]);
    assert_eq!(article.author.as_deref(), Some("王小明、李四"));
}
