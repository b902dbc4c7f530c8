//! A rehearsal comes to what the import comes to: on random folders, in whatever library, also after one that was broken off.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use proptest::prelude::*;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zhimai_library::{Content, Imported, Library, OpenOptions};

/// A file, whose text is one of few, so that files hold the same and change each other.
#[derive(Clone, Debug)]
enum File {
    Markdown {
        name: u8,
        title: u8,
        text: u8,
        url: Option<u8>,
    },
    Plain {
        name: u8,
        text: u8,
    },
    /// Articles, each with an identifier or none, a title, a text and a source.
    Lines {
        name: u8,
        articles: Vec<(Option<u8>, u8, u8, bool)>,
    },
    /// So many articles that there is more than one batch of them.
    Many {
        name: u8,
        from: u16,
    },
    Dictionary {
        name: u8,
        entries: u8,
    },
    Bad {
        name: u8,
    },
}

fn file() -> impl Strategy<Value = File> {
    let small = || 0..3_u8;
    let article = (prop::option::of(small()), small(), small(), any::<bool>());
    prop_oneof![
        4 => (small(), small(), small(), prop::option::of(small()))
            .prop_map(|(name, title, text, url)| File::Markdown { name, title, text, url }),
        2 => (small(), small()).prop_map(|(name, text)| File::Plain { name, text }),
        4 => (small(), prop::collection::vec(article, 0..6)).prop_map(|(name, articles)| File::Lines { name, articles }),
        1 => (small(), 0..300_u16).prop_map(|(name, from)| File::Many { name, from }),
        1 => (small(), 1..3_u8).prop_map(|(name, entries)| File::Dictionary { name, entries }),
        1 => small().prop_map(|name| File::Bad { name }),
    ]
}

fn write(folder: &Path, files: &[File]) {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    for file in files {
        let (name, text) = match file {
            File::Markdown { name, title, text, url } => {
                let url = url.map_or_else(String::new, |url| format!("url: https://a.test/page/{url}\n"));
                (format!("{name}.md"), format!("---\ntitle: 題{title}\n{url}---\n\n輝達的第{text}段。\n"))
            }
            File::Plain { name, text } => (format!("{name}.txt"), format!("微軟的第{text}段，說了很多。\n")),
            File::Lines { name, articles } => {
                let line = |(id, title, text, sourced): &(Option<u8>, u8, u8, bool)| {
                    let id = id.map_or_else(String::new, |id| format!("\"id\":\"x{id}\","));
                    let source = if *sourced { ",\"source\":\"報\"" } else { "" };
                    format!("{{{id}\"title\":\"題{title}\",\"text\":\"第{text}則\"{source}}}\n")
                };
                (format!("{name}.jsonl"), articles.iter().map(line).collect())
            }
            File::Many { name, from } => {
                let line = |n: u16| format!("{{\"id\":\"n{n}\",\"text\":\"第{n}則\"}}\n");
                (format!("many{name}.jsonl"), (*from..from + 700).map(line).collect())
            }
            File::Dictionary { name, entries } => {
                let entry = |n: u8| format!("算 算 [suan4] /count {n}/\n");
                (format!("{name}.u8"), (0..*entries).map(entry).collect())
            }
            File::Bad { name } => (format!("{name}.pdf"), "no such thing".to_owned()),
        };
        std::fs::write(folder.join(name), text).unwrap();
    }
}

fn open(folder: &Path) -> Library {
    Library::open(OpenOptions { folder: folder.to_owned(), clock: || 0, content: Content::Empty }).unwrap()
}

/// All that is to be the same.
fn told(report: Imported) -> Imported {
    assert!(!report.cancelled);
    Imported { rehearsed: false, milliseconds: 0, ..report }
}

fn rehearsed(library: &Library, folder: &Path) -> Imported {
    let before = (library.store().last_sequence().unwrap(), library.store().problem_count().unwrap());
    let report = library.rehearse_paths(&[folder.to_owned()], &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((library.store().last_sequence().unwrap(), library.store().problem_count().unwrap()), before);
    assert!(report.rehearsed);
    told(report)
}

fn imported(library: &Library, folder: &Path) -> Imported {
    told(library.import_paths(&[folder.to_owned()], &mut |_| ControlFlow::Continue(())).unwrap())
}

fn came_in(report: &Imported) -> u32 {
    report.added + report.changed + report.updated
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_rehearsal_comes_to_what_the_import_comes_to(
        first in prop::collection::vec(file(), 0..6),
        second in prop::collection::vec(file(), 0..8),
        steps in 0..4_usize,
    ) {
        let home = tempfile::tempdir().unwrap();
        let (folder, place): (PathBuf, PathBuf) = (home.path().join("in"), home.path().join("library"));
        let library = open(&place);
        write(&folder, &first);
        let said = rehearsed(&library, &folder);
        prop_assert_eq!(&imported(&library, &folder), &said);
        write(&folder, &second);
        let said = rehearsed(&library, &folder);
        // Broken off after some steps: what was kept until then is in.
        let mut left = steps;
        let broken = library
            .import_paths(std::slice::from_ref(&folder), &mut |_| {
                left = left.saturating_sub(1);
                if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
            .unwrap();
        drop(library);
        let library = open(&place);
        let rest = rehearsed(&library, &folder);
        prop_assert!(came_in(&broken) <= came_in(&said) && came_in(&rest) <= came_in(&said));
        prop_assert_eq!(&imported(&library, &folder), &rest);
        // Once more, nothing comes in.
        let again = rehearsed(&library, &folder);
        prop_assert_eq!(&imported(&library, &folder), &again);
    }
}
