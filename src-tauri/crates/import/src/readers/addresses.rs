//! Tables of addresses, as services for reading later write them (Pocket, Instapaper, Raindrop): a row is an address, and what
//! is said of it.

use super::links::{Link, Links};
use crate::fields::{Field, field};
use crate::finish::{Draft, address_in};
use crate::sink::Sink;
use crate::told::{broken, left_out_fields};
use csv::StringRecord;
use std::collections::BTreeSet;

/// What a column says of an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Url,
    Title,
    Date,
    Tags,
    Folder,
    Note,
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        let small: String = name
            .trim()
            .chars()
            .filter(|c| !matches!(c, '_' | '-' | ' '))
            .flat_map(char::to_lowercase)
            .collect();
        match small.as_str() {
            "tags" | "tag" | "labels" | "標籤" | "标签" => Some(Self::Tags),
            "folder" | "status" | "資料夾" | "文件夹" | "狀態" | "状态" => Some(Self::Folder),
            "note" | "notes" | "excerpt" | "selection" | "description" | "備註" | "备注" | "說明"
            | "说明" => Some(Self::Note),
            "timeadded" | "timestamp" | "created" | "createdat" | "saved" | "savedat" | "dateadded" => {
                Some(Self::Date)
            }
            _ => match field(name)? {
                Field::Url => Some(Self::Url),
                Field::Title => Some(Self::Title),
                Field::Date => Some(Self::Date),
                _ => None,
            },
        }
    }
}

/// Reads the rows of such a table into one list.
pub(super) fn read(sink: &mut Sink<'_>, mut reader: csv::Reader<&[u8]>, names: &StringRecord) {
    let columns: Vec<Option<Column>> = names.iter().map(Column::named).collect();
    let mut links = Links::default();
    let mut left_out = BTreeSet::new();
    for row in reader.records() {
        let Ok(row) = row else {
            sink.refuse(broken("CSV"), None);
            continue;
        };
        let all = |column: Column| {
            let cells = row.iter().zip(&columns).filter(move |(_, own)| **own == Some(column));
            cells.map(|(cell, _)| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let first = |column| all(column).next().map(str::to_owned);
        let others = row.iter().zip(names).zip(&columns);
        left_out.extend(
            others
                .filter(|((cell, _), column)| column.is_none() && !cell.trim().is_empty())
                .map(|((_, name), _)| name.to_owned()),
        );
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        links.enter(&first(Column::Folder).unwrap_or_default());
        let note = all(Column::Note).collect::<Vec<_>>().join(" ");
        links.add(Link {
            title: first(Column::Title),
            url: first(Column::Url).map(|url| address_in(&url).to_owned()),
            feed: None,
            date: first(Column::Date),
            tags: first(Column::Tags)
                .iter()
                .flat_map(|tags| tags.split([',', '|']))
                .map(str::to_owned)
                .collect(),
            note: Some(note),
        });
    }
    links.finish(sink, Draft::default());
    if !left_out.is_empty() {
        sink.tell(left_out_fields(left_out), None);
    }
}
