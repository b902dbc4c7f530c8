//! The index is disposable: whatever happens to it, notes and articles work, and searches answer as from a fresh one.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zhimai_api::*;

/// 2026-01-01T00:00:00Z
const NOW: i64 = 1_767_225_600_000;

const QUERIES: [&str; 6] = ["晶片", "輝達", "number7", "\"需求\"", "amount:>5億", "note"];

fn open(folder: &Path) -> OpenLibrary {
    let options = OpenOptions { folder: folder.to_owned(), clock: || NOW, content: Content::Empty };
    OpenLibrary::open(UiLang::En, options).unwrap()
}

fn refresh(library: &OpenLibrary) -> Result<(), WireError> {
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(()))
}

fn note(library: &OpenLibrary, zh: &str) -> String {
    library.save_note(UiLang::En, SaveNote { zh: zh.into(), ..SaveNote::default() }).unwrap().id
}

fn import(library: &OpenLibrary, from: u32, to: u32) {
    let line = |n| {
        format!(
            "{{\"id\":\"n{n}\",\"title\":\"晶片 {n}\",\"text\":\"輝達的需求 number{n} 達 {n} 億美元。\",\"date\":\"2025-11-18\"}}\n"
        )
    };
    let text = (from..to).map(line).collect();
    library.import_text(UiLang::En, ImportText { name: "a".into(), text }).unwrap();
}

fn search(library: &OpenLibrary, query: &str) -> Result<SearchResponse, WireError> {
    library.search(UiLang::En, SearchRequest { query: query.into(), limit: 200, ..SearchRequest::default() })
}

/// What is found, whatever files the index consists of.
fn found(library: &OpenLibrary) -> Vec<Vec<String>> {
    let one = |query: &&str| {
        let answer = search(library, query).unwrap();
        assert_eq!(answer.behind, None, "{query}");
        let mut hits: Vec<_> = answer.hits.into_iter().map(|hit| hit.address + &hit.snippet.text).collect();
        assert_eq!(hits.len(), answer.total as usize, "{query}");
        hits.sort();
        hits
    };
    QUERIES.iter().map(one).collect()
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// A library with articles, notes, and something replaced and removed in the index.
fn make(folder: &Path) {
    let library = open(folder);
    import(&library, 0, 20);
    for n in 0..4 {
        note(&library, &format!("note 輝達 {n}"));
    }
    let id = note(&library, "note 要刪的晶片");
    library.delete_note(UiLang::En, IdRequest { id }).unwrap();
    library
        .remove_articles(UiLang::En, ArticleChoice { ids: vec!["n3".into()], ..ArticleChoice::default() })
        .unwrap();
    refresh(&library).unwrap();
}

/// Opens a library whose index was harmed: what does not need it works, and then it heals.
fn heals(folder: &Path, expected: &[Vec<String>], what: &str) {
    let library = open(folder);
    let notes = library.notes(UiLang::En, NotesRequest::default()).unwrap();
    assert_eq!(notes.len(), 4, "{what}");
    let articles = library.articles(UiLang::En, ArticlesRequest::default()).unwrap();
    assert_eq!(articles.total, 19, "{what}");
    let id = note(&library, "書");
    library.delete_note(UiLang::En, IdRequest { id }).unwrap();
    refresh(&library).unwrap_or_else(|error| panic!("{what}: {error:?}"));
    assert_eq!(library.status(UiLang::En, Nothing {}).unwrap().index, IndexState::Ready, "{what}");
    assert_eq!(found(&library), expected, "{what}");
    drop(library);
    let again = open(folder);
    assert_eq!(again.status(UiLang::En, Nothing {}).unwrap().index, IndexState::Ready, "{what}, again");
    assert_eq!(found(&again), expected, "{what}, again");
}

#[test]
fn whatever_happens_to_the_index_it_heals() {
    let work = tempfile::tempdir().unwrap();
    let (good, harmed) = (work.path().join("good"), work.path().join("harmed"));
    make(&good);
    let expected = found(&open(&good));
    assert!(expected.iter().all(|hits| !hits.is_empty()));
    // The engine's own tests harm each file in a hundred ways; here two stand for all, other ones for each file.
    type Harm = fn(&Path, &[u8]);
    let harms: [(&str, Harm); 5] = [
        ("cut short", |path, bytes| fs::write(path, &bytes[..bytes.len() / 2]).unwrap()),
        ("flipped near the end", |path, bytes| {
            let mut flipped = bytes.to_vec();
            let place = bytes.len().saturating_sub(116);
            flipped.iter_mut().skip(place).take(1).for_each(|byte| *byte = !*byte);
            fs::write(path, flipped).unwrap();
        }),
        ("deleted", |path, _| fs::remove_file(path).unwrap()),
        ("a folder", |path, _| {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
        }),
        ("a link to nothing", |path, _| {
            fs::remove_file(path).unwrap();
            #[cfg(unix)]
            std::os::unix::fs::symlink("nothing", path).unwrap();
        }),
    ];
    for (number, file) in files(&good.join("index")).into_iter().enumerate() {
        let bytes = fs::read(&file).unwrap();
        for (what, harm) in harms.iter().cycle().skip(2 * number).take(2) {
            copy(&good, &harmed);
            let path = harmed.join("index").join(file.file_name().unwrap());
            harm(&path, &bytes);
            heals(&harmed, &expected, &format!("{}, {what}", path.display()));
        }
    }
    type Whole = fn(&Path);
    let whole: [(&str, Whole); 6] = [
        ("no index", |index| fs::remove_dir_all(index).unwrap()),
        ("an empty folder", |index| {
            fs::remove_dir_all(index).unwrap();
            fs::create_dir(index).unwrap();
        }),
        ("a file", |index| {
            fs::remove_dir_all(index).unwrap();
            fs::write(index, "in the way").unwrap();
        }),
        ("a link to nothing", |index| {
            fs::remove_dir_all(index).unwrap();
            #[cfg(unix)]
            std::os::unix::fs::symlink("nothing", index).unwrap();
        }),
        ("locks left behind", |index| {
            for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
                fs::write(index.join(lock), "12345").unwrap();
            }
        }),
        ("half of another index", |index| {
            for file in files(index).into_iter().step_by(2) {
                fs::remove_file(file).unwrap();
            }
        }),
    ];
    for (what, harm) in whole {
        copy(&good, &harmed);
        harm(&harmed.join("index"));
        heals(&harmed, &expected, what);
    }
}

#[test]
fn an_index_of_another_version_or_library_or_state_is_not_answered_from() {
    let work = tempfile::tempdir().unwrap();
    let (good, old, other, harmed) = (
        work.path().join("good"),
        work.path().join("old"),
        work.path().join("other"),
        work.path().join("harmed"),
    );
    make(&good);
    copy(&good, &old);
    let expected = found(&open(&good));
    make(&other);
    note(&open(&other), "別的文庫 note");
    // A newer state of the same library.
    let newer = work.path().join("newer");
    copy(&good, &newer);
    let library = open(&newer);
    import(&library, 50, 60);
    note(&library, "note 輝達 後來寫的");
    refresh(&library).unwrap();
    drop(library);
    for (what, from) in [("of another library", &other), ("newer than the library", &newer)] {
        copy(&good, &harmed);
        copy(&from.join("index"), &harmed.join("index"));
        let library = open(&harmed);
        assert!(
            !matches!(library.status(UiLang::En, Nothing {}).unwrap().index, IndexState::Ready),
            "{what}"
        );
        // There is nothing to answer from, rather than something wrong.
        assert_eq!(search(&library, "輝達").unwrap_err().code, ErrorCode::Busy, "{what}");
        drop(library);
        heals(&harmed, &expected, what);
    }
    // Two copies go on apart from each other, and have the same number of changes.
    let apart = |name: &str| {
        let folder = work.path().join(name);
        copy(&good, &folder);
        let library = open(&folder);
        note(&library, &format!("note 輝達 {name}"));
        drop(library);
        folder
    };
    let (one, two) = (apart("one"), apart("two"));
    copy(&one.join("index"), &two.join("index"));
    let library = open(&two);
    refresh(&library).unwrap();
    let told: String = found(&library).concat().concat();
    assert!(told.contains("note 輝達 two") && !told.contains("note 輝達 one"));
    // An older state is brought up to date, not built anew.
    copy(&good, &harmed);
    let library = open(&harmed);
    import(&library, 20, 25);
    refresh(&library).unwrap();
    let later = found(&library);
    drop(library);
    copy(&old.join("index"), &harmed.join("index"));
    let library = open(&harmed);
    refresh(&library).unwrap();
    assert_eq!(found(&library), later);
    assert!(!harmed.join("index.set-aside").exists());
}

#[test]
fn damage_under_an_open_library_heals_too() {
    let work = tempfile::tempdir().unwrap();
    make(work.path());
    let library = open(work.path());
    let expected = found(&library);
    for ending in ["store", "idx", "fast", "term", "json"] {
        std::thread::sleep(std::time::Duration::from_millis(30));
        for file in files(&work.path().join("index")) {
            if file.extension().is_some_and(|found| found == ending) {
                let length = fs::metadata(&file).unwrap().len();
                // In its place and as long as it was: it is being read.
                fs::OpenOptions::new()
                    .write(true)
                    .open(&file)
                    .and_then(|mut file| std::io::Write::write_all(&mut file, &vec![0x5a; length as usize]))
                    .unwrap();
            }
        }
        // A search may fail or not, but whoever asks again has the answer.
        for query in QUERIES {
            let _ = search(&library, query);
        }
        refresh(&library).unwrap();
        assert_eq!(found(&library), expected, "{ending}");
    }
}

#[test]
fn who_reads_does_not_wait_for_who_writes() {
    let work = tempfile::tempdir().unwrap();
    make(work.path());
    let library = open(work.path());
    let expected = found(&library).concat().len();
    // Another process writes the index.
    let lock = fs::File::options().write(true).open(work.path().join("index/.tantivy-writer.lock")).unwrap();
    lock.lock().unwrap();
    let started = std::time::Instant::now();
    note(&library, "note 輝達 才寫的");
    library.refresh_index(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    let answer = search(&library, "輝達").unwrap();
    assert!(started.elapsed() < std::time::Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(answer.behind, Some(1));
    let error = refresh(&library).unwrap_err();
    assert_eq!(error.code, ErrorCode::Busy);
    drop(lock);
    refresh(&library).unwrap();
    assert_eq!(found(&library).concat().len(), expected + 2);
}

#[test]
fn an_index_is_read_as_a_whole_once_a_day() {
    const HOUR: i64 = 60 * 60 * 1000;
    let work = tempfile::tempdir().unwrap();
    make(work.path());
    let read = |clock: fn() -> i64, at: i64| {
        let options = OpenOptions { folder: work.path().to_owned(), clock, content: Content::Empty };
        refresh(&OpenLibrary::open(UiLang::En, options).unwrap()).unwrap();
        let checked = fs::read(work.path().join("index/checked.json")).unwrap();
        assert!(String::from_utf8_lossy(&checked).contains(&format!("\"all\":{at}")), "{at}");
    };
    read(|| NOW, NOW);
    read(|| NOW + 23 * HOUR, NOW);
    read(|| NOW + 25 * HOUR, NOW + 25 * HOUR);
    // A clock that was set back is no reason never to look again.
    read(|| NOW - 30 * HOUR, NOW - 30 * HOUR);
}

/// Overwrites a byte in the middle of a text, wherever it stands in the database.
fn damage(folder: &Path, text: &str) {
    let path = folder.join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    let places = bytes.windows(text.len()).enumerate().filter(|(_, window)| *window == text.as_bytes());
    let places: Vec<usize> = places.map(|(place, _)| place + text.len() / 2).collect();
    assert!(!places.is_empty(), "{text}");
    for place in places {
        bytes[place] = 0xff;
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_note_and_article_harm_themselves_alone() {
    let work = tempfile::tempdir().unwrap();
    make(work.path());
    let library = open(work.path());
    let id = note(&library, "note 輝達 會壞的這一則");
    let history = library.note_history(UiLang::En, IdRequest { id: id.clone() }).unwrap();
    assert_eq!(history.len(), 1);
    let save =
        SaveNote { id: id.clone(), version: 1, zh: "note 輝達 再改一次".into(), ..SaveNote::default() };
    library.save_note(UiLang::En, save).unwrap();
    drop(library);
    // The text of an article, the title of another, and the present state of a note with its version.
    damage(work.path(), "number7 達 7 億");
    damage(work.path(), "晶片 9");
    damage(work.path(), "note 輝達 再改一次");
    for _ in 0..2 {
        let library = open(work.path());
        let articles = library.articles(UiLang::ZhHant, ArticlesRequest::default()).unwrap();
        assert_eq!((articles.total, articles.articles.len()), (19, 19));
        let told: Vec<_> =
            articles.articles.iter().filter(|one| one.title.starts_with("（資料損壞）")).collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].id, "n9");
        let read = |id: &str| {
            library.article(UiLang::En, ArticleRequest { id: id.into(), ..ArticleRequest::default() })
        };
        for id in ["n7", "n9"] {
            let error = read(id).unwrap_err();
            assert!(
                error.code == ErrorCode::Storage && error.message.contains("This article is damaged"),
                "{error:?}"
            );
        }
        read("n8").unwrap();
        let notes = library.notes(UiLang::En, NotesRequest::default()).unwrap();
        assert_eq!(notes.len(), 5);
        let damaged: Vec<_> = notes.iter().filter(|note| note.damaged.is_some()).collect();
        assert_eq!(damaged.len(), 1);
        assert!(damaged[0].id == id && damaged[0].zh.contains('\u{fffd}'), "{damaged:?}");
        // What is damaged is not written over.
        let save = SaveNote { id: id.clone(), zh: "別的".into(), ..SaveNote::default() };
        assert_eq!(library.save_note(UiLang::En, save).unwrap_err().code, ErrorCode::Storage);
        library.reindex(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(search(&library, "輝達").unwrap().total, 17 + 4);
        let problems = library.problems(UiLang::En, Nothing {}).unwrap();
        let mut told: Vec<_> =
            problems.iter().map(|problem| problem.message.rsplit(' ').next().unwrap()).collect();
        told.sort_unstable();
        let address = format!("zhimai://note/{id}.");
        assert_eq!(told, ["zhimai://article/n7.", "zhimai://article/n9.", address.as_str()]);
    }
    let library = open(work.path());
    let history = library.note_history(UiLang::En, IdRequest { id: id.clone() }).unwrap();
    assert_eq!(history.len(), 2);
    assert!(history[0].damaged.is_some() && history[1].damaged.is_none());
    // Whoever opens it sees what is left of it, and from where it can be made whole.
    let opened = library.note(UiLang::En, IdRequest { id: id.clone() }).unwrap();
    assert!(opened.damaged.unwrap().contains("This note is damaged") && opened.zh.contains('\u{fffd}'));
    let revert = |version| library.revert_note(UiLang::En, RevertNote { id: id.clone(), version });
    assert_eq!(revert(2).unwrap_err().code, ErrorCode::Storage);
    assert_eq!(revert(1).unwrap().zh, "note 輝達 會壞的這一則");
    assert!(
        library.notes(UiLang::En, NotesRequest::default()).unwrap().iter().all(|note| note.damaged.is_none())
    );
    library
        .remove_articles(UiLang::En, ArticleChoice { ids: vec!["n7".into()], ..ArticleChoice::default() })
        .unwrap();
    import(&library, 7, 8);
    assert_eq!(search(&library, "\"number7\"").unwrap().total, 1);
}
