//! A source: its local copy by paragraphs, its quotes where they stand, and which events cite what.

use super::{Level, Line, Page, Run, Telling, Tone};
use crate::domain::event::EventIx;
use crate::domain::number::counted;
use crate::domain::quote::{Copy, Verdict};
use crate::domain::source::{Source, SourceIx};
use crate::domain::table::Index as _;
use crate::domain::when::When;
use crate::timeline::Timeline;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The page of a source; what `beside` cites, the event it is read beside, is marked apart.
pub fn page(telling: Telling<'_>, source: SourceIx, beside: Option<EventIx>) -> Page {
    let timeline = telling.timeline;
    let it = &timeline.chronicle().sources[source];
    let uses = Uses::of(timeline, source);
    let mut page = Page::default();
    page.title(&it.title);
    page.known(timeline);
    about(telling, source, it, &mut page);
    if let Some(copy) = telling.copies.get(source) {
        let cited = copy.paragraphs().filter(|(number, _)| uses.by_paragraph.contains_key(number));
        let (all, cited) = (copy.len(), cited.count());
        page.text(vec![
            Run::plain(format!("{}, {cited} cited, ", counted(all, "paragraph"))),
            match all - cited {
                0 => Run::plain("none that no event cites"),
                uncited => Run::new(format!("{uncited} that no event cites"), Tone::Warning),
            },
        ]);
        text(timeline, copy, &uses, beside, &mut page);
        missing(copy, &uses, &mut page);
    } else {
        let hint = "No local copy at hand: name one as `text` of the source, or give --texts.";
        page.text(vec![Run::new(hint, Tone::Warning)]);
        for (&number, events) in &uses.by_paragraph {
            page.gap();
            page.text(vec![Run::strong(format!("¶{number}"))]);
            citing(timeline, events, beside, &mut page);
        }
    }
    if !uses.whole.is_empty() {
        page.heading("Cited without a paragraph");
        citing(timeline, &uses.whole, beside, &mut page);
    }
    page
}

/// What the events take from a source.
pub struct Uses<'t> {
    pub by_paragraph: BTreeMap<u32, BTreeSet<EventIx>>,
    /// Events that cite it without a paragraph.
    pub whole: BTreeSet<EventIx>,
    pub quotes: Vec<Quote<'t>>,
}

/// A quote of a claim that cites the source.
pub struct Quote<'t> {
    pub text: &'t str,
    /// The event whose claim gives it.
    pub event: EventIx,
    /// The paragraphs that the claim cites.
    pub paragraphs: Vec<u32>,
}

impl<'t> Uses<'t> {
    /// By the index where it is ready, else by a walk over all events.
    pub fn of(timeline: &'t Timeline, source: SourceIx) -> Self {
        let mut uses =
            Self { by_paragraph: BTreeMap::new(), whole: BTreeSet::new(), quotes: Vec::new() };
        for event in timeline.events_of(|index| &index.sources, source.get()) {
            for citation in timeline.citations(event).filter(|citation| citation.source == source) {
                match citation.paragraph() {
                    Some(number) => uses.by_paragraph.entry(number).or_default().insert(event),
                    None => uses.whole.insert(event),
                };
            }
            for claim in timeline.event(event).claims() {
                let here = || claim.sources.iter().filter(|citation| citation.source == source);
                if let Some(text) = claim.quote.as_deref().filter(|_| here().next().is_some()) {
                    let paragraphs = here().filter_map(|citation| citation.paragraph()).collect();
                    uses.quotes.push(Quote { text, event, paragraphs });
                }
            }
        }
        uses
    }
}

fn about(telling: Telling<'_>, source: SourceIx, it: &Source, page: &mut Page) {
    let chronicle = telling.timeline.chronicle();
    let mut told: Vec<String> = Vec::new();
    told.extend(it.author.as_deref().map(str::to_owned));
    told.extend(it.publisher.as_deref().map(str::to_owned));
    told.push(it.published.as_ref().map_or_else(|| "undated".to_owned(), When::display));
    page.text(vec![Run::plain(told.join(", "))]);
    page.fact("basis", it.basis.as_deref().map(Run::quiet).into_iter().collect());
    let origin = chronicle.origin(source);
    if origin != &*it.id {
        page.fact("origin", vec![Run::plain(origin)]);
    }
    let mut graded: Vec<String> = Vec::new();
    graded.extend(it.reliability.map(|grade| format!("reliability {grade}")));
    graded.extend(it.scale.map(|scale| format!("{scale} reach")));
    page.fact("grade", vec![Run::plain(graded.join(", "))]);
    for (name, url) in [("url", &it.url), ("archive", &it.archive)] {
        page.fact(name, url.as_deref().map(Run::quiet).into_iter().collect());
    }
    if let Some(found) = telling.copies.sha256(source) {
        let verdict = match it.sha256.as_deref() {
            Some(recorded) if recorded == found => Run::quiet(" ✓ as recorded"),
            Some(_) => Run::new(" ✗ not the copy that was recorded", Tone::Warning),
            None => Run::quiet(" not recorded"),
        };
        page.fact("sha256", vec![Run::quiet(found), verdict]);
    }
    page.gap();
}

/// Every paragraph: its number, a mark for who cites it, the text with quotes where they stand.
fn text(
    timeline: &Timeline,
    copy: &Copy,
    uses: &Uses<'_>,
    beside: Option<EventIx>,
    page: &mut Page,
) {
    let mut quoted: BTreeMap<u32, Vec<Range<usize>>> = BTreeMap::new();
    for quote in &uses.quotes {
        for (paragraph, range) in copy.places(quote.text, &quote.paragraphs) {
            quoted.entry(paragraph).or_default().push(range);
        }
    }
    for (number, paragraph) in copy.paragraphs() {
        page.gap();
        let events = uses.by_paragraph.get(&number);
        let here = events.zip(beside).is_some_and(|(events, beside)| events.contains(&beside));
        let label = match events {
            Some(_) if here => Run::new(format!("▌¶{number:<3}"), Tone::Mark),
            Some(_) => Run::quiet(format!("│¶{number:<3}")),
            None => Run::new(format!("○¶{number:<3}"), Tone::Warning),
        };
        let ranges = quoted.get(&number).map_or(&[][..], Vec::as_slice);
        page.blocks.push(super::Block::Line(Line {
            level: Level::Item,
            label: Some(label),
            runs: marked(paragraph, ranges),
            target: events.and_then(|events| if here { beside } else { events.first().copied() }),
        }));
        match events {
            Some(events) => citing(timeline, events, beside, page),
            None => {
                page.under(vec![Run::new("no event cites this paragraph", Tone::Warning)], None);
            }
        }
    }
}

fn citing(
    timeline: &Timeline,
    events: &BTreeSet<EventIx>,
    beside: Option<EventIx>,
    page: &mut Page,
) {
    for &event in events {
        let arrow = if beside == Some(event) { "▸ " } else { "→ " };
        let title = format!("{arrow}{}", timeline.event(event).title());
        page.under(vec![Run::quiet(title)], Some(event));
    }
}

/// A paragraph with some ranges of it marked as quoted.
fn marked(paragraph: &str, ranges: &[Range<usize>]) -> Vec<Run> {
    let mut ranges: Vec<Range<usize>> = ranges.to_vec();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut runs = Vec::new();
    let mut at = 0;
    for range in ranges {
        let start = range.start.max(at);
        if let (Some(before), Some(quote)) =
            (paragraph.get(at..start), paragraph.get(start..range.end.max(start)))
        {
            runs.push(Run::plain(before));
            runs.push(Run::new(quote, Tone::Found));
            at = range.end.max(start);
        }
    }
    runs.push(Run::plain(paragraph.get(at..).unwrap_or_default()));
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// Quotes that do not stand in the copy, with the passage most like them.
fn missing(copy: &Copy, uses: &Uses<'_>, page: &mut Page) {
    let missing: Vec<_> = uses
        .quotes
        .iter()
        .filter(|quote| copy.check(quote.text).verdict == Verdict::Missing)
        .collect();
    if missing.is_empty() {
        return;
    }
    page.heading("Quotes that do not stand in it");
    for &Quote { text, event, .. } in missing {
        let told = vec![Run::new(format!("“{text}”"), Tone::Quote)];
        page.item(Run::new("✗", Tone::Warning), told, Some(event));
        let nearest = copy.nearest(text);
        let nearest = nearest.map_or_else(
            || "nothing like it".to_owned(),
            |(number, passage)| format!("nearest, ¶{number}: “{passage}”"),
        );
        page.under(vec![Run::quiet(nearest)], Some(event));
    }
}
