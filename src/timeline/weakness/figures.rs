//! Figures that cannot be right together, and parts that do not come to their figure.

use super::{Kind, MOST_COMPARED, Spot};
use crate::domain::figure::{Figure, Reconciliation};
use crate::domain::number::grouped;

pub(super) fn weigh(spot: &mut Spot<'_, '_>) {
    let timeline = spot.timeline;
    let figures = timeline.event(spot.event).figures();
    for figure in figures {
        parts(spot, figure);
    }
    let figures = figures.get(..MOST_COMPARED).unwrap_or(figures);
    for (at, first) in figures.iter().enumerate() {
        let told = figures.iter().take(at).any(|before| before.measure == first.measure);
        if !told {
            differing(spot, figures, &first.measure);
        }
    }
}

/// The first two figures of a measure that differ. A claimant's earlier figure no longer stands.
fn differing(spot: &mut Spot<'_, '_>, figures: &[Figure], measure: &str) {
    let standing: Vec<&Figure> = figures
        .iter()
        .filter(|figure| &*figure.measure == measure)
        .filter(|figure| !figures.iter().any(|other| figure.is_updated_by(other)))
        .collect();
    let pair = standing.iter().enumerate().find_map(|(at, one)| {
        let other = standing
            .iter()
            .skip(at + 1)
            .find(|other| one.is_rival_of(other) && one.differs_from(other))?;
        Some((*one, *other))
    });
    let Some((one, other)) = pair else { return };
    let chronicle = spot.timeline.chronicle();
    let told = |figure: &Figure| {
        let source = || figure.sources.first().map(|at| format!("`{}`", chronicle.citation(*at)));
        let by = if one.by == other.by { None } else { figure.by };
        let who = by.map(|by| chronicle.actors[by].name.to_string()).or_else(source);
        format!("{} ({})", figure.amount(), who.unwrap_or_else(|| "no claimant".to_owned()))
    };
    let message = format!("figures of “{measure}” differ: {}, {}", told(one), told(other));
    spot.tell(Kind::FiguresDiffer, Some(other.line), message);
}

fn parts(spot: &mut Spot<'_, '_>, figure: &Figure) {
    let amount = figure.amount();
    let verdict = match figure.reconciliation() {
        Some(Reconciliation::ShortBy(by)) => format!("{} short of {amount}", grouped(by)),
        Some(Reconciliation::NotMore) => format!("not {amount}"),
        Some(Reconciliation::OverBy(by)) => format!("{} over {amount}", grouped(by)),
        Some(Reconciliation::AddsUp | Reconciliation::CannotTell) | None => return,
    };
    let Some(sum) = figure.sum_of_parts() else { return };
    let message = format!("the parts of “{}” come to {}, {verdict}", figure.measure, grouped(sum));
    spot.tell(Kind::PartsMismatch, Some(figure.line), message);
}
