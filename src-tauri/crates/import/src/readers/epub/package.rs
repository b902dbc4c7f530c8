//! What a book says of itself: its title and date, which pages it has in which order, and how its chapters are called.

use crate::archive::Archive;
use crate::finish::is_date;
use crate::percent::unescaped;
use crate::told::broken;
use crate::xml::{self, Piece};
use std::collections::HashMap;
use zhimai_model::ProblemKind;

/// The most that one part of a book may have, in bytes.
pub(super) const LARGEST_PART: usize = 32 << 20;
/// The most pages that a book may have.
const MOST_PAGES: usize = 20_000;

/// A book without its text.
#[derive(Default)]
pub(super) struct Package {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    /// The paths of its pages in the archive, in the order of reading.
    pub(super) spine: Vec<String>,
    /// The names of chapters by the paths of their pages.
    pub(super) contents: HashMap<String, String>,
}

struct Item {
    path: String,
    is_page: bool,
    is_contents: bool,
}

impl Package {
    /// Reads what a book says of itself.
    ///
    /// # Errors
    /// It is no book, or one that only a certain program may open.
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, ProblemKind> {
        let container =
            archive.text("META-INF/container.xml", LARGEST_PART)?.ok_or_else(|| broken("EPUB"))?;
        let mut root = None;
        xml::each(&container, "EPUB", &mut |piece| {
            if let Piece::Start("rootfile", attributes) = piece {
                root = root.take().or_else(|| attributes.get("full-path"));
            }
        })?;
        let root = root.ok_or_else(|| broken("EPUB"))?;
        let package = archive.text(&root, LARGEST_PART)?.ok_or_else(|| broken("EPUB"))?;
        let mut items: HashMap<String, Item> = HashMap::new();
        let (mut spine, mut contents) = (Vec::new(), None);
        xml::each(&package, "EPUB", &mut |piece| {
            let Piece::Start(name, attributes) = piece else { return };
            match name {
                "item" => {
                    let (Some(id), Some(href)) = (attributes.get("id"), attributes.get("href")) else {
                        return;
                    };
                    let kind = attributes.get("media-type").unwrap_or_default();
                    let properties = attributes.get("properties").unwrap_or_default();
                    let item = Item {
                        path: joined(&root, &href),
                        is_page: kind.contains("html"),
                        is_contents: properties.split_whitespace().any(|property| property == "nav"),
                    };
                    items.insert(id, item);
                }
                "spine" => contents = attributes.get("toc"),
                "itemref" => spine.extend(attributes.get("idref")),
                _ => {}
            }
        })?;
        if archive.has("META-INF/rights.xml") || is_encrypted(archive, &items)? {
            return Err(ProblemKind::Protected);
        }
        let mut book = Self {
            title: xml::first(&package, "title"),
            author: Some(xml::all(&package, "creator").join("、")),
            date: xml::first(&package, "date").filter(|date| is_date(date)),
            ..Self::default()
        };
        for item in
            spine.iter().filter_map(|id| items.get(id)).filter(|item| item.is_page && !item.is_contents)
        {
            if book.spine.len() < MOST_PAGES && !book.spine.contains(&item.path) {
                book.spine.push(item.path.clone());
            }
        }
        let listed = items.values().find(|item| item.is_contents).or_else(|| items.get(&contents?));
        if let Some(path) = listed.map(|item| item.path.clone()) {
            book.name_chapters(&archive.text(&path, LARGEST_PART)?.unwrap_or_default(), &path);
        }
        Ok(book)
    }

    /// Takes the names of chapters from a table of contents, of the older form or the newer. The first that leads to a page
    /// names it.
    fn name_chapters(&mut self, xml: &str, at: &str) {
        let (mut label, mut link) = (String::new(), None::<String>);
        let mut in_label = false;
        // A list that breaks off names what it names.
        let _ = xml::each(xml, "EPUB", &mut |piece| match piece {
            Piece::Start("a", attributes) => {
                (link, label, in_label) = (attributes.get("href"), String::new(), true)
            }
            Piece::Start("navLabel", _) => (label, in_label) = (String::new(), true),
            Piece::Start("content", attributes) => {
                let link = attributes.get("src").unwrap_or_default();
                self.name(joined(at, &link), &label);
            }
            Piece::End("navLabel") => in_label = false,
            Piece::End("a") => {
                in_label = false;
                if let Some(link) = link.take() {
                    self.name(joined(at, &link), &label);
                }
            }
            Piece::Text(text) if in_label => label.push_str(text),
            _ => {}
        });
    }

    fn name(&mut self, path: String, label: &str) {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if !label.is_empty() {
            self.contents.entry(path).or_insert(label);
        }
    }
}

/// Whether pages of a book are encrypted. Fonts often are, by a method that everybody knows.
fn is_encrypted(archive: &mut Archive<'_>, items: &HashMap<String, Item>) -> Result<bool, ProblemKind> {
    let encryption = archive.text("META-INF/encryption.xml", LARGEST_PART)?.unwrap_or_default();
    let mut is_encrypted = false;
    xml::each(&encryption, "EPUB", &mut |piece| {
        if let Piece::Start("CipherReference", attributes) = piece
            && let Some(path) = attributes.get("URI")
        {
            is_encrypted |= items.values().any(|item| item.is_page && item.path == path);
        }
    })?;
    Ok(is_encrypted)
}

/// The path in the archive of what a part at a path names, without the place within it.
fn joined(at: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let href = unescaped(href);
    let mut parts: Vec<&str> =
        at.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths_in_the_archive() {
        assert_eq!(joined("OEBPS/content.opf", "text/ch1.xhtml#a"), "OEBPS/text/ch1.xhtml");
        assert_eq!(joined("OEBPS/nav/toc.xhtml", "../%E7%AB%A0.xhtml"), "OEBPS/章.xhtml");
        assert_eq!(joined("content.opf", "./a.xhtml"), "a.xhtml");
        assert_eq!(joined("a/b.opf", "../../../x"), "x");
    }
}
