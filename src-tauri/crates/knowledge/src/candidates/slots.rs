//! Who stands where in a sentence: names and what stands for names, with what joins them to the verb.

use super::firmness::Sense;
use super::tokens::{Sort, Token, Tokens};
use super::verbs::Mark;
use super::words::Word;

/// Who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A known entity, by its place among the names of the text.
    Known(usize),
    /// A name that nobody knows, or one that the sentence does not tell.
    Unnamed,
    /// The one that was named before: it, 其.
    It,
    /// The last that was named: 後者.
    Latter,
}

/// One or several who stand together.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// In the order of the text; never empty.
    pub(super) who: Vec<Who>,
    /// The first token.
    pub(super) first: usize,
    /// The last token.
    pub(super) last: usize,
    /// What joins it to the verb beside it; nothing before a subject.
    pub(super) mark: Option<Mark>,
    /// The verb whose object it is, where it stands behind one.
    pub(super) verb: Option<usize>,
    /// Whether something of it follows: OpenAI 的, Nvidia’s.
    pub(super) is_owner: bool,
    /// Whether somebody is told of: a known name, or a word for some company, but no mere capital.
    pub(super) is_told: bool,
    /// How many tokens lie between it and what joins it.
    pub(super) gap: usize,
}

/// So many words or characters may stand between a name and what joins it to the verb.
const FURTHEST: usize = 14;

/// All who stand in a sentence, in order.
pub(super) fn slots(sentence: &Tokens, chars: &[char]) -> Vec<Slot> {
    let tokens = sentence.all.as_slice();
    let mut out: Vec<Slot> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let is_organisation =
            matches!(token.sort, Sort::Word(Word::Organisation)) && stands_alone(tokens, chars, at);
        let Some(first) = who(token.sort).or(is_organisation.then_some(Who::Unnamed)) else {
            at += 1;
            continue;
        };
        let mut slot = Slot {
            who: vec![first],
            first: at,
            last: at,
            mark: None,
            verb: None,
            is_owner: false,
            is_told: !matches!(token.sort, Sort::Unknown),
            gap: 0,
        };
        (slot.mark, slot.verb, slot.gap) = joined(tokens, chars, slot.first);
        while let Some((who, last)) = further(sentence, chars, &slot) {
            slot.who.extend(who);
            slot.last = last;
        }
        let next = tokens.get(slot.last + 1).map(|token| token.sort);
        slot.is_owner = matches!(next, Some(Sort::Word(Word::Possessive)));
        at = slot.last + 1;
        if matches!(next, Some(Sort::Word(Word::Kin))) {
            let is_named = tokens.get(at + 1).is_some_and(|token| who(token.sort).is_some());
            if is_named {
                continue;
            }
            slot.who = vec![Who::Unnamed];
        }
        out.push(slot);
    }
    out
}

/// Who stands beside those of a slot, joined by a word such as 與, and the last token of it; another word of a name that nobody
/// knows is nobody more.
fn further(sentence: &Tokens, chars: &[char], slot: &Slot) -> Option<(Option<Who>, usize)> {
    let sort = |at: usize| sentence.all.get(at).map(|token| token.sort);
    let next = slot.last + 1;
    match sort(next)? {
        Sort::Unknown if slot.who.last() == Some(&Who::Unnamed) => Some((None, next)),
        Sort::Word(Word::And) => {
            let who = who(sort(next + 1)?)?;
            // Invests in A and B would buy: B begins anew.
            let is_behind = slot.verb.is_some() || is_latin(&sentence.all, chars, next);
            let begins = slot.mark.is_some() && is_behind && begins_clause(sentence, next + 2);
            (!begins && !slot.who.contains(&who)).then_some((Some(who), next + 1))
        }
        // Nvidia, Intel and Qualcomm; Microsoft, Nvidia to invest.
        Sort::Word(Word::Pause) => {
            let who = who(sort(next + 1)?).filter(|who| !slot.who.contains(who))?;
            // Chinese begins a clause behind such a comma.
            let is_spaced = sentence.all.get(next).zip(sentence.all.get(next + 1));
            is_spaced.filter(|(comma, name)| comma.range.end < name.range.start)?;
            let is_headline = slot.first == 0 && is_doing(sentence, next + 2);
            (is_headline || is_list(sentence, next)).then_some((Some(who), next + 1))
        }
        _ => None,
    }
}

/// Whether names follow a comma, each behind one, up to a last that is joined by a word such as and.
fn is_list(sentence: &Tokens, comma: usize) -> bool {
    let sort = |at: usize| sentence.all.get(at).map(|token| token.sort);
    let is_name = |at: usize| sort(at).and_then(who).is_some_and(|who| who != Who::It && who != Who::Latter);
    let mut at = comma;
    loop {
        let is_pause = matches!(sort(at), Some(Sort::Word(Word::Pause)));
        at += usize::from(is_pause);
        let is_last = matches!(sort(at), Some(Sort::Word(Word::And)));
        at += usize::from(is_last);
        if !(is_pause || is_last) || !is_name(at) {
            return false;
        }
        while is_name(at) {
            at += 1;
        }
        if is_last {
            return !begins_clause(sentence, at);
        }
    }
}

/// Whether what stands at a token is what the names before it do.
fn is_doing(sentence: &Tokens, at: usize) -> bool {
    sentence.all.get(at).is_some_and(|token| match token.sort {
        Sort::Word(Word::Verb { verb, .. }) => !verb.is_noun,
        Sort::Word(Word::Mark(Mark::To)) => true,
        _ => false,
    })
}

/// Whether what stands at a token is said of the name before it.
fn begins_clause(sentence: &Tokens, at: usize) -> bool {
    let Some(token) = sentence.all.get(at) else { return false };
    let is_due = sentence.senses.contains(&(Sense::Will, token.range.start));
    let plain = |token: &&Token| matches!(token.sort, Sort::Other | Sort::Word(Word::Plain));
    let behind = sentence.all.get(at..).unwrap_or_default().iter().take(5).find(|token| !plain(token));
    is_due
        || behind.is_some_and(|token| match token.sort {
            Sort::Sum(_) | Sort::Word(Word::Be) => true,
            Sort::Word(Word::Verb { verb, .. }) => !verb.is_noun,
            _ => false,
        })
}

/// Whether a word for some company is all that the sentence says of it: invests in a startup, but not in the startup Groq.
fn stands_alone(tokens: &[Token], chars: &[char], at: usize) -> bool {
    let named = tokens.iter().skip(at + 1).take(2).any(|token| who(token.sort).is_some());
    // 投資新創企業: no one of them.
    let written = tokens.get(at).and_then(|token| chars.get(token.range.clone())).unwrap_or_default();
    if ["企业", "业者", "厂商"].iter().any(|word| written.iter().copied().eq(word.chars())) {
        return false;
    }
    let (mark, verb, gap) = joined(tokens, chars, at);
    !named && mark.is_some() && (verb.is_none() || gap > 0)
}

fn is_latin(tokens: &[Token], chars: &[char], at: usize) -> bool {
    let first = tokens.get(at).and_then(|token| chars.get(token.range.start));
    first.is_some_and(char::is_ascii)
}

fn who(sort: Sort) -> Option<Who> {
    match sort {
        Sort::Name(at) => Some(Who::Known(at)),
        Sort::Unknown | Sort::Word(Word::Unnamed) => Some(Who::Unnamed),
        Sort::Word(Word::It) => Some(Who::It),
        Sort::Word(Word::Latter) => Some(Who::Latter),
        _ => None,
    }
}

/// What joins the name that begins at `first` to a verb, and the verb where it stands behind one.
fn joined(tokens: &[Token], chars: &[char], first: usize) -> (Option<Mark>, Option<usize>, usize) {
    let mut at = first;
    while let Some(before) = at.checked_sub(1) {
        at = before;
        let gap = first - 1 - at;
        let Some(token) = tokens.get(at).filter(|_| gap <= FURTHEST) else { break };
        match token.sort {
            Sort::Word(Word::Mark(mark)) => return (Some(mark), None, gap),
            Sort::Word(Word::Verb { .. }) => return (Some(Mark::Direct), Some(at), gap),
            // 與 OpenAI 簽約.
            Sort::Word(Word::And) if !is_latin(tokens, chars, at) => {
                let before = at.checked_sub(1).and_then(|i| tokens.get(i)).map(|token| token.sort);
                let is_with = before.is_some_and(|sort| !matches!(sort, Sort::Sum(_)) && who(sort).is_none());
                return if is_with { (Some(Mark::With), None, gap) } else { (None, None, 0) };
            }
            Sort::Word(Word::Pause | Word::Stop | Word::Open | Word::Close | Word::And | Word::Be) => break,
            // 向微軟的 OpenAI: whoever owns it stands between.
            Sort::Name(_) | Sort::Word(Word::It | Word::Latter | Word::Unnamed) => {
                let next = tokens.get(at + 1).map(|token| token.sort);
                let owns = matches!(next, Some(Sort::Word(Word::Possessive | Word::Kin)));
                if !owns {
                    break;
                }
            }
            _ => {}
        }
    }
    (None, None, 0)
}
