//! From documents that match to hits as they are shown: marks, passages, reasons.

use crate::SearchError;
use crate::plan::{Find, Plan};
use crate::rank::fit;
use crate::request::{Hit, Marked, Reason, Request};
use crate::search::{Engine, Found, columns, in_file_order, value};
use crate::snippet::passage;
use crate::spot::Spotter;
use crate::stored::{Stored, texts};
use std::collections::HashMap;
use tantivy::{DocAddress, Searcher, TantivyDocument};
use zhimai_gazetteer::{Gazetteer, GroupKind, squeeze};
use zhimai_text::offset;
use zhimai_text::segment::is_ideograph;

/// Of a longer list, only so many hits get a passage.
const PASSAGES: usize = 1_000;
/// Of what stands in a text instead of one piece of the query, only so many forms are told.
const FORMS: usize = 16;

pub(crate) struct Shower<'a> {
    engine: &'a Engine,
    searcher: &'a Searcher,
    plan: &'a Plan,
    request: &'a Request,
}

impl<'a> Shower<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        searcher: &'a Searcher,
        plan: &'a Plan,
        request: &'a Request,
    ) -> Self {
        Shower { engine, searcher, plan, request }
    }

    /// The hits, in the order given. `documents` are those that were read before.
    pub(crate) fn hits(
        &self,
        found: &[Found],
        mut documents: HashMap<DocAddress, TantivyDocument>,
    ) -> Result<Vec<Hit>, SearchError> {
        let first = columns(self.searcher, "first")?;
        let last = columns(self.searcher, "last")?;
        let mut spotter = Spotter::new(self.plan);
        let mut hits: Vec<Option<Hit>> = Vec::new();
        hits.resize_with(found.len(), || None);
        for (place, address) in in_file_order(found) {
            let document: TantivyDocument = match documents.remove(&address) {
                Some(document) => document,
                None => self.searcher.doc(address)?,
            };
            let (Some(stored), Some(found)) = (Stored::new(&document, &self.engine.fields), found.get(place))
            else {
                continue;
            };
            let day = |columns| value(columns, address).and_then(|day| i32::try_from(day).ok());
            let mut hit = Hit {
                kind: stored.kind,
                id: stored.id.to_owned(),
                title: Marked { text: stored.title.to_owned(), marks: Vec::new() },
                snippet: Marked::default(),
                source: stored.source.map(str::to_owned),
                language: stored.language.map(str::to_owned),
                days: day(&first).zip(day(&last)),
                score: found.score,
                reasons: Vec::new(),
                explanation: Vec::new(),
            };
            if self.request.snippets && place < PASSAGES {
                self.mark(&mut spotter, &document, found, &mut hit);
            }
            if self.request.explain {
                hit.explanation = match &found.fit {
                    Some((fit, first)) => fit
                        .score(*first, !self.plan.named.is_empty())
                        .1
                        .iter()
                        .map(|(n, v)| ((*n).to_owned(), *v))
                        .collect(),
                    None => vec![("words".to_owned(), found.score)],
                };
            }
            if let Some(slot) = hits.get_mut(place) {
                *slot = Some(hit);
            }
        }
        Ok(hits.into_iter().flatten().collect())
    }

    /// Marks the title, cuts the passage and tells the reasons.
    fn mark(&self, spotter: &mut Spotter<'_>, document: &TantivyDocument, found: &Found, hit: &mut Hit) {
        let fields = &self.engine.fields;
        let fit = match &found.fit {
            Some((fit, _)) => fit.clone(),
            None => fit(spotter, texts(document, fields), None),
        };
        let mut reasons = Reasons::new(self.plan);
        let mut shown = None;
        for (number, text) in texts(document, fields).enumerate() {
            spotter.look(text);
            reasons.read(spotter, text);
            let best = fit.best.filter(|best| best.0 == number);
            if number == 0 {
                hit.title.marks = spotter.marks();
            } else if best.is_some() || shown.is_none() && number == 1 || self.holds_all(spotter, &shown) {
                let marks = spotter.marks();
                let (start, end) = match best {
                    Some((_, start, end)) => spotter.folded.original(start, end),
                    None => {
                        let first = marks.first().copied().unwrap_or([0, 0]);
                        (offset::CharOffset(first[0] as usize), offset::CharOffset(first[1] as usize))
                    }
                };
                hit.snippet = passage(text, start.0, end.0, &marks);
                shown = Some(!marks.is_empty());
            }
        }
        hit.reasons = reasons.told();
    }

    /// Whether a later text is to be shown instead: nothing is marked so far, and there is something in this one.
    fn holds_all(&self, spotter: &Spotter<'_>, shown: &Option<bool>) -> bool {
        *shown == Some(false) && !spotter.marks().is_empty()
    }
}

/// What to tell about pieces of the query that do not stand in the document as written.
struct Reasons<'a> {
    plan: &'a Plan,
    /// For each atom with a reason: what stands there instead, each form once.
    found: Vec<Vec<String>>,
    /// It stands there as written too.
    plain: Vec<bool>,
}

impl<'a> Reasons<'a> {
    fn new(plan: &'a Plan) -> Self {
        Reasons { plan, found: vec![Vec::new(); plan.atoms.len()], plain: vec![false; plan.atoms.len()] }
    }

    fn read(&mut self, spotter: &Spotter<'_>, text: &str) {
        for spot in &spotter.spots {
            let (start, end) = spotter.folded.original(spot.start, spot.end);
            self.note(spot.atom, text, start, end);
        }
    }

    fn note(&mut self, atom: usize, text: &str, start: offset::CharOffset, end: offset::CharOffset) {
        let Some(planned) = self.plan.atoms.get(atom).filter(|planned| planned.reason.is_some()) else {
            return;
        };
        if self.plain.get(atom).copied().unwrap_or(true) {
            return;
        }
        let written = self.plan.written.get(planned.piece).map_or("", String::as_str);
        let found = offset::slice(text, start, end);
        let same = squeeze(written) == squeeze(found)
            || is_plural(&self.plan.names, &planned.find, written, found)
            || is_written(&planned.find, found);
        if same {
            self.plain.get_mut(atom).into_iter().for_each(|plain| *plain = true);
        } else if let Some(forms) = self.found.get_mut(atom).filter(|forms| forms.len() < FORMS)
            && !forms.iter().any(|form| form == found)
        {
            forms.push(found.to_owned());
        }
    }

    fn told(self) -> Vec<Reason> {
        let mut out: Vec<Reason> = Vec::new();
        for ((atom, found), plain) in self.plan.atoms.iter().zip(self.found).zip(self.plain) {
            let mut forms = found.into_iter();
            if let (Some(kind), Some(found), false) = (atom.reason, forms.next(), plain) {
                let written = self.plan.written.get(atom.piece).cloned().unwrap_or_default();
                let reason = Reason { kind, written, found, others: forms.collect() };
                if !out.contains(&reason) {
                    out.push(reason);
                }
            }
        }
        out
    }
}

/// `chip` and `chips` need no telling.
fn is_plural(names: &Gazetteer, find: &Find, a: &str, b: &str) -> bool {
    let Find::Groups(groups) = find else { return false };
    let term =
        groups.iter().filter_map(|group| names.group(*group)).any(|group| group.kind == GroupKind::Term);
    let (a, b) = (squeeze(a), squeeze(b));
    term && (a.strip_suffix('s') == Some(&b) || b.strip_suffix('s') == Some(&a))
}

/// What stands there is the word itself, or another form of it, and no translation.
fn is_written(find: &Find, found: &str) -> bool {
    let Find::Forms { chinese, .. } = find else { return false };
    found.chars().next().is_some_and(|c| is_ideograph(c) != *chinese)
}
