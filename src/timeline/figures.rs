//! The figures of an event by what they measure: who gives which number, what is an update and
//! what is a difference.

use crate::domain::event::Event;
use crate::domain::figure::Figure;
use crate::domain::number::Decimal;
use crate::domain::when::When;

/// How a figure stands to the others of its measure.
#[derive(Clone, Debug, Default)]
pub struct Standing<'a> {
    /// The earlier figure of the same claimant that it brings up to date.
    pub updates: Option<&'a Figure>,
    /// The claimant has given a later one: it differs from none any more.
    pub superseded: bool,
    /// Those that cannot be right together with it.
    pub differs: Vec<&'a Figure>,
}

/// The figures of one measure.
#[derive(Clone, Debug)]
pub struct Measure<'a> {
    pub name: &'a str,
    /// In order of the file.
    pub rows: Vec<(&'a Figure, Standing<'a>)>,
}

impl Measure<'_> {
    pub fn differs(&self) -> bool {
        self.rows.iter().any(|(_, standing)| !standing.differs.is_empty())
    }

    /// The least and the greatest number that any figure names; none where no two numbers are.
    pub fn scale(&self) -> Option<(Decimal, Decimal)> {
        let bounds = self.rows.iter().flat_map(|(figure, _)| {
            let range = figure.range();
            [range.low, range.high, figure.value].into_iter().flatten()
        });
        let (low, high) = bounds.fold(None, |scale: Option<(Decimal, Decimal)>, bound| {
            Some(scale.map_or((bound, bound), |(low, high)| (low.min(bound), high.max(bound))))
        })?;
        (low < high).then_some((low, high))
    }
}

/// The figures of an event by measure, in order of first mention.
pub fn measures(event: Event<'_>) -> Vec<Measure<'_>> {
    let mut measures: Vec<Measure<'_>> = Vec::new();
    for figure in event.figures() {
        let row = (figure, standing(event, figure));
        match measures.iter_mut().find(|measure| *measure.name == *figure.measure) {
            Some(measure) => measure.rows.push(row),
            None => measures.push(Measure { name: &figure.measure, rows: vec![row] }),
        }
    }
    measures
}

/// How a figure stands to the others of its event and measure.
///
/// A later figure by the same claimant is an update of the earlier one, which then stands beside
/// nothing any more. Figures by different claimants, or by one claimant in different sources at one time,
/// differ where their ranges do not meet.
pub fn standing<'a>(event: Event<'a>, figure: &'a Figure) -> Standing<'a> {
    let superseded = |figure: &Figure| {
        let can_be = figure.by.is_some() && figure.date.is_some();
        can_be && event.figures().iter().any(|other| figure.is_updated_by(other))
    };
    let mut standing = Standing { superseded: superseded(figure), ..Standing::default() };
    for other in event.figures() {
        if other.is_updated_by(figure) {
            let day = |figure: &Figure| figure.date.as_ref().map(When::anchor);
            if standing.updates.is_none_or(|earlier| day(earlier) <= day(other)) {
                standing.updates = Some(other);
            }
        } else if !standing.superseded
            && figure.is_rival_of(other)
            && figure.differs_from(other)
            // Asks all figures again: last.
            && !superseded(other)
        {
            standing.differs.push(other);
        }
    }
    standing
}
