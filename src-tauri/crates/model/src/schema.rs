//! JSON Schemas of the files that people edit, generated from the types; what is committed must be what would be
//! generated. `ZHIMAI_BLESS=1 cargo test -p zhimai-model schema` writes them anew.

use crate::{
    ArticleHeader, CollectionInfo, Conflict, Currency, DateRange, Entity, Event, Precision, Qualifier,
    Statement, Term,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};
use std::borrow::Cow;
use std::path::Path;

impl JsonSchema for DateRange {
    fn schema_name() -> Cow<'static, str> {
        "Edtf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let one = r"\d{4}(-\d{2}(-\d{2})?)?[~?]?";
        json_schema!({
            "type": "string",
            "description": "A date in EDTF: 2025-11-18, 2025-11, 2025-36 (fourth quarter), 2025, 2025-05/2025-07; ~ for about, ? for uncertain.",
            "pattern": format!("^{one}(/{one})?$"),
        })
    }
}

/// The words of an enum of `text`, which knows no schemas.
fn words<T: serde::Serialize>(description: &str, all: &[T]) -> Schema {
    json_schema!({ "type": "string", "description": description, "enum": serde_json::to_value(all).unwrap() })
}

pub(crate) fn precision(_: &mut SchemaGenerator) -> Schema {
    use Precision::*;
    words("How precise the date is.", &[Day, Month, Quarter, HalfYear, Year, Interval])
}

pub(crate) fn qualifier(_: &mut SchemaGenerator) -> Schema {
    use Qualifier::*;
    words("How the sum is to be read.", &[Exactly, UpTo, About, MoreThan, AtLeast, LessThan])
}

pub(crate) fn currency(_: &mut SchemaGenerator) -> Schema {
    words("The currency, by its code in ISO 4217.", &Currency::all().collect::<Vec<_>>())
}

#[test]
fn schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../content/schema");
    #[allow(clippy::disallowed_methods)] // the person who runs the test says so
    let bless = std::env::var_os("ZHIMAI_BLESS").is_some();
    if bless {
        std::fs::create_dir_all(&folder).unwrap();
    }
    for (name, schema) in [
        ("collection", schema_for!(CollectionInfo)),
        ("entities", schema_for!(Vec<Entity>)),
        ("event", schema_for!(Event)),
        ("conflicts", schema_for!(Vec<Conflict>)),
        ("glossary", schema_for!(Vec<Term>)),
        ("article-header", schema_for!(ArticleHeader)),
        ("statements", schema_for!(Vec<Statement>)),
    ] {
        let path = folder.join(format!("{name}.json"));
        let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if bless {
            std::fs::write(&path, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(fresh == committed, "{} has drifted; see the head of this test", path.display());
    }
}
