//! An event whole: facts, claims as a ledger, figures by measure, accounts, linked events, sources.

mod claims;
mod figures;

use super::citations::Citations;
use super::{Page, Run, Telling, Tone, wording};
use crate::domain::event::EventIx;
use crate::timeline::Timeline;

pub(super) use claims::claim;

/// How much of an event is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// With title and date on top.
    Whole,
    /// What the row of a list does not show already.
    Below,
}

/// The page of an event.
pub fn page(telling: Telling<'_>, event: EventIx, extent: Extent) -> Page {
    let mut teller = Teller {
        telling,
        event,
        sources: Citations::new(telling.timeline.sources(event)),
        page: Page::default(),
    };
    teller.facts(extent);
    teller.summary();
    teller.claims();
    teller.figures();
    teller.accounts();
    teller.links();
    teller.cited();
    teller.page
}

struct Teller<'t> {
    telling: Telling<'t>,
    event: EventIx,
    sources: Citations,
    page: Page,
}

impl Teller<'_> {
    fn facts(&mut self, extent: Extent) {
        let timeline = self.telling.timeline;
        let event = timeline.event(self.event);
        if extent == Extent::Whole {
            self.page.title(event.title());
            self.page.known(timeline);
            self.page.text(vec![Run::new(wording::date(event), Tone::Date)]);
        }
        let status = timeline.status(self.event);
        let kind = &timeline.chronicle().kinds[event.kind].name;
        let word = format!("{} {}", status.glyph(), wording::status_word(status));
        let mut told = vec![Run::new(word, Tone::Status(status))];
        for (number, (side, stances)) in
            wording::stances(timeline, self.event).into_iter().enumerate()
        {
            told.push(Run::plain(if number == 0 { ": " } else { " | " }));
            told.push(Run::new(stances, Tone::Side(side)));
        }
        told.push(Run::quiet(format!(" · {kind}")));
        self.page.text(told);
        let places = wording::places(timeline, event);
        self.page.fact("where", vec![Run::new(places, Tone::Region)]);
        self.page.fact("who", vec![Run::plain(wording::actors(timeline, event))]);
        let tags: Vec<String> = event.tags().iter().map(|tag| format!("#{tag}")).collect();
        self.page.fact("tags", vec![Run::quiet(tags.join(" "))]);
    }

    fn summary(&mut self) {
        let event = self.telling.timeline.event(self.event);
        if !event.summary().is_empty() {
            let marks = self.sources.marks(event.sources());
            self.page.gap();
            self.page.text(vec![Run::plain(event.summary()), marks]);
        }
        if let Some(note) = event.note() {
            self.page.gap();
            self.page.fact("note", vec![Run::quiet(note)]);
        }
    }

    fn accounts(&mut self) {
        let timeline = self.telling.timeline;
        let chronicle = timeline.chronicle();
        let accounts = timeline.event(self.event).accounts();
        if !accounts.is_empty() {
            self.page.heading("Told differently");
        }
        for account in accounts {
            let source = &chronicle.sources[account.source.source];
            let name = source.publisher.as_deref().unwrap_or(&source.title);
            let marks = self.sources.marks(&[account.source]);
            self.page.item(Run::new("≠", Tone::Warning), vec![Run::strong(name), marks], None);
            if let Some(title) = &account.title {
                self.page.under(vec![Run::plain(&**title)], None);
            }
            if let Some(date) = &account.date {
                let date = Run::new(date.display(), Tone::Date);
                self.page.under(vec![Run::quiet("date: "), date], None);
            }
            let regions = account.regions.iter();
            let regions: Vec<&str> = regions.map(|&at| &*chronicle.regions[at].name).collect();
            let place = account.place.as_deref();
            let places: Vec<&str> = place.into_iter().chain(regions).collect();
            if !places.is_empty() {
                let places = Run::new(places.join(", "), Tone::Region);
                self.page.under(vec![Run::quiet("where: "), places], None);
            }
            for text in [&account.summary, &account.note].into_iter().flatten() {
                self.page.under(vec![Run::quiet(&**text)], None);
            }
        }
    }

    fn links(&mut self) {
        let timeline = self.telling.timeline;
        let links = links(timeline, self.event);
        if !links.is_empty() {
            self.page.heading("Linked events");
        }
        for (phrase, other) in links {
            let it = timeline.event(other);
            let told = vec![
                Run::quiet(format!("{phrase}: ")),
                Run::plain(it.title()),
                Run::quiet(format!(" ({}, {})", it.date.display(), it.id())),
            ];
            self.page.item(Run::quiet("→"), told, Some(other));
        }
    }

    fn cited(&mut self) {
        let timeline = self.telling.timeline;
        let event = timeline.event(self.event);
        self.page.heading(format!("Sources: {}", timeline.origins(self.event)));
        self.sources.list(self.telling, &mut self.page);
        self.page.gap();
        let file = format!("{}:{}", timeline.chronicle().file(event.at().file), event.at().line);
        self.page.fact("id", vec![Run::quiet(event.id())]);
        self.page.fact("file", vec![Run::quiet(file)]);
    }
}

/// The events one can go to from an event, with how they are related; each pair once.
pub fn links(timeline: &Timeline, event: EventIx) -> Vec<(&'static str, EventIx)> {
    let mut links: Vec<(&'static str, EventIx)> = Vec::new();
    let it = timeline.event(event);
    links.extend(it.relations().iter().map(|r| (r.kind.phrase(), r.event)));
    links.extend(
        timeline.relations_to(event).iter().map(|&(kind, from)| (kind.inverse_phrase(), from)),
    );
    links.extend(it.claims().iter().filter_map(|claim| Some(("claims about", claim.about?))));
    let elsewhere = timeline.claims_about(event).iter().filter(|at| at.event != event);
    links.extend(elsewhere.map(|at| ("claim stands in", at.event)));
    let mut seen = Vec::new();
    links.retain(|link| {
        let fresh = link.1 != event && !seen.contains(link);
        seen.push(*link);
        fresh
    });
    links
}
