//! What holds for whatever comes in, in every format.

use super::*;
use proptest::prelude::*;
use zhimai_model::{BlockKind, CharOffset};

/// A sound file of each format.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.html", pages::PAGE.into()),
        ("a.eml", mail::LETTER.into()),
        ("a.mbox", format!("From a\n{}\nFrom b\n{}", mail::LETTER, mail::LETTER).into()),
        ("a.docx", office::docx(office::DOCUMENT)),
        ("a.odt", office::odt()),
        ("a.epub", containers::book()),
        ("a.rtf", containers::RICH.into()),
        (
            "a.zip",
            office::archive(&[
                ("a.md", "# 題\n\n文。"),
                ("b/c.html", pages::PAGE),
                ("d.csv", "title,text\n甲,乙\n"),
            ]),
        ),
        ("a.pdf", pdf::two_pages()),
        ("a.rss", feeds::RSS.into()),
        ("a.atom", feeds::ATOM.into()),
        ("a.opml", lists::OPML.into()),
        ("b.html", lists::BOOKMARKS.into()),
        ("b.csv", "標題,網址,資料夾\n甲,https://a.test,乙\n".into()),
        ("a.csv", "標題,內文\n甲,\"乙\n丙\"\n".into()),
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:03,000\n甲，\n\n2\n00:00:09,000 --> 00:00:10,000\n<i>乙</i>\n".into(),
        ),
        ("a.bib", exports::BIBTEX.into()),
        ("a.ris", exports::RIS.into()),
        ("a.rdf", exports::ZOTERO.into()),
        ("a.json", exports::CSL.into()),
        ("a.json", exports::telegram("public_channel").into()),
    ]
}

/// A change of a file.
#[derive(Clone, Debug)]
enum Edit {
    Byte(prop::sample::Index, u8),
    Insert(prop::sample::Index, Vec<u8>),
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    End(prop::sample::Index),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let signs = prop::sample::select(vec![
        "<", ">", "&", "\"", "{", "}", "[", "]", "</p>", "<p>", "\\", "\n\n", "-->", "]]>", "0", "%",
    ]);
    let index = any::<prop::sample::Index>;
    let one = prop_oneof![
        (index(), any::<u8>()).prop_map(|(at, byte)| Edit::Byte(at, byte)),
        (index(), signs).prop_map(|(at, sign)| Edit::Insert(at, sign.into())),
        (index(), prop::collection::vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        (index(), 1..200_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        (index(), 1..200_usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
        index().prop_map(Edit::End),
    ];
    prop::collection::vec(one, 0..8)
}

fn edited(mut bytes: Vec<u8>, edits: Vec<Edit>) -> Vec<u8> {
    for edit in edits {
        if bytes.is_empty() {
            break;
        }
        match edit {
            Edit::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            Edit::Insert(at, more) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, more);
            }
            Edit::Cut(at, length) => {
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                bytes.drain(at..end);
            }
            Edit::Repeat(at, length) => {
                let at = at.index(bytes.len());
                let more = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, more);
            }
            Edit::End(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
    bytes
}

proptest! {
    #[test]
    fn any_change_to_a_sound_file(sample in any::<prop::sample::Index>(), edits in edits()) {
        let samples = samples();
        let (name, bytes) = samples[sample.index(samples.len())].clone();
        let bytes = edited(bytes, edits);
        sound(name, &bytes);
        // What a name says may be wrong.
        sound("a.pdf", &bytes);
        sound("Pasted text", &bytes);
    }

    #[test]
    fn any_bytes(sample in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let samples = samples();
        sound(samples[sample.index(samples.len())].0, &bytes);
    }
}

#[test]
fn sound_files_are_read_and_always_the_same() {
    for (name, bytes) in samples() {
        let once = output(name, &bytes);
        assert!(name == "a.opml" || !once.articles.is_empty(), "{name} {:?}", once.problems);
        assert_eq!(output(name, &bytes), once, "{name}");
        sound(name, &bytes);
    }
}

/// Whatever comes in: an article or a problem, and every article keeps what its type promises.
fn sound(name: &str, bytes: &[u8]) {
    let output = output(name, bytes);
    let taken = output.articles.len() + output.dictionaries.len();
    assert!(taken > 0 || output.problems.iter().any(|problem| problem.refused), "{name} {bytes:?}");
    assert_eq!(output.articles.len(), output.places.len());
    assert!(output.places.iter().all(|place| place.file.starts_with(name)));
    for article in &output.articles {
        assert!(!article.id.is_empty() && !article.body.title.is_empty());
        assert!(article.body.texts().any(|text| !text.trim().is_empty()));
        for block in &article.body.blocks {
            let may_be_empty = matches!(block.kind, BlockKind::Rule | BlockKind::Image { .. });
            assert!(may_be_empty || !block.text.trim().is_empty(), "{block:?}");
            let length = block.text.chars().count();
            assert!(
                block.spans.iter().all(|span| span.start < span.end && span.end as usize <= length),
                "{block:?}"
            );
        }
        let length = article.body.text().chars().count();
        let mut last = CharOffset(0);
        for repair in &article.repairs {
            assert!(last <= repair.start && repair.start <= repair.end && repair.end.0 <= length);
            last = repair.end;
        }
    }
}
