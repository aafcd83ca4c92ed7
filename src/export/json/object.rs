//! Objects and lists written straight to where they go.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// An object with its keys in order of writing; what is absent leaves no key.
pub(super) struct Object<S: Serializer>(S::SerializeMap);

impl<S: Serializer> Object<S> {
    pub(super) fn begin(serializer: S) -> Result<Self, S::Error> {
        Ok(Self(serializer.serialize_map(None)?))
    }

    pub(super) fn put<T: Serialize>(mut self, key: &str, value: T) -> Result<Self, S::Error> {
        self.0.serialize_entry(key, &value)?;
        Ok(self)
    }

    pub(super) fn put_some<T: Serialize>(
        self,
        key: &str,
        value: Option<T>,
    ) -> Result<Self, S::Error> {
        match value {
            Some(value) => self.put(key, value),
            None => Ok(self),
        }
    }

    /// A list, if anything is in it.
    pub(super) fn put_list<I>(self, key: &str, list: List<I>) -> Result<Self, S::Error>
    where
        I: Iterator<Item: Serialize> + Clone,
    {
        let some = list.0.clone().next().is_some();
        self.put_some(key, some.then_some(list))
    }

    pub(super) fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

/// What an iterator yields, as a list.
pub(super) struct List<I>(pub(super) I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// What is written in the way it is shown.
pub(super) struct Shown<T>(pub(super) T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
