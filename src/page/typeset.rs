//! A page laid out in rows of at most so many columns.

mod bar;
mod table;
mod wrap;

use super::{Block, Level, Line, Page, Run, Tone};
use crate::domain::event::EventIx;
use crate::domain::text::{clean, width};
pub use wrap::wrapped;

/// Columns for the names of facts.
const FACT: usize = 8;
/// Columns before what belongs to an item.
const UNDER: usize = 2;
/// Beside a label there is room for text from this many columns on.
const LEAST: usize = 12;
/// A scale is not drawn wider than this.
const SCALE: usize = 48;

/// One row of the screen. Its text is clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub runs: Vec<Run>,
    /// The event it leads to.
    pub target: Option<EventIx>,
}

impl Row {
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// The row without its tones.
    pub fn text(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        text.trim_end().to_owned()
    }
}

/// The page in rows.
pub fn rows(page: &Page, columns: usize) -> Vec<Row> {
    let mut setter =
        Setter { columns: columns.max(10), target: None, under: UNDER, rows: Vec::new() };
    for block in &page.blocks {
        setter.block(block);
    }
    setter.rows
}

struct Setter {
    columns: usize,
    /// The event of the heading above.
    target: Option<EventIx>,
    /// Columns before what belongs to the item above.
    under: usize,
    rows: Vec<Row>,
}

impl Setter {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.hanging(0, Vec::new(), &[Run::strong(text)], None),
            Block::Heading(text) => {
                self.target = None;
                self.hanging(0, Vec::new(), &[Run::new(text, Tone::Heading)], None);
            }
            Block::Event { event, title, aside } => {
                self.target = Some(*event);
                let mut runs = vec![Run::strong(title)];
                runs.extend(aside.iter().cloned());
                self.hanging(UNDER, Vec::new(), &runs, Some(*event));
            }
            Block::Line(line) => self.line(line),
            Block::Table(table) => {
                for runs in table::set(table, self.columns) {
                    self.push(runs, None);
                }
            }
            Block::Bar(bar) => {
                let room = self.columns.saturating_sub(UNDER + 2).min(SCALE);
                let runs = vec![Run::plain("  "), Run::new(bar::drawn(bar, room), Tone::Mark)];
                self.push(runs, None);
            }
            Block::Scale(low, high) => {
                let room = self.columns.saturating_sub(UNDER + 2).min(SCALE);
                self.push(vec![Run::plain("  "), Run::quiet(bar::scale(*low, *high, room))], None);
            }
            Block::Gap => {
                if self.rows.last().is_some_and(|row| !row.is_blank()) {
                    self.rows.push(Row { runs: Vec::new(), target: None });
                }
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let label = |wide: usize| -> Vec<Run> {
            let Some(label) = &line.label else { return Vec::new() };
            let text = clean(&label.text).into_owned();
            let fill = " ".repeat(wide.saturating_sub(width(&text)).max(1));
            vec![Run::new(text, label.tone), Run::plain(fill)]
        };
        match line.level {
            Level::Text => {
                self.under = UNDER;
                self.hanging(0, Vec::new(), &line.runs, line.target);
            }
            Level::Fact => self.hanging(FACT, label(FACT), &line.runs, line.target),
            Level::Item => {
                let wide = line.label.as_ref().map_or(0, |label| width(&label.text) + 1);
                self.under = wide.min(self.columns / 3);
                self.hanging(wide, label(wide), &line.runs, line.target);
            }
            Level::Under => {
                let lead = vec![Run::plain(" ".repeat(self.under))];
                self.hanging(self.under, lead, &line.runs, line.target);
            }
        }
    }

    /// Wrapped runs after a lead; later rows are indented.
    fn hanging(&mut self, indent: usize, lead: Vec<Run>, runs: &[Run], target: Option<EventIx>) {
        let taken: usize = lead.iter().map(|run| width(&run.text)).sum();
        let target = target.or(self.target);
        let (indent, mut lead) = if taken.max(indent) + LEAST > self.columns && taken > 0 {
            self.push(lead, target);
            (UNDER, vec![Run::plain(" ".repeat(UNDER))])
        } else {
            (indent, lead)
        };
        let first = lead.iter().map(|run| width(&run.text)).sum::<usize>();
        let room = self.columns.saturating_sub(indent.max(first)).max(1);
        for (number, part) in wrapped(runs, room).into_iter().enumerate() {
            let mut row = if number == 0 {
                std::mem::take(&mut lead)
            } else {
                vec![Run::plain(" ".repeat(indent))]
            };
            row.extend(part);
            self.push(row, target);
        }
    }

    fn push(&mut self, runs: Vec<Run>, target: Option<EventIx>) {
        self.rows.push(Row { runs, target: target.or(self.target) });
    }
}
