//! What is cut out of the timeline: the marked range, the marked events, or the selection shown.

use super::model::Model;
use crate::domain::event::EventIx;
use crate::export::Selection;
use crate::export::range::Range;
use crate::loader::Input;

/// The events to export or copy, and the range they are, where they are one.
pub fn events(model: &Model) -> (Vec<EventIx>, Option<Range>) {
    let mut selected = model.selection.clone();
    selected.sort_unstable();
    if let Some((first, last)) = model.marked_range() {
        let mut rows = model.selection.get(first..=last).unwrap_or(&[]).to_vec();
        rows.sort_unstable();
        let place = |event: Option<&EventIx>| event.and_then(|e| selected.binary_search(e).ok());
        // Rows under regions are no stretch of time; they are named one by one.
        let stretch =
            place(rows.first()).zip(place(rows.last())).filter(|(a, b)| b - a == last - first);
        let range = stretch.map(|(a, b)| Range::of_rows(&model.timeline, &selected, a, b));
        return (rows, range);
    }
    if !model.marks.is_empty() {
        return (model.marks.iter().copied().collect(), None);
    }
    (selected, model.range)
}

/// The same selection that the command line would make of the filters and the range.
pub fn selection<'a>(
    model: &'a Model,
    events: &'a [EventIx],
    range: Option<Range>,
) -> Selection<'a> {
    let named = range.is_none() && (model.range_from.is_some() || !model.marks.is_empty());
    let query = if named {
        let ids: Vec<&str> = events.iter().map(|&e| model.timeline.event(e).id()).collect();
        format!("id:{}", ids.join(","))
    } else {
        model
            .filter
            .to_query(&model.timeline, None)
            .ok()
            .filter(|query| !query.is_everything())
            .map(|query| query.to_string())
            .unwrap_or_default()
    };
    Selection {
        timeline: &model.timeline,
        events,
        query,
        range,
        group: model.order.group,
        reverse: model.order.reverse,
        notes: false,
        copies: &model.copies,
    }
}

/// The file to be edited, where it is one on disk.
pub fn editable(model: &Model, path: &str) -> Result<String, String> {
    match &model.input {
        Input::Paths(_) => Ok(path.to_owned()),
        Input::BuiltIn => {
            Err("the built-in chronicle cannot be edited; open a folder of files".into())
        }
        Input::Text { .. } | Input::Piped(_) | Input::Stdin => {
            Err("what was piped in cannot be edited".into())
        }
        // After an edit all is read again.
        Input::Beside(..) => Err("what is piped in beside the files cannot be read again".into()),
    }
}
