//! Sums of money as numbers of one column: the currency in the upper bits, whole units of it below. So a range of sums
//! in one currency is a range of numbers, and sums in different currencies are never compared.

use zhimai_text::amount::{Amount, AmountRange, Currency};

/// Bits for the units: 36 quadrillion, in yen or won more than there is. What is larger counts as that.
const BITS: u32 = 55;
const MOST: i64 = (1 << BITS) - 1;

/// Those that are told apart. 元 with no country is a currency of its own.
const CURRENCIES: [Currency; 9] = [
    Currency::Usd,
    Currency::Cny,
    Currency::Hkd,
    Currency::Twd,
    Currency::Eur,
    Currency::Gbp,
    Currency::Jpy,
    Currency::Krw,
    Currency::Yuan,
];

/// The number of a sum in whole units; none for a currency that is not told apart.
pub(crate) fn key(currency: Currency, units: i64) -> Option<i64> {
    let place = CURRENCIES.iter().position(|own| *own == currency)?;
    Some(i64::try_from(place).ok()? << BITS | units.clamp(0, MOST))
}

/// The numbers of both ends of a sum that a text states.
pub(crate) fn keys(sum: &Amount) -> Option<(i64, i64)> {
    Some((key(sum.currency, sum.low)?, key(sum.currency, sum.high)?))
}

/// The numbers of a sum in what `¥` alone may mean.
pub(crate) fn yen_or_renminbi(sum: &Amount) -> Option<Vec<i64>> {
    let ends = |currency: Currency| [key(currency, sum.low), key(currency, sum.high)];
    [Currency::Cny, Currency::Jpy].into_iter().flat_map(ends).collect()
}

/// The numbers of a sum with no currency, taken for one in any; none for a sum that has one.
pub(crate) fn any_currency(sum: &Amount) -> Option<Vec<i64>> {
    let ends = |currency: &Currency| [key(*currency, sum.low), key(*currency, sum.high)];
    (sum.currency == Currency::Unknown).then(|| CURRENCIES.iter().flat_map(ends).flatten().collect())
}

/// Whether two numbers are sums in the same currency.
pub(crate) fn same_currency(one: i64, other: i64) -> bool {
    one >> BITS == other >> BITS
}

/// The ranges of numbers, both ends inside, that are asked for. No currency means US dollars; 元 with no country means
/// any currency that is called so. None for a currency that is not told apart.
pub(crate) fn ranges(asked: &AmountRange) -> Option<Vec<(i64, i64)>> {
    let currencies: &[Currency] = match asked.currency {
        Currency::Unknown => &[Currency::Usd],
        Currency::Yuan => &[Currency::Yuan, Currency::Cny, Currency::Twd, Currency::Hkd],
        ref named => std::slice::from_ref(named),
    };
    currencies
        .iter()
        .map(|currency| {
            Some((key(*currency, asked.low.unwrap_or(0))?, key(*currency, asked.high.unwrap_or(MOST))?))
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
    }
}
