//! A range of numbers on a scale, in columns.

use crate::domain::number::{Decimal, grouped};
use crate::page::Bar;
use rust_decimal::prelude::ToPrimitive as _;

/// " ·····┣━━━●━━┫···· ": where the number lies. The outermost columns are for arrows, where a range
/// goes on without an end.
pub(super) fn drawn(bar: &Bar, columns: usize) -> String {
    let columns = columns.saturating_sub(2).max(2);
    let at = |number: Decimal| column(number, bar.scale, columns);
    let first = bar.low.map_or(0, at);
    let last = bar.high.map_or(columns - 1, at);
    let value = bar.value.map(at);
    let within = (0..columns).map(|column| match column {
        _ if value == Some(column) => '●',
        _ if column < first || column > last => '·',
        _ if first == last => '●',
        _ if column == first && bar.low.is_some() => '┣',
        _ if column == last && bar.high.is_some() => '┫',
        _ => '━',
    });
    let arrow = |end: Option<Decimal>, arrow| if end.is_some() { ' ' } else { arrow };
    let (left, right) = (arrow(bar.low, '◀'), arrow(bar.high, '▶'));
    std::iter::once(left).chain(within).chain([right]).collect()
}

/// The ends of the scale under the bars.
pub(super) fn scale(low: Decimal, high: Decimal, columns: usize) -> String {
    let (low, high) = (grouped(low), grouped(high));
    let used = low.chars().count() + high.chars().count() + 2;
    format!(" {low}{}{high}", " ".repeat(columns.saturating_sub(used).max(1)))
}

fn column(number: Decimal, (low, high): (Decimal, Decimal), columns: usize) -> usize {
    let last = columns - 1;
    let share = (number - low).checked_div(high - low).and_then(|share| share.to_f64());
    // A share of the columns, both small; saturating casts keep what is off the scale at its ends.
    #[expect(clippy::cast_precision_loss, reason = "columns of a screen")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let column = (share.unwrap_or(0.0) * last as f64).round() as usize;
    column.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(low: Option<i64>, high: Option<i64>, value: Option<i64>) -> String {
        let number = |n: Option<i64>| n.map(Decimal::from);
        let scale = (Decimal::from(0), Decimal::from(100));
        drawn(&Bar { scale, low: number(low), high: number(high), value: number(value) }, 13)
    }

    #[test]
    fn a_number_lies_where_the_scale_has_it() {
        assert_eq!(bar(Some(0), Some(0), Some(0)), " ●·········· ");
        assert_eq!(bar(Some(50), Some(50), None), " ·····●····· ");
        assert_eq!(bar(Some(20), Some(60), None), " ··┣━━━┫···· ");
        assert_eq!(bar(Some(20), Some(60), Some(40)), " ··┣━●━┫···· ");
    }

    #[test]
    fn a_missing_end_goes_on() {
        assert_eq!(bar(Some(70), None, Some(70)), " ·······●━━━▶");
        assert_eq!(bar(None, Some(30), Some(30)), "◀━━━●······· ");
        assert_eq!(bar(None, Some(0), Some(0)), "◀●·········· ");
    }
}
