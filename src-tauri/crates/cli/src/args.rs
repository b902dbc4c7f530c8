//! What can be said on the command line.

use crate::articles::Articles;
use crate::collections::Collections;
use crate::dictionary::Dictionary;
use crate::imports::Imports;
use crate::kept::{Backup, Restore, Verify};
use crate::known::{ClaimFields, EntityCommand, EventFields, Known, TermFields};
use crate::money::{ConflictsArgs, DealsArgs, Export, FlowsArgs};
use crate::review::Review;
use crate::watch::{Problems, Watch};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use zhimai_api::{HitKind, Locale, Reading, Region, SortBy, UiLang};

/// Search, read and annotate a library of AI-industry news in Chinese and English, offline.
#[derive(Parser)]
#[command(name = "zhimai", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The library's folder [default: ZHIMAI_LIBRARY, else where the window keeps it]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// The language of titles, messages and dates, and in whose words Chinese is shown [default: by the locale]
    #[arg(long, global = true, value_name = "LANG", ignore_case = true)]
    pub(crate) lang: Option<LangArg>,
    /// Only what had been reported by this date: 2025, 2025-11 or 2025-11-18
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  zhimai search 英伟达                     in either script, by any name, pinyin included
  zhimai show zhimai://entity/nvidia
  zhimai import ~/news --json
  zhimai note add --zh 供給約束 --en 'supply constraint' --on zhimai://entity/nvidia
  zhimai timeline --entity openai --from 2025-09 --to 2025-12
  zhimai show zhimai://entity/nvidia --as-of 2025-12
  zhimai compare 輝達 OpenAI

Exit status: 0 done; 1 failed, nothing changed; 2 the call's words are off; 3 done, with some input refused.";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a library, with the bundled collection in it
    Init(Init),
    /// Take in files and folders: texts, web pages, documents, books, mail, exports of other programs, and dictionaries
    Import(Import),
    /// List the imports that were made, take one back, and bring it back again
    Imports(Imports),
    /// List what could not be used of what was imported, and read the files again
    Problems(Problems),
    /// Follow folders: what is added, changed and removed there follows in the library
    #[command(subcommand)]
    Watch(Watch),
    /// List the articles of the library, edit and remove many at once, and take that back
    #[command(subcommand)]
    Articles(Articles),
    /// List collections, make them, move articles between them, hide them from search, remove and export them
    Collections(Collections),
    /// Search articles, events, companies, terms and notes
    Search(Search),
    /// List, rename and delete saved searches
    #[command(subcommand)]
    Saved(Saved),
    /// Show an article, entity, event, term or note
    Show(Show),
    /// List what an article was before it was changed
    Versions(Versions),
    /// Show an article as it stood in its file or repaired, and a text made Traditional by a program in right Traditional
    Right(Right),
    /// List articles that are copies of one story, or the copies of one article
    Copies(Copies),
    /// Put two companies or other entities side by side, or say what changed from one version of an article to another, or what
    /// differs between two articles
    Compare(Compare),
    /// List events in order of time
    Timeline(Timeline),
    /// List deals: claims about the same money folded, with what they add up to
    Deals(DealsArgs),
    /// Say who pays whom and how much, or list loops of money
    Flows(FlowsArgs),
    /// List claims that disagree, side by side
    Conflicts(ConflictsArgs),
    /// Write a dossier
    #[command(subcommand)]
    Export(Export),
    /// Write, change and list notes
    #[command(subcommand)]
    Note(Note),
    /// Add, change and take away companies, people, models and other entities
    #[command(subcommand)]
    Entity(EntityCommand),
    /// Add, change and take away events
    #[command(subcommand)]
    Event(Known<EventFields>),
    /// Add, change and take away what is claimed of events
    #[command(subcommand)]
    Claim(Box<Known<ClaimFields>>),
    /// Add, change and take away terms of the glossary
    #[command(subcommand)]
    Term(Known<TermFields>),
    /// List what imported articles may claim, and decide on it. Nothing of it counts before that
    Review(Review),
    /// Look words up, list and remove dictionaries, and switch the one that comes with the program on or off
    #[command(subcommand)]
    Dictionary(Dictionary),
    /// Say what the library holds
    Stats(Stats),
    /// Put the whole library into one file
    Backup(Backup),
    /// Put a backup in the place of the library, which is set aside
    Restore(Restore),
    /// Read a backup, a dossier or the library whole, and say what is damaged or was changed
    Verify(Verify),
    /// Build the search index anew
    Reindex,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one for each command
    Man {
        /// Write the pages into this folder
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct Init {
    /// Leave the bundled collection out
    #[arg(long)]
    pub(crate) empty: bool,
}

/// Files that are there already change nothing, so an import may be repeated.
/// A dictionary takes the place of the one of the same name.
/// What could not be used is named on standard error, and the exit status is 3; 1 when none of it could.
#[derive(Args)]
pub(crate) struct Import {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing: say what would come in, what would not and why, and how long it would take
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(after_help = SEARCH_EXAMPLES)]
pub(crate) struct Search {
    /// What to look for
    #[arg(required_unless_present_any = ["batch", "saved"], value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// Run the saved search of this name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "batch", "kind", "from", "to", "sort", "save"])]
    pub(crate) saved: Option<String>,
    /// Keep this search under a name
    #[arg(long, value_name = "NAME", conflicts_with = "batch")]
    pub(crate) save: Option<String>,
    /// With --save: take the place of another search of that name
    #[arg(long, requires = "save")]
    pub(crate) replace: bool,
    /// Answer each line of a file (- for standard input): {"id": …, "query": …}, JSON Lines in and out
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub(crate) batch: Option<PathBuf>,
    /// How many hits at the most [default: 20; with --json or --batch 100]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: Option<u32>,
    /// How many hits to skip
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u32,
    /// Only hits of this kind; may be repeated [default: all; with --batch: article]
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<KindArg>,
    /// Only hits not before this date: 2025, 2025-11 or 2025-11-18
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Only hits not after this date
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// The order of hits
    #[arg(long, value_enum, default_value_t = SortArg::Relevance)]
    pub(crate) sort: SortArg,
    /// Also search collections that are hidden from search
    #[arg(long)]
    pub(crate) hidden: bool,
    /// List what is about one event, and copies of one story, as hits of their own
    #[arg(long)]
    pub(crate) apart: bool,
    /// Say for each hit why it stands where it stands
    #[arg(long)]
    pub(crate) explain: bool,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

const SEARCH_EXAMPLES: &str = "\
Examples:
  zhimai search 英伟达
  zhimai search Anthropic 微軟 --kind article --from 2025-11
  zhimai search Anthropic --kind article --sort newest --save 'Anthropic news'
  zhimai search --saved 'Anthropic news'
  zhimai search --batch queries.jsonl --limit 100 --json
  zhimai search -- -尾 開頭有減號";

/// `zhimai search --save NAME` keeps a search, and `zhimai search --saved NAME` runs it.
#[derive(Subcommand)]
pub(crate) enum Saved {
    /// List saved searches, newest first
    List {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Give a saved search another name
    Rename {
        /// What it is called
        name: String,
        /// What to call it
        to: String,
        /// Take the place of another search of that name
        #[arg(long)]
        replace: bool,
        /// Print it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Delete a saved search
    Delete {
        /// What it is called
        name: String,
    },
}

#[derive(Args)]
pub(crate) struct Show {
    /// An address such as zhimai://article/ID, or just the identifier
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// How to display an article; without it in the language of --lang, or as it came where it has no such text
    #[arg(long, value_enum)]
    pub(crate) reading: Option<ReadingArg>,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Without an option, says what was put right or can be, and how the article is shown.
#[derive(Args)]
pub(crate) struct Right {
    /// The article: its address or identifier
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
    /// Show a text that a program made Traditional in right Traditional
    #[arg(long, group = "what")]
    pub(crate) traditional: bool,
    /// Show damaged and garbled text repaired
    #[arg(long, group = "what")]
    pub(crate) repairs: bool,
    /// Undo it: the words as they came
    #[arg(long, requires = "what")]
    pub(crate) undo: bool,
}

#[derive(Args)]
pub(crate) struct Versions {
    /// The article: its address or identifier
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Articles that came in since are compared first.
#[derive(Args)]
pub(crate) struct Copies {
    /// The article: its address or identifier [default: all groups of copies, the largest first]
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: Option<String>,
    /// How many groups at the most
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Of two entities: what each is, what comes in and goes out, deals between them, loops of money through both, whom both deal
/// with, and what both took part in.
/// Of an article, or of two by their addresses: what went, or only the first has, stands in [- -], what came, or only the second
/// has, in {+ +}.
#[derive(Args)]
pub(crate) struct Compare {
    /// An entity by identifier, address or name; or an article by its address or identifier
    #[arg(value_name = "ENTITY")]
    pub(crate) one: String,
    /// The entity to put beside it, or the address of another article
    #[arg(value_name = "ENTITY", conflicts_with_all = ["older", "newer"])]
    pub(crate) other: Option<String>,
    /// Of an article: the older version [default: the one before the newer]
    #[arg(long, value_name = "N")]
    pub(crate) older: Option<u32>,
    /// Of an article: the newer version [default: the article as it is now]
    #[arg(long, value_name = "N")]
    pub(crate) newer: Option<u32>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Timeline {
    /// Only events of this entity, by identifier, address or name; may be repeated
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Vec<String>,
    /// Only events of this kind, such as investment; may be repeated
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Only events not before this date: 2025, 2025-11 or 2025-11-18
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Only events not after this date
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Note {
    /// Write a note
    Add(NoteAdd),
    /// Change a note; what is not given stays
    Edit(NoteEdit),
    /// List notes, newest change first
    List(NoteList),
    /// Move a note to the bin
    Delete(NoteId),
    /// Take a note out of the bin
    Restore(NoteId),
    /// Show every state a note was in, newest first
    History(NoteId),
    /// Make an earlier state the current one, as a new version
    Revert {
        #[command(flatten)]
        note: NoteId,
        /// The version, as history shows it
        version: u32,
    },
    /// Say that both halves of a note agree again
    Settle(NoteId),
}

#[derive(Args)]
pub(crate) struct NoteAdd {
    #[command(flatten)]
    pub(crate) text: NoteText,
    /// What it is attached to: zhimai://article/ID, entity, event or term
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) on: Option<String>,
    /// Print the note as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct NoteEdit {
    /// The note's identifier or address
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) text: NoteText,
    /// Fail when the note is no longer at this version
    #[arg(long, value_name = "N")]
    pub(crate) version: Option<u32>,
    /// Print the note as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub(crate) struct NoteText {
    /// The Chinese half (- reads it from standard input)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) zh: Option<String>,
    /// The English half (- reads it from standard input)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) en: Option<String>,
    /// A tag, or several apart by commas; may be repeated; an empty one takes all tags away
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,
}

#[derive(Args)]
pub(crate) struct NoteList {
    /// Those in the bin
    #[arg(long)]
    pub(crate) bin: bool,
    /// Only notes that hold this
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) filter: String,
    /// Only notes with this tag
    #[arg(long, value_name = "TAG", default_value = "")]
    pub(crate) tag: String,
    /// Only notes on this address
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    pub(crate) on: String,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct NoteId {
    /// The note's identifier or address
    pub(crate) id: String,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Stats {
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A language, and for Chinese the region whose words it is shown in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    #[value(name = "zh-TW", alias = "zh-Hant")]
    Taiwan,
    #[value(name = "zh-HK")]
    HongKong,
    #[value(name = "zh-CN", alias = "zh-Hans")]
    Mainland,
    #[value(name = "en")]
    English,
}

impl LangArg {
    /// English shows Chinese as `system` would.
    pub(crate) fn locale(self, system: Locale) -> Locale {
        match self {
            LangArg::Taiwan => Locale::new(UiLang::ZhHant, Region::Tw),
            LangArg::HongKong => Locale::new(UiLang::ZhHant, Region::Hk),
            LangArg::Mainland => Locale::new(UiLang::ZhHans, Region::Cn),
            LangArg::English => Locale::new(UiLang::En, system.region()),
        }
    }
}

/// Makes an argument of one of the front desk's words.
macro_rules! words {
    ($name:ident for $of:ident { $($value:ident = $text:literal),* $(,)? }) => {
        #[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name {
            $(#[value(name = $text)] $value),*
        }

        impl From<$name> for $of {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$value => Self::$value),*
                }
            }
        }
    };
}

words!(KindArg for HitKind { Article = "article", Event = "event", Entity = "entity", Term = "term", Note = "note" });
words!(SortArg for SortBy { Relevance = "relevance", Newest = "newest", Oldest = "oldest", Amount = "amount" });
words!(ReadingArg for Reading {
    Original = "original", Hant = "hant", Hans = "hans", En = "en", Parallel = "parallel"
});

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }
}
