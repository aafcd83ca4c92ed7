//! A date in words, never more exact than its EDTF.

mod date;
#[cfg(test)]
mod tests;

use super::When;
use date::{Years, date_text, month_name, whole, with_year, year_name};
use edtf_core::{
    Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind,
};

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
