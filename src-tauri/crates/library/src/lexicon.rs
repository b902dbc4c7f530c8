//! Names and glossary as the index wants them: groups of forms that mean the same.

use zhimai_model::{Entity, Lang, Term};
use zhimai_search::{Form, Group, GroupKind, Lexicon};
use zhimai_text::script::{self, Script};

/// Begins the identifiers of regional words, so that none is taken for a term's.
const REGION: &str = "region:";

/// All names of entities, all forms of terms, and the words of which each region has its own.
pub fn lexicon(entities: &[Entity], terms: &[Term], regions: &[Vec<String>]) -> Lexicon {
    let mut groups = Vec::new();
    for entity in entities {
        let mut forms = Forms::default();
        for name in [&entity.names.zh_hk, &entity.names.zh_tw, &entity.names.zh_cn, &entity.names.en] {
            forms.add(name, false);
        }
        for alias in &entity.aliases {
            forms.add(&alias.text, alias.kind.is_mistake());
        }
        groups.push(Group { id: entity.id.clone(), kind: GroupKind::Entity(entity.kind), forms: forms.0 });
    }
    for term in terms {
        let mut forms = Forms::default();
        let variants = &term.variants;
        let written =
            [&term.zh, &term.zh_cn].into_iter().chain(&variants.hk).chain(&variants.tw).chain(&variants.cn);
        for form in written.chain(&term.en) {
            forms.add(form, false);
        }
        groups.push(Group { id: term.id.clone(), kind: GroupKind::Term, forms: forms.0 });
    }
    for words in regions {
        let mut forms = Forms::default();
        words.iter().for_each(|word| forms.add(word, false));
        let id = format!("{REGION}{}", words.first().map_or("", String::as_str));
        groups.push(Group { id, kind: GroupKind::Term, forms: forms.0 });
    }
    Lexicon { groups }
}

#[derive(Default)]
struct Forms(Vec<Form>);

impl Forms {
    fn add(&mut self, text: &str, misspelling: bool) {
        if text.trim().is_empty() || self.0.iter().any(|form| form.text == text) {
            return;
        }
        let lang = match script::detect(text) {
            Script::Hant | Script::Hans => Lang::Zh,
            Script::Latin => Lang::En,
            Script::Other => Lang::Other,
        };
        self.0.push(Form { text: text.to_owned(), lang, misspelling });
    }
}
