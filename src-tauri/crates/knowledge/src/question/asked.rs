//! What a question asks: what is done with money, by whom and to whom.

use zhimai_model::FlowKind;

/// A question about who pays whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is done.
    pub deed: Deed,
    /// Who gives: any of these entities, or what belongs to them; where it is empty, that is asked for.
    pub from: Vec<String>,
    /// Who gets.
    pub to: Vec<String>,
    /// The forms that the money takes.
    pub kinds: Vec<FlowKind>,
    /// The first and the last day that it is asked about, counted from 1970-01-01.
    pub days: Option<(i32, i32)>,
}

/// What is done with money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Shares are bought.
    Invest,
    /// A company is bought.
    Acquire,
    /// Money is lent.
    Lend,
    /// Something is bought or rented from another.
    Buy,
    /// A company is bought, or something from it.
    BuyAny,
    /// Money is put in, in whatever form.
    Fund,
    /// It is promised to pay for another.
    Guarantee,
    /// Money is given for whatever it may be. A promise to pay for another, or a right to buy shares, is none.
    Pay,
}

impl Deed {
    pub(super) fn is_purchase(self) -> bool {
        matches!(self, Deed::Buy | Deed::BuyAny)
    }

    /// The forms that the money takes.
    pub fn kinds(self) -> &'static [FlowKind] {
        use FlowKind::{
            Acquisition, Capex, ComputePurchase, Equity, Grant, Guarantee, Lease, Licence, Loan,
            PowerPurchase, RevenueShare,
        };
        match self {
            Deed::Invest => &[Equity],
            Deed::Acquire => &[Acquisition],
            Deed::Lend => &[Loan],
            Deed::Buy => &[ComputePurchase, Lease, PowerPurchase, Licence],
            Deed::BuyAny => &[Acquisition, ComputePurchase, Lease, PowerPurchase, Licence],
            Deed::Fund => &[Equity, Loan, Grant],
            Deed::Guarantee => &[Guarantee],
            Deed::Pay => &[
                Equity,
                Loan,
                ComputePurchase,
                Lease,
                PowerPurchase,
                Capex,
                Licence,
                Acquisition,
                RevenueShare,
                Grant,
            ],
        }
    }
}
