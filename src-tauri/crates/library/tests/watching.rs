//! Folders that are followed: what is added, changed, renamed and removed there, while somebody looks and while nobody does.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use zhimai_library::{
    Content, Follows, IMPORTED, Library, LibraryError, NotWatchable, OpenOptions, WatchedState,
};
use zhimai_model::{Address, Held, ProblemKind};
use zhimai_store::{NewNote, WatchState};

/// A library and a folder beside it.
struct Place {
    dir: tempfile::TempDir,
    library: Arc<Library>,
}

fn open(folder: &Path) -> Arc<Library> {
    // Long after whatever was written, so that nothing seems to be being written.
    let clock = || 4_000_000_000_000;
    let options = OpenOptions { folder: folder.to_owned(), clock, content: Content::Empty };
    Arc::new(Library::open(options).unwrap())
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("news")).unwrap();
        let library = open(&dir.path().join("library"));
        Self { dir, library }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("news")
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.folder().join(name)).unwrap();
    }

    fn watch(&self) -> i64 {
        self.library.watch_folder(&self.folder()).unwrap()
    }

    /// Takes in what changed, and gives the titles of all articles.
    fn caught_up(&self) -> Vec<String> {
        assert!(self.library.catch_up(None, &mut |_| ControlFlow::Continue(())).unwrap());
        self.titles()
    }

    fn titles(&self) -> Vec<String> {
        let (_, rows) = self.library.store().articles(None, 1_000, 0).unwrap();
        let mut titles: Vec<_> = rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    }

    fn id(&self, name: &str) -> String {
        let path = self.folder().join(name);
        self.library.store().article_of_file(IMPORTED, path.to_str().unwrap()).unwrap().unwrap()
    }

    fn problems(&self) -> Vec<ProblemKind> {
        let problems = self.library.store().problems(100).unwrap();
        problems.into_iter().map(|one| one.problem.what).collect()
    }

    fn note(&self, article: &str) {
        let on = Some(Address::Article(article.to_owned()));
        let note = NewNote { id: format!("n-{article}"), en: "mine".to_owned(), on, ..NewNote::default() };
        self.library.store().create_note(&note, 1).unwrap();
    }

    /// How many states an article was in, as it is now among them.
    fn versions(&self, id: &str) -> usize {
        self.library.article_versions(id).unwrap().len()
    }

    fn state(&self) -> WatchedState {
        self.library.watched().unwrap().0.remove(0).state
    }
}

fn text(title: &str, words: &str) -> String {
    format!("# {title}\n\n{words}\n")
}

#[test]
fn what_is_added_changed_and_removed_follows() {
    let place = Place::new();
    place.write("a.md", &text("甲", "第一段。"));
    place.write("sub/b.md", &text("乙", "第二段。"));
    place.watch();
    assert_eq!(place.caught_up(), ["乙", "甲"]);
    let a = place.id("a.md");
    assert_eq!(place.versions(&a), 1);
    place.write("a.md", &text("甲", "第一段改寫，字數不同。"));
    place.write("c.md", &text("丙", "第三段。"));
    place.remove("sub/b.md");
    assert_eq!(place.caught_up(), ["丙", "甲"]);
    assert_eq!(place.id("a.md"), a, "it is the same article");
    assert_eq!(place.versions(&a), 2);
    // Nothing changed: nothing is written.
    let before = place.library.store().last_sequence().unwrap();
    let imports = place.library.imports().unwrap();
    assert_eq!(place.caught_up(), ["丙", "甲"]);
    assert_eq!(place.library.store().last_sequence().unwrap(), before);
    assert_eq!(place.library.imports().unwrap(), imports);
    let first = imports.last().unwrap();
    assert_eq!((first.added, first.changed), (3, 1));
    assert_eq!(std::fs::read_dir(place.folder()).unwrap().count(), 3, "nothing is written into the folder");
}

#[test]
fn a_file_that_is_renamed_holds_the_same_article() {
    let place = Place::new();
    place.write("2025/old.txt", "一則短訊。\n\n內文在此。");
    place.write("keep.txt", "另一則短訊。\n\n內文在此。");
    place.watch();
    place.caught_up();
    let id = place.id("2025/old.txt");
    place.note(&id);
    std::fs::create_dir(place.folder().join("2026")).unwrap();
    std::fs::rename(place.folder().join("2025/old.txt"), place.folder().join("2026/new.txt")).unwrap();
    assert_eq!(place.caught_up().len(), 2);
    assert_eq!(place.id("2026/new.txt"), id);
    assert_eq!(place.problems(), []);
    let source = place.library.store().article(&id).unwrap().unwrap().source.unwrap();
    assert!(source.ends_with("/2026"), "{source}");
    // And it stays that article when its text is changed there.
    place.write("2026/new.txt", "一則短訊。\n\n內文改寫過了。");
    assert_eq!(place.caught_up().len(), 2);
    assert_eq!(place.id("2026/new.txt"), id);
    place.remove("2026/new.txt");
    assert_eq!(place.caught_up().len(), 2, "there is a note on it");
    let [ProblemKind::FileGone { held: Held::Note, .. }] = place.problems()[..] else {
        panic!("{:?}", place.problems())
    };
}

#[test]
fn a_file_of_many_articles_leaves_those_that_it_holds_no_more() {
    let place = Place::new();
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"title\":\"{id}\",\"text\":\"{text}\"}}\n");
    place.write("many.jsonl", &(line("x", "甲") + &line("y", "乙") + &line("z", "丙")));
    place.write("other.md", &text("o", "丁"));
    place.watch();
    assert_eq!(place.caught_up(), ["o", "x", "y", "z"]);
    place.write("many.jsonl", &(line("x", "甲改過") + &line("z", "丙")));
    assert_eq!(place.caught_up(), ["o", "x", "z"]);
    // What cannot be read to its end says nothing of what it holds no more.
    place.write("many.jsonl", &(line("x", "甲又改過了") + "{\"id\":"));
    assert_eq!(place.caught_up(), ["o", "x", "z"]);
    assert_eq!(place.problems().len(), 1);
    place.write("many.jsonl", &line("x", "甲再改一次"));
    assert_eq!(place.caught_up(), ["o", "x"]);
    assert_eq!(place.problems(), [], "what was wrong is mended");
    place.remove("many.jsonl");
    assert_eq!(place.caught_up(), ["o"]);
}

#[test]
fn what_others_brought_is_not_taken_away() {
    let place = Place::new();
    let elsewhere = place.dir.path().join("copy.jsonl");
    let row = "{\"id\":\"x\",\"title\":\"x\",\"text\":\"甲\"}\n";
    std::fs::write(&elsewhere, row).unwrap();
    place.library.import_paths(&[elsewhere], &mut |_| ControlFlow::Continue(())).unwrap();
    place.write("rows.jsonl", row);
    place.write("a.md", &text("a", "乙"));
    place.watch();
    assert_eq!(place.caught_up(), ["a", "x"]);
    place.remove("rows.jsonl");
    assert_eq!(place.caught_up(), ["a", "x"]);
    // One that lies there a second time stays as long as one of both.
    place.write("b.md", &text("a", "乙"));
    assert_eq!(place.caught_up(), ["a", "x"]);
    place.remove("a.md");
    place.caught_up();
    place.remove("b.md");
    place.write("c.md", &text("c", "丙"));
    assert_eq!(place.caught_up(), ["c", "x"]);
}

#[test]
fn when_many_are_gone_or_the_folder_is_nothing_is_removed() {
    let place = Place::new();
    let (all, away) = (place.folder(), place.dir.path().join("away"));
    for n in 0..12 {
        place.write(&format!("{n}.md"), &text(&format!("t{n:02}"), &format!("第{n}段。")));
    }
    let id = place.watch();
    assert_eq!(place.caught_up().len(), 12);
    std::fs::rename(&all, &away).unwrap();
    assert_eq!(place.caught_up().len(), 12);
    assert_eq!(place.state(), WatchedState::Found(WatchState::Missing));
    // As where a disk was: the folder is there, and empty.
    std::fs::create_dir(&all).unwrap();
    assert_eq!(place.caught_up().len(), 12);
    assert_eq!(place.state(), WatchedState::Found(WatchState::ManyGone(12)));
    std::fs::remove_dir(&all).unwrap();
    std::fs::rename(&away, &all).unwrap();
    assert_eq!(place.caught_up().len(), 12);
    assert_eq!(place.state(), WatchedState::Found(WatchState::Followed));
    for n in 0..11 {
        place.remove(&format!("{n}.md"));
    }
    place.write("new.md", &text("t99", "新的一段。"));
    assert_eq!(place.caught_up().len(), 13, "what is new comes in meanwhile");
    assert_eq!(place.state(), WatchedState::Found(WatchState::ManyGone(11)));
    place.library.let_watched_go(id).unwrap();
    assert_eq!(place.caught_up(), ["t11", "t99"]);
    // That was said once.
    assert!(!place.library.watched().unwrap().0[0].folder.lets_go);
}

#[test]
fn what_cannot_be_followed_is_told() {
    let place = Place::new();
    let refused = |path: &Path| match place.library.watch_folder(path) {
        Err(LibraryError::NotWatchable { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    place.write("sub/file.txt", "x");
    assert_eq!(refused(&place.folder().join("gone")), NotWatchable::NoFolder);
    assert_eq!(refused(&place.folder().join("sub/file.txt")), NotWatchable::NoFolder);
    assert_eq!(refused(place.dir.path()), NotWatchable::Library);
    assert_eq!(refused(&place.dir.path().join("library")), NotWatchable::Library);
    let id = place.watch();
    assert_eq!(place.watch(), id);
    assert_eq!(refused(&place.folder().join("sub")), NotWatchable::Overlaps(place.folder()));
    assert!(matches!(place.library.pause_watched(99, true), Err(LibraryError::NoWatched { id: 99 })));
}

#[test]
fn what_is_paused_is_left_alone_and_what_is_stopped_keeps_its_articles() {
    let place = Place::new();
    place.write("a.md", &text("a", "甲"));
    let id = place.watch();
    place.caught_up();
    place.library.pause_watched(id, true).unwrap();
    place.write("b.md", &text("b", "乙"));
    assert_eq!(place.caught_up(), ["a"]);
    assert_eq!(place.state(), WatchedState::Paused);
    place.library.pause_watched(id, false).unwrap();
    assert_eq!(place.caught_up(), ["a", "b"]);
    place.library.stop_watching(id).unwrap();
    assert_eq!(place.caught_up(), ["a", "b"]);
    assert_eq!(place.library.watched().unwrap().0, []);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_told_once_and_not_followed() {
    let place = Place::new();
    let outside = place.dir.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("x.md"), text("x", "外")).unwrap();
    std::os::unix::fs::symlink(&outside, place.folder().join("out")).unwrap();
    std::os::unix::fs::symlink(outside.join("x.md"), place.folder().join("x.md")).unwrap();
    place.write("a.md", &text("a", "甲"));
    place.watch();
    assert_eq!(place.caught_up(), ["a"]);
    assert_eq!(place.problems().len(), 2);
    assert_eq!(place.caught_up(), ["a"]);
    assert_eq!(place.problems().len(), 2, "they are told once");
    std::fs::remove_file(place.folder().join("x.md")).unwrap();
    place.caught_up();
    assert_eq!(place.problems().len(), 1, "and go with the link");
}

#[test]
fn a_file_of_which_there_was_a_problem_is_read_again() {
    let place = Place::new();
    place.write("good.md", &text("g", "甲"));
    place.write("sub/bad.json", "{");
    let paths = [place.folder()];
    place.library.import_paths(&paths, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(place.problems().len(), 1);
    let again = |problems: Option<&[i64]>| {
        place.library.try_again(problems, &mut |_| ControlFlow::Continue(())).unwrap()
    };
    assert_eq!(again(None).refused, 1);
    assert_eq!(place.problems().len(), 1, "it is told once");
    place.write("sub/bad.json", "{\"title\":\"b\",\"text\":\"乙\"}");
    let key = place.library.store().problems(1).unwrap()[0].key;
    let report = again(Some(&[key]));
    assert_eq!((report.added, report.unchanged, report.refused), (1, 0, 0), "{report:?}");
    assert_eq!(place.problems(), []);
    assert_eq!(place.titles(), ["b", "g"]);
    let imports = place.library.imports().unwrap();
    assert_eq!(imports[0].origin, [place.folder().to_str().unwrap()]);
    // One that is gone says so, once.
    place.write("sub/bad.json", "[");
    place.library.import_paths(&paths, &mut |_| ControlFlow::Continue(())).unwrap();
    place.remove("sub/bad.json");
    for _ in 0..2 {
        assert_eq!(again(None).refused, 1);
        let problems = place.problems();
        assert!(matches!(problems[..], [ProblemKind::Unreadable(_)]), "{problems:?}");
    }
    // A text that was pasted has no file.
    place.library.store().clear_problems().unwrap();
    place.library.import_text("pasted.json", "{").unwrap();
    let report = again(None);
    assert_eq!((report.refused, place.problems().len()), (0, 1));
}

/// When anything of a file was changed last, in milliseconds.
fn touched(path: &Path) -> i64 {
    let listing = zhimai_import::list(path.parent().unwrap());
    listing.files.iter().find(|file| file.path == path).unwrap().touched
}

/// What time it is for [`what_is_being_written_is_waited_for`].
static NOW: AtomicI64 = AtomicI64::new(0);

#[test]
fn what_is_being_written_is_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("news");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.md"), text("a", "甲")).unwrap();
    let written = touched(&folder.join("a.md"));
    let clock = || NOW.load(Ordering::Relaxed);
    let options = OpenOptions { folder: dir.path().join("library"), clock, content: Content::Empty };
    let library = Library::open(options).unwrap();
    library.watch_folder(&folder).unwrap();
    for (later, articles) in [(500, 0), (1_500, 1)] {
        NOW.store(written + later, Ordering::Relaxed);
        library.catch_up(None, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(library.store().article_count(None).unwrap(), articles);
        assert_eq!(library.watched().unwrap().0[0].folder.looked.is_some(), articles > 0);
    }
    // One that was just renamed is not taken for one that is gone.
    let id = library.store().articles(None, 1, 0).unwrap().1.remove(0).id;
    std::fs::rename(folder.join("a.md"), folder.join("b.md")).unwrap();
    for later in [0, 5_000] {
        NOW.store(touched(&folder.join("b.md")) + later, Ordering::Relaxed);
        library.catch_up(None, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(library.store().articles(None, 1, 0).unwrap().1.remove(0).id, id);
    }
    assert_eq!(library.watched().unwrap().0[0].folder.files, 1);
}

/// Waits until something is so; for as long as a busy machine may take.
fn until(what: &str, so: impl Fn() -> bool) {
    for _ in 0..1_200 {
        if so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(so(), "{what}");
}

#[test]
fn what_happens_while_a_library_is_open_follows_by_itself() {
    let place = Place::new();
    place.write("a.md", &text("a", "甲"));
    let id = place.watch();
    place.library.keep_indexed();
    place.library.follow_folders();
    until("what was there to come in", || place.titles() == ["a"]);
    until("it to follow", || place.state() == WatchedState::Found(WatchState::Followed));
    let before = place.library.followed_changes();
    place.write("sub/b.md", &text("b", "乙"));
    until("what is new to come in", || place.titles() == ["a", "b"]);
    until("it to be told", || place.library.followed_changes() != before);
    // As editors write: another file first, which takes the place of the old one.
    place.write(".a.md.new", &text("a", "甲，改寫過。"));
    std::fs::rename(place.folder().join(".a.md.new"), place.folder().join("a.md")).unwrap();
    let a = place.id("a.md");
    until("the change to come in", || place.versions(&a) == 2);
    place.remove("sub/b.md");
    until("what was removed to go", || place.titles() == ["a"]);
    // The folder goes, and comes back.
    let away = place.dir.path().join("away");
    std::fs::rename(place.folder(), &away).unwrap();
    until("it to be missed", || place.state() == WatchedState::Found(WatchState::Missing));
    std::fs::write(away.join("c.md"), text("c", "丙")).unwrap();
    std::fs::rename(&away, place.folder()).unwrap();
    until("what came meanwhile to come in", || place.titles() == ["a", "c"]);
    // Of two that have the library open one follows.
    let other = open(&place.dir.path().join("library"));
    assert_eq!(other.watched().unwrap().1, Follows::Another);
    assert!(!other.catch_up(None, &mut |_| ControlFlow::Continue(())).unwrap());
    other.follow_folders();
    assert_eq!(place.library.watched().unwrap().1, Follows::Here);
    // It is paused by the other, and taken up when the first has gone.
    other.pause_watched(id, true).unwrap();
    until("the pause to be seen", || place.state() == WatchedState::Paused);
    other.pause_watched(id, false).unwrap();
    place.library.hold_following(true);
    let Place { dir, library } = place;
    let open = Arc::downgrade(&library);
    drop(library);
    until("the first to close", || open.upgrade().is_none());
    std::fs::write(dir.path().join("news/d.md"), text("d", "丁")).unwrap();
    until("the other to follow", || other.watched().unwrap().1 == Follows::Here);
    until("what is new to come in", || other.store().article_count(None).unwrap() == 3);
}
