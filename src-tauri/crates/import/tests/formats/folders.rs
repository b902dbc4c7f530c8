//! Folders of notes that lead to each other, and pictures that lie beside a text.

use super::{links, shape, told, walked};
use std::fs;
use std::path::Path;
use zhimai_model::{Article, BlockKind, Picture, ProblemKind, UnknownFormat};

/// A picture of one pixel, with the size that its header says.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82");
    bytes
}

fn lay(root: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn titled<'a>(articles: &'a [Article], title: &str) -> &'a Article {
    articles.iter().find(|article| article.body.title == title).unwrap_or_else(|| panic!("{title}"))
}

fn sources(article: &Article) -> Vec<&str> {
    let blocks = article.body.blocks.iter();
    blocks
        .filter_map(
            |block| if let BlockKind::Image { source } = &block.kind { Some(source.as_str()) } else { None },
        )
        .collect()
}

#[test]
fn notes_of_obsidian() {
    let dir = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(dir.path()).unwrap();
    let note = "---\ntags: [ai]\n---\n見[[輝達]]與[[Companies/OpenAI|那家公司]]，還有[[沒有的]]。 ^a1b2\n\n\
        %%只給自己看%%後文[[輝達#財報]]。\n\n![[圖 1.png|300]]\n\n![[圖 1.png|晶片]]\n\n![[輝達]]\n";
    lay(
        &root,
        &[
            (".obsidian/app.json", b"{}"),
            ("筆記.md", note.as_bytes()),
            ("Companies/輝達.md", "輝達[[筆記]]。".as_bytes()),
            ("Companies/OpenAI.md", "公司。[回](../%E7%AD%86%E8%A8%98.md)與[外](../../x.md)".as_bytes()),
            ("附件/圖 1.png", &png(640, 480)),
            ("附件/沒人用.png", &png(1, 1)),
        ],
    );
    let output = walked(std::slice::from_ref(&root));
    let note = titled(&output.articles, "筆記");
    let [picture] = output.pictures.as_slice() else { panic!("{:?}", output.pictures) };
    let address = Picture::address(&picture.hash, (640, 480), "圖 1.png");
    assert_eq!(picture.kind, "image/png");
    assert_eq!(
        shape(note),
        [
            "見輝達與那家公司，還有沒有的。".to_owned(),
            "後文輝達#財報。".to_owned(),
            format!("!{address} "),
            format!("!{address} 晶片"),
            "輝達".to_owned(),
        ]
    );
    let file = |name: &str| format!("file://{}", root.join(name).display());
    let (nvidia, openai) = (file("Companies/輝達.md"), file("Companies/OpenAI.md"));
    assert_eq!(links(note), [nvidia.as_str(), &openai, &nvidia, &nvidia]);
    assert_eq!(links(titled(&output.articles, "輝達")), [file("筆記.md")]);
    // What leads out of the folder stays as it is written.
    assert_eq!(links(titled(&output.articles, "OpenAI")), [file("筆記.md").as_str(), "../../x.md"]);
    let unused = ProblemKind::UnknownFormat(UnknownFormat::Extension("png".to_owned()));
    let told = told(&output);
    assert!(told.contains(&(&unused, true)), "{told:?}");
    assert!(told.iter().any(|(what, _)| matches!(what, ProblemKind::NotShown { .. })), "{told:?}");
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn notes_of_logseq() {
    let dir = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(dir.path()).unwrap();
    let page = "title:: 算力\ndate:: [[2025-11-18]]\nicon:: x\n\n- 第一點\n  id:: 6b1f-0a\n  collapsed:: true\n\t- 內層，見[[輝達/財報]]\n\
        - 又說((6b1f-0a))，與((不知道))\n- 圖\n  ![](../assets/a.png)\n- ```\n  id:: code\n  ```\n";
    lay(
        &root,
        &[
            ("logseq/config.edn", b"{}"),
            ("pages/算力.md", page.as_bytes()),
            ("pages/輝達___財報.md", "- 財報\n".as_bytes()),
            ("journals/2025_11_18.md", "- 今天[[算力]]\n".as_bytes()),
            ("assets/a.png", &png(2, 3)),
        ],
    );
    let output = walked(std::slice::from_ref(&root));
    let page = titled(&output.articles, "算力");
    assert_eq!(page.date.as_ref().unwrap().edtf(), "2025-11-18");
    let shape = shape(page);
    assert_eq!(&shape[..3], ["-第一點", "--內層，見輝達/財報", "-又說第一點，與((不知道))"], "{shape:?}");
    assert!(shape.iter().any(|line| line.ends_with("id:: code")), "{shape:?}");
    assert_eq!(links(page), [format!("file://{}", root.join("pages/輝達___財報.md").display())]);
    assert_eq!(sources(page), [Picture::address(&output.pictures[0].hash, (2, 3), "a.png")]);
    let day = output.articles.iter().find(|article| shape_is(article, "-今天算力")).unwrap();
    assert_eq!(day.date.as_ref().unwrap().edtf(), "2025-11-18");
}

fn shape_is(article: &Article, line: &str) -> bool {
    shape(article) == [line]
}

#[test]
fn signs_of_notes_are_text_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(dir.path()).unwrap();
    lay(&root, &[("a.md", "見[[輝達]]與%%此%%。 ^a1\n\n說:: 甲".as_bytes())]);
    let output = walked(&[root]);
    assert_eq!(shape(&output.articles[0]), ["見[[輝達]]與%%此%%。 ^a1", "說:: 甲"]);
}

#[test]
fn pictures_beside_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(dir.path()).unwrap();
    let page = "<html><body><h1>題</h1><p>文字文字。</p><img src='page_files/a.png' alt='甲'><p>後文。</p></body></html>";
    let text = "文\n\n![一](a.png)\n\n![二](../out.png)\n\n![三](https://a.test/x.png)\n\n![四](none.png)\n\n![五](a.png)\n\n\
        ![六](bad.png)\n\n![七](bomb.png)\n\n![八](x.svg)\n";
    lay(
        &root,
        &[
            ("out.png", &png(1, 1)),
            ("in/a.png", &png(10, 20)),
            ("in/bad.png", b"<svg onload='alert(1)'/>"),
            ("in/bomb.png", &png(60_000, 60_000)),
            ("in/x.svg", b"<svg/>"),
            ("in/a.md", text.as_bytes()),
            ("in/page.html", page.as_bytes()),
            ("in/page_files/a.png", &png(10, 20)),
        ],
    );
    // A file that was chosen by itself shows what lies in its folder, and nothing outside of that.
    let output = walked(&[root.join("in/a.md")]);
    let own = Picture::address(&output.pictures[0].hash, (10, 20), "a.png");
    assert_eq!(
        sources(&output.articles[0]),
        [&own, "../out.png", "https://a.test/x.png", "none.png", &own, "bad.png", "bomb.png", "x.svg"]
    );
    assert_eq!(output.pictures.len(), 1);
    let told = told(&output);
    assert!(told.contains(&(&ProblemKind::UnknownFormat(UnknownFormat::Binary), true)), "{told:?}");
    assert!(told.iter().any(|(what, _)| matches!(what, ProblemKind::TooLarge { .. })), "{told:?}");
    let missing = ProblemKind::Skipped { parts: vec![("missing-picture".to_owned(), 2)] };
    assert!(told.contains(&(&missing, false)), "{told:?}");
    let output = walked(&[root.join("in")]);
    assert_eq!(sources(titled(&output.articles, "題")), [own]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("out.png"), root.join("in/none.png")).unwrap();
        assert_eq!(walked(&[root.join("in/a.md")]).pictures.len(), 1);
    }
}
