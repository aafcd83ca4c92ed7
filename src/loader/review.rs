//! The report on a chronicle that was read: quotes against copies, and where it is weak.

use super::Input;
use super::copies;
use super::fault::{Code, Fault, Severity};
use super::places::{Mark, Places};
use super::quotes;
use crate::domain::copies::Copies;
use crate::domain::event::Location;
use crate::domain::quote::{self, Verdict};
use crate::domain::source::{Source, SourceIx};
use crate::timeline::Timeline;
use crate::timeline::weakness::{Kind, several, weaknesses};
use std::collections::{BTreeMap, BTreeSet};

/// Stretches of paragraphs that are told of one source.
const SHOWN: usize = 20;

/// What was found beyond the reading itself.
#[derive(Debug, Default)]
pub struct Review {
    /// In order of place.
    pub faults: Vec<Fault>,
    /// How many quotes got which verdict; none where there are no quotes.
    pub verdicts: Vec<(Verdict, usize)>,
}

/// Looks at quotes, copies and weak spots.
pub fn review(timeline: &Timeline, input: &Input, copies: &Copies) -> Review {
    let mut places = Places::new(timeline, input);
    let mut faults = copies::changed(timeline, copies, &mut places);
    faults.extend(quotes::check(timeline, copies, &mut places));
    for weakness in weaknesses(timeline) {
        let what = (code(weakness.kind), Severity::Warning);
        let event = weakness.event.map(|event| timeline.event(event));
        let mark = weakness.id.map_or(Mark::Head, Mark::Id);
        let mut fault = places.fault(what, weakness.at, &mark, weakness.message);
        fault.event = event.map(|event| Box::from(event.id()));
        faults.push(fault);
    }
    faults.extend(unchecked(timeline, copies, &mut places));
    faults.extend(uncited(timeline, copies, &mut places));
    super::sort(&mut faults);
    Review { faults, verdicts: quotes::verdicts(timeline, copies) }
}

const fn code(kind: Kind) -> Code {
    match kind {
        Kind::SingleOrigin => Code::SingleOrigin,
        Kind::ConfirmedSingleOrigin => Code::ConfirmedSingleOrigin,
        Kind::FiguresDiffer => Code::FiguresDiffer,
        Kind::PartsMismatch => Code::PartsMismatch,
        Kind::AccountsContradict => Code::AccountsContradict,
        Kind::SourceUndated => Code::SourceUndated,
        Kind::PublishedBefore => Code::PublishedBefore,
    }
}

/// Sources with quotes that were looked up nowhere. Those declared in one place are told together.
fn unchecked(timeline: &Timeline, copies: &Copies, places: &mut Places<'_>) -> Vec<Fault> {
    let mut quotes: BTreeMap<SourceIx, usize> = BTreeMap::new();
    for event in timeline.events() {
        for claim in timeline.event(event).claims() {
            if claim.quote.is_none() {
                continue;
            }
            let cited: BTreeSet<SourceIx> = claim.sources.iter().map(|at| at.source).collect();
            if cited.iter().all(|&source| copies.get(source).is_none_or(quote::Copy::is_empty)) {
                for source in cited {
                    *quotes.entry(source).or_default() += 1;
                }
            }
        }
    }
    let sources = &timeline.chronicle().sources;
    let mut by_place: BTreeMap<Location, (Vec<&str>, usize)> = BTreeMap::new();
    for (source, count) in quotes {
        let Source { at, id, .. } = &sources[source];
        let (ids, sum) = by_place.entry(*at).or_default();
        ids.push(id);
        *sum += count;
    }
    let tell = |(at, (ids, sum)): (Location, (Vec<&str>, usize))| {
        let named = match ids.as_slice() {
            [id] => format!("`{id}`"),
            _ => several(&ids),
        };
        let message = match sum {
            1 => format!("{named}: a quote, and no copy to look it up in"),
            _ => format!("{named}: {sum} quotes, and no copy to look them up in"),
        };
        let mut fault = places.fault(
            (Code::QuoteUnchecked, Severity::Warning),
            at,
            &Mark::Id(ids.first().copied().unwrap_or("")),
            message,
        );
        fault.help = Some("name a copy with `text`, or a folder of copies with --texts".to_owned());
        fault
    };
    by_place.into_iter().map(tell).collect()
}

/// Paragraphs of copies that nobody cites. A source that is only cited as a whole is left alone.
fn uncited(timeline: &Timeline, copies: &Copies, places: &mut Places<'_>) -> Vec<Fault> {
    let mut cited: BTreeMap<SourceIx, BTreeSet<u32>> = BTreeMap::new();
    for event in timeline.events() {
        for citation in timeline.citations(event) {
            if copies.get(citation.source).is_some() {
                cited.entry(citation.source).or_default().extend(citation.paragraph());
            }
        }
    }
    let sources = &timeline.chronicle().sources;
    let mut faults = Vec::new();
    for (source, it) in sources.iter() {
        let Some(copy) = copies.get(source).filter(|copy| !copy.is_empty()) else { continue };
        let message = match cited.get(&source) {
            None => format!("`{}` is cited nowhere", it.id),
            Some(cited) if cited.is_empty() => continue,
            Some(cited) => {
                let paragraphs = copy.paragraphs().map(|(number, _)| number);
                let left: Vec<u32> = paragraphs.filter(|number| !cited.contains(number)).collect();
                if left.is_empty() {
                    continue;
                }
                format!("nobody cites {} of `{}`", stretches(&left), it.id)
            }
        };
        let what = (Code::ParagraphUncited, Severity::Warning);
        faults.push(places.fault(what, it.at, &Mark::Id(&it.id), message));
    }
    faults
}

/// "¶3, ¶7–9"
fn stretches(numbers: &[u32]) -> String {
    let runs: Vec<(u32, u32)> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| Some((*run.first()?, *run.last()?)))
        .collect();
    let one = |&(first, last): &(u32, u32)| match last - first {
        0 => format!("¶{first}"),
        _ => format!("¶{first}–{last}"),
    };
    let mut shown: Vec<String> = runs.iter().take(SHOWN).map(one).collect();
    if runs.len() > SHOWN {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn paragraphs_side_by_side_are_one_stretch() {
        assert_eq!(super::stretches(&[3, 7, 8, 9, 11]), "¶3, ¶7–9, ¶11");
        let apart: Vec<u32> = (1..50).map(|n| n * 2).collect();
        assert!(super::stretches(&apart).ends_with("¶40, …"));
    }
}
