//! Commands on the list and the detail pane.

use super::{known, picker, prompt, reader, refuse, say, search};
use crate::domain::actor::ActorIx;
use crate::domain::event::EventIx;
use crate::domain::region::RegionIx;
use crate::domain::text::clean;
use crate::page::event::{Extent, links};
use crate::tui::filter::Filter;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Pane, Place, PromptKind};
use crate::tui::{cut, rows};
use std::path::PathBuf;

/// More events than a terminal takes to its clipboard: their Markdown comes to a megabyte.
const COPIED: usize = 1000;

pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        command if command.travels() => travel(model, command),
        Command::NextPeriod => period(model, true),
        Command::PreviousPeriod => period(model, false),
        Command::Expand => expand(model),
        Command::CollapseAll => {
            model.collapse_all();
            model.skip = 0;
            model.reveal();
        }
        Command::NextPane => {
            model.pane = if model.pane == Pane::List { Pane::Detail } else { Pane::List };
        }
        Command::Links => {
            if let Some(event) = model.current() {
                let rows = links(&model.timeline, event);
                model.overlay = Overlay::Links { rows, cursor: 0 };
            }
        }
        Command::Back => back(model),
        Command::Regions => picker::open::<RegionIx>(model),
        Command::Actors => picker::open::<ActorIx>(model),
        Command::Query => prompt::open(model, PromptKind::Query),
        Command::Search => prompt::open(model, PromptKind::Search),
        Command::GoToDate => prompt::open(model, PromptKind::GoToDate),
        Command::Export => prompt::open(model, PromptKind::Export),
        Command::Contested => {
            let mut filter = model.filter.clone();
            filter.contested = !filter.contested;
            refilter(model, filter);
        }
        Command::KnownOn => prompt::open(model, PromptKind::KnownOn),
        Command::DayEarlier => known::earlier(model),
        Command::DayLater => known::later(model),
        Command::ClearFilters => {
            model.range = None;
            refilter(model, Filter::default());
        }
        Command::Undo => {
            if let Some(filter) = model.history.pop() {
                model.filter = filter;
                reselect(model);
            }
        }
        Command::NextMatch => search::next_match(model, true),
        Command::PreviousMatch => search::next_match(model, false),
        Command::MarkRange => {
            model.range_from = if model.range_from.is_some() { None } else { model.current() };
            if model.range_from.is_some() {
                say(model, "range begun: move, then e exports it, y copies it, Esc drops it");
            }
        }
        Command::Mark => {
            if let Some(event) = model.current()
                && !model.marks.remove(&event)
            {
                model.marks.insert(event);
            }
        }
        Command::Yank => return yank(model),
        Command::OpenSource => return open_source(model),
        Command::ActorPage => reader::open_actor(model),
        Command::ComparePage => picker::open_columns(model),
        Command::SourcePage => reader::open_source(model),
        Command::Edit => return edit(model),
        Command::Problems => {
            say(model, "looking for what is wrong or weak…");
            return vec![Effect::Review];
        }
        Command::Help => model.overlay = Overlay::Help { scroll: 0, over: None },
        Command::Step if model.loading.is_some() => return vec![Effect::StopReading],
        Command::Step => step_back(model),
        Command::Suspend => return vec![Effect::Suspend],
        // Those of other places.
        _ => {}
    }
    Vec::new()
}

/// Back to where a link was followed from, and to the page it stood on.
fn back(model: &mut Model) {
    let Some(Place { event, reader }) = model.trail.pop() else { return };
    if let Some(event) = event {
        go_to(model, event);
    }
    if let Some(reader) = reader {
        model.overlay = Overlay::Reader(reader);
        reader::refresh(model);
    }
}

fn expand(model: &mut Model) {
    if let Some(event) = model.current() {
        if !model.expanded.remove(&event) {
            model.expanded.insert(event);
        }
        model.reveal();
    }
}

/// Takes new filters, remembering the old ones.
pub(super) fn refilter(model: &mut Model, filter: Filter) {
    if filter != model.filter {
        let old = std::mem::replace(&mut model.filter, filter);
        model.history.push(old);
    }
    reselect(model);
}

pub(super) fn reselect(model: &mut Model) {
    // What was known on another day comes later.
    let far = crate::tui::known::is_far(model);
    let outcome = if far { model.select_near(model.current()) } else { model.select() };
    if let Err(error) = outcome {
        refuse(model, error.message);
        return;
    }
    drop_hidden_range(model);
}

/// A range that was begun at an event that is no longer shown is dropped, once all rows are known and
/// no query is being typed.
pub(super) fn drop_hidden_range(model: &mut Model) {
    let hidden = |event| model.row(event).is_err();
    if model.inquiries.open().is_none()
        && !matches!(&model.overlay, Overlay::Prompt(prompt) if prompt.kind == PromptKind::Query)
        && model.range_from.is_some_and(hidden)
    {
        model.range_from = None;
    }
}

/// Brings the cursor to an event, clearing filters that hide it.
pub(super) fn go_to(model: &mut Model, event: EventIx) {
    if model.row(event).is_err() {
        let known_on = model.filter.known_on;
        refilter(model, Filter { known_on, ..Filter::default() });
        model.range = None;
        reselect(model);
        say(model, "filters cleared to show it; u brings them back");
    }
    if let Ok(row) = model.row(event) {
        model.jump(row, model.middle());
    }
}

fn detail_end(model: &Model) -> usize {
    let (Some(area), Some(event)) = (model.areas().detail, model.current()) else { return 0 };
    let columns = usize::from(area.width);
    let lines = model.sheet(event, Extent::Whole, columns).len();
    lines.saturating_sub(usize::from(area.height))
}

/// Whether a command goes forward, and how far.
fn stride(model: &Model, command: Command) -> (bool, usize) {
    let page = usize::from(model.areas().rows.height).max(1);
    match command {
        Command::Down => (true, 1),
        Command::Up => (false, 1),
        Command::PageDown => (true, page.saturating_sub(1).max(1)),
        Command::PageUp => (false, page.saturating_sub(1).max(1)),
        Command::HalfDown => (true, (page / 2).max(1)),
        Command::HalfUp => (false, (page / 2).max(1)),
        Command::First => (false, usize::MAX),
        _ => (true, usize::MAX),
    }
}

/// Whether a command that travels ends at one of the rows there are, wherever the list ends.
pub(super) fn ends_in_rows(model: &Model, command: Command) -> bool {
    match stride(model, command) {
        (true, by) => model.cursor.saturating_add(by) < model.selection.len(),
        (false, by) => model.cursor >= by,
    }
}

fn travel(model: &mut Model, command: Command) {
    let (forward, by) = stride(model, command);
    if model.pane == Pane::Detail {
        let to = if forward {
            model.detail_scroll.saturating_add(by)
        } else {
            model.detail_scroll.saturating_sub(by)
        };
        model.detail_scroll = to.min(detail_end(model));
        return;
    }
    if scroll_inside(model, forward, by) {
        return;
    }
    let last = model.selection.len().saturating_sub(1);
    let to = if forward {
        model.cursor.saturating_add(by).min(last)
    } else {
        model.cursor.saturating_sub(by)
    };
    if to != model.cursor {
        model.cursor = to;
        model.detail_scroll = 0;
        model.reveal();
    }
}

/// Moves inside an expanded event that is taller than the view, by lines or pages, as far as its end
/// before leaving it. The first and the last event are gone to at once.
fn scroll_inside(model: &mut Model, forward: bool, by: usize) -> bool {
    if model.top != model.cursor || by == usize::MAX {
        return false;
    }
    let view = usize::from(model.areas().rows.height).max(1);
    let hidden = rows::height(model, model.cursor).saturating_sub(view);
    if forward && model.skip < hidden {
        model.skip = model.skip.saturating_add(by).min(hidden);
        return true;
    }
    if !forward && model.skip > 0 {
        model.skip = model.skip.saturating_sub(by);
        return true;
    }
    false
}

/// Where the next period begins, or the one before.
fn period_start(model: &Model, forward: bool) -> Option<usize> {
    let starts = |&row: &usize| rows::begins_period(model, row);
    if forward {
        (model.cursor + 1..model.selection.len()).find(starts)
    } else {
        (0..model.cursor).rev().find(starts)
    }
}

/// Whether a period begins among the rows there are, with a screen of them below it. The first of them
/// need not be the first of its period.
pub(super) fn shows_period(model: &Model, command: Command) -> bool {
    let height = usize::from(model.areas().rows.height);
    let start = period_start(model, command == Command::NextPeriod);
    start.is_some_and(|row| row > 0 && row + height <= model.selection.len())
}

fn period(model: &mut Model, forward: bool) {
    if let Some(row) = period_start(model, forward) {
        model.cursor = row;
        model.detail_scroll = 0;
        model.reveal();
        model.top = row;
        model.skip = 0;
    }
}

/// One step back: the range, then the search, then the pane, then the marks.
fn step_back(model: &mut Model) {
    if model.range_from.take().is_some() || model.search.take().is_some() {
        return;
    }
    if model.pane == Pane::Detail {
        model.pane = Pane::List;
    } else if !model.marks.is_empty() {
        model.clear_marks();
    } else if let Some(event) = model.current() {
        model.expanded.remove(&event);
        model.reveal();
    }
}

fn yank(model: &mut Model) -> Vec<Effect> {
    let (events, range) = cut::events(model);
    let one = model.range_from.is_none() && model.marks.is_empty();
    if !one && events.len() > COPIED {
        refuse(model, format!("{} events are too many to copy; e exports them", events.len()));
        return Vec::new();
    }
    let selection = cut::selection(model, &events, range);
    let (text, what) = match (&events[..], model.current()) {
        (_, Some(event)) if one => (
            crate::export::markdown::event(&selection, event),
            clean(model.timeline.event(event).title()).into_owned(),
        ),
        _ => {
            let mut bytes = Vec::new();
            if let Err(error) =
                crate::export::write(crate::export::Format::Markdown, &selection, &mut bytes)
            {
                refuse(model, error.to_string());
                return Vec::new();
            }
            (
                String::from_utf8_lossy(&bytes).into_owned(),
                match events.len() {
                    1 => "1 event".to_owned(),
                    count => format!("{count} events"),
                },
            )
        }
    };
    vec![Effect::Copy { text, what }]
}

fn open_source(model: &mut Model) -> Vec<Effect> {
    let Some(event) = model.current() else { return Vec::new() };
    let chronicle = model.timeline.chronicle();
    let rows: Vec<(String, String)> = model
        .timeline
        .sources(event)
        .into_iter()
        .flat_map(|source| {
            let it = &chronicle.sources[source];
            let title = clean(&it.title).into_owned();
            let archive = it.archive.as_ref().map(|url| (format!("{title} (archived)"), url));
            let url = it.url.as_ref().map(|url| (title, url));
            url.into_iter().chain(archive).map(|(title, url)| (title, url.to_string()))
        })
        .collect();
    if rows.is_empty() {
        refuse(model, "no source of this event has a url");
    } else {
        model.overlay = Overlay::Sources { rows, cursor: 0 };
    }
    Vec::new()
}

fn edit(model: &mut Model) -> Vec<Effect> {
    let Some(event) = model.current() else { return Vec::new() };
    let at = model.timeline.event(event).at();
    match cut::editable(model, model.timeline.chronicle().file(at.file)) {
        Ok(path) => {
            vec![Effect::Edit { path: PathBuf::from(path), line: at.line, event: Some(event) }]
        }
        Err(why) => {
            refuse(model, why);
            Vec::new()
        }
    }
}
