//! An event whole, as styled lines of a width: what the detail pane and an expanded row show.

mod evidence;

use super::theme::Theme;
use crate::domain::actor::Role;
use crate::domain::event::{Event, EventIx};
use crate::domain::source::{Citation, SourceIx};
use crate::domain::status::Status;
use crate::domain::text::{clean, width, wrap};
use crate::timeline::Timeline;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Which of an event's lines are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// With title and date on top, for the detail pane.
    Whole,
    /// What an expanded row does not show already.
    Below,
}

/// An event as lines no wider than `columns`.
pub fn lines(
    timeline: &Timeline,
    event: EventIx,
    extent: Extent,
    columns: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let sources = timeline.sources(event);
    let mut sheet = Sheet { timeline, sources, columns: columns.max(10), theme, out: Vec::new() };
    if extent == Extent::Whole {
        sheet.head(event);
    }
    sheet.facts(event);
    sheet.summary(event);
    sheet.claims(event);
    sheet.figures(event);
    sheet.accounts(event);
    sheet.note(event);
    sheet.relations(event);
    sheet.sources(event);
    sheet.out
}

struct Sheet<'t> {
    timeline: &'t Timeline,
    /// Numbered from 1 in this order.
    sources: Vec<SourceIx>,
    columns: usize,
    theme: Theme,
    out: Vec<Line<'static>>,
}

impl Sheet<'_> {
    fn event(&self, event: EventIx) -> &Event {
        self.timeline.event(event)
    }

    fn blank(&mut self) {
        if self.out.last().is_some_and(|line| line.width() > 0) {
            self.out.push(Line::default());
        }
    }

    fn section(&mut self, title: &str) {
        self.blank();
        self.out.push(Line::styled(title.to_owned(), self.theme.heading()));
    }

    /// Wrapped text, every line indented.
    fn text(&mut self, indent: usize, text: &str, style: Style) {
        let indent = indent.min(self.columns / 2);
        for part in wrap(text, self.columns - indent) {
            let pad = Span::raw(" ".repeat(indent));
            self.out.push(Line::from(vec![pad, Span::styled(part, style)]));
        }
    }

    /// Spans that are followed by wrapped text on the same line; later lines hang under the text.
    fn hanging(&mut self, lead: Vec<Span<'static>>, text: &str, style: Style) {
        let indent: usize = lead.iter().map(Span::width).sum();
        if indent + 12 > self.columns {
            self.flow(lead);
            self.text(2, text, style);
            return;
        }
        let mut lead = Some(lead);
        for part in wrap(text, self.columns - indent) {
            let mut spans = lead.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(indent))]);
            spans.push(Span::styled(part, style));
            self.out.push(Line::from(spans));
        }
        if let Some(lead) = lead {
            self.flow(lead);
        }
    }

    /// Spans laid side by side, broken between spans and, where one is too long, inside it.
    fn flow(&mut self, spans: Vec<Span<'static>>) {
        let mut line: Vec<Span<'static>> = Vec::new();
        let mut used = 0;
        for span in spans {
            if used + span.width() <= self.columns {
                used += span.width();
                line.push(span);
                continue;
            }
            let style = span.style;
            let first = line.is_empty() && used == 0;
            if used > 0 {
                self.out.push(Line::from(std::mem::take(&mut line)));
            }
            let indent = |fresh: bool| Span::raw(if fresh { "" } else { "  " });
            let mut parts = wrap(span.content.trim(), self.columns.saturating_sub(2)).into_iter();
            let last = parts.next_back();
            let mut fresh = first;
            for part in parts {
                self.out.push(Line::from(vec![indent(fresh), Span::styled(part, style)]));
                fresh = false;
            }
            let last = last.unwrap_or_default();
            used = width(&last) + 2;
            line = vec![indent(fresh), Span::styled(last, style)];
        }
        if !line.is_empty() {
            self.out.push(Line::from(line));
        }
    }

    fn head(&mut self, event: EventIx) {
        let title = self.event(event).title.to_string();
        self.text(0, &title, self.theme.strong());
        let event_ = self.event(event);
        let mut when = event_.date.display();
        if let Some(time) = event_.time {
            when.push_str(&format!(", {time}"));
        }
        self.out.push(Line::styled(when, self.theme.date()));
    }

    fn facts(&mut self, event: EventIx) {
        let chronicle = self.timeline.chronicle();
        let it = self.event(event);
        let theme = self.theme;
        let status = self.timeline.status(event);
        let mut first = vec![Span::styled(
            format!("{} {}", status.glyph(), status_phrase(self.timeline, event)),
            theme.status(status),
        )];
        let kind = &chronicle.kinds[it.kind];
        first.push(Span::styled(format!(" · {}", clean(&kind.name)), theme.quiet()));
        let mut regions: Vec<String> =
            it.regions.iter().map(|&r| clean(&chronicle.regions[r].name).into_owned()).collect();
        if regions.is_empty() {
            regions.push("unplaced".to_owned());
        }
        if let Some(place) = it.place() {
            regions.insert(0, clean(place).into_owned());
        }
        let actors: Vec<String> = it
            .actors
            .iter()
            .map(|p| {
                let name = clean(&chronicle.actors[p.actor].name).into_owned();
                if p.role == Role::Actor { name } else { format!("{name} ({})", p.role) }
            })
            .collect();
        let tags: Vec<String> = it.tags().iter().map(|t| format!("#{}", clean(t))).collect();
        self.flow(first);
        self.hanging(
            vec![Span::styled("where ", theme.quiet())],
            &regions.join(", "),
            theme.region(),
        );
        if !actors.is_empty() {
            self.hanging(
                vec![Span::styled("who   ", theme.quiet())],
                &actors.join(", "),
                theme.plain(),
            );
        }
        if !tags.is_empty() {
            self.hanging(
                vec![Span::styled("tags  ", theme.quiet())],
                &tags.join(" "),
                theme.quiet(),
            );
        }
    }

    fn summary(&mut self, event: EventIx) {
        let summary = self.event(event).summary.to_string();
        if !summary.is_empty() {
            self.blank();
            self.text(0, &summary, self.theme.plain());
        }
    }

    fn note(&mut self, event: EventIx) {
        if let Some(note) = self.event(event).note().map(str::to_owned) {
            self.blank();
            let lead = vec![Span::styled("note  ", self.theme.quiet())];
            self.hanging(lead, &note, self.theme.quiet());
        }
    }

    fn relations(&mut self, event: EventIx) {
        let links = links(self.timeline, event);
        if links.is_empty() {
            return;
        }
        self.section("Linked events");
        for (phrase, other) in links {
            let lead = vec![Span::styled(format!("{phrase:<15} "), self.theme.quiet())];
            let other = self.event(other);
            let text = format!("{} ({})", clean(&other.title), other.date.display());
            self.hanging(lead, &text, self.theme.plain());
        }
    }

    fn sources(&mut self, event: EventIx) {
        let origins = self.timeline.origins(event);
        self.section(&format!("Sources: {origins}"));
        for (i, source) in self.sources.clone().into_iter().enumerate() {
            let it = &self.timeline.chronicle().sources[source];
            let mut text = clean(&it.title).into_owned();
            if let Some(publisher) = &it.publisher {
                text.push_str(&format!(". {}", clean(publisher)));
            }
            if let Some(published) = &it.published {
                text.push_str(&format!(", {}", published.display()));
            }
            if let Some(origin) = &it.origin {
                text.push_str(&format!(". Rests on {}", clean(origin)));
            }
            if let Some(url) = &it.url {
                text.push_str(&format!(". {}", clean(url)));
            }
            let lead = vec![Span::styled(format!("[{}] ", i + 1), self.theme.accent())];
            self.hanging(lead, &text, self.theme.plain());
        }
    }

    /// Citations by the number of their source in this sheet: "[1 ¶6]".
    fn cited(&self, citations: &[Citation]) -> String {
        let mut out = String::new();
        for citation in citations {
            let number =
                self.sources.iter().position(|&s| s == citation.source).map_or(0, |i| i + 1);
            match citation.paragraph {
                Some(paragraph) => out.push_str(&format!("[{number} ¶{paragraph}]")),
                None => out.push_str(&format!("[{number}]")),
            }
        }
        out
    }
}

/// Status in words, naming the sides where there are two.
pub fn status_phrase(timeline: &Timeline, event: EventIx) -> String {
    let status = timeline.status(event);
    match status {
        Status::Contested => format!("contested: {}", sides(timeline, event)),
        Status::Agreed | Status::SingleParty | Status::Unattributed => status.word().to_owned(),
    }
}

/// The two sides at a glance: who asserts | who denies.
pub fn sides(timeline: &Timeline, event: EventIx) -> String {
    use crate::domain::claim::Side;
    use std::collections::BTreeMap;
    let mut latest = BTreeMap::new();
    for claim in timeline.claims_about(event).iter().filter_map(|&at| timeline.claim(at)) {
        latest.insert(claim.by, claim.stance.side());
    }
    let names = |side: Side| -> String {
        let names: Vec<String> = latest
            .iter()
            .filter(|&(_, &s)| s == side)
            .map(|(&a, _)| clean(&timeline.chronicle().actors[a].name).into_owned())
            .collect();
        names.join(", ")
    };
    format!("{} | {}", names(Side::For), names(Side::Against))
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
        let fresh = !seen.contains(link);
        seen.push(*link);
        fresh
    });
    links
}
