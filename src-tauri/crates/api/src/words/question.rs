//! How a question about who pays whom was read, in words.

use super::date::date_view;
use super::say::say;
use crate::wire::UiLang;
use zhimai_knowledge::question::Deed;
use zhimai_model::DateRange;

/// Who gives, who gets, and when, as a question names them; nothing for whom it asks.
pub(crate) struct Sides {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) days: Option<DateRange>,
}

/// How many deals answer a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered {
    pub(crate) deals: usize,
    /// Of these, how many were denied, called off or replaced.
    pub(crate) ended: usize,
    /// And how many are rumoured or intended, and no more.
    pub(crate) loose: usize,
}

/// The reading of a question, with how many deals answer it: `Who invested in Anthropic: 12 deals`.
pub(crate) fn reading(lang: UiLang, deed: Deed, sides: &Sides, answered: Answered) -> String {
    let deals = answered.deals;
    let asked = asked(lang, deed, sides);
    let when = sides.days.as_ref().map(|days| date_view(lang, days).label);
    let when = when.map_or_else(String::new, |when| {
        say(lang, format!("（{when}）"), format!("（{when}）"), format!(" ({when})"))
    });
    let told = say(
        lang,
        format!("{asked}{when}：{deals} 筆交易"),
        format!("{asked}{when}：{deals} 笔交易"),
        match deals {
            1 => format!("{asked}{when}: one deal"),
            _ => format!("{asked}{when}: {deals} deals"),
        },
    );
    let but = |count: usize, [hant, hans, en]: [&str; 3]| match count {
        0 => String::new(),
        _ if count == deals => say(lang, format!("，{hant}"), format!("，{hans}"), format!(", {en}")),
        _ => say(
            lang,
            format!("，其中 {count} 筆{hant}"),
            format!("，其中 {count} 笔{hans}"),
            format!(", {count} of them {en}"),
        ),
    };
    let ended =
        but(answered.ended, ["遭否認、取消或取代", "被否认、取消或取代", "denied, called off or replaced"]);
    let loose =
        but(answered.loose, ["仍屬傳聞或意向", "仍属传闻或意向", "no more than rumoured or intended"]);
    format!("{told}{ended}{loose}")
}

fn asked(lang: UiLang, deed: Deed, sides: &Sides) -> String {
    let (from, to) = (sides.from.as_deref(), sides.to.as_deref());
    // Whom it asks for is 誰 in Chinese, wherever it stands.
    let who = say(lang, "誰", "谁", "who");
    let (giver, taker) = (from.unwrap_or(&who), to.unwrap_or(&who));
    let (hant, hans) = chinese(deed, giver, taker);
    say(lang, hant, hans, english(deed, from, to))
}

fn chinese(deed: Deed, giver: &str, taker: &str) -> (String, String) {
    match deed {
        Deed::Invest => (format!("{giver}投資了{taker}"), format!("{giver}投资了{taker}")),
        Deed::Acquire => (format!("{giver}收購了{taker}"), format!("{giver}收购了{taker}")),
        Deed::Lend => (format!("{giver}借錢給{taker}"), format!("{giver}借钱给{taker}")),
        Deed::Buy => (format!("{giver}向{taker}採購"), format!("{giver}向{taker}采购")),
        Deed::BuyAny => {
            (format!("{giver}買下{taker}，或向{taker}採購"), format!("{giver}买下{taker}，或向{taker}采购"))
        }
        Deed::Fund => (format!("{giver}出資給{taker}"), format!("{giver}出资给{taker}")),
        Deed::Guarantee => (format!("{giver}替{taker}擔保"), format!("{giver}为{taker}担保")),
        Deed::Pay => (format!("{giver}付錢給{taker}"), format!("{giver}付钱给{taker}")),
    }
}

fn english(deed: Deed, from: Option<&str>, to: Option<&str>) -> String {
    let (past, object) = match deed {
        Deed::Invest => ("invested in", "Whom"),
        Deed::Acquire => ("acquired", "Whom"),
        Deed::Lend => ("lent to", "Whom"),
        Deed::Buy => ("buys from", "Whom"),
        Deed::BuyAny => ("bought, or bought from,", "Whom"),
        Deed::Fund => ("funds", "Whom"),
        Deed::Guarantee => ("guarantees for", "Whom"),
        Deed::Pay => ("pays", "Whom"),
    };
    match (from, to) {
        (None, to) => format!("Who {past} {}", to.unwrap_or("whom")),
        (Some(from), None) => format!("{object} {from} {}", past.trim_end_matches(',')),
        (Some(from), Some(to)) => format!("{from} {past} {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_told_as_it_was_read() {
        let check = |lang, deed, from: &str, to: &str, deals, expect: &str| {
            let side = |name: &str| (!name.is_empty()).then(|| name.to_owned());
            let sides = Sides { from: side(from), to: side(to), days: None };
            let answered = Answered { deals, ended: 0, loose: 0 };
            assert_eq!(reading(lang, deed, &sides, answered), expect);
        };
        check(UiLang::En, Deed::Invest, "", "Anthropic", 12, "Who invested in Anthropic: 12 deals");
        check(UiLang::En, Deed::Invest, "NVIDIA", "", 1, "Whom NVIDIA invested in: one deal");
        check(UiLang::En, Deed::Buy, "OpenAI", "Oracle", 2, "OpenAI buys from Oracle: 2 deals");
        check(UiLang::ZhHant, Deed::Invest, "", "Anthropic", 12, "誰投資了Anthropic：12 筆交易");
        check(UiLang::ZhHans, Deed::Lend, "", "甲骨文", 3, "谁借钱给甲骨文：3 笔交易");
        let days = DateRange::from_days(20_089, 20_453);
        let sides = Sides { from: Some("微軟".to_owned()), to: None, days };
        let told =
            |lang, deals, ended, loose| reading(lang, Deed::Invest, &sides, Answered { deals, ended, loose });
        assert_eq!(told(UiLang::ZhHant, 4, 0, 0), "微軟投資了誰（2025年）：4 筆交易");
        assert_eq!(
            told(UiLang::ZhHant, 4, 2, 0),
            "微軟投資了誰（2025年）：4 筆交易，其中 2 筆遭否認、取消或取代"
        );
        assert_eq!(told(UiLang::ZhHans, 1, 0, 1), "微軟投资了谁（2025年）：1 笔交易，仍属传闻或意向");
        assert_eq!(
            told(UiLang::En, 3, 1, 1),
            "Whom 微軟 invested in (2025): 3 deals, 1 of them denied, called off or replaced, 1 of them no more than rumoured or intended"
        );
    }
}
