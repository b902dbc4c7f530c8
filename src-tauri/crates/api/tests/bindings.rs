//! The window's types are generated from the front desk's; what is committed must be what would be generated.
//! `ZHIMAI_BLESS=1 cargo test -p zhimai-api --test bindings` writes them anew.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::collections::BTreeMap;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else {
            found.insert(name, std::fs::read_to_string(path).unwrap());
        }
    }
    found
}

#[test]
fn bindings_are_current() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/bindings");
    #[allow(clippy::disallowed_methods)] // the person who runs the test says so
    if std::env::var_os("ZHIMAI_BLESS").is_some() {
        let _ = std::fs::remove_dir_all(&committed);
        zhimai_api::export_bindings(&committed).unwrap();
    }
    let fresh = tempfile::tempdir().unwrap();
    zhimai_api::export_bindings(fresh.path()).unwrap();
    let (fresh, committed) = (files(fresh.path()), files(&committed));
    assert_eq!(fresh.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    for (name, text) in fresh {
        assert_eq!(Some(&text), committed.get(&name), "{name} has drifted; see the head of this test");
    }
}
