//! Dates and addresses as a person writes them, for requests and for arguments of the terminal alike.

use crate::wire::{UiLang, WireError};
use crate::words::{bad_request, say};
use zhimai_model::{Address, DateRange};

/// A date, such as `2025-11`.
///
/// # Errors
/// `BadRequest` when it is none.
pub fn parse_date(lang: UiLang, written: &str) -> Result<DateRange, WireError> {
    written.parse().map_err(|_| {
        bad_request(say(
            lang,
            format!("「{written}」不是日期。請寫成 2025-11-18、2025-11 或 2025。"),
            format!("“{written}”不是日期。请写成 2025-11-18、2025-11 或 2025。"),
            format!("“{written}” is not a date. Write 2025-11-18, 2025-11 or 2025."),
        ))
    })
}

/// An address, such as `zhimai://entity/nvidia`.
///
/// # Errors
/// `BadRequest` when it is none.
pub fn parse_address(lang: UiLang, written: &str) -> Result<Address, WireError> {
    written.parse().map_err(|_| {
        bad_request(say(
            lang,
            format!("「{written}」不是位址。位址的樣子是 zhimai://entity/nvidia。"),
            format!("“{written}”不是地址。地址的样子是 zhimai://entity/nvidia。"),
            format!("“{written}” is not an address. An address looks like zhimai://entity/nvidia."),
        ))
    })
}
