//! Quotes and citations against the local copies of their sources.

use super::fault::{Code, Fault, Severity};
use super::places::{Mark, Places};
use crate::domain::claim::Claim;
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::domain::quote::{self, Verdict};
use crate::timeline::Timeline;

/// How many quotes got which verdict; none where there are no quotes.
pub(super) fn verdicts(timeline: &Timeline, copies: &Copies) -> Vec<(Verdict, usize)> {
    let mut counts =
        [Verdict::Exact, Verdict::Normalised, Verdict::Missing, Verdict::NoCopy].map(|it| (it, 0));
    for claim in timeline.events().flat_map(|event| timeline.event(event).claims()) {
        let Some(quote) = &claim.quote else { continue };
        let verdict = copies.verdict(quote, &claim.sources);
        for (counted, count) in &mut counts {
            *count += usize::from(*counted == verdict);
        }
    }
    let any = counts.iter().any(|(_, count)| *count > 0);
    if any { counts.to_vec() } else { Vec::new() }
}

/// Looks every quote up in the copies of the sources it cites, and every cited paragraph.
pub(super) fn check(timeline: &Timeline, copies: &Copies, places: &mut Places<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for event in timeline.events() {
        for claim in timeline.event(event).claims() {
            if let Some(quote) = &claim.quote {
                look_up(timeline, copies, places, (event, claim, quote), &mut faults);
            }
        }
        for citation in timeline.citations(event) {
            let Some(copy) = copies.get(citation.source) else { continue };
            let Some(paragraph) = citation.paragraph() else { continue };
            if usize::try_from(paragraph).is_ok_and(|n| n > copy.len()) {
                let cited = timeline.chronicle().citation(*citation);
                let message =
                    format!("`{cited}` is cited, and its copy has {} paragraphs", copy.len());
                let what = (Code::ParagraphMissing, Severity::Error);
                let line = timeline.event(event).at().line;
                faults.push(places.of_event(what, event, line, &Mark::Text(&cited), message));
            }
        }
    }
    faults
}

fn look_up(
    timeline: &Timeline,
    copies: &Copies,
    places: &mut Places<'_>,
    (event, claim, quote): (EventIx, &Claim, &str),
    faults: &mut Vec<Fault>,
) {
    let citations = &claim.sources;
    let sources = &timeline.chronicle().sources;
    let mark = Mark::Value("quote", quote);
    match copies.verdict(quote, citations) {
        Verdict::NoCopy => {}
        Verdict::Missing => {
            let message = format!("“{quote}” stands in no source it cites");
            let what = (Code::QuoteMissing, Severity::Error);
            let mut fault = places.of_event(what, event, claim.line, &mark, message);
            let near = citations.iter().find_map(|c| {
                let (paragraph, text) = copies.get(c.source)?.nearest(quote)?;
                Some((&sources[c.source].id, paragraph, text))
            });
            fault.help =
                near.map(|(id, paragraph, text)| format!("nearest, in {id}#{paragraph}: “{text}”"));
            faults.push(fault);
        }
        Verdict::Exact | Verdict::Normalised => {
            // Each citation with a paragraph should hold the quote, where its source holds it.
            for citation in citations {
                let Some(copy) = copies.get(citation.source) else { continue };
                let Some(cited) = citation.paragraph() else { continue };
                let Some(text) = copy.paragraph(cited) else { continue };
                let stands = quote::Copy::new(text.to_owned()).check(quote).verdict;
                let elsewhere = copy.check(quote);
                let named = |p: u32| {
                    citations
                        .iter()
                        .any(|c| c.source == citation.source && c.paragraph() == Some(p))
                };
                if stands == Verdict::Missing
                    && let Some(paragraph) = elsewhere.paragraph
                    && !named(paragraph)
                {
                    let id = &sources[citation.source].id;
                    let message = format!(
                        "“{quote}” stands in paragraph {paragraph} of `{id}`, not in {cited}"
                    );
                    let what = (Code::QuoteParagraph, Severity::Warning);
                    faults.push(places.of_event(what, event, claim.line, &mark, message));
                }
            }
        }
    }
}
