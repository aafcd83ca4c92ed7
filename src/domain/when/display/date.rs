//! One date of an EDTF in words.

use edtf_core::{Date, DateField, Year, YearKind};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Whether the year is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Years {
    Written,
    /// A heading above says it.
    Implied,
}

/// One date in words, or its EDTF where there are none.
pub(super) fn whole(date: &Date, years: Years) -> String {
    date_text(date, years).unwrap_or_else(|| date.to_string())
}

/// One date in words; `None` where its unspecified digits have no short reading.
pub(super) fn date_text(date: &Date, years: Years) -> Option<String> {
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

pub(super) fn month_name(month: u32) -> Option<&'static str> {
    let index = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(index).copied()
}

pub(super) fn with_year(text: &str, year: i64, years: Years) -> String {
    match years {
        Years::Written => format!("{text} {}", year_name(year)),
        Years::Implied => text.to_owned(),
    }
}

/// EDTF counts years astronomically, so that 0 is 1 BC; short years carry their era, to be read as
/// years at all.
pub(super) fn year_name(year: i64) -> String {
    match year {
        ..=0 => format!("{} BC", year.unsigned_abs().saturating_add(1)),
        1..=999 => format!("{year} AD"),
        _ => year.to_string(),
    }
}
