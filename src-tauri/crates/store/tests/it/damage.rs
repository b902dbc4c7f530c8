use crate::article;
use std::path::Path;
use zhimai_store::{Store, StoreError};

/// Bytes in a page of the database.
const PAGE: usize = 8192;

/// A closed library with some megabytes in it.
fn library() -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let articles: Vec<_> =
        (0..500).map(|n| (article(&format!("{n}"), &format!("第{n}").repeat(200)), Vec::new())).collect();
    store.put_articles(&articles).unwrap();
    drop(store);
    let bytes = std::fs::read(folder.path().join("library.db")).unwrap();
    (folder, bytes)
}

fn open_damaged(folder: &Path, bytes: &[u8]) -> StoreError {
    let path = folder.join("library.db");
    std::fs::write(&path, bytes).unwrap();
    let error = Store::open(folder).unwrap_err();
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file was changed");
    error
}

#[test]
fn what_is_no_library_is_refused_and_left_alone() {
    let (folder, good) = library();
    let other = {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
        std::fs::read(path).unwrap()
    };
    let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let prose = "這不是資料庫".repeat(500);
    let mut no_header = good.clone();
    no_header[..100].fill(0);
    let cases: [(&str, &[u8]); 6] = [
        ("noise", &noise),
        ("a text", prose.as_bytes()),
        ("another program's database", &other),
        ("half of it", &good[..good.len() / 2]),
        ("all but the last page", &good[..good.len() - PAGE]),
        ("no header", &no_header),
    ];
    for (name, bytes) in cases {
        let error = open_damaged(folder.path(), bytes);
        assert!(matches!(error, StoreError::Corrupt { .. }), "{name}: {error:?}");
        assert!(error.to_string().contains("library.db"), "{error}");
    }
    std::fs::write(folder.path().join("library.db"), &good).unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().article_count().unwrap(), 500);
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let (folder, mut bytes) = library();
    // The user version stands at offset 60 of the header, big-endian (SQLite's file format).
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    let error = open_damaged(folder.path(), &bytes);
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error:?}");
}

#[test]
fn pages_overwritten_are_noticed_and_never_a_panic() {
    let (folder, good) = library();
    let pages = good.len() / PAGE;
    let mut noticed = 0;
    let victims: Vec<usize> = (1..pages).step_by(pages / 40 + 1).collect();
    for &page in &victims {
        let mut bytes = good.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0x5a);
        std::fs::write(folder.path().join("library.db"), &bytes).unwrap();
        let damaged = match Store::open(folder.path()) {
            Err(error) => matches!(error, StoreError::Corrupt { .. }),
            Ok(store) => {
                let found = store.quick_check();
                let read = store.for_each_article(|_, _| std::ops::ControlFlow::Continue(()));
                assert!(matches!(read, Ok(_) | Err(StoreError::Corrupt { .. })), "{read:?}");
                found.map_or(true, |damage| !damage.is_empty())
            }
        };
        noticed += usize::from(damaged);
    }
    // A page of nothing but text has no structure to be broken; every other one does.
    assert!(noticed * 10 >= victims.len() * 9, "{noticed} of {}", victims.len());
}
