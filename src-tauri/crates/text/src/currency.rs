//! Currencies by their codes in ISO 4217.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::str::FromStr;

/// A currency that is in use, by its code in ISO 4217. Read and written as that code: `USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Currency(&'static str);

/// A string that is no code of a currency; it is told as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyError(pub String);

/// The codes of the list that ISO 4217 calls active, in their order; those of metals, funds and tests are not in it.
#[rustfmt::skip]
const CODES: [&str; 155] = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
    "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP",
    "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP",
    "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD",
    "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
    "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR",
    "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP",
    "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP",
    "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD",
    "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF",
    "YER", "ZAR", "ZMW", "ZWG",
];

impl Currency {
    /// United Arab Emirates dirham.
    pub const AED: Self = Self("AED");
    /// Australian dollar.
    pub const AUD: Self = Self("AUD");
    /// Brazilian real.
    pub const BRL: Self = Self("BRL");
    /// Canadian dollar.
    pub const CAD: Self = Self("CAD");
    /// Swiss franc.
    pub const CHF: Self = Self("CHF");
    /// Renminbi.
    pub const CNY: Self = Self("CNY");
    /// Euro.
    pub const EUR: Self = Self("EUR");
    /// Fijian dollar.
    pub const FJD: Self = Self("FJD");
    /// Pound sterling.
    pub const GBP: Self = Self("GBP");
    /// Hong Kong dollar.
    pub const HKD: Self = Self("HKD");
    /// Indonesian rupiah.
    pub const IDR: Self = Self("IDR");
    /// Israeli shekel.
    pub const ILS: Self = Self("ILS");
    /// Indian rupee.
    pub const INR: Self = Self("INR");
    /// Jamaican dollar.
    pub const JMD: Self = Self("JMD");
    /// Japanese yen.
    pub const JPY: Self = Self("JPY");
    /// South Korean won.
    pub const KRW: Self = Self("KRW");
    /// Liberian dollar.
    pub const LRD: Self = Self("LRD");
    /// Macanese pataca.
    pub const MOP: Self = Self("MOP");
    /// Mexican peso.
    pub const MXN: Self = Self("MXN");
    /// Malaysian ringgit.
    pub const MYR: Self = Self("MYR");
    /// Namibian dollar.
    pub const NAD: Self = Self("NAD");
    /// Nigerian naira.
    pub const NGN: Self = Self("NGN");
    /// New Zealand dollar.
    pub const NZD: Self = Self("NZD");
    /// Philippine peso.
    pub const PHP: Self = Self("PHP");
    /// Polish zloty.
    pub const PLN: Self = Self("PLN");
    /// Russian rouble.
    pub const RUB: Self = Self("RUB");
    /// Saudi riyal.
    pub const SAR: Self = Self("SAR");
    /// Singapore dollar.
    pub const SGD: Self = Self("SGD");
    /// Thai baht.
    pub const THB: Self = Self("THB");
    /// Turkish lira.
    pub const TRY: Self = Self("TRY");
    /// New Taiwan dollar.
    pub const TWD: Self = Self("TWD");
    /// US dollar.
    pub const USD: Self = Self("USD");
    /// Vietnamese dong.
    pub const VND: Self = Self("VND");
    /// South African rand.
    pub const ZAR: Self = Self("ZAR");

    /// The code of three capital letters.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The place of its code among all, from 0: for what must pack a currency into a number. No more than 255.
    pub fn place(self) -> usize {
        CODES.partition_point(|code| *code < self.0)
    }

    /// All currencies, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.into_iter().map(Self)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for CurrencyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the code of a currency in ISO 4217, such as USD, CNY or EUR", self.0)
    }
}

impl std::error::Error for CurrencyError {}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(code: &str) -> Result<Self, CurrencyError> {
        Self::all().find(|own| own.0 == code).ok_or_else(|| CurrencyError(code.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back_as_they_went() {
        assert!(CODES.is_sorted());
        for (place, currency) in Currency::all().enumerate() {
            assert_eq!(currency.code().parse(), Ok(currency));
            assert_eq!(currency.place(), place);
        }
        assert_eq!("USD".parse(), Ok(Currency::USD));
        for code in ["", "usd", "US", "XYZ", "美元"] {
            assert_eq!(code.parse::<Currency>(), Err(CurrencyError(code.to_owned())));
        }
    }
}
