use crate::{article, library, remove};
use zhimai_model::{Article, Block, BlockKind, Picture};
use zhimai_store::{Import, Origin};

/// An article that shows a picture.
fn showing(id: &str, source: &str) -> Article {
    let mut article = article(id, "一段。");
    article.body.blocks.push(Block::new(BlockKind::Image { source: source.to_owned() }, "圖"));
    article
}

#[test]
fn a_picture_stays_as_long_as_an_article_shows_it() {
    let (_folder, store) = library();
    let picture = Picture { hash: "ab12".into(), kind: "image/png".into(), bytes: vec![1, 2, 3] };
    let source = Picture::address("ab12", (1, 1), "a.png");
    let mut import = store.begin_import(0).unwrap();
    for id in ["a", "b"] {
        import.bring(vec![picture.clone()]);
        store.put_articles_from(&[(showing(id, &source), Vec::new())], &[], &mut import).unwrap();
    }
    assert_eq!(store.picture("ab12").unwrap(), Some(picture));
    remove(&store, "a");
    assert!(store.picture("ab12").unwrap().is_some());
    remove(&store, "b");
    assert!(store.picture("ab12").unwrap().is_some(), "it comes back with its articles");
    for change in store.own_changes().unwrap() {
        store.forget_import(change.id).unwrap();
    }
    assert_eq!(store.picture("ab12").unwrap(), None);
}

#[test]
fn pictures_of_an_import_come_back_with_it_and_none_are_kept_of_a_rehearsal() {
    let (_folder, store) = library();
    let picture = Picture { hash: "ab12".into(), kind: "image/png".into(), bytes: vec![1, 2, 3] };
    let source = Picture::address("ab12", (1, 1), "a.png");
    let put = |import: &mut Import| {
        import.bring(vec![picture.clone()]);
        let articles = [(showing("a", &source), Vec::new())];
        store.put_articles_from(&articles, &[Origin::default()], import).unwrap();
    };
    put(&mut store.rehearse_import(0).unwrap());
    assert_eq!(store.picture("ab12").unwrap(), None);

    let mut import = store.begin_remembered_import(&["a.md".to_owned()], 0).unwrap();
    put(&mut import);
    let id = store.imports().unwrap()[0].id;
    assert_eq!(store.undo_import(id, 1).unwrap().articles, 1);
    store.redo_import(id, 2).unwrap();
    assert_eq!(store.picture("ab12").unwrap(), Some(picture.clone()));

    assert_eq!(store.undo_import(id, 3).unwrap().articles, 1);
    store.forget_import(id).unwrap();
    assert_eq!(store.picture("ab12").unwrap(), None);
}
