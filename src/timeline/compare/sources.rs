//! What each of some sources tells of one event.

use super::{Comparison, figure_cells, unlike};
use crate::domain::account::Account;
use crate::domain::actor::ActorIx;
use crate::domain::event::{Event, EventIx};
use crate::domain::figure::Figure;
use crate::domain::region::RegionIx;
use crate::domain::source::{Citation, SourceIx};
use crate::timeline::Timeline;
use crate::timeline::figures::measures;
use crate::timeline::ledger::ledger;
use std::collections::BTreeSet;

/// A source without an account of its own tells an event that it is cited for as the event has it.
pub(super) fn compare(timeline: &Timeline, event: EventIx, columns: &[SourceIx]) -> Comparison {
    let it = timeline.event(event);
    let cited: BTreeSet<SourceIx> = timeline.citations(event).map(|at| at.source).collect();
    let tells: Vec<bool> = columns.iter().map(|source| cited.contains(source)).collect();
    let mut out = Comparison::new(event, tells);
    fields(timeline, it, columns, &mut out);
    for measure in measures(it) {
        let figures = |source: &SourceIx| -> Vec<&Figure> {
            let rows = measure.rows.iter().map(|(figure, _)| *figure);
            rows.filter(|figure| cites(&figure.sources, *source)).collect()
        };
        let figures: Vec<Vec<&Figure>> = columns.iter().map(figures).collect();
        let (cells, differs) = figure_cells(timeline, &figures, true);
        out.put(measure.name, cells, differs);
    }
    claims(timeline, event, columns, &mut out);
    let notes: Vec<Option<String>> = columns
        .iter()
        .map(|&source| {
            let told =
                accounts(it, source).flat_map(|it| [it.summary.as_deref(), it.note.as_deref()]);
            let told: Vec<&str> = told.flatten().collect();
            (!told.is_empty()).then(|| told.join(" "))
        })
        .collect();
    let told_apart = notes.iter().any(Option::is_some);
    out.put("how it is told", notes, told_apart);
    let paragraphs = columns.iter().map(|&source| paragraphs(timeline, event, source)).collect();
    out.put("paragraphs", paragraphs, false);
    out
}

fn accounts(event: &Event, source: SourceIx) -> impl Iterator<Item = &Account> {
    event.accounts().iter().filter(move |account| account.source.source == source)
}

fn cites(citations: &[Citation], source: SourceIx) -> bool {
    citations.iter().any(|citation| citation.source == source)
}

fn fields(timeline: &Timeline, event: &Event, columns: &[SourceIx], out: &mut Comparison) {
    let telling: Vec<Option<SourceIx>> =
        columns.iter().zip(&out.tells).map(|(&source, tells)| tells.then_some(source)).collect();
    let each = |value: &dyn Fn(SourceIx) -> Option<String>| -> Vec<Option<String>> {
        telling.iter().map(|source| source.and_then(value)).collect()
    };
    let titles = each(&|source| {
        let own = accounts(event, source).find_map(|account| account.title.as_deref());
        Some(own.unwrap_or(event.title()).to_owned())
    });
    let differs = unlike(&titles);
    out.put("title", titles, differs);
    let dates = each(&|source| {
        let own = accounts(event, source).find_map(|account| account.date.as_ref());
        Some(own.unwrap_or(&event.date).display())
    });
    let differs = unlike(&dates);
    out.put("date", dates, differs);
    let regions = |source| -> &[RegionIx] {
        let own = accounts(event, source).find(|account| !account.regions.is_empty());
        own.map_or(&event.regions, |account| &account.regions)
    };
    let sets: Vec<Option<BTreeSet<RegionIx>>> = telling
        .iter()
        .map(|source| source.map(|at| regions(at).iter().copied().collect()))
        .collect();
    let places = each(&|source| {
        let name = |&region: &RegionIx| timeline.chronicle().regions[region].name.to_string();
        let mut names: Vec<String> = regions(source).iter().map(name).collect();
        let own = accounts(event, source).find_map(|account| account.place.as_deref());
        if let Some(place) =
            own.or(event.place()).filter(|place| names.first().is_none_or(|name| name != place))
        {
            names.insert(0, place.to_owned());
        }
        Some(if names.is_empty() { "unplaced".to_owned() } else { names.join(", ") })
    });
    let own_place = telling.iter().flatten().any(|&source| {
        accounts(event, source)
            .any(|it| it.place.as_deref().is_some_and(|at| Some(at) != event.place()))
    });
    out.put("where", places, unlike(&sets) || own_place);
}

/// One row for each claimant: the stances that each source reports of him.
fn claims(timeline: &Timeline, event: EventIx, columns: &[SourceIx], out: &mut Comparison) {
    let claims: Vec<_> =
        ledger(timeline, event).into_iter().filter_map(|entry| timeline.claim(entry.at)).collect();
    let mut done: Vec<ActorIx> = Vec::new();
    for claim in &claims {
        if done.contains(&claim.by) {
            continue;
        }
        done.push(claim.by);
        let by: Vec<_> = claims.iter().filter(|other| other.by == claim.by).collect();
        let stances = |&source: &SourceIx| -> Option<Vec<&str>> {
            let reported = by.iter().filter(|claim| cites(&claim.sources, source));
            let mut stances: Vec<&str> = reported.map(|claim| claim.stance.phrase()).collect();
            stances.dedup();
            (!stances.is_empty()).then_some(stances)
        };
        let stances: Vec<Option<Vec<&str>>> = columns.iter().map(stances).collect();
        let differs = unlike(&stances);
        let cells = stances.into_iter().map(|told| Some(told?.join(", then "))).collect();
        out.put(&timeline.chronicle().actors[claim.by].name, cells, differs);
    }
}

/// The cited paragraphs of a source: "¶3, ¶5".
fn paragraphs(timeline: &Timeline, event: EventIx, source: SourceIx) -> Option<String> {
    let cited = timeline.citations(event).filter(|citation| citation.source == source);
    let cited: BTreeSet<u32> = cited.filter_map(|citation| citation.paragraph).collect();
    let told: Vec<String> = cited.into_iter().map(|number| format!("¶{number}")).collect();
    (!told.is_empty()).then(|| told.join(", "))
}
