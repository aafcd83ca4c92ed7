//! What is dated after all that tells of it: mostly a slip in one of the dates, else something that was
//! announced, and of which nobody has told yet that it happened.

use super::{Kind, Spot};
use crate::domain::chronicle::Chronicle;
use crate::domain::source::{Citation, Source};
use crate::domain::when::{Day, When};

/// Days that a date in one part of the world may be ahead of the same hour in another.
const ZONES: i32 = 1;

pub(super) fn weigh(spot: &mut Spot<'_, '_>) {
    let timeline = spot.timeline;
    let (chronicle, event) = (timeline.chronicle(), timeline.event(spot.event));
    if let Some(last) = before(chronicle, &event.date, timeline.citations(spot.event)) {
        let doubt = "one of the dates may be wrong, or it was only announced";
        return spot.tell(Kind::PublishedBefore, None, told("dated", &event.date, last, doubt));
    }
    for claim in event.claims() {
        if let Some(date) = &claim.date
            && let Some(last) = before(chronicle, date, claim.sources.iter())
        {
            let message = told("said", date, last, "one of the dates may be wrong");
            spot.tell(Kind::PublishedBefore, Some(claim.line), message);
        }
    }
}

fn told(verb: &str, date: &When, last: &Source, doubt: &str) -> String {
    let published = last.published.as_ref().map(When::display).unwrap_or_default();
    format!(
        "{verb} {}, after all its sources (the last is `{}`, of {published}): {doubt}",
        date.display(),
        last.id
    )
}

/// The last of some sources, where each is certain to be older than a date.
fn before<'t>(
    chronicle: &'t Chronicle,
    date: &When,
    citations: impl Iterator<Item = &'t Citation>,
) -> Option<&'t Source> {
    let first = date.earliest().filter(|_| !date.is_vague())?.plus(-ZONES);
    let mut last: Option<(Day, &Source)> = None;
    for citation in citations {
        let source = &chronicle.sources[citation.source];
        let published = source.published.as_ref().filter(|published| !published.is_vague())?;
        let day = published.latest().filter(|&day| day < first)?;
        if last.is_none_or(|(latest, _)| latest < day) {
            last = Some((day, source));
        }
    }
    last.map(|(_, source)| source)
}
