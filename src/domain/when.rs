//! When something happened, as exactly as is known and no more: an EDTF date and its bounds.

use std::fmt;
use std::num::NonZero;

use chrono::{Datelike as _, NaiveDate};
use compact_str::CompactString;
use edtf_core::{Edtf, TimeShift};
use serde::{Serialize, Serializer};

use super::clock_time::ClockTime;

mod day;
mod display;
mod explain;
mod plain;

pub use day::Day;

/// The longest date read; a set of a million members would take the parser a quarter second.
const MAX_BYTES: usize = 256;

/// One end of the time a date covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Without an end: `..` (ISO 8601-2).
    Open,
    /// There is an end, but it is not known: nothing written beside the `/`.
    Unknown,
    /// The first or the last day covered.
    Day(Day),
}

impl Bound {
    fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// An EDTF date (ISO 8601-2:2019, levels 0 to 2), as written, with the days it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    earliest: Packed,
    latest: Packed,
    /// As written, where that is not the plainest way to write the days: one pointer in most dates.
    written: Option<Box<CompactString>>,
}

/// A bound in four bytes: there are two in every date. The calendar ends far from the numbers for no day;
/// nought is left for no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed(NonZero<i32>);

impl Packed {
    const OPEN: Self = Self(NonZero::<i32>::MIN);
    const UNKNOWN: Self = Self(NonZero::<i32>::MAX);

    fn of(bound: Bound) -> Self {
        match bound {
            Bound::Open => Self::OPEN,
            Bound::Unknown => Self::UNKNOWN,
            Bound::Day(day) => {
                let number = day.number();
                Self(
                    NonZero::new(number.saturating_add(i32::from(number >= 0)))
                        .unwrap_or(NonZero::<i32>::MAX),
                )
            }
        }
    }

    fn bound(self) -> Bound {
        match self {
            Self::OPEN => Bound::Open,
            Self::UNKNOWN => Bound::Unknown,
            Self(number) => {
                let number = number.get();
                Bound::Day(Day::from_number(number - i32::from(number > 0)))
            }
        }
    }
}

/// Why a text is no date, and what to write instead where that can be guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError {
    /// What was expected.
    pub message: String,
    /// The byte of the text where it went wrong.
    pub offset: usize,
}

impl WhenError {
    fn new(message: impl Into<String>, offset: usize) -> Self {
        Self { message: message.into(), offset }
    }
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WhenError {}

impl When {
    /// Reads an EDTF date of at most 256 bytes with at least one known end.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        if text.len() > MAX_BYTES {
            return Err(WhenError::new(
                format!("longer than a date can be; at most {MAX_BYTES} bytes are read"),
                MAX_BYTES,
            ));
        }
        if let Some((first, last)) = plain::days(text) {
            let [earliest, latest] = [first, last].map(|day| Packed::of(Bound::Day(day)));
            return Ok(Self { earliest, latest, written: None });
        }
        let edtf = Edtf::parse(text).map_err(|error| explain::explain(text, error))?;
        let bounds = edtf.bounds();
        let (earliest, latest) = (bound(bounds.earliest)?, bound(bounds.latest)?);
        match (earliest.day(), latest.day()) {
            (None, None) if unbounded(bounds.earliest) || unbounded(bounds.latest) => {
                return Err(no_known_end());
            }
            // The parser bounds a year too large to count with as unknown on both sides.
            (None, None) => return Err(beyond_calendar()),
            (Some(first), Some(last)) if first > last => {
                return Err(WhenError::new("ends before it starts", 0));
            }
            _ => {}
        }
        let plain = earliest.day().zip(latest.day()).map(|(first, last)| plain::text(first, last));
        let written = plain.is_none_or(|plain| plain != text).then(|| Box::new(text.into()));
        Ok(Self { earliest: Packed::of(earliest), latest: Packed::of(latest), written })
    }

    /// Exactly this day.
    pub fn day(day: Day) -> Self {
        let bound = Packed::of(Bound::Day(day));
        Self { earliest: bound, latest: bound, written: None }
    }

    /// The EDTF text, as written.
    pub fn edtf(&self) -> CompactString {
        match (&self.written, self.earliest(), self.latest()) {
            (None, Some(first), Some(last)) => plain::text(first, last),
            (written, ..) => written.as_deref().cloned().unwrap_or_default(),
        }
    }

    /// Whether it is written with any of some characters, which no plain date is.
    fn has(&self, characters: &[char]) -> bool {
        self.written.as_ref().is_some_and(|text| text.contains(characters))
    }

    /// The first day it may be, where one is known.
    pub fn earliest(&self) -> Option<Day> {
        self.earliest.bound().day()
    }

    /// The last day it may be, where one is known.
    pub fn latest(&self) -> Option<Day> {
        self.latest.bound().day()
    }

    /// Both ends, with the reason where one is not a day.
    pub fn bounds(&self) -> (Bound, Bound) {
        (self.earliest.bound(), self.latest.bound())
    }

    /// The day it stands at in a timeline: the earliest known end, so that a date with no known
    /// start stands at its end.
    pub fn anchor(&self) -> Day {
        // `parse` and `day` leave at least one end known; the epoch only keeps this total.
        self.earliest().or(self.latest()).unwrap_or(Day::from_number(0))
    }

    /// Days covered, both ends included; `u64::MAX` where an end is open or unknown.
    pub fn span(&self) -> u64 {
        match (self.earliest(), self.latest()) {
            (Some(first), Some(last)) => {
                let days = i64::from(last.number()) - i64::from(first.number()) + 1;
                u64::try_from(days).unwrap_or(1)
            }
            _ => u64::MAX,
        }
    }

    /// Whether it is one day, neither uncertain nor approximate.
    pub fn is_exact_day(&self) -> bool {
        self.span() == 1 && !self.is_vague()
    }

    /// Whether it is uncertain or approximate.
    pub fn is_vague(&self) -> bool {
        self.has(&['?', '~', '%'])
    }

    /// Whether it may fall between two days, both included; `None` is without limit, as is a side
    /// of the date that is open or unknown.
    pub fn overlaps(&self, from: Option<Day>, to: Option<Day>) -> bool {
        let reaches = |first: Option<Day>, last: Option<Day>| match (first, last) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        reaches(from, self.latest()) && reaches(self.earliest(), to)
    }

    /// In words, never more exact than the date: `28 Oct 2024`, `c. Aug 2024`, `by 28 Oct 2024`.
    pub fn display(&self) -> String {
        display::full(self)
    }

    /// In words, for a row under a heading that names `year`: without that year, where all of the
    /// date is in it, and with the weekday of an exact day: `Mon 28 Oct`.
    pub fn short(&self, year: i32) -> String {
        display::short(self, year)
    }

    /// The time of an EDTF date-time. EDTF cannot leave seconds out, so `:00` counts as not given;
    /// a leap second reads as the second before it.
    pub fn time(&self) -> Option<ClockTime> {
        if !self.has(&['T']) {
            return None;
        }
        let Ok(Edtf::DateTime(date_time)) = Edtf::parse(&self.edtf()) else {
            return None;
        };
        let time = date_time.time;
        let second = Some(time.second.min(59)).filter(|&second| second > 0);
        let offset = time.shift.map(|shift| match shift {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => minutes,
        });
        Some(ClockTime::from_parts(time.hour, time.minute, second, offset))
    }
}

/// As EDTF text.
impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.edtf())
    }
}

fn bound(bound: edtf_core::Bound) -> Result<Bound, WhenError> {
    match bound {
        edtf_core::Bound::NegativeInfinity | edtf_core::Bound::PositiveInfinity => Ok(Bound::Open),
        edtf_core::Bound::Unknown => Ok(Bound::Unknown),
        edtf_core::Bound::Date(date) => i32::try_from(date.year)
            .ok()
            .and_then(|year| Day::from_ymd(year, u32::from(date.month), u32::from(date.day)))
            .map(Bound::Day)
            .ok_or_else(beyond_calendar),
    }
}

fn unbounded(bound: edtf_core::Bound) -> bool {
    matches!(bound, edtf_core::Bound::NegativeInfinity | edtf_core::Bound::PositiveInfinity)
}

fn beyond_calendar() -> WhenError {
    let (first, last) = (NaiveDate::MIN.year() + 1, NaiveDate::MAX.year() - 1);
    WhenError::new(format!("year out of range; years from {first} to {last} can be read"), 0)
}

fn no_known_end() -> WhenError {
    WhenError::new("neither start nor end is known; give at least one", 0)
}

#[cfg(test)]
mod tests;
