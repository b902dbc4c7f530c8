//! The window's commands with no window: all that they do is here.

use crate::desk::{Desk, Place, Which, save};
use serde_json::json;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use zhimai_api::{DossierRequest, DossierState, ErrorCode, Progress, REQUESTS, UiLang};

fn desk_in(folder: &Path) -> Desk {
    Desk::open(Place {
        folder: folder.join("library"),
        dictionary: None,
        clock: || 1_764_000_000_000,
        lang: UiLang::En,
    })
}

fn files(folder: &Path, count: usize) -> Vec<PathBuf> {
    let write = |i: usize| {
        let path = folder.join(format!("{i}.txt"));
        std::fs::write(&path, format!("雲端與晶片 {i}\n\n第{i}段：算力合約與資本支出。")).unwrap();
        path
    };
    (0..count).map(write).collect()
}

fn articles(desk: &Desk) -> u64 {
    desk.ask(UiLang::En, "articles", json!({})).unwrap()["total"].as_u64().unwrap()
}

#[test]
fn answers_every_request_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    // Until the index stands a search is told to wait.
    desk.reindex(UiLang::En, |_| ()).unwrap();
    for name in REQUESTS {
        match desk.ask(UiLang::ZhHans, name, json!({})) {
            Ok(_) => {}
            Err(e) => assert!(matches!(e.code, ErrorCode::BadRequest | ErrorCode::NotFound), "{name}: {e:?}"),
        }
    }
    assert_eq!(desk.ask(UiLang::En, "no_such", json!({})).unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(desk.ask(UiLang::En, "search", json!([1])).unwrap_err().code, ErrorCode::BadRequest);
}

#[test]
fn imports_and_tells_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let before = articles(&desk);
    let told = RefCell::new(Vec::<Progress>::new());
    let report = desk.import(UiLang::En, &files(folder.path(), 3), |p| told.borrow_mut().push(p)).unwrap();
    assert_eq!((report.added, report.cancelled), (3, false), "{report:?}");
    assert_eq!(articles(&desk), before + 3);
    // Progress counts by size; not every step is told, but the last one always is.
    let told = told.into_inner();
    assert!(told.last().is_some_and(|p| p.done == p.total && p.total > 0), "{told:?}");
}

#[test]
fn stops_when_told_to_and_can_begin_again() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let paths = files(folder.path(), 20);
    let report = desk.import(UiLang::En, &paths, |_| desk.cancel_task()).unwrap();
    assert!(report.cancelled && report.added < 20, "{report:?}");
    let report = desk.import(UiLang::En, &paths, |_| ()).unwrap();
    assert_eq!((report.added + report.unchanged, report.cancelled), (20, false), "{report:?}");
}

#[test]
fn takes_in_what_was_dropped_once_and_shows_names_only() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    assert_eq!(desk.import_dropped(UiLang::En, |_| ()).unwrap_err().code, ErrorCode::BadRequest);
    desk.remember_dropped(files(folder.path(), 5));
    // What it would come to is asked as often as one likes.
    for _ in 0..2 {
        let report = desk.rehearse_dropped(UiLang::En, |_| ()).unwrap();
        assert_eq!((report.added, report.rehearsed), (5, true), "{report:?}");
    }
    // What is dropped later takes the place of what was dropped before.
    assert_eq!(desk.remember_dropped(files(folder.path(), 2)), ["0.txt", "1.txt"]);
    assert_eq!(desk.import_dropped(UiLang::En, |_| ()).unwrap().added, 2);
    assert_eq!(desk.import_dropped(UiLang::En, |_| ()).unwrap_err().code, ErrorCode::BadRequest);
}

#[test]
fn builds_the_index_anew() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    desk.reindex(UiLang::En, |_| ()).unwrap();
    let found = desk.ask(UiLang::En, "search", json!({ "query": "英伟达" })).unwrap();
    assert!(found["total"].as_u64().unwrap() > 0, "{found}");
}

#[test]
fn says_so_when_the_library_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("library"), "a file where the folder should be").unwrap();
    let desk = desk_in(folder.path());
    let error = desk.ask(UiLang::En, "status", json!({})).unwrap_err();
    assert_eq!(error.code, ErrorCode::Storage, "{error:?}");
    assert!(!error.message.is_empty());
    assert_eq!(desk.import(UiLang::En, &[], |_| ()).unwrap_err(), error);
}

#[test]
fn saves_where_it_can_and_names_the_file_where_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.svg");
    save(UiLang::En, &path, b"<svg/>").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"<svg/>");
    for (lang, words) in [(UiLang::ZhHant, "寫入"), (UiLang::ZhHans, "写入"), (UiLang::En, "written")] {
        let error = save(lang, &folder.path().join("no/such/timeline.svg"), b"").unwrap_err();
        assert_eq!(error.code, ErrorCode::Storage);
        assert!(error.message.contains(words) && error.message.contains("timeline.svg"), "{error:?}");
    }
}

#[test]
fn a_dossier_is_made_and_saved_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let told = RefCell::new(Vec::<Progress>::new());
    let request =
        DossierRequest { address: "zhimai://entity/nvidia".to_owned(), ..DossierRequest::default() };
    let made = desk.dossier(UiLang::En.into(), &request, |p| told.borrow_mut().push(p)).unwrap();
    assert!(told.into_inner().last().is_some_and(|p| p.done == p.total && p.total > 0));
    let path = folder.path().join(made.name);
    save(UiLang::En, &path, made.text.as_bytes()).unwrap();
    assert_eq!(zhimai_api::verify_dossier(UiLang::En, &path).unwrap().state, DossierState::Unchanged);
    // What cannot be written leaves nothing behind.
    let taken = folder.path().join("taken");
    std::fs::create_dir_all(taken.join("in it")).unwrap();
    assert_eq!(save(UiLang::En, &taken, b"x").unwrap_err().code, ErrorCode::Storage);
    let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(".unfinished")));
    let stopped = desk.dossier(UiLang::En.into(), &request, |_| desk.cancel_dossier());
    assert_eq!(stopped.unwrap_err().code, ErrorCode::Cancelled);
    let of_others = desk.dossier(UiLang::En.into(), &request, |_| desk.cancel_task());
    assert!(of_others.is_ok(), "who stops an import stops no dossier");
}

/// A note's text, where there is one.
fn note(desk: &Desk, id: &str) -> Option<String> {
    let note = desk.ask(UiLang::En, "note", json!({ "id": id })).ok()?;
    Some(note["zh"].as_str().unwrap().to_owned())
}

fn write_note(desk: &Desk, text: &str) -> String {
    desk.ask(UiLang::En, "save_note", json!({ "zh": text })).unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_backup_is_made_at_closing_and_put_back_in_the_open_window() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let old = write_note(&desk, "舊");
    desk.back_up_daily();
    desk.back_up_daily();
    let backups = desk.ask(UiLang::En, "backups", json!({})).unwrap();
    assert_eq!((backups["kept"].as_array().unwrap().len(), &backups["trouble"]), (1, &json!("")));
    let name = backups["kept"][0]["name"].as_str().unwrap().to_owned();
    let new = write_note(&desk, "新");

    // Only what was shown is put back, and once.
    assert_eq!(desk.restore(UiLang::En).unwrap_err().code, ErrorCode::BadRequest);
    let none = desk.kept_backup(UiLang::En, &Which::Kept { name: "../library.db".to_owned() });
    assert_eq!(none.unwrap_err().code, ErrorCode::NotFound);
    let file = desk.kept_backup(UiLang::En, &Which::Kept { name }).unwrap().unwrap();
    let preview = desk.preview_restore(UiLang::En, file).unwrap();
    assert_eq!(preview.changes[0].only_here, 1, "{preview:?}");
    let restored = desk.restore(UiLang::En).unwrap();
    assert_eq!(desk.restore(UiLang::En).unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!((note(&desk, &old).as_deref(), note(&desk, &new)), (Some("舊"), None));
    assert!(Path::new(&restored.set_aside).join("library.db").exists());
}

#[test]
fn a_damaged_library_is_told_and_the_newest_backup_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let old = write_note(&desk, "舊");
    desk.back_up_daily();
    drop(desk);
    let path = folder.path().join("library/library.db");
    let noise = "damaged".repeat(5_000);
    // The thread that keeps the index closes the library as the last one; then its log is folded in.
    while path.with_extension("db-wal").exists() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::fs::write(&path, &noise).unwrap();
    let desk = desk_in(folder.path());
    assert_eq!(desk.ask(UiLang::En, "settings", json!({})).unwrap_err().code, ErrorCode::Damaged);
    let file = desk.kept_backup(UiLang::En, &Which::Newest).unwrap().unwrap();
    let preview = desk.preview_restore(UiLang::En, file).unwrap();
    assert!(!preview.compared && preview.backup.counts.notes == 1, "{preview:?}");
    let restored = desk.restore(UiLang::En).unwrap();
    assert_eq!(note(&desk, &old).as_deref(), Some("舊"));
    let aside = Path::new(&restored.set_aside).join("library.db");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), noise);
}

#[test]
fn follows_folders_that_the_person_picked_and_reads_a_file_again() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let before = articles(&desk);
    let news = folder.path().join("news");
    std::fs::create_dir(&news).unwrap();
    std::fs::write(news.join("a.md"), "# 甲\n\n糰子店開張。\n").unwrap();
    std::fs::write(news.join("bad.json"), "{").unwrap();
    desk.watch(UiLang::En, std::slice::from_ref(&news)).unwrap();
    for _ in 0..1_200 {
        if articles(&desk) == before + 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(articles(&desk), before + 1);
    let watched = |desk: &Desk| desk.ask(UiLang::En, "watched", json!({})).unwrap()["folders"][0].clone();
    let id = watched(&desk)["id"].clone();
    desk.ask(UiLang::En, "pause_watched", json!({ "id": id, "paused": true })).unwrap();
    std::fs::write(news.join("bad.json"), "{\"title\":\"乙\",\"text\":\"糰子店加蓋。\"}").unwrap();
    let problems = desk.ask(UiLang::En, "problems", json!({})).unwrap();
    let key = problems[0]["id"].as_i64().unwrap();
    let report = desk.try_again(UiLang::En, Some(&[key]), |_| ()).unwrap();
    assert_eq!((report.added, report.refused), (1, 0), "{report:?}");
    assert_eq!(desk.ask(UiLang::En, "problems", json!({})).unwrap(), json!([]));
    let refused = desk.watch(UiLang::En, &[folder.path().join("library")]).unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
}
