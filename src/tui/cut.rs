//! What is cut out of the timeline: the marked range, the marked events, or the selection shown.

use super::model::Model;
use crate::domain::event::EventIx;
use crate::export::range::Range;
use crate::export::{Group, Selection};
use crate::loader::Input;

/// The events to export or copy, and the range they are, where they are one.
pub fn events(model: &Model) -> (Vec<EventIx>, Option<Range>) {
    if let Some((first, last)) = model.marked_range() {
        let rows = model.selection.get(first..=last).unwrap_or(&[]).to_vec();
        let range = Range::of_rows(&model.timeline, &model.selection, first, last);
        return (rows, Some(range));
    }
    if !model.marks.is_empty() {
        return (model.marks.iter().copied().collect(), None);
    }
    (model.selection.clone(), model.range)
}

/// The same selection that the command line would make of the filters and the range.
pub fn selection<'a>(
    model: &'a Model,
    events: &'a [EventIx],
    range: Option<Range>,
    group: Group,
) -> Selection<'a> {
    let query = if model.marks.is_empty() || range.is_some() {
        model
            .filter
            .to_query(&model.timeline, None)
            .ok()
            .filter(|query| !query.is_everything())
            .map(|query| query.to_string())
            .unwrap_or_default()
    } else {
        let ids: Vec<&str> = events.iter().map(|&e| &*model.timeline.event(e).id).collect();
        format!("id:{}", ids.join(","))
    };
    Selection {
        timeline: &model.timeline,
        events,
        query,
        range,
        group,
        reverse: false,
        notes: false,
    }
}

/// The file to be edited, where it is one on disk.
pub fn editable(model: &Model, path: &str) -> Result<String, String> {
    match &model.input {
        Input::Paths(_) => Ok(path.to_owned()),
        Input::BuiltIn => {
            Err("the built-in chronicle cannot be edited; open a folder of files".into())
        }
        Input::Text { .. } => Err("what was piped in cannot be edited".into()),
    }
}
