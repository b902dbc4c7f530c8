//! What the file of an article said of the fields of its header that are the person's now.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zhimai_model::HeaderField as Field;

/// What a field says, as it is written; language and script are two words.
pub(crate) type Value = Option<String>;

/// What the file of an article said of the fields that are the person's now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Own {
    /// The content that the file brought, in hexadecimal digits.
    pub(super) hash: String,
    /// What it said.
    pub(super) given: BTreeMap<Field, Value>,
}

impl Own {
    pub(super) fn content(&self) -> Vec<u8> {
        let digits = self.hash.as_bytes().chunks(2);
        digits.filter_map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
