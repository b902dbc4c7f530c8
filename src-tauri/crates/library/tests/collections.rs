//! Collections as files: what was exported comes in elsewhere as it was, once, and whatever is no such file harms nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests fail by panicking

use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zhimai_library::{
    Content, Edit, Exported, IMPORTED, Imported, Library, LibraryError, OpenOptions, Setting,
};
use zhimai_model::{Align, Article, Bilingual, Block, BlockKind, Inline, InlineKind, Picture, ProblemCode};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

struct At {
    library: Library,
    folder: tempfile::TempDir,
}

fn empty() -> At {
    open(Content::Empty)
}

fn open(content: Content) -> At {
    let folder = tempfile::tempdir().unwrap();
    let clock = || 1_764_460_800_000;
    let library =
        Library::open(OpenOptions { folder: folder.path().join("library"), clock, content }).unwrap();
    At { library, folder }
}

fn go_on() -> impl FnMut(zhimai_library::Progress) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

impl At {
    fn import(&self, path: &Path) -> Imported {
        self.library.import_paths(&[path.to_owned()], &mut go_on()).unwrap()
    }

    fn export(&self, id: &str, name: &str) -> Exported {
        let unnamed = Bilingual { zh: "匯入的文章".to_owned(), en: "Imported articles".to_owned() };
        let to = self.folder.path().join(name);
        self.library.export_collection(id, &unnamed, (&to, false), &mut go_on()).unwrap()
    }

    /// A file that is written here.
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn articles(&self, collection: &str) -> Vec<Article> {
        let ids = self.library.store().articles_of(collection).unwrap();
        let mut all: Vec<_> =
            ids.iter().map(|id| self.library.store().article(id).unwrap().unwrap()).collect();
        all.sort_by(|one, other| one.id.cmp(&other.id));
        all
    }

    fn total(&self) -> u32 {
        self.library.store().article_count(None).unwrap()
    }

    /// All of its imports in a collection of their own.
    fn moved(&self, name: &str) -> String {
        let id = self.library.make_collection(name, "說明").unwrap();
        let ids = self.library.store().articles_of(IMPORTED).unwrap();
        let edit = Edit { collection: Setting::To(id.clone()), ..Edit::default() };
        self.library.edit_articles(&ids, &edit).unwrap();
        id
    }
}

fn without_collection(articles: Vec<Article>) -> Vec<Article> {
    articles.into_iter().map(|article| Article { collection: String::new(), ..article }).collect()
}

/// The smallest picture there is.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

#[test]
fn an_export_comes_in_elsewhere_as_it_was_and_once() {
    let here = empty();
    here.file("news/p.png", PNG);
    here.file(
        "news/a.md",
        "---\ntitle: 題一\ndate: 2025-11-18\nsource: 報\nurl: https://a.test/1\n---\n\n# 題一\n\n一段**重點**與[乙](b.md)，[別處](https://b.test)。\n\n- 項\n  1. 目\n\n> 引\n\n```rust\nlet a = 1;\n```\n\n| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n\n![圖](p.png)\n\n文[^1]。\n\n[^1]: 註\n"
            .as_bytes(),
    );
    here.file("news/b.md", "沒有日期的一篇，連到[外面](/etc/passwd)。".as_bytes());
    here.file("news/c.txt", b"Plain English text of the third article, with no date.");
    let report = here.import(&here.folder.path().join("news"));
    assert_eq!((report.added, report.refused), (3, 0), "{:?}", report.problems);
    let id = here.moved("我的文集");
    let exported = here.export(&id, "mine.zhimai.zip");
    assert_eq!((exported.articles, exported.pictures, exported.damaged), (3, 1, 0));

    let there = empty();
    let rehearsed = there.library.rehearse_paths(std::slice::from_ref(&exported.path), &mut go_on()).unwrap();
    assert_eq!((rehearsed.added, there.total()), (3, 0));
    assert_eq!(rehearsed.collections[0].info.title.zh, "我的文集");
    let opened = there.import(&exported.path);
    assert_eq!((opened.added, opened.refused, opened.problems), (3, 0, vec![]));
    let told = &opened.collections[0];
    assert_eq!((told.info.description.en.as_str(), told.articles, told.is_new), ("說明", 3, true));
    let (before, after) = (here.articles(&id), there.articles(&id));
    // A link to a file of the machine leads to its article, and nothing else is another.
    let first = before.iter().find(|one| one.body.title == "題一").unwrap();
    let led = after.iter().find(|one| one.id == first.id).unwrap();
    let urls = |article: &Article| -> Vec<String> {
        let spans = article.body.blocks.iter().flat_map(|block| &block.spans);
        spans
            .filter_map(|span| match &span.kind {
                InlineKind::Link { url } => Some(url.clone()),
                _ => None,
            })
            .collect()
    };
    assert!(urls(first)[0].starts_with("file://"));
    assert!(urls(led)[0].starts_with("zhimai://article/"), "{:?}", urls(led));
    assert_eq!(urls(led)[1], "https://b.test");
    let bare = |articles: Vec<Article>| -> Vec<Article> {
        let mut articles = without_collection(articles);
        for block in articles.iter_mut().flat_map(|one| &mut one.body.blocks) {
            block.spans.retain(|span| !matches!(span.kind, InlineKind::Link { .. }));
        }
        articles
    };
    assert_eq!(bare(before.clone()), bare(after.clone()));
    let hash = |article: &Article| {
        article.body.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Image { source } => Picture::hash_in(source).map(str::to_owned),
            _ => None,
        })
    };
    let picture = there.library.store().picture(&hash(led).unwrap()).unwrap().unwrap();
    assert_eq!(picture.bytes, PNG);

    // Again, from another place: nothing new.
    let copy = there.file("elsewhere.zip", &std::fs::read(&exported.path).unwrap());
    let again = there.import(&copy);
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 3));
    // A newer one of the same collection is an update, wherever the person moved what was in it.
    let mine = there.library.make_collection("挑出來的", "").unwrap();
    let edit = Edit { collection: Setting::To(mine.clone()), ..Edit::default() };
    there.library.edit_articles(&[&first.id], &edit).unwrap();
    here.file("news/a.md", "---\ntitle: 題一\n---\n\n改過的一段。\n".as_bytes());
    assert_eq!(here.import(&here.folder.path().join("news")).changed, 1);
    let newer = here.export(&id, "newer.zip");
    assert_ne!(newer.sha256, exported.sha256);
    let update = there.import(&newer.path);
    assert_eq!((update.added, update.changed, update.unchanged, there.total()), (0, 1, 2, 3));
    assert!(!update.collections[0].is_new);
    let moved = there.articles(&mine);
    assert_eq!(moved[0].body.text(), "改過的一段。");
    // It can be taken back.
    let imports = there.library.imports().unwrap();
    assert_eq!(there.library.undo_import(imports[0].id).unwrap().versions, 1);
    assert_eq!(there.articles(&mine)[0].body.blocks.len(), led.body.blocks.len());
}

#[test]
fn the_imports_of_one_person_do_not_get_among_those_of_another() {
    let (here, there) = (empty(), empty());
    here.import(&here.file("a.txt", "此處的一篇文章。".as_bytes()));
    there.import(&there.file("b.txt", "彼處的一篇文章。".as_bytes()));
    let exported = here.export(IMPORTED, "all.zip");
    let opened = there.import(&exported.path);
    assert_eq!(opened.added, 1);
    assert_ne!(opened.collections[0].info.id, IMPORTED);
    assert_eq!(there.articles(IMPORTED).len(), 1);
    // Where they come from, they are what they were.
    let own = here.import(&exported.path);
    assert_eq!((own.added, own.unchanged, here.articles(IMPORTED).len()), (0, 1, 1));
}

#[test]
fn what_is_bundled_is_hidden_and_nothing_else() {
    let at = open(Content::Bundled);
    let no = |result: Result<(), LibraryError>| matches!(result, Err(LibraryError::BundledCollection));
    assert!(no(at.library.change_collection("bundled", Some("x"), None)));
    assert!(no(at.library.remove_collection("bundled", None).map(drop)));
    let to = at.folder.path().join("bundled.zip");
    let unnamed = Bilingual::default();
    assert!(no(at.library.export_collection("bundled", &unnamed, (&to, false), &mut go_on()).map(drop)));
    assert!(!to.exists());
    let edit = Edit { collection: Setting::To("bundled".to_owned()), ..Edit::default() };
    assert!(no(at.library.edit_articles(&["alliance-retold"], &edit).map(drop)));
    at.library.hide_collection("bundled", true).unwrap();
    assert_eq!(at.library.store().hidden_collections().unwrap(), ["bundled"]);
    let gone = at.library.hide_collection("none", true);
    assert!(matches!(gone, Err(LibraryError::NoCollection { .. })));
}

#[test]
fn names_are_names_and_each_is_of_one_collection() {
    let at = empty();
    let id = at.library.make_collection(" 甲 ", "").unwrap();
    for bad in ["", "  ", "a\nb", "\u{200b}", "\u{202e}a", &"長".repeat(201)] {
        assert!(matches!(at.library.make_collection(bad, ""), Err(LibraryError::CollectionName { .. })));
    }
    for bad in ["\u{202e}", "\u{1b}[31m", &"長".repeat(4_001)] {
        assert!(matches!(at.library.make_collection("丙", bad), Err(LibraryError::CollectionName { .. })));
    }
    assert!(matches!(at.library.make_collection("甲", ""), Err(LibraryError::CollectionNamed { .. })));
    at.library.change_collection(&id, Some("甲"), Some("說明")).unwrap();
    let other = at.library.make_collection("乙", "").unwrap();
    let taken = at.library.change_collection(&other, Some("甲"), None);
    assert!(matches!(taken, Err(LibraryError::CollectionNamed { .. })));
}

/// The files of an archive by their names.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        all.push((file.name().unwrap().into_owned(), bytes));
    }
    all
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The files with a list that agrees with them.
fn sealed(mut files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    use zhimai_import::collection::{FileSum, MANIFEST, Manifest};
    let at = files.iter().position(|(name, _)| name == MANIFEST).unwrap();
    let (_, list) = files.remove(at);
    let mut manifest: Manifest = serde_json::from_slice(&list).unwrap();
    manifest.files = files.iter().map(|(name, bytes)| (name.clone(), FileSum::of(bytes))).collect();
    manifest.sha256 = manifest.whole();
    files.push((MANIFEST.to_owned(), serde_json::to_vec(&manifest).unwrap()));
    packed(&files)
}

fn sample() -> Vec<u8> {
    let here = empty();
    here.file("news/p.png", PNG);
    here.file("news/a.md", "---\nid: one\n---\n\n第一篇。\n\n![圖](p.png)\n".as_bytes());
    here.file("news/b.md", "---\nid: two\n---\n\n第二篇。\n".as_bytes());
    here.import(&here.folder.path().join("news"));
    let id = here.moved("樣本");
    std::fs::read(here.export(&id, "sample.zip").path).unwrap()
}

#[test]
fn what_is_cut_short_or_changed_is_told_and_nothing_comes_in() {
    let whole = sample();
    let there = empty();
    let check = |bytes: &[u8], what: &str| {
        let report = there.import(&there.file("bad.zip", bytes));
        assert_eq!((report.added, there.total(), report.collections.len()), (0, 0, 0), "{what}");
        assert!(report.refused > 0, "{what}");
    };
    for cut in (0..whole.len()).step_by(97) {
        check(&whole[..cut], &format!("cut at {cut}"));
    }
    for at in (0..whole.len()).step_by(31) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let report = there.import(&there.file("bad.zip", &bytes));
        // A changed byte that no file is made of, such as a time, changes nothing; any other is told, and nothing comes in.
        if report.added > 0 {
            assert_eq!((report.added, report.refused), (2, 0), "{at}");
            there.library.undo_import(there.library.imports().unwrap()[0].id).unwrap();
        } else {
            assert!(report.refused > 0, "{at}");
        }
        assert_eq!(there.total(), 0, "{at}");
    }
    let altered = |files: &[(String, Vec<u8>)], what: &str| {
        let report = there.import(&there.file("bad.zip", &packed(files)));
        assert_eq!(report.problems[0].what.code(), ProblemCode::Altered, "{what} {:?}", report.problems);
        assert_eq!((report.added, there.total()), (0, 0), "{what}");
    };
    let all = files(&whole);
    for at in 0..all.len() {
        let mut changed = all.clone();
        changed[at].1.push(b' ');
        if changed[at].0 != "manifest.json" {
            altered(&changed, &changed[at].0);
        }
        let mut missing = all.clone();
        let (name, _) = missing.remove(at);
        if name != "manifest.json" && name != "collection.json" {
            altered(&missing, &name);
        }
    }
    let mut more = all.clone();
    more.push(("articles/more.json".to_owned(), b"{}".to_vec()));
    altered(&more, "one more");
}

#[test]
fn a_hostile_file_harms_nothing() {
    let all = files(&sample());
    let with = |name: &str, change: &dyn Fn(&mut serde_json::Value)| {
        let mut files = all.clone();
        let file = files.iter_mut().find(|(own, _)| own == name).unwrap();
        let mut value = serde_json::from_slice(&file.1).unwrap();
        change(&mut value);
        file.1 = serde_json::to_vec(&value).unwrap();
        sealed(files)
    };
    let there = open(Content::Bundled);
    let bundled = there.total();
    // The whole is refused.
    for id in ["bundled", "names", "imported", "", "../x", "A", &"a".repeat(65)] {
        let bytes = with("collection.json", &|value| value["id"] = id.into());
        let report = there.import(&there.file("bad.zip", &bytes));
        assert_eq!((report.added, report.refused, there.total()), (0, 1, bundled), "{id}");
    }
    for name in ["", "a\nb", "a\u{202e}b", &"長".repeat(201)] {
        let bytes = with("collection.json", &|value| value["title"]["zh"] = name.into());
        let report = there.import(&there.file("bad.zip", &bytes));
        assert_eq!((report.added, report.refused, there.total()), (0, 1, bundled), "{name}");
    }
    let newer = {
        let mut files = all.clone();
        for (name, bytes) in &mut files {
            if name == "manifest.json" {
                *bytes = String::from_utf8(bytes.clone())
                    .unwrap()
                    .replace("\"version\": 1", "\"version\": 2")
                    .into_bytes();
            }
        }
        packed(&files)
    };
    assert_eq!(there.import(&there.file("bad.zip", &newer)).refused, 1);
    // One article is refused, the other comes in.
    type Change<'a> = dyn Fn(&mut serde_json::Value) + 'a;
    let long = "長".repeat(600);
    let changes: &[(&str, &Change<'_>)] = &[
        ("no id", &|value| value["id"] = "".into()),
        ("an id of two lines", &|value| value["id"] = "a\nb".into()),
        ("another's id", &|value| value["id"] = "two".into()),
        ("a field of nobody", &|value| value["more"] = 1.into()),
        ("a kind", &|value| value["kind"] = "retelling".into()),
        ("no text", &|value| value["blocks"] = serde_json::json!([])),
        ("a span beyond", &|value| {
            value["blocks"] = serde_json::json!([{"kind": "paragraph", "text": "短", "spans": [{"start": 0, "end": 9, "kind": "strong"}]}]);
        }),
        ("no block", &|value| value["blocks"] = serde_json::json!([{"kind": "script", "text": "x"}])),
        ("signs that turn a text", &|value| value["blocks"] = serde_json::json!(["a\u{202e}b"])),
        ("a long title", &|value| value["title"] = long.as_str().into()),
        ("no address", &|value| value["url"] = "javascript:alert(1)".into()),
        ("no date", &|value| value["date"] = "soon".into()),
        ("half a translation", &|value| {
            value["translation"] =
                serde_json::json!({"lang": "en", "script": "latin", "title": "", "blocks": []});
        }),
        ("a repair beyond", &|value| {
            value["repairs"] = serde_json::json!([{"start": 0, "end": 99, "original": "", "certain": true}]);
        }),
    ];
    for (what, change) in changes {
        let there = empty();
        let report = there.import(&there.file("bad.zip", &with("articles/one.json", change)));
        assert_eq!((report.added, report.refused), (1, 1), "{what} {:?}", report.problems);
    }
    // What leads out, and what is of no use here.
    for name in ["../../out.json", "/etc/out.json", "articles/../../out.json"] {
        let mut files = all.clone();
        files.push((name.to_owned(), b"{}".to_vec()));
        let report = there.import(&there.file("bad.zip", &sealed(files)));
        assert_eq!((report.added, there.total()), (0, bundled), "{name}");
    }
    assert!(!there.folder.path().join("out.json").exists());
    let mut more = all.clone();
    more.push(("entities/own.json".to_owned(), b"[]".to_vec()));
    let there = empty();
    let report = there.import(&there.file("more.zip", &sealed(more)));
    assert_eq!((report.added, report.refused), (2, 0));
    assert_eq!(report.problems[0].what.code(), ProblemCode::LeftOut);
    // A picture that is none, or another than its name says.
    for bytes in [b"<svg/>".to_vec(), [PNG, b"more"].concat()] {
        let mut files = all.clone();
        let picture = files.iter_mut().find(|(name, _)| name.starts_with("pictures/")).unwrap();
        picture.1 = bytes;
        let there = empty();
        let report = there.import(&there.file("bad.zip", &sealed(files)));
        assert_eq!((report.added, report.refused), (2, 1), "{:?}", report.problems);
    }
    // A bomb.
    let mut bomb = all.clone();
    bomb.push(("articles/bomb.json".to_owned(), vec![b' '; 80 << 20]));
    let there = empty();
    assert_eq!(there.import(&there.file("bomb.zip", &sealed(bomb))).added, 0);
}

#[test]
fn an_export_is_stopped_and_leaves_nothing() {
    let at = empty();
    at.import(&at.file("a.txt", "一篇。".as_bytes()));
    let to = at.folder.path().join("out.zip");
    let unnamed = Bilingual { zh: "x".to_owned(), en: "x".to_owned() };
    let export = |progress: &mut dyn FnMut(zhimai_library::Progress) -> ControlFlow<()>, replace| {
        at.library.export_collection(IMPORTED, &unnamed, (&to, replace), progress)
    };
    let stopped = export(&mut |_| ControlFlow::Break(()), false);
    assert!(matches!(stopped, Err(LibraryError::Cancelled)));
    let left = || std::fs::read_dir(at.folder.path()).unwrap().count();
    assert_eq!(left(), 2, "the library and the text");
    export(&mut go_on(), false).unwrap();
    let written = std::fs::read(&to).unwrap();
    assert!(export(&mut go_on(), false).is_err(), "nothing is written over");
    export(&mut go_on(), true).unwrap();
    assert_eq!(std::fs::read(&to).unwrap(), written, "the same gives the same");
    let nowhere = at.folder.path().join("none/out.zip");
    let no = at.library.export_collection(IMPORTED, &unnamed, (&nowhere, false), &mut go_on());
    assert!(matches!(no, Err(LibraryError::NotWritten { .. })));
}

fn text() -> impl Strategy<Value = String> {
    "[甲乙丙輝達abc1,。 ]{0,6}[甲a][乙b\\t\\n]?"
}

fn block() -> impl Strategy<Value = Block> {
    let kind = prop_oneof![
        Just(BlockKind::Paragraph),
        (1..7_u8).prop_map(|level| BlockKind::Heading { level }),
        (prop::option::of(0..9_u32), prop::option::of(any::<bool>()))
            .prop_map(|(number, checked)| BlockKind::Item { number, checked }),
        prop::option::of("[a-z]{1,4}").prop_map(|language| BlockKind::Code { language }),
        any::<bool>()
            .prop_map(|header| BlockKind::Table { header, columns: vec![Align::None, Align::Right] }),
        "[a-z]{1,9}\\.png".prop_map(|source| BlockKind::Image { source }),
        Just(BlockKind::Rule),
        "[0-9a-z]{1,3}".prop_map(|label| BlockKind::Footnote { label }),
    ];
    (kind, 0..4_u8, 0..4_u8, text(), prop::option::of(0..3_u8)).prop_map(
        |(kind, quote, indent, text, span)| {
            let end = u32::try_from(text.chars().count()).unwrap();
            let kinds = [
                InlineKind::Strong,
                InlineKind::Code,
                InlineKind::Link { url: "https://a.test/?q=甲&b=\"".to_owned() },
            ];
            let spans = span.map(|n| Inline { start: 0, end, kind: kinds[usize::from(n)].clone() });
            Block { kind, quote, indent, text, spans: spans.into_iter().collect() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever an article is, it comes out of a file as it went in.
    #[test]
    fn any_articles_come_back(
        articles in prop::collection::vec(
            (prop::collection::vec(block(), 1..6), "[甲乙a b]{0,8}", prop::option::of("20[0-4][0-9](-0[1-9])?"),
                prop::option::of("[甲a]{1,5}"), "[a-zA-Z甲/.~ ]{0,8}[a甲]"),
            1..6,
        ),
    ) {
        let here = empty();
        let id = here.library.make_collection("任意", "").unwrap();
        let template = {
            here.import(&here.file("t.txt", "樣子。".as_bytes()));
            here.articles(IMPORTED).remove(0)
        };
        let mut all = Vec::new();
        for (number, (blocks, title, date, source, name)) in articles.into_iter().enumerate() {
            let mut article = Article { id: format!("{name}{number}"), collection: id.clone(), ..template.clone() };
            article.body.title = title.trim().to_owned();
            article.body.blocks = blocks;
            article.date = date.and_then(|date| date.parse().ok());
            article.source = source;
            all.push((article, Vec::new()));
        }
        here.library.store().put_articles(&all).unwrap();
        let exported = here.export(&id, "any.zip");
        let there = empty();
        let report = there.import(&exported.path);
        prop_assert_eq!((report.added as usize, report.refused), (all.len(), 0), "{:?}", report.problems);
        prop_assert_eq!(here.articles(&id), there.articles(&id));
    }
}
