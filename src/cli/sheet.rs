//! One event as plain text, wrapped: everything that is known of it, with numbered sources.

use crate::domain::event::{Event, EventIx};
use crate::domain::figure::Figure;
use crate::domain::source::Citation;
use crate::domain::text::{clean, width, wrap};
use crate::domain::when::When;
use crate::export::wording::{self, Told};
use crate::timeline::Timeline;

/// The event in lines of at most so many columns.
pub(crate) fn text(timeline: &Timeline, event: EventIx, columns: usize) -> String {
    let mut sheet =
        Sheet { timeline, columns: columns.max(20), cited: Vec::new(), out: String::new() };
    sheet.write(event);
    sheet.out
}

struct Sheet<'a> {
    timeline: &'a Timeline,
    columns: usize,
    /// The sources by number, in order of first use.
    cited: Vec<Citation>,
    out: String,
}

impl<'a> Sheet<'a> {
    fn write(&mut self, index: EventIx) {
        let timeline = self.timeline;
        let event = timeline.event(index);
        self.line("", &event.title);
        self.out.push('\n');
        self.field("Date", &wording::date(event));
        self.field("Where", &wording::places(timeline, event));
        self.field("Kind", &timeline.chronicle().kinds[event.kind].name);
        self.field("Actors", &wording::actors(timeline, event));
        self.field("Status", &wording::status(timeline, index));
        self.field("Sources", &timeline.origins(index).to_string());
        let tags: Vec<&str> = event.tags().iter().map(|tag| &**tag).collect();
        self.field("Tags", &tags.join(", "));
        self.field("File", &self.place(event));
        self.field("Known on", &timeline.known().map(ToString::to_string).unwrap_or_default());
        self.out.push('\n');
        let marks = self.marks(&event.sources);
        self.line("", &format!("{}{marks}", event.summary));
        if let Some(note) = event.note() {
            self.heading("Note");
            self.line("  ", note);
        }
        self.claims(index);
        self.figures(event);
        self.accounts(event);
        self.relations(index);
        self.sources();
    }

    fn place(&self, event: &Event) -> String {
        format!("{}:{}", self.timeline.chronicle().file(event.at.file), event.at.line)
    }

    /// Wrapped text; further lines are indented as far as the first.
    fn line(&mut self, before: &str, text: &str) {
        let indent = width(before);
        let mut before = before.to_owned();
        for line in wrap(text, self.columns.saturating_sub(indent).max(1)) {
            self.out.push_str(format!("{before}{line}").trim_end());
            self.out.push('\n');
            before = " ".repeat(indent);
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.line(&format!("{name:<9}"), value);
        }
    }

    fn heading(&mut self, heading: &str) {
        self.out.push_str(&format!("\n{heading}\n"));
    }

    /// The numbers of some citations: ` [1][2]`.
    fn marks<'c>(&mut self, citations: impl IntoIterator<Item = &'c Citation>) -> String {
        let mut marks = String::new();
        for citation in citations {
            let known = self.cited.iter().position(|cited| cited == citation);
            let position = known.unwrap_or_else(|| {
                self.cited.push(*citation);
                self.cited.len() - 1
            });
            let mark = format!("[{}]", position + 1);
            if !marks.contains(&mark) {
                marks.push_str(&mark);
            }
        }
        if marks.is_empty() { marks } else { format!(" {marks}") }
    }

    fn claims(&mut self, index: EventIx) {
        let told = wording::claims(self.timeline, index);
        if !told.is_empty() {
            self.heading("Claims");
        }
        for told in told {
            self.claim(&told);
        }
    }

    fn claim(&mut self, told: &Told<'_>) {
        let timeline = self.timeline;
        let claim = told.claim;
        let by = &timeline.chronicle().actors[claim.by].name;
        let mut head = format!("{by} {}", wording::stance(claim.stance));
        if let Some(about) = told.about {
            head.push_str(&format!(" “{}”", timeline.event(about).title));
        }
        if let Some(date) = &claim.date {
            head.push_str(&format!(", {}", date.display()));
        }
        if let Some(via) = &claim.via {
            head.push_str(&format!(", via {via}"));
        }
        if let Some(event) = told.told_in {
            head.push_str(&format!(", told under “{}”", timeline.event(event).title));
        }
        if let Some(grade) = claim.credibility {
            head.push_str(&format!(", credibility {grade}"));
        }
        head.push_str(&self.marks(&claim.sources));
        self.line(&format!("  {} ", claim.stance.glyph()), &head);
        if let Some(text) = &claim.text {
            self.line("    ", text);
        }
        if let Some(quote) = &claim.quote {
            self.line("    ", &format!("“{quote}”"));
        }
    }

    fn figures(&mut self, event: &'a Event) {
        if event.figures().is_empty() {
            return;
        }
        self.heading("Figures");
        let rows: Vec<[String; 3]> =
            event.figures().iter().map(|figure| self.figure(event, figure)).collect();
        let mut widths = [0; 2];
        for row in &rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(width(cell)).min(self.columns / 3);
            }
        }
        for (figure, [measure, amount, rest]) in event.figures().iter().zip(&rows) {
            let [first, second] = widths;
            let before = format!("  {}  {}  ", padded(measure, first), padded(amount, second));
            if rest.is_empty() || width(&before) > self.columns * 2 / 3 {
                self.line("  ", &format!("{measure}  {amount}  {rest}"));
            } else {
                self.line(&before, rest);
            }
            if let Some(sentence) = figure.reconciliation_sentence() {
                let parts = figure.parts.iter().map(|part| {
                    format!("{} {}", part.label, crate::domain::number::grouped(part.value))
                });
                let parts = parts.collect::<Vec<_>>().join(", ");
                self.line("    ", &format!("{parts}; {sentence}"));
            }
        }
    }

    /// Measure, amount, and the rest: by whom, when, beside which others.
    fn figure(&mut self, event: &Event, figure: &Figure) -> [String; 3] {
        let name = |by| self.timeline.chronicle().actors[by].name.to_string();
        let mut rest: Vec<String> = figure.by.map(name).into_iter().collect();
        rest.extend(figure.date.as_ref().map(|date| format!("as of {}", date.display())));
        let differing: Vec<String> = wording::differing(event, figure)
            .map(|other| match other.by {
                Some(by) => format!("{} ({})", other.amount(), name(by)),
                None => other.amount(),
            })
            .collect();
        if !differing.is_empty() {
            rest.push(format!("≠ {}", differing.join(", ")));
        }
        let marks = self.marks(&figure.sources);
        let amount = match &figure.unit {
            Some(unit) if !figure.measure.contains(&**unit) => {
                format!("{} {unit}", figure.amount())
            }
            _ => figure.amount(),
        };
        let rest = format!("{}{marks}", rest.join(", ")).trim_start().to_owned();
        [clean(&figure.measure).into_owned(), clean(&amount).into_owned(), rest]
    }

    fn accounts(&mut self, event: &Event) {
        let chronicle = self.timeline.chronicle();
        if !event.accounts().is_empty() {
            self.heading("Told differently");
        }
        for account in event.accounts() {
            let source = &chronicle.sources[account.source.source];
            let marks = self.marks([&account.source]);
            let name = source.publisher.as_deref().unwrap_or(&source.title);
            self.line("  - ", &format!("{name}{marks}"));
            let regions: Vec<&str> =
                account.regions.iter().map(|&region| &*chronicle.regions[region].name).collect();
            let regions = Some(regions.join(", ")).filter(|regions| !regions.is_empty());
            for (label, value) in [
                ("title: ", account.title.as_deref()),
                ("date: ", account.date.as_ref().map(When::display).as_deref()),
                ("regions: ", regions.as_deref()),
                ("place: ", account.place.as_deref()),
                ("", account.summary.as_deref()),
                ("", account.note.as_deref()),
            ] {
                if let Some(value) = value {
                    self.line("    ", &format!("{label}{value}"));
                }
            }
        }
    }

    fn relations(&mut self, index: EventIx) {
        let timeline = self.timeline;
        let own = timeline.event(index).relations().iter();
        let own = own.map(|to| (to.kind.phrase(), to.event));
        let pointing = timeline.relations_to(index).iter();
        let pointing = pointing.map(|&(kind, from)| (kind.inverse_phrase(), from));
        let all: Vec<_> = own.chain(pointing).collect();
        if !all.is_empty() {
            self.heading("Beside other events");
        }
        for (phrase, other) in all {
            let other = timeline.event(other);
            self.line("  - ", &format!("{phrase}: {} ({})", other.title, other.id));
        }
    }

    fn sources(&mut self) {
        let chronicle = self.timeline.chronicle();
        self.heading("Sources");
        for (position, citation) in self.cited.clone().into_iter().enumerate() {
            let source = &chronicle.sources[citation.source];
            let mut told = vec![source.title.to_string()];
            told.extend(source.author.as_deref().map(str::to_owned));
            told.extend(source.publisher.as_deref().map(str::to_owned));
            told.extend(source.published.as_ref().map(When::display));
            told.extend(citation.paragraph.map(|number| format!("paragraph {number}")));
            let origin = chronicle.origin(citation.source);
            if origin != &*source.id {
                told.push(format!("rests on {origin}"));
            }
            let number = format!("  [{}] ", position + 1);
            self.line(&number, &told.join(", "));
            let indent = " ".repeat(width(&number));
            for url in [&source.url, &source.archive].into_iter().flatten() {
                // Not wrapped, so that it can be copied whole.
                self.out.push_str(&format!("{indent}{}\n", clean(url)));
            }
        }
    }
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
