//! The lists of a Word document, as `word/numbering.xml` describes them.

use crate::xml::{self, Piece};
use std::collections::HashMap;

/// For each list by its number, the first number of each level; none where it counts nothing.
#[derive(Default)]
pub(super) struct Numbering {
    levels: HashMap<(String, usize), Option<u32>>,
    /// Which description each list follows.
    lists: HashMap<String, String>,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Self {
        let mut numbering = Self::default();
        let (mut description, mut list, mut level, mut first) = (String::new(), String::new(), 0, 1);
        // A part that breaks off describes what it describes.
        let _ = xml::each(xml, "DOCX", &mut |piece| {
            let Piece::Start(name, attributes) = piece else { return };
            let value = || attributes.get("val").unwrap_or_default();
            match name {
                "abstractNum" => description = attributes.get("abstractNumId").unwrap_or_default(),
                "lvl" => {
                    level = attributes.get("ilvl").and_then(|level| level.parse().ok()).unwrap_or_default();
                    first = 1;
                }
                "start" => first = value().parse().unwrap_or(1),
                "numFmt" => {
                    let counts = !matches!(value().as_str(), "bullet" | "none");
                    numbering.levels.insert((description.clone(), level), counts.then_some(first));
                }
                "num" => list = attributes.get("numId").unwrap_or_default(),
                "abstractNumId" => {
                    numbering.lists.insert(list.clone(), value());
                }
                _ => {}
            }
        });
        numbering
    }

    /// The first number of a level of a list; none where it counts nothing.
    pub(super) fn first(&self, list: &str, level: usize) -> Option<u32> {
        let description = self.lists.get(list)?;
        self.levels.get(&(description.clone(), level)).copied().flatten()
    }
}
