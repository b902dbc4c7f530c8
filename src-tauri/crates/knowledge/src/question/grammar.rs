//! From the words of a question to who gives and who gets. Every word has to be accounted for: what has one that is none of
//! these is no question about money.

use super::asked::{Deed, Question};
use super::words::Word;
use zhimai_model::FlowKind;

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Entities that share a name.
    Name(Vec<String>),
    /// A word.
    Word(Word),
    /// Days, counted from 1970-01-01.
    Days(i32, i32),
}

/// Somebody in a sentence: those that are named, or whom it asks for.
type Somebody<'p> = Option<&'p [String]>;

/// What pieces ask for.
pub(super) fn question(pieces: &[Piece]) -> Option<Question> {
    let mut days = None;
    let mut goods: Vec<FlowKind> = Vec::new();
    let mut core: Vec<Piece> = Vec::new();
    let mut has_from = false;
    let mut joins = false;
    for piece in pieces {
        match piece {
            Piece::Days(..) if days.is_some() => return None,
            Piece::Days(first, last) => days = Some((*first, *last)),
            Piece::Word(Word::Goods(kind)) => goods.push(*kind),
            Piece::Word(Word::Filler) => {}
            Piece::Word(Word::To) => sold_to(&mut core),
            Piece::Word(Word::For) => {
                sold_to(&mut core);
                core.push(piece.clone());
            }
            Piece::Word(Word::From) => has_from = true,
            Piece::Word(Word::And) => joins = true,
            Piece::Name(more) => match core.last_mut() {
                Some(Piece::Name(names)) if std::mem::take(&mut joins) => names.extend(more.clone()),
                _ => core.push(piece.clone()),
            },
            Piece::Word(_) => core.push(piece.clone()),
        }
        if joins && !matches!(core.last(), Some(Piece::Name(_))) {
            return None;
        }
    }
    if joins {
        return None;
    }
    let (mut deed, from, to) = sides(&core, has_from)?;
    if has_from && !matches!(deed, Deed::Buy | Deed::BuyAny | Deed::Lend)
        || !goods.is_empty() && !deed.is_purchase()
    {
        return None;
    }
    if deed == Deed::BuyAny && (has_from || !goods.is_empty()) {
        deed = Deed::Buy;
    }
    if from.is_none() && to.is_none() {
        return None;
    }
    let list = |side: Somebody<'_>| side.map(<[String]>::to_vec).unwrap_or_default();
    let kinds = if goods.is_empty() { deed.kinds().to_vec() } else { goods };
    Some(Question { deed, from: list(from), to: list(to), kinds, days })
}

/// Takes what is sold for what is sold to whoever follows.
fn sold_to(core: &mut [Piece]) {
    if let Some(last @ Piece::Word(Word::Sell)) = core.last_mut() {
        *last = Piece::Word(Word::Verb(Deed::Buy, false));
    }
}

/// What is done, who gives and who gets.
fn sides(core: &[Piece], has_from: bool) -> Option<(Deed, Somebody<'_>, Somebody<'_>)> {
    use Piece::{Name, Word as W};
    use Word::{By, For, Passive, Role, Those, Toward, Verb, Who};
    match core {
        [W(Who), W(v @ Verb(..)), Name(o)] => does(v, None, Some(o)),
        [Name(s), W(v @ Verb(..)), W(Who | Those)] | [Name(s), W(v @ Verb(..))] => does(v, Some(s), None),
        [W(Who), Name(s), W(v @ Verb(..))] => does(v, Some(s), None),
        [Name(s), W(v @ Verb(..)), Name(o)] => does(v, Some(s), Some(o)),
        [W(v @ Verb(..)), Name(o), W(Those)] => does(v, None, Some(o)),
        [Name(s), W(Toward), W(Who), W(v @ Verb(..))] if v.takes_from() => does(v, Some(s), None),
        [W(Who), W(Toward), Name(o), W(v @ Verb(..))] if v.takes_from() => does(v, None, Some(o)),
        [Name(s), W(Toward), Name(o), W(v @ Verb(..))] if v.takes_from() => does(v, Some(s), Some(o)),
        [W(Who), W(For), Name(o), W(v @ Verb(..))] => does(&v.given(), None, Some(o)),
        [Name(s), W(For), W(Who), W(v @ Verb(..))] => does(&v.given(), Some(s), None),
        [Name(s), W(For), Name(o), W(v @ Verb(..))] => does(&v.given(), Some(s), Some(o)),
        [W(Who), W(v @ Verb(..)), W(For), Name(o)] => does(v, None, Some(o)),
        [Name(s), W(v @ Verb(..)), W(For), W(Who)] => does(v, Some(s), None),
        [Name(s), W(v @ Verb(..)), W(For), Name(o)] => does(v, Some(s), Some(o)),
        [Name(o), W(Passive), W(Who), W(v @ Verb(..))] => does(v, None, Some(o)),
        [Name(o), W(Passive), Name(s), W(v @ Verb(..))] => does(v, Some(s), Some(o)),
        [Name(o), W(v @ Verb(..)), W(By)]
        | [Name(o), W(v @ Verb(..)), W(By), W(Who)]
        | [W(Who), Name(o), W(v @ Verb(..)), W(By)] => does(v, None, Some(o)),
        [Name(o), W(v @ Verb(..)), W(By), Name(s)] => does(v, Some(s), Some(o)),
        [W(Who), W(v @ Verb(..)), W(By), Name(s)] => does(v, Some(s), None),
        [Name(of), W(Role(deed, gives))]
        | [W(Role(deed, gives)), Name(of)]
        | [W(Who), W(Role(deed, gives)), Name(of)]
        | [W(Who), Name(of), W(Role(deed, gives))]
        | [Name(of), W(Role(deed, gives)), W(Who)]
        | [Name(of), W(Who), W(Role(deed, gives))]
            if !has_from =>
        {
            Some(if *gives { (*deed, None, Some(of)) } else { (*deed, Some(of), None) })
        }
        _ => None,
    }
}

/// What is done, who gives and who gets, by who does it and to whom.
fn does<'p>(
    verb: &Word,
    subject: Somebody<'p>,
    object: Somebody<'p>,
) -> Option<(Deed, Somebody<'p>, Somebody<'p>)> {
    match verb {
        Word::Verb(deed, true) => Some((*deed, subject, object)),
        Word::Verb(deed, false) => Some((*deed, object, subject)),
        _ => None,
    }
}

impl Word {
    /// Whether one does it to somebody whom one gets something from.
    fn takes_from(self) -> bool {
        matches!(self, Word::Verb(Deed::Buy | Deed::BuyAny, true) | Word::Verb(Deed::Lend, false))
    }

    /// What is done for somebody: a loan for them is one that they get.
    fn given(self) -> Word {
        match self {
            Word::Verb(Deed::Lend, _) => Word::Verb(Deed::Lend, true),
            other => other,
        }
    }
}
