//! Quotes compared with the local copy of their source.
//!
//! White space, quotation marks, dashes and hyphenation may differ between a quote and its source;
//! nothing else may: case, accents and every other character count. A quote begins and ends with
//! whole words: "able to rig" does not stand in "unable to rig".

mod bounds;

use bounds::is_blank;
use std::collections::HashMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

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

    /// The passage most like a quote that is missing: as many words, and of all such passages the
    /// one that shares most words with the quote, but at least two in five.
    pub fn nearest(&self, quote: &str) -> Option<(u32, String)> {
        let wanted: Vec<String> = words(quote).into_iter().map(|(_, word)| word).collect();
        let mut budget: HashMap<&str, i64> = HashMap::new();
        for word in &wanted {
            *budget.entry(word).or_default() += 1;
        }
        let mut best: Option<((usize, usize), u32, &str)> = None;
        for (number, paragraph) in self.paragraphs() {
            let words = words(paragraph);
            let mut left = budget.clone();
            let mut shared = 0;
            for (end, (last, word)) in words.iter().enumerate() {
                if let Some(left) = left.get_mut(word.as_str()) {
                    shared += usize::from(*left > 0);
                    *left -= 1;
                }
                if let Some((_, gone)) = end.checked_sub(wanted.len()).and_then(|at| words.get(at))
                    && let Some(left) = left.get_mut(gone.as_str())
                {
                    *left += 1;
                    shared -= usize::from(*left > 0);
                }
                let full = end + 1 >= wanted.len() || end + 1 == words.len();
                if !full || shared * 5 < wanted.len() * 2 || shared == 0 {
                    continue;
                }
                if best.is_some_and(|((most, _), ..)| shared < most) {
                    continue;
                }
                let window = words.get((end + 1).saturating_sub(wanted.len())..=end);
                let window = window.unwrap_or_default();
                let in_place = window.iter().zip(&wanted).filter(|((_, a), b)| a == *b).count();
                let passage =
                    window.first().and_then(|(first, _)| paragraph.get(first.start..last.end));
                if let Some(passage) = passage
                    && best.is_none_or(|(score, ..)| (shared, in_place) > score)
                {
                    best = Some(((shared, in_place), number, passage));
                }
            }
        }
        best.map(|(_, number, passage)| (number, passage.to_owned()))
    }
}

/// The words of a text with their places, in lower case. Scripts without spaces between words give
/// their letters (Unicode Standard Annex 29).
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    text.unicode_word_indices()
        .map(|(start, word)| {
            let key = word.to_lowercase().chars().filter_map(plain).collect();
            (start..start + word.len(), key)
        })
        .collect()
}

/// One character of text to compare with: itself, its plain form, or nothing for a soft hyphen.
const fn plain(c: char) -> Option<char> {
    match c {
        '\u{ad}' => None,
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '\u{2bc}' => Some('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => Some(c),
    }
}

/// What becomes of a hyphen at a line break inside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// It divided the word: `infor-` `mation`.
    Dropped,
    /// It belongs to the word: `well-` `known`.
    Kept,
}

/// Normalised text with the places of its characters in the original.
#[derive(Debug, Clone)]
struct Normal {
    text: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone)]
struct Place {
    /// Where the character begins in the normalised text.
    at: usize,
    /// What it stands for in the original.
    origin: Range<usize>,
}

impl Normal {
    /// The text read both ways, or one way if it makes no difference.
    fn both(text: &str) -> Vec<Self> {
        let dropped = Self::new(text, Hyphen::Dropped);
        let kept = Self::new(text, Hyphen::Kept);
        if kept.text == dropped.text { vec![dropped] } else { vec![dropped, kept] }
    }

    fn new(text: &str, hyphen: Hyphen) -> Self {
        let mut normal = Self { text: String::new(), places: Vec::new() };
        // Whether the last character was a soft hyphen, which divides a word at a line break.
        let mut soft = false;
        let mut rest = text.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            let Some(c) = plain(c) else {
                soft = true;
                continue;
            };
            if !c.is_whitespace() {
                soft = false;
                normal.push(c, start..start + text_len(text, start));
                continue;
            }
            let mut end = start + c.len_utf8();
            let mut line_break = is_line_break(c);
            while let Some((at, c)) = rest.next_if(|(_, c)| c.is_whitespace()) {
                end = at + c.len_utf8();
                line_break |= is_line_break(c);
            }
            let before_letter = rest.peek().is_some_and(|(_, c)| c.is_alphanumeric());
            let divided = line_break && before_letter && (soft || normal.ends_in_hyphen(text));
            if !divided {
                normal.push(' ', start..end);
            } else if !soft && hyphen == Hyphen::Dropped {
                normal.pop();
            }
            soft = false;
        }
        normal
    }

    fn push(&mut self, c: char, origin: Range<usize>) {
        // A dash may be typed as two or three hyphens; a soft hyphen may stand between spaces.
        if matches!(c, '-' | ' ')
            && self.text.ends_with(c)
            && let Some(last) = self.places.last_mut()
        {
            last.origin.end = origin.end;
            return;
        }
        self.places.push(Place { at: self.text.len(), origin });
        self.text.push(c);
    }

    fn pop(&mut self) {
        self.places.pop();
        self.text.pop();
    }

    /// Whether a letter and a hyphen, not a dash, come last.
    fn ends_in_hyphen(&self, original: &str) -> bool {
        self.text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric))
            && self
                .places
                .last()
                .and_then(|place| original.get(place.origin.clone()))
                .is_some_and(|written| matches!(written, "-" | "\u{2010}" | "\u{2011}"))
    }

    /// The bytes of the original that the first match stands for, from a place in it on.
    fn find(&self, quote: &str, from: usize) -> Option<Range<usize>> {
        let from = self.places.partition_point(|place| place.origin.start < from);
        let found = bounds::find(&self.text, quote, self.places.get(from)?.at)?;
        let first = self.places.partition_point(|place| place.at < found.start);
        let after = self.places.partition_point(|place| place.at < found.end);
        let last = self.places.get(after.checked_sub(1)?)?;
        Some(self.places.get(first)?.origin.start..last.origin.end)
    }
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The length of the character at this place.
fn text_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARTICLE: &str = "\u{feff}Kyiv’s mayor: “We will not give up,” he  said.\r\n\r\n\
        The siege lasted 2014–15 — or longer.\n  \n\
        The infor-\nmation was well-\nknown to the com\u{ad}mis\u{ad}\nsion.\n\
        Officials confirmed on Tuesday that at least twelve people were killed in the strike.\n";

    fn copy() -> Copy {
        Copy::new(ARTICLE.to_owned())
    }

    fn quoted(quote: &str) -> (Verdict, Option<u32>, String) {
        let copy = copy();
        let found = copy.check(quote);
        let part = found
            .paragraph
            .and_then(|number| copy.paragraph(number))
            .zip(found.range)
            .map(|(text, range)| text.get(range).unwrap().to_owned());
        (found.verdict, found.paragraph, part.unwrap_or_default())
    }

    #[test]
    fn paragraphs_are_numbered_from_one() {
        let copy = copy();
        assert_eq!(copy.len(), 7);
        assert_eq!(copy.paragraph(0), None);
        assert_eq!(copy.paragraph(2), Some("The siege lasted 2014–15 — or longer."));
        assert_eq!(copy.paragraph(8), None);
        assert_eq!(copy.paragraphs().last().map(|(number, _)| number), Some(7));
        assert!(copy.paragraph(1).is_some_and(|text| text.starts_with("Kyiv")));
    }

    #[test]
    fn exact() {
        assert_eq!(
            quoted("We will not give up,"),
            (Verdict::Exact, Some(1), "We will not give up,".to_owned())
        );
        assert_eq!(quoted(" or longer. ").0, Verdict::Exact);
    }

    #[test]
    fn normalised() {
        for (quote, number, part) in [
            ("Kyiv's mayor", 1, "Kyiv’s mayor"),
            ("\"We will not give up,\" he said.", 1, "“We will not give up,” he  said."),
            ("We will\n    not give up", 1, "We will not give up"),
            ("lasted 2014-15 -- or longer", 2, "lasted 2014–15 — or longer"),
            ("The information was", 3, "The infor-"),
            ("the commission.", 5, "the com\u{ad}mis\u{ad}"),
            ("was well-known to", 4, "was well-"),
            ("the com-\nmission", 5, "the com\u{ad}mis\u{ad}"),
        ] {
            assert_eq!(quoted(quote), (Verdict::Normalised, Some(number), part.to_owned()));
        }
    }

    #[test]
    fn a_dash_at_a_line_break_is_no_hyphen() {
        let copy = Copy::new("the end—\nor not -\nmaybe".to_owned());
        assert_eq!(copy.check("endor").verdict, Verdict::Missing);
        assert_eq!(copy.check("not maybe").verdict, Verdict::Missing);
        assert_eq!(copy.check("the end— or not – maybe").verdict, Verdict::Normalised);
    }

    #[test]
    fn over_paragraphs() {
        assert_eq!(
            quoted("he said. The siege lasted"),
            (Verdict::Normalised, Some(1), "he  said.".to_owned())
        );
    }

    #[test]
    fn missing() {
        for quote in ["we will not give up", "We will give up", "Kyív", "or longer!", "", "  "] {
            assert_eq!(quoted(quote).0, Verdict::Missing, "{quote:?}");
        }
        assert_eq!(Copy::new(" \n".to_owned()).check("x").verdict, Verdict::NoCopy);
        assert!(Copy::new(String::new()).is_empty());
    }

    #[test]
    fn a_part_of_a_word_is_no_quote() {
        let copy = Copy::new("They were unable to rig it.".to_owned());
        assert_eq!(copy.check("able to rig").verdict, Verdict::Missing);
        assert_eq!(copy.check("able  to rig").verdict, Verdict::Missing);
        assert_eq!(copy.check("unable  to rig").verdict, Verdict::Normalised);
    }

    #[test]
    fn a_quote_is_placed_in_the_paragraph_cited_for_it() {
        let copy = Copy::new("Not us.\nHe said: not  us.\nNot us, not\nthem.".to_owned());
        let numbers = |quote, cited: &[u32]| {
            copy.places(quote, cited).into_iter().map(|(number, _)| number).collect::<Vec<_>>()
        };
        assert_eq!(numbers("Not us", &[]), [1]);
        assert_eq!(numbers("Not us", &[3]), [3]);
        assert_eq!(numbers("Not us", &[2, 9]), [1]);
        assert_eq!(numbers("not us", &[2]), [2]);
        assert_eq!(copy.places("us, not them", &[3]), [(3, 4..11), (4, 0..4)]);
        assert!(numbers("nor them", &[3]).is_empty());
    }

    #[test]
    fn words_of_the_verdicts() {
        let all = [Verdict::Exact, Verdict::Normalised, Verdict::Missing, Verdict::NoCopy];
        assert_eq!(all.map(Verdict::word), ["exact", "normalised", "missing", "no copy"]);
    }

    #[test]
    fn the_nearest_passage() {
        let copy = copy();
        assert_eq!(
            copy.nearest("at least ten people were killed"),
            Some((7, "at least twelve people were killed".to_owned()))
        );
        assert_eq!(
            copy.nearest("‘We shall not give up’ at all"),
            Some((1, "We will not give up,” he  said".to_owned()))
        );
        let unspaced = Copy::new("市長はダムが決壊したことを認めた。".to_owned());
        let found = unspaced.nearest("ダムが決壊したことを認める");
        assert!(found.is_some_and(|(paragraph, text)| paragraph == 1 && text.contains("決壊した")));
        assert_eq!(copy.nearest("completely different wording here"), None);
        assert_eq!(copy.nearest(""), None);
    }

    fn prose() -> impl Strategy<Value = String> {
        let pick = proptest::sample::select(
            "ab e\u{301}É-–—'’“\"  \n\r\u{ad}\u{a0}.東".chars().collect::<Vec<_>>(),
        );
        proptest::collection::vec(prop_oneof![9 => pick, 1 => proptest::char::any()], 0..60)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn what_is_cut_at_bounds_of_words_is_exact(text in prose(), from in 0_usize..60, length in 1_usize..60) {
            let bounds: Vec<usize> = bounds::bounds(&text).collect();
            let first = bounds[from % bounds.len()];
            let last = bounds[(from % bounds.len() + length).min(bounds.len() - 1)];
            let part = text.get(first..last).unwrap().to_owned();
            let copy = Copy::new(text);
            let found = copy.check(&part);
            if !part.trim().is_empty() && !copy.is_empty() {
                prop_assert_eq!(found.verdict, Verdict::Exact);
            }
        }

        #[test]
        fn a_normalised_text_is_still_there(text in prose()) {
            let copy = Copy::new(text.clone());
            for normal in Normal::both(text.trim()) {
                if !normal.text.trim().is_empty() && !copy.is_empty() {
                    let found = copy.check(&normal.text);
                    prop_assert!(matches!(found.verdict, Verdict::Exact | Verdict::Normalised));
                    prop_assert!(found.paragraph.is_some());
                }
            }
        }

        #[test]
        fn ranges_are_on_boundaries(text in prose(), quote in prose()) {
            let copy = Copy::new(text);
            let found = copy.check(&quote);
            if let (Some(number), Some(range)) = (found.paragraph, found.range) {
                prop_assert!(copy.paragraph(number).is_some_and(|text| text.get(range).is_some()));
            }
            copy.nearest(&quote);
        }
    }
}
