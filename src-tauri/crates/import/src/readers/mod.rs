//! The readers of formats, one file each. A new format is a new file here and a line in [`READERS`].
//!
//! A container, such as an archive or a mailbox, is a reader as any other: what it holds, it hands to [`read`], which the list
//! lends it, part by part, each with the name that it bears there.

mod addresses;
mod bookmarks;
mod dictionary;
mod epub;
mod exchange;
mod feed;
mod guard;
mod html;
mod json;
mod json_lines;
mod links;
mod mail;
mod markdown;
mod office;
mod opml;
mod pdf;
mod plain;
mod reader;
mod records;
mod references;
mod rtf;
mod stardict;
mod subtitles;
mod table;
mod telegram;
mod text;
mod values;
mod zim;
mod zip;

use crate::encoding;
use crate::input::Input;
use crate::sink::Sink;
use reader::{Head, Reader};
use std::ops::ControlFlow;
use zhimai_model::{ProblemKind, UnknownFormat};

pub(crate) use reader::{Named, extension};

/// All readers. Of two that are as sure the first one reads.
const READERS: [&dyn Reader; 26] = [
    &stardict::StarDict,
    &zim::Zim,
    &dictionary::Dictionaries,
    &telegram::Telegram,
    &references::Csl,
    &json_lines::JsonLines,
    &json::Json,
    &office::Docx,
    &office::Odt,
    &epub::Epub,
    &rtf::Rtf,
    &pdf::Pdf,
    &zip::Zip { named, read },
    &opml::Opml,
    &references::Zotero,
    &feed::Feed,
    &references::Bibtex,
    &references::Ris,
    &table::Table,
    &subtitles::Subtitles,
    &bookmarks::Bookmarks,
    &html::Html,
    &mail::Mailbox,
    &mail::Letter,
    &markdown::Markdown,
    &plain::Plain,
];

/// Names of formats that no reader knows, so that a full stop in what a person calls a text is not taken for one.
const OTHERS: [&str; 18] = [
    "doc", "xls", "xlsx", "ppt", "pptx", "gz", "xz", "tar", "png", "jpg", "jpeg", "gif", "webp", "svg",
    "mp3", "mp4", "sqlite", "db",
];

/// What the name of an input says of its format, with what follows its last full stop in small letters.
pub(crate) fn named(name: &str) -> Named {
    let extension = extension(name).to_lowercase();
    if READERS.iter().any(|reader| reader.extensions().contains(&extension.as_str())) {
        Named::Known(extension)
    } else if OTHERS.contains(&extension.as_str()) {
        Named::Unreadable(extension)
    } else {
        Named::Nothing
    }
}

/// Reads an input of any format. Its name is that of the sink.
pub(crate) fn read(input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let extension = match named(sink.name) {
        Named::Known(extension) => extension,
        Named::Nothing => String::new(),
        Named::Unreadable(extension) => {
            sink.refuse(ProblemKind::UnknownFormat(UnknownFormat::Extension(extension)), None);
            return ControlFlow::Continue(());
        }
    };
    let reader = {
        let (bytes, is_whole) = input.head();
        let text = encoding::head(bytes);
        let head = Head { extension: &extension, bytes, text: &text, is_whole };
        // Of several that are equal the last is the greatest.
        READERS.iter().rev().max_by_key(|reader| reader.probe(&head))
    };
    reader.map_or(ControlFlow::Continue(()), |reader| reader.read(input, sink))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expect: &[&str]) {
        let extension = match named(name) {
            Named::Known(extension) => extension,
            _ => String::new(),
        };
        let head = Head { extension: &extension, bytes: text.as_bytes(), text, is_whole: true };
        let reader = READERS.iter().rev().max_by_key(|reader| reader.probe(&head)).unwrap();
        assert_eq!(reader.extensions(), expect, "{name} {text}");
    }

    #[test]
    fn a_reader_is_found_by_content_then_name_then_look() {
        let (markdown, plain) = (markdown::Markdown.extensions(), plain::Plain.extensions());
        let (lines, json) = (json_lines::JsonLines.extensions(), json::Json.extensions());
        for (name, text, expect) in [
            ("a.md", "{\"text\":\"x\"}", markdown),
            ("a.TXT", "# 題", plain),
            ("a.u8", "一段文字。", plain),
            ("a.jsonl", "", lines),
            ("a.json", "# 題", json),
            ("Pasted text", "# 題", markdown),
            ("Pasted text", "一段文字。", plain),
            ("Pasted text", "", plain),
            ("Pasted text", "{\"text\":\"x\"}\n", lines),
            ("Pasted text", "[{\"text\":\"x\"}]", json),
            ("Pasted text", "[{ 甲", plain),
            ("GPT-4.5", "甲", plain),
        ] {
            check(name, text, expect);
        }
        let word = "甲乙 甲乙 [jia3 yi3] /a pair/\n";
        for name in ["a.md", "a.txt", "a.u8", "Pasted text"] {
            check(name, word, dictionary::Dictionaries.extensions());
        }
        check("a.json", word, json);
    }

    #[test]
    fn what_a_name_says() {
        assert_eq!(named("a.b/c.MD"), Named::Known("md".to_owned()));
        assert_eq!(named("c.Pdf"), Named::Known("pdf".to_owned()));
        assert_eq!(named("c.Xlsx"), Named::Unreadable("xlsx".to_owned()));
        for name in ["a", "a.", ".md", "GPT-4.5", "a.md/b"] {
            assert_eq!(named(name), Named::Nothing, "{name}");
        }
    }
}
