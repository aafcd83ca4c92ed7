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
        ("July 2024", "2024-07"),
        ("c. Aug 2024", "2024-08~"),
        ("about 2024-08", "2024-08~"),
        ("by 28 Oct 2024", "../2024-10-28"),
        ("since 2024", "2024/.."),
        ("28 Oct 2024", "2024-10-28"),
        ("Oct. 28th, 2024", "2024-10-28"),
        ("spring 2024", "2024-21"),
        ("2024-10-21..2024-10-27", "2024-10-21/2024-10-27"),
        ("21–27 Oct 2024", "2024-10-21/2024-10-27"),
        ("30 May – 2 Jun 2024", "2024-05-30/2024-06-02"),
        ("October 2023 to March 2024", "2023-10/2024-03"),
        ("2024-10 - 2024-12", "2024-10/2024-12"),
        (" 2024-10-28", "2024-10-28, without the spaces around it"),
        ("2024-10-28T23:20", "2024-10-28 as the date and 23:20 as the time"),
        ("2024-10-28 23:20Z", "2024-10-28 as the date and 23:20Z as the time"),
    ] {
        let message = When::parse(text).unwrap_err().message;
        assert_eq!(message, format!("not an EDTF date; write {instead}"), "{text}");
    }
}

#[test]
fn a_text_full_of_marks_is_refused_at_once() {
    assert!(When::parse(&"–—".repeat(42)).is_err());
    assert!(When::parse(&"c. ".repeat(80)).is_err());
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
        assert_eq!(when(text).overlaps(limit(from), limit(to)), expected, "{text} in {from}..{to}");
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
    assert_eq!((exact.edtf().as_str(), exact.is_exact_day()), ("2024-10-28", true));
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
    (0_i32..=9999, 0_i32..=365)
        .prop_map(|(year, days)| Day::from_ymd(year, 1, 1).unwrap().plus(days.min(364)).to_string())
}

proptest! {
    #[test]
    fn plain_days_are_what_the_library_reads(
        day in "[0-9]{4}-[01][0-9](-[0-3][0-9])?",
        other in "[0-9]{4}-[01][0-9]-[0-3][0-9]",
        spans in any::<bool>(),
    ) {
        let text = if spans { format!("{day}/{other}") } else { day };
        let library = Edtf::parse(&text).ok().map(|edtf| edtf.bounds());
        let ends = library.map(|ends| (bound(ends.earliest), bound(ends.latest)));
        let days = plain::days(&text);
        let plain = days.map(|(first, last)| (Ok(Bound::Day(first)), Ok(Bound::Day(last))));
        prop_assert!(plain == ends || spans && plain.is_none());
        if let Some((first, last)) = days {
            prop_assert_eq!(plain::text(first, last), text.as_str());
        }
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
        prop_assert_eq!(when.edtf(), text.as_str());
        prop_assert_eq!(When::parse(&when.edtf()), Ok(when.clone()));
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
