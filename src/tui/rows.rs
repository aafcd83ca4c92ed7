//! The rows of the list: periods, and how many lines a row takes.

use super::model::Model;
use crate::domain::event::EventIx;
use crate::domain::status::Status;
use crate::export::{Group, groups};
use crate::page::event::Extent;

/// Columns before the rail: cursor bar and date; enough for any range of days in one year where there
/// is room for it. Under regions a date needs its year.
pub fn date_width(model: &Model) -> usize {
    let in_one_year = match model.areas().rows.width {
        0..70 => 13,
        70..100 => 14,
        _ => 17,
    };
    match model.order.group {
        Group::Date => in_one_year,
        Group::Region => in_one_year + " 2024".len(),
    }
}

/// The heading an event stands under: its period, or its region.
pub fn heading(model: &Model, event: EventIx) -> String {
    groups::heading(&model.timeline, event, model.order.group)
}

/// Whether a row begins a period.
pub fn begins_period(model: &Model, row: usize) -> bool {
    let Some(&event) = model.selection.get(row) else { return false };
    let before = row.checked_sub(1).and_then(|r| model.selection.get(r));
    before.is_none_or(|&before| {
        !groups::same_heading(&model.timeline, before, event, model.order.group)
    })
}

/// Lines over a row when it is not the first in view: its period's heading.
pub fn gap(model: &Model, row: usize) -> usize {
    if begins_period(model, row) { 2 } else { 0 }
}

/// Columns for the lines of an expanded row.
pub fn sheet_width(model: &Model) -> usize {
    let rows = usize::from(model.areas().rows.width);
    rows.saturating_sub(indent(model) + 2)
}

/// Indent of an expanded row: under the title, or near the edge where columns are few.
pub fn indent(model: &Model) -> usize {
    if model.areas().rows.width >= 70 { date_width(model) + 4 } else { 4 }
}

/// Whether a second line under the title tells who is for the event and who against it.
pub fn has_sides(model: &Model, event: EventIx) -> bool {
    model.timeline.status(event) == Status::Contested && !model.expanded.contains(&event)
}

/// Lines a row takes, without the heading over it.
pub fn height(model: &Model, row: usize) -> usize {
    let Some(&event) = model.selection.get(row) else { return 0 };
    let row = 1 + usize::from(has_sides(model, event));
    if !model.expanded.contains(&event) {
        return row;
    }
    1 + row + model.sheet(event, Extent::Below, sheet_width(model)).len()
}
