//! Groups of names that mean the same: those of an entity, those of a term, and the words of which each region has its own.

use crate::regional;
use zhimai_model::{AliasKind, Entity, EntityKind, Lang, Term};
use zhimai_text::script::{self, Script};

/// Begins the identifiers of regional words, so that none is taken for a term's.
const REGION: &str = "region:";

/// The names of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The identifier of the entity or term.
    pub id: String,
    /// What the names are of.
    pub kind: GroupKind,
    /// The names, the preferred one of each language first.
    pub forms: Vec<Form>,
    /// Identifiers of entities that this one is tied to. A tie goes both ways.
    pub ties: Vec<String>,
}

/// What the names of a group are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// A company, a person, a product and so on.
    Entity(EntityKind),
    /// A word of the glossary.
    Term,
    /// A word of which each region has its own.
    Region,
}

impl GroupKind {
    /// Whether it is of something that has a page of its own as a company or a person has.
    pub fn is_entity(self) -> bool {
        matches!(self, GroupKind::Entity(_))
    }
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As written.
    pub text: String,
    /// The language it is a name in.
    pub lang: Lang,
    /// What sort of name it is.
    pub kind: FormKind,
    /// What each region writes for it, in the order of `Region::ALL`, where that is known.
    pub regional: Option<Box<[String; 3]>>,
}

impl Form {
    /// A name; the language is told by its script.
    pub fn new(text: &str, kind: FormKind) -> Self {
        let lang = match script::detect(text) {
            Script::Hant | Script::Hans => Lang::Zh,
            Script::Latin => Lang::En,
            Script::Other => Lang::Other,
        };
        Form { text: text.to_owned(), lang, kind, regional: None }
    }

    /// True for a wrong spelling or translation: it leads to the others, they do not lead to it.
    pub fn is_mistake(&self) -> bool {
        matches!(self.kind, FormKind::Misspelling | FormKind::Mistranslation)
    }
}

/// What sort of name a form is. It decides what must stand beside it in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// One of the names that the thing is shown by, or a form of a term.
    Name,
    /// Another right name, among them former and later ones.
    Alias,
    /// The symbol that a company is traded under.
    Ticker,
    /// What people call it among themselves.
    Nickname,
    /// A wrong spelling. It is known when typed.
    Misspelling,
    /// A wrong translation. It is known when typed.
    Mistranslation,
}

impl From<AliasKind> for FormKind {
    fn from(kind: AliasKind) -> Self {
        match kind {
            AliasKind::Alias | AliasKind::FormerName | AliasKind::LaterName => FormKind::Alias,
            AliasKind::Ticker => FormKind::Ticker,
            AliasKind::Nickname => FormKind::Nickname,
            AliasKind::Misspelling => FormKind::Misspelling,
            AliasKind::Mistranslation => FormKind::Mistranslation,
        }
    }
}

impl Group {
    /// A group with these names, tied to nothing.
    pub fn new(id: &str, kind: GroupKind, forms: Vec<Form>) -> Self {
        Group { id: id.to_owned(), kind, forms, ties: Vec::new() }
    }

    /// All names of an entity.
    pub fn of_entity(entity: &Entity) -> Self {
        let mut forms = Forms::default();
        let names = &entity.names;
        for name in [&names.zh_hk, &names.zh_tw, &names.zh_cn, &names.en] {
            forms.add(name, FormKind::Name);
        }
        // Who is called 萨姆·奥尔特曼 is called 奥尔特曼 for short.
        if entity.kind == EntityKind::Person {
            for name in [&names.zh_hk, &names.zh_tw, &names.zh_cn] {
                forms.add(regional::family_name(name).unwrap_or_default(), FormKind::Alias);
            }
        }
        for alias in &entity.aliases {
            forms.add(&alias.text, alias.kind.into());
        }
        for form in &mut forms.0 {
            form.regional = regional::of_name(&form.text, names);
        }
        let ties = entity.relations.iter().map(|relation| relation.target.clone()).collect();
        Group { id: entity.id.clone(), kind: GroupKind::Entity(entity.kind), forms: forms.0, ties }
    }

    /// All forms of a term.
    pub fn of_term(term: &Term) -> Self {
        let mut forms = Forms::default();
        let variants = &term.variants;
        let chinese = [&term.zh, &term.zh_cn].into_iter();
        let regional = variants.hk.iter().chain(&variants.tw).chain(&variants.cn);
        for form in chinese.chain(regional).chain(&term.en) {
            forms.add(form, FormKind::Name);
        }
        for form in &mut forms.0 {
            form.regional = regional::of_term(&form.text, term);
        }
        Group::new(&term.id, GroupKind::Term, forms.0)
    }

    /// The words of the regions for one thing.
    pub fn of_region(words: &[String]) -> Self {
        let mut forms = Forms::default();
        words.iter().for_each(|word| forms.add(word, FormKind::Name));
        let id = format!("{REGION}{}", words.first().map_or("", String::as_str));
        Group::new(&id, GroupKind::Region, forms.0)
    }
}

#[derive(Default)]
struct Forms(Vec<Form>);

impl Forms {
    fn add(&mut self, text: &str, kind: FormKind) {
        if !text.trim().is_empty() && !self.0.iter().any(|form| form.text == text) {
            self.0.push(Form::new(text, kind));
        }
    }
}
