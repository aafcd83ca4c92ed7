//! The order of the timeline is that of its key, whatever the events are dated by.

use dateline::loader::{Input, load};
use dateline::timeline::order::key;
use proptest::prelude::*;

const DATES: &[&str] = &[
    "2024-10-28",
    "2024-10-27/2024-10-28",
    "2024-10",
    "2024",
    "2024-10-28/..",
    "../2024-10-28",
    "2024-08~",
    "-9999",
    "9999-12-31",
    "Y-200000",
    "Y200000",
];
const TIMES: &[&str] = &["", "00:00", "23:59:59", "00:00+18:00", "23:59:59-18:00", "12:00Z"];
const REGIONS: &[&str] = &["", "UA", "RU-KRS", "BE-BRU"];

fn event() -> impl Strategy<Value = String> {
    let seq = prop_oneof![Just(0), Just(i32::MIN), Just(i32::MAX), -2..3];
    let id = "[a-c]{1,3}";
    let any = prop::sample::select::<&str>;
    (id, any(DATES), any(TIMES), seq, any(REGIONS)).prop_map(|(id, date, time, seq, region)| {
        let time = if time.is_empty() { String::new() } else { format!("time = \"{time}\"\n") };
        let place = if region.is_empty() {
            "regions = []\nunplaced = true".to_owned()
        } else {
            format!("regions = [\"{region}\"]")
        };
        format!(
            "[[event]]\nid = \"{id}\"\ntitle = \"T\"\ndate = \"{date}\"\n{time}seq = {seq}\n{place}\nsources = [\"s\"]\n"
        )
    })
}

fn is_in_order(events: &[String]) -> Result<(), TestCaseError> {
    let text = format!("[[source]]\nid = \"s\"\ntitle = \"S\"\n{}", events.concat());
    let input = Input::Text { name: "a.toml".to_owned(), text };
    let loaded = load(&input, &|_| ()).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let timeline = loaded.timeline;
    let keys: Vec<_> =
        timeline.events().map(|at| key(timeline.chronicle(), timeline.event(at))).collect();
    prop_assert!(keys.is_sorted(), "{keys:?}");
    prop_assert_eq!(keys.is_empty(), events.is_empty());
    Ok(())
}

proptest! {
    #[test]
    fn is_that_of_the_key(events in prop::collection::vec(event(), 0..40)) {
        is_in_order(&events)?;
    }

    #[test]
    fn is_that_of_the_key_where_ids_ascend(mut events in prop::collection::vec(event(), 0..40)) {
        // Each begins with its id.
        events.sort();
        events.dedup_by_key(|event| event.lines().nth(1).map(str::to_owned));
        is_in_order(&events)?;
    }
}
