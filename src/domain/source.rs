//! Sources, and the citations that point into them.

use super::table::index;
use super::vocabulary::vocabulary;
use super::when::When;
use std::num::NonZeroU32;

index! {
    /// A source of the chronicle.
    SourceIx
}

vocabulary! {
    /// How far a source reaches.
    Scale {
        Local = "local",
        National = "national",
        Regional = "regional",
        International = "international",
        Social = "social",
    }
}

vocabulary! {
    /// Reliability of a source by the Admiralty system (NATO STANAG 2511), as the curator gave it.
    Reliability {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

/// An article or document that reports.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: Box<str>,
    pub title: Box<str>,
    pub publisher: Option<Box<str>>,
    pub author: Option<Box<str>>,
    pub published: Option<When>,
    /// How `published` was settled, where the text does not print it.
    pub basis: Option<Box<str>>,
    pub url: Option<Box<str>>,
    pub archive: Option<Box<str>>,
    pub accessed: Option<When>,
    pub language: Option<Box<str>>,
    /// Whose reporting this rests on, as written: a source id or a name. Sources sharing one count once.
    pub origin: Option<Box<str>>,
    pub reliability: Option<Reliability>,
    pub scale: Option<Scale>,
    /// A local copy, as written: relative to the file that declares the source.
    pub text: Option<Box<str>>,
    /// SHA-256 of the local copy, 64 lower-case hexadecimal digits.
    pub sha256: Option<Box<str>>,
    pub at: super::event::Location,
}

impl Source {
    /// A source known by its name alone.
    pub fn named(id: &str, title: &str, at: super::event::Location) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            publisher: None,
            author: None,
            published: None,
            basis: None,
            url: None,
            archive: None,
            accessed: None,
            language: None,
            origin: None,
            reliability: None,
            scale: None,
            text: None,
            sha256: None,
            at,
        }
    }
}

/// A place in a source: `source-id` or `source-id#paragraph`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    pub source: SourceIx,
    paragraph: Option<NonZeroU32>,
}

impl Citation {
    pub fn new(source: SourceIx, paragraph: Option<u32>) -> Self {
        Self { source, paragraph: paragraph.and_then(NonZeroU32::new) }
    }

    /// Counted from 1 over the non-empty lines of the text, headings included.
    pub fn paragraph(self) -> Option<u32> {
        self.paragraph.map(NonZeroU32::get)
    }
}
