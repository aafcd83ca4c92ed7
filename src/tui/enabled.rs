//! Which commands do anything in a state of the screen.

use super::keymap::Command;
use super::model::{Model, Overlay};
use super::reader::Subject;
use crate::page::event::links;

impl Model {
    /// Whether a command does anything where the keys go now. The footer leaves out what does not.
    pub fn responds(&self, command: Command) -> bool {
        let travels = command.travels();
        let leaves = matches!(command, Command::Step | Command::Quit);
        match &self.overlay {
            Overlay::None => self.enabled(command),
            Overlay::Help { .. } => travels || leaves,
            Overlay::Question(_) => leaves || command == Command::Apply,
            Overlay::Links { .. } | Overlay::Speakers { .. } | Overlay::Sources { .. } => {
                travels || leaves || command == Command::Apply
            }
            Overlay::Problems(report) => leaves || !report.faults.is_empty(),
            // Only what may be kept out can be excluded.
            Overlay::Columns { .. } => command != Command::Exclude,
            Overlay::Reader(page) => command != Command::NextPane || self.turns(&page.subject),
            Overlay::Regions(_) | Overlay::Actors(_) | Overlay::Prompt(_) => true,
        }
    }

    /// Whether there is another way to see a page.
    fn turns(&self, subject: &Subject) -> bool {
        match *subject {
            Subject::Actor(_) => false,
            Subject::Compare { .. } => true,
            Subject::Source { event, .. } => self.timeline.sources(event).len() > 1,
        }
    }

    /// Whether a command does anything on the list. The help dims what this refuses.
    pub fn enabled(&self, command: Command) -> bool {
        match command {
            Command::ClearFilters => !self.filter.is_empty() || self.range.is_some(),
            Command::Undo => !self.history.is_empty(),
            Command::NextMatch | Command::PreviousMatch => self.search.is_some(),
            Command::Problems => !self.faults.is_empty() || !self.timeline.is_empty(),
            Command::KnownOn | Command::DayEarlier => !self.whole().is_empty(),
            Command::DayLater => self.filter.known_on.is_some(),
            Command::Back => !self.trail.is_empty(),
            Command::Links => self.current().is_some_and(|e| !links(&self.timeline, e).is_empty()),
            Command::NextPane => self.areas().detail.is_some() && self.current().is_some(),
            Command::Expand
            | Command::Export
            | Command::Yank
            | Command::Mark
            | Command::MarkRange
            | Command::OpenSource
            | Command::ActorPage
            | Command::ComparePage
            | Command::SourcePage
            | Command::Edit => self.current().is_some(),
            Command::Down
            | Command::Up
            | Command::PageDown
            | Command::PageUp
            | Command::HalfDown
            | Command::HalfUp
            | Command::First
            | Command::Last
            | Command::NextPeriod
            | Command::PreviousPeriod
            | Command::CollapseAll
            | Command::Regions
            | Command::Actors
            | Command::Query
            | Command::Contested
            | Command::Search
            | Command::GoToDate
            | Command::Help
            | Command::Step
            | Command::Suspend
            | Command::Quit
            | Command::Toggle
            | Command::Exclude
            | Command::Apply => true,
        }
    }
}
