//! Texts of events, many of them in one segment of memory: a million events have some millions of
//! texts, and a piece of memory for each would cost more room and more time than what they say.

use serde::{Serialize, Serializer};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// Set once all texts are added.
type Segment = Arc<OnceLock<Box<str>>>;

/// A text that shares its segment with others.
#[derive(Clone)]
pub struct Text {
    segment: Segment,
    start: u32,
    end: u32,
}

/// A segment that grows. What is added can be read when the segment is sealed, and is empty before.
#[derive(Debug, Default)]
pub struct Texts {
    segment: Segment,
    text: String,
}

impl Texts {
    pub fn add(&mut self, text: &str) -> Text {
        let start = self.text.len();
        self.text.push_str(text);
        Text::within(&self.segment, start..self.text.len())
    }

    /// Makes everything that was added readable; what is added from here on is in a new segment.
    pub fn seal(&mut self) {
        let text = std::mem::take(&mut self.text).into_boxed_str();
        std::mem::take(&mut self.segment).get_or_init(|| text);
    }
}

/// What every event has: its id, title and summary, side by side.
#[derive(Clone, Debug)]
pub struct Words {
    all: Text,
    /// Where the title and the summary begin in it.
    title: u32,
    summary: u32,
}

impl Words {
    pub fn add(texts: &mut Texts, id: &str, title: &str, summary: &str) -> Self {
        let start = texts.text.len();
        let (id, title) = (texts.add(id), texts.add(title));
        texts.text.push_str(summary);
        let all = Text::within(&texts.segment, start..texts.text.len());
        Self { title: id.end - id.start, summary: title.end - id.start, all }
    }

    /// With a segment of their own.
    pub fn of(id: &str, title: &str, summary: &str) -> Self {
        let mut texts = Texts::default();
        let words = Self::add(&mut texts, id, title, summary);
        texts.seal();
        words
    }

    pub fn id(&self) -> &str {
        self.all.get(..self.title as usize).unwrap_or_default()
    }

    pub fn title(&self) -> &str {
        self.all.get(self.title as usize..self.summary as usize).unwrap_or_default()
    }

    pub fn summary(&self) -> &str {
        self.all.get(self.summary as usize..).unwrap_or_default()
    }
}

impl Text {
    fn within(segment: &Segment, range: Range<usize>) -> Self {
        // Segments are of files, which are capped far below 4 GiB.
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (narrow(range.start), narrow(range.end));
        Self { segment: Arc::clone(segment), start, end }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        let range = self.start as usize..self.end as usize;
        self.segment.get().and_then(|all| all.get(range)).unwrap_or_default()
    }
}

/// A text with a segment of its own.
impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let mut texts = Texts::default();
        let added = texts.add(text);
        texts.seal();
        added
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_segment_are_read_apart() {
        let mut texts = Texts::default();
        let added: Vec<Text> = ["Paris", "", "Şahin", "Київ"].map(|text| texts.add(text)).into();
        texts.seal();
        assert_eq!(
            added.iter().map(|text| &**text).collect::<Vec<_>>(),
            ["Paris", "", "Şahin", "Київ"]
        );
        let later = texts.add("later");
        texts.seal();
        assert_eq!((&*later, &*added[2]), ("later", "Şahin"));
    }

    #[test]
    fn the_words_of_an_event_are_told_apart() {
        let words = Words::of("ev-1", "Šahin speaks", "");
        assert_eq!((words.id(), words.title(), words.summary()), ("ev-1", "Šahin speaks", ""));
        let mut texts = Texts::default();
        texts.add("before");
        let words = Words::add(&mut texts, "ev-2", "", "Nothing said.");
        texts.seal();
        assert_eq!((words.id(), words.title(), words.summary()), ("ev-2", "", "Nothing said."));
    }

    #[test]
    fn a_text_outlives_its_neighbours_and_equals_one_of_another_segment() {
        let mut texts = Texts::default();
        let kept = texts.add("kept");
        drop(texts.add("dropped"));
        texts.seal();
        drop(texts);
        assert_eq!(kept, Text::from("kept"));
        assert_eq!(format!("{kept} {kept:?}"), "kept \"kept\"");
    }
}
