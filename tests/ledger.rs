//! In which order things were said, and what a claim goes back on.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline::domain::status::Status;
use dateline::loader::{self, Input};
use dateline::page::actor::figures;
use dateline::timeline::Timeline;
use dateline::timeline::ledger::{ledger, said_by};

/// A denial dated by its month and published on the 11th, and a confirmation of another day.
fn harbour(confirmed: &str) -> Timeline {
    let text = format!(
        r#"
[[source]]
id = "monthly"
title = "Denied"
published = "2032-03-11"

[[source]]
id = "yearbook"
title = "Denied, as was told"
published = "2033-01-01"

[[source]]
id = "paper"
title = "Confirmed"
published = "2032-03-21"

[[actor]]
id = "port"
name = "Port"

[[event]]
id = "closing"
title = "The harbour is closed"
date = "2032-03-01"
regions = ["CL"]
sources = ["paper"]

  [[event.claim]]
  by = "port"
  stance = "confirms"
  date = "{confirmed}"
  sources = ["paper"]

  [[event.claim]]
  by = "port"
  stance = "denies"
  date = "2032-03"
  sources = ["yearbook", "monthly"]

  [[event.claim]]
  by = "port"
  stance = "denies"
  date = "2032-02-01"
  sources = ["paper"]
"#
    );
    let input = Input::Text { name: "harbour.toml".to_owned(), text };
    let loaded = loader::load(&input, &|_| ()).unwrap();
    assert!(loaded.faults.iter().all(|fault| !fault.is_error()), "{:?}", loaded.faults);
    loaded.timeline
}

#[test]
fn what_was_published_had_been_said_by_then() {
    let stances = |confirmed| {
        let timeline = harbour(confirmed);
        let event = timeline.chronicle().find_event("closing").unwrap();
        let told = ledger(&timeline, event).into_iter().map(|entry| {
            let stance = timeline.claim(entry.at).unwrap().stance.to_string();
            (stance, entry.was.map(|was| was.in_order))
        });
        (told.collect::<Vec<_>>(), timeline.status(event))
    };
    let told = |rest: [(&str, Option<bool>); 3]| rest.map(|(stance, was)| (stance.to_owned(), was));
    // Of a confirmation on the 20th the month says nothing; that the denial was read on the 11th does.
    let (entries, status) = stances("2032-03-20");
    assert_eq!(entries, told([("denies", None), ("denies", None), ("confirms", Some(true))]));
    assert_eq!(status, Status::SingleParty);
    let (entries, _) = stances("2032-03-10");
    assert_eq!(
        entries,
        told([("denies", None), ("confirms", Some(true)), ("denies", Some(false))])
    );
}

#[test]
fn what_an_actor_says_is_the_same_when_events_are_indexed() {
    let read = || loader::load(&Input::BuiltIn, &|_| ()).unwrap().timeline;
    let (plain, indexed) = (read(), read());
    indexed.prepare();
    for (actor, _) in plain.chronicle().actors.iter() {
        assert_eq!(said_by(&plain, actor), said_by(&indexed, actor));
        let given = |timeline| -> Vec<_> {
            let figures = figures(timeline, actor).into_iter();
            figures.map(|(event, figure)| (event, figure.amount_in_unit())).collect()
        };
        assert_eq!(given(&plain), given(&indexed));
    }
}
