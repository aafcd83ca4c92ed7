//! A query is refused, or says itself what it is.
#![no_main]

use dateline::query::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Query::parse(text) {
        Ok(query) => {
            let told = query.to_string();
            let again = Query::parse(&told).expect("what a query says of itself is a query");
            assert_eq!(again.to_string(), told);
        }
        Err(error) => drop(error.caret(text)),
    }
});
