//! Tables of declared things: an entry is found by its id and referred to by a small index.

use hashbrown::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

/// A position in a [`Table`]. Each table has its own type of index, so they cannot be mixed up.
pub trait Index: Copy + Eq + Ord + Hash + Debug {
    fn new(position: usize) -> Self;
    fn get(self) -> usize;
}

/// Declares an index type for one table.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::num::NonZeroU32);

        impl $crate::domain::table::Index for $name {
            // Counted from 1, so that an index that may be absent takes no more room.
            fn new(position: usize) -> Self {
                let position = u32::try_from(position).unwrap_or(u32::MAX);
                Self(std::num::NonZeroU32::MIN.saturating_add(position))
            }
            fn get(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    };
}
pub(crate) use index;

/// Entries in order of insertion, with an exact lookup by id.
#[derive(Clone, Debug)]
pub struct Table<I, T> {
    entries: Vec<T>,
    by_id: HashMap<Box<str>, I>,
    index: PhantomData<I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: HashMap::new(), index: PhantomData }
    }
}

impl<I: Index, T> Table<I, T> {
    /// Adds an entry. When the id is taken, nothing changes and the holder's index is the error.
    pub fn insert(&mut self, id: &str, entry: T) -> Result<I, I> {
        if let Some(&taken) = self.by_id.get(id) {
            return Err(taken);
        }
        let index = I::new(self.entries.len());
        self.entries.push(entry);
        self.by_id.insert(id.into(), index);
        Ok(index)
    }

    /// Adds an entry unless the id is taken.
    pub fn ensure(&mut self, id: &str, entry: T) -> I {
        self.insert(id, entry).unwrap_or_else(|taken| taken)
    }

    pub fn find(&self, id: &str) -> Option<I> {
        self.by_id.get(id).copied()
    }

    pub fn get(&self, index: I) -> Option<&T> {
        self.entries.get(index.get())
    }

    pub fn get_mut(&mut self, index: I) -> Option<&mut T> {
        self.entries.get_mut(index.get())
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.entries.iter().enumerate().map(|(i, entry)| (I::new(i), entry))
    }

    pub fn indices(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.entries.len()).map(I::new)
    }
}

/// An index always comes from the table it is used on; a foreign one is a bug in this crate.
impl<I: Index, T> std::ops::Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, index: I) -> &T {
        &self.entries[index.get()]
    }
}
