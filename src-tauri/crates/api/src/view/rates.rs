//! Sums in another currency, at rates that the person gives. Nothing is converted without one, and what is says at which.

use super::desk::Desk;
use crate::wire::{ConvertedView, DealList, SumView, UiLang, WireError};
use crate::words::{self, amount_label, say, sum_label, word};
use zhimai_knowledge::deals::Sum;
use zhimai_model::{Amount, Currency, FlowKind, Qualifier};

/// So many digits of a converted sum are told: a rate that is given by hand is no surer.
const DIGITS: i32 = 3;

/// What one unit of a currency is worth in another.
#[derive(Debug)]
struct Rate {
    from: Currency,
    into: Currency,
    worth: f64,
    /// The number as the person wrote it.
    written: String,
}

/// Rates that the person gives, one for a currency.
#[derive(Debug, Default)]
pub(crate) struct Rates(Vec<Rate>);

impl Rates {
    /// Reads rates such as `EUR=1.16`, in US dollars, or `EUR=0.86 GBP`.
    ///
    /// # Errors
    /// `BadRequest` for what is none, and for a second one of the same currency.
    pub(crate) fn read(lang: UiLang, written: &[String]) -> Result<Self, WireError> {
        let mut all: Vec<Rate> = Vec::new();
        for one in written {
            let rate = Rate::read(one).ok_or_else(|| no_rate(lang, one))?;
            if all.iter().any(|other| other.from == rate.from) {
                return Err(second_rate(lang, rate.from));
            }
            all.push(rate);
        }
        Ok(Self(all))
    }

    fn of(&self, currency: Currency) -> Option<&Rate> {
        self.0.iter().find(|rate| rate.from == currency)
    }
}

impl Rate {
    fn read(written: &str) -> Option<Self> {
        let (from, worth) = written.split_once('=')?;
        let mut parts = worth.split_whitespace();
        let (number, into) = (parts.next()?, parts.next().unwrap_or("USD"));
        let is_plain = number.chars().all(|c| c.is_ascii_digit() || c == '.');
        let worth: f64 = number.parse().ok().filter(|_| is_plain)?;
        let rate = Self {
            from: from.trim().parse().ok()?,
            into: into.parse().ok()?,
            worth,
            written: number.to_owned(),
        };
        let fits = worth.is_finite() && worth > 0.0 && rate.from != rate.into && parts.next().is_none();
        fits.then_some(rate)
    }

    /// Whole units of the one currency in whole units of the other; nothing for more than can be counted.
    fn convert(&self, units: i64) -> Option<i64> {
        #[allow(clippy::cast_precision_loss)] // far fewer digits are told than are kept
        let exact = units as f64 * self.worth;
        if exact == 0.0 {
            return Some(0);
        }
        #[allow(clippy::cast_possible_truncation)]
        // the number of digits of a number that is no larger than 1e308
        let digits = exact.abs().log10().floor() as i32 + 1;
        let step = 10_f64.powi((digits - DIGITS).max(0));
        let round = (exact / step).round() * step;
        #[allow(clippy::cast_possible_truncation)] // looked at before
        (round.abs() < 9e18).then_some(round as i64)
    }
}

impl Desk<'_> {
    /// Adds to what is in a list what it is at the rates: to each deal and to each sum, never to more than one of them together.
    pub(crate) fn convert_list(&self, list: &mut DealList, rates: &Rates) -> Result<(), WireError> {
        for deal in &mut list.deals {
            let Some(amount) = &deal.amount else { continue };
            let Some(currency) = self.named::<Currency>(&amount.currency)? else { continue };
            let Some(rate) = rates.of(currency) else { continue };
            let qualifier = match self.named(&amount.qualifier)? {
                None | Some(Qualifier::Exactly) => Qualifier::About,
                Some(qualifier) => qualifier,
            };
            let Some((low, high)) = rate.convert(amount.low).zip(rate.convert(amount.high)) else { continue };
            let converted = Amount { currency: rate.into, low, high, qualifier, horizon: None };
            let label = amount_label(self.lang, self.region, &converted);
            deal.converted = Some(self.converted_view(rate, low, Some(high), label));
        }
        self.convert_sums(&mut list.sums, rates)
    }

    /// The same for sums alone.
    pub(crate) fn convert_sums(&self, sums: &mut [SumView], rates: &Rates) -> Result<(), WireError> {
        for sum in sums {
            let Some(currency) = self.named::<Currency>(&sum.currency)? else { continue };
            let Some(rate) = rates.of(currency) else { continue };
            let Some(kind) = self.named::<FlowKind>(&sum.kind)? else { continue };
            let Some(low) = rate.convert(sum.low) else { continue };
            let high = match sum.high.map(|high| rate.convert(high)) {
                Some(None) => continue,
                Some(high) => high,
                None => None,
            };
            let made = Sum { kind, currency: rate.into, low, high, is_about: true, deals: Vec::new() };
            let label = sum_label(self.lang, self.region, &made);
            sum.converted = Some(self.converted_view(rate, low, high, label));
        }
        Ok(())
    }

    fn converted_view(&self, rate: &Rate, low: i64, high: Option<i64>, label: String) -> ConvertedView {
        let (from, into) = (word(rate.from), word(rate.into));
        let written = format!("1 {from} = {} {into}", rate.written);
        ConvertedView {
            currency: into,
            low,
            high,
            label,
            at: say(
                self.lang,
                format!("依您的匯率 {written}"),
                format!("按您的汇率 {written}"),
                format!("at your rate of {written}"),
            ),
        }
    }
}

fn no_rate(lang: UiLang, written: &str) -> WireError {
    words::bad_request(say(
        lang,
        format!("「{written}」不是匯率。請寫成 EUR=1.16（1 歐元值 1.16 美元），或 EUR=0.86 GBP。"),
        format!("“{written}”不是汇率。请写成 EUR=1.16（1 欧元值 1.16 美元），或 EUR=0.86 GBP。"),
        format!(
            "“{written}” is not a rate. Write EUR=1.16 (1 euro is worth 1.16 US dollars) or EUR=0.86 GBP."
        ),
    ))
}

fn second_rate(lang: UiLang, currency: Currency) -> WireError {
    let code = currency.code();
    words::bad_request(say(
        lang,
        format!("{code} 有兩個匯率。請只留一個。"),
        format!("{code} 有两个汇率。请只留一个。"),
        format!("There are two rates for {code}. Keep one."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_whole_or_not_at_all() {
        for (written, expect) in [
            ("EUR=1.16", Some(1_160_000_000)),
            (" EUR = 1.16 USD ", Some(1_160_000_000)),
            ("EUR=0.8666 GBP", Some(867_000_000)),
            ("TWD=0.0312", Some(31_200_000)),
            ("EUR=1,16", None),
            ("EUR=1e3", None),
            ("EUR=-1", None),
            ("EUR=0", None),
            ("EUR=inf", None),
            ("EUR=1.16 EUR", None),
            ("EUR=1.16 USD x", None),
            ("XXQ=1", None),
            ("EUR", None),
            ("", None),
        ] {
            let rate = Rate::read(written);
            assert_eq!(rate.and_then(|rate| rate.convert(1_000_000_000)), expect, "{written}");
        }
        let rate = Rate::read("EUR=1000000000000").unwrap();
        assert_eq!((rate.convert(0), rate.convert(i64::MAX)), (Some(0), None));
        let two = ["EUR=1.16", "EUR=1.2"].map(str::to_owned);
        assert!(Rates::read(UiLang::En, &two).unwrap_err().message.contains("two rates for EUR"));
    }
}
