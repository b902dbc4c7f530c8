//! Sums of money as numbers of one column: the currency in the upper bits, whole units of it below. So a range of sums
//! in one currency is a range of numbers, and sums in different currencies are never compared.

use zhimai_text::amount::{Amount, AmountRange, Stated};
use zhimai_text::currency::Currency;

/// Bits for the units: 36 quadrillion, in yen or won more than there is. What is larger counts as that.
const BITS: u32 = 55;
const MOST: i64 = (1 << BITS) - 1;

/// The upper bits of 元 with no country, which is a currency of its own: beyond those of ISO 4217.
const YUAN: i64 = 255;

/// What a sum with no currency may be of.
const USUAL: [Stated; 9] = [
    Stated::Code(Currency::USD),
    Stated::Code(Currency::CNY),
    Stated::Code(Currency::HKD),
    Stated::Code(Currency::TWD),
    Stated::Code(Currency::EUR),
    Stated::Code(Currency::GBP),
    Stated::Code(Currency::JPY),
    Stated::Code(Currency::KRW),
    Stated::Yuan,
];

/// The number of a sum in whole units of a currency.
pub(crate) fn key(currency: Currency, units: i64) -> i64 {
    packed(i64::try_from(currency.place()).unwrap_or(YUAN), units)
}

/// The number of a sum as a text states it; none for a currency that is not told apart.
fn stated(currency: Stated, units: i64) -> Option<i64> {
    match currency {
        Stated::Code(currency) => Some(key(currency, units)),
        Stated::Yuan => Some(packed(YUAN, units)),
        Stated::Other | Stated::Unknown => None,
    }
}

fn packed(place: i64, units: i64) -> i64 {
    place << BITS | units.clamp(0, MOST)
}

/// The numbers of both ends of a sum that a text states.
pub(crate) fn keys(sum: &Amount) -> Option<(i64, i64)> {
    Some((stated(sum.currency, sum.low)?, stated(sum.currency, sum.high)?))
}

/// The numbers of a sum in what `¥` alone may mean.
pub(crate) fn yen_or_renminbi(sum: &Amount) -> Vec<i64> {
    let ends = |currency: Currency| [key(currency, sum.low), key(currency, sum.high)];
    [Currency::CNY, Currency::JPY].into_iter().flat_map(ends).collect()
}

/// The numbers of a sum with no currency, taken for one in any of the usual ones; none for a sum that has one.
pub(crate) fn any_currency(sum: &Amount) -> Option<Vec<i64>> {
    let ends = |currency: &Stated| [stated(*currency, sum.low), stated(*currency, sum.high)];
    (sum.currency == Stated::Unknown).then(|| USUAL.iter().flat_map(ends).flatten().collect())
}

/// A number of the currency that is meant where none is asked for.
pub(crate) fn of_dollars() -> i64 {
    key(Currency::USD, 0)
}

/// Whether two numbers are sums in the same currency.
pub(crate) fn same_currency(one: i64, other: i64) -> bool {
    one >> BITS == other >> BITS
}

/// The ranges of numbers, both ends inside, that are asked for. No currency means US dollars; 元 with no country means
/// any currency that is called so. None for a currency that is not told apart.
pub(crate) fn ranges(asked: &AmountRange) -> Option<Vec<(i64, i64)>> {
    let currencies: &[Stated] = match asked.currency {
        Stated::Unknown => &[Stated::Code(Currency::USD)],
        Stated::Yuan => &[
            Stated::Yuan,
            Stated::Code(Currency::CNY),
            Stated::Code(Currency::TWD),
            Stated::Code(Currency::HKD),
        ],
        ref named => std::slice::from_ref(named),
    };
    currencies
        .iter()
        .map(|currency| {
            Some((stated(*currency, asked.low.unwrap_or(0))?, stated(*currency, asked.high.unwrap_or(MOST))?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_text::amount::{find, parse_range};

    #[test]
    fn a_sum_is_in_the_ranges_of_its_currency() {
        let check = |text: &str, asked: &str, expect: bool| {
            let sums: Vec<(i64, i64)> = find(text).iter().filter_map(keys).collect();
            let ranges = ranges(&parse_range(asked).unwrap()).unwrap();
            let found =
                ranges.iter().any(|(low, high)| sums.iter().any(|(from, to)| to >= low && from <= high));
            assert_eq!(found, expect, "{text} {asked}");
        };
        check("450億美元", "US$45B", true);
        check("450億美元", ">10B", true);
        check("450億美元", ">10億歐元", false);
        check("人民幣20億元", "RMB 2 billion", true);
        check("人民幣20億元", ">10億元", true);
        check("人民幣20億元", ">10B", false);
        check("新台幣300億元", "100億台幣..500億台幣", true);
        check("30億日圓", "<30億日圓", false);
        check("€5 million", "500萬歐元", true);
        check("90,000,000億日圓", ">1億日圓", true);
        check("90,000,000億日圓", ">1B", false);
        check("US$5–US$10 billion", "7B", true);
        check("US$5–US$10 billion", "<5B", false);
        check("NZ$5bn", "5B", false);
        check("NZ$5bn", "50億紐元", true);
        check("50億加元", "CAD $5bn", true);
        check("50億加元", "A$5bn", false);
    }
}
