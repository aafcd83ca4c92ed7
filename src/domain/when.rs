//! When something happened, as exactly as is known and no more: an EDTF date and its bounds.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use compact_str::{CompactString, ToCompactString as _};
use edtf_core::{Edtf, TimeShift};

use super::clock_time::ClockTime;

mod display;

/// The longest date read; a set of a million members would take the parser a quarter second.
const MAX_BYTES: usize = 256;

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
    edtf: CompactString,
    earliest: Packed,
    latest: Packed,
}

/// A bound in four bytes: there are two in every date. The calendar ends far from these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed(i32);

impl Packed {
    const OPEN: Self = Self(i32::MIN);
    const UNKNOWN: Self = Self(i32::MIN + 1);

    fn of(bound: Bound) -> Self {
        match bound {
            Bound::Open => Self::OPEN,
            Bound::Unknown => Self::UNKNOWN,
            Bound::Day(day) => Self(day.0),
        }
    }

    fn bound(self) -> Bound {
        match self {
            Self::OPEN => Bound::Open,
            Self::UNKNOWN => Bound::Unknown,
            Self(number) => Bound::Day(Day(number)),
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
        if let Some(day) = plain_day(text) {
            let bound = Packed::of(Bound::Day(day));
            return Ok(Self { edtf: text.into(), earliest: bound, latest: bound });
        }
        let edtf = Edtf::parse(text).map_err(|error| explain(text, error))?;
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
        let (earliest, latest) = (Packed::of(earliest), Packed::of(latest));
        Ok(Self { edtf: text.into(), earliest, latest })
    }

    /// Exactly this day.
    pub fn day(day: Day) -> Self {
        let bound = Packed::of(Bound::Day(day));
        Self { edtf: day.to_compact_string(), earliest: bound, latest: bound }
    }

    /// The EDTF text, as written.
    pub fn edtf(&self) -> &str {
        &self.edtf
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
        self.earliest().or(self.latest()).unwrap_or(Day(0))
    }

    /// Days covered, both ends included; `u64::MAX` where an end is open or unknown.
    pub fn span(&self) -> u64 {
        match (self.earliest(), self.latest()) {
            (Some(first), Some(last)) => {
                let days = i64::from(last.0) - i64::from(first.0) + 1;
                u64::try_from(days).unwrap_or(1)
            }
            _ => u64::MAX,
        }
    }

    /// Whether it is one day, neither uncertain nor approximate.
    pub fn is_exact_day(&self) -> bool {
        self.span() == 1 && !self.edtf.contains(['?', '~', '%'])
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
        if !self.edtf.contains('T') {
            return None;
        }
        let Ok(Edtf::DateTime(date_time)) = Edtf::parse(&self.edtf) else {
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

/// `YYYY-MM-DD`, which most dates are, where the calendar has it.
fn plain_day(text: &str) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(**digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    Day::from_ymd(year, number(&[m1, m2])?, number(&[d1, d2])?)
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

/// Says what the parser expected in a curator's words, or what to write instead.
fn explain(text: &str, error: edtf_core::ParseError) -> WhenError {
    if let Some(instead) = suggestion(text) {
        return WhenError::new(format!("not an EDTF date; write {instead}"), 0);
    }
    let offset = error.offset;
    let two = text.get(offset..offset.saturating_add(2)).unwrap_or("");
    let message = match error.message {
        "empty input" => "empty; write a date such as 2024-10-28, 2024-10 or 2024".to_owned(),
        "month must be 01-12 or a sub-year code 21-41" | "month must be 01-12" => {
            format!("month {two} does not exist; EDTF months are 01 to 12")
        }
        "day is out of range for the month" => {
            let month = offset
                .checked_sub(8)
                .and_then(|start| text.get(start..offset.saturating_sub(1)))
                .filter(|month| month.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
                .unwrap_or("that month");
            format!("{month} has no day {two}")
        }
        "interval end precedes interval start" | "set range end precedes range start" => {
            "ends before it starts".to_owned()
        }
        "interval needs at least one dated endpoint" => return no_known_end(),
        "year must have exactly four digits (or X)" => {
            "expected a year of four digits, as in 2024, 2024-10 or 2024-10-28".to_owned()
        }
        "number out of supported range" | "exponent out of supported range" => {
            return beyond_calendar();
        }
        other => other.to_owned(),
    };
    WhenError::new(message, offset)
}

/// What a date in another notation is in EDTF.
fn suggestion(text: &str) -> Option<String> {
    let valid = |date: &String| Edtf::parse(date).is_ok();
    let trimmed = text.trim();
    if let Some((date, time)) = trimmed.split_once(['T', ' '])
        && let Ok(clock) = ClockTime::parse(time.trim())
        && Edtf::parse(date).is_ok()
    {
        return Some(format!("{date} as the date and {clock} as the time"));
    }
    if trimmed != text && Edtf::parse(trimmed).is_ok() {
        return Some(format!("{trimmed}, without the spaces around it"));
    }
    let parts: Vec<&str> = trimmed
        .split(['.', '/', '-', ' ', ','])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [whole] if whole.len() == 8 => {
            let number = digits(whole)?;
            Some(iso(number / 10_000, number / 100 % 100, Some(number % 100))).filter(valid)
        }
        [a, b] => {
            let (year, month) = if a.len() == 4 { (a, b) } else { (b, a) };
            Some(iso(year_of(year)?, month_of(month)?, None)).filter(valid)
        }
        [year, month, day] if year.len() == 4 && digits(year).is_some() => {
            Some(iso(year_of(year)?, month_of(month)?, Some(day_of(day)?))).filter(valid)
        }
        [a, b, year] => {
            let year = year_of(year)?;
            let read = |day: &str, month: &str| {
                Some(iso(year, month_of(month)?, Some(day_of(day)?))).filter(valid)
            };
            // A dotted date is day first everywhere; one with slashes depends on the country.
            let month_first =
                if trimmed.contains('.') && digits(a).is_some() { None } else { read(b, a) };
            match (read(a, b), month_first) {
                (Some(one), Some(other)) if one != other => Some(format!("{one} or {other}")),
                (one, other) => one.or(other),
            }
        }
        _ => None,
    }
}

fn iso(year: u32, month: u32, day: Option<u32>) -> String {
    match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    }
}

fn digits(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn year_of(text: &str) -> Option<u32> {
    digits(text).filter(|_| text.len() == 4)
}

fn day_of(text: &str) -> Option<u32> {
    let bare = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    digits(bare).filter(|_| matches!(text.len() - bare.len(), 0 | 2))
}

/// A month's number, from its number or its English name; a season's EDTF code from its name.
fn month_of(text: &str) -> Option<u32> {
    const SEASONS: [(&str, u32); 5] =
        [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];
    if let Some(number) = digits(text) {
        return Some(number).filter(|number| (1..=12).contains(number) && text.len() <= 2);
    }
    let name = text.to_ascii_lowercase();
    let season = SEASONS.iter().find(|(season, _)| *season == name).map(|&(_, code)| code);
    season.or_else(|| name.parse::<chrono::Month>().ok().map(|month| month.number_from_month()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn when(text: &str) -> When {
        When::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn day(text: &str) -> Day {
        let date: NaiveDate = text.parse().unwrap();
        Day::from_ymd(date.year(), date.month(), date.day()).unwrap()
    }

    #[test]
    fn reads_the_examples_of_the_library_of_congress() {
        let level_0 = "1985-04-12 1985-04 1985 1985-04-12T23:20:30 1985-04-12T23:20:30Z \
            1985-04-12T23:20:30-04 1985-04-12T23:20:30+04:30 1964/2008 2004-06/2006-08 \
            2004-02-01/2005-02-08 2004-02-01/2005-02 2004-02-01/2005 2005/2006-02";
        let level_1 = "2001-21 2001-22 2001-23 2001-24 1984? 2004-06~ 2004-06-11% 201X 20XX \
            2004-XX 1985-04-XX 1985-XX-XX 1985-04-12/.. 1985-04/.. 1985/.. \
            ../1985-04-12 ../1985 1985-04-12/ 1985/ /1985-04-12 /1985 -1985 Y-17000";
        let level_2 = "1950S2 Y171010S3 2001-34 [1667,1668,1670..1672] [..1760-12-03] [1760-12..] \
            [1760-01,1760-02,1760-12..] [1667,1760-12] [..1984] {1667,1668,1670..1672} \
            {1960,1961-12} {..1984} 2004-06-11% 2004-06~-11 2004?-06-11 ?2004-06-~11 \
            2004-%06-11 156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X \
            2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03 0000 -0043";
        for text in [level_0, level_1, level_2].into_iter().flat_map(str::split_whitespace) {
            assert_eq!(when(text).edtf(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date_and_says_what_was_expected() {
        for (text, message) in [
            ("", "empty; write a date such as 2024-10-28, 2024-10 or 2024"),
            ("soon", "expected a year of four digits, as in 2024, 2024-10 or 2024-10-28"),
            ("2022-02-30", "2022-02 has no day 30"),
            ("2022-04-31", "2022-04 has no day 31"),
            ("2023-02-29", "2023-02 has no day 29"),
            ("2024-13", "month 13 does not exist; EDTF months are 01 to 12"),
            ("2024-13-01", "month 13 does not exist; EDTF months are 01 to 12"),
            ("2024-00-01", "month 00 does not exist; EDTF months are 01 to 12"),
            ("2004/2003", "ends before it starts"),
            ("2024-10-28/2024-10-27", "ends before it starts"),
            ("{2004..2003}", "ends before it starts"),
            ("../..", "neither start nor end is known; give at least one"),
            ("/", "neither start nor end is known; give at least one"),
            ("/..", "neither start nor end is known; give at least one"),
            ("[..2003,2005..]", "neither start nor end is known; give at least one"),
            ("../2004..", "neither start nor end is known; give at least one"),
            ("Y170000002", "year out of range; years from -262142 to 262141 can be read"),
            ("Y9E99", "year out of range; years from -262142 to 262141 can be read"),
            ("-0000", "-0000 is not a valid year"),
        ] {
            assert_eq!(When::parse(text).unwrap_err().message, message, "{text}");
        }
        assert_eq!(When::parse("2024-10-32").unwrap_err().offset, 8);
        assert_eq!(When::parse("2024-13").unwrap_err().offset, 5);
        let long = format!("{{{}}}", ["2024"; 60].join(","));
        assert_eq!(When::parse(&long).unwrap_err().offset, 256);
    }

    #[test]
    fn a_date_in_another_notation_is_answered_with_its_edtf() {
        for (text, instead) in [
            ("28.10.2024", "2024-10-28"),
            ("1.2.2024", "2024-02-01"),
            ("28/10/2024", "2024-10-28"),
            ("10/28/2024", "2024-10-28"),
            ("02/03/2024", "2024-03-02 or 2024-02-03"),
            ("28-10-2024", "2024-10-28"),
            ("2024/10/28", "2024-10-28"),
            ("2024.10.28", "2024-10-28"),
            ("2024-1-5", "2024-01-05"),
            ("20241028", "2024-10-28"),
            ("2024/10", "2024-10"),
            ("10/2024", "2024-10"),
            ("2024-8", "2024-08"),
            ("Oct 2024", "2024-10"),
            ("October 2024", "2024-10"),
            ("28 Oct 2024", "2024-10-28"),
            ("Oct. 28th, 2024", "2024-10-28"),
            ("spring 2024", "2024-21"),
            (" 2024-10-28", "2024-10-28, without the spaces around it"),
            ("2024-10-28T23:20", "2024-10-28 as the date and 23:20 as the time"),
            ("2024-10-28 23:20Z", "2024-10-28 as the date and 23:20Z as the time"),
        ] {
            let message = When::parse(text).unwrap_err().message;
            assert_eq!(message, format!("not an EDTF date; write {instead}"), "{text}");
        }
    }

    #[test]
    fn stands_at_its_earliest_known_end_and_covers_whole_days() {
        for (text, anchor, span) in [
            ("2024-10-28", "2024-10-28", 1),
            ("2024-10-28?", "2024-10-28", 1),
            ("2024-10-28T23:20:30-04", "2024-10-28", 1),
            ("2024-10", "2024-10-01", 31),
            ("2024-02", "2024-02-01", 29),
            ("2024", "2024-01-01", 366),
            ("2023-24", "2023-12-01", 91),
            ("202X", "2020-01-01", 3653),
            ("2024-10-21/2024-10-27", "2024-10-21", 7),
            ("[2024-10-03,2024-10-01]", "2024-10-01", 3),
            ("2024-10-28/..", "2024-10-28", u64::MAX),
            ("2024-10-28/", "2024-10-28", u64::MAX),
            ("../2024-10-28", "2024-10-28", u64::MAX),
            ("/2024-10", "2024-10-31", u64::MAX),
        ] {
            assert_eq!((when(text).anchor(), when(text).span()), (day(anchor), span), "{text}");
        }
    }

    #[test]
    fn an_open_end_and_an_unknown_end_are_told_apart() {
        let known = Bound::Day(day("2024-10-28"));
        for (text, bounds) in [
            ("2024-10-28", (known, known)),
            ("2024-10-28/..", (known, Bound::Open)),
            ("2024-10-28/", (known, Bound::Unknown)),
            ("../2024-10-28", (Bound::Open, known)),
            ("/2024-10-28", (Bound::Unknown, known)),
        ] {
            assert_eq!(when(text).bounds(), bounds, "{text}");
        }
    }

    #[test]
    fn overlaps_a_range_it_may_fall_in() {
        for (text, from, to, expected) in [
            ("2024-10-28", "", "", true),
            ("2024-10-28", "2024-10-28", "2024-10-28", true),
            ("2024-10-28", "2024-10-29", "", false),
            ("2024-10-28", "", "2024-10-27", false),
            ("2024-10", "2024-10-31", "2024-12-31", true),
            ("2024-10", "2024-11-01", "2024-12-31", false),
            ("2024-10-21/2024-10-27", "2024-10-23", "2024-10-24", true),
            ("2024-10-28/..", "2030-01-01", "", true),
            ("2024-10-28/", "2030-01-01", "2030-12-31", true),
            ("2024-10-28/..", "", "2024-10-27", false),
            ("../2024-10-28", "", "1999-12-31", true),
            ("/2024-10-28", "2024-10-29", "", false),
        ] {
            let limit = |text: &str| (!text.is_empty()).then(|| day(text));
            assert_eq!(
                when(text).overlaps(limit(from), limit(to)),
                expected,
                "{text} in {from}..{to}"
            );
        }
    }

    #[test]
    fn an_exact_day_is_one_unqualified_day() {
        for (text, expected) in [
            ("2024-10-28", true),
            ("2024-10-28T23:20:00Z", true),
            ("2024-10-28/2024-10-28", true),
            ("2024-10-28?", false),
            ("2024-10-28~", false),
            ("2024-~10-28", false),
            ("2024-10-XX", false),
            ("2024-10", false),
            ("../2024-10-28", false),
        ] {
            assert_eq!(when(text).is_exact_day(), expected, "{text}");
        }
        let exact = When::day(day("2024-10-28"));
        assert_eq!((exact.edtf(), exact.is_exact_day()), ("2024-10-28", true));
    }

    #[test]
    fn the_time_of_a_date_time_is_its_clock_time() {
        for (text, time) in [
            ("2024-10-28", None),
            ("2024-10-28T23:20:00", Some("23:20")),
            ("2024-10-28T23:20:30Z", Some("23:20:30Z")),
            ("2024-10-28T23:20:00+02", Some("23:20+02:00")),
            ("2024-10-28T23:59:60Z", Some("23:59:59Z")),
        ] {
            assert_eq!(when(text).time().map(|time| time.to_string()).as_deref(), time, "{text}");
        }
    }

    #[test]
    fn a_day_is_written_as_iso_8601_and_kept_within_the_calendar() {
        for (year, month, date, text) in [
            (1970, 1, 1, "1970-01-01"),
            (0, 2, 29, "0000-02-29"),
            (-43, 3, 15, "-0043-03-15"),
            (9999, 12, 31, "9999-12-31"),
            (10_000, 1, 1, "Y10000-01-01"),
            (-10_000, 1, 1, "Y-10000-01-01"),
        ] {
            let day = Day::from_ymd(year, month, date).unwrap();
            assert_eq!(day.to_string(), text);
            assert_eq!((day.year(), day.month(), day.day()), (year, month, date));
            assert_eq!(Day::from_number(day.number()), day);
        }
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2024-12-31").plus(1), day("2025-01-01"));
        assert_eq!(Day::from_number(i32::MAX).date(), NaiveDate::MAX);
        assert_eq!(day("2024-10-28").plus(i32::MIN).date(), NaiveDate::MIN);
        assert_eq!(day("2024-10-28").plus(i32::MAX).plus(1).date(), NaiveDate::MAX);
    }

    #[test]
    fn is_small() {
        assert!(size_of::<When>() <= 32);
    }

    fn calendar_date() -> impl Strategy<Value = String> {
        (0_i32..=9999, 0_i32..=365).prop_map(|(year, days)| {
            Day::from_ymd(year, 1, 1).unwrap().plus(days.min(364)).to_string()
        })
    }

    proptest! {
        #[test]
        fn a_plain_day_is_what_the_library_reads(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]") {
            let library = Edtf::parse(&text).ok().map(|edtf| edtf.bounds());
            let ends = library.map(|ends| (bound(ends.earliest), bound(ends.latest)));
            let plain = plain_day(&text).map(|day| (Ok(Bound::Day(day)), Ok(Bound::Day(day))));
            prop_assert_eq!(plain, ends);
        }

        #[test]
        fn keeps_its_text_and_its_ends_in_order(
            date in calendar_date(),
            other in calendar_date(),
            form in 0_u8..5,
        ) {
            let (first, last) = if date <= other { (&date, &other) } else { (&other, &date) };
            let month = |date: &str| date.chars().take(7).collect::<String>();
            let text = match form {
                0 => date,
                1 => month(&date),
                2 => format!("{first}/{last}"),
                3 => format!("{first}/.."),
                _ => format!("/{}", month(last)),
            };
            let when = When::parse(&text).unwrap();
            prop_assert_eq!(when.edtf(), &text);
            prop_assert_eq!(When::parse(when.edtf()), Ok(when.clone()));
            if let (Some(earliest), Some(latest)) = (when.earliest(), when.latest()) {
                prop_assert!(earliest <= latest);
            }
            prop_assert!(when.overlaps(Some(when.anchor()), Some(when.anchor())));
        }

        #[test]
        fn reads_displays_or_refuses_without_panic(text in "[0-9XY?~%ET:Z./{},\\[\\] +-]{0,24}|\\PC{0,12}") {
            match When::parse(&text) {
                Ok(when) => {
                    prop_assert!(!when.display().is_empty());
                    prop_assert!(!when.short(2024).is_empty());
                }
                Err(error) => prop_assert!(!error.message.is_empty()),
            }
        }
    }
}
