//! Near matches for what is not known: "did you mean".

use super::fold::fold;

/// Longer texts are no slips of a finger, and comparing takes time in the product of the lengths.
const LONGEST: usize = 64;
/// More would be a list, not a hint.
const SHOWN: usize = 3;

/// Shorter beginnings are those of too many others.
const SHORTEST_STEM: usize = 3;

/// What a slip may be compared with.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// Shorter texts are near to too many others.
    shortest: usize,
    /// Whether one word of a longer name is enough.
    words: bool,
}

/// Ids and words of a closed vocabulary, which are written whole.
pub const WHOLE: Reach = Reach { shortest: 3, words: false };
/// Names, of which people write a part.
pub const PART: Reach = Reach { shortest: 1, words: true };

/// The nearest of some spellings, best first, each as the text to write instead of it.
pub fn near<'a>(
    wanted: &str,
    spellings: impl Iterator<Item = (&'a str, &'a str)>,
    reach: Reach,
) -> Vec<&'a str> {
    let wanted = fold(wanted.trim());
    let length = wanted.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    // A text that is too short is near to itself alone, in other letters or with spaces around it.
    let allowed = if length < reach.shortest { 0 } else { (length / 3).max(1) };
    let mut near: Vec<(usize, &str)> = Vec::new();
    for (spelling, instead) in spellings {
        let Some(distance) = distance(&wanted, length, spelling, allowed, reach) else { continue };
        match near.iter_mut().find(|(_, known)| *known == instead) {
            Some(known) => known.0 = known.0.min(distance),
            None => near.push((distance, instead)),
        }
    }
    near.sort_unstable();
    near.truncate(SHOWN);
    near.into_iter().map(|(_, instead)| instead).collect()
}

/// "did you mean `x`?", of ids or words.
pub fn hint<'a>(
    wanted: &str,
    names: impl Iterator<Item = &'a str>,
    reach: Reach,
) -> Option<String> {
    let near = near(wanted, names.map(|name| (name, name)), reach);
    near.first().map(|near| format!("did you mean `{near}`?"))
}

/// The distance to the whole spelling or to one of its words, where it is near enough. A beginning is
/// farther than any slip; its last letter may be another, as in "deny" for "denies".
fn distance(
    wanted: &str,
    length: usize,
    spelling: &str,
    allowed: usize,
    reach: Reach,
) -> Option<usize> {
    let of = |part: &str| part.chars().take(length + allowed + 1).count();
    let stem = wanted.char_indices().last().map_or("", |(end, _)| wanted.get(..end).unwrap_or(""));
    if length > SHORTEST_STEM && of(spelling) > length + allowed && spelling.starts_with(stem) {
        return Some(spelling.len());
    }
    // An id folds to itself or nearly so: its length alone tells most of them apart.
    if !reach.words
        && (of(spelling).abs_diff(length) > allowed || allowed > 0 && of(spelling) < reach.shortest)
    {
        return None;
    }
    let spelling = fold(spelling);
    let words = spelling.split([' ', '-']).filter(|_| reach.words);
    std::iter::once(spelling.as_str())
        .chain(words)
        .filter(|part| of(part).abs_diff(length) <= allowed)
        .map(|part| strsim::osa_distance(wanted, part))
        .min()
        .filter(|&distance| distance <= allowed && distance < length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let ids = ["port-union", "port-authority", "UA", "UX"];
        let whole = |wanted| hint(wanted, ids.into_iter(), WHOLE);
        assert_eq!(whole("port-unoin").as_deref(), Some("did you mean `port-union`?"));
        assert_eq!(whole("union"), None);
        assert_eq!(whole("UY"), None, "two letters are near to everything");
        assert_eq!(whole("ua ").as_deref(), Some("did you mean `UA`?"));
        assert_eq!(whole(&"port-union".repeat(100)), None);
    }

    #[test]
    fn a_beginning_is_near_but_not_so_near_as_a_slip() {
        let words = ["denies", "deployed", "language", "port-unions", "port-union"];
        let whole = |wanted| hint(wanted, words.into_iter(), WHOLE);
        assert_eq!(whole("deny").as_deref(), Some("did you mean `denies`?"));
        assert_eq!(whole("lang").as_deref(), Some("did you mean `language`?"));
        assert_eq!(whole("port").as_deref(), Some("did you mean `port-union`?"));
        assert_eq!(whole("port-unon").as_deref(), Some("did you mean `port-union`?"));
        assert_eq!(whole("den"), None);
    }

    #[test]
    fn a_word_of_a_name_is_near() {
        let names = [("Kursk Oblast", "Kursk Oblast"), ("Kursk region", "Kursk Oblast")];
        assert_eq!(near("kusrk", names.into_iter(), PART), ["Kursk Oblast"]);
    }
}
