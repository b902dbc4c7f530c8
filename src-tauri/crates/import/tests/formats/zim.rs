//! Archives of pages as Kiwix reads them.

use super::{header, output, shape, told, walked};
use zhimai_model::{ProblemKind, Syntax};

const PAGE: &str =
    "<html><head><title>x</title></head><body><h1>題</h1><p>第一段。</p><p>第二段。</p></body></html>";

/// How a cluster is packed: as it is, or by zstd.
#[derive(Clone, Copy, PartialEq)]
enum Packing {
    None,
    Zstd,
    Xz,
}

/// A cluster that holds these parts.
fn cluster(parts: &[&[u8]], packing: Packing) -> Vec<u8> {
    let mut places = Vec::new();
    let mut at = (parts.len() as u32 + 1) * 4;
    for part in parts {
        places.extend(at.to_le_bytes());
        at += part.len() as u32;
    }
    places.extend(at.to_le_bytes());
    places.extend(parts.concat());
    let (info, packed) = match packing {
        Packing::None => (1, places),
        Packing::Zstd => {
            (5, ruzstd::encoding::compress_to_vec(&*places, ruzstd::encoding::CompressionLevel::Fastest))
        }
        Packing::Xz => {
            let mut writer =
                lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
            std::io::Write::write_all(&mut writer, &places).unwrap();
            (4, writer.finish().unwrap())
        }
    };
    std::iter::once(info).chain(packed).collect()
}

/// An archive of two pages, a redirect, a picture and the name of the whole.
fn archive(packing: Packing) -> Vec<u8> {
    let second = PAGE.replace('題', "又題");
    let parts = [
        cluster(&["某百科".as_bytes(), b"png"], Packing::None),
        cluster(&[PAGE.as_bytes(), second.as_bytes()], packing),
    ];
    let entry = |kind: u16, space: u8, cluster: u32, blob: u32, url: &str, title: &str| {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend([0, space, 0, 0, 0, 0]);
        bytes.extend(cluster.to_le_bytes());
        if kind != 0xffff {
            bytes.extend(blob.to_le_bytes());
        }
        bytes.extend(format!("{url}\0{title}\0").bytes());
        bytes
    };
    let entries = [
        entry(1, b'C', 0, 1, "a.png", ""),
        entry(0, b'C', 1, 0, "one", "甲頁"),
        entry(0xffff, b'C', 1, 0, "other", ""),
        entry(0, b'C', 1, 1, "two", ""),
        entry(2, b'M', 0, 0, "Title", ""),
    ];
    let kinds = b"text/html\0image/png\0text/plain\0\0";
    let kinds_at = 80_u64;
    let entries_at = kinds_at + kinds.len() as u64;
    let clusters_at = entries_at + 8 * entries.len() as u64;
    let mut at = clusters_at + 8 * parts.len() as u64;
    let mut places = Vec::new();
    for piece in entries.iter().chain(&parts) {
        places.extend(at.to_le_bytes());
        at += piece.len() as u64;
    }
    let mut bytes = b"ZIM\x04\x06\0\x01\0".to_vec();
    bytes.extend([7; 16]);
    bytes.extend((entries.len() as u32).to_le_bytes());
    bytes.extend((parts.len() as u32).to_le_bytes());
    for place in [entries_at, 0, clusters_at, kinds_at] {
        bytes.extend(place.to_le_bytes());
    }
    bytes.extend([0xff; 8]);
    bytes.extend(at.to_le_bytes());
    bytes.extend(kinds);
    bytes.extend(places);
    bytes.extend(entries.concat());
    bytes.extend(parts.concat());
    bytes
}

#[test]
fn an_article_a_page() {
    for packing in [Packing::None, Packing::Zstd, Packing::Xz] {
        let bytes = archive(packing);
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.zim");
        std::fs::write(&path, &bytes).unwrap();
        for output in [output("x.zim", &bytes), walked(&[path])] {
            let headers: Vec<_> = output.articles.iter().map(header).collect();
            assert_eq!(headers, [("甲頁", "", "某百科", ""), ("two", "", "某百科", "")]);
            assert_eq!(shape(&output.articles[0]).last().unwrap(), "第二段。");
            let parts = vec![("redirect".to_owned(), 1), ("media".to_owned(), 1)];
            assert_eq!(told(&output), [(&ProblemKind::Skipped { parts }, false)]);
        }
    }
}

#[test]
fn what_is_cut_or_lies() {
    let whole = archive(Packing::Zstd);
    for cut in 0..whole.len() {
        let output = output("x.zim", &whole[..cut]);
        assert!(!output.problems.is_empty(), "{cut}");
    }
    // Each number of the header, of the lists and of the entries as large as can be.
    for at in (0..whole.len().saturating_sub(8)).filter(|at| *at > 4) {
        let mut lies = whole.clone();
        lies[at..at + 8].fill(0xff);
        output("x.zim", &lies);
    }
    let broken = ProblemKind::BadSyntax(Syntax::Broken("ZIM".to_owned()));
    assert_eq!(told(&output("x.zim", b"ZIM\x04")), [(&broken, true)]);
    assert_eq!(told(&output("x.zim", b"")), [(&broken, true)]);
}

#[test]
fn a_bomb_is_told() {
    let zeros = vec![0; 65 << 20];
    let page = cluster(&[&zeros], Packing::Zstd);
    assert!(page.len() < 1 << 20);
    let mut bytes = archive(Packing::None);
    // The last cluster reaches to the end.
    let at =
        bytes.len() - cluster(&[PAGE.as_bytes(), PAGE.replace('題', "又題").as_bytes()], Packing::None).len();
    bytes.truncate(at);
    bytes.extend(page);
    let output = output("x.zim", &bytes);
    assert_eq!(output.articles.len(), 0);
    assert!(matches!(told(&output)[..], [(ProblemKind::TooLarge { .. }, true), _]), "{:?}", told(&output));
}
