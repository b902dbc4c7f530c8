use crate::{article, library};
use std::path::Path;
use zhimai_model::{Article, Place, Problem, ProblemCode, ProblemKind};
use zhimai_store::{Store, StoreError};

fn problem(n: u32) -> Problem {
    let place = Place { file: "檔.txt".to_owned(), line: Some(n) };
    let what = ProblemKind::BadField { field: "date".to_owned(), value: None };
    Problem { place, refused: true, what }
}

#[test]
fn the_tray_of_problems() {
    let (_folder, store) = library();
    store.add_problems(&[], 1).unwrap();
    store.add_problems(&[problem(1), problem(2)], 7).unwrap();
    let told: Vec<_> = store.problems(10).unwrap().into_iter().map(|p| (p.time, p.problem)).collect();
    assert_eq!(told, [(7, problem(2)), (7, problem(1))]);
    assert_eq!(store.problems(1).unwrap().len(), 1);
    let many: Vec<_> = (0..10_500).map(problem).collect();
    store.add_problems(&many, 8).unwrap();
    assert_eq!(store.problem_count().unwrap(), 10_000);
    assert_eq!(store.problems(1).unwrap()[0].problem, problem(10_499), "the newest stay");
    store.clear_problems().unwrap();
    assert_eq!(store.problem_count().unwrap(), 0);
}

#[test]
fn problems_are_told_by_their_files_and_go_with_them() {
    let (_folder, store) = library();
    let import = store.begin_remembered_import(&["/f".to_owned()], 1).unwrap();
    let paths = ["/f/a", "/f/b", "/f/a"].map(|path| Some(path.to_owned()));
    store.add_problems_of(&[problem(1), problem(2), problem(3)], &paths, Some(&import), 7).unwrap();
    store.add_problems(&[problem(4)], 8).unwrap();
    let last = store.last_problem().unwrap();
    store.add_problems_of(&[problem(5)], &paths[..1], None, 9).unwrap();
    let told = || -> Vec<_> {
        let all = store.problems(10).unwrap();
        all.into_iter().map(|one| (one.problem.place.line.unwrap(), one.path, one.import)).collect()
    };
    let a = || Some("/f/a".to_owned());
    let b = || Some("/f/b".to_owned());
    let all = [(5, a(), None), (4, None, None), (3, a(), Some(1)), (2, b(), Some(1)), (1, a(), Some(1))];
    assert_eq!(told(), all);
    let files = |keys: Option<&[i64]>| {
        let files = store.problem_files(keys).unwrap();
        files.into_iter().map(|file| (file.path, file.chosen)).collect::<Vec<_>>()
    };
    let b_in_f = ("/f/b".to_owned(), Some("/f".to_owned()));
    assert_eq!(files(None), [("/f/a".to_owned(), None), b_in_f.clone()]);
    let keys: Vec<_> = store.problems(10).unwrap().iter().map(|one| one.key).collect();
    assert_eq!(files(Some(&[keys[3], keys[1], 99])), [b_in_f], "a text that was pasted has no file");
    // Whoever reads the file again tells what is still there, and what was told since stays.
    store.settle_problems(&["/f/a".to_owned(), "/f/c".to_owned()], last).unwrap();
    assert_eq!(told(), [(5, a(), None), (4, None, None), (2, b(), Some(1))]);
    store.clear_some_problems(&[keys[0], keys[1]]).unwrap();
    assert_eq!(told(), [(2, b(), Some(1))]);
    assert_eq!(files(None).len(), 1);
    store.clear_problems().unwrap();
    assert_eq!((told(), files(None)), (Vec::new(), Vec::new()));
}

#[test]
fn problems_that_an_earlier_version_kept_are_read() {
    let (folder, store) = library();
    let raw = rusqlite::Connection::open(folder.path().join("library.db")).unwrap();
    let kept = r#"{"code":"unreadable","place":{"file":"a.txt","line":null},"detail":"Permission denied (os error 13)","refused":true}"#;
    raw.execute("INSERT INTO problem (time, problem) VALUES (7, ?1)", [kept]).unwrap();
    store.add_problems(&[problem(1)], 8).unwrap();
    let told: Vec<_> = store.problems(10).unwrap().into_iter().map(|stored| stored.problem).collect();
    let what = ProblemKind::Earlier {
        code: ProblemCode::Unreadable,
        detail: "Permission denied (os error 13)".to_owned(),
    };
    let place = Place { file: "a.txt".to_owned(), line: None };
    assert_eq!(told, [problem(1), Problem { place, refused: true, what }]);
}

#[test]
fn settings() {
    let (folder, store) = library();
    assert_eq!(store.setting::<u32>("scale").unwrap(), None);
    store.put_setting("scale", &120).unwrap();
    store.put_setting("scale", &150).unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().setting::<u32>("scale").unwrap(), Some(150));
    assert_eq!(store.setting::<String>("scale").unwrap(), None, "what does not fit is as if never set");
}

#[test]
fn collections_with_their_counts() {
    let (_folder, store) = library();
    store.put_collection("bundled", 1, &serde_json::json!({"title": "甲"})).unwrap();
    store.put_collection("bundled", 2, &serde_json::json!({"title": "乙"})).unwrap();
    let other = Article { collection: "other".to_owned(), ..article("b", "") };
    store.put_articles(&[(article("a", ""), Vec::new()), (other, Vec::new())]).unwrap();
    let told: Vec<_> = store
        .collections()
        .unwrap()
        .into_iter()
        .map(|c| (c.id, c.version, c.info["title"].clone(), c.articles))
        .collect();
    let null = serde_json::Value::Null;
    let row = |id: &str, version, title, articles| (id.to_owned(), version, title, articles);
    assert_eq!(
        told,
        [row("bundled", 2, "乙".into(), 0), row("imported", 0, null.clone(), 1), row("other", 0, null, 1)]
    );
}

#[test]
fn a_new_library_is_sound_and_knows_its_size() {
    let (folder, store) = library();
    assert!(Store::exists(folder.path()).unwrap() && !Store::exists(Path::new("/nowhere")).unwrap());
    assert_eq!(store.quick_check().unwrap(), [""; 0]);
    let before = store.size_bytes();
    store.put_articles(&[(article("a", &"字".repeat(100_000)), Vec::new())]).unwrap();
    assert!(store.size_bytes() > before + 300_000);
}

#[test]
fn threads_share_a_store() {
    let (_folder, store) = library();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..10 {
                    let id = format!("{thread}-{n}");
                    store.put_articles(&[(article(&id, "text"), Vec::new())]).unwrap();
                    assert!(store.article(&id).unwrap().is_some());
                }
            });
        }
    });
    assert_eq!(store.article_count(None).unwrap(), 40);
}

#[test]
fn many_open_a_new_library_at_once() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for n in 0..6 {
                let path = folder.path();
                scope.spawn(move || Store::open(path).unwrap().put_setting(&n.to_string(), &n).unwrap());
            }
        });
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.setting::<u32>("5").unwrap(), Some(5));
    }
}

#[test]
fn a_folder_that_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    for folder in [file.clone(), file.join("below")] {
        let error = Store::open(&folder).unwrap_err();
        assert!(matches!(error, StoreError::Io { .. } | StoreError::ReadOnly { .. }), "{error:?}");
    }
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
}
