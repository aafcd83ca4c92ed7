//! From the common tree to the domain, one file at a time.

mod event;
mod registry;

use super::draft::Draft;
use super::fault::Code;
use super::node::{Node, Value};
use super::position::{Finding, LineCount};
use super::schema::{self, Shape};
use crate::domain::near::{WHOLE, hint};

/// Reads a file of tables into a draft.
pub(super) fn file(root: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    let Value::Table(entries) = root.value else { return };
    for entry in entries {
        let tables = match entry.value.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(&entry.value),
        };
        let key = entry.key;
        if key == "chronicle" {
            for node in tables {
                registry::chronicle(node, draft);
            }
            continue;
        }
        let lower: fn(&Node<'_>, &LineCount<'_>, &mut Draft) = match key {
            "source" => registry::source,
            "actor" => registry::actor,
            "region" => registry::region,
            "kind" => registry::kind,
            "event" => event::event,
            _ => {
                let message = format!("unknown table `{key}`");
                let mut finding = Finding::error(Code::UnknownKey, entry.span, message);
                let part =
                    |of: &&schema::Key| of.name == key && matches!(of.shape, Shape::Tables(_));
                finding.help = match schema::EVENT_TABLE.keys.iter().find(part) {
                    Some(_) => Some(format!("write `[[event.{key}]]`, below its event")),
                    None => hint(key, schema::FILE.keys.iter().map(|key| key.name), WHOLE),
                };
                draft.findings.push(finding);
                continue;
            }
        };
        if !matches!(entry.value.value, Value::Array(_)) {
            let message = format!("`{key}` is a list of tables; write `[[{key}]]`");
            draft.findings.push(Finding::error(Code::WrongType, entry.span, message));
        }
        for node in tables {
            lower(node, lines, draft);
        }
    }
}

/// Reads one line of JSON lines into a draft.
pub(super) fn line(node: &Node<'_>, lines: &LineCount<'_>, draft: &mut Draft) {
    event::event(node, lines, draft);
    // What the events of a whole refer to stands with its first, as it would in a file.
    let Value::Table(entries) = node.value else { return };
    for declared in entries.iter().filter(|entry| entry.key == schema::DECLARES) {
        file(&declared.value, lines, draft);
    }
}
