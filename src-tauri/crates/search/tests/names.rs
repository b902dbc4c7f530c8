//! The names of an open index: they may change, and the index tells which documents hold them.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::sync::Arc;
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::EntityKind;
use zhimai_search::{Document, Index, Kind, News, Part, Request};

fn names(groups: &[(&str, &[&str])]) -> Arc<Gazetteer> {
    let group = |(id, forms): &(&str, &[&str])| {
        let forms = forms.iter().map(|form| Form::new(form, FormKind::Name)).collect();
        Group::new(id, GroupKind::Entity(EntityKind::Company), forms)
    };
    Arc::new(Gazetteer::of_groups(groups.iter().map(group).collect()))
}

fn document(id: &str, body: &str) -> Document {
    Document {
        kind: Kind::Article,
        id: id.to_owned(),
        parts: vec![Part::body(None, body)],
        source: None,
        author: None,
        language: None,
        collection: "test".to_owned(),
        days: None,
        entities: Vec::new(),
        sums: Vec::new(),
        news: News::default(),
    }
}

fn ids(index: &Index, query: &str) -> Vec<String> {
    let request = Request { query: query.to_owned(), limit: 50, ..Request::default() };
    let mut ids: Vec<String> = index.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect();
    ids.sort();
    ids
}

#[test]
fn a_new_name_is_known_once_what_holds_it_is_put_in_anew() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names(&[("nvidia", &["NVIDIA", "輝達"])])).unwrap();
    let texts = [("one", "星河數據上市"), ("two", "StarRiver went public"), ("three", "輝達上市")];
    let mut writer = index.writer().unwrap();
    texts.iter().for_each(|(id, body)| writer.put(&document(id, body)).unwrap());
    writer.commit(1).unwrap();
    drop(writer);
    assert_eq!(ids(&index, "company:星河數據"), ["one"]);

    index.set_gazetteer(names(&[("nvidia", &["NVIDIA", "輝達"]), ("star", &["StarRiver", "星河數據"])]));
    let held = index.holding(&["StarRiver", "星河數據"]).unwrap();
    assert_eq!(held, [(Kind::Article, "one".to_owned()), (Kind::Article, "two".to_owned())]);
    let mut writer = index.writer().unwrap();
    for (id, body) in texts.iter().filter(|(id, _)| held.iter().any(|(_, held)| held == id)) {
        writer.put(&document(id, body)).unwrap();
    }
    writer.commit(2).unwrap();
    drop(writer);
    assert_eq!(ids(&index, "company:星河數據"), ["one", "two"]);
    assert_eq!(ids(&index, "星河数据"), ["one", "two"]);
    drop(index);
    // Nothing of this makes the index useless for whoever opens it with other names.
    assert_eq!(Index::open(folder.path(), Arc::default()).unwrap().len(), 3);
}

#[test]
fn whatever_names_it_is_among_those_that_hold_it() {
    let forms = [
        "CoreWeave",
        "Sam Altman",
        "GPT-5",
        "輝達",
        "英偉達",
        "達里奧·阿莫代伊",
        "谷歌TPU",
        "X.AI",
        "AI agent",
        "chip",
        "Hock E. Tan",
        "太空X",
        "AI",
        "9,988",
        "Claude 3/4",
        "的士",
    ];
    let texts = [
        "core weave grows",
        "CoreWeave's",
        "core-weave",
        "sam altman",
        "SamAltman",
        "Sam–Altman",
        "gpt5",
        "GPT 5",
        "GPT-5,",
        "辉达",
        "輝 達",
        "輝·達",
        "輝\n達",
        "英伟达",
        "达里奥·阿莫代伊",
        "達里奧阿莫代伊",
        "谷歌 TPUs",
        "谷歌-TPU",
        "x.ai",
        "X AI",
        "AI agents",
        "ai-agent",
        "chips",
        "Chip",
        "Hock E. Tan",
        "hock e tan",
        "太空 X",
        "l'AI",
        "A.I.",
        "9,988",
        "claude 3/4",
        "的士",
        "的·士",
        "nothing at all",
        "輝煌達成",
        "weave core",
    ];
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), Arc::default()).unwrap();
    let mut writer = index.writer().unwrap();
    for (at, text) in texts.iter().enumerate() {
        writer.put(&document(&at.to_string(), &format!("他說 {text} 。"))).unwrap();
    }
    writer.commit(1).unwrap();
    drop(writer);
    for form in forms {
        let gazetteer = names(&[("one", &[form])]);
        let held = index.holding(&[form]).unwrap();
        for (at, text) in texts.iter().enumerate() {
            if !gazetteer.find(&format!("他說 {text} 。")).is_empty() {
                let key = (Kind::Article, at.to_string());
                assert!(held.contains(&key), "{form} in {text}");
            }
        }
    }
    // One of them over the end of a line: the index knows no lines.
    assert_eq!(index.holding(&["輝達"]).unwrap().len(), 4);
    assert_eq!(index.holding(&["的"]).unwrap(), []);
    assert_eq!(index.holding(&[]).unwrap(), []);
}
