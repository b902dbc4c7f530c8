//! What daily backups are called: the name says when each was made, and of which library.

use zhimai_model::DateRange;

/// The ending of the name of a backup.
pub(super) const ENDING: &str = ".zhimai";

/// A day in milliseconds.
pub(super) const DAY: i64 = 86_400_000;

/// Where the day ends in the name of a daily backup: `library-2026-11-29-131429-IDENTITY.zhimai`.
pub(super) const DAY_ENDS: usize = "library-2026-11-29".len();

/// The name of a daily backup that is made at `now`.
pub(super) fn name_of(now: i64, identity: &str) -> String {
    format!("library-{}-{identity}{ENDING}", stamp(now))
}

/// A time as part of a name, such as `2026-11-29-131429`, in UTC. `now` is in milliseconds since 1970-01-01.
pub fn stamp(now: i64) -> String {
    let day = i32::try_from(now.div_euclid(DAY)).unwrap_or_default();
    let date = DateRange::from_days(day, day).map(|date| date.edtf().to_owned()).unwrap_or_default();
    let second = now.rem_euclid(DAY) / 1_000;
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{date}-{hour:02}{minute:02}{second:02}")
}

/// The time that the name of a daily backup tells; nothing when it tells none.
pub(super) fn made(name: &str) -> Option<i64> {
    let (date, time) = name.strip_prefix("library-")?.split_at_checked("2026-11-29".len())?;
    let date: DateRange = date.parse().ok()?;
    let part = |at: usize| time.get(at..at + 2)?.parse::<i64>().ok();
    let seconds = (part(1)? * 60 + part(3)?) * 60 + part(5)?;
    Some(i64::from(date.first_day()) * DAY + seconds * 1_000)
}

/// True for the name of a daily backup of the library of this identity; an empty one means any.
pub(super) fn is_name(name: &str, identity: &str) -> bool {
    let Some(rest) = name.strip_prefix("library-").and_then(|rest| rest.strip_suffix(ENDING)) else {
        return false;
    };
    let shape = rest.bytes().zip("dddd-dd-dd-dddddd-".bytes()).all(|(byte, kind)| match kind {
        b'd' => byte.is_ascii_digit(),
        sign => byte == sign,
    });
    let of = rest.get("dddd-dd-dd-dddddd-".len()..);
    shape && of.is_some_and(|of| identity.is_empty() || of == identity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_daily_backup_says_when() {
        let name = name_of(1_767_225_600_000 + 3_723_000, "0123456789abcdef");
        assert_eq!(name, "library-2026-01-01-010203-0123456789abcdef.zhimai");
        assert_eq!(made(&name), Some(1_767_225_600_000 + 3_723_000));
        assert_eq!(made("library-2026-13-01-010203-a.zhimai"), None);
        assert!(is_name(&name, "") && is_name(&name, "0123456789abcdef") && !is_name(&name, "f"));
        for other in
            ["library.zhimai", "library-2026-01-0x-010203-a.zhimai", "my-2026-01-01.zhimai", "library-2026"]
        {
            assert!(!is_name(other, ""), "{other}");
        }
    }
}
