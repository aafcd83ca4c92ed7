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

/// A segment that grows until it is sealed. What is added can be read from then on, and is empty before.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    segment: Segment,
    text: String,
}

/// Where a text begins and ends in its segment.
pub(super) type Place = Range<u32>;

impl Texts {
    pub fn add(&mut self, text: &str) -> Text {
        let start = narrow(self.text.len());
        self.text.push_str(text);
        Text { segment: Arc::clone(&self.segment), start, end: narrow(self.text.len()) }
    }

    /// Makes room for so many bytes at once: to grow would copy what is there again and again.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Makes everything that was added readable. What is added afterwards never is.
    pub fn seal(&mut self) {
        let text = std::mem::take(&mut self.text).into_boxed_str();
        self.segment.get_or_init(|| text);
    }

    /// What was added, before it is sealed.
    pub(super) fn added(&self, place: Place) -> &str {
        self.text.get(place.start as usize..place.end as usize).unwrap_or_default()
    }

    pub(super) fn get(&self, place: Place) -> &str {
        read(&self.segment, place)
    }

    /// The same without a look at where characters begin: memory is not waited for.
    pub(super) fn bytes(&self, place: Place) -> &[u8] {
        let all = self.segment.get().map(|all| all.as_bytes());
        all.and_then(|all| all.get(place.start as usize..place.end as usize)).unwrap_or_default()
    }
}

fn read(segment: &Segment, place: Place) -> &str {
    let range = place.start as usize..place.end as usize;
    segment.get().and_then(|all| all.get(range)).unwrap_or_default()
}

/// In four bytes. What is counted lies in files, which are capped far below 4 GiB.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where the words of an event are: its id, title and summary, side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    id: u32,
    title: u32,
    summary: u32,
    end: u32,
}

impl Words {
    pub(super) fn add(texts: &mut Texts, id: &str, title: &str, summary: &str) -> Self {
        let all = &mut texts.text;
        let mut add = |text: &str| {
            let start = narrow(all.len());
            all.push_str(text);
            start
        };
        let (id, title, summary) = (add(id), add(title), add(summary));
        Self { id, title, summary, end: narrow(all.len()) }
    }

    /// The same without title and summary.
    pub(super) fn id_alone(self) -> Self {
        Self { summary: self.title, end: self.title, ..self }
    }

    pub(super) fn id(self) -> Place {
        self.id..self.title
    }

    /// The title, or the id where there is none.
    pub(super) fn title(self) -> Place {
        if self.title == self.summary { self.id() } else { self.title..self.summary }
    }

    pub(super) fn summary(self) -> Place {
        self.summary..self.end
    }

    /// Title and summary; an id that stands for a title lies side by side with the summary too.
    pub(super) fn told(self) -> Place {
        self.title().start..self.end
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        read(&self.segment, self.start..self.end)
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
        assert_eq!(&*added[0], "");
        texts.seal();
        assert_eq!(
            added.iter().map(|text| &**text).collect::<Vec<_>>(),
            ["Paris", "", "Şahin", "Київ"]
        );
    }

    #[test]
    fn the_words_of_an_event_are_told_apart() {
        let mut texts = Texts::default();
        texts.add("before");
        let first = Words::add(&mut texts, "ev-1", "Šahin speaks", "");
        let second = Words::add(&mut texts, "ev-2", "No", "Nothing said.");
        let untitled = Words::add(&mut texts, "ev-3", "", "Something.");
        texts.seal();
        assert_eq!(texts.get(second.told()), "NoNothing said.");
        assert_eq!(texts.get(untitled.told()), "ev-3Something.");
        let read = |words: Words| {
            [words.id(), words.title(), words.summary()].map(|place| texts.get(place))
        };
        assert_eq!(read(first), ["ev-1", "Šahin speaks", ""]);
        assert_eq!(read(second), ["ev-2", "No", "Nothing said."]);
        assert_eq!(read(second.id_alone()), ["ev-2", "ev-2", ""]);
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
