//! A passage of a text stands in it, and what is found stands where it is said to.
#![no_main]

use dateline::domain::quote::{Copy, Verdict};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (String, String)| {
    let (text, quote) = input;
    let copy = Copy::new(text.clone());
    let found = copy.check(&quote);
    if let (Some(paragraph), Some(range)) = (found.paragraph, found.range) {
        let paragraph = copy.paragraph(paragraph).expect("it is there");
        assert!(paragraph.get(range).is_some());
    }
    if !quote.trim().is_empty() && !copy.is_empty() && text.contains(quote.trim()) {
        assert_eq!(found.verdict, Verdict::Exact);
    }
    drop(copy.nearest(&quote));
});
