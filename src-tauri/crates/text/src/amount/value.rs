//! A number as it was read: its value, and what reading it has told.

use super::qualifier::Qualifier;

/// Values are whole numbers of 10⁻¹², so that decimals times a unit stay exact to less than one unit.
pub(super) const SCALE: i128 = 1_000_000_000_000;

/// A number in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// The value, times [`SCALE`].
    pub(super) value: i128,
    /// The last unit of the value (億, billion), times [`SCALE`]; [`SCALE`] itself when there is none.
    pub(super) unit: i128,
    /// What the unit would be for a bare number before it in a range, where that is another: 百萬 of 5百萬.
    pub(super) shared: i128,
    /// Where the text goes on, in code points.
    pub(super) next: usize,
    /// What the number itself says of its reading: 100多億, 10+ billion.
    pub(super) said: Option<Qualifier>,
    /// It has a unit of at least 10⁴ (Chinese) or 10⁶ (English), so that it may be a sum with no currency told.
    pub(super) is_large: bool,
    /// Beside no currency it is something else: `30mm`.
    pub(super) money_only: bool,
    /// Nothing but one to four digits, as a year is.
    pub(super) plain: bool,
    /// One to five in a Chinese numeral and no more: 三元 may be a sum, 三元鋰電池 is none.
    pub(super) one_numeral: bool,
    /// It counts only as the lower end of a range.
    pub(super) needs_upper: bool,
}

impl Number {
    pub(super) fn new(value: i128, next: usize) -> Number {
        Number {
            value,
            unit: SCALE,
            shared: SCALE,
            next,
            said: None,
            is_large: false,
            money_only: false,
            plain: false,
            one_numeral: false,
            needs_upper: false,
        }
    }
}

/// What was read at a place: a number or none, and where reading may go on.
pub(super) struct Reading {
    pub(super) number: Option<Number>,
    pub(super) next: usize,
}
