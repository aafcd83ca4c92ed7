//! The evidence on a sheet: claims as a ledger, figures by measure, accounts by source.

use super::Sheet;
use crate::domain::claim::Claim;
use crate::domain::event::EventIx;
use crate::domain::figure::{Figure, Reconciliation};
use crate::domain::text::clean;
use ratatui::text::Span;

impl Sheet<'_> {
    /// Claims about the event, wherever they stand, then what it claims about others.
    pub(super) fn claims(&mut self, event: EventIx) {
        let timeline = self.timeline;
        let about = timeline.claims_about(event);
        if !about.is_empty() {
            self.section("Claims");
            for &at in about {
                if let Some(claim) = timeline.claim(at) {
                    let elsewhere = (at.event != event).then_some(("said in", at.event));
                    self.claim(claim, elsewhere);
                }
            }
        }
        let outward: Vec<&Claim> = timeline
            .event(event)
            .claims()
            .iter()
            .filter(|c| c.about.is_some_and(|a| a != event))
            .collect();
        if !outward.is_empty() {
            self.section("Claims about other events");
            for claim in outward {
                self.claim(claim, claim.about.map(|other| ("about", other)));
            }
        }
    }

    fn claim(&mut self, claim: &Claim, other: Option<(&str, EventIx)>) {
        let theme = self.theme;
        let name = clean(&self.timeline.chronicle().actors[claim.by].name).into_owned();
        let style = theme.side(claim.stance.side());
        let mut lead = vec![
            Span::styled(format!("{} ", claim.stance.glyph()), style),
            Span::styled(name, theme.strong()),
            Span::styled(format!(" {}", claim.stance.word().replace('-', " ")), style),
        ];
        if let Some(date) = &claim.date {
            lead.push(Span::styled(format!(" · {}", date.display()), theme.quiet()));
        }
        if let Some(via) = &claim.via {
            lead.push(Span::styled(format!(" · via {}", clean(via)), theme.quiet()));
        }
        if let Some(credibility) = claim.credibility {
            lead.push(Span::styled(format!(" · credibility {credibility}"), theme.quiet()));
        }
        lead.push(Span::styled(format!(" {}", self.cited(&claim.sources)), theme.accent()));
        self.flow(lead);
        if let Some(text) = &claim.text {
            self.text(2, text, theme.plain());
        }
        if let Some(quote) = &claim.quote {
            self.text(2, &format!("“{quote}”"), theme.quote());
        }
        if let Some((word, other)) = other {
            let title = format!("{word}: {}", clean(&self.event(other).title));
            self.text(2, &title, theme.quiet());
        }
    }

    pub(super) fn figures(&mut self, event: EventIx) {
        let timeline = self.timeline;
        let figures = timeline.event(event).figures();
        if figures.is_empty() {
            return;
        }
        self.section("Figures");
        let mut measures: Vec<&str> = figures.iter().map(|figure| &*figure.measure).collect();
        measures.dedup();
        let mut done: Vec<&str> = Vec::new();
        for measure in measures {
            if done.contains(&measure) {
                continue;
            }
            done.push(measure);
            let group: Vec<&Figure> = figures.iter().filter(|f| &*f.measure == measure).collect();
            let differ = group.iter().any(|a| group.iter().any(|b| a.differs_from(b)));
            self.text(0, measure, self.theme.strong());
            if differ {
                self.text(2, "≠ figures differ", self.theme.warning());
            }
            for figure in group {
                self.figure(figure);
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let theme = self.theme;
        let chronicle = self.timeline.chronicle();
        let unit = figure.unit.as_deref().map(|u| format!(" {}", clean(u))).unwrap_or_default();
        let by = figure.by.map_or_else(
            || "no claimant".to_owned(),
            |a| clean(&chronicle.actors[a].name).into_owned(),
        );
        let mut spans = vec![
            Span::raw("  "),
            Span::styled(format!("{}{unit}", figure.amount()), theme.strong()),
            Span::raw(format!(" · {by}")),
        ];
        if let Some(date) = &figure.date {
            spans.push(Span::styled(format!(" · as of {}", date.display()), theme.quiet()));
        }
        spans.push(Span::styled(format!(" {}", self.cited(&figure.sources)), theme.accent()));
        self.flow(spans);
        for part in &figure.parts {
            let value = crate::domain::number::grouped(part.value);
            self.text(4, &format!("{value:>6}  {}", clean(&part.label)), theme.quiet());
        }
        if let (Some(outcome), Some(sentence)) =
            (figure.reconciliation(), figure.reconciliation_sentence())
        {
            let style = match outcome {
                Reconciliation::AddsUp | Reconciliation::CannotTell => theme.quiet(),
                Reconciliation::ShortBy(_) | Reconciliation::OverBy(_) => theme.warning(),
            };
            self.text(4, &sentence, style);
        }
    }

    pub(super) fn accounts(&mut self, event: EventIx) {
        let timeline = self.timeline;
        let accounts = timeline.event(event).accounts();
        if accounts.is_empty() {
            return;
        }
        self.section("Told differently");
        let chronicle = timeline.chronicle();
        for account in accounts {
            let source = &chronicle.sources[account.source.source];
            let name = source.publisher.as_deref().unwrap_or(&source.title);
            let theme = self.theme;
            self.flow(vec![
                Span::styled("≠ ", theme.warning()),
                Span::styled(clean(name).into_owned(), theme.strong()),
                Span::styled(format!(" {}", self.cited(&[account.source])), theme.accent()),
            ]);
            if let Some(title) = &account.title {
                self.text(2, title, theme.plain());
            }
            if let Some(date) = &account.date {
                self.text(2, &format!("date: {}", date.display()), theme.date());
            }
            if !account.regions.is_empty() {
                let names: Vec<_> =
                    account.regions.iter().map(|&r| clean(&chronicle.regions[r].name)).collect();
                self.text(2, &format!("where: {}", names.join(", ")), theme.region());
            }
            if let Some(place) = &account.place {
                self.text(2, &format!("place: {place}"), theme.region());
            }
            for text in [&account.summary, &account.note].into_iter().flatten() {
                self.text(2, text, theme.quiet());
            }
        }
    }
}
