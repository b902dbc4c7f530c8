//! Writers that are killed, starved of space, or have company.
//!
//! The writer is this test binary, started again: it reads what to do from standard input and says `ack …` on standard
//! output once a write has returned.

use crate::{article, mention};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use zhimai_store::{NewNote, NoteChange, Store, StoreError};

/// Articles in each batch.
const BATCH: usize = 20;

#[test]
#[ignore = "the writer that the other tests start"]
fn writer() {
    let mut order = String::new();
    std::io::stdin().read_line(&mut order).unwrap();
    let mut order = order.trim_end().split('\t');
    let (folder, name, steps) = (order.next().unwrap(), order.next().unwrap(), order.next().unwrap());
    let steps: u32 = steps.parse().unwrap();
    let store = Store::open(Path::new(folder)).unwrap();
    let error = (0..steps).find_map(|step| write_some(&store, name, step, say).err());
    match error {
        None => say("done"),
        Some(error) => {
            // What was read before the disk was full can be read after.
            store.article_count(None).unwrap();
            let kind = if matches!(error, StoreError::Full { .. }) { "full" } else { "other" };
            say(&format!("{kind} {error}"));
        }
    }
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nzhimai {text}").unwrap();
    out.flush().unwrap();
}

fn text(id: &str, version: u32) -> String {
    format!("{id} v{version} ").repeat(50)
}

fn write_some(store: &Store, name: &str, step: u32, say: impl Fn(&str)) -> Result<(), StoreError> {
    let id = format!("{name}-{step}");
    let new = NewNote { id: id.clone(), zh: text(&id, 1), ..NewNote::default() };
    store.create_note(&new, i64::from(step))?;
    say(&format!("ack note {id} 1"));
    if step.is_multiple_of(2) {
        let change = NoteChange { zh: text(&id, 2), ..NoteChange::default() };
        store.update_note(&id, 1, &change, i64::from(step))?;
        say(&format!("ack note {id} 2"));
    }
    let batch: Vec<_> = (0..BATCH)
        .map(|n| {
            (article(&format!("{id}-{n}"), &text(&id, 0)), vec![mention("nvidia", 0), mention("openai", 3)])
        })
        .collect();
    store.put_articles(&batch)?;
    say(&format!("ack batch {id}"));
    // One article that every step changes.
    let page = format!("{name}-page");
    let mut import = store.begin_import(i64::from(step))?;
    let changed = [(article(&page, &text(&page, step)), Vec::new())];
    store.put_articles_from(&changed, &[crate::named()], &mut import)?;
    say(&format!("ack page {step}"));
    if step % 3 == 2 {
        store.remove_articles(&[format!("{id}-0")], "bundled", 9)?;
        say(&format!("ack gone {id}"));
    }
    Ok(())
}

/// Starts a writer, by way of `shell` where something is to be set up for it before.
fn start(folder: &Path, name: &str, steps: u32, shell: Option<&str>) -> Child {
    start_one("crash::writer", &format!("{}\t{name}\t{steps}", folder.display()), shell)
}

/// Starts one of the tests that are processes of their own, and gives it its order.
pub(crate) fn start_one(test: &str, order: &str, shell: Option<&str>) -> Child {
    let program = std::env::current_exe().unwrap();
    let mut command = match shell {
        None => Command::new(program),
        Some(script) => {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("{script}; exec \"$0\" \"$@\"")]).arg(program);
            command
        }
    };
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{order}").unwrap();
    child
}

/// What a writer said, in whole lines.
fn heard(child: &mut Child) -> Vec<String> {
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.wait().unwrap();
    parse(&out)
}

fn parse(out: &str) -> Vec<String> {
    let whole = out.rfind('\n').map_or("", |end| &out[..end]);
    whole.lines().filter_map(|line| line.strip_prefix("zhimai ")).map(str::to_owned).collect()
}

/// Reads back everything that was acknowledged, and sees that the rest is wholly there or wholly absent.
fn verify(store: &Store, name: &str, said: &[String]) {
    let mut notes: HashMap<&str, u32> = HashMap::new();
    let (mut batches, mut gone, mut pages) = (Vec::new(), Vec::new(), 0);
    for line in said {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["ack", "note", id, version] => drop(notes.insert(id, version.parse().unwrap())),
            ["ack", "batch", id] => batches.push(id),
            ["ack", "gone", id] => gone.push(id),
            ["ack", "page", step] => pages = step.parse::<u32>().unwrap() + 1,
            _ => {}
        }
    }
    for step in 0..=notes.len() {
        let id = format!("{name}-{step}");
        let (note, acknowledged) = (store.note(&id).unwrap(), notes.get(id.as_str()).copied().unwrap_or(0));
        let version = note.as_ref().map_or(0, |note| note.version);
        assert!(version >= acknowledged, "{id}: version {acknowledged} was acknowledged, {version} is there");
        if let Some(note) = note {
            assert_eq!(note.zh, text(&id, version));
            assert_eq!(store.note_history(&id).unwrap().len(), version as usize);
        }
        let there: Vec<bool> =
            (0..BATCH).map(|n| store.article(&format!("{id}-{n}")).unwrap().is_some()).collect();
        assert!(there[1..].iter().all(|&one| one == there[1]), "{id}: half a batch");
        assert!(there[1] || !batches.contains(&id.as_str()), "{id}: an acknowledged batch is missing");
        assert!(!there[0] || !gone.contains(&id.as_str()), "{id}: a removed article is back");
        assert_eq!(store.mentions(&format!("{id}-1")).unwrap().len(), if there[1] { 2 } else { 0 });
    }
    let (page, mut versions) = (format!("{name}-page"), Vec::new());
    if pages > 0 {
        let each = |version: Result<zhimai_store::ArticleVersion, _>| {
            versions.push(version.unwrap());
            std::ops::ControlFlow::Continue(())
        };
        store.article_versions(&page, each).unwrap();
    }
    assert!(
        versions.len() >= pages as usize,
        "{pages} versions were acknowledged, {} are there",
        versions.len()
    );
    for (step, version) in (0..).zip(versions.iter().rev()) {
        assert_eq!((version.version, version.article.body.text()), (step + 1, text(&page, step)));
    }
    assert!(store.changes_since(0, u32::MAX).unwrap().len() >= notes.len() + batches.len() * BATCH);
}

pub(crate) fn random(below: u64) -> u64 {
    RandomState::new().hash_one(0) % below
}

/// How many processes a test kills: `ZHIMAI_KILLS`, or 60.
pub(crate) fn rounds() -> usize {
    #[allow(clippy::disallowed_methods, reason = "how long a test runs is for whoever runs it")]
    std::env::var("ZHIMAI_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(60)
}

/// `ZHIMAI_KILLS` says how many writers are killed.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let rounds = rounds();
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 0..rounds {
        let name = format!("r{round}");
        let mut child = start(folder.path(), &name, u32::MAX, None);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        // Some die while they open the library, most while they write.
        if round % 6 != 0 {
            while !said.contains("ack") && out.read_line(&mut said).unwrap() > 0 {}
        }
        std::thread::sleep(Duration::from_micros(random(60_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        out.read_to_string(&mut said).unwrap();
        let store = Store::open(folder.path()).unwrap();
        let said = parse(&said);
        verify(&store, &name, &said);
        acknowledged += said.len();
        if round % 10 == 9 {
            assert_eq!(store.quick_check().unwrap(), [""; 0]);
        }
    }
    assert!(acknowledged > rounds, "the writers were killed too early to prove anything: {acknowledged}");
    println!("{rounds} writers killed, {acknowledged} acknowledged writes read back");
}

#[test]
#[cfg(unix)]
fn a_limit_on_file_size_is_an_error_and_loses_nothing() {
    for blocks in [200, 700, 1500, 4000] {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path()).unwrap());
        let mut child =
            start(folder.path(), "w", u32::MAX, Some(&format!("trap '' XFSZ; ulimit -f {blocks}")));
        let said = heard(&mut child);
        let last = said.last().unwrap();
        assert!(last.starts_with("full ") && last.contains("library.db"), "{blocks}: {last}");
        let store = Store::open(folder.path()).unwrap();
        verify(&store, "w", &said);
        assert_eq!(store.quick_check().unwrap(), [""; 0]);
        write_some(&store, "after", 0, |_| {}).unwrap();
    }
}

#[test]
fn two_processes_write_and_none_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let mut children: Vec<_> =
        ["a", "b", "c"].map(|name| (name, start(folder.path(), name, 25, None))).into();
    for (name, child) in &mut children {
        let said = heard(child);
        assert_eq!(said.last().map(String::as_str), Some("done"), "{name}");
        verify(&Store::open(folder.path()).unwrap(), name, &said);
    }
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.note_counts().unwrap(), (75, 0));
    // Of each writer the page beside the batches.
    assert_eq!(store.article_count(None).unwrap() as usize, 3 * (25 * BATCH - 8 + 1));
}
