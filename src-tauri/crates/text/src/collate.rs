//! The order of names as a reader of a language expects it: Chinese by its strokes where it is written in Traditional
//! characters, by pinyin where in Simplified ones, as the Unicode collation of each says.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::{Locale, locale};
use std::cmp::Ordering;

/// The language in whose order names stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// 繁體中文
    Hant,
    /// 简体中文
    Hans,
    /// English
    English,
}

/// Compares names.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// For names in the order of a language.
    pub fn new(order: Order) -> Self {
        let locale: Locale = match order {
            Order::Hant => locale!("zh-Hant"),
            Order::Hans => locale!("zh-Hans"),
            Order::English => locale!("en"),
        };
        // Its data is a part of the program; without it characters stand by their numbers.
        Self(Collator::try_new(locale.into(), CollatorOptions::default()).ok())
    }

    /// Which of two names comes first.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.0.as_ref().map_or_else(|| one.cmp(other), |collator| collator.compare(one, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(order: Order, mut names: Vec<&str>) -> Vec<&str> {
        let collation = Collation::new(order);
        names.sort_by(|one, other| collation.compare(one, other));
        names
    }

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        // 一 has one stroke and is read yī; 北 five, běi; 微 thirteen, wēi; 安 six, ān.
        let names = || vec!["微軟", "一年", "安謀", "北京", "OpenAI", "amd"];
        assert_eq!(sorted(Order::Hant, names()), ["一年", "北京", "安謀", "微軟", "amd", "OpenAI"]);
        assert_eq!(sorted(Order::Hans, names()), ["安謀", "北京", "微軟", "一年", "amd", "OpenAI"]);
        let english = vec!["Zoom", "école", "Eagle", "apple", "Apple 2", "Apple 10"];
        assert_eq!(
            sorted(Order::English, english),
            ["apple", "Apple 10", "Apple 2", "Eagle", "école", "Zoom"]
        );
    }
}
