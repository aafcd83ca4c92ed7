//! What each of some sources tells of one event.

use super::{Comparison, Mark, Row, figure_cells, unlike};
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
    let told_apart = notes.iter().any(Option::is_some).then_some(Mark::Differs);
    out.put("how it is told", notes, told_apart);
    let paragraphs = columns.iter().map(|&source| paragraphs(timeline, event, source)).collect();
    out.put_words("paragraphs", paragraphs);
    out
}

fn accounts(event: Event<'_>, source: SourceIx) -> impl Iterator<Item = &Account> {
    event.accounts().iter().filter(move |account| account.source.source == source)
}

fn cites(citations: &[Citation], source: SourceIx) -> bool {
    citations.iter().any(|citation| citation.source == source)
}

/// What a source has of its own, beside what the event has.
fn fields(timeline: &Timeline, event: Event<'_>, columns: &[SourceIx], out: &mut Comparison) {
    let telling: Vec<Option<SourceIx>> =
        columns.iter().zip(&out.tells).map(|(&source, tells)| tells.then_some(source)).collect();
    let each = |own: &dyn Fn(&Account) -> Option<String>| -> Vec<Option<String>> {
        let cell = |source: &Option<SourceIx>| accounts(event, (*source)?).find_map(own);
        telling.iter().map(cell).collect()
    };
    let name = |&region: &RegionIx| timeline.chronicle().regions[region].name.to_string();
    let place = |place: Option<&str>, regions: &[RegionIx]| {
        let mut names: Vec<String> = regions.iter().map(name).collect();
        if let Some(place) = place.filter(|place| names.first().is_none_or(|name| name != place)) {
            names.insert(0, place.to_owned());
        }
        (!names.is_empty()).then(|| names.join(", "))
    };
    let titles = each(&|account| account.title.as_deref().map(str::to_owned));
    let dates = each(&|account| Some(account.date.as_ref()?.display()));
    let places = each(&|account| place(account.place.as_deref(), &account.regions));
    let here = place(event.place(), event.regions()).unwrap_or_else(|| "unplaced".to_owned());
    for (label, cells, of_event) in [
        ("title", titles, event.title().to_owned()),
        ("date", dates, event.date.display()),
        ("where", places, here),
    ] {
        let differs = cells.iter().flatten().any(|own| *own != of_event);
        let mark = if differs { Mark::Differs } else { Mark::Same };
        out.rows.push(Row { label: label.to_owned(), cells, event: Some(of_event), mark });
    }
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
        let differs = unlike(&stances).then_some(Mark::Differs);
        let cells = stances.into_iter().map(|told| Some(told?.join("; "))).collect();
        out.put(&timeline.chronicle().actors[claim.by].name, cells, differs);
    }
}

/// The cited paragraphs of a source: "¶3, ¶5".
fn paragraphs(timeline: &Timeline, event: EventIx, source: SourceIx) -> Option<String> {
    let cited = timeline.citations(event).filter(|citation| citation.source == source);
    let cited: BTreeSet<u32> = cited.filter_map(|citation| citation.paragraph()).collect();
    let told: Vec<String> = cited.into_iter().map(|number| format!("¶{number}")).collect();
    (!told.is_empty()).then(|| told.join(", "))
}
