//! What can be said of deals, and of dossiers.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;
use zhimai_api::DossierFormat;

/// What they add up to stands first, what is in no sum, and why, last.
#[derive(Args)]
#[command(after_help = "\
Examples:
  zhimai deals --entity 輝達 --kind equity
  zhimai deals --entity Anthropic --from 2025-09 --minimum 1000000000
  zhimai deals --status committed --csv > deals.csv")]
pub(crate) struct DealsArgs {
    /// Only deals in which this entity gives or gets, by identifier, address or name; may be repeated
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Vec<String>,
    /// Only deals of this kind, such as equity; may be repeated
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Only deals as firm as this, such as committed; may be repeated
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Vec<String>,
    /// Only deals not before this date: 2025, 2025-11 or 2025-11-18
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Only deals not after this date
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Only deals of at least so many whole units of the currency
    #[arg(long, value_name = "N")]
    pub(crate) minimum: Option<i64>,
    /// The currency of the minimum, in ISO 4217 [default: USD]
    #[arg(long, value_name = "CODE", default_value = "", hide_default_value = true, requires = "minimum")]
    pub(crate) currency: String,
    /// Tell sums in a currency at your rate, too: EUR=1.16 (in US dollars) or "EUR=0.86 GBP"; may be repeated
    #[arg(long, value_name = "RATE")]
    pub(crate) rate: Vec<String>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the deals as comma-separated values
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

#[derive(Args)]
pub(crate) struct FlowsArgs {
    /// Only money to or from this entity, by identifier, address or name; may be repeated
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Vec<String>,
    /// Only of deals not before this date: 2025, 2025-11 or 2025-11-18
    #[arg(long, value_name = "DATE", conflicts_with = "loops")]
    pub(crate) from: Option<String>,
    /// Only of deals not after this date
    #[arg(long, value_name = "DATE", conflicts_with = "loops")]
    pub(crate) to: Option<String>,
    /// Loops of money, leg by leg
    #[arg(long)]
    pub(crate) loops: bool,
    /// Tell sums in a currency at your rate, too: EUR=1.16 (in US dollars) or "EUR=0.86 GBP"; may be repeated
    #[arg(long, value_name = "RATE", conflicts_with = "loops")]
    pub(crate) rate: Vec<String>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ConflictsArgs {
    /// Only what is claimed about this entity, by identifier, address or name; may be repeated
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Vec<String>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Export {
    /// Write all there is on an entity, event, deal or search into one file that needs nothing else
    Dossier(DossierArgs),
}

/// A page opens in any browser, without a network and without a script, and prints. It bears a checksum of itself, which
/// `zhimai verify FILE` looks at. Nothing is ever written over: an OUT that is there already is refused.
#[derive(Args)]
#[command(
    allow_missing_positional = true,
    after_help = "\
Examples:
  zhimai export dossier zhimai://entity/nvidia nvidia.html
  zhimai export dossier 輝達 nvidia.html --lang zh-CN --as-of 2025-12
  zhimai export dossier --search 'Anthropic 微軟' anthropic.html
  zhimai export dossier openai - --format csv > deals.csv"
)]
pub(crate) struct DossierArgs {
    /// The address, identifier or name of an entity, or the address of an event or a deal
    #[arg(value_name = "ADDRESS", required_unless_present = "search", conflicts_with = "search")]
    pub(crate) address: Option<String>,
    /// The file to make (- writes to standard output)
    #[arg(value_name = "OUT")]
    pub(crate) to: PathBuf,
    /// Of what this search finds
    #[arg(long, value_name = "QUERY")]
    pub(crate) search: Option<String>,
    /// What it is written as
    #[arg(long, value_enum, default_value_t = FormatArg::Html)]
    pub(crate) format: FormatArg,
    /// Leave your own notes out
    #[arg(long)]
    pub(crate) without_notes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    Html,
    JsonLd,
    Csv,
}

impl From<FormatArg> for DossierFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Html => Self::Html,
            FormatArg::JsonLd => Self::JsonLd,
            FormatArg::Csv => Self::Csv,
        }
    }
}
