//! A date in words, never more exact than its EDTF.

use edtf_core::{
    Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind, Year,
    YearKind,
};

use super::When;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Whether the year is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Years {
    Written,
    /// A heading above says it.
    Implied,
}

/// The whole date.
pub(super) fn full(when: &When) -> String {
    text(when, None)
}

/// The date under a heading that names `year`.
pub(super) fn short(when: &When, year: i32) -> String {
    text(when, Some(year))
}

fn text(when: &When, heading: Option<i32>) -> String {
    if let Some(day) = exact(when, heading) {
        return day;
    }
    // A `When` was parsed once; its text stands in should that ever not hold.
    let written = when.edtf();
    let Ok(edtf) = Edtf::parse(&written) else { return written.into() };
    // Where the ends are in different years, both years stay: with one of them left out, the other
    // would read as the year of both.
    let implied = heading.is_some_and(|heading| {
        dates(&edtf).into_iter().all(|date| date.year.value() == Some(i64::from(heading)))
    });
    let years = if implied { Years::Implied } else { Years::Written };
    match &edtf {
        Edtf::Date(date) => date_text(date, years).unwrap_or_else(|| written.into()),
        // Reached for a leap second alone, which no clock time holds.
        Edtf::DateTime(_) => written.into(),
        Edtf::Interval(interval) => interval_text(interval, years),
        Edtf::Set(set) => set_text(set, years),
    }
}

/// One exact day, under a heading with its weekday, and its time.
fn exact(when: &When, heading: Option<i32>) -> Option<String> {
    let day = when.earliest().filter(|_| when.is_exact_day())?;
    let time = when.time();
    if time.is_some() && when.edtf().contains(":60") {
        return None;
    }
    let month = month_name(day.month())?;
    let mut text = format!("{} {month}", day.day());
    if heading.is_some() {
        text = format!("{} {text}", day.date().format("%a"));
    }
    if heading != Some(day.year()) {
        text = format!("{text} {}", year_name(i64::from(day.year())));
    }
    Some(match time {
        Some(time) => format!("{text} {time}"),
        None => text,
    })
}

fn dates(edtf: &Edtf) -> Vec<&Date> {
    match edtf {
        Edtf::Date(date) => vec![date],
        Edtf::DateTime(date_time) => vec![&date_time.date],
        Edtf::Interval(interval) => {
            [&interval.start, &interval.end].into_iter().filter_map(endpoint_date).collect()
        }
        Edtf::Set(set) => set
            .elements
            .iter()
            .flat_map(|element| match element {
                SetElement::Date(date)
                | SetElement::OnOrBefore(date)
                | SetElement::OnOrAfter(date) => vec![date],
                SetElement::Range(first, last) => vec![first, last],
            })
            .collect(),
    }
}

fn endpoint_date(endpoint: &IntervalEndpoint) -> Option<&Date> {
    match endpoint {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn interval_text(interval: &Interval, years: Years) -> String {
    use IntervalEndpoint::{Date, OnOrAfter, OnOrBefore, Open, Unknown};
    let start = match &interval.start {
        Open | Unknown => None,
        Date(date) | OnOrAfter(date) => Some(whole(date, years)),
        OnOrBefore(date) => Some(format!("{} or earlier", whole(date, years))),
    };
    let end = match &interval.end {
        Open | Unknown => None,
        Date(date) | OnOrBefore(date) => Some(whole(date, years)),
        OnOrAfter(date) => Some(format!("{} or later", whole(date, years))),
    };
    match (&interval.start, &interval.end, start, end) {
        (Date(first), Date(last), ..) => range_text(first, last, years),
        (_, _, Some(start), Some(end)) => format!("{start} – {end}"),
        (_, Open, Some(start), None) => format!("since {start}"),
        (_, _, Some(start), None) => format!("from {start}"),
        (_, _, None, Some(end)) => format!("by {end}"),
        (_, _, None, None) => interval_as_written(interval),
    }
}

fn interval_as_written(interval: &Interval) -> String {
    Edtf::Interval(*interval).to_string()
}

/// From one date to another, with what both have in common written once.
fn range_text(first: &Date, last: &Date, years: Years) -> String {
    if first == last {
        return whole(first, years);
    }
    compact_range(first, last, years)
        .unwrap_or_else(|| format!("{} – {}", whole(first, years), whole(last, years)))
}

fn compact_range(first: &Date, last: &Date, years: Years) -> Option<String> {
    let (from, to) = (Plain::of(first)?, Plain::of(last)?);
    match (from, to) {
        (Plain { year: a, month: None, day: None }, Plain { year: b, month: None, day: None }) => {
            (a >= 1000 && b >= 1000).then(|| format!("{a}–{b}"))
        }
        _ if from.year != to.year => None,
        (
            Plain { month: Some(a), day: Some(from), .. },
            Plain { month: Some(b), day: Some(to), year },
        ) => {
            let last = with_year(month_name(b)?, year, years);
            Some(if a == b {
                format!("{from}–{to} {last}")
            } else {
                format!("{from} {} – {to} {last}", month_name(a)?)
            })
        }
        (Plain { month: Some(a), day: None, .. }, Plain { month: Some(b), day: None, year }) => {
            let last = with_year(month_name(b)?, year, years);
            Some(format!("{} – {last}", month_name(a)?))
        }
        _ => None,
    }
}

/// A date of calendar parts alone: no qualifier, no unspecified digit, no season.
#[derive(Clone, Copy)]
struct Plain {
    year: i64,
    month: Option<u32>,
    day: Option<u32>,
}

impl Plain {
    fn of(date: &Date) -> Option<Self> {
        let plain = !date.is_uncertain()
            && !date.is_approximate()
            && !date.has_unspecified()
            && date.year.significant_digits.is_none()
            && date.precision() != Precision::Season;
        let number = |field: Option<DateField>| field.and_then(DateField::value).map(u32::from);
        let year = date.year.value().filter(|_| plain)?;
        Some(Self { year, month: number(date.month), day: number(date.day) })
    }
}

fn set_text(set: &Set, years: Years) -> String {
    let word = match set.kind {
        SetKind::AllMembers => "and",
        SetKind::OneMember => "or",
    };
    let members: Vec<String> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(date) => whole(date, years),
            SetElement::OnOrBefore(date) => format!("{} or earlier", whole(date, years)),
            SetElement::OnOrAfter(date) => format!("{} or later", whole(date, years)),
            SetElement::Range(first, last) => range_text(first, last, years),
        })
        .collect();
    match members.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {word} {two}"),
        [one, two, three] => format!("{one}, {two} {word} {three}"),
        [first, .., last] => format!("{first} … {last}"),
    }
}

/// One date in words, or its EDTF where there are none.
fn whole(date: &Date, years: Years) -> String {
    date_text(date, years).unwrap_or_else(|| date.to_string())
}

/// One date in words; `None` where its unspecified digits have no short reading.
fn date_text(date: &Date, years: Years) -> Option<String> {
    let text = calendar_text(date, years)?;
    // A year of so many significant digits is an estimate as `~` is.
    let about = date.is_approximate() || date.year.significant_digits.is_some();
    let about = if about { "c. " } else { "" };
    let doubt = if date.is_uncertain() { "?" } else { "" };
    Some(format!("{about}{text}{doubt}"))
}

fn calendar_text(date: &Date, years: Years) -> Option<String> {
    let Some(year) = date.year.value() else {
        return decade_or_century(&date.year).filter(|_| date.month.is_none());
    };
    let Some(month) = date.month else {
        return Some(year_name(year));
    };
    let Some(code) = month.value().map(u32::from) else {
        return match date.day {
            None if is_blank(month) => Some(format!("a month in {}", year_name(year))),
            Some(day) if is_blank(month) && is_blank(day) => {
                Some(format!("a day in {}", year_name(year)))
            }
            _ => None,
        };
    };
    let Some(month) = month_name(code) else {
        return season_text(code, year, years);
    };
    let month = with_year(month, year, years);
    match date.day {
        None => Some(month),
        Some(day) if is_blank(day) => Some(format!("a day in {month}")),
        Some(day) => day.value().map(|day| format!("{day} {month}")),
    }
}

/// Sub-year groupings, ISO 8601-2 §4.8.
fn season_text(code: u32, year: i64, years: Years) -> Option<String> {
    let (name, of, hemisphere) = match code {
        21 => ("spring", "", ""),
        22 => ("summer", "", ""),
        23 => ("autumn", "", ""),
        24 => ("winter", "", ""),
        25 => ("spring", "", " (northern)"),
        26 => ("summer", "", " (northern)"),
        27 => ("autumn", "", " (northern)"),
        28 => ("winter", "", " (northern)"),
        29 => ("spring", "", " (southern)"),
        30 => ("summer", "", " (southern)"),
        31 => ("autumn", "", " (southern)"),
        32 => ("winter", "", " (southern)"),
        33 => ("Q1", "", ""),
        34 => ("Q2", "", ""),
        35 => ("Q3", "", ""),
        36 => ("Q4", "", ""),
        37 => ("first third", "of ", ""),
        38 => ("second third", "of ", ""),
        39 => ("last third", "of ", ""),
        40 => ("first half", "of ", ""),
        41 => ("second half", "of ", ""),
        _ => return None,
    };
    Some(match years {
        Years::Written => format!("{name} {of}{}{hemisphere}", year_name(year)),
        Years::Implied => format!("{name}{hemisphere}"),
    })
}

/// `202X` and `20XX`; other masks have no short reading.
fn decade_or_century(year: &Year) -> Option<String> {
    let YearKind::Standard { negative: false, digits } = year.kind else {
        return None;
    };
    match digits {
        [Some(a), Some(b), Some(c), None] if a > 0 => Some(format!("{a}{b}{c}0s")),
        [Some(a), Some(b), None, None] if a > 0 => Some(format!("{a}{b}00–{a}{b}99")),
        _ => None,
    }
}

fn is_blank(field: DateField) -> bool {
    field.digits == [None, None]
}

fn month_name(month: u32) -> Option<&'static str> {
    let index = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(index).copied()
}

fn with_year(text: &str, year: i64, years: Years) -> String {
    match years {
        Years::Written => format!("{text} {}", year_name(year)),
        Years::Implied => text.to_owned(),
    }
}

/// EDTF counts years astronomically, so that 0 is 1 BC; short years carry their era, to be read as
/// years at all.
fn year_name(year: i64) -> String {
    match year {
        ..=0 => format!("{} BC", year.unsigned_abs().saturating_add(1)),
        1..=999 => format!("{year} AD"),
        _ => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::when::Day;

    fn when(text: &str) -> When {
        When::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn never_more_exact_than_the_data() {
        for (edtf, words) in [
            ("2024-10-28", "28 Oct 2024"),
            ("2024-10-03", "3 Oct 2024"),
            ("2024-08", "Aug 2024"),
            ("2024", "2024"),
            ("2024-10-21/2024-10-27", "21–27 Oct 2024"),
            ("2024-10-21/2024-10-21", "21 Oct 2024"),
            ("2024-09-28/2024-10-03", "28 Sep – 3 Oct 2024"),
            ("2023-12-28/2024-01-03", "28 Dec 2023 – 3 Jan 2024"),
            ("2024-08/2024-10", "Aug – Oct 2024"),
            ("2023-08/2024-10", "Aug 2023 – Oct 2024"),
            ("2023/2024", "2023–2024"),
            ("2024/2024", "2024"),
            ("2024-08/2024-10-03", "Aug 2024 – 3 Oct 2024"),
            ("../2024-10-28", "by 28 Oct 2024"),
            ("/2024-10-28", "by 28 Oct 2024"),
            ("2024-10-28/..", "since 28 Oct 2024"),
            ("2024-10-28/", "from 28 Oct 2024"),
            ("2024-10~/..", "since c. Oct 2024"),
            ("..2024-10/2024-12", "Oct 2024 or earlier – Dec 2024"),
            ("2024-10/2024-12..", "Oct 2024 – Dec 2024 or later"),
            ("2024-08~", "c. Aug 2024"),
            ("2024-08?", "Aug 2024?"),
            ("2024-08%", "c. Aug 2024?"),
            ("2004-06~-11", "c. 11 Jun 2004"),
            ("2024-10-21~/2024-10-27", "c. 21 Oct 2024 – 27 Oct 2024"),
            ("2024-10-21/2024-10-27?", "21 Oct 2024 – 27 Oct 2024?"),
            ("2024-21", "spring 2024"),
            ("2024-22", "summer 2024"),
            ("2024-23", "autumn 2024"),
            ("2024-24", "winter 2024"),
            ("2024-21~", "c. spring 2024"),
            ("2024-28", "winter 2024 (northern)"),
            ("2024-29", "spring 2024 (southern)"),
            ("2024-35", "Q3 2024"),
            ("2024-37", "first third of 2024"),
            ("2024-40", "first half of 2024"),
            ("2024-41", "second half of 2024"),
            ("2024-21/2024-23", "spring 2024 – autumn 2024"),
            ("2024-10-XX", "a day in Oct 2024"),
            ("2024-XX", "a month in 2024"),
            ("2024-XX-XX", "a day in 2024"),
            ("202X", "2020s"),
            ("20XX", "2000–2099"),
            ("202X~", "c. 2020s"),
            ("156X-12-25", "156X-12-25"),
            ("2024-1X", "2024-1X"),
            ("2024-10-2X", "2024-10-2X"),
            ("2024-1X/2025", "2024-1X – 2025"),
            ("[2024-10-01,2024-10-03]", "1 Oct 2024 or 3 Oct 2024"),
            ("{2024-10-01,2024-10-03}", "1 Oct 2024 and 3 Oct 2024"),
            ("{1667,1668,1670..1672}", "1667, 1668 and 1670–1672"),
            ("[2024-10-01..2024-10-03]", "1–3 Oct 2024"),
            ("[2020,2021,2023,2024]", "2020 … 2024"),
            ("[..2024-10]", "Oct 2024 or earlier"),
            ("[2024-10..]", "Oct 2024 or later"),
            ("2024-10-28T23:20:00", "28 Oct 2024 23:20"),
            ("2024-10-28T23:20:30", "28 Oct 2024 23:20:30"),
            ("2024-10-28T23:20:00Z", "28 Oct 2024 23:20Z"),
            ("2024-10-28T23:20:00+02", "28 Oct 2024 23:20+02:00"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
            ("-0043", "44 BC"),
            ("-0043-03-15", "15 Mar 44 BC"),
            ("-0043/-0029", "44 BC – 30 BC"),
            ("0000", "1 BC"),
            ("0476", "476 AD"),
            ("1950S2", "c. 1950"),
            ("Y12345", "12345"),
        ] {
            assert_eq!(when(edtf).display(), words, "{edtf}");
        }
    }

    #[test]
    fn a_row_leaves_out_the_year_its_heading_names() {
        for (edtf, words) in [
            ("2024-10-28", "Mon 28 Oct"),
            ("2023-10-28", "Sat 28 Oct 2023"),
            ("2024-10-28T23:20:00Z", "Mon 28 Oct 23:20Z"),
            ("2024-10-28?", "28 Oct?"),
            ("2024-08", "Aug"),
            ("2024-08~", "c. Aug"),
            ("2024", "2024"),
            ("2024-10-21/2024-10-27", "21–27 Oct"),
            ("2024-09-28/2024-10-03", "28 Sep – 3 Oct"),
            ("2024-12-28/2025-01-03", "28 Dec 2024 – 3 Jan 2025"),
            ("2024-08/2024-10", "Aug – Oct"),
            ("../2024-10-28", "by 28 Oct"),
            ("2024-10-28/..", "since 28 Oct"),
            ("2024-10-28/", "from 28 Oct"),
            ("2023-10-28/", "from 28 Oct 2023"),
            ("2024-10-XX", "a day in Oct"),
            ("2024-XX-XX", "a day in 2024"),
            ("2024-35", "Q3"),
            ("2024-40", "first half"),
            ("2024-29", "spring (southern)"),
            ("[2024-10-01,2024-10-03]", "1 Oct or 3 Oct"),
        ] {
            assert_eq!(when(edtf).short(2024), words, "{edtf}");
        }
    }

    #[test]
    fn a_day_beyond_what_edtf_can_write_still_reads() {
        let day = Day::from_ymd(12_345, 10, 28).unwrap();
        assert_eq!(When::day(day).display(), "28 Oct 12345");
    }
}
