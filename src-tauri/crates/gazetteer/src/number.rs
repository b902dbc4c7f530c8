//! Numbers that are symbols of companies: 2330 is one in `台積電(2330)`, and none in 2330 人.

use crate::context::Context;
use zhimai_text::segment::{Gap, UnitKind};

/// What a symbol is announced by, folded.
const BEFORE: [&str; 17] = [
    "代号", "代码", "股号", "台股", "港股", "日股", "股票", "twse", "tse", "tpex", "hkex", "sehk", "nyse",
    "nasdaq", "ticker", "symbol", "code",
];
/// What tells the market behind a symbol, folded.
const MARKETS: [&str; 8] = ["tw", "two", "hk", "t", "tt", "ss", "sz", "jp"];
/// What follows a symbol where its company is named in the text too, folded.
const AFTER: [&str; 6] = ["股价", "收盘", "股票", "今日", "收报", "开盘"];

/// Whether the number at a unit is the symbol of a company. `named`: whether the company is named by a sure name that ends
/// at, and is told by, a unit; `anywhere`: or anywhere in the text.
pub(crate) fn is_symbol(
    context: &Context<'_>,
    at: usize,
    named: impl Fn(usize) -> bool,
    anywhere: bool,
) -> bool {
    has_market(context, at)
        || is_announced(context, at)
        || !counts(context, at) && {
            let mut before = at;
            while let Some(sign) = before.checked_sub(1).filter(|sign| is_open(context.char(*sign))) {
                before = sign;
            }
            let beside = before.checked_sub(1).is_some_and(named);
            beside || anywhere && AFTER.iter().any(|word| follows(context, at, word))
        }
}

/// `2330.TW`, `9988-HK`, `2330 TT`.
fn has_market(context: &Context<'_>, at: usize) -> bool {
    let is_sign = matches!(context.char(at + 1), Some('.' | '-' | ':')) && context.gap(at + 1) == Gap::None;
    let place = at + 1 + usize::from(is_sign);
    let market: String = context.text(place).iter().collect();
    let near = if is_sign { context.gap(place) == Gap::None } else { context.gap(place) == Gap::Space };
    near && MARKETS.contains(&market.as_str()) && (is_sign || market.len() == 2)
}

/// `TWSE: 2330`, `股票代號2330`, `（代碼：2330）`.
fn is_announced(context: &Context<'_>, at: usize) -> bool {
    let mut before = at;
    while let Some(sign) =
        before.checked_sub(1).filter(|sign| matches!(context.char(*sign), Some(':' | '為' | '为' | '是')))
    {
        before = sign;
    }
    let Some(last) = before.checked_sub(1) else { return false };
    let end = context.units.get(last).map_or(0, |unit| unit.end);
    BEFORE.iter().any(|word| {
        let length = word.chars().count();
        let Some(from) = end.checked_sub(length) else { return false };
        let whole = !word.is_ascii() || context.start(last) == from;
        whole && context.chars.get(from..end).is_some_and(|own| own.iter().copied().eq(word.chars()))
    })
}

/// Whether something is counted: a character or a word in small letters follows, as in 2330 人 and `2330 people`.
fn counts(context: &Context<'_>, at: usize) -> bool {
    if AFTER.iter().any(|word| follows(context, at, word)) {
        return false;
    }
    let next = context.units.get(at + 1).map(|unit| unit.kind);
    matches!(next, Some(UnitKind::Ideograph | UnitKind::Word | UnitKind::Number))
        || matches!(context.char(at + 1), Some('%' | '$' | '€' | '°'))
}

fn follows(context: &Context<'_>, at: usize, word: &str) -> bool {
    let mut next = at + 1;
    word.chars().all(|c| {
        let same = context.char(next) == Some(c);
        next += 1;
        same
    })
}

fn is_open(sign: Option<char>) -> bool {
    matches!(sign, Some('(' | '[' | '{' | '〔' | '【' | '-' | ':' | '/'))
}
