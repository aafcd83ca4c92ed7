//! Near matches for what is not known: "did you mean".

use super::ast::as_value;
use crate::domain::fold::fold;

/// Longer texts are no slips of a finger, and comparing takes time in the product of the lengths.
const MAX_CHARS: usize = 64;
/// More would be a list, not a hint.
const SHOWN: usize = 3;

/// The nearest of some spellings, best first, each as the text to write instead of it.
pub(super) fn among<'a>(
    wanted: &str,
    spellings: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<&'a str> {
    let wanted = fold(wanted.trim());
    let length = wanted.chars().count();
    if length > MAX_CHARS {
        return Vec::new();
    }
    let allowed = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for (spelling, instead) in spellings {
        let Some(distance) = distance(&wanted, length, &fold(spelling), allowed) else { continue };
        match near.iter_mut().find(|(_, known)| *known == instead) {
            Some(known) => known.0 = known.0.min(distance),
            None => near.push((distance, instead)),
        }
    }
    near.sort_unstable();
    near.truncate(SHOWN);
    near.into_iter().map(|(_, instead)| instead).collect()
}

/// The distance to the whole spelling or to one of its words, where it is near enough.
fn distance(wanted: &str, length: usize, spelling: &str, allowed: usize) -> Option<usize> {
    std::iter::once(spelling)
        .chain(spelling.split([' ', '-']))
        .filter(|part| part.chars().take(length + allowed + 1).count().abs_diff(length) <= allowed)
        .map(|part| strsim::osa_distance(wanted, part))
        .min()
        .filter(|&distance| distance <= allowed && distance < length)
}

/// "did you mean a, b or c?", each as it would be written in a query.
pub(super) fn question(near: &[&str]) -> String {
    let near: Vec<String> = near.iter().map(|text| as_value(text)).collect();
    match near.as_slice() {
        [] => String::new(),
        [only] => format!("did you mean {only}?"),
        [first @ .., last] => format!("did you mean {} or {last}?", first.join(", ")),
    }
}
