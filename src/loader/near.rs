//! The nearest of some names to one that is not among them.

/// Longer names are no slips of a finger, and comparing takes time in the product of the lengths.
const LONGEST: usize = 64;

/// The nearest name, where one is near enough to be meant.
pub(super) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let folded = name.to_lowercase();
    let length = name.chars().count();
    // A short word is near to too many others.
    let most = |other: &str| match other.chars().count().min(name.len()) {
        0..=2 => 0,
        shorter => 1 + shorter / 4,
    };
    names
        .filter(|other| other.len() <= LONGEST)
        // The lengths alone tell most of them apart.
        .filter(|other| other.chars().count().abs_diff(length) <= most(other))
        .map(|other| (strsim::damerau_levenshtein(&folded, &other.to_lowercase()), other))
        .filter(|&(distance, other)| distance <= most(other))
        .min()
        .map(|(_, other)| other)
}

/// "did you mean `x`?"
pub(super) fn hint<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    nearest(name, names).map(|near| format!("did you mean `{near}`?"))
}
