//! Figures: a number somebody gives, and whether its declared parts add up to it.

use super::actor::ActorIx;
use super::event::Few;
use super::number::{Decimal, Range, grouped};
use super::region::RegionIx;
use super::source::Citation;
use super::texts::Text;
use super::vocabulary::vocabulary;
use super::when::When;
use std::collections::BTreeSet;

vocabulary! {
    /// How a value is meant.
    Qualifier {
        Exact = "exact",
        About = "about",
        AtLeast = "at-least",
        MoreThan = "more-than",
        UpTo = "up-to",
    }
}

#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted: figures of one measure are compared.
    pub measure: Text,
    /// At least one of `value`, `low` and `high` is given.
    pub value: Option<Decimal>,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub qualifier: Qualifier,
    pub unit: Option<Text>,
    pub by: Option<ActorIx>,
    /// As of.
    pub date: Option<When>,
    /// Declared to add up to the figure.
    pub parts: Box<[Part]>,
    pub sources: Few<Citation, 1>,
    /// Line of its table in the event's file, counted from 1.
    pub line: u32,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub label: Text,
    pub value: Decimal,
    pub region: Option<RegionIx>,
}

/// What the declared parts of a figure come to, beside the figure itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reconciliation {
    AddsUp,
    ShortBy(Decimal),
    /// They come to the very number that the figure is said to be more than.
    NotMore,
    OverBy(Decimal),
    CannotTell,
}

impl Figure {
    /// The numbers the figure allows. "About" is read as rounded in the last non-zero digit: about
    /// 3,000 is 2,500 to 3,500. Bounds given by `low` and `high` come before any reading.
    pub fn range(&self) -> Range {
        if self.low.is_some() || self.high.is_some() {
            return Range { low: self.low, high: self.high, above_low: false };
        }
        let Some(value) = self.value else {
            return Range { low: None, high: None, above_low: false };
        };
        match self.qualifier {
            Qualifier::Exact => Range::point(value),
            Qualifier::About => {
                let half = half_of_last_digit(value);
                Range {
                    low: value.checked_sub(half),
                    high: value.checked_add(half),
                    above_low: false,
                }
            }
            Qualifier::AtLeast => Range { low: Some(value), high: None, above_low: false },
            Qualifier::MoreThan => Range { low: Some(value), high: None, above_low: true },
            Qualifier::UpTo => Range { low: None, high: Some(value), above_low: false },
        }
    }

    /// Whether two figures of one measure cannot both be right.
    pub fn differs_from(&self, other: &Self) -> bool {
        !self.range().meets(&other.range())
    }

    /// Whether somebody else gives a number of the same thing: another claimant, or other sources.
    pub fn is_rival_of(&self, other: &Self) -> bool {
        let sources = |figure: &Self| -> BTreeSet<_> {
            figure.sources.iter().map(|citation| citation.source).collect()
        };
        self.is_comparable_with(other) && (self.by != other.by || sources(self) != sources(other))
    }

    /// Whether the same claimant gives the number anew, certainly as of a later day.
    pub fn is_updated_by(&self, other: &Self) -> bool {
        let first = self.date.as_ref().and_then(When::latest);
        let then = other.date.as_ref().and_then(When::earliest);
        let later = first.zip(then).is_some_and(|(first, then)| first < then);
        later && self.by.is_some() && self.by == other.by && self.is_comparable_with(other)
    }

    /// Whether both count the same; a unit may be left out.
    fn is_comparable_with(&self, other: &Self) -> bool {
        let units = self.unit.as_ref().zip(other.unit.as_ref());
        self.measure == other.measure && units.is_none_or(|(one, other)| one == other)
    }

    /// The number in words and digits, as given: "at least 13", "about 3,000", "10–14".
    pub fn amount(&self) -> String {
        let bounds = match (self.low, self.high) {
            (Some(low), Some(high)) => Some(format!("{}–{}", grouped(low), grouped(high))),
            (Some(low), None) => Some(format!("at least {}", grouped(low))),
            (None, Some(high)) => Some(format!("up to {}", grouped(high))),
            (None, None) => None,
        };
        let value = self.value.map(|value| match self.qualifier {
            Qualifier::Exact => grouped(value),
            Qualifier::About => format!("about {}", grouped(value)),
            Qualifier::AtLeast => format!("at least {}", grouped(value)),
            Qualifier::MoreThan => format!("more than {}", grouped(value)),
            Qualifier::UpTo => format!("up to {}", grouped(value)),
        });
        match (value, bounds) {
            (Some(value), Some(bounds)) => format!("{value} ({bounds})"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        }
    }

    /// The number with its unit, where the measure does not say that already: "at least 13 people".
    pub fn amount_in_unit(&self) -> String {
        match self.unit.as_deref().filter(|unit| !self.measure.contains(*unit)) {
            Some(unit) => format!("{} {unit}", self.amount()),
            None => self.amount(),
        }
    }

    /// The declared parts against the value; none where no parts are declared.
    pub fn reconciliation(&self) -> Option<Reconciliation> {
        if self.parts.is_empty() {
            return None;
        }
        let Some(sum) = self.sum_of_parts() else { return Some(Reconciliation::CannotTell) };
        let range = self.range();
        if let Some(low) = range.low {
            if sum < low {
                return Some(Reconciliation::ShortBy(low - sum));
            }
            if range.above_low && sum == low {
                return Some(Reconciliation::NotMore);
            }
        }
        if let Some(high) = range.high
            && sum > high
        {
            return Some(Reconciliation::OverBy(sum - high));
        }
        Some(match (range.low, range.high) {
            (Some(_), Some(_)) => Reconciliation::AddsUp,
            _ => Reconciliation::CannotTell,
        })
    }

    /// A plain sentence: "13 + 6 + 1 + 1 = 21, adds up".
    pub fn reconciliation_sentence(&self) -> Option<String> {
        let outcome = self.reconciliation()?;
        let terms: Vec<_> = self.parts.iter().map(|part| grouped(part.value)).collect();
        let sum = self.sum_of_parts().map_or_else(|| "?".to_owned(), grouped);
        let verdict = match outcome {
            Reconciliation::AddsUp => self.adds_up(),
            Reconciliation::NotMore => format!("not {}", self.amount()),
            Reconciliation::ShortBy(n) => format!("parts leave {} unaccounted for", grouped(n)),
            Reconciliation::OverBy(n) => format!("parts are {} over", grouped(n)),
            Reconciliation::CannotTell => {
                format!("cannot tell against {}", self.amount())
            }
        };
        Some(format!("{} = {sum}, {verdict}", terms.join(" + ")))
    }

    /// What counts as "about" a number is this program's reading, so it is told.
    fn adds_up(&self) -> String {
        let read_as = match (self.qualifier, self.range()) {
            (Qualifier::About, Range { low: Some(low), high: Some(high), .. })
                if self.low.is_none() && self.high.is_none() =>
            {
                format!(" within {} ({}–{})", self.amount(), grouped(low), grouped(high))
            }
            _ => String::new(),
        };
        format!("adds up{read_as}")
    }

    /// None where it is too large to count.
    pub fn sum_of_parts(&self) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))
    }
}

/// Half a unit in the last digit that is not a trailing zero: 500 for 3,000; 0.05 for 2.5.
fn half_of_last_digit(value: Decimal) -> Decimal {
    let value = value.normalize();
    let mut unit = Decimal::new(1, value.scale());
    let ten = Decimal::TEN;
    while !value.is_zero() && (value % (unit * ten)).is_zero() {
        unit *= ten;
    }
    unit / Decimal::TWO
}

#[cfg(test)]
mod tests {
    use super::super::table::Index as _;
    use super::*;

    fn figure(qualifier: Qualifier, value: i64, parts: &[i64]) -> Figure {
        Figure {
            measure: "drones".into(),
            value: Some(value.into()),
            low: None,
            high: None,
            qualifier,
            unit: None,
            by: None,
            date: None,
            parts: parts
                .iter()
                .map(|&value| Part { label: "part".into(), value: value.into(), region: None })
                .collect(),
            sources: Few::default(),
            line: 1,
        }
    }

    #[test]
    fn figures_differ_when_their_ranges_do_not_meet() {
        use Qualifier::{About, AtLeast, Exact, MoreThan, UpTo};
        let cases = [
            (Exact, 3000, Exact, 3001, true),
            (About, 3000, Exact, 3400, false),
            (About, 3000, Exact, 3600, true),
            (AtLeast, 13, Exact, 13, false),
            (MoreThan, 13, Exact, 13, true),
            (UpTo, 10, AtLeast, 11, true),
        ];
        for (qa, a, qb, b, differ) in cases {
            assert_eq!(
                figure(qa, a, &[]).differs_from(&figure(qb, b, &[])),
                differ,
                "{qa} {a} {qb} {b}"
            );
        }
    }

    #[test]
    fn parts_are_reconciled_in_a_sentence() {
        use Qualifier::{About, AtLeast, Exact, MoreThan};
        let say = |q, v, parts: &[i64]| figure(q, v, parts).reconciliation_sentence().unwrap();
        assert_eq!(say(Exact, 21, &[13, 6, 1, 1]), "13 + 6 + 1 + 1 = 21, adds up");
        assert_eq!(say(Exact, 100, &[66]), "66 = 66, parts leave 34 unaccounted for");
        assert_eq!(say(Exact, 5, &[4, 2]), "4 + 2 = 6, parts are 1 over");
        assert_eq!(say(AtLeast, 5, &[4, 2]), "4 + 2 = 6, cannot tell against at least 5");
        assert_eq!(say(MoreThan, 100, &[60, 40]), "60 + 40 = 100, not more than 100");
        assert_eq!(
            say(About, 1000, &[600, 300]),
            "600 + 300 = 900, adds up within about 1,000 (500–1,500)"
        );
        assert_eq!(figure(Exact, 5, &[]).reconciliation(), None);
    }

    #[test]
    fn an_update_is_certainly_later_and_of_the_same_unit() {
        let given = |date: &str, unit: &str| Figure {
            by: Some(ActorIx::new(0)),
            date: Some(When::parse(date).unwrap()),
            unit: Some(unit.into()),
            ..figure(Qualifier::Exact, 5, &[])
        };
        let updated = |first: &Figure, then: &Figure| first.is_updated_by(then);
        assert!(updated(&given("2032-03-01", "dead"), &given("2032-03-02", "dead")));
        assert!(!updated(&given("2032-03", "dead"), &given("2032-03-20", "dead")));
        assert!(!updated(&given("2032-03-01", "dead"), &given("2032-03-02", "hurt")));
        assert!(!given("2032-03", "dead").is_rival_of(&given("2032-03-20", "dead")));
    }
}
