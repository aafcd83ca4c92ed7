//! The objects of an event and what stands in it.

use super::declared::{Declared, Used};
use super::object::{List, Object, Shown};
use crate::domain::account::Account;
use crate::domain::claim::Claim;
use crate::domain::copies::Copies;
use crate::domain::event::{Event, EventIx, Relation};
use crate::domain::figure::{Figure, Part};
use crate::domain::grade;
use crate::domain::number::Decimal;
use crate::domain::quote::Verdict;
use crate::domain::region::RegionIx;
use crate::domain::source::Citation;
use crate::export::Selection;
use crate::page::Telling;
use crate::timeline::Timeline;
use crate::timeline::figures::standing;
use crate::timeline::ledger::{Change, Entry, ledger};
use serde::ser::{Serialize, Serializer};

/// The event as an object.
pub(in crate::export) struct EventObject<'a> {
    pub(in crate::export) timeline: &'a Timeline,
    pub(in crate::export) event: EventIx,
    pub(in crate::export) notes: bool,
    pub(in crate::export) copies: &'a Copies,
    /// The region whose point a map shows for it.
    pub(in crate::export) point_of: Option<RegionIx>,
    /// What the events of a whole are told with, in front of the first.
    pub(in crate::export) declares: Option<&'a Used>,
}

impl<'a> EventObject<'a> {
    pub(in crate::export) fn of(selection: &Selection<'a>, event: EventIx) -> Self {
        let Selection { timeline, notes, copies, .. } = *selection;
        Self { timeline, event, notes, copies, point_of: None, declares: None }
    }
}

impl Serialize for EventObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { timeline, event: index, notes, copies, point_of, declares } = *self;
        let chronicle = timeline.chronicle();
        let event = timeline.event(index);
        let actors = event.actors().iter().map(|participant| Pair {
            keys: ["id", "role"],
            values: [&chronicle.actors[participant.actor()].id, participant.role().word()],
        });
        let relations = event.relations().iter().map(|&Relation { kind, event }| Pair {
            keys: ["kind", "event"],
            values: [kind.word(), timeline.event(event).id()],
        });
        let telling = Telling { timeline, copies };
        let claims = event.claims().iter().map(|claim| ClaimObject { telling, index, claim });
        let figures =
            event.figures().iter().map(|figure| FigureObject { timeline, event, figure, of: None });
        let accounts = event.accounts().iter().map(|account| AccountObject { timeline, account });
        let file = chronicle.file(event.at().file);
        Object::begin(serializer)?
            .put("id", event.id())?
            .put("title", event.title())?
            .put("date", &event.date)?
            .put_some("time", event.time.map(Shown))?
            .put_some("seq", Some(event.seq()).filter(|&seq| seq != 0))?
            .put("earliest", event.date.earliest().map(Shown))?
            .put("latest", event.date.latest().map(Shown))?
            .put("display_date", event.date.display())?
            .put("kind", &*chronicle.kinds[event.kind].id)?
            .put("regions", regions(timeline, event.regions()))?
            .put_some("unplaced", event.regions().is_empty().then_some(true))?
            .put_some("place", event.place())?
            .put("actors", List(actors))?
            .put("summary", event.summary())?
            .put("status", timeline.status(index).word())?
            .put("origins", timeline.origin_names(index))?
            .put("sources", citations(timeline, event.sources()))?
            .put("claims", List(claims))?
            .put("figures", List(figures))?
            .put_list("ledger", List(told_elsewhere(timeline, index).iter()))?
            .put("accounts", List(accounts))?
            .put("tags", List(event.tags().iter().map(|tag| &**tag)))?
            .put("relations", List(relations))?
            .put_some("note", event.note().filter(|_| notes))?
            .put("file", file)?
            .put("line", event.at().line)?
            .put_some("point_of", point_of.map(|region| &*chronicle.regions[region].id))?
            .put_some("declares", declares.map(|used| Declared { timeline, used }))?
            .end()
    }
}

/// An object of two words.
struct Pair<'a> {
    keys: [&'static str; 2],
    values: [&'a str; 2],
}

impl Serialize for Pair<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (keys, values) = (self.keys.iter(), self.values.iter());
        serializer.collect_map(keys.zip(values))
    }
}

fn regions<'a>(
    timeline: &'a Timeline,
    regions: &'a [RegionIx],
) -> List<impl Iterator<Item = &'a str> + Clone> {
    List(regions.iter().map(|&region| &*timeline.chronicle().regions[region].id))
}

fn citations<'a>(
    timeline: &'a Timeline,
    citations: &'a [Citation],
) -> List<impl Iterator<Item = CitationObject<'a>> + Clone> {
    List(citations.iter().map(|&citation| CitationObject { timeline, citation }))
}

struct CitationObject<'a> {
    timeline: &'a Timeline,
    citation: Citation,
}

impl Serialize for CitationObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Object::begin(serializer)?
            .put("source", &*self.timeline.chronicle().sources[self.citation.source].id)?
            .put_some("paragraph", self.citation.paragraph())?
            .end()
    }
}

/// What the claims that stand in an event do not tell of it: claims that stand in others, and changes
/// of stance. Nothing where there are neither.
fn told_elsewhere(timeline: &Timeline, event: EventIx) -> Vec<Brief<'_>> {
    if timeline.claims_about(event).is_empty() {
        return Vec::new();
    }
    let ledger = ledger(timeline, event);
    if ledger.iter().all(|entry| entry.at.event == event && entry.was.is_none()) {
        return Vec::new();
    }
    let brief = |entry: Entry| Some(Brief { timeline, entry, claim: timeline.claim(entry.at)? });
    ledger.into_iter().filter_map(brief).collect()
}

/// A claim in the ledger of an event, which says itself what else it tells.
struct Brief<'a> {
    timeline: &'a Timeline,
    entry: Entry,
    claim: &'a Claim,
}

impl Serialize for Brief<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { timeline, entry, claim } = *self;
        Object::begin(serializer)?
            .put("by", &*timeline.chronicle().actors[claim.by].id)?
            .put("stance", claim.stance.word())?
            .put_some("date", claim.date.as_ref())?
            .put("event", timeline.event(entry.at.event).id())?
            .put_some("changed_from", Earlier::of(timeline, entry.was))?
            .end()
    }
}

/// A claim about an event, wherever it stands, with what it goes back on.
pub(in crate::export) struct Said<'a> {
    pub(in crate::export) telling: Telling<'a>,
    pub(in crate::export) entry: Entry,
    pub(in crate::export) claim: &'a Claim,
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { telling, entry, claim } = *self;
        let timeline = telling.timeline;
        let about = claim.about.unwrap_or(entry.at.event);
        put_claim(Object::begin(serializer)?, telling, claim, None)?
            .put("event", timeline.event(entry.at.event).id())?
            .put_some("changed_from", Earlier::of(timeline, entry.was))?
            .put("about", timeline.event(about).id())?
            .end()
    }
}

/// The claim that another one goes back on.
struct Earlier<'a> {
    timeline: &'a Timeline,
    change: Change,
    claim: &'a Claim,
}

impl<'a> Earlier<'a> {
    fn of(timeline: &'a Timeline, change: Option<Change>) -> Option<Self> {
        let change = change?;
        Some(Self { timeline, change, claim: timeline.claim(change.from)? })
    }
}

impl Serialize for Earlier<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Object::begin(serializer)?
            .put("by", &*self.timeline.chronicle().actors[self.claim.by].id)?
            .put("stance", self.claim.stance.word())?
            .put_some("date", self.claim.date.as_ref())?
            .put("event", self.timeline.event(self.change.from.event).id())?
            .put("in_order", self.change.in_order)?
            .end()
    }
}

struct ClaimObject<'a> {
    telling: Telling<'a>,
    index: EventIx,
    claim: &'a Claim,
}

impl Serialize for ClaimObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let about = self.claim.about.filter(|&about| about != self.index);
        put_claim(Object::begin(serializer)?, self.telling, self.claim, about)?.end()
    }
}

fn put_claim<S: Serializer>(
    out: Object<S>,
    telling: Telling<'_>,
    claim: &Claim,
    about: Option<EventIx>,
) -> Result<Object<S>, S::Error> {
    let Telling { timeline, copies } = telling;
    let verdict = claim.quote.as_deref().and_then(|it| copies.compared(it, &claim.sources));
    let grades = grade::grades(timeline.chronicle(), claim);
    out.put("by", &*timeline.chronicle().actors[claim.by].id)?
        .put("stance", claim.stance.word())?
        .put_some("about", about.map(|about| timeline.event(about).id()))?
        .put_some("date", claim.date.as_ref())?
        .put_some("text", claim.text.as_deref())?
        .put_some("quote", claim.quote.as_deref())?
        .put_some("quote_verdict", verdict.map(Verdict::word))?
        .put_some("via", claim.via.as_deref())?
        .put("sources", citations(timeline, &claim.sources))?
        .put_some("credibility", claim.credibility)?
        .put_list("grades", List(grades.iter().map(Shown)))?
        .put("line", claim.line)
}

/// A figure, beside the others of its event.
pub(in crate::export) struct FigureObject<'a> {
    pub(in crate::export) timeline: &'a Timeline,
    pub(in crate::export) event: Event<'a>,
    pub(in crate::export) figure: &'a Figure,
    /// The event, where the figure stands outside of it.
    pub(in crate::export) of: Option<EventIx>,
}

impl Serialize for FigureObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { timeline, event, figure, of } = *self;
        let standing = standing(event, figure);
        let parts = figure.parts.iter().map(|part| PartObject { timeline, part });
        let differs = standing.differs.iter().map(|figure| Beside { timeline, figure });
        let by = figure.by.map(|by| &*timeline.chronicle().actors[by].id);
        Object::begin(serializer)?
            .put("measure", &*figure.measure)?
            .put_some("value", figure.value.map(Number))?
            .put_some("low", figure.low.map(Number))?
            .put_some("high", figure.high.map(Number))?
            .put("qualifier", figure.qualifier.word())?
            .put_some("unit", figure.unit.as_deref())?
            .put_some("by", by)?
            .put_some("date", figure.date.as_ref())?
            .put_list("parts", List(parts))?
            .put_some("reconciliation", figure.reconciliation_sentence())?
            .put_some("updates", standing.updates.map(|figure| Beside { timeline, figure }))?
            .put_list("differs_from", List(differs))?
            .put("sources", citations(timeline, &figure.sources))?
            .put("line", figure.line)?
            .put_some("event", of.map(|of| timeline.event(of).id()))?
            .end()
    }
}

/// Another figure of the same measure.
struct Beside<'a> {
    timeline: &'a Timeline,
    figure: &'a Figure,
}

impl Serialize for Beside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by = self.figure.by.map(|by| &*self.timeline.chronicle().actors[by].id);
        Object::begin(serializer)?
            .put_some("by", by)?
            .put("amount", self.figure.amount())?
            .put_some("date", self.figure.date.as_ref())?
            .end()
    }
}

struct PartObject<'a> {
    timeline: &'a Timeline,
    part: &'a Part,
}

impl Serialize for PartObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let regions = &self.timeline.chronicle().regions;
        Object::begin(serializer)?
            .put("label", &*self.part.label)?
            .put("value", Number(self.part.value))?
            .put_some("region", self.part.region.map(|region| &*regions[region].id))?
            .end()
    }
}

struct AccountObject<'a> {
    timeline: &'a Timeline,
    account: &'a Account,
}

impl Serialize for AccountObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { timeline, account } = *self;
        Object::begin(serializer)?
            .put("source", timeline.chronicle().citation(account.source))?
            .put_some("date", account.date.as_ref())?
            .put_some("title", account.title.as_deref())?
            .put_list("regions", regions(timeline, &account.regions))?
            .put_some("place", account.place.as_deref())?
            .put_some("summary", account.summary.as_deref())?
            .put_some("note", account.note.as_deref())?
            .put("line", account.line)?
            .end()
    }
}

/// A number where JSON readers keep it exactly, else its digits.
struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.normalize().to_string();
        if let Ok(whole) = text.parse() {
            return serializer.serialize_i64(whole);
        }
        match text.parse::<f64>() {
            Ok(float) if float.to_string() == text => serializer.serialize_f64(float),
            _ => serializer.serialize_str(&text),
        }
    }
}
