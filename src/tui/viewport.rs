//! Which part of the list is in view: scrolled as little as a step needs, and with what stands around after a
//! jump.

use super::model::Model;
use super::rows;

impl Model {
    /// The line of the view that the cursor stands on.
    pub fn cursor_line(&self) -> usize {
        let above: usize = (self.top..self.cursor)
            .map(|row| rows::height(self, row) + rows::gap(self, row + 1))
            .sum();
        above.saturating_sub(self.skip)
    }

    /// Scrolls so that the cursor stands on a line of the view, or as near as the rows allow.
    pub fn put_cursor_at(&mut self, line: usize) {
        let mut above = 0;
        self.top = self.cursor;
        while above < line && self.top > 0 {
            above += rows::height(self, self.top - 1) + rows::gap(self, self.top);
            self.top -= 1;
        }
        // What sticks out at the top is scrolled away, as far as it is the first row's.
        self.skip = above.saturating_sub(line).min(rows::height(self, self.top).saturating_sub(1));
        self.reveal();
    }

    /// Goes to a row. Where it is out of view, it comes to a line of it; further down, where too few rows
    /// follow to fill the rest.
    pub fn jump(&mut self, row: usize, line: usize) {
        let shown = (self.top, self.skip);
        self.cursor = row;
        self.detail_scroll = 0;
        self.reveal();
        if shown == (self.top, self.skip) {
            return;
        }
        let height = usize::from(self.areas().rows.height);
        let with_gap = |row: usize| rows::height(self, row) + rows::gap(self, row);
        let mut below = rows::height(self, row);
        let mut next = row + 1;
        while below < height && next < self.selection.len() {
            below += with_gap(next);
            next += 1;
        }
        let line = line.max(height.saturating_sub(below));
        let mut above = 0;
        let mut top = row;
        while let Some(before) = top.checked_sub(1) {
            above += rows::height(self, before) + rows::gap(self, top);
            if above > line {
                break;
            }
            top = before;
        }
        (self.top, self.skip) = (top, 0);
        // An open event that is longer than the rest begins further up.
        self.reveal();
    }

    /// A line with as many above as below.
    pub fn middle(&self) -> usize {
        usize::from(self.areas().rows.height) / 2
    }

    /// Scrolls as little as needed to bring the cursor into view.
    pub fn reveal(&mut self) {
        let height = usize::from(self.areas().rows.height).max(1);
        if self.cursor < self.top || (self.cursor == self.top && self.skip > 0) {
            self.top = self.cursor;
            self.skip = 0;
            return;
        }
        // Walk up from the cursor until the view is full; further up, the first row may stay.
        let mut used = rows::height(self, self.cursor).min(height);
        let mut first = self.cursor;
        while first > self.top {
            let above = rows::height(self, first - 1) + rows::gap(self, first);
            if used + above > height {
                break;
            }
            used += above;
            first -= 1;
        }
        if first > self.top {
            self.top = first;
            self.skip = 0;
        }
    }
}
