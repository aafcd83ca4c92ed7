//! Events with their claims, figures and accounts. What is faulty is dropped with its fault; the rest
//! of the event stays.

use super::registry::location;
use crate::domain::account::Account;
use crate::domain::actor::{Participant, Role};
use crate::domain::block::NewEvent;
use crate::domain::claim::{Claim, Stance};
use crate::domain::clock_time::ClockTime;
use crate::domain::event::{EventIx, Few, More, Relation, RelationKind};
use crate::domain::figure::{Figure, Part, Qualifier};
use crate::domain::hash::hash;
use crate::domain::kind::{self, KindIx};
use crate::domain::region::RegionIx;
use crate::loader::draft::Draft;
use crate::loader::fault::Code;
use crate::loader::node::{Node, Value};
use crate::loader::position::{Finding, LineCount};
use crate::loader::reader::Reader;
use crate::loader::schema::{self, Thing};

pub(super) fn event(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    let [claim_key, figure_key, account_key] = if draft.implicit {
        ["claims", "figures", "accounts"]
    } else {
        ["claim", "figure", "account"]
    };
    let Some(mut r) = Reader::new(node, &schema::EVENT_TABLE, draft) else { return };
    let line = location(lines, r.at).line;
    let id = r.id();
    let title = r.line("title");
    let date = r.date("date");
    let time = time(&mut r);
    let seq = r.integer("seq", i64::from(i32::MIN), i64::from(i32::MAX));
    let kind: Option<KindIx> = r.refer("kind", Thing::Kind);
    let regions = regions(&mut r);
    let more = More {
        place: r.kept_line("place"),
        note: r.kept_text("note"),
        tags: r.lines("tags").into_iter().map(|tag| r.draft.events.texts.add(tag)).collect(),
        relations: each(r.list("relations"), |n| relation(n, r.draft)),
        claims: each(r.list(claim_key), |n| claim(n, lines, r.draft)),
        figures: each(r.list(figure_key), |n| figure(n, lines, r.draft)),
        accounts: each(r.list(account_key), |n| account(n, lines, r.draft)),
    };
    let actors: Few<Participant, 4> =
        r.list("actors").iter().filter_map(|n| participant(n, &mut r)).collect();
    let summary = r.text("summary").unwrap_or_default();
    let sources = r.citations("sources");
    let kind = kind.unwrap_or_else(|| r.reference(kind::DEFAULT, Thing::Kind, r.at));
    // Without these three there is no event; the faults are told already.
    let (Some((id, id_at)), Some(title), Some(date)) = (id, title, date) else { return };
    draft.events.add(NewEvent {
        id: &id,
        title,
        summary,
        date,
        time,
        seq: seq.and_then(|n| i32::try_from(n).ok()).unwrap_or(0),
        kind,
        line,
        regions: &regions,
        actors: &actors,
        sources: &sources,
        more,
    });
    draft.id_hashes.push(hash(&id));
    if draft.keeps_uses {
        draft.event_ids.push(id_at);
    }
}

/// What a list of nodes is read as.
fn each<'n, T>(nodes: &'n [Node<'n>], read: impl FnMut(&'n Node<'n>) -> Option<T>) -> Vec<T> {
    nodes.iter().filter_map(read).collect()
}

fn time(r: &mut Reader<'_, '_>) -> Option<ClockTime> {
    let node = r.get("time")?;
    let (Value::Text(text) | Value::Date(text)) = &node.value else {
        let message = format!("`time` takes HH:MM, found {}", node.kind());
        r.find(Finding::error(Code::WrongType, node.span, message));
        return None;
    };
    ClockTime::parse(text)
        .map_err(|why| r.find(Finding::error(Code::Time, node.span, format!("`time`: {why}"))))
        .ok()
}

fn regions(r: &mut Reader<'_, '_>) -> Few<RegionIx, 4> {
    let regions: Few<RegionIx, 4> = r.refers("regions", Thing::Region);
    let unplaced = r.flag("unplaced");
    if let Some(node) = r.get("regions") {
        let empty = matches!(&node.value, Value::Array(items) if items.is_empty());
        // A JSON line without a place is what a database gives; a file of a curator says so.
        if empty && !unplaced && !r.draft.implicit {
            let message = "`regions` is empty";
            let finding = Finding::error(Code::Placement, node.span, message)
                .help("name a region, or write `unplaced = true`");
            r.find(finding);
        } else if !empty && unplaced {
            let message = "the event is `unplaced` and has regions";
            r.find(Finding::error(Code::Placement, node.span, message));
        }
    }
    regions
}

fn participant(node: &Node<'_>, r: &mut Reader<'_, '_>) -> Option<Participant> {
    if let Value::Text(text) = &node.value {
        let actor = r.reference(text, Thing::Actor, node.span);
        Some(Participant::new(actor, Role::Actor))
    } else {
        let mut r = Reader::new(node, &schema::PARTICIPANT, r.draft)?;
        let actor = r.refer("id", Thing::Actor)?;
        let role = r.word("role", Role::WORDS, Role::from_word).unwrap_or(Role::Actor);
        Some(Participant::new(actor, role))
    }
}

fn relation(node: &Node<'_>, draft: &mut Draft) -> Option<Relation> {
    let mut r = Reader::new(node, &schema::RELATION, draft)?;
    let kind = r.word("kind", RelationKind::WORDS, RelationKind::from_word);
    let event: Option<EventIx> = r.refer("event", Thing::Event);
    Some(Relation { kind: kind?, event: event? })
}

fn claim(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) -> Option<Claim> {
    let mut r = Reader::new(node, &schema::CLAIM, draft)?;
    let by = r.refer("by", Thing::Actor);
    let stance = r.word("stance", Stance::WORDS, Stance::from_word);
    let about = r.refer("about", Thing::Event);
    // Without the event it names, a claim would count for the one it stands in.
    let about_lost = about.is_none() && r.get("about").is_some();
    let claim = Claim {
        about,
        date: r.date("date"),
        text: r.kept_text("text"),
        quote: r.kept_text("quote"),
        via: r.kept_line("via"),
        sources: r.citations("sources"),
        credibility: r.integer("credibility", 1, 6).and_then(|n| u8::try_from(n).ok()),
        line: location(lines, r.at).line,
        by: by?,
        stance: stance?,
    };
    (!about_lost).then_some(claim)
}

fn figure(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) -> Option<Figure> {
    let mut r = Reader::new(node, &schema::FIGURE, draft)?;
    let measure = r.kept_line("measure");
    // All of the parts or none: a sum of some misleads.
    let parts: Option<Box<[Part]>> = r.list("parts").iter().map(|n| part(n, r.draft)).collect();
    let qualifier = r.word("qualifier", Qualifier::WORDS, Qualifier::from_word);
    if qualifier.is_none() && r.get("qualifier").is_some() {
        // What is meant as a bound must not pass for an exact number.
        return None;
    }
    let figure = Figure {
        measure: measure?,
        value: r.number("value"),
        low: r.number("low"),
        high: r.number("high"),
        qualifier: qualifier.unwrap_or(Qualifier::Exact),
        unit: r.kept_line("unit"),
        by: r.refer("by", Thing::Actor),
        date: r.date("date"),
        parts: parts.unwrap_or_default(),
        sources: r.citations("sources"),
        line: location(lines, r.at).line,
    };
    let given = ["value", "low", "high"].iter().any(|key| r.get(key).is_some());
    let problem = match (figure.low, figure.value, figure.high) {
        (None, None, None) if !given => Some(("", "a figure needs `value`, or `low` or `high`")),
        (None, None, None) => return None,
        (Some(low), _, Some(high)) if low > high => Some(("low", "`low` is above `high`")),
        (Some(low), Some(value), _) if value < low => Some(("value", "`value` is below `low`")),
        (_, Some(value), Some(high)) if value > high => Some(("value", "`value` is above `high`")),
        _ => None,
    };
    if let Some((key, problem)) = problem {
        let at = r.get(key).map_or(r.at, |node| node.span);
        r.find(Finding::error(Code::Figure, at, problem));
        return None;
    }
    Some(figure)
}

fn part(node: &Node<'_>, draft: &mut Draft) -> Option<Part> {
    let mut r = Reader::new(node, &schema::PART, draft)?;
    let label = r.kept_line("label");
    let value = r.number("value");
    let region = r.refer("region", Thing::Region);
    Some(Part { label: label?, value: value?, region })
}

fn account(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) -> Option<Account> {
    let mut r = Reader::new(node, &schema::ACCOUNT, draft)?;
    let source = r.get("source").and_then(|node| r.citation(node));
    Some(Account {
        date: r.date("date"),
        title: r.kept_line("title"),
        regions: r.refers("regions", Thing::Region),
        place: r.kept_line("place"),
        summary: r.kept_text("summary"),
        note: r.kept_text("note"),
        line: location(lines, r.at).line,
        source: source?,
    })
}
