//! Declarations of sources, actors, regions and kinds.

use crate::domain::actor::{Actor, ActorKind};
use crate::domain::event::{FileIx, Location};
use crate::domain::iso3166;
use crate::domain::kind::Kind;
use crate::domain::region::Region;
use crate::domain::source::{Reliability, Scale, Source};
use crate::domain::table::Index as _;
use crate::domain::text::width;
use crate::loader::draft::{Declared, Draft};
use crate::loader::fault::Code;
use crate::loader::node::{Node, Span};
use crate::loader::position::{Finding, LineCount};
use crate::loader::reader::Reader;
use crate::loader::schema::{self, Thing};

/// The file is filled in when all files are known.
pub(super) fn location(lines: &LineCount<'_>, at: Span) -> Location {
    Location { file: FileIx::new(0), line: lines.line(at.start) }
}

fn own(text: Option<&str>) -> Option<Box<str>> {
    text.map(Box::from)
}

fn own_id(r: &mut Reader<'_, '_>) -> Option<(Box<str>, Span)> {
    r.id().map(|(id, at)| (id.into(), at))
}

fn aliases(r: &mut Reader<'_, '_>) -> Box<[Box<str>]> {
    r.lines("aliases").into_iter().map(Box::from).collect()
}

pub(super) fn chronicle(node: &Node<'_>, draft: &mut Draft) {
    let Some(mut reader) = Reader::new(node, &schema::CHRONICLE, draft) else { return };
    let title = own(reader.line("title"));
    let summary = own(reader.text("summary"));
    if draft.chronicle.is_none() {
        draft.title = title;
        draft.summary = summary;
        draft.chronicle = Some(node.span);
    } else {
        let message = "a second `[chronicle]`; a set has at most one";
        draft.findings.push(Finding::error(Code::Duplicate, node.span, message));
    }
}

pub(super) fn source(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    let Some(mut r) = Reader::new(node, &schema::SOURCE, draft) else { return };
    let id = own_id(&mut r);
    let title = own(r.line("title"));
    let sha256 = r.string("sha256");
    let source = Source {
        id: id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default(),
        title: title.unwrap_or_else(|| id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default()),
        publisher: own(r.line("publisher")),
        author: own(r.line("author")),
        published: r.date("published"),
        basis: own(r.text("basis")),
        url: r.url("url"),
        archive: r.url("archive"),
        accessed: r.date("accessed"),
        language: own(r.line("language")),
        origin: own(r.line("origin")),
        reliability: r.word("reliability", Reliability::WORDS, Reliability::from_word),
        scale: r.word("scale", Scale::WORDS, Scale::from_word),
        text: own(r.line("text")),
        sha256: sha256.and_then(|(text, at)| {
            let lower = text.to_ascii_lowercase();
            if lower.len() == 64 && lower.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Some(lower.into());
            }
            let count = text.chars().count();
            let message = if count == 64 {
                "`sha256` is hexadecimal digits, 0-9 and a-f".to_owned()
            } else {
                format!("`sha256` is 64 hexadecimal digits, not {count}")
            };
            r.find(Finding::error(Code::Sha256, at, message));
            None
        }),
        at: location(lines, r.at),
    };
    if let Some((_, at)) = id {
        draft.sources.push(Declared { entry: source, at });
    }
}

pub(super) fn actor(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    let Some(mut r) = Reader::new(node, &schema::ACTOR_TABLE, draft) else { return };
    let id = own_id(&mut r);
    let name = own(r.line("name"));
    let country = r.string("country");
    let actor = Actor {
        id: id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default(),
        name: name.unwrap_or_else(|| id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default()),
        aliases: aliases(&mut r),
        kind: r.word("kind", ActorKind::WORDS, ActorKind::from_word).unwrap_or(ActorKind::Other),
        parent: r.refer("parent", Thing::Actor),
        country: country.and_then(|(code, at)| {
            if iso3166::is_country(code) {
                return Some(code.into());
            }
            let message = format!("`{code}` is no ISO 3166-1 alpha-2 code");
            let mut finding = Finding::error(Code::Country, at, message);
            finding.help = country_meant(code).map(|meant| format!("did you mean `{meant}`?"));
            r.find(finding);
            None
        }),
        at: location(lines, r.at),
    };
    if let Some((_, at)) = id {
        draft.actors.push(Declared { entry: actor, at });
    }
}

/// The country code that a name, a code in small letters or a common slip stands for.
fn country_meant(written: &str) -> Option<&'static str> {
    let written = match written {
        "UK" => "GB",
        "EL" => "GR",
        other => other,
    };
    iso3166::codes().take_while(|code| code.len() == 2).find(|code| {
        code.eq_ignore_ascii_case(written)
            || iso3166::name(code)
                .is_some_and(|name| crate::domain::fold::names_equal(name, written))
    })
}

pub(super) fn region(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    let Some(mut r) = Reader::new(node, &schema::REGION_TABLE, draft) else { return };
    let coded = r.get("id").and_then(|node| match &node.value {
        crate::loader::node::Value::Text(text) => {
            iso3166::name(text).map(|_| (Box::from(&**text), node.span))
        }
        _ => None,
    });
    let Some((id, at)) = coded.or_else(|| own_id(&mut r)) else { return };
    let known = iso3166::name(&id);
    let name = own(r.line("name"));
    if name.is_none() && known.is_none() && r.get("name").is_none() {
        let message = format!("`region` needs `name`: `{id}` is no ISO 3166 code");
        r.find(Finding::error(Code::MissingKey, at, message));
    }
    let parent = r
        .refer("parent", Thing::Region)
        .or_else(|| iso3166::parent(&id).map(|code| r.reference(code, Thing::Region, at)));
    let region = Region {
        name: name.or_else(|| known.map(Box::from)).unwrap_or_else(|| id.clone()),
        id,
        aliases: aliases(&mut r),
        parent,
        lat: r.degrees("lat", 90.0),
        lon: r.degrees("lon", 180.0),
        at: Some(location(lines, r.at)),
    };
    draft.regions.push(Declared { entry: region, at });
}

pub(super) fn kind(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    let Some(mut r) = Reader::new(node, &schema::KIND, draft) else { return };
    let Some((id, at)) = own_id(&mut r) else { return };
    let glyph = r.string("glyph").and_then(|(text, at)| {
        if width(text) == 1 && text.chars().next().is_some_and(|c| !c.is_whitespace()) {
            return Some(Box::from(text));
        }
        r.find(Finding::error(Code::Glyph, at, "`glyph` is one character, one column wide"));
        None
    });
    let built_in = crate::domain::kind::BUILT_IN.iter().find(|(known, _)| *known == &*id);
    let name = own(r.line("name")).or_else(|| built_in.map(|&(_, name)| name.into()));
    let kind = Kind {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        glyph,
        at: Some(location(lines, r.at)),
    };
    draft.kinds.push(Declared { entry: kind, at });
}
