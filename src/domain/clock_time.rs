//! A time of day as a source gives it: `HH:MM[:SS]`, with a zone or without.

use std::fmt;
use std::num::NonZeroU32;

const EXPECTED: &str = "expected HH:MM or HH:MM:SS, with or without a zone (Z or +02:00)";

/// A time of day, ISO 8601 extended format.
///
/// Two times compare by [`Self::sort_key`]; equality is of the written value, so that `06:30` and
/// `06:30Z` stay different things.
///
/// Its parts lie in four bytes, as every event of a large chronicle has room for one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClockTime(NonZeroU32);

/// A part of a time: where it begins, and how many bits it has.
type Part = (u32, u32);

const HOUR: Part = (24, 5);
const MINUTE: Part = (18, 6);
/// Nought where there is none, else one more than the second.
const SECOND: Part = (12, 6);
/// Nought where there is none, else minutes east of UTC and [`WEST`].
const OFFSET: Part = (0, 12);
/// More minutes than any zone lies west of UTC.
const WEST: i16 = 1 << 11;
/// Makes the number of midnight a number as well.
const SOME: NonZeroU32 = NonZeroU32::MIN.saturating_add(u32::MAX >> 1);

impl ClockTime {
    /// Reads `HH:MM[:SS][Z|+hh:mm|-hh:mm|+hh|-hh]`; offsets reach 18:00 either way.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (clock, offset) = if let Some(clock) = text.strip_suffix('Z') {
            (clock, Some(0))
        } else if let Some(at) = text.find(['+', '-']) {
            let (clock, zone) = text.split_at(at);
            (clock, Some(parse_offset(zone)?))
        } else {
            (text, None)
        };
        let mut parts = clock.split(':').map(two_digits);
        let (Some(Some(hour)), Some(Some(minute)), second, None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(EXPECTED.to_owned());
        };
        let second = match second {
            None => None,
            Some(Some(second)) => Some(second),
            Some(None) => return Err(EXPECTED.to_owned()),
        };
        if hour == 24 {
            return Err("24:00 is not used; write 00:00 of the next day".to_owned());
        }
        if hour > 23 {
            return Err(format!("hour {hour:02} does not exist; hours are 00 to 23"));
        }
        if minute > 59 {
            return Err(format!("minute {minute:02} does not exist; minutes are 00 to 59"));
        }
        if let Some(second) = second.filter(|&second| second > 59) {
            return Err(format!("second {second:02} does not exist; seconds are 00 to 59"));
        }
        Ok(Self::from_parts(hour, minute, second, offset))
    }

    /// From the parts of an EDTF date-time, already checked by its parser.
    pub(super) fn from_parts(
        hour: u8,
        minute: u8,
        second: Option<u8>,
        offset: Option<i16>,
    ) -> Self {
        let second = second.map_or(0, |second| u32::from(second) + 1);
        let offset = offset.map_or(0, |offset| offset.saturating_add(WEST).cast_unsigned());
        let parts = [
            (HOUR, u32::from(hour)),
            (MINUTE, u32::from(minute)),
            (SECOND, second),
            (OFFSET, u32::from(offset)),
        ];
        Self(parts.iter().fold(SOME, |all, &((from, _), part)| all | part << from))
    }

    fn part(self, (from, bits): Part) -> i32 {
        (self.0.get() >> from & ((1 << bits) - 1)).cast_signed()
    }

    fn second(self) -> Option<i32> {
        Some(self.part(SECOND) - 1).filter(|&second| second >= 0)
    }

    /// Minutes east of UTC.
    fn offset(self) -> Option<i32> {
        Some(self.part(OFFSET)).filter(|&part| part > 0).map(|part| part - i32::from(WEST))
    }

    /// Seconds since midnight, in UTC where a zone is given, else as written. Negative, or past a
    /// day's 86 400, where UTC is on another date than the one written. The machine's own zone
    /// plays no part.
    pub fn sort_key(self) -> i32 {
        let minutes = self.part(HOUR) * 60 + self.part(MINUTE);
        (minutes - self.offset().unwrap_or(0)) * 60 + self.second().unwrap_or(0)
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.part(HOUR), self.part(MINUTE))?;
        if let Some(second) = self.second() {
            write!(f, ":{second:02}")?;
        }
        match self.offset() {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl fmt::Debug for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn parse_offset(zone: &str) -> Result<i16, String> {
    let expected = || "expected a zone of Z, +hh:mm, -hh:mm or +hh".to_owned();
    let (negative, digits) = match (zone.strip_prefix('-'), zone.strip_prefix('+')) {
        (Some(digits), _) => (true, digits),
        (None, Some(digits)) => (false, digits),
        (None, None) => return Err(expected()),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (two_digits(hours), two_digits(minutes)),
        None => (two_digits(digits), Some(0)),
    };
    let (Some(hours), Some(minutes)) = (hours, minutes) else {
        return Err(expected());
    };
    let total = i16::from(hours) * 60 + i16::from(minutes);
    if minutes > 59 || total > 18 * 60 {
        return Err(format!("zone {zone} does not exist; offsets reach 18:00"));
    }
    Ok(if negative { -total } else { total })
}

fn two_digits(text: &str) -> Option<u8> {
    let both = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| both)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn is_written_in_one_canonical_form() {
        for (text, canonical) in [
            ("06:30", "06:30"),
            ("06:30:00", "06:30:00"),
            ("23:59:59", "23:59:59"),
            ("06:30Z", "06:30Z"),
            ("06:30+00:00", "06:30Z"),
            ("06:30-00:00", "06:30Z"),
            ("06:30+02", "06:30+02:00"),
            ("06:30-03", "06:30-03:00"),
            ("06:30:05-03:30", "06:30:05-03:30"),
            ("00:00-00:30", "00:00-00:30"),
            ("00:00+18:00", "00:00+18:00"),
        ] {
            assert_eq!(ClockTime::parse(text).unwrap().to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused_with_what_was_expected() {
        for (text, message) in [
            ("24:00", "24:00 is not used; write 00:00 of the next day"),
            ("25:00", "hour 25 does not exist; hours are 00 to 23"),
            ("23:60", "minute 60 does not exist; minutes are 00 to 59"),
            ("23:59:60", "second 60 does not exist; seconds are 00 to 59"),
            ("06:30+18:01", "zone +18:01 does not exist; offsets reach 18:00"),
            ("06:30+02:60", "zone +02:60 does not exist; offsets reach 18:00"),
            ("06:30+0200", "expected a zone of Z, +hh:mm, -hh:mm or +hh"),
            ("06:30+", "expected a zone of Z, +hh:mm, -hh:mm or +hh"),
        ] {
            assert_eq!(ClockTime::parse(text), Err(message.to_owned()), "{text}");
        }
        for text in
            ["", "6:30", "06", "06.30", "06:30:", "06:30:1", "06:30:00:00", " 06:30", "é6:30"]
        {
            assert_eq!(ClockTime::parse(text), Err(EXPECTED.to_owned()), "{text}");
        }
    }

    #[test]
    fn sorts_in_utc_where_a_zone_is_given_and_as_written_elsewhere() {
        for (text, key) in [
            ("00:00", 0),
            ("06:30", 23_400),
            ("06:30:01", 23_401),
            ("06:30Z", 23_400),
            ("06:30+02:00", 16_200),
            ("06:30-02:00", 30_600),
            ("00:30+02:00", -5_400),
            ("23:30-02:00", 91_800),
        ] {
            assert_eq!(ClockTime::parse(text).unwrap().sort_key(), key, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(
            hour in 0_u8..24,
            minute in 0_u8..60,
            second in proptest::option::of(0_u8..60),
            offset in proptest::option::of(-1080_i16..=1080),
        ) {
            let time = ClockTime::from_parts(hour, minute, second, offset);
            prop_assert_eq!(size_of_val(&Some(time)), 4);
            prop_assert_eq!(ClockTime::parse(&time.to_string()), Ok(time));
        }

        #[test]
        fn refuses_without_panic(text in "\\PC{0,12}") {
            prop_assert_ne!(ClockTime::parse(&text), Err(String::new()));
        }
    }
}
