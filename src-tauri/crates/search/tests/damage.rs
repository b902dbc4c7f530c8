//! An index of which every file in turn is harmed in every way: it says so, or answers as before. It never panics, and never
//! answers otherwise.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhimai_model::Currency;
use zhimai_search::{Document, Index, Kind, Language, Mark, News, OpenError, Part, Request, Sum};

fn document(number: u32, text: &str) -> Document {
    Document {
        kind: if number.is_multiple_of(3) { Kind::Note } else { Kind::Article },
        id: format!("d{number}"),
        parts: vec![
            Part::title(Some(Language::ZhHant), format!("晶片新聞 {number}")),
            Part::body(
                Some(Language::ZhHant),
                format!(
                    "{text} 第{number}則：需求 number{number} 達 {number} 億美元，於 2025 年 11 月公布。"
                ),
            ),
            Part::body(Some(Language::En), "Demand for chips keeps growing."),
        ],
        source: Some("The Wire".to_owned()),
        author: None,
        language: Some("zh-hant".to_owned()),
        collection: "imported".to_owned(),
        days: Some((20_000 + i32::try_from(number).unwrap(), 20_000 + i32::try_from(number).unwrap())),
        entities: vec!["nvidia".to_owned()],
        sums: vec![Sum {
            currency: Currency::USD,
            low: i64::from(number) * 1_000_000,
            high: i64::from(number) * 1_000_000,
        }],
        news: News::default(),
    }
}

/// An index of several segments, with documents replaced and taken out.
fn build(folder: &Path) {
    let index = Index::create(folder, Arc::default()).unwrap();
    for commit in 0..2 {
        let mut writer = index.writer().unwrap();
        for number in 0..20 {
            writer.put(&document(commit * 15 + number, &format!("輝達擴產 {commit}"))).unwrap();
        }
        writer.remove(Kind::Note, "d3").unwrap();
        writer.commit_as(Mark { sequence: u64::from(commit) + 1, ..Mark::default() }).unwrap();
        writer.finish().unwrap();
    }
}

/// What is found, as far as a person sees it.
fn answers(index: &Index) -> Result<Vec<String>, String> {
    let queries = [
        "晶片",
        "輝達擴產",
        "number17",
        "\"需求\"",
        "amount:>10億",
        "chips",
        "date:2025-11",
        "擴",
        "xinwen",
        "",
    ];
    let mut all = vec![format!("{:?} {}", index.mark(), index.len())];
    for query in queries {
        let request = Request {
            query: query.to_owned(),
            limit: 100,
            facets: true,
            snippets: true,
            ..Request::default()
        };
        let answer = index.search(&request).map_err(|error| error.to_string())?;
        all.push(format!("{query}: {} {:?} {:?}", answer.total, answer.facets, answer.histogram));
        all.extend(answer.hits.iter().map(|hit| format!("{:?} {} {:?}", hit.kind, hit.id, hit.snippet.text)));
        all.push(format!("{:?}", index.marker(query).marks("輝達擴產 第17則")));
    }
    Ok(all)
}

/// Places in a file of this length: its ends, where lengths and checksums stand, and others all over it.
fn places(length: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..60).map(|n| n * length / 60).collect();
    places.extend((1..=24).filter_map(|n| length.checked_sub(n * 5)));
    places.extend([1, 2, 3, 4, 116, length / 3]);
    places.retain(|place| *place < length);
    places.sort_unstable();
    places.dedup();
    places
}

type Harm = (String, Box<dyn Fn(&Path, &[u8])>);

fn harms(bytes: &[u8]) -> Vec<Harm> {
    let write = |name: &str, harmed: Vec<u8>| -> Harm {
        (name.to_owned(), Box::new(move |path: &Path, _: &[u8]| fs::write(path, &harmed).unwrap()))
    };
    let mut harms: Vec<Harm> = vec![
        write("emptied", Vec::new()),
        write("zeroed", vec![0; bytes.len()]),
        write("other text", b"not an index".to_vec()),
        write("appended", [bytes, b"\0more"].concat()),
        write("twice", [bytes, bytes].concat()),
        ("deleted".to_owned(), Box::new(|path, _| fs::remove_file(path).unwrap())),
        (
            "a folder".to_owned(),
            Box::new(|path, _| {
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
            }),
        ),
    ];
    #[cfg(unix)]
    harms.push((
        "a link to nothing".to_owned(),
        Box::new(|path, _| {
            fs::remove_file(path).unwrap();
            std::os::unix::fs::symlink("nothing", path).unwrap();
        }),
    ));
    for cut in [1, 4, 9, 100, bytes.len() / 2] {
        if let Some(left) = bytes.len().checked_sub(cut) {
            harms.push(write(&format!("cut by {cut}"), bytes[..left].to_vec()));
        }
    }
    for (place, bits) in places(bytes.len()).into_iter().zip([0x01, 0xff, 0x80].into_iter().cycle()) {
        let mut flipped = bytes.to_vec();
        flipped[place] ^= bits;
        harms.push(write(&format!("byte {place} of {} with {bits:x}", bytes.len()), flipped));
    }
    harms
}

#[test]
fn whatever_happens_to_a_file_is_told_or_changes_nothing() {
    let work = tempfile::tempdir().unwrap();
    build(work.path());
    let open = || Index::open(work.path(), Arc::default());
    let expected = answers(&open().unwrap()).unwrap();
    let files: Vec<PathBuf> = fs::read_dir(work.path()).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.iter().any(|file| file.extension().is_some_and(|ending| ending == "del")), "{files:?}");
    let (mut told, mut harmless) = (0, 0);
    for file in &files {
        let name = file.file_name().unwrap();
        let bytes = fs::read(file).unwrap();
        for (what, harm) in harms(&bytes) {
            harm(file, &bytes);
            match open() {
                Err(OpenError::Corrupt(_)) => told += 1,
                Err(error) => panic!("{}, {what}: {error}", name.display()),
                Ok(index) => {
                    harmless += 1;
                    assert_eq!(answers(&index).as_ref(), Ok(&expected), "{}, {what}", name.display());
                }
            }
            let _ = fs::remove_dir(file);
            let _ = fs::remove_file(file);
            fs::write(file, &bytes).unwrap();
        }
    }
    assert_eq!(answers(&open().unwrap()).as_ref(), Ok(&expected));
    // A lock, and the list of what was checked, say nothing that is needed.
    println!("{told} told, {harmless} harmless, in {} files", files.len());
    assert!(told > 1_000 && harmless < told / 5, "{told} told, {harmless} harmless");
}

#[test]
fn a_file_that_is_touched_is_read_again() {
    let work = tempfile::tempdir().unwrap();
    build(work.path());
    let open = || Index::open(work.path(), Arc::default());
    let index = open().unwrap();
    index.look().unwrap();
    let store = fs::read_dir(work.path()).unwrap().map(|file| file.unwrap().path());
    let store =
        store.into_iter().find(|file| file.extension().is_some_and(|ending| ending == "store")).unwrap();
    // The clock of file systems ticks in hundredths of a second.
    std::thread::sleep(std::time::Duration::from_millis(30));
    let mut bytes = fs::read(&store).unwrap();
    let place = bytes.len() - 116;
    bytes[place] ^= 0xff;
    fs::write(&store, &bytes).unwrap();
    assert!(matches!(index.look(), Err(OpenError::Corrupt(_))));
    assert!(matches!(open(), Err(OpenError::Corrupt(_))));
    bytes[place] ^= 0xff;
    fs::write(&store, &bytes).unwrap();
    index.look().unwrap();
    open().unwrap();
    assert_eq!(index.checked_at(), 0);
    index.check(1_700_000_000_000).unwrap();
    assert_eq!(open().unwrap().checked_at(), 1_700_000_000_000);
}

/// What another writer takes away while the files are looked at is no damage.
#[test]
fn one_opens_while_another_writes() {
    let work = tempfile::tempdir().unwrap();
    build(work.path());
    let index = Index::open(work.path(), Arc::default()).unwrap();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 0..60 {
                let mut writer = index.writer().unwrap();
                writer.put(&document(number, "又改")).unwrap();
                writer.commit(u64::from(number) + 4).unwrap();
                writer.finish().unwrap();
            }
        });
        while !writing.is_finished() {
            let opened = Index::open(work.path(), Arc::default());
            let opened = opened.unwrap_or_else(|error| panic!("{error}"));
            assert!(answers(&opened).is_ok());
        }
    });
}

#[test]
fn many_small_commits_leave_few_files() {
    let work = tempfile::tempdir().unwrap();
    let mut most = 0;
    for number in 0..600 {
        let open = || match Index::open(work.path(), Arc::default()) {
            Err(OpenError::Missing) => Index::create(work.path(), Arc::default()).unwrap(),
            opened => opened.unwrap(),
        };
        let index = open();
        let mut writer = index.writer().unwrap();
        writer.put(&document(number, "一則一則地記")).unwrap();
        writer.commit(u64::from(number) + 1).unwrap();
        writer.finish().unwrap();
        most = most.max(fs::read_dir(work.path()).unwrap().count());
    }
    assert!(most < 100, "{most} files");
    let index = Index::open(work.path(), Arc::default()).unwrap();
    assert_eq!(index.len(), 600);
}
