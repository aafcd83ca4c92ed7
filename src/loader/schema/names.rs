//! Names of keys by number: what a key of a file is, is found without a look at every key of its table.

use super::Key;

/// Places for the names of one table.
const ROOM: usize = 64;

/// In a place without a name.
const NONE: usize = usize::MAX;

/// The numbers of a table's keys, at the places of their names or behind.
#[derive(Debug)]
pub(super) struct Names([usize; ROOM]);

/// The place of a name. Nearly all keys of a table have one of their own.
#[inline]
pub(in crate::loader) const fn place(name: &str) -> usize {
    let bytes = name.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return 0 };
    (3 * bytes.len() + 30 * first as usize + last as usize) % ROOM
}

impl Names {
    pub(super) const fn of(keys: &[Key], json: bool) -> Self {
        assert!(keys.len() < ROOM, "a place has to be left free");
        let mut numbers = [NONE; ROOM];
        let mut number = 0;
        while number < keys.len() {
            let mut at = place(keys[number].name_in(json));
            while numbers[at] != NONE {
                at = (at + 1) % ROOM;
            }
            numbers[at] = number;
            number += 1;
        }
        Self(numbers)
    }

    /// The number of the key that has a name.
    #[inline]
    pub(super) fn find(&self, name: &str, keys: &[Key], json: bool) -> Option<usize> {
        let mut at = place(name);
        loop {
            let number = self.0[at];
            if keys.get(number)?.name_in(json) == name {
                return Some(number);
            }
            at = (at + 1) % ROOM;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CLAIM, EVENT_TABLE, FIGURE, SOURCE, Table};

    #[test]
    fn every_key_is_found_by_its_name_and_nothing_else_is() {
        for table in [&EVENT_TABLE, &CLAIM, &FIGURE, &SOURCE] {
            for (number, key) in table.keys.iter().enumerate() {
                assert_eq!(table.number(key.name, false), Some(number), "{}", key.name);
                assert_eq!(table.number(key.json, true), Some(number), "{}", key.json);
                let longer = format!("{}s", key.name);
                let known = Table::number(table, &longer, false);
                assert_eq!(known.is_some(), table.keys.iter().any(|key| key.name == longer));
            }
            assert_eq!(table.number("", false), None);
        }
        assert_eq!(
            (EVENT_TABLE.number("claims", false), EVENT_TABLE.number("claim", true)),
            (None, None)
        );
    }
}
