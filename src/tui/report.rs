//! The report on the data: errors first, then warnings, each code under its heading. It is made when
//! it is opened, and read from then on.

use super::model::{Model, Overlay};
use crate::domain::copies::Copies;
use crate::domain::event::EventIx;
use crate::loader::fault::{Code, Fault, Severity};
use crate::loader::{Input, review};
use crate::timeline::Timeline;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Faults of one code.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    pub code: Code,
    pub severity: Severity,
    /// Where it begins in the faults.
    first: usize,
    pub count: usize,
}

#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By group, then in order of place.
    pub faults: Vec<Fault>,
    /// The event that each fault leads to.
    targets: Vec<Option<EventIx>>,
    groups: Vec<Group>,
    /// Position in `faults`.
    pub cursor: usize,
}

/// A line of the report.
#[derive(Clone, Copy, Debug)]
pub enum Row<'r> {
    Heading(&'r Group),
    Fault(usize, &'r Fault),
}

impl Report {
    fn new(mut faults: Vec<(Fault, Option<EventIx>)>) -> Self {
        // Stable: the order of place stays within a code.
        faults.sort_by_key(|(fault, _)| (!fault.is_error(), fault.code));
        let (faults, targets): (Vec<Fault>, Vec<_>) = faults.into_iter().unzip();
        let mut groups: Vec<Group> = Vec::new();
        for (first, fault) in faults.iter().enumerate() {
            let (code, severity) = (fault.code, fault.severity);
            match groups.last_mut().filter(|g| (g.code, g.severity) == (code, severity)) {
                Some(group) => group.count += 1,
                None => groups.push(Group { code, severity, first, count: 1 }),
            }
        }
        Self { faults, targets, groups, cursor: 0 }
    }

    pub fn selected(&self) -> Option<&Fault> {
        self.faults.get(self.cursor)
    }

    /// The event that the selected fault leads to.
    pub fn target(&self) -> Option<EventIx> {
        self.targets.get(self.cursor).copied().flatten()
    }

    /// Lines of the report: a heading over each group.
    pub fn height(&self) -> usize {
        self.faults.len() + self.groups.len()
    }

    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        let number = self
            .groups
            .iter()
            .enumerate()
            .take_while(|(headings, group)| group.first + headings <= row)
            .count()
            .checked_sub(1)?;
        let group = self.groups.get(number)?;
        match row - group.first - number {
            0 => Some(Row::Heading(group)),
            below => {
                let at = group.first + below - 1;
                Some(Row::Fault(at, self.faults.get(at)?))
            }
        }
    }

    /// The line of the selected fault.
    pub fn selected_row(&self) -> usize {
        self.cursor + self.groups.iter().take_while(|group| group.first <= self.cursor).count()
    }

    /// The first fault of the next group, or of this one or the one before it.
    pub fn next_group(&mut self, forward: bool) {
        let mut starts = self.groups.iter().map(|group| group.first);
        let to = if forward {
            starts.find(|&first| first > self.cursor)
        } else {
            starts.rfind(|&first| first < self.cursor)
        };
        self.cursor = to.unwrap_or(self.cursor);
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.groups.iter().filter(|g| g.severity == severity).map(|g| g.count).sum()
    }
}

/// All that a report is made of, to be taken to a thread of its own.
pub struct Survey {
    pub timeline: Arc<Timeline>,
    input: Input,
    copies: Arc<Copies>,
    faults: Vec<Fault>,
}

impl Survey {
    pub fn of(model: &Model) -> Self {
        Self {
            timeline: Arc::clone(&model.timeline),
            input: model.input.clone(),
            copies: Arc::clone(&model.copies),
            faults: model.faults.clone(),
        }
    }

    /// Files with faults are read again, for their places.
    pub fn report(&self) -> Report {
        let timeline = &self.timeline;
        let read = self.faults.iter().cloned();
        let mut faults: Vec<_> = read.zip(events_at(timeline, &self.faults)).collect();
        for fault in review(timeline, &self.input, &self.copies).faults {
            let event = fault.event.as_ref().and_then(|id| timeline.chronicle().find_event(id));
            faults.push((fault, event));
        }
        Report::new(faults)
    }
}

/// Shows a report, unless the reader or the data has moved on.
pub(super) fn show(model: &mut Model, of: &Arc<Timeline>, mut report: Box<Report>) {
    if !Arc::ptr_eq(&model.timeline, of) {
        return;
    }
    match &model.overlay {
        Overlay::None => {}
        Overlay::Problems(old) => {
            report.cursor = old.cursor.min(report.faults.len().saturating_sub(1));
        }
        _ => return,
    }
    model.notice = None;
    model.overlay = Overlay::Problems(report);
}

/// The event that each fault of the reading names, or else the one it stands in: the last of its file
/// that begins at or before its line.
fn events_at(timeline: &Timeline, faults: &[Fault]) -> Vec<Option<EventIx>> {
    let chronicle = timeline.chronicle();
    let unnamed = faults.iter().filter(|fault| fault.event.is_none());
    let mut begins: BTreeMap<&str, Vec<(u32, EventIx)>> =
        unnamed.map(|fault| (&*fault.path, Vec::new())).collect();
    if !begins.is_empty() {
        for event in timeline.events() {
            let at = timeline.event(event).at();
            if let Some(begins) = begins.get_mut(chronicle.file(at.file)) {
                begins.push((at.line, event));
            }
        }
    }
    for begins in begins.values_mut() {
        begins.sort_unstable();
    }
    let event = |fault: &Fault| {
        if let Some(id) = &fault.event {
            return chronicle.find_event(id);
        }
        let begins = begins.get(&*fault.path)?;
        let after = begins.partition_point(|&(line, _)| line <= fault.line);
        Some(begins.get(after.checked_sub(1)?)?.1)
    };
    faults.iter().map(event).collect()
}

/// An open report of data that was read again leads nowhere until it is made anew.
pub(super) fn outdate(model: &mut Model) {
    if let Overlay::Problems(report) = &mut model.overlay {
        report.targets.clear();
    }
}
