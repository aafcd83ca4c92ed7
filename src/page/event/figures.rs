//! Figures by measure: who gives which number, drawn on one scale, and whether its parts add up.

use super::Teller;
use crate::domain::actor::ActorIx;
use crate::domain::figure::{Figure, Reconciliation};
use crate::domain::number::grouped;
use crate::page::{Bar, Block, Run, Tone, wording};
use crate::timeline::figures::{Measure, Standing, measures};

impl Teller<'_> {
    pub(super) fn figures(&mut self) {
        let measures = measures(self.telling.timeline.event(self.event));
        if !measures.is_empty() {
            self.page.heading("Figures");
        }
        for measure in &measures {
            self.measure(measure);
        }
    }

    fn measure(&mut self, measure: &Measure<'_>) {
        let mut told = vec![Run::strong(measure.name)];
        if measure.differs() {
            told.push(Run::new(" ≠ figures differ", Tone::Warning));
        }
        self.page.text(told);
        // Votes and per cent have no scale in common.
        let unit = |figure: &Figure| figure.unit.clone();
        let first = measure.rows.first().map(|(figure, _)| unit(figure));
        let alike = measure.rows.iter().all(|(figure, _)| Some(unit(figure)) == first);
        let scale = measure.scale().filter(|_| measure.rows.len() > 1 && alike);
        for (figure, standing) in &measure.rows {
            self.figure(figure, standing);
            if let Some(scale) = scale {
                let range = figure.range();
                let (low, high, value) = (range.low, range.high, figure.value);
                self.page.blocks.push(Block::Bar(Bar { scale, low, high, value }));
            }
            self.parts(figure);
        }
        if let Some((low, high)) = scale {
            self.page.blocks.push(Block::Scale(low, high));
        }
    }

    fn figure(&mut self, figure: &Figure, standing: &Standing<'_>) {
        let amount = figure.amount_in_unit();
        let mut told = vec![Run::strong(amount), Run::plain(format!(" · {}", self.by(figure.by)))];
        if let Some(date) = &figure.date {
            told.push(Run::quiet(format!(" · {}", wording::as_of(date))));
        }
        if standing.superseded {
            told.push(Run::quiet(" · superseded"));
        }
        if let Some(earlier) = standing.updates {
            let since = earlier.date.as_ref().map(|date| format!(" of {}", date.display()));
            let earlier = format!(" · updates {}{}", earlier.amount(), since.unwrap_or_default());
            told.push(Run::quiet(earlier));
        }
        for other in &standing.differs {
            let other = format!(" · ≠ {} ({})", other.amount(), self.by(other.by));
            told.push(Run::new(other, Tone::Warning));
        }
        told.push(self.sources.marks(&figure.sources));
        self.page.under(told, None);
    }

    fn parts(&mut self, figure: &Figure) {
        let (Some(outcome), Some(sentence)) =
            (figure.reconciliation(), figure.reconciliation_sentence())
        else {
            return;
        };
        let regions = &self.telling.timeline.chronicle().regions;
        let parts = figure.parts.iter().map(|part| {
            let region = part.region.map(|region| format!(" ({})", regions[region].name));
            format!("{} {}{}", grouped(part.value), part.label, region.unwrap_or_default())
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        self.page.under(vec![Run::quiet(format!("of which {parts}"))], None);
        let tone = match outcome {
            Reconciliation::AddsUp | Reconciliation::CannotTell => Tone::Quiet,
            Reconciliation::ShortBy(_) | Reconciliation::NotMore | Reconciliation::OverBy(_) => {
                Tone::Warning
            }
        };
        self.page.under(vec![Run::new(sentence, tone)], None);
    }

    fn by(&self, by: Option<ActorIx>) -> &str {
        let actors = &self.telling.timeline.chronicle().actors;
        by.map_or("no claimant", |by| &*actors[by].name)
    }
}
