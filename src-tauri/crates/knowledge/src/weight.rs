//! How much of a matter an event is.

use zhimai_model::{Amount, Claim, Currency, FlowKind};

/// More claims than this say no more.
const MANY: f32 = 8.0;
/// Sums between these, in US dollars, weigh between nothing and all that a sum can.
const SMALL: f32 = 1e8;
const LARGE: f32 = 1e11;
/// What a sum in another currency weighs: there are no rates here.
const OTHER: f32 = 0.5;

/// How much of a matter it is what these claims tell, from 0 to 100: half by how many there are, half by the largest sum of
/// money that moves.
pub fn weight(claims: &[&Claim]) -> u8 {
    let told = ((1.0 + claims.len() as f32).ln() / (1.0 + MANY).ln()).min(1.0);
    let sums = claims.iter().filter(|claim| claim.flow != FlowKind::None);
    let sum = sums.filter_map(|claim| claim.amount.as_ref()).map(size).fold(0.0, f32::max);
    (50.0 * (told + sum)) as u8
}

/// How large a sum is, between 0 and 1.
fn size(amount: &Amount) -> f32 {
    if amount.currency != Currency::USD {
        return OTHER;
    }
    ((amount.high as f32 / SMALL).ln() / (LARGE / SMALL).ln()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::size;
    use zhimai_model::{Amount, Currency, Qualifier};

    #[test]
    fn a_larger_sum_weighs_more_and_none_weighs_more_than_all() {
        let of = |units| size(&Amount::single(Currency::USD, units, Qualifier::Exactly));
        let sizes = [0, 50_000_000, 1_000_000_000, 30_000_000_000, 100_000_000_000, i64::MAX].map(of);
        assert!(sizes.windows(2).all(|pair| pair[0] <= pair[1]), "{sizes:?}");
        assert_eq!((sizes[0], sizes[5]), (0.0, 1.0));
        assert!(sizes[2] > 0.0 && sizes[3] < 1.0);
    }
}
