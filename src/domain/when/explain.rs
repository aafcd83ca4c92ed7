//! Why a text is no EDTF date, in a curator's words.

use super::{WhenError, beyond_calendar, no_known_end};
use crate::domain::clock_time::ClockTime;
use edtf_core::Edtf;

/// Says what the parser expected in a curator's words, or what to write instead.
pub(super) fn explain(text: &str, error: edtf_core::ParseError) -> WhenError {
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

/// Words before a date, with what stands around it in EDTF instead.
const QUALIFIERS: [(&[&str], &str, &str); 3] = [
    (&["c.", "ca.", "circa", "about", "around"], "", "~"),
    (&["by", "until"], "../", ""),
    (&["since"], "", "/.."),
];

/// What a date, or two with a mark between them, in another notation is in EDTF.
fn suggestion(text: &str) -> Option<String> {
    MARKS.iter().find_map(|mark| interval(text.split_once(mark)?)).or_else(|| date(text))
}

/// What one date in another notation is in EDTF.
fn date(text: &str) -> Option<String> {
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
    if let Some((word, rest)) = trimmed.split_once(char::is_whitespace) {
        let known = QUALIFIERS.iter().find(|(words, ..)| words.contains(&word));
        if let Some((_, before, after)) = known {
            return Some(format!("{before}{}{after}", edtf(rest)?)).filter(valid);
        }
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
            let (year, month) = if year_of(a).is_some() { (a, b) } else { (b, a) };
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

/// What stands between the ends of an interval elsewhere.
const MARKS: [&str; 5] = ["..", " to ", "–", "—", " - "];

/// Two dates with a mark between them. What the first does not say it has from the second:
/// "21–27 Oct 2024", "30 May – 2 Jun 2024".
fn interval((from, to): (&str, &str)) -> Option<String> {
    let (from, to) = (from.trim(), edtf(to.trim())?);
    let year = to.get(..4)?;
    let from = match digits(from).filter(|_| from.len() <= 2) {
        Some(day) => format!("{}{day:02}", to.get(..8)?),
        None => edtf(from).or_else(|| date(&format!("{from} {year}")))?,
    };
    Some(format!("{from}/{to}")).filter(|interval| Edtf::parse(interval).is_ok())
}

fn edtf(text: &str) -> Option<String> {
    if Edtf::parse(text).is_ok() { Some(text.to_owned()) } else { date(text) }
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
