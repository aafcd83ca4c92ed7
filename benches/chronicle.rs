//! A synthetic chronicle of any size: the same number, the same bytes.

use std::fmt::Write as _;

const DECLARED: usize = 200;
const FIRST: [&str; 8] = ["Amara", "Élodie", "Marek", "Şahin", "Priya", "Oleh", "Зоряна", "Ximena"];
const LAST: [&str; 8] =
    ["Castellan", "Quispe", "Grünwald", "Ustinov", "Farouk", "Łukasz", "Halloran", "Yilmaz"];
const VERBS: [&str; 8] =
    ["closed", "approved", "repaired", "surveyed", "rejected", "reopened", "signed", "postponed"];
const THINGS: [&str; 12] = [
    "harbour",
    "bridge",
    "railway",
    "reservoir",
    "tribunal",
    "budget",
    "convoy",
    "market",
    "pipeline",
    "embassy",
    "warehouse",
    "tariff",
];

/// A small generator of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        let i = self.below(of.len());
        of.get(i).copied().unwrap_or("")
    }
}

/// What all events refer to: sources, actors and regions.
pub(crate) fn declarations() -> String {
    let mut out = String::from("[chronicle]\ntitle = \"Synthetic events\"\n");
    for i in 0..DECLARED {
        let (first, last) = (FIRST.get(i % 8).unwrap_or(&""), LAST.get(i / 8 % 8).unwrap_or(&""));
        write!(
            out,
            "[[source]]\nid = \"source-{i}\"\ntitle = \"Paper {i}\"\npublished = \"2030-01-01\"\n\
             [[actor]]\nid = \"actor-{i}\"\nname = \"{first} {last} {i}\"\n\
             [[region]]\nid = \"region-{i}\"\nname = \"Province {i}\"\n"
        )
        .unwrap_or(());
        if i >= 20 {
            writeln!(out, "parent = \"region-{}\"", i % 20).unwrap_or(());
        }
    }
    out
}

/// The events of some numbers out of `all`, spread over eight years. The last but one in a hundred
/// has the word `zugzwang`.
pub(crate) fn events(numbers: std::ops::Range<usize>, all: usize) -> String {
    let mut out = String::new();
    for i in numbers {
        let mut dice = Dice(i as u64);
        let day = i * 8 * 336 / all.max(1);
        let (year, month) = (2022 + day / 336, day % 336 / 28 + 1);
        let date = format!("{year}-{month:02}-{:02}", day % 28 + 1);
        let (who, what) = (dice.below(DECLARED), dice.pick(&THINGS));
        let rare = if i == all - all.div_ceil(100) { "zugzwang over the " } else { "" };
        write!(
            out,
            "[[event]]\nid = \"e{i}\"\ndate = \"{date}\"\n\
             title = \"Council {} the {rare}{what} of {}\"\nsummary = \"",
            dice.pick(&VERBS),
            dice.pick(&LAST),
        )
        .unwrap_or(());
        for _ in 0..2 + dice.below(5) {
            let (first, verb, thing) = (dice.pick(&FIRST), dice.pick(&VERBS), dice.pick(&THINGS));
            write!(out, "{first} {verb} the {thing} near the {}, as agreed. ", dice.pick(&THINGS))
                .unwrap_or(());
        }
        let (region, source) = (dice.below(DECLARED), dice.below(DECLARED));
        write!(
            out,
            "\"\nregions = [\"region-{region}\"]\nactors = [\"actor-{who}\"]\nkind = \"statement\"\n\
             sources = [\"source-{source}#1\"]\n"
        )
        .unwrap_or(());
        if i % 10 == 3 {
            for (by, stance) in [(who, "asserts"), (dice.below(DECLARED), "denies")] {
                write!(
                    out,
                    "[[event.claim]]\nby = \"actor-{by}\"\nstance = \"{stance}\"\n\
                     text = \"It is so.\"\nsources = [\"source-{source}\"]\n"
                )
                .unwrap_or(());
            }
        }
    }
    out
}
