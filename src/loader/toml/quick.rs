//! The constructs that event files are made of, from text to the common tree in one go.
//!
//! Anything else, and every mistake, is none: the whole `toml` crate then gives the verdict. So this
//! need not know all of TOML, but must refuse what it does not.

use super::scan::{Header, Key, Line, Scanner};
use crate::loader::node::{Arena, Entry, Node, Span, Value};

/// The tree of a text, as [`super::parse`] gives it for a text without errors. Spans are moved by
/// `offset`.
pub(super) fn parse<'i>(
    text: &'i str,
    is_plain: bool,
    offset: usize,
    arena: &'i Arena,
) -> Option<Node<'i>> {
    let mut scanner = Scanner::new(text, is_plain, offset, arena);
    let root = Level { span: Span::new(offset, offset), ..Level::default() };
    let mut tree = Tree { root, open: Vec::with_capacity(2), spare: Vec::new(), arena };
    loop {
        match scanner.line(&mut tree.lowest().entries)? {
            Line::Header(header) => tree.open(header)?,
            Line::Entry => tree.lowest().is_last_new().then_some(())?,
            Line::End => break,
        }
    }
    tree.close_below(0);
    Some(tree.root.close(arena))
}

/// A table that is not closed yet.
#[derive(Default)]
struct Level<'i> {
    span: Span,
    /// Where it goes in the entries of the table above.
    place: usize,
    /// It is one of a list.
    is_listed: bool,
    entries: Vec<Entry<'i>>,
    /// Tables that headers put here in lists, with their lists' places in the entries.
    listed: Vec<(usize, Node<'i>)>,
}

struct Tree<'i> {
    root: Level<'i>,
    /// The table under the last header of one name, then that under one of two names.
    open: Vec<Level<'i>>,
    /// Levels to be used again.
    spare: Vec<Level<'i>>,
    arena: &'i Arena,
}

impl<'i> Level<'i> {
    fn place(&self, name: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.is(name))
    }

    /// Whether the key that was added last is not there twice.
    fn is_last_new(&self) -> bool {
        let Some((last, others)) = self.entries.split_last() else { return true };
        !others.iter().any(|entry| entry.is(last.key))
    }

    /// Where the table of a header goes: its own place, or that of its list. Null stands there until
    /// the table or the list is whole.
    fn reserve(&mut self, key: Key<'i>, header: Span, is_listed: bool) -> Option<usize> {
        let Some(place) = self.place(key.name) else {
            let value = Node { span: header, value: Value::Null };
            self.entries.push(Entry { key: key.name, span: key.span, value });
            return Some(self.entries.len() - 1);
        };
        let is_open = self.entries.get(place).is_some_and(|entry| entry.value.value == Value::Null);
        (is_listed && is_open).then_some(place)
    }

    fn fill(&mut self, place: usize, value: Value<'i>) {
        if let Some(entry) = self.entries.get_mut(place) {
            entry.value.value = value;
        }
    }

    fn close(&mut self, arena: &'i Arena) -> Node<'i> {
        let mut listed = std::mem::take(&mut self.listed);
        listed.sort_by_key(|&(place, _)| place);
        for list in listed.chunk_by(|(one, _), (other, _)| one == other) {
            if let Some(&(place, _)) = list.first() {
                let tables = arena.alloc_slice_fill_iter(list.iter().map(|&(_, table)| table));
                self.fill(place, Value::Array(tables));
            }
        }
        listed.clear();
        self.listed = listed;
        let value = Value::Table(arena.alloc_slice_copy(&self.entries));
        self.entries.clear();
        Node { span: self.span, value }
    }
}

impl<'i> Tree<'i> {
    fn lowest(&mut self) -> &mut Level<'i> {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    /// Closes the tables under the first so many.
    fn close_below(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(mut level) = self.open.pop()
        {
            let table = level.close(self.arena);
            let (place, is_listed) = (level.place, level.is_listed);
            self.spare.push(level);
            let above = self.lowest();
            if is_listed {
                above.listed.push((place, table));
            } else {
                above.fill(place, table.value);
            }
        }
    }

    fn open(&mut self, header: Header<'i>) -> Option<()> {
        let Header { key, below, is_list, span } = header;
        self.close_below(usize::from(below.is_some()));
        let key = match below {
            None => key,
            // A list in the table that is open, if that is the last of its own list.
            Some(below) => {
                let above = self.open.first().filter(|above| is_list && above.is_listed)?;
                let list = self.root.entries.get(above.place)?;
                list.is(key.name).then_some(below)?
            }
        };
        let place = self.lowest().reserve(key, span, is_list)?;
        let level = self.spare.pop().unwrap_or_default();
        self.open.push(Level { span, place, is_listed: is_list, ..level });
        Some(())
    }
}
