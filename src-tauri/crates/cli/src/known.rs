//! What can be said on the command line of entities, events, claims and terms.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What can be done with a thing that is known; `F` are the fields that have options of their own.
#[derive(Subcommand)]
pub(crate) enum Known<F: Args> {
    /// Add one: from JSON in the words of a collection's files, from options, or from both
    Add(Add<F>),
    /// Change one; what is not given stays. One of a collection stays beneath and can be put back
    Edit(Edit<F>),
    /// Take one away. It can be put back
    Remove(Id),
    /// Put back what was taken away, or what the collection has in place of what was made of it
    Revert(Id),
    /// Show one as it is kept: JSON, to be changed and given back to edit
    Show {
        /// The identifier or address
        id: String,
    },
    /// List those that were added, changed or taken away
    List {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
}

/// What can be done with entities.
#[derive(Subcommand)]
pub(crate) enum EntityCommand {
    #[command(flatten)]
    Known(Box<Known<EntityFields>>),
    /// Have one entity count as another: its names, ties, claims and notes go with it. Nothing is changed; split takes it back
    Merge {
        /// The identifier or address of the one that stays
        kept: String,
        /// The identifier or address of the one that becomes it
        gone: String,
        /// Print the answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// Have a merged entity count as itself again, or make an entity of its own of some of its other names
    Split {
        /// The identifier or address
        id: String,
        /// A name to take out; may be repeated, the first is what the new entity is called
        #[arg(long, value_name = "NAME")]
        name: Vec<String>,
        /// Print the answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// List entities that were merged into others
    Merged {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
pub(crate) struct Add<F: Args> {
    /// A file with the fields as a JSON object (- for standard input)
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Its identifier [default: made of its name]
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) fields: F,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Edit<F: Args> {
    /// The identifier or address
    pub(crate) id: String,
    /// A file with the fields to change as a JSON object (- for standard input)
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fields: F,
    /// Fail when it is no longer at this version
    #[arg(long, value_name = "N")]
    pub(crate) version: Option<i64>,
    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Id {
    /// The identifier or address
    pub(crate) id: String,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Options for the fields of an entity.
#[derive(Args)]
pub(crate) struct EntityFields {
    /// What it is, such as company, person or model
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// Its name in English; other regions' names follow from those that are given
    #[arg(long, value_name = "NAME")]
    pub(crate) name_en: Option<String>,
    /// Its name in Taiwan
    #[arg(long, value_name = "NAME")]
    pub(crate) name_tw: Option<String>,
    /// Its name in Hong Kong
    #[arg(long, value_name = "NAME")]
    pub(crate) name_hk: Option<String>,
    /// Its name on the mainland
    #[arg(long, value_name = "NAME")]
    pub(crate) name_cn: Option<String>,
    /// Another name, as NAME or NAME=KIND (alias, ticker, nickname, misspelling, former-name…); may be repeated; an empty one
    /// takes all away
    #[arg(long, value_name = "NAME")]
    pub(crate) alias: Vec<String>,
    /// One line on what it is, in Traditional Chinese
    #[arg(long, value_name = "TEXT")]
    pub(crate) about_zh: Option<String>,
    /// One line on what it is, in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) about_en: Option<String>,
    /// A tie to another entity, as KIND=ID (ceo-of=openai); may be repeated; an empty one takes all away
    #[arg(long, value_name = "TIE")]
    pub(crate) tie: Vec<String>,
    /// Exchange and symbol
    #[arg(long)]
    pub(crate) ticker: Option<String>,
    /// The year it was founded in
    #[arg(long, value_name = "YEAR")]
    pub(crate) founded: Option<i16>,
}

/// Options for the fields of an event.
#[derive(Args)]
pub(crate) struct EventFields {
    /// When it happened: 2025, 2025-11 or 2025-11-18
    #[arg(long)]
    pub(crate) date: Option<String>,
    /// What kind of thing happened, such as investment
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// The headline in Traditional Chinese
    #[arg(long, value_name = "TEXT")]
    pub(crate) title_zh: Option<String>,
    /// The headline in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) title_en: Option<String>,
    /// A sentence or two in Traditional Chinese
    #[arg(long, value_name = "TEXT")]
    pub(crate) summary_zh: Option<String>,
    /// A sentence or two in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) summary_en: Option<String>,
    /// An entity that took part, by identifier; may be repeated; an empty one takes all away
    #[arg(long, value_name = "ENTITY")]
    pub(crate) participant: Vec<String>,
}

/// Options for the fields of a claim.
#[derive(Args)]
pub(crate) struct ClaimFields {
    /// For a new one: the event that it tells of, by identifier
    #[arg(long)]
    pub(crate) event: Option<String>,
    /// The assertion in Traditional Chinese
    #[arg(long, value_name = "TEXT")]
    pub(crate) text_zh: Option<String>,
    /// The assertion in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) text_en: Option<String>,
    /// The words as quoted
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: Option<String>,
    /// The entity that the money comes from
    #[arg(long, value_name = "ENTITY")]
    pub(crate) from: Option<String>,
    /// The entity that the money goes to
    #[arg(long, value_name = "ENTITY")]
    pub(crate) to: Option<String>,
    /// The form that the money takes, such as equity
    #[arg(long)]
    pub(crate) flow: Option<String>,
    /// How firm it is, such as announced or paid
    #[arg(long)]
    pub(crate) status: Option<String>,
    /// Whose word it is, such as company, filing or press
    #[arg(long, value_name = "WHO")]
    pub(crate) said_by: Option<String>,
    /// The sum in whole units of its currency; of a range the lower end
    #[arg(long, value_name = "UNITS", allow_negative_numbers = true)]
    pub(crate) sum: Option<i64>,
    /// The upper end of a range
    #[arg(long, value_name = "UNITS", requires = "sum", allow_negative_numbers = true)]
    pub(crate) sum_to: Option<i64>,
    /// The currency of the sum, by its code [default: as it was; of a new sum USD]
    #[arg(long, value_name = "CODE", requires = "sum")]
    pub(crate) currency: Option<String>,
    /// How the sum is to be read: exactly, up-to, about, more-than or at-least [default: as it was; of a new sum exactly]
    #[arg(long, value_name = "WORD", requires = "sum")]
    pub(crate) qualifier: Option<String>,
    /// Who published it; may be repeated; an empty one takes all away
    #[arg(long, value_name = "PUBLISHER")]
    pub(crate) source: Vec<String>,
    /// Where the last of these published it
    #[arg(long, value_name = "URL", requires = "source")]
    pub(crate) url: Option<String>,
    /// When the last of these published it
    #[arg(long, value_name = "DATE", requires = "source")]
    pub(crate) published: Option<String>,
    /// A claim that says otherwise, by identifier; may be repeated; an empty one takes all away
    #[arg(long, value_name = "CLAIM")]
    pub(crate) against: Vec<String>,
    /// The claim that tells the same money best, where this one is another account of it; nothing for none
    #[arg(long, value_name = "CLAIM")]
    pub(crate) same_as: Option<String>,
    /// A claim whose money lies within the sum of this one; may be repeated; an empty one takes all away
    #[arg(long, value_name = "CLAIM")]
    pub(crate) includes: Vec<String>,
    /// A claim whose money this one says is off or replaced; may be repeated; an empty one takes all away
    #[arg(long, value_name = "CLAIM")]
    pub(crate) ends: Vec<String>,
}

/// Options for the fields of a term.
#[derive(Args)]
pub(crate) struct TermFields {
    /// The headword in Traditional Chinese
    #[arg(long, value_name = "WORD")]
    pub(crate) zh: Option<String>,
    /// The headword in Simplified Chinese [default: made of the other]
    #[arg(long, value_name = "WORD")]
    pub(crate) zh_cn: Option<String>,
    /// An English rendering, the usual one first; may be repeated; an empty one takes all away
    #[arg(long, value_name = "WORD")]
    pub(crate) en: Vec<String>,
    /// Pinyin with tone marks
    #[arg(long)]
    pub(crate) pinyin: Option<String>,
    /// What it means, in Traditional Chinese
    #[arg(long, value_name = "TEXT")]
    pub(crate) definition_zh: Option<String>,
    /// What it means, in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) definition_en: Option<String>,
    /// The entity that it names
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Option<String>,
}
