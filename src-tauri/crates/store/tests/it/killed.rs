//! Backups and restores that end before their time: killed at a random moment, or for want of room.

use crate::backup::{DAY, NOW, backed_up, names, note};
use crate::crash::{random, rounds, start_one};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use zhimai_store::{SET_ASIDE, Store};

#[test]
#[ignore = "the process that the other tests kill"]
fn worker() {
    let mut order = String::new();
    std::io::stdin().read_line(&mut order).unwrap();
    let mut order = order.trim_end().split('\t');
    let (folder, what) = (PathBuf::from(order.next().unwrap()), order.next().unwrap().to_owned());
    println!("\nready");
    let done = match what.strip_prefix("restore ") {
        Some(file) => zhimai_store::restore(&folder, Path::new(file), NOW).map(drop),
        None => Store::open(&folder).and_then(|store| {
            store.back_up_daily(&folder.join("backups"), what.parse().unwrap(), "1.0").map(drop)
        }),
    };
    println!("\ndone: {done:?}");
}

/// Starts a worker and kills it at a random moment; true when it had done all by then.
fn kill_one(folder: &Path, what: &str, within: Duration) -> bool {
    let mut child = start_one("killed::worker", &format!("{}\t{what}", folder.display()), None);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("ready") && out.read_line(&mut said).unwrap() > 0 {}
    std::thread::sleep(Duration::from_micros(random(within.as_micros() as u64)));
    child.kill().unwrap();
    child.wait().unwrap();
    out.read_to_string(&mut said).unwrap();
    said.contains("done: Ok")
}

/// How long `work` takes, with some time for the process around it.
fn taking(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed() * 5 / 4
}

/// `ZHIMAI_KILLS` says how many are killed.
#[test]
fn a_backup_that_is_killed_leaves_what_was_there() {
    let (folder, store, _) = backed_up();
    let (backups, identity) = (folder.path().join("backups"), store.identity().unwrap());
    let within = taking(|| drop(store.back_up_daily(&backups, NOW, "1.0").unwrap()));
    drop(store);
    let (rounds, mut whole) = (rounds(), 0);
    for round in 1..=rounds as i64 {
        whole += u32::from(kill_one(folder.path(), &(NOW + round * DAY).to_string(), within));
        let kept = zhimai_store::kept(&backups, &identity);
        // One that is killed when the new one is complete takes no old one away; the next that is not killed does.
        assert!(!kept.is_empty());
        for one in kept.iter().take(2) {
            zhimai_store::verify(&one.path).unwrap();
        }
        assert_eq!(Store::open(folder.path()).unwrap().note_counts().unwrap(), (2, 0));
    }
    let before = zhimai_store::kept(&backups, &identity).len();
    let store = Store::open(folder.path()).unwrap();
    store.back_up_daily(&backups, NOW + 10_000 * DAY, "1.0").unwrap();
    assert_eq!(zhimai_store::kept(&backups, &identity).len(), 7.min(before + 1));
    assert!(names(&backups).iter().all(|name| name.ends_with(".zhimai")), "{:?}", names(&backups));
    println!("{rounds} backups killed, {whole} of them too late");
}

#[test]
fn a_restore_that_is_killed_leaves_one_library_or_the_other() {
    let (folder, store, file) = backed_up();
    drop(store);
    let within = taking(|| drop(zhimai_store::restore(folder.path(), &file, NOW).unwrap()));
    let (rounds, mut restored) = (rounds(), 0);
    for round in 0..rounds {
        let id = format!("round-{round}");
        note(&Store::open(folder.path()).unwrap(), &id, "寫好了");
        kill_one(folder.path(), &format!("restore {}", file.display()), within);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.quick_check().unwrap(), [""; 0]);
        assert_eq!(store.note("a").unwrap().unwrap().zh, "甲");
        if store.note(&id).unwrap().is_none() {
            restored += 1;
            assert_eq!(store.note_counts().unwrap(), (2, 0), "a mixture");
            let aside = names(&folder.path().join(SET_ASIDE)).into_iter().any(|name| {
                let store = Store::open(&folder.path().join(SET_ASIDE).join(name)).unwrap();
                store.note(&id).unwrap().is_some()
            });
            assert!(aside, "{id} is gone");
        }
    }
    // How many of them came to the end is chance; one that nobody kills always does, whatever the others left.
    note(&Store::open(folder.path()).unwrap(), "last", "寫好了");
    zhimai_store::restore(folder.path(), &file, NOW).unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().note_counts().unwrap(), (2, 0));
    println!("{rounds} restores killed, {restored} of them too late");
}

#[test]
#[cfg(unix)]
fn a_backup_that_finds_no_room_leaves_nothing() {
    let (folder, store, file) = backed_up();
    drop(store);
    let size = zhimai_store::verify(&file).unwrap().bytes;
    std::fs::remove_file(&file).unwrap();
    let mut seen = 0;
    // Half of the database fits, the database without what follows it, and all. The shell counts in 512 bytes.
    for blocks in [size / 1024, size / 512, size / 512 * 2] {
        let order = format!("{}\t{NOW}", folder.path().display());
        let limit = format!("trap '' XFSZ; ulimit -f {blocks}");
        let output = start_one("killed::worker", &order, Some(&limit)).wait_with_output().unwrap();
        let kept = names(&folder.path().join("backups"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if said.contains("done: Ok") {
            assert_eq!(kept.len(), 1);
        } else {
            assert!(said.contains("done: Err(Full {"), "{said}");
            assert_eq!(kept, [""; 0]);
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}
