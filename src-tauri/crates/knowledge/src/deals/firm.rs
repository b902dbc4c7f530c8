//! How firm money is.

use zhimai_model::Status;

/// How firm a status is, the higher the firmer: paid, committed, announced, a letter of intent, reported, rumoured; nothing for
/// an opinion, and for what is denied or off.
pub fn firmness(status: Status) -> u8 {
    match status {
        Status::Paid => 6,
        Status::Committed => 5,
        Status::Announced => 4,
        Status::LetterOfIntent => 3,
        Status::Reported => 2,
        Status::Rumoured => 1,
        Status::Opinion | Status::Denied | Status::CalledOff => 0,
    }
}
