//! Only the owner of a library may enter it, and what lies in the way of its files is not followed.

use crate::backup::{NOW, backed_up, note};
use crate::{article, library};
use std::path::Path;
use zhimai_store::{FILE_NAME, Store};

#[test]
#[cfg(unix)]
fn only_the_owner_may_enter() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store, _) = backed_up();
    note(&store, "c", "丙");
    store.back_up_daily(&folder.path().join("backups"), NOW, "1.0").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let set =
        |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    let ours = |folder: &Path| {
        let mut found = vec![(folder.to_owned(), true)];
        for inner in ["", "backups", "index", "set-aside"] {
            let inner = folder.join(inner);
            for entry in std::fs::read_dir(&inner).into_iter().flatten().flatten() {
                found.push((entry.path(), entry.file_type().unwrap().is_dir()));
            }
        }
        found
    };
    let files = ours(folder.path());
    assert!(files.iter().any(|(path, _)| path.ends_with("library.db-wal")));
    for (path, is_folder) in &files {
        assert_eq!(mode(path), if *is_folder { 0o700 } else { 0o600 }, "{}", path.display());
    }
    drop(store);
    // What an earlier version left open is closed; what is none of ours stays.
    std::fs::create_dir(folder.path().join("index")).unwrap();
    std::fs::write(folder.path().join("index/a.store"), "").unwrap();
    std::fs::write(folder.path().join("backup-before-v2.db"), "").unwrap();
    std::fs::write(folder.path().join("export.md"), "").unwrap();
    std::fs::remove_file(folder.path().join("b.zhimai")).unwrap();
    for (path, is_folder) in ours(folder.path()) {
        set(&path, if is_folder { 0o755 } else { 0o644 });
    }
    let _store = Store::open(folder.path()).unwrap();
    for (path, is_folder) in ours(folder.path()) {
        let expected = if path.ends_with("export.md") {
            0o644
        } else if is_folder {
            0o700
        } else {
            0o600
        };
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_is_everybodys_stays_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o1777)).unwrap();
    let _store = Store::open(folder.path()).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode(folder.path()), mode(&folder.path().join(FILE_NAME))), (0o1777, 0o100_600 & 0o7777));
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_the_slip_harms_nothing() {
    let (folder, store) = library();
    let (slip, target) = (folder.path().join("library.db-writer"), folder.path().join("mine"));
    for symbolic in [true, false] {
        std::fs::write(&target, "mine").unwrap();
        if symbolic {
            std::os::unix::fs::symlink(&target, &slip).unwrap();
        } else {
            std::fs::hard_link(&target, &slip).unwrap();
        }
        store.put_articles(&[(article("x", "字"), Vec::new())]).unwrap();
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
    }
}
