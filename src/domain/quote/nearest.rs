//! What stands in a copy in the place of a quote that does not.

use super::Copy;
use super::normal::plain;
use std::collections::HashMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

impl Copy {
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
