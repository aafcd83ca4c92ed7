//! The plainest way to write the days from one to another: most dates are written so, and need no text.

use super::Day;
use compact_str::{CompactString, ToCompactString as _, format_compact};

/// `YYYY-MM-DD`, `YYYY-MM` and `YYYY` for one day, month and year; else both ends with a slash.
pub(super) fn text(first: Day, last: Day) -> CompactString {
    if first == last {
        return first.to_compact_string();
    }
    let (year, month) = (first.year(), first.month());
    let four_digits = (0..=9999).contains(&year);
    if four_digits && (first.day(), last.plus(1).day()) == (1, 1) && last.year() == year {
        if last.month() == month {
            return format_compact!("{year:04}-{month:02}");
        }
        if (month, last.month()) == (1, 12) {
            return format_compact!("{year:04}");
        }
    }
    format_compact!("{first}/{last}")
}

/// The day of `YYYY-MM-DD`, where the calendar has it.
pub(super) fn day(text: &str) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(**digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    Day::from_ymd(year, number(&[m1, m2])?, number(&[d1, d2])?)
}
