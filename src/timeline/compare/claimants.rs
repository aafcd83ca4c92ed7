//! What each of some actors, or those below it, says of one event.

use super::{Comparison, Mark, figure_cells, unlike};
use crate::domain::actor::ActorIx;
use crate::domain::claim::{Claim, Side};
use crate::domain::event::EventIx;
use crate::domain::figure::Figure;
use crate::domain::when::When;
use crate::timeline::Timeline;
use crate::timeline::figures::measures;
use std::collections::BTreeSet;

pub(super) fn compare(timeline: &Timeline, event: EventIx, columns: &[ActorIx]) -> Comparison {
    let chronicle = timeline.chronicle();
    let below = |by: ActorIx, column: ActorIx| timeline.chronicle().is_or_is_below(by, column);
    let about: Vec<&Claim> =
        timeline.claims_about(event).iter().filter_map(|&at| timeline.claim(at)).collect();
    let said: Vec<Vec<&Claim>> = columns
        .iter()
        .map(|&column| about.iter().copied().filter(|claim| below(claim.by, column)).collect())
        .collect();
    let measures = measures(timeline.event(event));
    let counted: Vec<Vec<Vec<&Figure>>> = measures
        .iter()
        .map(|measure| {
            let by = |figure: &Figure, column| figure.by.is_some_and(|by| below(by, column));
            let rows = |&column: &ActorIx| {
                let figures = measure.rows.iter().map(|(figure, _)| *figure);
                figures.filter(|figure| by(figure, column)).collect()
            };
            columns.iter().map(rows).collect()
        })
        .collect();
    let tells = |at: usize| {
        said.get(at).is_some_and(|said| !said.is_empty())
            || counted.iter().any(|rows| rows.get(at).is_some_and(|row| !row.is_empty()))
    };
    let mut out = Comparison::new(event, (0..columns.len()).map(tells).collect());
    spoken(timeline, columns, &said, &mut out);
    for (measure, figures) in measures.iter().zip(&counted) {
        let (cells, differs) = figure_cells(timeline, figures, false);
        out.put(measure.name, cells, differs);
    }
    let sources: Vec<Option<String>> = said
        .iter()
        .map(|claims| {
            let cited: BTreeSet<_> = claims.iter().flat_map(|claim| &claim.sources).collect();
            let cited: Vec<String> = cited.into_iter().map(|&at| chronicle.citation(at)).collect();
            (!cited.is_empty()).then(|| cited.join(", "))
        })
        .collect();
    out.put_words("reported in", sources);
    out
}

fn spoken(timeline: &Timeline, columns: &[ActorIx], said: &[Vec<&Claim>], out: &mut Comparison) {
    type Told<'a> = &'a dyn Fn(ActorIx, &Claim) -> Option<String>;
    let each = |between: &str, told: Told<'_>| -> Vec<Option<String>> {
        let column = |(&actor, claims): (&ActorIx, &Vec<&Claim>)| {
            let told: Vec<String> = claims.iter().filter_map(|claim| told(actor, claim)).collect();
            (!told.is_empty()).then(|| told.join(between))
        };
        columns.iter().zip(said).map(column).collect()
    };
    let stances = each("; ", &|column, claim| {
        let stance = claim.stance.phrase();
        let by = &timeline.chronicle().actors[claim.by].name;
        Some(if claim.by == column { stance.to_owned() } else { format!("{by} {stance}") })
    });
    let last = |claims: &Vec<&Claim>| {
        claims.iter().rev().map(|claim| claim.stance.side()).find(|side| *side != Side::Neither)
    };
    let sides: Vec<Option<Side>> = said.iter().map(last).collect();
    out.put("stance", stances, unlike(&sides).then_some(Mark::Differs));
    // Whose words they are, where it is one below.
    let named = |column: ActorIx, claim: &Claim, words: String| {
        let by = &timeline.chronicle().actors[claim.by].name;
        if claim.by == column { words } else { format!("{by}: {words}") }
    };
    let texts =
        each(" ", &|column, claim| Some(named(column, claim, claim.text.as_deref()?.into())));
    out.put_words("says", texts);
    let quotes = each(" ", &|column, claim| {
        Some(named(column, claim, format!("“{}”", claim.quote.as_deref()?)))
    });
    out.put_words("quote", quotes);
    out.put_words("said", each("; ", &|_, claim| claim.date.as_ref().map(When::display)));
    out.put_words("via", each("; ", &|_, claim| claim.via.as_deref().map(str::to_owned)));
}
