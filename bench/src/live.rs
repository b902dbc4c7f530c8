//! What is known changes while a library is open: how long until a page shows it, and until everything that holds its names was
//! made anew, and how much that is.

use crate::generate::Generator;
use crate::measure::{child, ms_since};
use crate::report::{Report, circumstances, grouped, number, table};
use crate::{content, measure};
use anyhow::{Context, Result, anyhow, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::ffi::OsStr;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use zhimai_api::{
    Content, FrontDesk, ImportText, IndexState, KnownKind, OpenLibrary, OpenOptions, PutThing, SearchRequest,
    ThingRequest, UiLang, WireError,
};

/// What to change, and among how much.
#[derive(Clone, Debug, clap::Args)]
// Beside the options that these are a part of, and that are called the same.
#[group(id = "live")]
pub(crate) struct Options {
    /// How many articles to generate beside which what is known changes; 0: none, and the bundled collection alone
    #[arg(long, default_value_t = 10_000)]
    beside: u64,
}

/// A name that no article has but so many that are put in for it.
const RARE: &str = "羽蕨算科";
const HOLDERS: usize = 20;
/// A word that many generated articles have.
const COMMON: &str = "市議會";
/// Longer than this nothing takes.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// What a process tells of one change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Change {
    what: String,
    /// Documents that were put in anew.
    anew: u32,
    /// Until the change was acknowledged; pages show it then.
    put_ms: f64,
    /// Until searches, facets and lists of articles follow everywhere.
    all_ms: f64,
}

/// What a process tells of its work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Done {
    articles: u32,
    changes: Vec<Change>,
    peak: Option<u64>,
}

struct Desk(OpenLibrary);

/// Changes what is known in a library in this process, after taking inputs in.
pub(crate) fn work(folder: &Path, inputs: &[PathBuf]) -> Result<Done> {
    let lang = UiLang::default();
    let options = OpenOptions { folder: folder.to_owned(), clock: || 0, content: Content::Bundled };
    let library = OpenLibrary::open(lang, options).map_err(told)?;
    let go_on = &mut |_| ControlFlow::Continue(());
    if !inputs.is_empty() {
        library.import_paths(lang, inputs, go_on).map_err(told)?;
    }
    let lines = (0..HOLDERS).map(|n| {
        json!({ "id": format!("holder-{n}"), "lang": "zh", "title": format!("之{n}"), "text": format!("{RARE}在第{n}天說話。") })
            .to_string()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    library.import_text(lang, ImportText { name: "holders.jsonl".to_owned(), text }).map_err(told)?;
    library.bring_index_up_to_date(lang, go_on).map_err(told)?;
    library.keep_indexed();
    let desk = Desk(library);
    desk.settled()?;
    let entity = |id: &str, name: &str| json!({ "id": id, "kind": "company", "names": name });
    let mut changes = vec![
        desk.put(
            "a company that nothing names",
            KnownKind::Entity,
            entity("nobody", "Quillfern Zzyx"),
            true,
        )?,
        desk.put(
            &format!("a company that {HOLDERS} articles name"),
            KnownKind::Entity,
            entity("fern", RARE),
            true,
        )?,
    ];
    ensure!(desk.found("company:fern")? as usize == HOLDERS + 1, "the new company is not found everywhere");
    changes.push(desk.put(
        "the same with another description",
        KnownKind::Entity,
        json!({ "id": "fern", "kind": "company", "names": RARE, "description": "A company." }),
        false,
    )?);
    changes.push(desk.put(
        "an event of it",
        KnownKind::Event,
        json!({ "id": "fern-round", "date": "2026-03", "kind": "funding", "title": "A round", "participants": ["fern"] }),
        true,
    )?);
    changes.push(desk.put(
        "a claim about the event",
        KnownKind::Claim,
        json!({ "event": "fern-round", "text": "It raised money", "to": "fern", "flow": "equity", "sources": ["A paper"] }),
        true,
    )?);
    let term = json!({ "id": "fern-term", "zh": COMMON, "en": "fern council" });
    changes.push(desk.put("a term that many articles have", KnownKind::Term, term, true)?);
    let remove = |kind, id: &str| desk.0.remove_thing(lang, ThingRequest { kind, id: id.to_owned() });
    changes.push(desk.measured("the term taken away", || remove(KnownKind::Term, "fern-term").map(|_| ()))?);
    remove(KnownKind::Event, "fern-round").map_err(told)?;
    desk.settled()?;
    changes.push(desk.measured("the company taken away", || remove(KnownKind::Entity, "fern").map(|_| ()))?);
    ensure!(desk.found("company:fern")? == 0, "the company is found still");
    let articles = desk.0.status(lang, Default::default()).map_err(told)?.counts.articles;
    Ok(Done { articles, changes, peak: measure::peak_memory() })
}

impl Desk {
    fn put(&self, what: &str, kind: KnownKind, value: Value, new: bool) -> Result<Change> {
        let Value::Object(value) = value else { return Err(anyhow!("{what} is no object")) };
        let value: Map<String, Value> = value;
        self.measured(what, || {
            self.0.put_thing(UiLang::default(), PutThing { kind, value, new, version: None }).map(|_| ())
        })
    }

    fn measured(&self, what: &str, change: impl FnOnce() -> Result<(), WireError>) -> Result<Change> {
        let start = Instant::now();
        change().map_err(told).with_context(|| what.to_owned())?;
        let put_ms = ms_since(start);
        let anew = self.settled()?;
        Ok(Change { what: what.to_owned(), anew, put_ms, all_ms: ms_since(start) })
    }

    /// Waits until the index has everything, and gives how many documents it was given on the way.
    fn settled(&self) -> Result<u32> {
        let (start, mut most) = (Instant::now(), 0);
        while start.elapsed() < PATIENCE {
            match self.0.index_state(UiLang::default()) {
                IndexState::Building { total, .. } => most = most.max(total),
                IndexState::Failed { reason } => return Err(anyhow!("{reason}")),
                IndexState::Ready if self.0.changes_unseen_now() == 0 => return Ok(most),
                IndexState::Ready => {}
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        Err(anyhow!("the index is not ready after {PATIENCE:?}"))
    }

    fn found(&self, query: &str) -> Result<u32> {
        let request = SearchRequest { query: query.to_owned(), limit: 1, ..SearchRequest::default() };
        Ok(self.0.search(UiLang::default(), request).map_err(told)?.total)
    }
}

fn told(error: WireError) -> anyhow::Error {
    anyhow!("{} {}", error.message, error.detail)
}

pub(crate) fn run(options: &Options, command: &str, write: bool) -> Result<()> {
    let work = tempfile::tempdir()?;
    let mut done = vec![measured(&work.path().join("bundled"), &[])?];
    if options.beside > 0 {
        let generator = Generator::new(1, options.beside, &content::collection()?)?;
        let (lines, _) = generator.write(work.path(), 0)?;
        done.push(measured(&work.path().join("generated"), &[lines])?);
    }
    let mut out = String::new();
    let _ = writeln!(out, "### What is known changes in an open library\n\n{}\n", circumstances(command));
    let _ = writeln!(
        out,
        "From the request to its acknowledgement, when pages show it, and until everything that holds the names was \
         annotated and indexed anew. Documents count the changed thing itself.\n"
    );
    for Done { articles, changes, .. } in &done {
        let cells = |change: &Change| {
            let anew = grouped(&change.anew.to_string());
            vec![change.what.clone(), anew, number(change.put_ms), number(change.all_ms)]
        };
        let of = format!("{} articles", grouped(&articles.to_string()));
        let head = [of.as_str(), "documents anew", "acknowledged ms", "everywhere ms"];
        let _ = writeln!(out, "{}", table(&head, &changes.iter().map(cells).collect::<Vec<_>>()));
    }
    Report { name: "live".to_owned(), markdown: out, pictures: Vec::new() }.publish(write)
}

fn measured(folder: &Path, inputs: &[PathBuf]) -> Result<Done> {
    let arguments = ["child", "live"].map(OsStr::new).into_iter().chain([folder.as_os_str()]);
    child::<Done>(&arguments.chain(inputs.iter().map(|path| path.as_os_str())).collect::<Vec<_>>())
}
