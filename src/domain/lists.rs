//! Many short lists, all in one: a piece of memory for each would take more room than what it holds.

use super::texts::narrow;

/// Lists, in the order they were added.
#[derive(Clone, Debug)]
pub struct Lists<T> {
    items: Vec<T>,
    /// Where each list ends; the next one begins there.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds a list.
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(narrow(self.items.len()));
    }

    /// Gives back room that was for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.items.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn place(&self, number: usize) -> std::ops::Range<usize> {
        let end = |number: usize| self.ends.get(number).map_or(0, |&end| end as usize);
        number.checked_sub(1).map_or(0, end)..end(number)
    }

    /// The items of all lists.
    pub(super) fn all(&self) -> &[T] {
        &self.items
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut()
    }

    /// A list by its number.
    pub(super) fn get(&self, number: usize) -> &[T] {
        self.items.get(self.place(number)).unwrap_or(&[])
    }

    pub(super) fn get_mut(&mut self, number: usize) -> &mut [T] {
        let place = self.place(number);
        self.items.get_mut(place).unwrap_or(&mut [])
    }

    /// Changes the items of all lists, and leaves out those that are not kept.
    pub fn retain_mut(&mut self, mut keep: impl FnMut(&mut T) -> bool) {
        let (mut at, mut lost) = (0, Vec::new());
        self.items.retain_mut(|item| {
            let is_kept = keep(item);
            if !is_kept {
                lost.push(at);
            }
            at += 1;
            is_kept
        });
        if !lost.is_empty() {
            for end in &mut self.ends {
                *end -= narrow(lost.partition_point(|lost| lost < end));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_leaves_the_other_lists_where_they_are() {
        let mut lists = Lists::default();
        for list in [&[0, 1][..], &[], &[1, 2, 0], &[1]] {
            lists.push(list.iter().copied());
        }
        let all = |lists: &Lists<i32>| (0..5).map(|n| lists.get(n).to_vec()).collect::<Vec<_>>();
        assert_eq!(all(&lists), [vec![0, 1], vec![], vec![1, 2, 0], vec![1], vec![]]);
        lists.retain_mut(|item| {
            *item += 7;
            *item != 8
        });
        assert_eq!(all(&lists), [vec![7], vec![], vec![9, 7], vec![], vec![]]);
        lists.get_mut(2).iter_mut().for_each(|item| *item = 1);
        assert_eq!(all(&lists), [vec![7], vec![], vec![1, 1], vec![], vec![]]);
    }
}
