//! The systems that are measured side by side: ours, and what one would otherwise take.
//!
//! A peer is set up as its own documentation advises for Chinese, with the settings that favour it where there is a
//! choice: no text is kept for snippets, nothing is synced to the disk while building.

mod ask;
mod fts;
mod plain;
mod zhimai;

use crate::pool::Doc;
use anyhow::{Result, bail};
use ask::Ask;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhimai_gazetteer::Gazetteer;

/// A way to index the pool and to ask it.
pub(crate) struct System {
    /// As on the command line.
    pub(crate) name: &'static str,
    /// As in the report.
    pub(crate) title: &'static str,
    kind: Kind,
    /// Texts and queries go through our own folding of scripts and width first.
    folded: bool,
}

#[derive(Clone, Copy)]
enum Kind {
    Zhimai { facets: bool },
    Trigram,
    Characters,
    Plain,
}

/// Every system, ours first.
pub(crate) const ALL: [System; 8] = [
    System { name: "zhimai", title: "**Zhimai**", kind: Kind::Zhimai { facets: false }, folded: false },
    System {
        name: "zhimai-facets",
        title: "**Zhimai**, with facets and histogram",
        kind: Kind::Zhimai { facets: true },
        folded: false,
    },
    System { name: "trigram", title: "FTS5 trigram", kind: Kind::Trigram, folded: false },
    System { name: "trigram-folded", title: "FTS5 trigram, folded", kind: Kind::Trigram, folded: true },
    System { name: "characters", title: "FTS5 characters", kind: Kind::Characters, folded: false },
    System {
        name: "characters-folded",
        title: "FTS5 characters, folded",
        kind: Kind::Characters,
        folded: true,
    },
    System { name: "plain", title: "tantivy + jieba", kind: Kind::Plain, folded: false },
    System { name: "plain-folded", title: "tantivy + jieba, folded", kind: Kind::Plain, folded: true },
];

/// Where the bytes of a built index are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    /// All files.
    pub(crate) bytes: u64,
    /// Those that keep the texts to cut snippets from.
    pub(crate) texts: u64,
}

impl System {
    /// The system with a name of the command line.
    pub(crate) fn named(name: &str) -> Result<&'static System> {
        const SYSTEMS: &[System] = &ALL;
        match SYSTEMS.iter().find(|system| system.name == name) {
            Some(system) => Ok(system),
            None => bail!("no system is called {name}: {}", ALL.map(|system| system.name).join(", ")),
        }
    }

    pub(crate) fn is_ours(&self) -> bool {
        matches!(self.kind, Kind::Zhimai { .. })
    }

    /// The system whose index this one asks, when it has none of its own.
    pub(crate) fn shares_index_of(&self) -> Option<&'static str> {
        matches!(self.kind, Kind::Zhimai { facets: true }).then_some("zhimai")
    }

    /// Indexes the articles into an empty folder, to the point where a search needs nothing more.
    pub(crate) fn build(&self, folder: &Path, files: &[PathBuf], names: &Arc<Gazetteer>) -> Result<()> {
        let each = |take: &mut dyn FnMut(Doc) -> Result<()>| {
            crate::pool::each_doc(files, |doc| take(if self.folded { folded(doc) } else { doc }))
        };
        match self.kind {
            Kind::Zhimai { .. } => zhimai::build(folder, each, names),
            Kind::Trigram => fts::build(folder, each, fts::Analysis::Trigram),
            Kind::Characters => fts::build(folder, each, fts::Analysis::Characters),
            Kind::Plain => plain::build(folder, each),
        }
    }

    /// Opens what was built.
    pub(crate) fn open(&self, folder: &Path, names: Arc<Gazetteer>) -> Result<Box<dyn Ask>> {
        let inner: Box<dyn Ask> = match self.kind {
            Kind::Zhimai { facets } => Box::new(zhimai::Asked::open(folder, names, facets)?),
            Kind::Trigram => Box::new(fts::Asked::open(folder, fts::Analysis::Trigram)?),
            Kind::Characters => Box::new(fts::Asked::open(folder, fts::Analysis::Characters)?),
            Kind::Plain => Box::new(plain::Asked::open(folder)?),
        };
        Ok(if self.folded { Box::new(Folding(inner)) } else { inner })
    }
}

struct Folding(Box<dyn Ask>);

impl Ask for Folding {
    fn top(&self, query: &str) -> Result<Vec<String>> {
        self.0.top(&zhimai_text::fold::folded(query))
    }
}

fn folded(doc: Doc) -> Doc {
    let fold = zhimai_text::fold::folded;
    Doc { title: fold(&doc.title), text: fold(&doc.text), ..doc }
}

/// The size of the files in a folder; tantivy keeps stored texts in files of their own.
pub(crate) fn size(folder: &Path) -> Result<Size> {
    let mut size = Size::default();
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let bytes = file.metadata()?.len();
        size.bytes += bytes;
        if file.path().extension().is_some_and(|ending| ending == "store") {
            size.texts += bytes;
        }
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::Query;
    use ask::runs;
    use std::io::Write;

    /// Every system finds what it says it can find.
    #[test]
    fn each_system_finds_the_article() {
        let docs = [
            ("hant", "輝達擴建資料中心", "輝達在新竹擴建資料中心，採用新一代晶片。"),
            ("hans", "苹果发布新手机", "苹果公司在旧金山发布了新的手机和平板电脑。"),
            ("en", "Cloud prices fall", "Prices for cloud storage fell again in March."),
        ];
        let folder = tempfile::tempdir().unwrap();
        let pool = folder.path().join("pool.jsonl");
        let mut file = std::fs::File::create(&pool).unwrap();
        for (id, title, text) in docs {
            let doc = Doc {
                id: id.to_owned(),
                title: title.to_owned(),
                text: text.to_owned(),
                date: Some("2025-11-18".to_owned()),
                source: None,
                entities: Vec::new(),
            };
            writeln!(file, "{}", serde_json::to_string(&doc).unwrap()).unwrap();
        }
        for system in &ALL {
            let at = folder.path().join(system.name);
            std::fs::create_dir(&at).unwrap();
            system.build(&at, std::slice::from_ref(&pool), &Arc::default()).unwrap();
            let asked = system.open(&at, Arc::default()).unwrap();
            let check = |query: &str, expect: &str| {
                let hits = asked.top(query).unwrap();
                assert_eq!(hits.first().map(String::as_str), Some(expect), "{} {query}", system.name);
            };
            check("誰擴建資料中心？", "hant");
            check("旧金山的平板电脑", "hans");
            check("storage prices", "en");
            if system.folded || system.is_ours() {
                check("资料中心扩建", "hant");
            }
            assert_eq!(asked.top("\"'*() OR -").unwrap(), Vec::<String>::new(), "{}", system.name);
            assert!(size(&at).unwrap().bytes > 0);
        }
        let query = Query { query: String::new(), relevant: Vec::new(), kind: String::new() };
        assert_eq!(crate::pool::quality([(&query, [].as_slice())].into_iter()).queries, 0);
    }

    #[test]
    fn runs_part_scripts() {
        let check = |text: &str, expect: &[&str]| {
            assert_eq!(runs(text).into_iter().map(|(_, run)| run).collect::<Vec<_>>(), expect);
        };
        check("用GPT-5查晶片", &["用", "GPT", "5", "查晶片"]);
        check("，。", &[]);
        check("a b", &["a", "b"]);
    }
}
