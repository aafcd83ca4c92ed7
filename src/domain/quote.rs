//! Quotes compared with the local copy of their source.
//!
//! White space, quotation marks, dashes and hyphenation may differ between a quote and its source;
//! nothing else may: case, accents and every other character count. A quote begins and ends with
//! whole words: "able to rig" does not stand in "unable to rig".

mod bounds;
mod nearest;
mod normal;
#[cfg(test)]
mod tests;

use bounds::is_blank;
use normal::Normal;
use std::ops::Range;

/// What comparing a quote with the copy of its source showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The copy holds the quote as it is written.
    Exact,
    /// The copy holds it with other white space, quotation marks, dashes or hyphenation.
    Normalised,
    /// The copy does not hold it.
    Missing,
    /// There is no copy, or it is empty.
    NoCopy,
}

impl Verdict {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Normalised => "normalised",
            Self::Missing => "missing",
            Self::NoCopy => "no copy",
        }
    }
}

/// Where a quote was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub verdict: Verdict,
    /// The paragraph in which it begins, counted from one.
    pub paragraph: Option<u32>,
    /// The bytes of that paragraph that belong to the quote.
    pub range: Option<Range<usize>>,
}

/// The bytes of a paragraph, by its number, that belong to a quote.
pub type Part = (u32, Range<usize>);

impl Found {
    const fn nowhere(verdict: Verdict) -> Self {
        Self { verdict, paragraph: None, range: None }
    }
}

/// The local copy of a source: plain text, one paragraph a line.
#[derive(Debug, Clone)]
pub struct Copy {
    text: String,
    paragraphs: Vec<Range<usize>>,
    /// The text to compare with: hyphens at line breaks dropped, and, if there are any, kept.
    normal: Vec<Normal>,
}

impl Copy {
    pub fn new(text: String) -> Self {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim_start_matches(is_blank);
            let from = start + line.len() - body.len();
            let body = body.trim_end_matches(is_blank);
            if !body.is_empty() {
                paragraphs.push(from..from + body.len());
            }
            start += line.len();
        }
        let normal = Normal::both(&text);
        Self { text, paragraphs, normal }
    }

    /// The paragraph with this number, counted from one.
    pub fn paragraph(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.paragraphs.get(index).and_then(|range| self.text.get(range.clone()))
    }

    /// How many paragraphs there are.
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The paragraphs with their numbers.
    pub fn paragraphs(&self) -> impl Iterator<Item = (u32, &str)> {
        (1..).zip(self.paragraphs.iter().filter_map(|range| self.text.get(range.clone())))
    }

    /// Looks the quote up. It may go on over the end of a paragraph.
    pub fn check(&self, quote: &str) -> Found {
        if self.is_empty() {
            return Found::nowhere(Verdict::NoCopy);
        }
        let quote = quote.trim();
        if quote.is_empty() {
            return Found::nowhere(Verdict::Missing);
        }
        let exact = self.exact(quote, 0).map(|range| (Verdict::Exact, range));
        let normalised = || self.normalised(quote, 0).map(|range| (Verdict::Normalised, range));
        let Some((verdict, range)) = exact.or_else(normalised) else {
            return Found::nowhere(Verdict::Missing);
        };
        let (paragraph, range) = self.parts(&range).next().unzip();
        Found { verdict, paragraph, range }
    }

    /// Where the quote stands, by paragraph: in one of those cited for it, else in the first.
    pub fn places(&self, quote: &str, cited: &[u32]) -> Vec<Part> {
        let quote = quote.trim();
        let look = |from| [self.exact(quote, from), self.normalised(quote, from)];
        let within = |number: &u32| {
            let index = usize::try_from(number.checked_sub(1)?).ok()?;
            let paragraph = self.paragraphs.get(index)?;
            look(paragraph.start).into_iter().flatten().find(|range| range.start < paragraph.end)
        };
        let first = || look(0).into_iter().flatten().next();
        let range = cited.iter().find_map(within).or_else(first);
        range.map(|range| self.parts(&range).collect()).unwrap_or_default()
    }

    fn exact(&self, quote: &str, from: usize) -> Option<Range<usize>> {
        bounds::find(&self.text, quote, from)
    }

    fn normalised(&self, quote: &str, from: usize) -> Option<Range<usize>> {
        let quotes = Normal::both(quote);
        self.normal
            .iter()
            .flat_map(|text| quotes.iter().filter_map(move |quote| text.find(&quote.text, from)))
            .min_by_key(|range| range.start)
    }

    /// What some bytes of the text are of each paragraph.
    fn parts(&self, range: &Range<usize>) -> impl Iterator<Item = Part> {
        let range = range.clone();
        let first = self.paragraphs.partition_point(|paragraph| paragraph.end <= range.start);
        (1..)
            .zip(&self.paragraphs)
            .skip(first)
            .take_while(move |(_, paragraph)| paragraph.start < range.end)
            .map(move |(number, paragraph)| {
                let within = |at: usize| at.clamp(paragraph.start, paragraph.end) - paragraph.start;
                (number, within(range.start)..within(range.end))
            })
    }
}
