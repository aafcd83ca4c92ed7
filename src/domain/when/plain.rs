//! The plainest way to write the days from one to another: most dates are written so, and need no text.

use super::Day;
use compact_str::{CompactString, ToCompactString as _, format_compact};

/// What has a name of its own.
enum Period {
    Day,
    Month,
    Year,
}

fn period(first: Day, last: Day) -> Option<Period> {
    if first == last {
        return Some(Period::Day);
    }
    let whole_months = (first.day(), last.plus(1).day()) == (1, 1);
    if !whole_months || first.year() != last.year() || !(0..=9999).contains(&first.year()) {
        return None;
    }
    match (first.month(), last.month()) {
        (first, last) if first == last => Some(Period::Month),
        (1, 12) => Some(Period::Year),
        _ => None,
    }
}

/// `YYYY-MM-DD`, `YYYY-MM` and `YYYY` for one day, month and year; else both ends with a slash.
pub(super) fn text(first: Day, last: Day) -> CompactString {
    match period(first, last) {
        Some(Period::Day) => first.to_compact_string(),
        Some(Period::Month) => format_compact!("{:04}-{:02}", first.year(), first.month()),
        Some(Period::Year) => format_compact!("{:04}", first.year()),
        None => format_compact!("{first}/{last}"),
    }
}

/// The days of what is written so, where the calendar has them.
pub(super) fn days(text: &str) -> Option<(Day, Day)> {
    if let Some((first, last)) = text.split_once('/') {
        let days = (date(first)?, date(last)?);
        return (days.0 < days.1 && period(days.0, days.1).is_none()).then_some(days);
    }
    if let [y1, y2, y3, y4, b'-', m1, m2] = text.as_bytes() {
        let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
        let month = number(&[m1, m2])?;
        let next = if month < 12 { (year, month + 1) } else { (year + 1, 1) };
        return Some((Day::from_ymd(year, month, 1)?, Day::from_ymd(next.0, next.1, 1)?.plus(-1)));
    }
    date(text).map(|day| (day, day))
}

/// The day of `YYYY-MM-DD`.
fn date(text: &str) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    Day::from_ymd(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn number(digits: &[&u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u32::from(**digit - b'0'))
    })
}
