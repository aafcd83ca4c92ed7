//! The block of one event.

use super::footnotes::Unnumbered;
use crate::domain::account::Account;
use crate::domain::event::{Event, EventIx};
use crate::domain::figure::Figure;
use crate::domain::grade;
use crate::domain::number::grouped;
use crate::domain::text::clean;
use crate::export::Selection;
use crate::export::escape::{bold, cell, inline};
use crate::page::wording;
use crate::timeline::ClaimRef;
use crate::timeline::figures::{Standing, standing};
use crate::timeline::ledger::{Entry, ledger};

pub(super) struct Block<'a, 'b> {
    pub(super) selection: &'b Selection<'a>,
    pub(super) event: EventIx,
    pub(super) out: &'b mut Unnumbered,
}

impl<'a> Block<'a, '_> {
    pub(super) fn write(mut self) {
        let timeline = self.selection.timeline;
        let event = timeline.event(self.event);
        self.out.push_str("### ");
        self.out.push_inline(event.title());
        self.out.push_str("\n\n");
        self.out.push_str(&bold(&wording::date(event)));
        for fact in [
            &wording::places(timeline, event),
            &*timeline.chronicle().kinds[event.kind].name,
            &wording::actors(timeline, event),
            &wording::status(timeline, self.event),
        ] {
            if !clean(fact).trim().is_empty() {
                self.out.push_str(" · ");
                self.out.push_inline(fact);
            }
        }
        self.sourced_summary(event);
        self.claims();
        self.figures(event);
        self.accounts(event);
        self.relations(event);
        if let Some(note) = event.note().filter(|_| self.selection.notes) {
            self.paragraph(&format!("Note: {}", inline(note)));
        }
    }

    /// The summary with its footnotes; without one they stand where the facts end.
    fn sourced_summary(&mut self, event: Event<'_>) {
        let marks = self.out.marks(event.sources());
        if !clean(event.summary()).trim().is_empty() {
            self.out.push_str("\n\n");
            self.out.push_inline(event.summary());
        }
        self.out.push_str(&marks);
        self.out.push_str("\n");
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str(&format!("\n{text}\n"));
        }
    }

    fn list(&mut self, heading: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.paragraph(heading);
        self.out.push_str("\n");
        for item in items {
            self.out.push_str(&format!("- {item}\n"));
        }
    }

    fn claims(&mut self) {
        let timeline = self.selection.timeline;
        let about = ledger(timeline, self.event);
        let outward = (0..timeline.event(self.event).claims().len())
            .map(|number| Entry { at: ClaimRef::new(self.event, number), was: None })
            .filter(|entry| {
                let claim = timeline.claim(entry.at);
                claim.and_then(|claim| claim.about).is_some_and(|about| about != self.event)
            });
        let entries: Vec<Entry> = about.into_iter().chain(outward).collect();
        let items: Vec<String> =
            entries.into_iter().filter_map(|entry| self.claim(entry)).collect();
        self.list("Claims:", &items);
    }

    fn claim(&mut self, entry: Entry) -> Option<String> {
        let timeline = self.selection.timeline;
        let claim = timeline.claim(entry.at)?;
        let title = |event| inline(timeline.event(event).title());
        let by = bold(&timeline.chronicle().actors[claim.by].name);
        let mut item = format!("{by} {}", claim.stance.phrase());
        if let Some(about) = claim.about.filter(|&about| about != self.event) {
            item.push_str(&format!(" “{}”", title(about)));
        }
        if let Some(was) = entry.was.and_then(|was| wording::change(timeline, was)) {
            item.push_str(&format!(", {}", inline(&was)));
        }
        if let Some(date) = &claim.date {
            item.push_str(&format!(", {}", inline(&date.display())));
        }
        let mut said = Vec::new();
        let has_words = claim.text.is_some() || claim.quote.is_some();
        said.extend(claim.text.as_deref().map(inline));
        if let Some(quote) = claim.quote.as_deref() {
            said.push(format!("“{}”", inline(quote)));
            let verdict = self.selection.copies.compared(quote, &claim.sources);
            said.extend(verdict.map(|verdict| format!("({})", wording::verdict(verdict))));
        }
        said.extend(claim.via.as_deref().map(|via| format!("(via {})", inline(via))));
        let told_in = Some(entry.at.event).filter(|&event| event != self.event);
        said.extend(told_in.map(|event| format!("(told under “{}”)", title(event))));
        let grade = grade::told(timeline.chronicle(), claim);
        said.extend(grade.map(|grade| format!("({grade}, Admiralty)")));
        if !said.is_empty() {
            let colon = if has_words { ":" } else { "" };
            item.push_str(&format!("{colon} {}", said.join(" ")));
        }
        item.push_str(&self.out.marks(&claim.sources));
        Some(item)
    }

    /// The figures as a table; a column in which nothing is said is left out.
    fn figures(&mut self, event: Event<'_>) {
        const HEADS: [&str; 6] = ["Measure", "Amount", "Unit", "By", "As of", "Beside others"];
        if event.figures().is_empty() {
            return;
        }
        let rows: Vec<[String; 6]> =
            event.figures().iter().map(|figure| self.figure(event, figure)).collect();
        let mut filled = [false; 6];
        for row in &rows {
            for (filled, cell) in filled.iter_mut().zip(row) {
                *filled |= !cell.is_empty();
            }
        }
        self.out.push_str("\n");
        let mut row = |cells: [&str; 6]| {
            let kept = cells.into_iter().zip(filled).filter(|&(_, filled)| filled);
            let cells: Vec<&str> = kept.map(|(cell, _)| cell).collect();
            self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
        };
        row(HEADS);
        row(["---", "--:", "---", "---", "---", "---"]);
        for cells in &rows {
            row(cells.each_ref().map(String::as_str));
        }
        let sums: Vec<String> =
            event.figures().iter().filter_map(|figure| self.parts(figure)).collect();
        self.list("Parts:", &sums);
    }

    fn figure(&mut self, event: Event<'_>, figure: &Figure) -> [String; 6] {
        let Standing { updates, superseded, differs } = standing(event, figure);
        let differing = differs.into_iter().map(|other| {
            let by = other.by.map_or("no claimant", |by| self.actor(by));
            format!("≠ {} ({by})", other.amount())
        });
        let old = superseded.then(|| "superseded".to_owned());
        let updated = updates.map(|earlier| format!("updates {}", earlier.amount()));
        let beside = old.into_iter().chain(updated).chain(differing).collect::<Vec<_>>().join(", ");
        let marks = self.out.marks(&figure.sources);
        [
            cell(&figure.measure),
            format!("{}{marks}", cell(&figure.amount())),
            cell(figure.unit.as_deref().unwrap_or_default()),
            cell(figure.by.map_or("", |by| self.actor(by))),
            figure.date.as_ref().map(|date| cell(&date.display())).unwrap_or_default(),
            cell(&beside),
        ]
    }

    /// The declared parts of a figure, and what they come to.
    fn parts(&self, figure: &Figure) -> Option<String> {
        let sentence = figure.reconciliation_sentence()?;
        let regions = &self.selection.timeline.chronicle().regions;
        let parts = figure.parts.iter().map(|part| {
            let region = part.region.map(|region| format!(" ({})", regions[region].name));
            format!("{} {}{}", part.label, grouped(part.value), region.unwrap_or_default())
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        Some(inline(&format!("{}: {parts}; {sentence}", figure.measure)))
    }

    fn actor(&self, actor: crate::domain::actor::ActorIx) -> &'a str {
        &self.selection.timeline.chronicle().actors[actor].name
    }

    fn accounts(&mut self, event: Event<'_>) {
        let items: Vec<String> =
            event.accounts().iter().map(|account| self.account(account)).collect();
        self.list("Told differently:", &items);
    }

    fn account(&mut self, account: &Account) -> String {
        let chronicle = self.selection.timeline.chronicle();
        let source = &chronicle.sources[account.source.source];
        let name = bold(source.publisher.as_deref().unwrap_or(&source.title));
        let regions: Vec<&str> =
            account.regions.iter().map(|&region| &*chronicle.regions[region].name).collect();
        let mut told = Vec::new();
        told.extend(account.title.as_deref().map(|title| format!("“{}”", inline(title))));
        told.extend(account.date.as_ref().map(|date| format!("date: {}", inline(&date.display()))));
        if !regions.is_empty() {
            told.push(format!("regions: {}", inline(&regions.join(", "))));
        }
        told.extend(account.place.as_deref().map(|place| format!("place: {}", inline(place))));
        told.extend(account.summary.as_deref().map(inline));
        told.extend(account.note.as_deref().map(inline));
        let marks = self.out.marks([&account.source]);
        format!("{name}: {}{marks}", told.join("; "))
    }

    fn relations(&mut self, event: Event<'_>) {
        let timeline = self.selection.timeline;
        let title = |event| inline(timeline.event(event).title());
        let own = event.relations().iter();
        let own = own.map(|to| format!("{}: {}", to.kind.phrase(), title(to.event)));
        let pointing = timeline.relations_to(self.event).iter();
        let pointing =
            pointing.map(|&(kind, from)| format!("{}: {}", kind.inverse_phrase(), title(from)));
        let items: Vec<String> = own.chain(pointing).collect();
        self.list("Beside other events:", &items);
    }
}
