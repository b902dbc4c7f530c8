//! Notes as displayed and as written.

use super::desk::Desk;
use crate::parse::parse_address;
use crate::wire::{
    Draft, IdRequest, Link, NoteVersionView, NoteView, NotesRequest, Nothing, RevertNote, SaveNote, WireError,
};
use crate::words::{self, say, word};
use zhimai_model::{Address, Damage, Note, NoteVersion};
use zhimai_store::{Damaged, NewNote, NoteChange, NoteFilter, StoreError, StoredDraft};
use zhimai_text::fold;

impl Desk<'_> {
    fn told(&self, error: &StoreError) -> WireError {
        words::store_error(self.lang, error)
    }

    /// A note of which it is not known yet whether its passage is certain.
    pub(crate) fn note_view(&self, note: &Note) -> NoteView {
        let detached = self.library.detached(std::slice::from_ref(note));
        self.placed_note(note, detached.contains(&note.id))
    }

    /// A note, with whether its passage is not certain any more.
    pub(crate) fn placed_note(&self, note: &Note, detached: bool) -> NoteView {
        NoteView {
            detached,
            address: Address::Note(note.id.clone()).to_string(),
            id: note.id.clone(),
            zh: note.zh.clone(),
            en: note.en.clone(),
            on: note.on.as_ref().map(|address| self.link(address)),
            quote: note.anchor.as_ref().map(|anchor| anchor.quote.clone()),
            tags: note.tags.clone(),
            created: note.created,
            modified: note.modified,
            stale: note.stale.map(word),
            deleted: note.deleted,
            version: note.version,
            damaged: None,
        }
    }

    /// A note that is damaged, as far as it can be read.
    fn damaged_note(&self, damaged: Damaged, bin: bool) -> NoteView {
        let [zh, en] = halves(&damaged);
        NoteView {
            address: Address::Note(damaged.id.clone()).to_string(),
            zh,
            en,
            on: None,
            quote: None,
            detached: false,
            tags: Vec::new(),
            created: 0,
            modified: 0,
            stale: None,
            deleted: bin.then_some(0),
            version: 0,
            damaged: Some(words::damaged(self.lang, "note", &damaged.detail).message),
            id: damaged.id,
        }
    }

    /// A link to anything; its label is empty when that is no longer there.
    pub(crate) fn link(&self, address: &Address) -> Link {
        let label = match address {
            Address::Article(id) => {
                let rows = self.library.store().article_rows_by_ids(&[id]).unwrap_or_default();
                let row = rows.first().filter(|row| !self.is_later(row.date.as_ref()));
                row.map(|row| self.article_summary(row).title)
            }
            Address::Entity(id) => match self.entity_link(id) {
                Some(link) => return link,
                None => None,
            },
            Address::Event(id) => self.event_link(id).map(|link| link.label),
            Address::Term(id) => self.term_link(id).map(|link| link.label),
            Address::Note(id) => self.library.store().note(id).ok().flatten().map(|note| note.label()),
            Address::Deal(id) => self.deal_label(id),
        };
        Link { address: address.to_string(), label: label.unwrap_or_default() }
    }

    /// Notes on an article or on passages of it.
    pub(crate) fn notes_on_article(&self, id: &str) -> Result<Vec<Note>, WireError> {
        let on = Some(Address::Article(id.to_owned()));
        let notes = self.library.store().notes(&NoteFilter { bin: false, tag: None, on });
        // The list of notes tells those that are damaged: where in the text they stand is not known.
        Ok(notes.map_err(|e| self.told(&e))?.into_iter().flatten().collect())
    }

    pub(crate) fn notes_on(&self, address: &str) -> Result<Vec<NoteView>, WireError> {
        self.note_views(&NotesRequest { on: address.to_owned(), ..NotesRequest::default() })
    }

    /// The addresses whose notes are meant: those of what was merged into an entity are on that too.
    fn also(&self, on: Option<Address>) -> Vec<Option<Address>> {
        let Some(Address::Entity(id)) = &on else { return vec![on] };
        let merged = self.knowledge().merged();
        let kept = merged.kept(id);
        let ids = std::iter::once(kept).chain(merged.into_one(kept));
        ids.map(|id| Some(Address::Entity(id.to_owned()))).collect()
    }

    pub(crate) fn note_views(&self, request: &NotesRequest) -> Result<Vec<NoteView>, WireError> {
        let on = match request.on.as_str() {
            "" => None,
            on => Some(parse_address(self.lang, on)?),
        };
        let tag = (!request.tag.is_empty()).then(|| request.tag.clone());
        let mut notes = Vec::new();
        for on in self.also(on) {
            let filter = NoteFilter { bin: request.bin, tag: tag.clone(), on };
            notes.extend(self.library.store().notes(&filter).map_err(|e| self.told(&e))?);
        }
        let wanted = fold::folded(request.filter.trim());
        let holds = |note: &Note| {
            let quote = note.anchor.as_ref().map_or("", |anchor| &anchor.quote);
            let texts =
                [note.zh.as_str(), &note.en, quote].into_iter().chain(note.tags.iter().map(String::as_str));
            texts.into_iter().any(|text| fold::folded(text).contains(&wanted))
        };
        notes.retain(|note| wanted.is_empty() || note.as_ref().map_or(true, holds));
        let whole: Vec<Note> = notes.iter().flatten().cloned().collect();
        let detached = self.library.detached(&whole);
        Ok(notes
            .into_iter()
            .map(|note| match note {
                Ok(note) => self.placed_note(&note, detached.contains(&note.id)),
                // What it holds is not known.
                Err(damaged) => self.damaged_note(damaged, request.bin),
            })
            .collect())
    }

    /// A note, or what can be read of one that is damaged: whoever opens it must see it, and can put a version back.
    pub(crate) fn note_or_damaged(&self, id: &str) -> Result<NoteView, WireError> {
        let store = self.library.store();
        match store.note(id) {
            Err(error @ StoreError::Damaged { .. }) => {
                for bin in [false, true] {
                    let notes = store.notes(&NoteFilter { bin, ..NoteFilter::default() });
                    let damaged = notes.map_err(|e| self.told(&e))?.into_iter().filter_map(Result::err);
                    if let Some(damaged) = damaged.into_iter().find(|damaged| damaged.id == id) {
                        return Ok(self.damaged_note(damaged, bin));
                    }
                }
                Err(self.told(&error))
            }
            _ => Ok(self.note_view(&self.stored_note(id)?)),
        }
    }

    pub(crate) fn stored_note(&self, id: &str) -> Result<Note, WireError> {
        let found = self.library.store().note(id).map_err(|e| self.told(&e))?;
        found.ok_or_else(|| words::not_found(self.lang, &format!("zhimai://note/{id}")))
    }

    pub(crate) fn save(&self, request: SaveNote) -> Result<NoteView, WireError> {
        let now = self.library.now();
        let tags = tidy(request.tags);
        let ends_draft = request.typed;
        let begun = request.typed && request.version == 0;
        if begun {
            self.check_identifier(&request.id)?;
        } else if !request.id.is_empty() {
            let change = NoteChange { zh: request.zh, en: request.en, tags, ends_draft };
            let note = self.library.store().update_note(&request.id, request.version, &change, now);
            return Ok(self.note_view(&note.map_err(|e| self.told(&e))?));
        }
        if [&request.zh, &request.en].into_iter().all(|half| half.trim().is_empty())
            && request.selection.is_none()
            && (tags.is_empty() || !begun)
        {
            let message = say(
                self.lang,
                "筆記是空的。先寫下中文或英文的一半。",
                "笔记是空的。先写下中文或英文的一半。",
                "The note is empty. Write its Chinese or its English half first.",
            );
            return Err(words::bad_request(message));
        }
        let on = match request.on.as_str() {
            "" => None,
            on => Some(parse_address(self.lang, on)?),
        };
        if let Some(address) =
            on.as_ref().filter(|address| self.link(address).label.is_empty() && !self.exists(address))
        {
            return Err(words::not_found(self.lang, &address.to_string()));
        }
        let anchor = match (&request.selection, &on) {
            (Some(selection), Some(Address::Article(id))) => {
                Some(self.anchor_of(&self.stored_article(id)?, selection)?)
            }
            _ => None,
        };
        let id = if begun { request.id } else { self.library.new_id() };
        let note = NewNote { id, zh: request.zh, en: request.en, on, anchor, tags, ends_draft };
        let note = self.library.store().create_note(&note, now).map_err(|e| self.told(&e))?;
        Ok(self.note_view(&note))
    }

    /// Identifiers that a window makes stand in addresses, and are made to be unique.
    fn check_identifier(&self, id: &str) -> Result<(), WireError> {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        if (8..=64).contains(&id.len()) && id.bytes().all(fits) {
            return Ok(());
        }
        let message = say(
            self.lang,
            format!("「{id}」不能當筆記的識別碼。"),
            format!("“{id}”不能当笔记的标识符。"),
            format!("“{id}” cannot be the identifier of a note."),
        );
        Err(words::bad_request(message))
    }

    /// What was typed and is not saved. One that is damaged is told in the tray, and stays where it is.
    pub(crate) fn drafts(&self) -> Result<Vec<Draft>, WireError> {
        let kept = self.library.store().drafts().map_err(|e| self.told(&e))?;
        let read = kept.into_iter().filter_map(|one| {
            let (note, draft) = match one {
                Ok(one) => (one.note, serde_json::from_str(&one.draft).ok()),
                Err(damaged) => (damaged.id, None),
            };
            if draft.is_none() {
                self.library.tell_damage(Damage::Draft(Address::Note(note).to_string()));
            }
            draft
        });
        Ok(read.collect())
    }

    pub(crate) fn keep_draft(&self, request: &Draft) -> Result<Nothing, WireError> {
        self.check_identifier(&request.save.id)?;
        let draft = StoredDraft {
            note: request.save.id.clone(),
            draft: serde_json::to_string(request).map_err(|e| words::internal(self.lang, e.to_string()))?,
            kept: self.library.now(),
        };
        self.library.store().keep_draft(&draft).map_err(|e| self.told(&e))?;
        Ok(Nothing {})
    }

    pub(crate) fn drop_draft(&self, request: &IdRequest) -> Result<Nothing, WireError> {
        self.library.store().drop_draft(&request.id).map_err(|e| self.told(&e))?;
        Ok(Nothing {})
    }

    /// True when the address leads somewhere, even to something without a title.
    fn exists(&self, address: &Address) -> bool {
        match address {
            Address::Article(id) => {
                matches!(self.library.store().article(id), Ok(Some(_)) | Err(StoreError::Damaged { .. }))
            }
            Address::Note(id) => {
                matches!(self.library.store().note(id), Ok(Some(_)) | Err(StoreError::Damaged { .. }))
            }
            Address::Entity(_) | Address::Event(_) | Address::Term(_) | Address::Deal(_) => {
                !self.link(address).label.is_empty()
            }
        }
    }

    pub(crate) fn delete(&self, request: &IdRequest) -> Result<NoteView, WireError> {
        let note = self.library.store().delete_note(&request.id, self.library.now());
        Ok(self.note_view(&note.map_err(|e| self.told(&e))?))
    }

    pub(crate) fn restore(&self, request: &IdRequest) -> Result<NoteView, WireError> {
        let note = self.library.store().restore_note(&request.id);
        Ok(self.note_view(&note.map_err(|e| self.told(&e))?))
    }

    pub(crate) fn settle(&self, request: &IdRequest) -> Result<NoteView, WireError> {
        let note = self.library.store().settle_note(&request.id);
        Ok(self.note_view(&note.map_err(|e| self.told(&e))?))
    }

    pub(crate) fn history(&self, request: &IdRequest) -> Result<Vec<NoteVersionView>, WireError> {
        let versions = self.library.store().note_history(&request.id).map_err(|e| self.told(&e))?;
        let view = |v: Result<NoteVersion, Damaged>| match v {
            Ok(NoteVersion { version, written, zh, en, tags }) => {
                NoteVersionView { version, written, zh, en, tags, damaged: None }
            }
            Err(damaged) => {
                let [zh, en] = halves(&damaged);
                let told = words::damaged(self.lang, "version", &damaged.detail).message;
                let version = damaged.id.parse().unwrap_or_default();
                NoteVersionView { version, written: 0, zh, en, tags: Vec::new(), damaged: Some(told) }
            }
        };
        Ok(versions.into_iter().map(view).collect())
    }

    pub(crate) fn revert(&self, request: &RevertNote) -> Result<NoteView, WireError> {
        let store = self.library.store();
        match store.revert_note(&request.id, request.version, self.library.now()) {
            Ok(note) => Ok(self.note_view(&note)),
            Err(StoreError::NotFound { what: "version", .. }) => {
                let newest = self.stored_note(&request.id)?.version;
                Err(words::no_version(self.lang, request.version, newest))
            }
            Err(e) => Err(self.told(&e)),
        }
    }
}

/// What can be read of the halves of a damaged note or version.
fn halves(damaged: &Damaged) -> [String; 2] {
    let mut texts = damaged.texts.iter().cloned();
    [texts.next().unwrap_or_default(), texts.next().unwrap_or_default()]
}

/// Trimmed, sorted, without empty ones and duplicates.
fn tidy(tags: Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> =
        tags.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
    tags.sort();
    tags.dedup();
    tags
}
