//! Citations: a source, and a paragraph of it.

use super::Reader;
use crate::domain::event::Few;
use crate::domain::source::Citation;
use crate::loader::fault::Code;
use crate::loader::node::{Node, Value};
use crate::loader::position::Finding;
use crate::loader::schema::{self, Thing};

impl<'n> Reader<'n, '_> {
    pub(in crate::loader) fn citations(&mut self, key: &str) -> Few<Citation, 1> {
        if let Some(node) = self.get(key)
            && matches!(&node.value, Value::Array(items) if items.is_empty())
            && !self.draft.implicit
        {
            let finding = Finding::error(Code::Empty, node.span, format!("`{key}` is empty"));
            self.find(finding.help("cite a source: `source-id` or `source-id#paragraph`"));
        }
        self.list(key).iter().filter_map(|node| self.citation(node)).collect()
    }

    pub(in crate::loader) fn citation(&mut self, node: &'n Node<'n>) -> Option<Citation> {
        match &node.value {
            Value::Text(text) => {
                let (id, paragraph) = match text.rsplit_once('#') {
                    // In JSON lines a source may be an address with a fragment.
                    Some((_, end)) if self.draft.implicit && end.parse::<u32>().is_err() => {
                        (&**text, None)
                    }
                    Some((id, number)) => (id, Some(number)),
                    None => (&**text, None),
                };
                let number = paragraph.map(|n| n.parse::<u32>().ok().filter(|&n| n > 0));
                if number == Some(None) {
                    let message =
                        format!("a citation is `source` or `source#paragraph`, not `{text}`");
                    let finding = Finding::error(Code::Citation, node.span, message)
                        .help("paragraphs are counted from 1");
                    self.find(finding);
                    return None;
                }
                let source = self.reference(id, Thing::Source, node.span);
                Some(Citation::new(source, number.flatten()))
            }
            Value::Table(_) if self.draft.implicit => {
                let mut reader = Reader::new(node, &schema::CITATION, self.draft)?;
                let source = reader.refer("source", Thing::Source)?;
                let paragraph = reader.integer("paragraph", 1, i64::from(u32::MAX));
                Some(Citation::new(source, paragraph.and_then(|n| u32::try_from(n).ok())))
            }
            _ => {
                self.wrong("sources", node, "citations");
                None
            }
        }
    }
}
