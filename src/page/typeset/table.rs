//! Tables in columns side by side, or, where there is no room for that, under one another.

use super::wrapped;
use crate::domain::text::{clean, width};
use crate::page::{Run, Table, TableRow, Tone};

const GAP: usize = 2;
/// A column is not made narrower than this.
const NARROWEST: usize = 20;

pub(super) fn set(table: &Table, columns: usize) -> Vec<Vec<Run>> {
    match widths(table, columns) {
        Some(widths) => side_by_side(table, &widths),
        None => stacked(table, columns),
    }
}

/// Columns without a head are as wide as they need to be, within bounds; the others share the rest
/// alike, so that tables of one page stand under one another. None where that leaves too little.
fn widths(table: &Table, columns: usize) -> Option<Vec<usize>> {
    const LABEL: usize = 22;
    let labels = headless(table);
    let mut widths: Vec<usize> = (0..labels)
        .map(|at| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            let widest = cells.map(|cell| cell.iter().map(|run| width(&run.text)).sum::<usize>());
            // The label before the first column has one width in all tables.
            if at + 1 == labels { LABEL } else { widest.max().unwrap_or(0).min(LABEL) }
        })
        .collect();
    let shared = table.heads.len().checked_sub(labels).filter(|&shared| shared > 0)?;
    let taken = widths.iter().sum::<usize>() + GAP * (table.heads.len() - 1);
    let each = columns.checked_sub(taken)? / shared;
    widths.extend(std::iter::repeat_n(each, shared));
    (each >= NARROWEST).then_some(widths)
}

/// How many columns stand before the first that has a head.
fn headless(table: &Table) -> usize {
    table.heads.iter().take_while(|head| head.is_empty()).count()
}

fn side_by_side(table: &Table, widths: &[usize]) -> Vec<Vec<Run>> {
    let heads: Vec<Vec<Run>> =
        table.heads.iter().map(|head| vec![Run::new(head, Tone::Quiet)]).collect();
    let mut out = Vec::new();
    if table.heads.iter().any(|head| !head.is_empty()) {
        out.extend(row(&heads, widths));
    }
    for TableRow { cells } in &table.rows {
        out.extend(row(cells, widths));
    }
    out
}

fn row(cells: &[Vec<Run>], widths: &[usize]) -> Vec<Vec<Run>> {
    let cells: Vec<Vec<Vec<Run>>> =
        cells.iter().zip(widths).map(|(cell, &wide)| wrapped(cell, wide.max(1))).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|y| {
            let mut out = Vec::new();
            for (at, (cell, &wide)) in cells.iter().zip(widths).enumerate() {
                let line = cell.get(y).cloned().unwrap_or_default();
                let used: usize = line.iter().map(|run| width(&run.text)).sum();
                out.extend(line);
                if at + 1 < widths.len() {
                    out.push(Run::plain(" ".repeat(wide.saturating_sub(used) + GAP)));
                }
            }
            out
        })
        .collect()
}

/// The first cells of a row as a heading, then each cell under the head of its column.
fn stacked(table: &Table, columns: usize) -> Vec<Vec<Run>> {
    let mut out = Vec::new();
    let headless = headless(table);
    for TableRow { cells } in &table.rows {
        let label: Vec<Run> = cells
            .iter()
            .take(headless)
            .flat_map(|cell| cell.iter().cloned().chain([Run::plain(" ")]))
            .collect();
        out.extend(wrapped(&label, columns));
        for (cell, head) in cells.iter().zip(&table.heads).skip(headless) {
            let mut runs = vec![Run::quiet(format!("{}: ", clean(head)))];
            runs.extend(cell.iter().cloned());
            for (number, line) in
                wrapped(&runs, columns.saturating_sub(4).max(1)).into_iter().enumerate()
            {
                let mut indented = vec![Run::plain(if number == 0 { "  " } else { "    " })];
                indented.extend(line);
                out.push(indented);
            }
        }
    }
    out
}
