//! Days of the calendar.

use chrono::{Datelike as _, NaiveDate};
use std::fmt;

/// A calendar day: days since 1970-01-01, proleptic Gregorian (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day of a year (astronomical: 0 is 1 BC), a month and a day of the month, where it exists.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_date)
    }

    /// The day so many days after 1970-01-01.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The calendar date; a number beyond the calendar's range is its nearest end.
    pub fn date(self) -> NaiveDate {
        let end = if self.0 < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        NaiveDate::from_epoch_days(self.0).unwrap_or(end)
    }

    /// The astronomical year: 0 is 1 BC.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.date().day()
    }

    /// The day so many days later, or the end of the calendar's range.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::from_date(Self(self.0.saturating_add(days)).date())
    }

    fn from_date(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }
}

impl fmt::Display for Day {
    /// `YYYY-MM-DD`; years before 0 with a minus sign, years of five digits with EDTF's `Y`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        let year = date.year();
        if year.unsigned_abs() > 9999 {
            f.write_str("Y")?;
        }
        if year < 0 {
            f.write_str("-")?;
        }
        write!(f, "{:04}-{:02}-{:02}", year.unsigned_abs(), date.month(), date.day())
    }
}
