//! Numbers as sources give them, and ranges of them.

pub use rust_decimal::Decimal;
use std::fmt;

/// A closed or half-open range of numbers; a missing end is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// The low end itself is not in the range: "more than 12".
    pub above_low: bool,
}

impl Range {
    pub const fn point(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value), above_low: false }
    }

    /// Whether some number lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.reaches_up_to(other) && other.reaches_up_to(self)
    }

    /// Whether this range starts no higher than the other one ends.
    fn reaches_up_to(&self, other: &Self) -> bool {
        match (self.low, other.high) {
            (Some(low), Some(high)) if self.above_low => low < high,
            (Some(low), Some(high)) => low <= high,
            _ => true,
        }
    }

    pub fn contains(&self, value: Decimal) -> bool {
        self.meets(&Self::point(value))
    }
}

/// Digits in groups of three, with a comma: "600,000". Never in exponent form.
pub fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    let count = whole.len();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (count - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number of things in words.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'t> {
    number: usize,
    thing: &'t str,
}

/// "1 event", "10,000 events".
pub const fn counted(number: usize, thing: &str) -> Counted<'_> {
    Counted { number, thing }
}

impl fmt::Display for Counted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, thing } = self;
        let plural = if *number == 1 { "" } else { "s" };
        match number {
            0..1_000 => write!(f, "{number} {thing}{plural}"),
            _ => write!(f, "{} {thing}{plural}", grouped(Decimal::from(*number))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_and_agree_with_their_noun() {
        let told = [0, 1, 10_000].map(|number| counted(number, "event").to_string());
        assert_eq!(told, ["0 events", "1 event", "10,000 events"]);
    }

    #[test]
    fn ranges_meet_where_a_number_lies_in_both() {
        let range = |low: Option<i64>, high: Option<i64>, above_low| Range {
            low: low.map(Decimal::from),
            high: high.map(Decimal::from),
            above_low,
        };
        let cases = [
            (range(Some(1), Some(3), false), range(Some(3), Some(5), false), true),
            (range(Some(1), Some(3), false), range(Some(3), None, true), false),
            (range(Some(4), None, false), range(None, Some(3), false), false),
            (range(None, None, false), range(Some(9), Some(9), false), true),
        ];
        for (a, b, meet) in cases {
            assert_eq!((a.meets(&b), b.meets(&a)), (meet, meet), "{a:?} {b:?}");
        }
    }

    #[test]
    fn digits_stand_in_threes() {
        let show = |text: &str| grouped(text.parse().unwrap());
        assert_eq!(
            ["7", "600000", "1234567.50", "-3000"].map(show),
            ["7", "600,000", "1,234,567.5", "−3,000"]
        );
    }
}
