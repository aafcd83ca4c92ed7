//! What stands between spaces in a text, and each of its paragraphs, stands in it; what does not is
//! not exact; and what is found stands where it is said to.
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
    let quote = quote.trim();
    if found.verdict == Verdict::Exact {
        assert!(text.contains(quote));
    }
    if !copy.is_empty() && text.split_whitespace().any(|word| word == quote) {
        assert_eq!(found.verdict, Verdict::Exact);
    }
    for (_, paragraph) in copy.paragraphs() {
        assert_eq!(copy.check(paragraph).verdict, Verdict::Exact);
    }
    drop(copy.nearest(quote));
});
