//! Claims as a ledger: who, stance, what changed, when, where it was said, quote and source.

use super::Teller;
use crate::domain::grade;
use crate::domain::quote::Verdict;
use crate::domain::when::When;
use crate::page::citations::Citations;
use crate::page::{Page, Run, Telling, Tone, wording};
use crate::timeline::ClaimRef;
use crate::timeline::ledger::{Entry, ledger};

impl Teller<'_> {
    /// Claims about the event, wherever they stand, then what is claimed in it about others.
    pub(super) fn claims(&mut self) {
        let timeline = self.telling.timeline;
        let ledger = ledger(timeline, self.event);
        if !ledger.is_empty() {
            self.page.heading("Claims");
        }
        for entry in ledger {
            self.claim(entry);
        }
        let claims = timeline.event(self.event).claims().iter().enumerate();
        let outward: Vec<usize> = claims
            .filter(|(_, claim)| claim.about.is_some_and(|about| about != self.event))
            .map(|(number, _)| number)
            .collect();
        if !outward.is_empty() {
            self.page.heading("Claims about other events");
        }
        for number in outward {
            self.claim(Entry { at: ClaimRef::new(self.event, number), was: None });
        }
    }

    fn claim(&mut self, entry: Entry) {
        claim(self.telling, entry, true, &mut self.sources, &mut self.page);
        let timeline = self.telling.timeline;
        let Some(claim) = timeline.claim(entry.at) else { return };
        let other = if entry.at.event == self.event {
            claim.about.filter(|&about| about != self.event).map(|about| ("about", about))
        } else {
            Some(("said in", entry.at.event))
        };
        if let Some((word, other)) = other {
            let title = timeline.event(other).title();
            self.page.under(vec![Run::quiet(format!("{word}: {title}"))], Some(other));
        }
    }
}

/// One claim; without the name of who makes it on a page that is all his own.
pub(in crate::page) fn claim(
    telling: Telling<'_>,
    entry: Entry,
    named: bool,
    sources: &mut Citations,
    page: &mut Page,
) {
    let timeline = telling.timeline;
    let Some(claim) = timeline.claim(entry.at) else { return };
    let side = Tone::Side(claim.stance.side());
    let mut told = Vec::new();
    if named {
        told.push(Run::strong(&*timeline.chronicle().actors[claim.by].name));
        told.push(Run::plain(": "));
    }
    told.push(Run::new(claim.stance.phrase(), side));
    if let Some(was) = entry.was.and_then(|was| wording::change(timeline, was)) {
        told.push(Run::new(format!(", {was}"), Tone::Warning));
    }
    let date = claim.date.as_ref().map_or_else(|| "undated".to_owned(), When::display);
    told.push(Run::quiet(format!(" · {date}")));
    if let Some(via) = &claim.via {
        told.push(Run::quiet(format!(" · via {via}")));
    }
    if let Some(grade) = grade::told(timeline.chronicle(), claim) {
        told.push(Run::quiet(format!(" · {grade}")));
    }
    told.push(sources.marks(&claim.sources));
    page.item(Run::new(claim.stance.glyph(), side), told, None);
    if let Some(text) = &claim.text {
        page.under(vec![Run::plain(&**text)], None);
    }
    if let Some(quote) = &claim.quote {
        let verdict = telling.copies.verdict(quote, &claim.sources);
        page.under(vec![Run::new(format!("“{quote}”"), Tone::Quote), compared(verdict)], None);
        let near = claim.sources.iter().filter(|_| verdict == Verdict::Missing).find_map(|at| {
            let (paragraph, passage) = telling.copies.get(at.source)?.nearest(quote)?;
            let source = &timeline.chronicle().sources[at.source].id;
            Some(format!("nearest, {source}#{paragraph}: “{passage}”"))
        });
        if let Some(near) = near {
            page.under(vec![Run::quiet(near)], None);
        }
    }
}

fn compared(verdict: Verdict) -> Run {
    let tone = if verdict == Verdict::Missing { Tone::Warning } else { Tone::Quiet };
    Run::new(format!(" {}", wording::verdict(verdict)), tone)
}
